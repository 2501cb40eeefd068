"""What today, the pipeline and a sheet all do with an opportunity, asked and said the same way.

A question saves what it is answered itself, so that nothing typed is lost when it is refused.
"""

from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import action_label, column_label, origin_label
from prospect_tui.services import opportunities, sheets
from prospect_tui.tui.dialogs import form, prompt
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens import opposing
from prospect_tui.tui.screens.dates import when_echo, when_of
from prospect_tui.wording import sales

if TYPE_CHECKING:
    from prospect_tui.services.sheets import OpportunitySheet
    from prospect_tui.tui.dialogs.form import FormField, Values

_DATE_HINT = "+3j · mar 14h · 15/12 · s48"


class OpportunityActions(BaseScreen, is_part=True):
    """A screen on which an opportunity can be chosen."""

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity that the keys are about, if there is one."""
        raise NotImplementedError

    def created(self, opportunity_id: int) -> None:
        """Show the opportunity that was just created."""

    def action_star(self) -> None:
        """Mark the opportunity as important, or not any more."""
        chosen = self._chosen()
        if chosen is not None:
            opportunities.star(self.context.workspace, chosen)
            self.context.changed.ring(opportunities=[chosen])

    def action_won(self) -> None:
        """Close the opportunity as won; one line on what decided it, if one likes."""
        chosen = self._chosen()
        if chosen is None:
            return
        record = self._sheet_of(chosen).opportunity
        said = sales.won_text(record.title, record.amount_cents)

        def save(lesson: str) -> str:
            opportunities.close(self.context.workspace, chosen, Status.WON, lesson=lesson)
            return said

        title = _("{sale}. What decided it? Enter alone will do.").format(sale=said)
        self.ask(prompt.Prompt(title, save, precious=True), partial(self._saved, chosen))

    def action_lost(self) -> None:
        """Close the opportunity as lost, for a reason or to a competitor."""
        chosen = self._chosen()
        if chosen is None:
            return
        record = self._sheet_of(chosen).opportunity

        def save(values: "Values") -> None:
            opportunities.close(self.context.workspace, chosen, Status.LOST, **values)

        fields = (
            form.TextField("reason", _("Reason")),
            form.TextField("lost_to", _("Lost to"), hint=_("the competitor, if there is one")),
            form.TextField("lesson", _("To remember"), hint=_("what to do better, if you like")),
        )
        title = _("Lost: {title}").format(title=record.title)
        said = _("Sale lost: {title}").format(title=record.title)
        self.ask(form.Form(title, fields, check=save), lambda _values: self._saved(chosen, said))

    def action_cancel_deal(self) -> None:
        """Drop the opportunity; undo brings it back."""
        chosen = self._chosen()
        if chosen is not None:
            title = self._sheet_of(chosen).opportunity.title
            opportunities.close(self.context.workspace, chosen, Status.CANCELLED)
            self._saved(chosen, _("Dropped: {title}").format(title=title))

    def action_oppose(self) -> None:
        """Record that the people of the opportunity object to canvassing."""
        chosen = self._chosen()
        if chosen is not None:
            opposing.ask_opportunity(self, chosen)

    def action_new(self) -> None:
        """Create an opportunity, to do at once."""
        made: list[int] = []

        def save(values: "Values") -> None:
            made.append(opportunities.create(self.context.workspace, **values))

        def show(values: "Values") -> None:
            self._saved(made[-1], _("To do: {title}").format(title=values["title"]))
            self.created(made[-1])

        self.ask(form.Form(_("New opportunity"), _new_fields(), check=save), show)

    def plan_next(self, opportunity_id: int, *, anew: bool = False) -> None:
        """Ask for the next action; `anew` when the present one is done."""
        from prospect_tui.domain.opportunities import NextAction  # noqa: PLC0415 - first date

        record = self._sheet_of(opportunity_id).opportunity
        today = self.context.workspace.clock.today()

        def save(values: "Values") -> None:
            action = NextAction(values["kind"], values["when"], values["label"])
            opportunities.set_next_action(self.context.workspace, opportunity_id, action)

        def show(values: "Values") -> None:
            kind = values["kind"].value
            text = sales.next_text(kind, values["label"], values["when"], today)
            self._saved(opportunity_id, f"{record.title} · {text}")

        kinds = [(kind, action_label(kind)) for kind in ActionKind]
        kind = ActionKind.CALL if anew else opportunities.default_action(record.next_kind)
        label = "" if anew else record.next_label
        fields: list[FormField] = [
            form.TextField(
                "when",
                _("When"),
                parse=partial(when_of, self.context),
                hint=_DATE_HINT,
                echo=when_echo(self.context),
            ),
            form.ChoiceField("kind", _("What"), kinds, kind),
            form.TextField("label", _("About"), label),
        ]
        title = _("{title}: what comes next?").format(title=record.title)
        self.ask(form.Form(title, fields, check=save), show)

    def call_opportunity(self, opportunity_id: int) -> None:
        """Call through the row it came from; without one, say which number to dial."""
        sheet = self._sheet_of(opportunity_id)
        if sheet.rows:
            self.go("calls", prospect_id=sheet.rows[0])
            return
        numbers = [number for one in sheet.contacts for number in (one.phone, one.mobile) if number]
        if numbers and self._is_opposed(numbers):
            self.tell(_("Not to be called: the person objects to being canvassed."))
        elif numbers:
            told = _("No prospect row is linked. Dial {number}, then plan what comes next with d.")
            self.tell(told.format(number=numbers[0]))
        else:
            self.tell(_("No prospect row is linked, and no number is known."))

    def _is_opposed(self, numbers: list[str]) -> bool:
        from prospect_tui.services import opposition  # noqa: PLC0415 - without a row only

        return opposition.is_opposed(self.context.workspace, numbers)

    def _chosen(self) -> int | None:
        chosen = self.chosen_opportunity()
        if chosen is None:
            self.tell(_("That is for an opportunity: put the cursor on one."))
        return chosen

    def _sheet_of(self, opportunity_id: int) -> "OpportunitySheet":
        return sheets.opportunity_sheet(self.context.workspace, opportunity_id)

    def _saved(self, opportunity_id: int, said: str) -> None:
        self.tell(said)
        self.context.changed.ring(opportunities=[opportunity_id])


def _new_fields() -> list["FormField"]:
    origins = [(origin, origin_label(origin)) for origin in Origin]
    return [
        form.TextField("title", _("Title"), required=True, hint=_("the client, and what is sold")),
        form.ChoiceField("origin", _("Origin"), origins, Origin.REFERRAL),
        form.TextField("amount_cents", column_label("amount"), parse=_amount, hint="4 200 · 12k"),
        form.TextField("contact_name", _("Person"), hint=_("Mrs Roux")),
        form.TextField("phone", column_label("phone")),
        form.TextField("email", column_label("email")),
    ]


def _amount(text: str) -> int:
    from prospect_tui.domain.numbers import parse_money  # noqa: PLC0415 - first amount typed

    return parse_money(text) if text else 0
