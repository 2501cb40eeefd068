"""The cells of a row, worded when they are drawn: of hundreds of columns few are seen."""

from collections.abc import Callable, Container, Sequence
from typing import overload


class LazyCells(Sequence[str]):
    """The texts of a row's cells: its stored `values` at the `plain` places, others by `word`."""

    __slots__ = ("_count", "_plain", "_values", "_word")

    def __init__(
        self, values: Sequence[str], count: int, plain: Container[int], word: Callable[[int], str]
    ) -> None:
        self._values = values
        self._count = count
        self._plain = plain
        self._word = word

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._count))]
        if place in self._plain:
            return self._values[place]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._word(place % self._count)


class LazyProblems(Container[int]):
    """The places of the wrong cells, each judged by `is_wrong` when asked about.

    Cells that are not at one of the `checked` places are never wrong.
    """

    __slots__ = ("_checked", "_is_wrong")

    def __init__(self, checked: Container[int], is_wrong: Callable[[int], bool]) -> None:
        self._checked = checked
        self._is_wrong = is_wrong

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and place in self._checked and self._is_wrong(place)
