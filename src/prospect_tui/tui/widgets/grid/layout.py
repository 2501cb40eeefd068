"""Where things stand: which columns are seen and where, and the scrollbar's thumb. Pure sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from prospect_tui.tui.widgets.grid.source import GridColumn

LEAD = 3
"""Cells before the first column: selection box, mark, space."""
_LEAST_SCROLLED = 12
"""Columns are frozen only while this many cells are left for the others."""

_LEAST_CUT = 4
"""A column of which fewer cells would be left by the right edge is not shown."""


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


def place_columns(columns: Sequence[GridColumn], width: int, left: int) -> tuple[Place, ...]:
    """Return the columns that can be seen in `width` cells.

    `left` is how many columns are scrolled away to the left of those that are not frozen.
    """
    frozen = frozen_count(columns, width)
    places: list[Place] = []
    x = LEAD
    for index in (*range(frozen), *range(frozen + left, len(columns))):
        gap = "" if not places else "│" if len(places) == frozen else " "
        x += len(gap)
        shown = min(columns[index].width, width - x)
        if shown < min(columns[index].width, _LEAST_CUT):
            break
        places.append(Place(index, columns[index], x, shown, gap))
        x += shown
    return tuple(places)


def frozen_count(columns: Sequence[GridColumn], width: int) -> int:
    """Return how many leading columns stay in place: none where they would fill the screen."""
    count, used = 0, LEAD
    for column in columns:
        if not column.frozen:
            break
        count += 1
        used += column.width + 1
    return count if used + _LEAST_SCROLLED <= width else 0


def left_showing(columns: Sequence[GridColumn], width: int, left: int, index: int) -> int:
    """Return the `left` nearest to the given one at which the column `index` is wholly seen."""
    frozen = frozen_count(columns, width)
    if index < frozen:
        return left
    left = min(left, index - frozen)
    room = width - LEAD - sum(column.width + 1 for column in columns[:frozen])
    used = sum(column.width + 1 for column in columns[frozen + left : index + 1]) - 1
    while used > room and frozen + left < index:
        used -= columns[frozen + left].width + 1
        left += 1
    return left


def place_of(row_id: int | None, ids: Sequence[int], near: int) -> int | None:
    """Return where `row_id` is in `ids`, looking first at the place `near`; None if it is not.

    The longest search in a million ids takes a frame or two, not more.
    """
    if row_id is None:
        return None
    if near < len(ids) and ids[near] == row_id:
        return near
    try:
        return ids.index(row_id)
    except ValueError:
        return None


def thumb(top: int, page: int, total: int) -> range:
    """Return the lines, of `page`, on which the scrollbar's thumb is drawn; none if all fits."""
    if total <= page:
        return range(0)
    size = max(1, page * page // total)
    start = (page - size) * top // (total - page)
    return range(start, start + size)


def top_at(line: int, page: int, total: int) -> int:
    """Return the first row seen once the thumb is dragged to `line`, of `page`."""
    line = min(max(line, 0), page - 1)
    return max(0, total - page) * line // max(1, page - 1)
