"""A text to read, that scrolls: a summary, the problems of an import, a record read aloud."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.base import Dialog, plain_lines


class Report(Dialog[bool]):
    """Shows a text; Enter or Esc closes it."""

    AUTO_FOCUS = ".dialog-text"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "cancel", show=False)]

    def __init__(self, title: str, text: str | Content) -> None:
        """Show `text`; a str is shown literally, a `Content` with its own styles."""
        super().__init__(title)
        self._text = text

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("Arrows: read on · Esc: close")

    def compose_body(self) -> ComposeResult:
        """Yield the text."""
        shown = self._text if isinstance(self._text, Content) else plain_lines(self._text)
        with VerticalScroll(classes="dialog-text"):
            yield Static(shown)

    def action_save(self) -> None:
        """Close."""
        self.dismiss(None)
