"""After `g`: the letters, one for each place. Any other key goes back."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import bindings_for
from prospect_tui.tui.bindings import shown_keys
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import KeyedScreen
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.bottom_lines import GAP


class GoScreen(KeyedScreen[str], ModalScreen[str]):
    """Answers the name of the place whose letter is typed."""

    SCOPE: ClassVar[str] = "go"

    def __init__(self, context: AppContext) -> None:
        """Offer the places of the key table."""
        super().__init__()
        self._rows = bindings_for("go", context.keys.values())

    def compose(self) -> ComposeResult:
        """Compose the letters, on as many lines as they take."""
        pieces: list[tuple[str, str]] = []
        used = 0
        for row in self._rows:
            key, label = key_name(row.keys[0]), f" {_(row.label)}"
            taken = width(key + label)
            if used and used + GAP + taken > self.app.size.width:
                pieces.append(("\n", ""))
                used = 0
            elif used:
                pieces.append((" " * GAP, ""))
                used += GAP
            pieces += [(key, "bold"), (label, "")]
            used += taken
        yield Static(Content.assemble(*pieces), classes="go-line")

    def action_place(self, place: str) -> None:
        """Answer the place."""
        self.dismiss(place)

    def on_key(self, event: events.Key) -> None:
        """Leave at any other key, which does nothing else.

        The letters are bindings, not handled here: one typed at once after `g` may reach the app
        first, and comes to this screen only as a binding.
        """
        if event.key not in shown_keys(self.active_bindings).values():
            event.stop()
            event.prevent_default()
            self.dismiss(None)
