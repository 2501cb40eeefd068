"""What every question shares: a title, a body, a line of hints, and leaving with no text lost."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Static

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.tui.screen import KeyedScreen
from prospect_tui.tui.text import plain
from prospect_tui.wording.errors import sentence

Answer = TypeVar("Answer")

_NARROWEST, _LOWEST = 30, 3
"""Cells and lines of a question that stands in its place."""


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
        self._place: Callable[[], Region] | None = None

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

    def stand_at(self, place: Callable[[], Region]) -> None:
        """Ask where what is asked about is drawn on the screen below, not at its foot.

        `place` is asked again when the terminal gets another size.
        """
        self._place = place
        self.add_class("-in-place")

    def on_resize(self, _event: events.Resize) -> None:
        """Keep to the place of what is asked about."""
        if self._place is not None:
            self.call_after_refresh(self._stand)

    def _stand(self) -> None:
        """Put the box on its place: a little higher where the screen ends under it."""
        assert self._place is not None
        at, box = self._place(), self.query_one(".dialog-box")
        width = min(self.size.width, max(at.width, _NARROWEST))
        box.styles.width = width
        box.styles.offset = (
            max(0, min(at.x, self.size.width - width)),
            max(0, min(at.y, self.size.height - max(box.outer_size.height, _LOWEST))),
        )

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
