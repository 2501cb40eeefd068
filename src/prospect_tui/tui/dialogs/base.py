"""What every question shares: a title, a body, a line of hints, and leaving with no text lost."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.tui.screen import KeyedScreen
from prospect_tui.tui.text import plain
from prospect_tui.wording.errors import sentence

Answer = TypeVar("Answer")


def plain_lines(text: str) -> Content:
    """Return `text` as literal lines, ready for a widget."""
    return Content(clean_lines(text))


class Dialog(KeyedScreen[Answer], ModalScreen[Answer], Generic[Answer]):
    """A question over the screen. Esc cancels; typed text is never dropped at the first Esc."""

    SCOPE: ClassVar[str] = "dialog"

    def __init__(self, title: str) -> None:
        """Ask `title`, already translated; it is shown as literal text."""
        super().__init__()
        self._title = title
        self._warned = False

    def compose_body(self) -> ComposeResult:
        """Yield what the question is about."""
        yield from ()

    @property
    def hint(self) -> str:
        """Return the line that says which keys act."""
        return _("Enter: accept · Esc: cancel")

    @property
    def is_dirty(self) -> bool:
        """Say whether cancelling would drop text that matters."""
        return False

    def compose(self) -> ComposeResult:
        """Compose the box: title, body, hint."""
        with Vertical(classes="dialog-box"):
            yield Static(plain(self._title), classes="dialog-title")
            yield from self.compose_body()
            yield Static(plain(self.hint), classes="dialog-hint")

    def action_cancel(self) -> None:
        """Leave without an answer; ask once more when typed text would be lost."""
        if self.is_dirty and not self._warned:
            self.warn()
        else:
            self.dismiss(None)

    def warn(self) -> None:
        """Say that what was typed is not saved."""
        self._warned = True
        self.say(_("What you typed is not saved. Esc once more drops it."))

    def say(self, text: str) -> None:
        """Show `text` in place of the hint."""
        hint = self.query_one(".dialog-hint", Static)
        hint.remove_class("-error")
        hint.update(plain(text))

    def say_error(self, error: ProspectError, place: Static) -> None:
        """Show what is wrong in `place`, under the field concerned."""
        place.add_class("-error")
        place.update(plain(sentence(error)))
        place.display = True
