"""Which rows are selected: many as marks, a megabyte for a million ids; few, as a set."""

from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import compress
from typing import overload

LARGEST_MARKED = 1 << 24
"""Ids from there on are kept one by one: no base of ours has any, and marks would fill memory."""
FEW = 1_000
"""So many rows selected at once are kept one by one where there is no mark for them yet."""


class Selection(Set[int]):
    """A set of row ids. The grid changes it; ask the grid to select."""

    def __init__(self, ids: Iterable[int] = ()) -> None:
        self._marks = bytearray()
        self._far: set[int] = set()
        self._count = 0
        self._whole: Sequence[int] | None = None
        """A vector of rows which are all selected, and alone, if one is known."""
        self.add(array("q", ids))

    def __contains__(self, row_id: object) -> bool:
        if not isinstance(row_id, int):
            return False
        if 0 <= row_id < len(self._marks):
            return self._marks[row_id] == 1
        return row_id in self._far

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        yield from compress(range(len(self._marks)), self._marks)
        yield from sorted(self._far)

    def add(self, ids: Sequence[int]) -> None:
        """Select these rows, each there once: a million in some hundredths of a second."""
        self._make_room(ids)
        marks, far, size = self._marks, self._far, len(self._marks)
        for row_id in ids:
            if 0 <= row_id < size:
                marks[row_id] = 1
            else:
                far.add(row_id)
        self._count = marks.count(1) + len(far)
        self._whole = ids if self._count == len(ids) else None

    def discard(self, ids: Sequence[int]) -> None:
        """Select these rows no more."""
        marks, size = self._marks, len(self._marks)
        for row_id in ids:
            if 0 <= row_id < size:
                marks[row_id] = 0
        if self._far:
            self._far.difference_update(ids)
        self._count = marks.count(1) + len(self._far)
        self._whole = None

    def toggle(self, row_id: int) -> None:
        """Select the row, or not any more."""
        change = self.discard if row_id in self else self.add
        change((row_id,))

    def clear(self) -> None:
        """Select nothing."""
        self._marks = bytearray()
        self._far = set()
        self._count = 0
        self._whole = None

    def among(self, ids: Sequence[int]) -> "array[int]":
        """Return those of `ids` that are selected, in their order."""
        marks, far, size = self._marks, self._far, len(self._marks)
        return array("q", (i for i in ids if (marks[i] if 0 <= i < size else i in far)))

    def in_order(self, ids: Sequence[int]) -> Sequence[int]:
        """Return the rows as they are now: in the order of `ids`, then those that it lacks.

        Nothing is worked out before it is used: a fifth of a second for a part of a million.
        """
        if ids is self._whole:
            return ids
        return _InOrder(self.copy(), ids)

    def copy(self) -> "Selection":
        """Return these rows, which will not change."""
        copied = Selection()
        copied._marks, copied._far = self._marks.copy(), self._far.copy()
        copied._count, copied._whole = self._count, self._whole
        return copied

    def _make_room(self, ids: Sequence[int]) -> None:
        """Have marks for these rows if they are many."""
        if len(ids) <= FEW:
            return
        largest = max((ids[0], ids[-1]) if isinstance(ids, range) else ids)
        size = min(largest + 1, LARGEST_MARKED)
        if size > len(self._marks):
            self._marks.extend(bytes(size - len(self._marks)))
            marked = {row_id for row_id in self._far if 0 <= row_id < size}
            self._far -= marked
            for row_id in marked:
                self._marks[row_id] = 1


class _InOrder(Sequence[int]):
    """Selected rows in the order of a view, put in order when they are first asked for."""

    def __init__(self, selection: Selection, ids: Sequence[int]) -> None:
        self._selection = selection
        self._ids = ids

    @cached_property
    def _ordered(self) -> "array[int]":
        ordered = self._selection.among(self._ids)
        if len(ordered) < len(self._selection):
            absent = self._selection.copy()
            absent.discard(ordered)
            ordered.extend(absent)
        return ordered

    def __len__(self) -> int:
        return len(self._selection)

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> "array[int]": ...

    def __getitem__(self, place: int | slice) -> "int | array[int]":
        return self._ordered[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self._ordered)
