"""Pipelines and stages: adding, changing, ordering them, putting them away, each one undo.

Neither is ever deleted: put away, they are offered no more, and the sales closed in them stay
readable. Their open cards must be given another stage first, in the same undo.
"""

from collections.abc import Collection
from dataclasses import replace

from prospect_tui.domain.boards import LONGEST_NAME, StageColor, StageDraft, check_stage
from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.ordering import placed
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import pipelines as store
from prospect_tui.storage import user_lists
from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.pipelines import PipelineRecord, StageInUse

__all__ = [
    "PipelineRecord",
    "StageInUse",
    "StageRecord",
    "add_pipeline",
    "add_stage",
    "archive_pipeline",
    "archive_stage",
    "change_stage",
    "move_pipeline",
    "move_stage",
    "pipeline",
    "pipelines",
    "rename_pipeline",
    "restore_pipeline",
    "restore_stage",
    "stage",
]


def pipelines(workspace: Workspace, *, archived: bool = False) -> list[PipelineRecord]:
    """Return the pipelines with their stages, in order; with `archived`, those put away too."""
    found = store.pipelines(workspace.connection)
    return [one for one in found if archived or not one.archived]


def pipeline(workspace: Workspace, pipeline_id: int) -> PipelineRecord:
    """Return one pipeline, put away or not; raises `NotFound`."""
    for one in store.pipelines(workspace.connection):
        if one.id == pipeline_id:
            return one
    raise NotFound("pipeline.unknown", name=str(pipeline_id))


def stage(workspace: Workspace, stage_id: int) -> tuple[PipelineRecord, StageInUse]:
    """Return a stage, put away or not, with its pipeline; raises `NotFound`."""
    for one in store.pipelines(workspace.connection):
        for found in one.stages:
            if found.stage.id == stage_id:
                return one, found
    raise NotFound("opportunity.unknown_stage", stage=stage_id)


def add_pipeline(workspace: Workspace, name: str, *, like: int | None = None) -> int:
    """Add a pipeline after the others, with the stages of `like`, else of the first one.

    Returns its number. Raises `InvalidValue` for an empty, too long or known name, and `NotFound`.
    """
    model = pipeline(workspace, like) if like is not None else pipelines(workspace)[0]
    name = _pipeline_name(workspace, name)
    with workspace.writing("add_pipeline", name=name) as writing:
        made = store.insert_pipeline(writing.connection, name)
        for one in model.living:
            store.insert_stage(writing.connection, replace(one.stage, pipeline_id=made))
    return made


def rename_pipeline(workspace: Workspace, pipeline_id: int, name: str) -> None:
    """Give a pipeline another name; raises as `add_pipeline`."""
    present = pipeline(workspace, pipeline_id)
    name = _pipeline_name(workspace, name, present)
    with workspace.writing("rename_pipeline", name=name) as writing:
        store.rename_pipeline(writing.connection, pipeline_id, name)


def move_pipeline(workspace: Workspace, pipeline_id: int, place: int) -> None:
    """Put a pipeline at a place among the living ones, from 0; raises `NotFound`.

    The first one is that of new opportunities.
    """
    moved = pipeline(workspace, pipeline_id)
    everything = pipelines(workspace, archived=True)
    living = [one.id for one in everything if not one.archived]
    others = [one.id for one in everything if one.archived and one.id != pipeline_id]
    with workspace.writing("move_pipeline", name=moved.name) as writing:
        order = [*placed(living, pipeline_id, place), *others]
        user_lists.set_order(writing.connection, store.PIPELINE, order)


def archive_pipeline(
    workspace: Workspace, pipeline_id: int, to: int | None = None, *, told: int | None = None
) -> None:
    """Put a pipeline away; its open cards pass to the stage `to` of another one.

    Raises `NotFound`, and `Refused` for the last pipeline, when its cards have nowhere to go, or
    are no longer as many as the user was `told`.
    """
    gone = pipeline(workspace, pipeline_id)
    if {one.id for one in pipelines(workspace)} <= {pipeline_id}:
        raise Refused("pipeline.last")
    stages = [one.stage.id for one in gone.stages]
    with workspace.writing("archive_pipeline", name=gone.name) as writing:
        target = _target(writing.connection, to, stages, told)
        if target is not None:
            for one in gone.stages:
                store.move_cards(writing.connection, one.stage.id, target, writing.now)
        store.set_archived(writing.connection, store.PIPELINE, pipeline_id, writing.now)


def restore_pipeline(workspace: Workspace, pipeline_id: int) -> None:
    """Take a pipeline back that was put away; raises `NotFound`, or `InvalidValue` for its name."""
    back = pipeline(workspace, pipeline_id)
    _pipeline_name(workspace, back.name, back)
    with workspace.writing("restore_pipeline", name=back.name) as writing:
        store.set_archived(writing.connection, store.PIPELINE, pipeline_id, None)


