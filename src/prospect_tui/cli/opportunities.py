"""The life of opportunities: the twin of the pipeline."""

from dataclasses import replace
from typing import Annotated

import typer

from prospect_tui.cli import opportunity_ends, opportunity_fields, opportunity_new
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.opportunity_options import (
    ActionLabel,
    ActionWord,
    ForWhen,
    Known,
    What,
    Where,
    Who,
    Why,
    action_of,
    conditions_of,
    deals,
    five_w_of,
    stage_named,
    tell_deal,
    tell_proposal,
)
from prospect_tui.cli.options import (
    TEXT,
    Deal,
    Json,
    Rows,
    command,
    money,
    noun,
    one_of,
    opened,
    option,
    percentage,
    typed_when,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import Status
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import status_label
from prospect_tui.services import (
    board,
    companies,
    configuring,
    conversion,
    folders,
    opportunities,
    pipelines,
    plans,
)
from prospect_tui.services.board import Card, StageRecord
from prospect_tui.services.quotes import of_opportunity
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import sales
from prospect_tui.wording.board_filter import read_wanted
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.folders import filed_text
from prospect_tui.wording.people_pages import shared_text
from prospect_tui.wording.pipelines import pipeline_called
from prospect_tui.wording.quotes import beside_text
from prospect_tui.wording.sales import stage_name

app = noun()
app.add_typer(deals)

PARTS = (opportunity_new, opportunity_fields, opportunity_ends)
"""The modules of the other commands of this noun."""


@command(deals, "list", N_("List the open opportunities in the order of the board."))
def _list(
    context: typer.Context,
    filter_text: Annotated[
        str,
        option(
            "--filter",
            metavar=TEXT,
            help=N_("Words, #tags and conditions as on the board: late #fair amount>10k."),
        ),
    ] = "",
    stage: Annotated[str, option("--stage", metavar=N_("STAGE"), help=N_("Only this stage."))] = "",
    status: Annotated[
        Status | None, option("--status", **one_of(Status), help=N_("Only this status."))
    ] = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        only = stage_named(workspace, stage).id if stage else None
        wanted = read_wanted(filter_text, configuring.stages(workspace))
        found = [
            (column.stage, card)
            for pipeline_id, _name in board.pipelines(workspace)
            for column in board.board(workspace, pipeline_id, wanted).columns
            for card in column.cards
            if only in {None, column.stage.id} and status in {None, card.status}
        ]
        return say_listing(found, _fields(workspace), workspace.zone, as_json=as_json)


def _fields(workspace: Workspace) -> list[Field[tuple[StageRecord, Card]]]:
    today = workspace.clock.today()

    def next_text(card: Card) -> str:
        return sales.next_text(card.next_type, card.next_label, card.next_when, today)

    return [
        Field("id", lambda o: o[1].id, _("No.")),
        Field("title", lambda o: o[1].title, _("Opportunity")),
        Field("contact", lambda o: o[1].main_contact, _("Person")),
        Field("stage", lambda o: o[0].code or o[0].name, _("Stage"), lambda o: stage_name(o[0])),
        Field("status", lambda o: o[1].status, _("Status"), lambda o: status_label(o[1].status)),
        Field("amount_cents", lambda o: o[1].amount_cents, _("Amount"),
              lambda o: formats.money(o[1].amount_cents)),
        Field("probability", lambda o: o[1].probability, "%"),
        Field("next", lambda o: o[1].next_when, _("Next action"), lambda o: next_text(o[1])),
        Field("next_kind", lambda o: o[1].next_kind),
        Field("next_type", lambda o: o[1].next_type),
        Field("next_label", lambda o: o[1].next_label),
        Field("is_late", lambda o: o[1].is_late, _("Late"),
              lambda o: sales.red_word(o[1].next_when, today, is_late=o[1].is_late)),
        Field("is_starred", lambda o: o[1].is_starred, "★", lambda o: "★" * o[1].is_starred),
        Field("stale_days", lambda o: o[1].stale_days),
        Field("tags", lambda o: o[1].tags),
    ]  # fmt: skip


@command(deals, "next", N_("Date the next action: the opportunity then waits until that day."))
def _next(
    context: typer.Context,
    opportunity: Deal,
    when_text: Annotated[
        str,
        typer.Argument(
            metavar=N_("WHEN"),
            help=N_("Date as you would say it: “tomorrow 9am”, “+3d”, “15/12”."),
        ),
    ] = "",
    kind: ActionWord = "",
    label: ActionLabel = "",
    standard: Annotated[
        bool, option("--standard", help=N_("Take up the standard action of its stage."))
    ] = False,
    drop: Annotated[
        bool, option("--drop", help=N_("Give up what was planned: it has no date any more."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        if drop:
            opportunities.drop_next_action(workspace, opportunity)
            return tell_deal(workspace, opportunity, as_json=as_json)
        action = _following(workspace, opportunity, when_text, kind, label, standard=standard)
        if action is None:
            raise InvalidValue("command.no_date")
        opportunities.set_next_action(workspace, opportunity, action)
        return tell_deal(workspace, opportunity, as_json=as_json)


def _following(
    workspace: Workspace,
    opportunity: int,
    when_text: str,
    kind: str,
    label: str,
    *,
    standard: bool,
) -> NextAction | None:
    """Return the next action that the options say; with `standard`, that of the stage."""
    proposal = plans.proposal(workspace, opportunity) if standard else None
    if standard and proposal is None:
        raise Refused("plan.nothing_left")
    when = typed_when(workspace, when_text) if when_text else None
    if proposal is not None:
        return replace(proposal, when=when or proposal.when, label=label or proposal.label)
    if when is None:
        return None
    action_kind, code = action_of(workspace, kind)
    return NextAction(action_kind, when, label, code)


@command(deals, "done", N_("Write down that the next action is done, and what follows."))
def _done(
    context: typer.Context,
    opportunity: Deal,
    result: Annotated[
        str, option("--result", metavar=TEXT, help=N_("What came of it, in one line."))
    ] = "",
    when_text: Annotated[
        str, option("--next", metavar=N_("WHEN"), help=N_("Date of what follows."))
    ] = "",
    kind: ActionWord = "",
    label: ActionLabel = "",
    standard: Annotated[
        bool, option("--standard", help=N_("What follows is the standard action of its stage."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        action = _following(workspace, opportunity, when_text, kind, label, standard=standard)
        opportunities.do_next_action(workspace, opportunity, result, following=action)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "qualify", N_("Write down which conditions are known, and the 5 W."))
def _qualify(
    context: typer.Context,
    opportunity: Deal,
    known: Known = None,
    unknown: Annotated[
        list[str] | None,
        option("--unknown", metavar=N_("NAME"), help=N_("Not known after all; repeat it.")),
    ] = None,
    who: Who = None,
    what: What = None,
    why: Why = None,
    when: ForWhen = None,
    where: Where = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        conditions = conditions_of(known or (), unknown or ())
        five_w = five_w_of(who=who, what=what, why=why, when=when, where=where)
        opportunities.qualify(workspace, opportunity, conditions, five_w)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "move", N_("Put an opportunity in another stage."))
def _move(
    context: typer.Context,
    opportunity: Deal,
    stage: Annotated[
        str, typer.Argument(metavar=N_("STAGE"), help=N_("Name or number of the stage."))
    ],
    before: Annotated[
        int | None,
        option("--before", parser=whole_number, metavar=N_("OPPORTUNITY"),
               help=N_("Place it before this other one.")),
    ] = None,
    pipeline: Annotated[
        str, option("--pipeline", metavar=N_("NAME"), help=N_("The other pipeline to go to."))
    ] = "",
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        if pipeline:
            pipeline_id = pipeline_called(pipelines.pipelines(workspace), pipeline).id
        else:
            pipeline_id = opportunity_sheet(workspace, opportunity).opportunity.pipeline_id
        target = stage_named(workspace, stage, pipeline_id)
        opportunities.move(workspace, opportunity, target.id, before_id=before)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "star", N_("Give an opportunity a star, or take it away."))
def _star(context: typer.Context, opportunity: Deal, as_json: Json = False) -> int:
    with opened(context) as workspace:
        opportunities.star(workspace, opportunity)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "amount", N_("Change the amount or the probability."))
def _amount(
    context: typer.Context,
    opportunity: Deal,
    amount: Annotated[
        int | None,
        option("--amount", parser=money, metavar=N_("EUROS"), help=N_("What may be sold.")),
    ] = None,
    probability: Annotated[
        int | None,
        option("--probability", parser=percentage, metavar="0-100", help=N_("In percent.")),
    ] = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.set_amount(
            workspace, opportunity, amount_cents=amount, probability=probability
        )
        if amount is not None and (
            said := beside_text(amount, of_opportunity(workspace, opportunity))
        ):
            tell(said)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "note", N_("Add a dated remark to an opportunity."))
def _note(
    context: typer.Context,
    opportunity: Deal,
    text: Annotated[str, typer.Argument(metavar=TEXT, help=N_("The remark."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.add_note(workspace, opportunity, text)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "convert", N_("Turn rows of a prospecting file into opportunities."))
def _convert(
    context: typer.Context,
    rows: Rows,
    anyway: Annotated[
        bool, option("--anyway", help=N_("Even if the project, budget, date or deciders lack."))
    ] = False,
    known: Known = None,
    who: Who = None,
    what: What = None,
    why: Why = None,
    when: ForWhen = None,
    where: Where = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        five_w = five_w_of(who=who, what=what, why=why, when=when, where=where)
        try:
            made = conversion.convert_rows(
                workspace, rows, anyway=anyway, conditions=conditions_of(known or ()), five_w=five_w
            )
        except Refused as error:
            if error.message_id not in conversion.MAY_INSIST:
                raise
            raise Refused("command.insist", reason=sentence(error)) from error
        if as_json:
            say_json({"opportunities": made}, workspace.zone)
        count = ngettext("{count} opportunity created", "{count} opportunities created", len(made))
        numbers = ", ".join(map(str, made))
        tell(joined(count.format(count=formats.number(len(made))), numbers))
        filed = folders.filed(workspace, made)
        apart = [one for one in made if one not in filed]
        if shared := shared_text(companies.shared_by(workspace, apart)):
            tell(shared)
        if where := filed_text(filed.values()):
            tell(_("Filed {where}.").format(where=where))
        for number in made:
            tell_proposal(workspace, number)
    return Exit.DONE if made else Exit.NOTHING
