"""How an opportunity ends, and what comes after: won, lost, dropped, taken up again, after-sale.

What the screens share that act on an opportunity stands here too: which one, and as it is shown.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.vocabulary import Status
from prospect_tui.i18n import _
from prospect_tui.services import opportunities, sheets
from prospect_tui.tui.dialogs import form
from prospect_tui.tui.dialogs import opportunity_forms as forms
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.dates import DATE_HINT, when_echo, when_of
from prospect_tui.tui.screens.opportunity_seen import Answer, Seen
from prospect_tui.wording import sales
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.services.sheets import OpportunityRecord, OpportunitySheet
    from prospect_tui.tui.dialogs.form import FormField, Values


class OpportunityEnds(BaseScreen, is_part=True):
    """A screen on which an opportunity can be chosen, and closed."""

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity that the keys are about, if there is one."""
        raise NotImplementedError

    def seen_of(self, _opportunity_id: int) -> datetime | None:
        """Return when what is shown of an opportunity was last changed, if it is known."""
        return None

    def write_as_shown(
        self, opportunity_id: int, act: Callable[[datetime | None], Answer]
    ) -> Answer:
        """Let `act` write, given what was seen; what was changed elsewhere since is shown anew."""
        try:
            return act(self.seen_of(opportunity_id))
        except Refused:
            self.context.changed.ring(opportunities=[opportunity_id])
            raise

    def action_won(self) -> None:
        """Close the opportunity as won, and offer what comes after: its renewal, the after-sale."""
        chosen = self._chosen()
        if chosen is None:
            return
        record = self._sheet_of(chosen).opportunity
        close = self._ends_of(record)
        twins: list[int] = []

        def save(values: "Values") -> None:
            twin = close(Status.WON, **values)
            twins.extend([twin] if twin is not None else [])

        def show(_values: "Values") -> None:
            from prospect_tui.wording.folders import filed_text  # noqa: PLC0415 - first sale won

            said = sales.won_text(record.title, record.amount_cents)
            if twins:
                twin = self._sheet_of(twins[0]).opportunity
                today = self.context.workspace.clock.today()
                waits = _("Renewal: {title} · {when}")
                when = planned(twin.next_when, today)
                told = waits.format(title=twin.title, when=when)
                said = joined(said, told, filed_text([twin.folder_name]))
            self._saved(chosen, said)
            self.context.changed.ring(opportunities=twins)

        title = sales.won_text(record.title, record.amount_cents)
        self.ask(form.Form(title, forms.won_fields(), check=save), show)

    def action_lost(self) -> None:
        """Close the opportunity as lost, for a reason or to a competitor."""
        chosen = self._chosen()
        if chosen is None:
            return
        record = self._sheet_of(chosen).opportunity
        close = self._ends_of(record)

        def save(values: "Values") -> None:
            said = {name: values[name] for name in ("lost_to", "lesson")}
            close(Status.LOST, reason=forms.lost_reason(values), **said)

        fields = forms.lost_fields(self.context, record.competitor)
        title = _("Lost: {title}").format(title=record.title)
        said = _("Sale lost: {title}").format(title=record.title)
        self.ask(form.Form(title, fields, check=save), lambda _values: self._saved(chosen, said))

    def action_cancel_deal(self) -> None:
        """Drop the opportunity, which was none or leads nowhere; undo brings it back."""
        chosen = self._chosen()
        if chosen is None:
            return
        record = self._sheet_of(chosen).opportunity
        close = self._ends_of(record)
        title = _("Drop it: {title}").format(title=record.title)
        said = _("Dropped: {title}").format(title=record.title)
        asked = form.Form(
            title, forms.dropped_fields(), check=lambda values: close(Status.CANCELLED, **values)
        )
        self.ask(asked, lambda _values: self._saved(chosen, said))

    def action_reopen(self) -> None:
        """Take a closed opportunity up again."""
        chosen = self._chosen()
        if chosen is not None:
            reopen = partial(opportunities.reopen, self.context.workspace, chosen)
            self.write_as_shown(chosen, lambda seen: reopen(seen=seen))
            title = self._sheet_of(chosen).opportunity.title
            self._saved(chosen, _("To do: {title}").format(title=title))

    def _ends_of(self, record: "OpportunityRecord") -> Callable[..., int | None]:
        """Return what closes an opportunity as it is seen now."""
        workspace = self.context.workspace
        seen = Seen(workspace, record.id, record.updated_at)

        def close(outcome: Status, **said: Any) -> int | None:
            return seen.write(
                lambda at: opportunities.close(workspace, record.id, outcome, seen=at, **said)
            )

        return close

    def plan_after_sale(self, opportunity_id: int) -> None:
        """Plan a follow-up of a sale that is won."""
        record = self._sheet_of(opportunity_id).opportunity
        workspace = self.context.workspace

        def save(values: "Values") -> None:
            opportunities.plan_after_sale(
                workspace, opportunity_id, values["when"], values["subject"]
            )

        def show(values: "Values") -> None:
            when = planned(values["when"], workspace.clock.today())
            self._saved(opportunity_id, _("After-sale follow-up: {when}").format(when=when))

        fields: list[FormField] = [
            form.TextField("when", _("When"), parse=partial(when_of, self.context),
                           hint=_(DATE_HINT), echo=when_echo(self.context)),
            form.TextField("subject", _("Subject")),
        ]  # fmt: skip
        title = _("{title}: after-sale follow-up").format(title=record.title)
        self.ask(form.Form(title, fields, check=save), show)

    def _chosen(self) -> int | None:
        chosen = self.chosen_opportunity()
        if chosen is None:
            self.tell(_("That is for an opportunity: put the cursor on one."))
        return chosen

    def _sheet_of(self, opportunity_id: int) -> "OpportunitySheet":
        return sheets.opportunity_sheet(self.context.workspace, opportunity_id, most=0)

    def _saved(self, opportunity_id: int, said: str) -> None:
        self.tell(said)
        self.context.changed.ring(opportunities=[opportunity_id])
