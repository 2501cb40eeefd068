"""What the commands about opportunities share: their noun, their options, where a sale stands."""

from collections.abc import Iterable
from typing import Annotated

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import TEXT, named, noun, option
from prospect_tui.cli.output import say_json, tell
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import CONDITIONS
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import action_label, condition_label
from prospect_tui.services import action_types, configuring
from prospect_tui.services.action_types import ActionTypeRecord
from prospect_tui.services.board import StageRecord
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import sales
from prospect_tui.wording.folders import filed_text
from prospect_tui.wording.plans import proposed_text
from prospect_tui.wording.sales import stage_name

deals = noun(name="opportunity", help=N_("Opportunities: potential sales and their pipeline."))

Reason = Annotated[str, option("--reason", metavar=TEXT, help=N_("Why."))]
Lesson = Annotated[str, option("--lesson", metavar=TEXT, help=N_("What is to be remembered."))]
ActionLabel = Annotated[str, option("--label", metavar=TEXT, help=N_("What it is about."))]
ActionWord = Annotated[
    str,
    option(
        "--kind",
        metavar=N_("KIND"),
        help=N_("What is to be done, a type of yours: call, mail, meeting…"),
    ),
]

Known = Annotated[
    list[str] | None,
    option("--known", metavar=N_("NAME"),
           help=N_("project, budget, date or deciders: known; repeat it.")),
]  # fmt: skip
Who = Annotated[str | None, option("--who", metavar=TEXT, help=N_("Who decides, and who weighs."))]
What = Annotated[str | None, option("--what", metavar=TEXT, help=N_("What is bought."))]
Why = Annotated[str | None, option("--why", metavar=TEXT, help=N_("Why it is bought."))]
ForWhen = Annotated[str | None, option("--when", metavar=TEXT, help=N_("For when."))]
Where = Annotated[str | None, option("--where", metavar=TEXT, help=N_("At which door to knock."))]


def conditions_of(known: Iterable[str], unknown: Iterable[str] = ()) -> dict[str, bool]:
    """Return which of the four conditions are said to be known; raises `InvalidValue`."""
    words = {one: one for one in CONDITIONS} | {condition_label(one): one for one in CONDITIONS}
    return {named(name, words, "command.choice"): True for name in known} | {
        named(name, words, "command.choice"): False for name in unknown
    }


def five_w_of(**said: str | None) -> dict[str, str]:
    """Return the 5 W that were given."""
    return {name: text for name, text in said.items() if text is not None}


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
            "folder": deal.folder_name,
        }
        say_json(answer | (more or {}), workspace.zone)
    tell(
        joined(
            _("Opportunity {number}").format(number=number),
            f"★ {deal.title}" if deal.is_starred else deal.title,
            sales.status_text(sheet),
            sales.next_text(deal.next_type, deal.next_label, deal.next_when, today),
            filed_text([deal.folder_name]),
        )
    )
    if deal.is_undated:
        tell_proposal(workspace, number)
    return Exit.DONE


def tell_proposal(workspace: Workspace, number: int) -> None:
    """Say which standard action of its stage an opportunity may take up, if there is one."""
    proposed = proposed_text(workspace, number)
    if proposed:
        said = _("Standard action proposed: {what} (opportunity next {number} --standard)")
        tell(said.format(what=proposed, number=number))
