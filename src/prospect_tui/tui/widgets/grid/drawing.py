"""What is seen of the rows: the lines of the window, drawn few at a time.

Lines are drawn by `render_lines` from strips kept by row, so that a repaint is a few look-ups;
Textual's own scrolling, borders and styles by line are passed over on purpose: they cost several
times the whole frame. Knows ids only; a million of them is a vector, never a million rows.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import NULL_SIZE, Region
from textual.strip import Strip
from textual.visual import Visual

from prospect_tui.tui.quick_keys import QuickWidget
from prospect_tui.tui.widgets.drawn import thumb
from prospect_tui.tui.widgets.grid.cells import Frame, Line, Span, header_strip, no_span
from prospect_tui.tui.widgets.grid.layout import Shape
from prospect_tui.tui.widgets.grid.painter import Painter
from prospect_tui.tui.widgets.grid.selection import Selection
from prospect_tui.tui.widgets.grid.source import GridColumn, GridSource, RowCache
from prospect_tui.tui.widgets.grid.styles import COMPONENTS, DEFAULT_CSS, StyleBook


class DrawnGrid(QuickWidget):
    """The titles, the rows of the window, the scrollbar; nothing in it moves by itself."""

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
        self.expected = 0
        """How many rows the scrollbar stands for while only the first ones are known."""
        self._cache = RowCache(source)
        self._shape = Shape()
        self._ids: Sequence[int] = range(0)
        self._row = self._column = self._top = self._left = 0
        self._sort: dict[str, str] = {}
        self._selection = Selection()
        self._fitted = NULL_SIZE
        self._frames: dict[tuple[int, bool, bool], Frame] = {}
        self._painter = Painter(self._cache)
        self._style = StyleBook(self)
        super().__init__(id=id, classes=classes)

    @property
    def page(self) -> int:
        """Return how many rows fit under the titles."""
        return max(1, self.outer_size.height - 1)

    @property
    def visible_range(self) -> range:
        """Return the places, in the ids, of the rows on screen."""
        return range(self._top, min(self._top + self.page, len(self._ids)))

    @property
    def _columns(self) -> tuple[GridColumn, ...]:
        return self._shape.columns

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
        self._painter.forget(ids)
        changed = set(ids)
        self._refresh_places(row for row in self.visible_range if self._ids[row] in changed)

    def refresh_all(self) -> None:
        """Ask for every row again, and draw everything again."""
        self._cache.clear()
        self._redraw_all()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of `crop`."""
        size = self.outer_size
        if not size:
            return []
        if size != self._fitted:
            self._fitted = size
            self._drop_frames()
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
        self._drop_frames()
        super().notify_style_update()

    def _row_strips(self, frame: Frame) -> list[Strip]:
        lines = self._lines(self._top)
        strips = self._painter.strips(frame, lines)
        if 0 <= self._row - self._top < len(lines):
            strips[self._row - self._top] = self._cursor_strip(frame, lines[self._row - self._top])
        return strips

    def _lines(self, top: int) -> list[Line]:
        """Return the lines of a window that begins with the row at the place `top`."""
        selection, span_at = self._selection, self._spans()
        on_thumb = thumb(top, self.page, max(len(self._ids), self.expected))
        return [
            Line(row_id, (top + y) % 2 == 1, y in on_thumb, row_id in selection, span_at(top + y))
            for y, row_id in enumerate(self._ids[top : top + self._fitted.height - 1])
        ]

    def _spans(self) -> Callable[[int], Span]:
        """Return what tells which columns are in a range, on the row at a place of the ids."""
        return no_span

    def _show_cursor(self) -> bool:
        """Scroll as little as shows the cursor; say whether anything moved."""
        return False

    def _cursor_strip(self, frame: Frame, line: Line) -> Strip:
        return self._painter.cursor_strip(frame, line, self._column)

    def _empty_strips(self) -> list[Strip]:
        width, height = self._fitted
        if height < 2:  # noqa: PLR2004 - the titles take the only line
            return []
        return Visual.to_strips(
            self, self.empty_text, width, height - 1, self.visual_style, pad=True
        )

    def _current_frame(self) -> Frame:
        return self._frame_at(self._left)

    def _frame_at(self, left: int) -> Frame:
        """Return the frame of a window with `left` columns scrolled away: always the same one."""
        bar = max(len(self._ids), self.expected) > self.page
        boxes = bool(self._selection)
        frame = self._frames.get((left, bar, boxes))
        if frame is None:
            width = self._fitted.width
            places = self._shape.places(width - 1, left)
            frame = Frame(places, width, self._style, self.tone_column, boxes, bar)
            self._frames[left, bar, boxes] = frame
        return frame

    def _drop_frames(self) -> None:
        """Draw every row again when next seen, in other places or colours."""
        self._frames.clear()
        self._painter.clear()

    def _redraw_all(self) -> None:
        self._drop_frames()
        self.refresh()

    def _refresh_places(self, places: Iterable[int]) -> None:
        """Repaint the rows at these places of the ids, where they are seen."""
        self._refresh_lines(*(place - self._top + 1 for place in places if place >= self._top))

    def _refresh_lines(self, *lines: int) -> None:
        """Repaint these lines of the widget, 0 being the titles."""
        width, height = self.outer_size
        regions: list[Region] = []
        for line in sorted({line for line in lines if 0 <= line < height}):
            if regions and regions[-1].bottom == line:
                regions[-1] = regions[-1].grow((0, 0, 1, 0))
            else:
                regions.append(Region(0, line, width, 1))
        if regions:
            self.refresh(*regions)
