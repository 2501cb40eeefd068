"""Pipelines and their stages: the twin of the screen where they are edited."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    Json,
    Place,
    command,
    noun,
    one_of,
    opened,
    option,
    percentage,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.boards import StageColor, StageDraft
from prospect_tui.i18n import N_, _
from prospect_tui.services import pipelines
from prospect_tui.services.pipelines import PipelineRecord, StageInUse
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import pipelines as wording
from prospect_tui.wording.pipelines import pipeline_name
from prospect_tui.wording.sales import percent, rounded, stage_name

app = noun()
pipeline_noun = noun(
    name="pipeline", help=N_("Pipelines: sets of stages, one for each kind of sale.")
)
stages = noun(name="stage", help=N_("Stages of a pipeline: name, probability, patience, colour."))
app.add_typer(pipeline_noun)
app.add_typer(stages)

All = Annotated[bool, option("--all", help=N_("Those put away too."))]
Name = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The name shown."))]
Which = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("Its name or its number."))]
Stage = Annotated[
    str, typer.Argument(metavar=N_("STAGE"), help=N_("Its name, its code or its number."))
]
To = Annotated[
    str, option("--to", metavar=N_("STAGE"), help=N_("The stage to which the open cards pass."))
]
InPipeline = Annotated[
    str, option("--pipeline", metavar=N_("NAME"), help=N_("Only this pipeline."))
]
Probability = Annotated[
    int | None,
    option(
        "--probability",
        parser=percentage,
        metavar="0-100",
        help=N_("Percent, given to a card that enters the stage."),
    ),
]
Patience = Annotated[
    int | None,
    option(
        "--patience",
        parser=whole_number,
        metavar=N_("DAYS"),
        help=N_("Days without activity after which its cards are marked."),
    ),
]
Color = Annotated[
    StageColor | None, option("--color", **one_of(StageColor), help=N_("Its colour."))
]

_PROBABILITY, _PATIENCE = 50, 14
"""Of a stage that says nothing else."""


@command(pipeline_noun, "list", N_("List the pipelines with their open opportunities."))
def _list(context: typer.Context, everything: All = False, as_json: Json = False) -> int:
    with opened(context) as workspace:
        shown: list[Field[PipelineRecord]] = [
            Field("id", lambda p: p.id, _("No.")),
            Field("name", lambda p: pipeline_name(p.name), _("Pipeline")),
            Field("stages", lambda p: len(p.living), _("Stages")),
            Field("open", lambda p: p.open_cards, _("Open")),
            Field("amount_cents", _amount, _("Amount"), lambda p: rounded(_amount(p))),
            Field("archived", lambda p: p.archived, _("State"), lambda p: _state(p.archived)),
        ]
        found = pipelines.pipelines(workspace, archived=everything)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(pipeline_noun, "add", N_("Add a pipeline, with the stages of another one to begin with."))
def _add(
    context: typer.Context,
    name: Name,
    like: Annotated[
        str, option("--like", metavar=N_("NAME"), help=N_("Whose stages it gets; the first."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        model = _pipeline(workspace, like).id if like else None
        made = pipelines.add_pipeline(workspace, name, like=model)
        return _told(workspace, made, _("Pipeline {name} added."), as_json=as_json)


@command(pipeline_noun, "rename", N_("Give a pipeline another name."))
def _rename(context: typer.Context, which: Which, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        number = _pipeline(workspace, which).id
        pipelines.rename_pipeline(workspace, number, name)
        return _told(workspace, number, _("Pipeline {name} changed."), as_json=as_json)


@command(pipeline_noun, "move", N_("Give a pipeline another place; new sales go to the first."))
def _move(context: typer.Context, which: Which, place: Place, as_json: Json = False) -> int:
    with opened(context) as workspace:
        number = _pipeline(workspace, which).id
        pipelines.move_pipeline(workspace, number, place - 1)
        return _told(workspace, number, _("Pipeline {name} moved."), as_json=as_json)


@command(pipeline_noun, "archive", N_("Put a pipeline away; its closed sales stay readable."))
def _archive(context: typer.Context, which: Which, to: To = "", as_json: Json = False) -> int:
    with opened(context) as workspace:
        gone = _pipeline(workspace, which)
        others = [one for one in pipelines.pipelines(workspace) if one.id != gone.id]
        target = wording.stage_called(_stages(others), to) if to else None
        pipelines.archive_pipeline(workspace, gone.id, target.stage.id if target else None)
        _tell_passing(gone.open_cards, target)
        return _told(workspace, gone.id, _("Pipeline {name} put away."), as_json=as_json)


@command(pipeline_noun, "restore", N_("Take a pipeline back that was put away."))
def _restore(context: typer.Context, which: Which, as_json: Json = False) -> int:
    with opened(context) as workspace:
        number = _pipeline(workspace, which).id
        pipelines.restore_pipeline(workspace, number)
        return _told(workspace, number, _("Pipeline {name} taken back."), as_json=as_json)


@command(stages, "list", N_("List the stages in order, with the cards that stand in each."))
def _list_stages(
    context: typer.Context,
    in_pipeline: InPipeline = "",
    everything: All = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        known = pipelines.pipelines(workspace, archived=everything)
        of = [_pipeline(workspace, in_pipeline)] if in_pipeline else known
        names = {one.id: pipeline_name(one.name) for one in of}
        shown: list[Field[StageInUse]] = [
            Field("id", lambda s: s.stage.id, _("No.")),
            Field("pipeline", lambda s: names[s.stage.pipeline_id], _("Pipeline")),
            Field("code", lambda s: s.stage.code),
            Field("name", lambda s: stage_name(s.stage), _("Stage")),
            Field("probability", lambda s: s.stage.probability, "%"),
            Field("patience_days", lambda s: s.stage.stale_days, _("Patience"),
                  lambda s: wording.patience(s.stage.stale_days)),
            Field("color", lambda s: s.stage.color, _("Colour"),
                  lambda s: wording.color_name(s.stage.color)),
            Field("open", lambda s: s.open_cards, _("Open")),
            Field("amount_cents", lambda s: s.amount_cents, _("Amount"),
                  lambda s: rounded(s.amount_cents)),
            Field("archived", lambda s: s.archived, _("State"), lambda s: _state(s.archived)),
        ]  # fmt: skip
        found = [one for one in _stages(of, everything=True) if everything or not one.archived]
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(stages, "add", N_("Add a stage at the end of a pipeline."))
def _add_stage(
    context: typer.Context,
    name: Name,
    in_pipeline: InPipeline = "",
    probability: Probability = None,
    patience: Patience = None,
    color: Color = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        known = pipelines.pipelines(workspace)
        of = _pipeline(workspace, in_pipeline) if in_pipeline else known[0]
        draft = StageDraft(
            name,
            _PROBABILITY if probability is None else probability,
            _PATIENCE if patience is None else patience,
            color or StageColor.PLAIN,
        )
        made = pipelines.add_stage(workspace, of.id, draft)
        return _told_stage(workspace, made, _("Stage {name} added."), as_json=as_json)


@command(stages, "change", N_("Change a stage; its cards keep their own probability."))
def _change_stage(
    context: typer.Context,
    which: Stage,
    name: Annotated[str | None, option("--name", metavar=N_("NAME"), help=N_("Another name."))] = (
        None
    ),
    in_pipeline: InPipeline = "",
    probability: Probability = None,
    patience: Patience = None,
    color: Color = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        stage = _stage(workspace, which, in_pipeline).stage
        present = wording.draft_of(stage)
        draft = StageDraft(
            present.name if name is None else wording.typed_name(stage, name),
            present.probability if probability is None else probability,
            present.stale_days if patience is None else patience,
            present.color if color is None else color,
        )
        pipelines.change_stage(workspace, stage.id, draft)
        return _told_stage(workspace, stage.id, _("Stage {name} changed."), as_json=as_json)


@command(stages, "move", N_("Give a stage another place in its pipeline."))
def _move_stage(
    context: typer.Context,
    which: Stage,
    place: Place,
    in_pipeline: InPipeline = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        number = _stage(workspace, which, in_pipeline).stage.id
        pipelines.move_stage(workspace, number, place - 1)
        return _told_stage(workspace, number, _("Stage {name} moved."), as_json=as_json)


@command(stages, "archive", N_("Put a stage away; its open cards pass to another one."))
def _archive_stage(
    context: typer.Context,
    which: Stage,
    to: To = "",
    in_pipeline: InPipeline = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        gone = _stage(workspace, which, in_pipeline)
        target = _stage(workspace, to, in_pipeline) if to else None
        pipelines.archive_stage(workspace, gone.stage.id, target.stage.id if target else None)
        _tell_passing(gone.open_cards, target)
        return _told_stage(workspace, gone.stage.id, _("Stage {name} put away."), as_json=as_json)


@command(stages, "restore", N_("Take a stage back that was put away."))
def _restore_stage(
    context: typer.Context, which: Stage, in_pipeline: InPipeline = "", as_json: Json = False
) -> int:
    with opened(context) as workspace:
        number = _stage(workspace, which, in_pipeline, archived=True).stage.id
        pipelines.restore_stage(workspace, number)
        return _told_stage(workspace, number, _("Stage {name} taken back."), as_json=as_json)


def _pipeline(workspace: Workspace, text: str) -> PipelineRecord:
    return wording.pipeline_called(pipelines.pipelines(workspace, archived=True), text)


def _stage(
    workspace: Workspace, text: str, in_pipeline: str, *, archived: bool = False
) -> StageInUse:
    of = [_pipeline(workspace, in_pipeline)] if in_pipeline else pipelines.pipelines(workspace)
    return wording.stage_called(_stages(of, everything=archived), text)


def _stages(of: list[PipelineRecord], *, everything: bool = False) -> list[StageInUse]:
    return [one for record in of for one in (record.stages if everything else record.living)]


def _amount(record: PipelineRecord) -> int:
    return sum(one.amount_cents for one in record.stages)


def _state(archived: bool) -> str:
    return _("put away") if archived else _("in use")


def _tell_passing(count: int, target: StageInUse | None) -> None:
    if count and target is not None:
        tell(wording.passing_text(count, stage_name(target.stage)))


def _told(workspace: Workspace, number: int, text: str, *, as_json: bool) -> int:
    record = pipelines.pipeline(workspace, number)
    if as_json:
        answer = {
            "id": record.id,
            "name": pipeline_name(record.name),
            "archived": record.archived,
            "stages": [one.stage.id for one in record.living],
        }
        say_json(answer, workspace.zone)
    tell(text.format(name=pipeline_name(record.name)))
    return Exit.DONE


def _told_stage(workspace: Workspace, number: int, text: str, *, as_json: bool) -> int:
    record, one = pipelines.stage(workspace, number)
    stage = one.stage
    if as_json:
        answer = {
            "id": stage.id,
            "pipeline": pipeline_name(record.name),
            "code": stage.code,
            "name": stage_name(stage),
            "probability": stage.probability,
            "patience_days": stage.stale_days,
            "color": stage.color,
            "archived": one.archived,
        }
        say_json(answer, workspace.zone)
    tell(f"{text.format(name=stage_name(stage))} {percent(stage.probability)}")
    return Exit.DONE
