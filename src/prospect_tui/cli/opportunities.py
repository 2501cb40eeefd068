"""The life of opportunities: the twin of the pipeline."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    Deal,
    Json,
    Rows,
    WhenText,
    command,
    money,
    named,
    noun,
    one_of,
    opened,
    option,
    typed_when,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import status_label
from prospect_tui.services import board, configuring, conversion, opportunities
from prospect_tui.services.board import Card, StageRecord
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import sales
from prospect_tui.wording.sales import stage_name

app = noun()
deals = noun(name="opportunity", help=N_("Opportunities: potential sales and their pipeline."))
app.add_typer(deals)

Text = N_("TEXT")
Reason = Annotated[str, option("--reason", metavar=Text, help=N_("Why."))]
Lesson = Annotated[str, option("--lesson", metavar=Text, help=N_("What is to be remembered."))]


@command(deals, "new", N_("Create an opportunity that comes from no prospecting file."))
def _new(
    context: typer.Context,
    title: Annotated[
        str, typer.Argument(metavar=N_("TITLE"), help=N_("What may be sold, to whom."))
    ],
    origin: Annotated[
        Origin, option("--origin", **one_of(Origin), help=N_("Where it comes from."))
    ],
    amount: Annotated[
        int, option("--amount", parser=money, metavar=N_("EUROS"), help=N_("What may be sold."))
    ] = 0,
    contact: Annotated[str, option("--contact", metavar=Text, help=N_("Name of the person."))] = "",
    phone: Annotated[str, option("--phone", metavar=Text, help=N_("Number of the person."))] = "",
    email: Annotated[str, option("--email", metavar=Text, help=N_("Mail of the person."))] = "",
    description: Annotated[
        str, option("--description", metavar=Text, help=N_("What is known."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        number = opportunities.create(
            workspace,
            title,
            origin=origin,
            amount_cents=amount,
            contact_name=contact,
            phone=phone,
            email=email,
            description=description,
        )
        return _tell(workspace, number, as_json=as_json)


@command(deals, "list", N_("List the open opportunities in the order of the board."))
def _list(
    context: typer.Context,
    filter_text: Annotated[
        str,
        option("--filter", metavar=Text, help=N_("Words of the title, the person or the tags.")),
    ] = "",
    stage: Annotated[str, option("--stage", metavar=N_("STAGE"), help=N_("Only this stage."))] = "",
    status: Annotated[
        Status | None, option("--status", **one_of(Status), help=N_("Only this status."))
    ] = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        wanted = _stage_named(workspace, stage).id if stage else None
        found = [
            (column.stage, card)
            for pipeline_id, _name in board.pipelines(workspace)
            for column in board.board(workspace, pipeline_id, filter_text).columns
            for card in column.cards
            if wanted in {None, column.stage.id} and status in {None, card.status}
        ]
        return say_listing(found, _fields(workspace), workspace.zone, as_json=as_json)


def _fields(workspace: Workspace) -> list[Field[tuple[StageRecord, Card]]]:
    today = workspace.clock.today()

    def next_text(card: Card) -> str:
        return sales.next_text(card.next_kind, card.next_label, card.next_when, today)

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
        Field("next_label", lambda o: o[1].next_label),
        Field("is_late", lambda o: o[1].is_late, _("Late"),
              lambda o: sales.red_word(o[1].next_when, today, is_late=o[1].is_late)),
        Field("is_starred", lambda o: o[1].is_starred, "★", lambda o: "★" * o[1].is_starred),
        Field("stale_days", lambda o: o[1].stale_days),
        Field("tags", lambda o: o[1].tags),
    ]  # fmt: skip


def _stage_named(workspace: Workspace, name: str, pipeline_id: int | None = None) -> StageRecord:
    """Return the stage with this name, code or number; raises `InvalidValue`."""
    stages = configuring.stages(workspace, pipeline_id)
    for stage in stages:
        if name in {stage.code, str(stage.id)}:
            return stage
    return named(name, {stage_name(stage): stage for stage in stages}, "command.stage")


@command(deals, "next", N_("Date the next action: the opportunity then waits until that day."))
def _next(
    context: typer.Context,
    opportunity: Deal,
    when_text: WhenText,
    kind: Annotated[
        ActionKind, option("--kind", **one_of(ActionKind), help=N_("What is to be done: call."))
    ] = ActionKind.CALL,
    label: Annotated[str, option("--label", metavar=Text, help=N_("What it is about."))] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        action = NextAction(kind, typed_when(workspace, when_text), label)
        opportunities.set_next_action(workspace, opportunity, action)
        return _tell(workspace, opportunity, as_json=as_json)


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
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        pipeline_id = opportunity_sheet(workspace, opportunity).opportunity.pipeline_id
        target = _stage_named(workspace, stage, pipeline_id)
        opportunities.move(workspace, opportunity, target.id, before_id=before)
        return _tell(workspace, opportunity, as_json=as_json)


@command(deals, "win", N_("Close an opportunity as won."))
def _win(
    context: typer.Context, opportunity: Deal, lesson: Lesson = "", as_json: Json = False
) -> int:
    with opened(context) as workspace:
        opportunities.close(workspace, opportunity, Status.WON, lesson=lesson)
        return _tell(workspace, opportunity, as_json=as_json)


@command(deals, "lose", N_("Close an opportunity as lost; a reason or a competitor is needed."))
def _lose(
    context: typer.Context,
    opportunity: Deal,
    reason: Reason = "",
    competitor: Annotated[
        str, option("--competitor", metavar=Text, help=N_("To whom it was lost."))
    ] = "",
    lesson: Lesson = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.close(
            workspace, opportunity, Status.LOST, reason=reason, lost_to=competitor, lesson=lesson
        )
        return _tell(workspace, opportunity, as_json=as_json)


@command(deals, "cancel", N_("Drop an opportunity that was none."))
def _cancel(
    context: typer.Context, opportunity: Deal, reason: Reason = "", as_json: Json = False
) -> int:
    with opened(context) as workspace:
        opportunities.close(workspace, opportunity, Status.CANCELLED, reason=reason)
        return _tell(workspace, opportunity, as_json=as_json)


@command(deals, "star", N_("Give an opportunity a star, or take it away."))
def _star(context: typer.Context, opportunity: Deal, as_json: Json = False) -> int:
    with opened(context) as workspace:
        opportunities.star(workspace, opportunity)
        return _tell(workspace, opportunity, as_json=as_json)


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
        option("--probability", parser=whole_number, metavar="0-100", help=N_("In percent.")),
    ] = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.set_amount(
            workspace, opportunity, amount_cents=amount, probability=probability
        )
        return _tell(workspace, opportunity, as_json=as_json)


@command(deals, "note", N_("Add a dated remark to an opportunity."))
def _note(
    context: typer.Context,
    opportunity: Deal,
    text: Annotated[str, typer.Argument(metavar=Text, help=N_("The remark."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.add_note(workspace, opportunity, text)
        return _tell(workspace, opportunity, as_json=as_json)


@command(deals, "convert", N_("Turn rows of a prospecting file into opportunities."))
def _convert(
    context: typer.Context,
    rows: Rows,
    anyway: Annotated[
        bool, option("--anyway", help=N_("Even if the project, budget, date or deciders lack."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        made = conversion.convert_rows(workspace, rows, anyway=anyway)
        if as_json:
            say_json({"opportunities": made}, workspace.zone)
        count = ngettext("{count} opportunity created", "{count} opportunities created", len(made))
        tell(" : ".join([count.format(count=formats.number(len(made))), ", ".join(map(str, made))]))
    return Exit.DONE if made else Exit.NOTHING


def _tell(workspace: Workspace, number: int, *, as_json: bool) -> int:
    """Say where an opportunity stands now that it is written."""
    sheet = opportunity_sheet(workspace, number)
    deal, today = sheet.opportunity, workspace.clock.today()
    if as_json:
        answer = {
            "id": number,
            "title": deal.title,
            "stage": (sheet.stage.code or sheet.stage.name) if sheet.stage else "",
            "status": sheet.status,
            "amount_cents": deal.amount_cents,
            "probability": deal.probability,
            "is_starred": deal.is_starred,
            "next": deal.next_when,
            "next_kind": deal.next_kind,
            "next_label": deal.next_label,
        }
        say_json(answer, workspace.zone)
    parts = [
        _("Opportunity {number}").format(number=number),
        f"★ {deal.title}" if deal.is_starred else deal.title,
        sales.status_text(sheet),
        sales.next_text(deal.next_kind, deal.next_label, deal.next_when, today),
    ]
    tell(" · ".join(part for part in parts if part))
    return Exit.DONE
