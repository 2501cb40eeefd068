"""The cells of a row, worded when they are first drawn: of hundreds of columns few are seen."""

from collections.abc import Callable, Container, Sequence
from typing import overload


class LazyCells(Sequence[str]):
    """As many texts as there are columns, each made by `word` at its place when asked for."""

    __slots__ = ("_count", "_known", "_word")

    def __init__(self, count: int, word: Callable[[int], str]) -> None:
        self._count = count
        self._word = word
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._count))]
        text = self._known.get(place)
        if text is None:
            if not -self._count <= place < self._count:
                raise IndexError(place)
            text = self._known[place] = self._word(place % self._count)
        return text


class LazyProblems(Container[int]):
    """The places of the wrong cells, each judged by `is_wrong` when first asked about.

    Cells that are not at one of the `checked` places are never wrong.
    """

    __slots__ = ("_checked", "_is_wrong", "_known")

    def __init__(self, checked: Container[int], is_wrong: Callable[[int], bool]) -> None:
        self._checked = checked
        self._is_wrong = is_wrong
        self._known: dict[int, bool] = {}

    def __contains__(self, place: object) -> bool:
        if not isinstance(place, int) or place not in self._checked:
            return False
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._is_wrong(place)
        return known
