"""A yes or no, for the few actions that undo cannot take back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.base import Dialog, plain_lines


class Confirm(Dialog[bool]):
    """Answers True at Enter; Esc cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False)]

    def __init__(self, question: str, *, detail: str = "", accept: str = "") -> None:
        """Ask `question`; `detail` tells more, `accept` names what Enter does ("Delete")."""
        super().__init__(question)
        self._detail = detail
        self._accept = accept

    @property
    def hint(self) -> str:
        """Return what Enter and Esc do."""
        accept = self._accept or _("yes")
        return _("Enter: {accept} · Esc: cancel").format(accept=accept)

    def compose_body(self) -> ComposeResult:
        """Yield the detail."""
        if self._detail:
            yield Static(plain_lines(self._detail))

    def action_save(self) -> None:
        """Answer yes."""
        self.dismiss(True)
