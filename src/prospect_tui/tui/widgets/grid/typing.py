"""Typing in a cell: when it begins, what each key does, how it ends. It saves nothing itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from prospect_tui.domain.cleaning import clean
from prospect_tui.tui import clipboard
from prospect_tui.tui.widgets.grid.cells import Frame, Line
from prospect_tui.tui.widgets.grid.completion import Completion
from prospect_tui.tui.widgets.grid.editor import LineEditor
from prospect_tui.tui.widgets.grid.messages import (
    BlockPasted,
    CellEdited,
    CellTyped,
    EditRefused,
    PasteRefused,
    TypingEnded,
)
from prospect_tui.tui.widgets.grid.mouse import MouseGrid
from prospect_tui.tui.widgets.grid.source import GridColumn

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

MOST_PASTED = 5_000
"""Characters that a cell may hold once something is pasted in it."""
MOST_TYPED_IN = 100_000
"""A longer text is not typed in: each key would copy it."""
_ROWS = {"enter": 1, "shift+enter": -1, "down": 1, "up": -1}
"""Keys that save what was typed, and how many rows further they go."""
_CELLS = {"tab": 1, "shift+tab": -1}
"""Keys that save what was typed, and on which side they go on typing."""
_SAVING = frozenset({"enter", "shift+enter"})
"""Keys that always do so."""
_TURNS = {"down": 1, "up": -1}


@dataclass(slots=True)
class _Edit:
    """A cell being typed in."""

    row_id: int
    column: GridColumn
    raw: str
    """What it held, as the source gave it."""
    old: str
    """What it held, made one clean line."""
    line: LineEditor
    completion: Completion
    offers: bool = False
    """Whether a choice is offered after what was typed: not once one deletes."""
    told: str | None = None
    """What the screen was last told that it holds."""

    @property
    def ghost(self) -> str:
        """Return what a choice would add at the cursor."""
        line = self.line
        if not self.offers or line.marked or line.cursor < len(line.text):
            return ""
        return self.completion.rest(line.text)

    def take_offer(self, *, only: bool) -> bool:
        """Take the choice that is offered; with `only`, if there is no other."""
        text = self.line.text
        if not self.ghost or (only and len(self.completion.matches(text)) > 1):
            return False
        self.line.replace(self.completion.completed(text))
        return True


class TypingGrid(MouseGrid, is_part=True):
    """A grid whose cells can be typed in."""

    read_only = False
    """Whether typing is refused everywhere."""
    _edit: _Edit | None = None
    _letters_type = False
    _run_start: int | None = None
    """The column in which a run of Tabs began, to which Enter goes back."""

    @property
    def is_editing(self) -> bool:
        """Say whether a cell is being typed in."""
        return self._edit is not None

    @property
    def letters_type(self) -> bool:
        """Say whether every letter begins to type, rather than be a command when it is one."""
        return self._letters_type

    @letters_type.setter
    def letters_type(self, letters_type: bool) -> None:
        self._letters_type = letters_type
        self.refresh_bindings()

    def set_columns(self, columns: Iterable[GridColumn]) -> None:
        """As `RangedGrid.set_columns`; what is being typed is saved if its column goes."""
        super().set_columns(columns)
        self._leave_lost_cell()

    def set_ids(
        self, ids: Sequence[int], keep_cursor_on_id: bool = True, *, place: int | None = None
    ) -> None:
        """As `SelectingGrid.set_ids`; what is being typed is saved if its row goes."""
        super().set_ids(ids, keep_cursor_on_id, place=place)
        self._leave_lost_cell()

    def move_to(self, row: int, column: int | None = None) -> None:
        """As `RangedGrid.move_to`, after saving what is being typed."""
        self.stop_edit(save=True)
        self._run_start = None
        super().move_to(row, column)

    def extend_to(self, row: int, column: int | None = None) -> None:
        """As `RangedGrid.extend_to`, after saving what is being typed."""
        self.stop_edit(save=True)
        super().extend_to(row, column)

    def start_edit(self, initial: str | None = None, *, marked: bool = False) -> None:
        """Type in the cell under the cursor: its value, or `initial` in its stead.

        With `marked`, the first character takes the place of the value.
        """
        self.stop_edit(save=True)
        self.clear_range()
        row_id = self.cursor_id
        if row_id is None or not self._columns:
            return
        column = self._columns[self._column]
        if self.read_only or not column.editable:
            self.post_message(EditRefused(self, row_id, column.key))
            return
        raw = self._cache.source.raw(row_id, column.key)
        if initial is None and len(raw) > MOST_TYPED_IN:
            self.post_message(EditRefused(self, row_id, column.key, len(raw)))
            return
        old = clean(raw) if len(raw) <= MOST_TYPED_IN else raw
        line = LineEditor(old if initial is None else clean(initial), marked=marked and bool(old))
        completion = Completion(column.choices, several=column.several)
        self._edit = _Edit(row_id, column, raw, old, line, completion, offers=bool(initial))
        self._kept_id = row_id
        self._show_edit()
        self.refresh_bindings()

    def stop_edit(self, *, save: bool) -> None:
        """Leave the cell being typed in, if any; `save` posts what was typed if it differs."""
        edit, self._edit = self._edit, None
        if edit is None:
            return
        self._refresh_places((self._row,))
        self.refresh_bindings()
        key, text = edit.column.key, edit.line.text
        saves = save and text != edit.old
        self._tell_first(TypingEnded(self, edit.row_id, key, saves))
        if saves:
            self._tell_first(CellEdited(self, edit.row_id, key, text, edit.raw))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave every key to the editor while a cell is typed in."""
        if self._edit is not None:
            return action == "save_typed"
        return super().check_action(action, parameters)

    def quick_action(self, key: str) -> "ActionParseResult | None":
        """As `QuickWidget.quick_action`; while a cell is typed in, what saves it and goes on."""
        if self._edit is None:
            return super().quick_action(key)
        return ("", "save_typed", (key,)) if key in _SAVING else None

    def action_save_typed(self, key: str) -> None:
        """Save what was typed, and go to another row."""
        if self._edit is not None:
            self._save_and_go_on(self._edit, key)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Say which keys of the screen do nothing while they type, for the footer."""
        if self._edit is None:
            return self._letters_type and _begins(key, character)
        line = self._edit.line
        types = _character(key, character) is not None
        return types or key in _ROWS or key in _CELLS or key == "escape" or line.uses(key)

    async def on_key(self, event: events.Key) -> None:
        """Type in the cell, or begin to.

        A command that types nothing saves what was typed, then does what it does.
        """
        edit = self._edit
        if edit is None:
            is_done = self._begin(event)
        elif event.key == "ctrl+v":
            is_done, text = True, await clipboard.pasted(self.app)  # the keys that follow wait
            if self._edit is edit:
                self._insert(edit, text)
        else:
            is_done = self._type(edit, event)
        if is_done:
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Put the text, made one line, in the cell being typed in, or leave it to the screen."""
        event.stop()
        if self._edit is None:
            self.post_message(BlockPasted(self, event.text))
        else:
            self._insert(self._edit, event.text)

    def on_blur(self) -> None:
        """Save what was typed, unless it is only the terminal's window that lost the focus."""
        if self.app.app_focus:
            self.stop_edit(save=True)

    def _begin(self, event: events.Key) -> bool:
        """Begin to type, if that is what the key does; a command stays one."""
        key = event.key
        if key != "backspace" and not _begins(key, event.character):
            return False
        types = self._letters_type and key != "backspace"
        if not types and key in self.screen.active_bindings:
            return False
        self.start_edit("" if key == "backspace" else event.character)
        return True

    def _type(self, edit: _Edit, event: events.Key) -> bool:
        """Obey a key; return False for a command of the screen, once what was typed is saved."""
        key, character = event.key, _character(event.key, event.character)
        if key in _TURNS and edit.column.choices and not edit.column.several:
            turned = edit.completion.turned(edit.line.text, _TURNS[key])
            edit.line.replace(turned, marked=True)
            self._show_edit()
        elif key in _ROWS or key in _CELLS:
            self._save_and_go_on(edit, key)
        elif key == "escape":
            self._run_start = None
            self.stop_edit(save=False)
        elif character is not None:
            edit.line.insert(clean(character))
            edit.offers = True
            self._show_edit()
        elif self._press(edit, key):
            self._show_edit()
        elif key in self.screen.active_bindings:
            self.stop_edit(save=True)
            return False
        return True

    def _press(self, edit: _Edit, key: str) -> bool:
        """Obey a key that moves, deletes or copies."""
        if key in {"right", "end"} and edit.take_offer(only=False):
            return True
        if key in {"ctrl+c", "ctrl+x"}:
            self.app.copy_to_clipboard(edit.line.text)
            if key == "ctrl+x":
                edit.line.replace("")
        else:
            edit.offers = edit.offers and key not in edit.line.DELETING
            return edit.line.press(key)
        return True

    def _save_and_go_on(self, edit: _Edit, key: str) -> None:
        """Save; go to a row, or go on typing in the next cell that can be typed in."""
        if key not in _TURNS:
            edit.take_offer(only=True)
        here, start = self._column, self._run_start
        if key in _ROWS:
            back = start if key == "enter" else None
            self.move_to(self._row + _ROWS[key], back)
            return
        places = range(len(self._columns))
        others = places[here + 1 :] if key == "tab" else places[:here][::-1]
        following = next((place for place in others if self._columns[place].editable), here)
        self.move_to(self._row, following)
        self._run_start = here if start is None else start
        if following != here:
            self.start_edit(marked=True)

    def _insert(self, edit: _Edit, text: str) -> None:
        """Put a text from outside in the cell, if it is not too long for it."""
        text = text.rstrip("\r\n")
        kept = 0 if edit.line.marked else len(edit.line.text)
        if len(text) + kept > MOST_PASTED:
            self.post_message(PasteRefused(self, len(text)))
            return
        edit.line.insert(clean(text))
        edit.offers = False
        self._show_edit()

    def _tell_first(self, message: Message) -> None:
        """Tell the screen before a key under way, which may be a command, goes on to it."""
        if self._is_obeying:
            self.tell(message)
        else:
            (self.parent or self).post_message(message)

    def _leave_lost_cell(self) -> None:
        """Save what was typed if the cursor is not on its cell any more."""
        edit = self._edit
        if edit is not None and (
            self.cursor_id != edit.row_id or self.cursor_key != edit.column.key
        ):
            self.stop_edit(save=True)

    def _show_edit(self) -> None:
        """Repaint the cell being typed in, scrolling back to it if need be; say what it holds."""
        if self._show_cursor():
            self.refresh()
        else:
            self._refresh_places((self._row,))
        edit = self._edit
        if edit is not None and edit.told != edit.line.text:
            text = edit.told = edit.line.text
            choices = edit.completion.matches(text)
            self.post_message(CellTyped(self, edit.row_id, edit.column.key, text, choices))

    def _cursor_strip(self, frame: Frame, line: Line) -> Strip:
        """Draw the row under the cursor; a text being typed covers its cell, and more if long."""
        strip = super()._cursor_strip(frame, line)
        place = next((place for place in frame.places if place.index == self._column), None)
        if self._edit is None or place is None:
            return strip
        typed, ghost = self._edit.line, self._edit.ghost
        wanted = max(place.width, typed.wanted(frame.width, ghost))
        cells = min(wanted, frame.width - 1 - place.x)
        before, under, after = typed.window(cells, ghost)
        text = self._style("editor", "editor-all") if typed.marked else self._style("editor")
        rest = self._style("editor", "ghost") if ghost else self._style("editor")
        caret = self._style("editor", "editor-cursor")
        drawn = [Segment(before, text), Segment(under, caret), Segment(after, rest)]
        end = place.x + cells
        return Strip.join(
            [strip.crop(0, place.x), Strip(drawn, cells), strip.crop(end, frame.width)]
        )


def _character(key: str, character: str | None) -> str | None:
    """Return what a key types; None for a key that types nothing, such as Alt and a letter."""
    is_held = len(key) > 1 and key.startswith(("alt+", "ctrl+", "super+", "hyper+", "meta+"))
    return character if character and character.isprintable() and not is_held else None


def _begins(key: str, character: str | None) -> bool:
    """Say whether a key may begin to type: a space never does, for it selects rows."""
    typed = _character(key, character)
    return typed is not None and not typed.isspace()
