"""After `g`: one line of letters, one for each place. Any other key goes back."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import Key, bindings_for, canonical
from prospect_tui.tui.context import AppContext


class GoScreen(ModalScreen[str]):
    """Answers the action of the place whose letter is typed, or None."""

    def __init__(self, context: AppContext) -> None:
        """Offer the places of the key table."""
        super().__init__()
        self._rows: tuple[Key, ...] = bindings_for("go", context.keys.values())

    def compose(self) -> ComposeResult:
        """Compose the line of letters."""
        pieces: list[tuple[str, str]] = []
        for row in self._rows:
            pieces += [(key_name(row.keys[0]), "bold $accent"), (f" {_(row.label)}  ", "")]
        yield Static(Content.assemble(*pieces), classes="go-line")

    def on_key(self, event: events.Key) -> None:
        """Answer at the first key, whatever it is."""
        event.stop()
        event.prevent_default()
        typed = {canonical(event.key), event.character or event.key}
        chosen = next((row.action for row in self._rows if typed & set(row.keys)), None)
        self.dismiss(chosen)
