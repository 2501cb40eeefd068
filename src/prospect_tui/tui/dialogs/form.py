"""Several answers on one short form: lines to type, choices, ticks. Nothing is saved by it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.base import Dialog, plain_lines
from prospect_tui.tui.dialogs.prompt import Echo
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.choice_line import ChoiceLine
from prospect_tui.tui.widgets.text_line import TextLine
from prospect_tui.wording.errors import sentence

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextField:
    """A line to type."""

    name: str
    label: str
    value: str = ""
    parse: Callable[[str], object] = str
    """Turns the cleaned line into the answer, or raises the `ProspectError` to show."""
    required: bool = False
    hint: str = ""
    """Shown in the empty line, for example a date as one may type it."""
    echo: Echo | None = None
    """What the line means, shown under it as it is typed."""
    suggestions: Sequence[str] = ()
    """Known answers, with which the right arrow completes the line."""
    fill: Callable[[str], str] | None = None
    """What Ctrl+L makes of the line: the next proposal, such as a free slot."""
    is_proposal: bool = False
    """Whether what is typed takes the place of `value`, as one writes another date."""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few words."""

    name: str
    label: str
    choices: Sequence[tuple[object, str]]
    """Values with their translated words."""
    value: object = None


@dataclass(frozen=True, slots=True)
class TickField:
    """Yes or no."""

    name: str
    label: str
    value: bool = False


FormField = TextField | ChoiceField | TickField


class FieldRow(Vertical):
    """A label, its editor, and under them what is wrong."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+l", "fill", show=False)]

    class Changed(Message):
        """Something else is typed or chosen."""

    def __init__(self, field: FormField) -> None:
        super().__init__(classes="form-row")
        self.field = field
        self.editor: Input | ChoiceLine = _editor(field)

    def compose(self) -> ComposeResult:
        """Compose the line, and the place for its echo or error."""
        with Horizontal(classes="form-line"):
            yield Static(plain(self.field.label), classes="form-label")
            yield self.editor
        yield Static(classes="form-note")

    def on_mount(self) -> None:
        """Show what the given value means."""
        self.show_note()

    @on(Input.Changed)
    @on(ChoiceLine.Changed)
    def show_meaning(self, event: Message) -> None:
        """Show what the line means now."""
        event.stop()
        self.show_note()
        self.post_message(self.Changed())

    def action_fill(self) -> None:
        """Put the next proposal in the line."""
        if isinstance(self.field, TextField) and self.field.fill is not None:
            assert isinstance(self.editor, Input)
            self.editor.value = self.field.fill(str(self.value))
            self.editor.cursor_position = len(self.editor.value)

    def show_note(self, error: str = "") -> None:
        """Show `error`, else what the line means, else nothing."""
        note = self.query_one(".form-note", Static)
        text = plain(error)
        if not error and isinstance(self.field, TextField) and self.field.echo and self.value:
            try:
                text = self.field.echo(str(self.value))
            except ProspectError as problem:
                text = plain(sentence(problem))
        note.set_class(bool(error), "-error")
        note.update(text)
        note.display = bool(text)

    @property
    def value(self) -> object:
        """Return what is typed or chosen, not yet parsed."""
        return (
            clean(self.editor.value).strip()
            if isinstance(self.editor, Input)
            else self.editor.value
        )

    @property
    def is_changed(self) -> bool:
        """Say whether a typed text differs from the one that was given."""
        given = self.field.value
        return isinstance(self.field, TextField) and self.value != clean(str(given)).strip()

    def parsed(self) -> object:
        """Return the answer, or raise the `ProspectError` of its parser."""
        return (
            self.field.parse(str(self.value)) if isinstance(self.field, TextField) else self.value
        )


class Form(Dialog[Values]):
    """Answers the parsed values by field name. Enter on the last line, or Ctrl+S, saves."""

    AUTO_FOCUS = "Input, ChoiceLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        check: Callable[[Values], object] | None = None,
        begin: str = "",
        detail: str = "",
    ) -> None:
        """Ask for `fields`, beginning on the one named `begin`; `detail` tells why it is asked.

        `check` gets the parsed values and may raise a `ProspectError`, shown at the foot.
        """
        super().__init__(title)
        self._fields = fields
        self._detail = detail
        self._check = check
        self._begin = begin

    @property
    def hint(self) -> str:
        """Return which keys act; on the last line, Enter saves."""
        if self._is_on_last:
            return _("Enter: save · Esc: cancel")
        return _("Enter: next · Ctrl+S: save · Esc: cancel")

    @property
    def is_dirty(self) -> bool:
        """Say whether a text was typed."""
        return any(row.is_changed for row in self._rows)

    def compose_body(self) -> ComposeResult:
        """Yield why it is asked, and the rows."""
        if self._detail:
            yield Static(plain_lines(self._detail))
        for field in self._fields:
            yield FieldRow(field)

    def on_mount(self) -> None:
        """Begin on the field that was named."""
        for row in self._rows:
            if row.field.name == self._begin:
                row.editor.focus()

    def on_descendant_focus(self) -> None:
        """Say what Enter does on this line."""
        if not self._warned:
            self.say(self.hint)

    def on_key(self, event: events.Key) -> None:
        """Forget the warning about unsaved text as soon as typing goes on."""
        self._warned = self._warned and event.key == "escape"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on at Enter."""
        event.stop()
        self.action_next()

    def action_next(self) -> None:
        """Go to the next field; from the last one, save."""
        if self._is_on_last:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Answer, or show what is wrong and go there."""
        values: Values = {}
        wrong: list[FieldRow] = []
        for row in self._rows:
            problem = ""
            try:
                values[row.field.name] = row.parsed()
            except ProspectError as error:
                problem = sentence(error)
            if isinstance(row.field, TextField) and row.field.required and not row.value:
                problem = _("This one is needed.")
            row.show_note(problem)
            if problem:
                wrong.append(row)
        if wrong:
            wrong[0].editor.focus()
            return
        try:
            if self._check is not None:
                self._check(values)
        except ProspectError as error:
            self.say_error(error, self.query_one(".dialog-hint", Static))
        else:
            self.dismiss(values)

    @property
    def _is_on_last(self) -> bool:
        rows = self._rows
        return bool(rows) and self.focused is rows[-1].editor

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))


def _editor(field: FormField) -> Input | ChoiceLine:
    if isinstance(field, TextField):
        known = [clean(text) for text in field.suggestions]
        return TextLine(
            clean(field.value),
            placeholder=clean(field.hint),
            compact=True,
            select_on_focus=field.is_proposal,
            suggester=SuggestFromList(known, case_sensitive=False) if known else None,
        )
    if isinstance(field, ChoiceField):
        return ChoiceLine(field.choices, field.value)
    yes, no = _("yes"), _("no")
    return ChoiceLine([(True, f"☑ {yes}"), (False, f"☐ {no}")], field.value)
