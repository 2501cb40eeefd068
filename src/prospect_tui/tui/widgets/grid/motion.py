"""Moving about: the arrows, the pages, the wheel and the scrollbar."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from prospect_tui.i18n import N_
from prospect_tui.tui.widgets.grid.layout import top_at
from prospect_tui.tui.widgets.grid.view import GridView

_WHEEL_ROWS = 3


class MovingGrid(GridView, can_focus=True):
    """A view whose cursor and window move by keys and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, description, show=False, id=f"grid.{action}")
        for key, action, description in (
            ("up", "cursor_up", N_("Row above")),
            ("down", "cursor_down", N_("Row below")),
            ("left", "cursor_left", N_("Column on the left")),
            ("right", "cursor_right", N_("Column on the right")),
            ("pageup", "page_up", N_("Page above")),
            ("pagedown", "page_down", N_("Page below")),
            ("home", "home", N_("First row")),
            ("end", "end", N_("Last row")),
            ("ctrl+left", "first_column", N_("First column")),
            ("ctrl+right", "last_column", N_("Last column")),
            ("ctrl+home", "top", N_("First cell")),
            ("ctrl+end", "bottom", N_("Last cell")),
        )
    ]

    _dragging = False

    def action_cursor_up(self) -> None:
        """Go one row up."""
        self.move_to(self._row - 1)

    def action_cursor_down(self) -> None:
        """Go one row down."""
        self.move_to(self._row + 1)

    def action_cursor_left(self) -> None:
        """Go one column to the left."""
        self.move_to(self._row, self._column - 1)

    def action_cursor_right(self) -> None:
        """Go one column to the right."""
        self.move_to(self._row, self._column + 1)

    def action_page_up(self) -> None:
        """Go one page up."""
        self._turn_pages(-1)

    def action_page_down(self) -> None:
        """Go one page down."""
        self._turn_pages(1)

    def action_home(self) -> None:
        """Go to the first row, in the same column."""
        self.move_to(0)

    def action_end(self) -> None:
        """Go to the last row, in the same column."""
        self.move_to(len(self._ids) - 1)

    def action_first_column(self) -> None:
        """Go to the first column, on the same row."""
        self.move_to(self._row, 0)

    def action_last_column(self) -> None:
        """Go to the last column, on the same row."""
        self.move_to(self._row, len(self._columns) - 1)

    def action_top(self) -> None:
        """Go to the first cell."""
        self.move_to(0, 0)

    def action_bottom(self) -> None:
        """Go to the last cell."""
        self.move_to(len(self._ids) - 1, len(self._columns) - 1)

    def _turn_pages(self, pages: int) -> None:
        """Move cursor and window together, so that the cursor keeps its line."""
        self.scroll_window(top=self._top + pages * self.page)
        self.move_to(self._row + pages * self.page)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the rows, or with Shift the columns."""
        self._turn_wheel(event, -1, sideways=event.shift)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the rows, or with Shift the columns."""
        self._turn_wheel(event, 1, sideways=event.shift)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll the columns."""
        self._turn_wheel(event, -1, sideways=True)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll the columns."""
        self._turn_wheel(event, 1, sideways=True)

    def _turn_wheel(self, event: events.MouseEvent, step: int, *, sideways: bool) -> None:
        event.stop()
        if sideways:
            self.scroll_window(left=self._left + step)
        else:
            self.scroll_window(top=self._top + step * _WHEEL_ROWS)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar's thumb."""
        if event.x == self.outer_size.width - 1 and event.y > 0:
            self._dragging = True
            self.suppress_click()
            self.capture_mouse()
            self._drag_to(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the thumb."""
        if self._dragging:
            self._drag_to(event)

    def on_mouse_up(self) -> None:
        """Let the thumb go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag_to(self, event: events.MouseEvent) -> None:
        self.scroll_window(top=top_at(event.y - 1, self.page, len(self._ids)))
