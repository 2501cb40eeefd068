"""The call cockpit at work: one key for each result, and going from row to row.

It decides nothing: services say who is next, what a result asks and does. Focus rests off the
note, so that a letter is a result; a key struck before a row was shown never acts on it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.results import OPPOSITION_KEY
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import result_label
from prospect_tui.services import cockpit, grid, opposition, prospect_files
from prospect_tui.services.calls import CallLogged
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screen import HelpGroup
from prospect_tui.tui.screens import call_forms, calls_lines
from prospect_tui.tui.screens.calls_dial import Dialler
from prospect_tui.tui.screens.calls_view import CallsView
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.queue_list import QueueList
from prospect_tui.tui.widgets.result_panel import ResultPanel
from prospect_tui.tui.wording import sentence
from prospect_tui.wording import people
from prospect_tui.wording.times import planned

HELD_SECONDS = 0.05
"""The same key again within this time is a key held down, not another call."""


class CallsScreen(CallsView):
    """The place of the calls (F4)."""

    SCOPE = "calls"
    ABOUT = N_(
        "Call one row after another: read the card, dial, and press the key of the result. What a"
        " result will do stands beside its key."
    )
    BINDINGS: ClassVar[list[BindingType]] = CallsView.SCROLLING

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing in hand."""
        super().__init__(context)
        self._dialler = Dialler(context.settings.dial_command)
        self._shown_at = 0.0
        self._last_key = ("", 0.0)
        self._own_ring: frozenset[int] = frozenset()

    # what the other places ask for, and what they changed

    def visit(
        self, prospect_id: int | None = None, files: Sequence[int] = (), **_wanted: Any
    ) -> None:
        """Take a row in hand, or call only the rows of some files."""
        if not self.note.save_now():
            return
        if files:
            self.desk.limit_to(files)
        if prospect_id is not None:
            self.desk.read_queue()
            self.desk.open(prospect_id)
        self._show_row()

    def on_changed(self, change: Change) -> None:
        """Read again what was written elsewhere, or taken back."""
        if not change.everything and change.prospects == self._own_ring:
            self._own_ring = frozenset()
            return
        self._own_columns.clear()
        self.note.save_now()
        if change.everything:
            self.desk.catch_up()
        else:
            self.desk.reload()
        self._show_row()

    def extra_help(self) -> Sequence[HelpGroup]:
        """Return the keys of the results."""
        rows = list(calls_lines.extra_keys(self.desk.choices).items())
        capital = (_("capital"), _("message left, for a call that nobody answered"))
        return [HelpGroup(_("Results"), [*rows, capital])]

    # results

    def on_key(self, event: events.Key) -> None:
        """Log the result whose key is struck, unless it was struck for the row before."""
        typed = event.character or ""
        if self.app.screen is not self or isinstance(self.focused, Input):
            return
        is_objection = typed == OPPOSITION_KEY and self.desk.card is not None
        found = self.desk.meaning(typed) if typed else None
        if found is None and not is_objection:
            return
        event.stop()
        event.prevent_default()
        before, self._last_key = self._last_key, (typed, event.time)
        is_held = typed == before[0] and event.time - before[1] < HELD_SECONDS
        if event.time < self._shown_at or is_held:
            return
        if found is None:
            self._oppose()
        else:
            self._choose(*found)

    def on_result_panel_chosen(self, message: ResultPanel.Chosen) -> None:
        """Do what the key of the clicked result does."""
        found = self.desk.meaning(message.key)
        if found is not None:
            self._choose(*found)
        elif message.key == OPPOSITION_KEY:
            self._oppose()

    def on_queue_list_picked(self, message: QueueList.Picked) -> None:
        """Take the clicked row in hand."""
        self.visit(prospect_id=message.row_id)

    def _choose(self, code: str, message_left: bool = False) -> None:
        """Save a result at once, or open its form when it asks something."""
        if self.desk.needs_reason:
            self._ask_reason(partial(self._choose, code, message_left))
            return
        choice, card = self.desk.choice(code), self.desk.card
        assert card is not None
        base = Answers(note=self.note.text, message_left=message_left)
        if not choice.preview.asks:
            self._go_on(self._log(code, base))
            return
        logged: list[CallLogged] = []

        def save(values: Values) -> None:
            logged.append(self._log(code, call_forms.answers_of(values, base)))

        question = call_forms.Question(card, choice, self.context.workspace)
        label = result_label(choice.rule.code, choice.rule.label)
        form = call_forms.QuickForm(
            f"{label} · {calls_lines.name_of(card)}", call_forms.fields_of(question), check=save
        )
        self.ask(form, lambda _values: self._go_on(logged[-1]))

    def _log(self, code: str, answers: Answers) -> CallLogged:
        """Log a call and say so; on failure the note stays, and so does the row."""
        card, choice = self.desk.card, self.desk.choice(code)
        assert card is not None
        try:
            logged = self.desk.log(code, answers)
        except ProspectError as error:
            self.show_status(_("NOT SAVED: {why}").format(why=sentence(error)), is_error=True)
            raise
        self.note.forget()
        today, left = self.context.workspace.clock.today(), answers.message_left
        line = calls_lines.saved_line(logged, choice, card, today, message_left=left)
        self.show_saved(line)
        self._ring(logged.prospect_id, logged.opportunity_id)
        return logged

    def _go_on(self, logged: CallLogged) -> None:
        self.desk.go_on(logged)
        self._show_row()

    def _ring(self, row_id: int, opportunity_id: int | None = None) -> None:
        """Tell the other places; this one knows."""
        self._own_ring = frozenset({row_id})
        opportunities = () if opportunity_id is None else (opportunity_id,)
        self.context.changed.ring(prospects=self._own_ring, opportunities=opportunities)

    def _show_row(self) -> None:
        """Draw the row in hand; keys struck before this moment were meant for another."""
        self.show_desk()
        self._shown_at = Message().time

    def _ask_reason(self, then: Callable[[], object]) -> None:
        """Ask once why a row is called that the rules forbid."""
        card = self.desk.card
        assert card is not None
        why = sentence(ProspectError(card.verdict.message_id))

        def keep(values: Values) -> None:
            self.desk.give_reason(values["reason"])
            then()

        self.ask(call_forms.QuickForm(why, [call_forms.reason_field()]), keep)

    def _oppose(self) -> None:
        """Confirm an objection, record it, and never offer the row again."""
        card = self.desk.card
        assert card is not None
        row_id, name = card.prospect.id, calls_lines.name_of(card)

        def save(values: Values) -> None:
            channels = tuple(c for c in opposition.CHANNELS if values[c])
            opposition.oppose(self.context.workspace, row_id, channels, values["said"])

        def saved(_values: Values) -> None:
            self.desk.acted(self.note.text)
            cockpit.save_draft(self.context.workspace, row_id, "")
            self.note.forget()
            self._done(_("saved: {name} is never called again").format(name=name), row_id)

        title = _("{name} objects to canvassing").format(name=name)
        fields = call_forms.opposition_fields(self.note.text)
        self.ask(call_forms.QuickForm(title, fields, check=save), saved)

    def _done(self, line: str, row_id: int) -> None:
        """Say what was written about a row, and go on to the next one."""
        self.show_saved(line)
        self._ring(row_id)
        self.desk.advance()
        self._show_row()
