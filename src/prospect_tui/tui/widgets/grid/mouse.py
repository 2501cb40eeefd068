"""The mouse: the wheel, the scrollbar, cells and ranges, titles and the borders between them."""

from dataclasses import replace

from textual import events

from prospect_tui.tui.widgets.grid.layout import LEAD, Place, Shape, top_at
from prospect_tui.tui.widgets.grid.messages import (
    ColumnFitRequested,
    ColumnResized,
    RowOpened,
    SortRequested,
)
from prospect_tui.tui.widgets.grid.selecting import SelectingGrid

_WHEEL_ROWS = 3
_LEAST_WIDTH = 3
"""A column is not dragged narrower than that."""
_TWICE = 2


class MouseGrid(SelectingGrid, is_part=True):
    """A grid that can be pointed at."""

    _held = ""
    """What the button is pressed on: "thumb", "border", "cells" or nothing."""
    _held_column = _held_width = 0
    """The column whose border is held, and how wide it was."""

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

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar's thumb, of a border, or of the cell that is pointed at."""
        if event.button != 1:
            return
        border = self._border_at(event.x) if event.y == 0 else None
        if event.x == self.outer_size.width - 1 and event.y > 0:
            self._hold("thumb")
            self.suppress_click()
            self._drag_thumb(event)
        elif border is not None:
            self._hold("border")
            self._held_column, self._held_width = border.index, border.column.width
        elif event.y > 0:
            self._press_row(event, self._top + event.y - 1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag what is held."""
        if self._held == "thumb":
            self._drag_thumb(event)
        elif self._held == "border":
            self._drag_border(event)
        elif self._held == "cells":
            self._drag_range(event)

    def on_mouse_up(self) -> None:
        """Let go; tell the width of a column whose border was dragged."""
        held, self._held = self._held, ""
        if not held:
            return
        self.release_mouse()
        if held == "border" and self._held_column < len(self._columns):
            column = self._columns[self._held_column]
            if column.width != self._held_width:
                self.post_message(ColumnResized(self, column.key, column.width))

    def on_click(self, event: events.Click) -> None:
        """Ask for a sort on a title, a fit on a border; select on a mark, open if double."""
        row = self._top + event.y - 1
        if event.y == 0:
            self._click_title(event)
        elif row >= len(self._ids):
            return
        elif event.x < LEAD:
            if event.shift:
                self.select_to(row)
            else:
                self.toggle_row(row)
        elif event.chain == _TWICE and not event.shift:
            self.post_message(RowOpened(self, self._ids[row]))

    def _press_row(self, event: events.MouseDown, row: int) -> None:
        if row >= len(self._ids):
            return
        place = self._place_at(event.x)
        if place is None:
            self.move_to(row)
        elif event.shift:
            self.extend_to(row, place.index)
            self._hold("cells")
        else:
            self.move_to(row, place.index)
            self._hold("cells")

    def _click_title(self, event: events.Click) -> None:
        place, border = self._place_at(event.x), self._border_at(event.x)
        if place is not None:
            add = event.shift or event.ctrl
            self.post_message(SortRequested(self, place.column.key, add))
        elif border is not None and event.chain == _TWICE:
            self.post_message(ColumnFitRequested(self, border.column.key))

    def _hold(self, what: str) -> None:
        self._held = what
        if what:
            self.capture_mouse()

    def _turn_wheel(self, event: events.MouseEvent, step: int, *, sideways: bool) -> None:
        event.stop()
        if sideways:
            self.scroll_window(left=self._left + step)
        else:
            self.scroll_window(top=self._top + step * _WHEEL_ROWS)

    def _drag_thumb(self, event: events.MouseEvent) -> None:
        self.scroll_window(top=top_at(event.y - 1, self.page, len(self._ids)))

    def _drag_range(self, event: events.MouseEvent) -> None:
        """Extend the range to the cell under the mouse, scrolling when it is outside."""
        row = max(0, min(self._top + event.y - 1, len(self._ids) - 1))
        column = self._column_towards(event.x)
        if (row, column) != (self._row, self._column):
            self.suppress_click()
            self.extend_to(row, column)

    def _drag_border(self, event: events.MouseEvent) -> None:
        places = {place.index: place for place in self._current_frame().places}
        place = places.get(self._held_column)
        if place is None:
            return
        width = max(_LEAST_WIDTH, event.x - place.x)
        if width != place.column.width:
            self.suppress_click()
            columns = list(self._columns)
            columns[place.index] = replace(place.column, width=width)
            self._shape = Shape(columns)
            self._redraw_all()

    def _place_at(self, x: int) -> Place | None:
        places = self._current_frame().places
        return next((place for place in places if place.x <= x < place.end), None)

    def _border_at(self, x: int) -> Place | None:
        """Return the column that ends just before `x`."""
        places = self._current_frame().places
        return next((place for place in places if place.end == x), None)

    def _column_towards(self, x: int) -> int:
        """Return the column at `x`, or the next one that is hidden on that side."""
        places = self._current_frame().places
        if not places:
            return self._column
        if x >= self.outer_size.width - 1:
            return min(places[-1].index + 1, len(self._columns) - 1)
        return next((place.index for place in reversed(places) if place.x <= x), places[0].index)