def add_stage(
    workspace: Workspace, pipeline_id: int, draft: StageDraft, *, place: int | None = None
) -> int:
    """Add a stage to a pipeline, at its end or at a place among the living ones, from 0.

    Returns its number.

    Raises `NotFound`, and `InvalidValue` for an empty, too long or known name, a probability or a
    patience out of bounds.
    """
    of = pipeline(workspace, pipeline_id)
    made = _drafted(StageRecord(0, pipeline_id, "", "", 0, 0), draft, of)
    with workspace.writing("add_stage", name=made.name) as writing:
        number = store.insert_stage(writing.connection, made)
        if place is not None:
            living = [one.stage.id for one in of.living]
            gone = [one.stage.id for one in of.stages if one.archived]
            order = [*placed(living, number, place), *gone]
            user_lists.set_order(writing.connection, store.STAGE, order)
    return number


def change_stage(
    workspace: Workspace, stage_id: int, draft: StageDraft, *, seen: StageRecord | None = None
) -> None:
    """Write a stage anew; its cards keep their own probability. Raises as `add_stage`.

    An empty name gives a default stage the program's own word back. Raises `Refused` for a stage
    that is no longer as it was `seen`.
    """
    of, present = stage(workspace, stage_id)
    if seen not in {None, present.stage}:
        raise Refused("stage.changed_meanwhile")
    made = _drafted(present.stage, draft, of)
    with workspace.writing("change_stage", stage=made.code, name=made.name) as writing:
        store.update_stage(writing.connection, made)


def move_stage(workspace: Workspace, stage_id: int, place: int) -> None:
    """Put a stage at a place among the living ones of its pipeline, from 0; raises `NotFound`."""
    of, present = stage(workspace, stage_id)
    living = [one.stage.id for one in of.living]
    others = [one.stage.id for one in of.stages if one.archived and one.stage.id != stage_id]
    name = {"stage": present.stage.code, "name": present.stage.name}
    with workspace.writing("order_stages", **name) as writing:
        order = [*placed(living, stage_id, place), *others]
        user_lists.set_order(writing.connection, store.STAGE, order)


def archive_stage(
    workspace: Workspace, stage_id: int, to: int | None = None, *, told: int | None = None
) -> None:
    """Put a stage away; its open cards pass to the stage `to`.

    Raises `NotFound`, and `Refused` for the last stage of a pipeline, when its cards have nowhere
    to go, or are no longer as many as the user was `told`.
    """
    of, gone = stage(workspace, stage_id)
    if {one.stage.id for one in of.living} <= {stage_id}:
        raise Refused("stage.last")
    name = {"stage": gone.stage.code, "name": gone.stage.name}
    with workspace.writing("archive_stage", **name) as writing:
        target = _target(writing.connection, to, [stage_id], told)
        if target is not None:
            store.move_cards(writing.connection, stage_id, target, writing.now)
        store.set_archived(writing.connection, store.STAGE, stage_id, writing.now)


def restore_stage(workspace: Workspace, stage_id: int) -> None:
    """Take a stage back that was put away; raises `NotFound`."""
    _of, back = stage(workspace, stage_id)
    name = {"stage": back.stage.code, "name": back.stage.name}
    with workspace.writing("restore_stage", **name) as writing:
        store.set_archived(writing.connection, store.STAGE, stage_id, None)


def _target(
    connection: sqlite3.Connection, to: int | None, gone: Collection[int], told: int | None
) -> StageRecord | None:
    """Return the stage to which cards pass, None when there are none and none was chosen.

    Read where it is written: a card that another window moves there meanwhile would be seen no
    more.
    """
    known = store.pipelines(connection)
    cards = sum(one.open_cards for of in known for one in of.stages if one.stage.id in gone)
    if told not in {None, cards}:
        raise Refused("stage.other_cards", count=cards)
    if to is None:
        if cards:
            raise Refused("stage.has_cards", count=cards)
        return None
    living = [one.stage for of in known if not of.archived for one in of.living]
    found = next((one for one in living if one.id == to and to not in gone), None)
    if found is None:
        raise NotFound("opportunity.unknown_stage", stage=to)
    return found


def _drafted(present: StageRecord, draft: StageDraft, of: PipelineRecord) -> StageRecord:
    check_stage(draft)
    name = _line(draft.name, may_be_empty=bool(present.code))
    others = [one.stage for one in of.living if one.stage.id != present.id]
    if name and fold(name) in {fold(one.name) for one in others}:
        raise InvalidValue("stage.taken", name=name)
    return replace(
        present,
        name=name,
        probability=draft.probability,
        stale_days=draft.stale_days,
        color=StageColor(draft.color).value,
    )


def _pipeline_name(workspace: Workspace, text: str, present: PipelineRecord | None = None) -> str:
    first = present is not None and not present.name
    name = _line(text, may_be_empty=first)
    others = [one for one in pipelines(workspace) if present is None or one.id != present.id]
    if name and fold(name) in {fold(one.name) for one in others}:
        raise InvalidValue("pipeline.taken", name=name)
    return name


def _line(text: str, *, may_be_empty: bool) -> str:
    line = " ".join(clean(text).split())
    if not line and not may_be_empty:
        raise InvalidValue("stage.no_name")
    if len(line) > LONGEST_NAME:
        raise InvalidValue("stage.too_long", length=len(line), limit=LONGEST_NAME)
    return line
