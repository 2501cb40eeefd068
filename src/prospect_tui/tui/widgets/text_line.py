"""Lines to type in: what they hold is clean, and what is pasted comes from the desktop."""

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, TextArea

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.tui import clipboard
from prospect_tui.wording.errors import sentence


class TextLine(Input):
    """Textual's line, which holds one clean line whatever it is given, and refuses to be flooded.

    A longer text than a cell may hold is not pasted, rather than cut.
    """

    virtual_size = Reactive(Size(0, 0))  # Textual lays the screen out anew at each letter
    takes_lines: Callable[[str], bool] | None = None
    """Asked first about a pasted text of several lines; True when it made something of it."""

    def validate_value(self, value: str) -> str:
        """Keep what is clean of a text."""
        return clean(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes, all of its lines made one."""
        event.stop()
        event.prevent_default()
        self._take(event.text)

    async def action_paste(self) -> None:  # type: ignore[override] # an action may be awaited
        """Take what is on the clipboard."""
        self._take(await clipboard.pasted(self.app))

    def _take(self, text: str) -> None:
        text = text.rstrip("\r\n")
        if self.takes_lines is not None and "\n" in text and self.takes_lines(text):
            return
        start, end = sorted(self.selection)
        if _fits(self, text, kept=len(self.value) - (end - start)):
            self.replace(clean(text), start, end)


class TextLines(TextArea):
    """Textual's text of several lines, clean likewise."""

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes."""
        event.stop()
        event.prevent_default()
        self._take(event.text)

    async def action_paste(self) -> None:  # type: ignore[override] # an action may be awaited
        """Take what is on the clipboard."""
        self._take(await clipboard.pasted(self.app))

    def _take(self, text: str) -> None:
        kept = len(self.text) - len(self.selected_text)
        if not self.read_only and _fits(self, text, kept=kept):
            done = self.replace(clean_lines(text), *self.selection)
            self.move_cursor(done.end_location)


def _fits(place: Input | TextArea, text: str, *, kept: int) -> bool:
    """Say whether a pasted text fits behind what is kept, and why not."""
    from prospect_tui.services.cells import MAX_CELL  # noqa: PLC0415 - no start needs it

    if len(text) + kept <= MAX_CELL:
        return True
    error = InvalidValue("paste.too_long", length=len(text), limit=MAX_CELL)
    place.notify(sentence(error), severity="error", markup=False)
    return False
