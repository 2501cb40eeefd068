"""One line to type, pre-filled, with what it will mean shown under it as it is typed."""

from collections.abc import Callable
from typing import TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.widgets.text_line import TextLine

Answer = TypeVar("Answer")
Echo = Callable[[str], Content]


class Prompt(Dialog[Answer]):
    """Answers what `parse` makes of the line."""

    AUTO_FOCUS = "Input"

    def __init__(
        self,
        title: str,
        parse: Callable[[str], Answer],
        *,
        value: str = "",
        echo: Echo | None = None,
        precious: bool = False,
        suggester: Suggester | None = None,
    ) -> None:
        """Ask for a line which `parse` turns into the answer (never None).

        `parse` and `echo` get the cleaned line. A `ProspectError` of `parse` is shown under the
        line, which stays open; one of `echo` is shown muted while typing. With `precious`, a
        changed text is not dropped by the first Esc. `suggester` completes the line.
        """
        super().__init__(title)
        self._parse = parse
        self._value = clean(value)
        self._echo = echo
        self._precious = precious
        self._suggester = suggester

    def compose_body(self) -> ComposeResult:
        """Yield the line and the place for its echo or its error."""
        yield TextLine(self._value, compact=True, select_on_focus=False, suggester=self._suggester)
        yield Static(classes="dialog-echo")

    @property
    def is_dirty(self) -> bool:
        """Say whether a precious text was changed."""
        return self._precious and self.query_one(Input).value != self._value

    def on_mount(self) -> None:
        """Show what the given value means."""
        self._show_echo(self._value)

    def renew_echo(self) -> None:
        """Show again what the line means: more is known now."""
        self._show_echo(clean(self.query_one(Input).value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line means now."""
        event.stop()
        self._warned = False
        self._show_echo(clean(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept the line."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Accept the line, or say what is wrong with it."""
        try:
            answer = self._parse(clean(self.query_one(Input).value).strip())
        except ProspectError as error:
            self.say_error(error, self.query_one(".dialog-echo", Static))
        else:
            self.dismiss(answer)

    def _show_echo(self, text: str) -> None:
        place = self.query_one(".dialog-echo", Static)
        place.remove_class("-error")
        if self._echo is None:
            place.update("")
            return
        try:
            place.update(self._echo(text.strip()))
        except ProspectError as error:
            self.say_error(error, place)
            place.remove_class("-error")
