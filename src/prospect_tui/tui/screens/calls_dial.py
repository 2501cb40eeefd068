"""Handing the number of the row in hand over, and looking the row up between two calls."""

from collections.abc import Callable

from prospect_tui.domain.phone import dialable
from prospect_tui.i18n import _
from prospect_tui.services import lookups
from prospect_tui.services.cockpit import CallCard
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.screens import call_forms
from prospect_tui.tui.screens.calls_source import CallsSource
from prospect_tui.tui.screens.handing_over import Telephones
from prospect_tui.tui.screens.look_up import look_up
from prospect_tui.wording import law, people


class CallsDial(CallsSource):
    """Dialling by hand-off, and web look-ups."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing handed over."""
        super().__init__(context)
        self._telephones = Telephones(self, self.show_status)

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
        self.begin_call()
        self._telephones.hand_over(number)

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
