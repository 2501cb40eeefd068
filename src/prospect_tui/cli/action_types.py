"""The user's types of next actions, and the standard actions of the stages."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.opportunity_options import stage_named, type_named
from prospect_tui.cli.options import (
    AndRetired,
    Json,
    Place,
    command,
    noun,
    one_of,
    opened,
    option,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.cli.pipelines import stages
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import action_label
from prospect_tui.services import action_types, plans
from prospect_tui.services.action_types import ActionTypeRecord
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.own_names import learn_names
from prospect_tui.wording.plans import read_step, step_words
from prospect_tui.wording.results import state_text
from prospect_tui.wording.sales import stage_name

app = noun()
nouns = noun(name="action-type", help=N_("Your types of next actions: call, demo, visit…"))
app.add_typer(nouns)
standard = noun(name="plan", help=N_("The standard actions of each stage, which are proposed."))
stages.add_typer(standard)

Name = Annotated[
    str, typer.Argument(metavar=N_("KIND"), help=N_("Its code or its label: call, Démo…"))
]
Label = Annotated[str, typer.Argument(metavar=N_("LABEL"), help=N_("The word shown."))]
Kind = Annotated[
    ActionKind, option("--kind", **one_of(ActionKind), help=N_("What it is for the program: task."))
]
Stage = Annotated[str, typer.Argument(metavar=N_("STAGE"), help=N_("Name or number of the stage."))]


@command(nouns, "list", N_("List the types of action in their order."))
def _list(
    context: typer.Context,
    everything: AndRetired = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        shown: list[Field[ActionTypeRecord]] = [
            Field("code", lambda one: one.code, _("Code")),
            Field("label", lambda one: action_label(one.code), _("Label")),
            Field("kind", lambda one: one.kind, _("Kind"), lambda one: _kind_word(one.kind)),
            Field("retired", lambda one: one.retired, _("State"),
                  lambda one: state_text(one.retired)),
        ]  # fmt: skip
        found = action_types.types(workspace, retired=everything)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


def _kind_word(kind: str) -> str:
    return action_label(kind)


@command(nouns, "add", N_("Add a type of action of your own."))
def _add(
    context: typer.Context, label: Label, kind: Kind = ActionKind.TASK, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        made = action_types.add_type(workspace, label, kind)
        return _kept(workspace, made.code, _("Type of action {name} added."), as_json=as_json)


@command(nouns, "change", N_("Change the label or the kind of a type of action."))
def _change(
    context: typer.Context,
    name: Name,
    label: Annotated[
        str | None, option("--label", metavar=N_("LABEL"), help=N_("The word shown."))
    ] = None,
    kind: Annotated[
        ActionKind | None,
        option("--kind", **one_of(ActionKind), help=N_("What it is for the program.")),
    ] = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        code = type_named(workspace, name, retired=True).code
        action_types.change_type(workspace, code, label=label, kind=kind)
        return _kept(workspace, code, _("Type of action {name} changed."), as_json=as_json)


@command(nouns, "move", N_("Give a type of action another place in the list."))
def _move(
    context: typer.Context,
    name: Name,
    place: Place,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        code = type_named(workspace, name).code
        action_types.move_type(workspace, code, place - 1)
        return _kept(workspace, code, _("Type of action {name} moved."), as_json=as_json)


@command(nouns, "retire", N_("Offer a type of action no more; the history keeps it readable."))
def _retire(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = type_named(workspace, name).code
        action_types.retire_type(workspace, code)
        return _kept(workspace, code, _("Type of action {name} retired."), as_json=as_json)


@command(nouns, "restore", N_("Offer a retired type of action again."))
def _restore(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = type_named(workspace, name, retired=True).code
        action_types.restore_type(workspace, code)
        return _kept(workspace, code, _("Type of action {name} brought back."), as_json=as_json)


def _kept(workspace: Workspace, code: str, text: str, *, as_json: bool) -> int:
    learn_names(workspace)
    known = {one.code: one for one in action_types.types(workspace, retired=True)}
    if as_json:
        answer = {
            "code": code,
            "label": action_label(code),
            "kind": known[code].kind,
            "retired": known[code].retired,
        }
        say_json(answer, workspace.zone)
    tell(text.format(name=action_label(code)))
    return Exit.DONE


@command(standard, "list", N_("List the standard actions of every stage."))
def _plans(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = [
            (plan.stage, place, step)
            for plan in plans.plans(workspace)
            for place, step in enumerate(plan.steps, start=1)
        ]
        shown: list[Field[tuple[plans.StageRecord, int, PlanStep]]] = [
            Field("stage", lambda one: one[0].code or one[0].name, _("Stage"),
                  lambda one: stage_name(one[0])),
            Field("place", lambda one: one[1], _("No.")),
            Field("type", lambda one: one[2].type),
            Field("label", lambda one: one[2].label),
            Field("after_days", lambda one: one[2].after_days),
            Field("step", lambda one: step_words(one[2]), _("Standard action")),
        ]  # fmt: skip
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(standard, "set", N_("Say all the standard actions of a stage; none takes them away."))
def _set(
    context: typer.Context,
    stage: Stage,
    steps: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("STEP"),
            help=N_("Type, working days, what about: “call +2 confirm the needs”."),
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = stage_named(workspace, stage)
        types = action_types.types(workspace)
        plans.set_plan(workspace, found.id, [read_step(text, types) for text in steps or []])
        kept = plans.plan_of(workspace, found.id)
        if as_json:
            say_json({"stage": found.code or found.name, "steps": kept}, workspace.zone)
        words = " · ".join(map(step_words, kept)) or _("no standard action")
        tell(labelled(stage_name(found), words))
    return Exit.DONE
