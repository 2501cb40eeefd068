"""Where things stand: which columns are seen and where, and the row under the mouse. Pure sums."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from prospect_tui.tui.widgets.grid.source import GridColumn

LEAD = 3
"""Cells before the first column: selection box, mark, space."""
_LEAST_SCROLLED = 12
"""Columns are frozen only while this many cells are left for the others."""
_LEAST_CUT = 4
"""A column of which fewer cells would be left by the right edge is not shown."""
NEAR = 50_000
"""How many ids are looked at before and after a place: a millisecond each way."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column on screen."""

    index: int
    """Its place in the full list of columns."""
    column: GridColumn
    x: int
    """Its first cell, from the left edge of the widget."""
    width: int
    """Less than the column's own width when it is cut by the right edge."""
    gap: str
    """What separates it from the column before."""

    @property
    def end(self) -> int:
        """Return the first cell after it."""
        return self.x + self.width


class Shape:
    """The columns side by side. Sums are made once, so that 500 columns scroll like 5."""

    def __init__(self, columns: Iterable[GridColumn] = ()) -> None:
        self.columns = tuple(columns)
        self._starts = list(accumulate((one.width + 1 for one in self.columns), initial=0))
        """The cells before each column, gaps counted, were none scrolled; at last, all of them."""
        self._index = {one.key: index for index, one in enumerate(self.columns)}
        frozen = (index for index, one in enumerate(self.columns) if not one.frozen)
        self._to_freeze = next(frozen, len(self.columns))

    def index(self, key: str) -> int | None:
        """Return the place of a column in the list; None if it is not there."""
        return self._index.get(key)

    def frozen(self, width: int) -> int:
        """Return how many leading columns stay in place in `width` cells.

        As many as leave enough room for the others.
        """
        count = self._to_freeze
        while count and LEAD + self._starts[count] + _LEAST_SCROLLED > width:
            count -= 1
        return count

    def places(self, width: int, left: int) -> tuple[Place, ...]:
        """Return the columns that can be seen in `width` cells.

        `left` is how many columns are scrolled away to the left of those that are not frozen.
        """
        frozen = self.frozen(width)
        places: list[Place] = []
        x = LEAD
        for index in (*range(frozen), *range(frozen + left, len(self.columns))):
            column = self.columns[index]
            gap = "" if not places else "│" if len(places) == frozen else " "
            x += len(gap)
            shown = min(column.width, width - x)
            if shown < min(column.width, _LEAST_CUT):
                break
            places.append(Place(index, column, x, shown, gap))
            x += shown
        return tuple(places)

    def left_showing(self, width: int, left: int, index: int) -> int:
        """Return the `left` nearest to the given one at which the column `index` is wholly seen."""
        frozen = self.frozen(width)
        if index < frozen:
            return left
        left = min(left, index - frozen)
        room = width - LEAD - self._starts[frozen]
        first = self._starts[index + 1] - 1 - room
        return bisect_left(self._starts, first, frozen + left, index) - frozen


def place_near(row_id: int, ids: Sequence[int], near: int) -> int | None:
    """Return where `row_id` is in `ids`, if it is within `NEAR` of the place `near` or a range."""
    if near < len(ids) and ids[near] == row_id:
        return near
    if isinstance(ids, range):
        return ids.index(row_id) if row_id in ids else None
    return place_between(row_id, ids, max(0, near - NEAR), near + NEAR)


def place_between(row_id: int, ids: Sequence[int], start: int, end: int) -> int | None:
    """Return where `row_id` is in `ids` from `start` to before `end`; None if it is not there."""
    try:
        return ids.index(row_id, start, end)
    except ValueError:
        return None


def top_at(line: int, page: int, total: int) -> int:
    """Return the first row seen once the thumb is dragged to `line`, of `page`."""
    line = min(max(line, 0), page - 1)
    return max(0, total - page) * line // max(1, page - 1)
