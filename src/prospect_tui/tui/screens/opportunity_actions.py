"""What today, the pipeline and a sheet all do with an opportunity, asked and said the same way.

A question saves what it is answered itself, so that nothing typed is lost when it is refused.
"""

from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.vocabulary import ActionKind, Status
from prospect_tui.i18n import _
from prospect_tui.services import creating, opportunities
from prospect_tui.tui.dialogs import form
from prospect_tui.tui.dialogs import opportunity_forms as forms
from prospect_tui.tui.screens import opposing
from prospect_tui.tui.screens.opportunity_ends import OpportunityEnds
from prospect_tui.tui.screens.opportunity_seen import Seen
from prospect_tui.wording import sales

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.form import FormField, Values


def proposal_hint() -> str:
    """Return how the standard action of a stage is offered where its key acts."""
    return _("Standard action proposed: {what}. Ctrl+D takes it.")


class OpportunityActions(OpportunityEnds, is_part=True):
    """A screen on which an opportunity can be chosen, from its creation on."""

    def created(self, opportunity_id: int) -> None:
        """Show the opportunity that was just created."""

    def pipeline_of_new(self) -> int | None:
        """Return the pipeline in which a new opportunity begins, None for the first one."""
        return None

    def action_star(self) -> None:
        """Mark the opportunity as important, or not any more."""
        chosen = self._chosen()
        if chosen is not None:
            turn = partial(opportunities.star, self.context.workspace, chosen)
            self.write_as_shown(chosen, lambda seen: turn(seen=seen))
            self.context.changed.ring(opportunities=[chosen])

    def action_quotes(self) -> None:
        """Open the quotes of the opportunity; without any, begin one."""
        from prospect_tui.tui.screens.quote import open_quotes  # noqa: PLC0415 - first quote

        chosen = self._chosen()
        if chosen is not None:
            open_quotes(self, self.context, chosen)

    def action_oppose(self) -> None:
        """Record that the people of the opportunity object to canvassing."""
        chosen = self._chosen()
        if chosen is not None:
            opposing.ask_opportunity(self, chosen)

    def action_new(self) -> None:
        """Create an opportunity, then ask once what is known of it."""
        made: list[int] = []

        def save(values: "Values") -> None:
            pipeline_id = self.pipeline_of_new()
            made.append(forms.create(self.context, values, question.found, pipeline_id))

        def show(_values: "Values") -> None:
            from prospect_tui.tui.screens.converting import made_text  # noqa: PLC0415 - first one

            said = self._next_said(made[-1])
            self._saved(made[-1], made_text(self.context, made[-1:], f"{said}.", proposal_hint()))
            self.created(made[-1])
            self._ask_what_is_known(made[-1])

        question = forms.NewOpportunity(self.context, save)
        self.ask(question, show)

    def _ask_what_is_known(self, opportunity_id: int) -> None:
        """Ask once for the four conditions and the 5 W: nothing is held up by them."""
        workspace = self.context.workspace

        def save(values: "Values") -> None:
            opportunities.qualify(workspace, opportunity_id, *forms.qualified(values))

        def show(_values: "Values") -> None:
            self.context.changed.ring(opportunities=[opportunity_id])

        over, warning = creating.over_limit(workspace), ""
        if over is not None:
            from prospect_tui.wording.capturing import limit_text  # noqa: PLC0415 - seldom

            warning = limit_text(*over)
        title = _("What is known already? Esc: later.")
        self.ask(form.Form(title, forms.qualify_fields(), check=save, detail=warning), show)

    def propose(self, opportunity_id: int) -> None:
        """Say which standard action of its stage is proposed, when there is one to take up."""
        from prospect_tui.wording.plans import proposed_text  # noqa: PLC0415 - first stage entered

        proposed = proposed_text(self.context.workspace, opportunity_id)
        if proposed:
            self.tell(proposal_hint().format(what=proposed))

    def action_take_step(self) -> None:
        """Take up the standard action of the stage as the next action."""
        from prospect_tui.services import plans  # noqa: PLC0415 - first one taken

        chosen = self._chosen()
        if chosen is None:
            return
        proposed = plans.proposal(self.context.workspace, chosen)
        if proposed is None:
            self.tell(_("This stage proposes no other standard action: d plans one of your own."))
            return
        take = partial(opportunities.set_next_action, self.context.workspace, chosen, proposed)
        self.write_as_shown(chosen, lambda seen: take(seen=seen))
        self._saved(chosen, self._next_said(chosen))

    def action_types(self) -> None:
        """Show the types of action."""
        from prospect_tui.tui.screens.action_types import ask_types  # noqa: PLC0415 - seldom

        ask_types(self)

    def plan_next(self, opportunity_id: int) -> None:
        """Ask for the next action; of a sale that is won, for an after-sale follow-up."""
        record = self._sheet_of(opportunity_id).opportunity
        if record.outcome == Status.WON:
            self.plan_after_sale(opportunity_id)
            return
        from prospect_tui.domain.opportunities import NextAction  # noqa: PLC0415 - first date
        from prospect_tui.services import plans  # noqa: PLC0415 - first date

        proposed = plans.proposal(self.context.workspace, opportunity_id)
        present = proposed
        if record.next_when is not None:
            kind = opportunities.default_action(record.next_kind)
            present = NextAction(kind, record.next_when, record.next_label, record.next_type)

        workspace = self.context.workspace
        seen = Seen(workspace, opportunity_id, record.updated_at)

        def save(values: "Values") -> None:
            action = forms.action_of(self.context, values, proposed)
            assert action is not None  # a date is required
            seen.write(
                lambda at: opportunities.set_next_action(workspace, opportunity_id, action, seen=at)
            )

        title = _("{title}: what comes next?").format(title=record.title)
        fields = forms.next_fields(self.context, opportunity_id, present)
        asked = forms.ActionForm(title, fields, check=save, open_types=self.action_types)
        self.ask(
            asked, lambda _values: self._saved(opportunity_id, self._next_said(opportunity_id))
        )

    def plan_undated(self, opportunity_id: int) -> None:
        """Ask what comes next of an open opportunity that has nothing planned; Esc: later."""
        if self._sheet_of(opportunity_id).opportunity.is_undated:
            self.plan_next(opportunity_id)

    def action_done_next(self) -> None:
        """Write down that the next action is done, and what follows."""
        chosen = self._chosen()
        if chosen is not None:
            self.finish_next(chosen)

    def finish_next(self, opportunity_id: int) -> None:
        """Ask what came of the next action, and what follows it: one undo for both."""
        from prospect_tui.services import plans  # noqa: PLC0415 - first one done

        record = self._sheet_of(opportunity_id).opportunity
        proposed = plans.proposal(self.context.workspace, opportunity_id)

        seen = Seen(self.context.workspace, opportunity_id, record.updated_at)

        def save(values: "Values") -> None:
            done = partial(
                opportunities.do_next_action,
                self.context.workspace,
                opportunity_id,
                values["result"],
                following=forms.action_of(self.context, values, proposed),
                held=values.get("held", True),
            )
            seen.write(lambda at: done(seen=at))

        done = sales.action_text(record.next_type, record.next_label)
        title = _("Done: {what}").format(what=done or record.title)
        fields: list[FormField] = [
            form.TextField("result", _("What came of it"), hint=_("one line, if you like")),
            *([forms.held_field()] if record.next_kind == ActionKind.MEETING else ()),
            *forms.next_fields(self.context, opportunity_id, proposed, required=False),
        ]
        asked = forms.ActionForm(title, fields, check=save, open_types=self.action_types)
        self.ask(
            asked, lambda _values: self._saved(opportunity_id, self._next_said(opportunity_id))
        )

    def _next_said(self, opportunity_id: int) -> str:
        """Return what comes next, now that it is written: or that it has no date."""
        record = self._sheet_of(opportunity_id).opportunity
        today = self.context.workspace.clock.today()
        text = sales.next_text(record.next_type, record.next_label, record.next_when, today)
        return f"{record.title} · {text or _('no date')}"

    def call_opportunity(self, opportunity_id: int) -> None:
        """Call through the row it came from; without one, the first of its people who can be."""
        from prospect_tui.services import person_calls  # noqa: PLC0415 - first call
        from prospect_tui.tui.screens.handing_over import call_person  # noqa: PLC0415 - idem

        rows = self._sheet_of(opportunity_id).rows
        if rows:
            self.go("calls", prospect_id=rows[0])
            return
        call = person_calls.of_opportunity(self.context.workspace, opportunity_id)
        if call is None:
            self.tell(_("No prospect row is linked, and no number is known."))
        else:
            call_person(self, call)
