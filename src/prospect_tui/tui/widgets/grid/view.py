"""The window and the cursor: which rows and columns are seen, and on which cell one is."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.grid.foresight import ForeseeingGrid
from prospect_tui.tui.widgets.grid.layout import NEAR, Shape, place_between, place_near
from prospect_tui.tui.widgets.grid.messages import CursorMoved
from prospect_tui.tui.widgets.grid.source import GridColumn, GridSource


class GridView(ForeseeingGrid, is_part=True):
    """A drawn grid whose window follows a cursor."""

    def __init__(
        self,
        source: GridSource,
        *,
        empty_text: Content | None = None,
        tone_column: str = "score",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """As `DrawnGrid`; the cursor is on the first cell."""
        self._kept_id: int | None = None
        """The row on which the cursor was put, to which it goes back when it can."""
        super().__init__(
            source, empty_text=empty_text, tone_column=tone_column, id=id, classes=classes
        )

    @property
    def cursor_row(self) -> int:
        """Return the cursor's place in the ids, from 0."""
        return self._row

    @property
    def cursor_column(self) -> int:
        """Return the index of the column under the cursor."""
        return self._column

    @property
    def cursor_key(self) -> str:
        """Return the key of the column under the cursor; empty when there is no column."""
        return self._columns[self._column].key if self._columns else ""

    @property
    def cursor_id(self) -> int | None:
        """Return the id of the row under the cursor; None when there is no row."""
        return self._ids[self._row] if self._ids else None

    def set_columns(self, columns: Iterable[GridColumn]) -> None:
        """Show these columns, the frozen ones first; the cursor stays on its column if it can."""
        key = self.cursor_key
        self._shape = Shape(columns)
        self._column = self._shape.index(key) or 0
        self._left = max(0, min(self._left, len(self._columns) - 1))
        self._show_cursor()
        self.refresh_all()

    def set_ids(
        self, ids: Sequence[int], keep_cursor_on_id: bool = True, *, place: int | None = None
    ) -> None:
        """Show these rows, in this order.

        `ids` is an `array("q")` or a `range`, and is not to change afterwards. The cursor stays on
        its row, on the same line of the screen; a row absent from a first part of the vector is
        found again in the whole. `place` is where the row under the cursor is now, if it is known:
        one that is far away is otherwise looked for between keys. With `keep_cursor_on_id` false,
        the cursor goes to the first row.
        """
        was, line, was_seen = self.cursor_id, self._row - self._top, self._row in self.visible_range
        self._ids = ids
        if keep_cursor_on_id:
            near = self._row if place is None else place
            self._row = self._nearest([self._kept_id, was], near)
        else:
            self._row, self._kept_id, was_seen = 0, None, True
        if self._kept_id is None:
            self._kept_id = self.cursor_id
        self._scroll(self._row - line if was_seen else self._top, self._left)
        if was_seen:
            self._show_cursor()
        self.refresh()
        if self.cursor_id != was:
            self.tell(CursorMoved(self, self.cursor_id))

    def move_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a place of the ids and a column, or the nearest there are."""
        self._go(row, column)

    def scroll_window(self, *, top: int | None = None, left: int | None = None) -> None:
        """Show the rows from `top` on, `left` columns scrolled away; the cursor stays put."""
        top = self._top if top is None else top
        left = self._left if left is None else max(0, min(left, len(self._columns) - 1))
        if self._scroll(top, left):
            self.refresh()

    def _go(self, row: int, column: int | None = None) -> None:
        was, was_column, was_id = self._row, self._column, self.cursor_id
        self._row = max(0, min(row, len(self._ids) - 1))
        if column is not None:
            self._column = max(0, min(column, len(self._columns) - 1))
        self._kept_id = self.cursor_id
        has_moved = (was_id, was_column) != (self.cursor_id, self._column)
        if self._show_cursor():
            self.refresh()
        elif has_moved:
            self._refresh_places((was, self._row))
        if has_moved and (was_id is not None or self._ids):
            self.tell(CursorMoved(self, self.cursor_id))

    def _nearest(self, wanted: Sequence[int | None], near: int) -> int:
        """Return where the first of the `wanted` rows is, or the place `near` if none is found.

        The first one goes on being looked for between keys when there are too many rows.
        """
        known = [row_id for row_id in dict.fromkeys(wanted) if row_id is not None]
        for row_id in known:
            if (place := place_near(row_id, self._ids, near)) is not None:
                return place
        if known and len(self._ids) > NEAR:
            self.call_later(self._seek, known[0], self._ids, 0)
        return max(0, min(near, len(self._ids) - 1))

    def _seek(self, row_id: int, ids: Sequence[int], start: int) -> None:
        """Look for the row a slice further, unless the cursor or the rows have changed."""
        if ids is not self._ids or row_id != self._kept_id:
            return
        place = place_between(row_id, ids, start, start + NEAR)
        if place is not None:
            self._scroll(self._top + place - self._row, self._left)
            self._go(place)
            self.refresh()
        elif start + NEAR < len(ids):
            self.call_later(self._seek, row_id, ids, start + NEAR)

    def speaks_for_itself(self, row_id: int, column_key: str) -> bool:
        """Say whether a cell of the window is right, and shown whole at its column's width."""
        place = self._shape.index(column_key)
        if row_id not in self._cache:
            self._cache.window(self._ids[self._top : self._top + self.page])
        if place is None or row_id not in self._cache:
            return False
        (row,) = self._cache.window([row_id])
        if place >= len(row.cells) or place in row.problems:
            return False
        return width(row.cells[place]) <= self._columns[place].width

    def _show_cursor(self) -> bool:
        size = self.outer_size
        if not size:
            return False
        top = min(max(self._top, self._row - self.page + 1), self._row)
        left = self._left
        if self._columns:
            left = self._shape.left_showing(size.width - 1, left, self._column)
        return self._scroll(top, left)

    def _scroll(self, top: int, left: int) -> bool:
        top = max(0, min(top, len(self._ids) - self.page))
        if (top, left) == (self._top, self._left):
            return False
        self._foresee(top - self._top, left - self._left)
        self._top, self._left = top, left
        return True
