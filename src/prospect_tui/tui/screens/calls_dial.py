"""Handing the number of the row in hand over, and looking the row up between two calls.

Nothing dials and nothing waits: the number is on the clipboard in any case, and a command that
fails or does not end is told when that is known.
"""

from collections.abc import Callable
from functools import partial

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.phone import dialable, national
from prospect_tui.i18n import _
from prospect_tui.services import dialling, lookups
from prospect_tui.services.cockpit import CallCard
from prospect_tui.services.dialling import Started
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.screens import call_forms
from prospect_tui.tui.screens.calls_source import CallsSource
from prospect_tui.tui.screens.look_up import look_up
from prospect_tui.wording import law, people

LOOK_SECONDS = 1.0
RARE_LOOK_SECONDS = 60.0
LOOKS = int(dialling.PATIENCE / LOOK_SECONDS)


class CallsDial(CallsSource):
    """Dialling by hand-off, and web look-ups."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing handed over."""
        super().__init__(context)
        self._telephones: list[Started] = []
        """Programs still at work: a telephone, most likely."""
        self._has_told = False

    @property
    def card(self) -> CallCard:
        """Return the card of the row in hand; only where there is one."""
        assert self.desk.card is not None
        return self.desk.card

    def action_dial(self) -> None:
        """Hand the number in use over, when the law allows the call; the call begins."""
        if self.desk.needs_reason:
            self.ask_reason(self.action_dial)
            return
        number = self.desk.number
        if not dialable(number):
            self.tell(_("This row has no number to call."))
            return
        written = national(number)
        self.hand_to_clipboard(written)
        self.begin_call()
        words = dialling.dial_words(self.context.workspace.settings, number)
        if not words:
            self.show_status(_("Number copied: {number}").format(number=written))
            return
        try:
            started = dialling.start(words)
        except OSError as error:
            text = _("The dial command does not start ({why}). Number copied: {number}")
            why = error.strerror or type(error).__name__
            self.show_status(text.format(why=why, number=written), is_error=True)
            return
        self.show_status(_("Number handed over: {number}").format(number=written))
        self._telephones.append(started)
        self._follow(started)

    def action_not_called(self) -> None:
        """Forget that the row was dialled: nobody was called."""
        self.desk.end_call()
        self.desk.reload()
        self.show_status(_("saved: nobody was called"))
        self.show_row()
        self.context.changed.ring(prospects=[self.card.prospect.id], by=self)

    def action_next_number(self) -> None:
        """Use the other number of the row."""
        if self.desk.next_number():
            self.show_row()
            chosen = next(n for n in self.card.prospect.numbers if n.e164 == self.desk.number)
            text = _("Number in use: {number} · {label}")
            written, label = people.number(chosen), people.number_label(chosen)
            self.show_status(text.format(number=written, label=label))
        else:
            self.tell(_("This row has no other good number."))

    def action_look_up(self) -> None:
        """Look the row up on the web."""
        look_up(self, lookups.of_prospect(self.context.workspace, self.card.prospect.id))

    def ask_reason(self, then: Callable[[], object]) -> None:
        """Ask once why a row is called that the rules forbid, then go on with `then`."""

        def keep(values: Values) -> None:
            self.desk.give_reason(values["reason"])
            then()

        why = law.reason(self.card.verdict)
        self.ask(call_forms.QuickForm(why, [call_forms.reason_field()]), keep)

    def _follow(self, started: Started, looks: int = 0) -> None:
        """Tell how a command ended, if it failed; or that it has not, the first time."""
        outcome = dialling.outcome(started, patience=0)
        if not outcome.is_running:
            self._telephones.remove(started)
        if outcome.has_failed:
            text = _("The dial command failed ({why}): the number is on the clipboard.")
            why = outcome.said or _("error {number}").format(number=outcome.code)
            self.notify(clean(text.format(why=why)), severity="error", markup=False)
        elif outcome.is_running:
            if looks == LOOKS and not self._has_told:
                self._has_told = True
                self.tell(
                    _("The dial command is still running: all is well if it is your telephone.")
                )
            delay = LOOK_SECONDS if looks < LOOKS else RARE_LOOK_SECONDS
            self.set_timer(delay, partial(self._follow, started, looks + 1))
