"""Closing opportunities, and what comes after: renewal, after-sale, reopening."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.opportunity_options import Lesson, Reason, deals, tell_deal
from prospect_tui.cli.options import (
    TEXT,
    Deal,
    Json,
    WhenText,
    command,
    opened,
    option,
    typed_when,
    whole_number,
)
from prospect_tui.cli.output import say_json, tell
from prospect_tui.domain.vocabulary import Status
from prospect_tui.i18n import N_, _
from prospect_tui.services import opportunities
from prospect_tui.wording.times import planned


@command(deals, "win", N_("Close an opportunity as won."))
def _win(
    context: typer.Context,
    opportunity: Deal,
    lesson: Lesson = "",
    renewal: Annotated[
        int,
        option("--renewal", parser=whole_number, metavar=N_("MONTHS"),
               help=N_("Make its twin, waiting until its renewal in so many months.")),
    ] = 0,
    after_sale: Annotated[
        int,
        option("--after-sale", parser=whole_number, metavar=N_("DAYS"),
               help=N_("Plan an after-sale follow-up in so many days.")),
    ] = 0,
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        twin = opportunities.close(
            workspace,
            opportunity,
            Status.WON,
            lesson=lesson,
            renewal_months=renewal,
            after_sale_days=after_sale,
        )
        more: dict[str, object] = {"renewal": twin} if renewal else {}
        code = tell_deal(workspace, opportunity, as_json=as_json, more=more)
        if twin is not None:
            tell_deal(workspace, twin, as_json=False)
        return code


@command(deals, "lose", N_("Close an opportunity as lost; a reason or a competitor is needed."))
def _lose(
    context: typer.Context,
    opportunity: Deal,
    reason: Reason = "",
    competitor: Annotated[
        str, option("--competitor", metavar=TEXT, help=N_("To whom it was lost."))
    ] = "",
    lesson: Lesson = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.close(
            workspace, opportunity, Status.LOST, reason=reason, lost_to=competitor, lesson=lesson
        )
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "cancel", N_("Drop an opportunity that was none."))
def _cancel(
    context: typer.Context,
    opportunity: Deal,
    reason: Reason = "",
    lesson: Lesson = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        opportunities.close(workspace, opportunity, Status.CANCELLED, reason=reason, lesson=lesson)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "reopen", N_("Take a closed opportunity up again."))
def _reopen(context: typer.Context, opportunity: Deal, as_json: Json = False) -> int:
    with opened(context) as workspace:
        opportunities.reopen(workspace, opportunity)
        return tell_deal(workspace, opportunity, as_json=as_json)


@command(deals, "after-sale", N_("Plan an after-sale follow-up of a sale that is won."))
def _after_sale(
    context: typer.Context,
    opportunity: Deal,
    when_text: WhenText,
    label: Annotated[str, option("--label", metavar=TEXT, help=N_("What it is about."))] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        when = typed_when(workspace, when_text)
        number = opportunities.plan_after_sale(workspace, opportunity, when, label)
        if as_json:
            say_json({"id": number, "opportunity": opportunity, "when": when}, workspace.zone)
        text = _("After-sale follow-up {number}: {when}")
        tell(text.format(number=number, when=planned(when, workspace.clock.today())))
    return Exit.DONE
