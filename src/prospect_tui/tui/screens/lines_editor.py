"""A text of several lines to edit, over the screen: Ctrl+S saves, Enter makes a line."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Static

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.widgets.text_line import TextLines


class LinesEditor(Dialog[str]):
    """Answers the text once `save` has taken it."""

    AUTO_FOCUS = "TextArea"
    DEFAULT_CSS = "LinesEditor TextArea { height: 8; }"

    def __init__(self, title: str, value: str, save: Callable[[str], object]) -> None:
        """Edit `value`; a `ProspectError` of `save` is shown, and the text stays open."""
        super().__init__(title)
        self._value = clean_lines(value)
        self._save = save

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("Ctrl+S: save · Esc: cancel")

    @property
    def is_dirty(self) -> bool:
        """Say whether the text was changed."""
        return self.query_one(TextLines).text != self._value

    def compose_body(self) -> ComposeResult:
        """Yield the text and the place for its error."""
        yield TextLines(self._value, soft_wrap=True, compact=True)
        error = Static(classes="dialog-echo")
        error.display = False
        yield error

    def action_save(self) -> None:
        """Save, or say why not."""
        text = clean_lines(self.query_one(TextLines).text).strip()
        try:
            self._save(text)
        except ProspectError as error:
            self.say_error(error, self.query_one(".dialog-echo", Static))
        else:
            self.dismiss(text)
