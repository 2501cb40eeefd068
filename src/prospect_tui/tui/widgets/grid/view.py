"""What is seen of the rows: the window, the cursor, and the lines drawn for them.

Lines are drawn by `render_lines` from strips kept by row, so that a repaint is a few look-ups;
Textual's own scrolling, borders and styles by line are passed over on purpose: they cost several
times the whole frame. Knows ids only; a million of them is a vector, never a million rows.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import NULL_SIZE, Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from prospect_tui.tui.widgets.grid.cells import Frame, Line, header_strip
from prospect_tui.tui.widgets.grid.layout import left_showing, place_columns, place_of, thumb
from prospect_tui.tui.widgets.grid.messages import CursorMoved
from prospect_tui.tui.widgets.grid.painter import Painter
from prospect_tui.tui.widgets.grid.source import GridColumn, GridSource, RowCache
from prospect_tui.tui.widgets.grid.styles import COMPONENTS, DEFAULT_CSS, StyleBook


class GridView(Widget):
    """The window on the rows. `DataGrid` adds what a person does with it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS.values())
    DEFAULT_CSS = DEFAULT_CSS

    def __init__(
        self,
        source: GridSource,
        *,
        empty_text: Content | None = None,
        tone_column: str = "score",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Show the rows of `source`, or `empty_text` when there are none.

        `tone_column` is the key of the column that `GridRow.tone` colours.
        """
        self.empty_text = empty_text or Content()
        self.tone_column = tone_column
        self._cache = RowCache(source)
        self._columns: tuple[GridColumn, ...] = ()
        self._ids: Sequence[int] = range(0)
        self._kept_id: int | None = None
        self._row = self._column = self._top = self._left = 0
        self._sort: dict[str, str] = {}
        self._selected: set[int] = set()
        self._fitted = NULL_SIZE
        self._frame: Frame | None = None
        self._painter = Painter(self._cache)
        self._style = StyleBook(self)
        super().__init__(id=id, classes=classes)

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

    @property
    def page(self) -> int:
        """Return how many rows fit under the titles."""
        return max(1, self.outer_size.height - 1)

    @property
    def visible_range(self) -> range:
        """Return the places, in the ids, of the rows on screen."""
        return range(self._top, min(self._top + self.page, len(self._ids)))

    def set_columns(self, columns: Iterable[GridColumn]) -> None:
        """Show these columns, the frozen ones first; the cursor stays on its column if it can."""
        key = self.cursor_key
        self._columns = tuple(columns)
        keys = [column.key for column in self._columns]
        self._column = keys.index(key) if key in keys else 0
        self._left = 0
        self._show_cursor()
        self.refresh_all()

    def set_ids(self, ids: Sequence[int], keep_cursor_on_id: bool = True) -> None:
        """Show these rows, in this order.

        `ids` is an `array("q")` or a `range`, and is not to change afterwards. The cursor stays on
        its row, on the same line of the screen; a row absent from a first part of the vector is
        found again in the whole. With `keep_cursor_on_id` false, the cursor goes to the first row.
        """
        was, line, was_seen = self.cursor_id, self._row - self._top, self._row in self.visible_range
        self._ids = ids
        if keep_cursor_on_id:
            wanted = dict.fromkeys((self._kept_id, was))
            places = (place_of(row_id, ids, self._row) for row_id in wanted)
            nearest = max(0, min(self._row, len(ids) - 1))
            self._row = next((place for place in places if place is not None), nearest)
        else:
            self._row, self._kept_id, was_seen = 0, None, True
        if self._kept_id is None:
            self._kept_id = self.cursor_id
        self._scroll(self._row - line if was_seen else self._top, self._left)
        if was_seen:
            self._show_cursor()
        self.refresh()
        if self.cursor_id != was:
            self.post_message(CursorMoved(self, self.cursor_id))

    def set_sort(self, sort: Sequence[tuple[str, bool]]) -> None:
        """Show an arrow on these columns: (key, descending), the first sorted by first."""
        several = len(sort) > 1
        self._sort = {
            key: f"{rank if several else ''}{'↓' if descending else '↑'}"
            for rank, (key, descending) in enumerate(sort, start=1)
        }
        self._refresh_lines(0)

    def refresh_rows(self, ids: Collection[int]) -> None:
        """Ask for these rows again, if they are seen, and draw them again."""
        self._cache.drop(ids)
        self._redraw(ids)

    def refresh_all(self) -> None:
        """Ask for every row again, and draw everything again."""
        self._cache.clear()
        self._redraw_all()

    def move_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a place of the ids and a column, or the nearest there are."""
        was, was_column, was_id = self._row, self._column, self.cursor_id
        self._row = max(0, min(row, len(self._ids) - 1))
        if column is not None:
            self._column = max(0, min(column, len(self._columns) - 1))
        self._kept_id = self.cursor_id
        if self._show_cursor():
            self.refresh()
        elif (was, was_column) != (self._row, self._column):
            self._refresh_lines(was - self._top + 1, self._row - self._top + 1)
        if self.cursor_id != was_id:
            self.post_message(CursorMoved(self, self.cursor_id))

    def scroll_window(self, *, top: int | None = None, left: int | None = None) -> None:
        """Show the rows from `top` on, `left` columns scrolled away; the cursor stays put."""
        top = self._top if top is None else top
        left = self._left if left is None else max(0, min(left, len(self._columns) - 1))
        if self._scroll(top, left):
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of `crop`."""
        size = self.outer_size
        if not size:
            return []
        if size != self._fitted:
            self._fitted = size
            self._frame = None
            self._show_cursor()
        frame = self._current_frame()
        lines = [header_strip(frame, self._columns, self._sort)]
        if self._ids:
            lines += self._row_strips(frame)
        else:
            lines += self._empty_strips()
        blank = Strip.blank(size.width, self._style("row"))
        lines += [blank] * (size.height - len(lines))
        strips = lines[crop.y : crop.bottom]
        if crop.width == size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def notify_style_update(self) -> None:
        """Draw again in the new colours."""
        self._style.clear()
        self._frame = None
        super().notify_style_update()

    def _row_strips(self, frame: Frame) -> list[Strip]:
        top = self._top
        ids = self._ids[top : top + self._fitted.height - 1]
        on_thumb = thumb(top, self.page, len(self._ids))
        lines = [Line(row_id, (top + y) % 2 == 1, y in on_thumb) for y, row_id in enumerate(ids)]
        strips = self._painter.strips(frame, lines, self._selected)
        if 0 <= self._row - top < len(lines):
            strips[self._row - top] = self._cursor_strip(frame, lines[self._row - top])
        return strips

    def _cursor_strip(self, frame: Frame, line: Line) -> Strip:
        return self._painter.cursor_strip(frame, line, self._column, self._selected)

    def _empty_strips(self) -> list[Strip]:
        width, height = self._fitted
        if height < 2:  # noqa: PLR2004 - the titles take the only line
            return []
        return Visual.to_strips(
            self, self.empty_text, width, height - 1, self.visual_style, pad=True
        )

    def _current_frame(self) -> Frame:
        bar = len(self._ids) > self.page
        boxes = bool(self._selected)
        frame = self._frame
        if frame is None or frame.bar != bar or frame.boxes != boxes:
            width = self._fitted.width
            places = place_columns(self._columns, width - 1, self._left)
            frame = Frame(places, width, self._style, self.tone_column, boxes, bar)
            self._frame = frame
        return frame

    def _show_cursor(self) -> bool:
        """Scroll as little as shows the cursor; say whether anything moved."""
        size = self.outer_size
        if not size:
            return False
        top = min(max(self._top, self._row - self.page + 1), self._row)
        left = left_showing(self._columns, size.width - 1, self._left, self._column)
        return self._scroll(top, left)

    def _scroll(self, top: int, left: int) -> bool:
        top = max(0, min(top, len(self._ids) - self.page))
        if (top, left) == (self._top, self._left):
            return False
        if left != self._left:
            self._left = left
            self._frame = None
        self._top = top
        return True

    def _redraw(self, ids: Collection[int]) -> None:
        """Draw these rows again."""
        self._painter.forget(ids)
        changed = set(ids)
        lines = (row - self._top + 1 for row in self.visible_range if self._ids[row] in changed)
        self._refresh_lines(*lines)

    def _redraw_all(self) -> None:
        self._frame = None
        self.refresh()

    def _refresh_lines(self, *lines: int) -> None:
        """Repaint these lines of the widget, 0 being the titles."""
        width, height = self.outer_size
        seen = [Region(0, line, width, 1) for line in lines if 0 <= line < height]
        if seen:
            self.refresh(*seen)
