"""The standard actions of each stage: an opportunity is offered the next one, never given it.

How far an opportunity is with them is how many it has taken up since it entered its stage; an
action of the user's own in between changes nothing about the one that is offered next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import action_types as store
from prospect_tui.storage import configuration
from prospect_tui.storage.action_types import PlanStepRecord as PlanStep
from prospect_tui.storage.configuration import StageRecord

__all__ = ["Plan", "PlanStep", "StageRecord", "plan_of", "plans", "proposal", "set_plan"]

MOST_STEPS = 20
"""In one stage: more is no standard."""
LONGEST_WAIT = 366
"""Working days before a step."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The standard actions of one stage."""

    stage: StageRecord
    steps: tuple[PlanStep, ...]


def plan_of(workspace: Workspace, stage_id: int) -> tuple[PlanStep, ...]:
    """Return the standard actions of a stage, in order."""
    return tuple(store.plan(workspace.connection, stage_id))


def plans(workspace: Workspace, pipeline_id: int | None = None) -> list[Plan]:
    """Return the standard actions of every living stage, of one pipeline or of all."""
    stages = configuration.stages(workspace.connection, pipeline_id)
    return [Plan(stage, plan_of(workspace, stage.id)) for stage in stages]


def set_plan(workspace: Workspace, stage_id: int, steps: Sequence[PlanStep]) -> None:
    """Replace the standard actions of a stage.

    Raises `NotFound` for an unknown stage or type, `InvalidValue` for a wait that is no number of
    working days, or more steps than one follows.
    """
    stages = {stage.id: stage for stage in configuration.stages(workspace.connection)}
    if stage_id not in stages:
        raise NotFound("opportunity.unknown_stage", stage=stage_id)
    if len(steps) > MOST_STEPS:
        raise InvalidValue("plan.too_many", limit=MOST_STEPS)
    known = {one.code for one in store.types(workspace.connection, retired=True)}
    checked = []
    for step in steps:
        if step.type not in known:
            raise NotFound("action_type.unknown", name=step.type, known=", ".join(sorted(known)))
        if not 0 <= step.after_days <= LONGEST_WAIT:
            raise InvalidValue("plan.days", days=step.after_days, limit=LONGEST_WAIT)
        checked.append(PlanStep(step.type, clean(step.label).strip(), step.after_days))
    stage = stages[stage_id]
    with workspace.writing("stage_plan", stage=stage.code, name=stage.name) as writing:
        store.set_plan(writing.connection, stage_id, checked)


def proposal(workspace: Workspace, opportunity_id: int) -> NextAction | None:
    """Return the standard action that an opportunity has not taken up yet, dated from today.

    None when its stage has no further one. `NextAction.step` tells which it is: given back to
    `set_next_action`, it is taken up.
    """
    stage_id, taken = store.plan_position(workspace.connection, opportunity_id)
    steps = store.plan(workspace.connection, stage_id)
    if taken >= len(steps):
        return None
    step = steps[taken]
    kinds = {one.code: one.kind for one in store.types(workspace.connection, retired=True)}
    day = workspace.calendar.add_working_days(workspace.clock.today(), step.after_days)
    kind = ActionKind(kinds.get(step.type, ActionKind.TASK))
    return NextAction(kind, When(day), step.label, step.type, taken)
