"""What the commands about opportunities share: their noun, their options, where a sale stands."""

from typing import Annotated

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import named, noun, option
from prospect_tui.cli.output import say_json, tell
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import action_label
from prospect_tui.services import action_types, configuring, plans
from prospect_tui.services.action_types import ActionTypeRecord
from prospect_tui.services.board import StageRecord
from prospect_tui.services.opportunities import NextAction
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import sales
from prospect_tui.wording.sales import stage_name

deals = noun(name="opportunity", help=N_("Opportunities: potential sales and their pipeline."))

Text = N_("TEXT")
Reason = Annotated[str, option("--reason", metavar=Text, help=N_("Why."))]
Lesson = Annotated[str, option("--lesson", metavar=Text, help=N_("What is to be remembered."))]
ActionLabel = Annotated[str, option("--label", metavar=Text, help=N_("What it is about."))]
ActionWord = Annotated[
    str,
    option(
        "--kind",
        metavar=N_("KIND"),
        help=N_("What is to be done, a type of yours: call, mail, meeting…"),
    ),
]


def type_named(workspace: Workspace, name: str, *, retired: bool = False) -> ActionTypeRecord:
    """Return the type of action with this code or label; raises `InvalidValue`."""
    known = action_types.types(workspace, retired=retired)
    for one in known:
        if fold(name) == fold(one.code):
            return one
    return named(name, {action_label(one.code): one for one in known}, "command.action_type")


def action_of(workspace: Workspace, word: str) -> tuple[ActionKind, str]:
    """Return the kind and the code of a type by its code or label, a call by default."""
    found = type_named(workspace, word or ActionKind.CALL.value, retired=not word)
    return ActionKind(found.kind), found.code


def proposed_text(workspace: Workspace, action: NextAction) -> str:
    """Return the standard action of a stage that is proposed, in words."""
    today = workspace.clock.today()
    return sales.next_text(action.type, action.label, action.when, today)


def stage_named(workspace: Workspace, name: str, pipeline_id: int | None = None) -> StageRecord:
    """Return the stage with this name, code or number; raises `InvalidValue`."""
    stages = configuring.stages(workspace, pipeline_id)
    for stage in stages:
        if name in {stage.code, str(stage.id)}:
            return stage
    return named(name, {stage_name(stage): stage for stage in stages}, "command.stage")


def tell_deal(
    workspace: Workspace, number: int, *, as_json: bool, more: dict[str, object] | None = None
) -> int:
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
            "next_type": deal.next_type,
            "next_label": deal.next_label,
        }
        say_json(answer | (more or {}), workspace.zone)
    parts = [
        _("Opportunity {number}").format(number=number),
        f"★ {deal.title}" if deal.is_starred else deal.title,
        sales.status_text(sheet),
        sales.next_text(deal.next_type, deal.next_label, deal.next_when, today),
    ]
    tell(" · ".join(part for part in parts if part))
    proposal = None if deal.outcome or deal.next_when else plans.proposal(workspace, number)
    if proposal is not None:
        said = _("Standard action proposed: {what} (opportunity next {number} --standard)")
        tell(said.format(what=proposed_text(workspace, proposal), number=number))
    return Exit.DONE
