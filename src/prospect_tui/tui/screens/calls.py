"""The call cockpit at work: one key for each result.

It decides nothing: services say what a result asks and does, and who is next. Focus rests off the
note, so that a letter is a result; a key struck before a row was shown never acts on it.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.joining import joined
from prospect_tui.domain.results import OPPOSITION_KEY
from prospect_tui.i18n import N_, _
from prospect_tui.services import cockpit, opposition
from prospect_tui.services.calls import CallLogged
from prospect_tui.services.cockpit import ResultChoice
from prospect_tui.services.queue import QueueScope
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.screen import HelpGroup
from prospect_tui.tui.screens import call_forms, calls_lines
from prospect_tui.tui.screens.calls_commands import CallsCommands
from prospect_tui.tui.widgets.queue_list import QueueList
from prospect_tui.tui.widgets.result_panel import ResultPanel
from prospect_tui.wording.errors import sentence

HELD_SECONDS = 0.05
"""The same key again within this time is a key held down, not another call."""


class CallsScreen(CallsCommands):
    """The place of the calls (F4)."""

    SCOPE = "calls"
    ABOUT = N_(
        "Call one row after another: read the card, dial, and press the key of the result. What a"
        " result will do stands beside its key."
    )
    BINDINGS: ClassVar[list[BindingType]] = CallsCommands.SCROLLING

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing in hand."""
        super().__init__(context)
        self._last_key = ("", 0.0)

    # what the other places ask for, and what they changed

    def visit(
        self,
        prospect_id: int | None = None,
        files: Sequence[int] = (),
        view_id: int | None = None,
        **_wanted: Any,
    ) -> None:
        """Take a row in hand, or call only the rows of some files or of a saved view."""
        if not self.note.save_now():
            return
        if files or view_id is not None:
            self.limit_to(QueueScope(tuple(files), view_id=view_id), prospect_id)
            return
        if prospect_id is not None:
            self.desk.read_queue()
            self.desk.open(prospect_id)
        self.show_row()

    def on_changed(self, change: Change) -> None:
        """Read again what was written elsewhere, or taken back."""
        if self._own_ring and change.prospects == self._own_ring:
            self._own_ring = frozenset()
            return
        self._own_columns.clear()
        self._openings.clear()
        self.note.save_now()
        self.renew_queue()
        if change.everything:
            if self.desk.catch_up():
                self.show_status("")
        else:
            self.desk.reload()
        self.show_row()

    def extra_help(self) -> Sequence[HelpGroup]:
        """Return the keys of the results."""
        rows = list(calls_lines.extra_keys(self.desk.choices).items())
        capital = (_("capital"), _("message left, for a call that nobody answered"))
        return [HelpGroup(_("Results"), [*rows, capital])]

    # results

    def on_key(self, event: events.Key) -> None:
        """Do what the key of a result does, unless it was struck for the row before."""
        typed = event.character or ""
        if self.app.screen is not self or isinstance(self.focused, Input):
            return
        if not self._means_something(typed):
            return
        event.stop()
        event.prevent_default()
        before, self._last_key = self._last_key, (typed, event.time)
        is_held = typed == before[0] and event.time - before[1] < HELD_SECONDS
        if event.time >= self._shown_at and not is_held:
            self._press(typed)

    def on_result_panel_chosen(self, message: ResultPanel.Chosen) -> None:
        """Do what the key of the clicked result does."""
        if self._means_something(message.key):
            self._press(message.key)

    def on_queue_list_picked(self, message: QueueList.Picked) -> None:
        """Take the clicked row in hand."""
        self.visit(prospect_id=message.row_id)

    def _means_something(self, typed: str) -> bool:
        if not typed or self.desk.card is None:
            return False
        return typed == OPPOSITION_KEY or self.desk.meaning(typed) is not None

    def _press(self, typed: str) -> None:
        if typed == OPPOSITION_KEY:
            self._oppose()
        elif (found := self.desk.meaning(typed)) is not None:
            self._choose(*found)

    def _choose(self, code: str, message_left: bool) -> None:
        """Save a result at once, or open its form when it asks something."""
        if self.desk.needs_reason:
            self.ask_reason(partial(self._choose, code, message_left))
            return
        choice = self.desk.choice(code)
        base = Answers(note=self.note.text, message_left=message_left)
        if choice.preview.asks:
            self._open_form(choice, base)
        else:
            self._go_on(self._log(choice, base))

    def _open_form(self, choice: ResultChoice, base: Answers) -> None:
        """Ask all in one form, which stays open with its texts when saving fails."""
        logged: list[CallLogged] = []

        def save(values: Values) -> None:
            logged.append(self._log(choice, call_forms.answers_of(values, base)))

        question = call_forms.Question(self.card, choice, self.context)
        title = calls_lines.form_title(choice, self.card)
        form = call_forms.QuickForm(title, call_forms.fields_of(question), check=save)
        self.app.clear_notifications()
        self.ask(form, lambda _values: self._go_on(logged[-1]))

    def _log(self, choice: ResultChoice, answers: Answers) -> CallLogged:
        """Log a call and say so; on failure the note stays, and so does the row."""
        card = self.card
        try:
            logged = self.desk.log(choice.rule.code, answers)
        except ProspectError as error:
            self.show_status(_("NOT SAVED: {why}").format(why=sentence(error)), is_error=True)
            raise
        self.note.forget()
        today, left = self.context.workspace.clock.today(), answers.message_left
        line = calls_lines.saved_line(logged, choice, card, today, message_left=left)
        self.show_saved(line, about=joined(self._filed(logged), calls_lines.name_of(card)))
        self.ring(logged.prospect_id, logged.opportunity_id)
        return logged

    def _filed(self, logged: CallLogged) -> str:
        """Return in which client folder a new opportunity was filed, "" in none."""
        if logged.opportunity_id is None or not logged.consequence.converts:
            return ""
        from prospect_tui.services import folders  # noqa: PLC0415 - first opportunity made
        from prospect_tui.wording.folders import filed_text  # noqa: PLC0415 - idem

        return filed_text(folders.filed(self.context.workspace, [logged.opportunity_id]).values())

    def _go_on(self, logged: CallLogged) -> None:
        self.desk.go_on(logged)
        self.show_row()

    def _oppose(self) -> None:
        """Confirm an objection, record it, and never offer the row again."""
        row_id, name = self.card.prospect.id, calls_lines.name_of(self.card)
        workspace = self.context.workspace

        def save(values: Values) -> None:
            channels = tuple(c for c in opposition.CHANNELS if values[c])
            opposition.oppose(workspace, row_id, channels, values["said"])

        def saved(_values: Values) -> None:
            note = self.note.text
            self.note.forget()
            cockpit.save_draft(workspace, row_id, "")
            self.desk.end_call()
            self.done(_("saved: {name} is never called again").format(name=name), note)

        title = _("{name} objects to canvassing").format(name=name)
        fields = call_forms.opposition_fields(self.note.text)
        self.ask(call_forms.QuickForm(title, fields, check=save), saved)
