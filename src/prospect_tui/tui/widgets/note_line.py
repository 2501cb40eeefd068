"""The line on which a call is noted down, kept on disk while it is typed."""

from collections.abc import Callable
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.text_line import TextLine

DRAFT_SECONDS = 0.8
"""How long a typed letter may wait to be on disk."""


class Longer(Protocol):
    """A text that replaces the line, and where the cursor is then."""

    @property
    def text(self) -> str:
        """Return the text."""

    @property
    def cursor(self) -> int:
        """Return the place of the cursor."""


class NoteLine(Vertical):
    """A label and a line to type, and under it what is said of the note.

    `keep` is given what is typed, with the row it is about.
    """

    def __init__(
        self,
        keep: Callable[[int, str], bool],
        *,
        expanded: Callable[[str, int], Longer | None] = lambda _text, _cursor: None,
        aside: Callable[[str, bool], str] = lambda _text, _is_typing: "",
    ) -> None:
        """`keep` puts the text on disk and returns whether it could.

        `expanded` may write out what was just typed; `aside` says something of the note, and is
        told whether it is still being typed.
        """
        super().__init__()
        self._keep = keep
        self._expanded = expanded
        self._aside = aside
        self._short: tuple[str, str] | None = None
        """What a word was before it was written out, and after: Backspace brings it back."""
        self._row_id: int | None = None
        self._kept = ""
        self._timer: Timer | None = None
        self.line = TextLine(id="note", compact=True, select_on_focus=False)
        self.line.cursor_blink = False

    def compose(self) -> ComposeResult:
        """Compose the label and the line."""
        with Horizontal(id="note-row"):
            yield Static(id="note-label")
            yield self.line
        yield Static(id="note-aside")

    @property
    def text(self) -> str:
        """Return the note, cleaned."""
        return clean(self.line.value).strip()

    def show_label(self, label: str, hint: str) -> None:
        """Set the words before and in the empty line."""
        self.query_one("#note-label", Static).update(plain(label))
        self.line.placeholder = hint

    def load(self, row_id: int | None, draft: str) -> None:
        """Show the draft of a row. What is being typed for the same row stays."""
        if row_id == self._row_id and self.line.value != self._kept:
            return
        self._row_id = row_id
        self._set(draft)

    def forget(self) -> None:
        """Empty the line: its text was saved elsewhere."""
        self._set("")

    def save_now(self) -> bool:
        """Put what is typed on disk; False when it could not be."""
        self._stop()
        value = self.line.value
        if self._row_id is None or value == self._kept:
            return True
        if self._keep(self._row_id, clean(value)):
            self._kept = value
        return self._kept == value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Have the text saved soon, however long the typing goes on."""
        event.stop()
        self._write_out()
        self.renew_aside()
        if self._timer is None and event.value != self._kept:
            self._timer = self.set_timer(DRAFT_SECONDS, self.save_now)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Save at once when the line is left."""
        event.stop()
        self.save_now()
        self.renew_aside()

    def renew_aside(self) -> None:
        """Say again what there is to say of the note."""
        said = self._aside(clean(self.line.value), self.line.has_focus) if self.text else ""
        place = self.query_one("#note-aside", Static)
        place.update(plain(said))
        place.display = bool(said)

    def _write_out(self) -> None:
        """Put the abbreviation just typed in full, or back as it was at a Backspace."""
        value, cursor = self.line.value, self.line.cursor_position
        if self._short is not None and value == self._short[1][:-1]:
            value, self._short = self._short[0], None
            cursor = len(value)
        else:
            self._short = None
            longer = self._expanded(value, cursor)
            if longer is None:
                return
            if cursor == len(value):
                self._short = value[:-1], longer.text
            value, cursor = longer.text, longer.cursor
        with self.prevent(Input.Changed):
            self.line.value = value
        self.line.cursor_position = cursor

    def on_unmount(self) -> None:
        """Save at once when the program ends."""
        self.save_now()

    def _set(self, text: str) -> None:
        self._stop()
        text = clean(text)
        self._kept = text
        if self.line.value != text:
            with self.prevent(Input.Changed):
                self.line.value = text
            self.line.cursor_position = len(text)
        self._short = None
        self.renew_aside()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
