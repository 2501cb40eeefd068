"""The grid a person works in: selects rows, opens them, sorts by a title, types in cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import N_
from prospect_tui.tui.text import drawable, width
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.tui.widgets.grid.cells import Frame, Line
from prospect_tui.tui.widgets.grid.editor import LineEditor
from prospect_tui.tui.widgets.grid.layout import LEAD, Place
from prospect_tui.tui.widgets.grid.motion import MovingGrid
from prospect_tui.tui.widgets.grid.source import GridColumn

_SAVING_KEYS = {
    "enter": (1, 0), "down": (1, 0), "up": (-1, 0), "tab": (0, 1), "shift+tab": (0, -1),
}  # fmt: skip
"""Keys that save what was typed, and where they go: (rows, columns)."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """A cell being typed in."""

    row_id: int
    column_key: str
    old_text: str
    line: LineEditor


class DataGrid(MovingGrid):
    """A spreadsheet over any number of rows. See `GridSource` for what it asks."""

    CursorMoved = messages.CursorMoved
    RowOpened = messages.RowOpened
    CellEdited = messages.CellEdited
    EditRefused = messages.EditRefused
    SelectionChanged = messages.SelectionChanged
    SortRequested = messages.SortRequested

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "toggle_select", N_("Select the row"), show=False, id="grid.toggle_select"
        ),
        Binding("ctrl+a", "select_all", N_("Select everything"), show=False, id="grid.select_all"),
        Binding("enter", "open", N_("Open the row"), show=False, id="grid.open"),
    ]

    _edit: _Edit | None = None

    @property
    def selected_ids(self) -> set[int]:
        """Return the ids of the selected rows, seen or not."""
        return set(self._selected)

    @property
    def is_editing(self) -> bool:
        """Say whether a cell is being typed in."""
        return self._edit is not None

    def select_all(self) -> None:
        """Select every row of the current ids."""
        self._toggle(set(self._ids) - self._selected)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._toggle(set(self._selected))

    def set_columns(self, columns: Iterable[GridColumn]) -> None:
        """As `GridView.set_columns`; what is being typed is saved if its column goes."""
        super().set_columns(columns)
        self._leave_lost_cell()

    def set_ids(self, ids: Sequence[int], keep_cursor_on_id: bool = True) -> None:
        """As `GridView.set_ids`; what is being typed is saved if its row goes."""
        super().set_ids(ids, keep_cursor_on_id)
        self._leave_lost_cell()

    def move_to(self, row: int, column: int | None = None) -> None:
        """As `GridView.move_to`, after saving what is being typed."""
        self.stop_edit(save=True)
        super().move_to(row, column)

    def start_edit(self, initial: str | None = None) -> None:
        """Type in the cell under the cursor: its value, or `initial` in its stead."""
        self.stop_edit(save=True)
        row_id = self.cursor_id
        if row_id is None or not self._columns:
            return
        column = self._columns[self._column]
        if not column.editable:
            self.post_message(self.EditRefused(self, row_id, column.key))
            return
        old_text = clean(self._cache.source.raw(row_id, column.key))
        line = LineEditor(old_text if initial is None else clean(initial))
        self._edit = _Edit(row_id, column.key, old_text, line)
        self._show_edit()
        self.refresh_bindings()

    def stop_edit(self, *, save: bool) -> None:
        """Leave the cell being typed in, if any; `save` posts what was typed if it differs."""
        edit, self._edit = self._edit, None
        if edit is None:
            return
        self._redraw([edit.row_id])
        self.refresh_bindings()
        if save and edit.line.text != edit.old_text:
            self.post_message(self.CellEdited(self, edit.row_id, edit.column_key, edit.line.text))

    def action_toggle_select(self) -> None:
        """Select the row, or not any more, and go to the next."""
        if self.cursor_id is not None:
            self._toggle({self.cursor_id})
            self.action_cursor_down()

    def action_select_all(self) -> None:
        """Select every row."""
        self.select_all()

    def action_clear_selection(self) -> None:
        """Select nothing."""
        self.clear_selection()

    def action_edit(self) -> None:
        """Type in the cell under the cursor."""
        self.start_edit()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.RowOpened(self, self.cursor_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave every key to the editor while a cell is typed in."""
        return self._edit is None

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Say that screens' keys do nothing while a cell is typed in, for the footer."""
        return self._edit is not None and not key.startswith("ctrl+")

    def on_key(self, event: events.Key) -> None:
        """Type in the cell. Only Ctrl with a key that the editor does not use goes further."""
        if self._edit is None:
            return
        line = self._edit.line
        if step := _SAVING_KEYS.get(event.key):
            self.move_to(self._row + step[0], self._column + step[1])
        elif event.key == "escape":
            self.stop_edit(save=False)
        elif line.press(event.key):
            self._show_edit()
        elif event.character is not None and event.is_printable:
            line.insert(clean(event.character))
            self._show_edit()
        elif event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Put the pasted text, made one line, in the cell being typed in."""
        if self._edit is not None:
            event.stop()
            self._edit.line.insert(clean(event.text.rstrip("\r\n")))
            self._show_edit()

    def on_blur(self) -> None:
        """Save what was typed, unless it is only the terminal's window that lost the focus."""
        if self.app.app_focus:
            self.stop_edit(save=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; ask for a sort on a title, select on a mark, open if double."""
        place = self._place_at(event.x)
        row = self._top + event.y - 1
        if event.y == 0:
            if place is not None:
                add = event.shift or event.ctrl
                self.post_message(self.SortRequested(self, place.column.key, add))
        elif row < len(self._ids):
            self.move_to(row, None if place is None else place.index)
            if event.x < LEAD:
                self._toggle({self._ids[row]})
            elif event.chain == 2:  # noqa: PLR2004 - a double click
                self.action_open()

    def _place_at(self, x: int) -> Place | None:
        places = self._current_frame().places
        return next((place for place in places if place.x <= x < place.end), None)

    def _toggle(self, changed: set[int]) -> None:
        """Select these rows, or not any more."""
        if not changed:
            return
        had_boxes = bool(self._selected)
        self._selected ^= changed
        if len(changed) == 1 and had_boxes == bool(self._selected):
            self._redraw(changed)
        else:
            self._redraw_all()
        self.post_message(self.SelectionChanged(self, len(self._selected)))

    def _leave_lost_cell(self) -> None:
        """Save what was typed if the cursor is not on its cell any more."""
        edit = self._edit
        if edit is not None and (
            self.cursor_id != edit.row_id or self.cursor_key != edit.column_key
        ):
            self.stop_edit(save=True)

    def _show_edit(self) -> None:
        """Repaint the cell being typed in, scrolling back to it if need be."""
        if self._show_cursor():
            self.refresh()
        else:
            self._refresh_lines(self._row - self._top + 1)

    def _cursor_strip(self, frame: Frame, line: Line) -> Strip:
        """Draw the row under the cursor; a text being typed covers its cell, and more if long."""
        strip = super()._cursor_strip(frame, line)
        place = next((place for place in frame.places if place.index == self._column), None)
        if self._edit is None or place is None:
            return strip
        typed = self._edit.line
        wanted = max(place.width, width(drawable(typed.text[: frame.width])) + 1)
        cells = min(wanted, frame.width - 1 - place.x)
        before, under, after = typed.window(cells)
        field, caret = self._style("editor"), self._style("editor", "editor-cursor")
        drawn = [Segment(before, field), Segment(under, caret), Segment(after, field)]
        end = place.x + cells
        return Strip.join(
            [strip.crop(0, place.x), Strip(drawn, cells), strip.crop(end, frame.width)]
        )
