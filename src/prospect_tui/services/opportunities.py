"""The life of an opportunity: create, date, do, move, close, star, note. Each is one undo."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from prospect_tui.domain import opportunities as rules
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.meetings import meeting_result
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind, Origin
from prospect_tui.services import conversion, remarks
from prospect_tui.services.closing import close, known_competitors, plan_after_sale, reopen
from prospect_tui.services.creating import create, take_up
from prospect_tui.services.opportunity_changes import change
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import campaigns, card_places, configuration, planning, sales

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity

__all__ = [
    "EDITABLE",
    "NextAction",
    "add_note",
    "close",
    "create",
    "default_action",
    "do_next_action",
    "drop_next_action",
    "edit",
    "edit_fields",
    "known_competitors",
    "move",
    "plan_after_sale",
    "qualify",
    "reopen",
    "set_amount",
    "set_next_action",
    "star",
]

EDITABLE = ("title", "description", "tags", "label_for", "competitor")
"""The text fields of an opportunity which a person edits on its sheet."""
_NAMED = {"source": campaigns.SOURCE, "campaign": campaigns.CAMPAIGN}
"""Edited by name, which is made when it is new."""
_CONDITIONS = frozenset(f"has_{name}" for name in rules.CONDITIONS)


def set_next_action(
    workspace: Workspace, opportunity_id: int, action: NextAction, *, seen: datetime | None = None
) -> None:
    """Date the next action of an open opportunity: the only way out of "to do" but closing.

    Raises `Refused` for a past day, a closed opportunity, or one changed since it was `seen`.
    """
    rules.check_next(action.when, workspace.clock.today())

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        if opportunity.next_kind == action.kind == ActionKind.MEETING:
            from prospect_tui.services import meetings  # noqa: PLC0415 - an appointment moved

            meetings.follow_next_action(workspace, writing, opportunity_id, action.when)
        take_up(workspace, opportunity, action)

    change(workspace, "next_action", opportunity_id, work, seen=seen)


def do_next_action(
    workspace: Workspace,
    opportunity_id: int,
    result: str = "",
    *,
    following: NextAction | None = None,
    held: bool = True,
    seen: datetime | None = None,
) -> None:
    """Write down that the next action is done, with its result, and what follows: one undo.

    An appointment was `held` or missed. Without a `following` one the opportunity is to do, and
    listed among those without a date. Raises `Refused` when there was nothing to do, and as
    `set_next_action`.
    """
    if following is not None:
        rules.check_next(following.when, workspace.clock.today())

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        if opportunity.next_day is None and not clean(result).strip():
            raise Refused("opportunity.nothing_to_do")
        _write_down(workspace, writing, opportunity, clean(result).strip(), held=held)
        if following is None:
            conversion.set_next(opportunity, None, None, "", workspace)
        else:
            take_up(workspace, opportunity, following)

    change(workspace, "do_action", opportunity_id, work, seen=seen)


def drop_next_action(workspace: Workspace, opportunity_id: int) -> None:
    """Give up what comes next, its appointment with it: the opportunity is to do, without a date.

    Raises `Refused` for a closed opportunity, or one that has nothing planned.
    """

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        from prospect_tui.services import meetings  # noqa: PLC0415 - seldom

        rules.check_open(opportunity.outcome)
        if opportunity.next_day is None:
            raise Refused("opportunity.nothing_to_do")
        meetings.cancel_next(workspace, writing, opportunity_id)
        conversion.set_next(opportunity, None, None, "", workspace)

    change(workspace, "drop_action", opportunity_id, work)


def _write_down(
    workspace: Workspace, writing: Writing, opportunity: "Opportunity", result: str, *, held: bool
) -> None:
    """Keep the action done in the history: in its appointment when there is one, else by itself."""
    from uuid import uuid4  # noqa: PLC0415 - only here

    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    assert opportunity.id is not None
    kind = opportunity.next_kind or ActionKind.TASK
    planned_id = None
    if kind == ActionKind.MEETING:
        result = meeting_result(held=held, said=result)
    if kind == ActionKind.MEETING and opportunity.next_day is not None:
        planned_id = sales.planned_meeting(writing.connection, opportunity.id, opportunity.next_day)
    if planned_id is not None:
        meeting = writing.session.get_one(Activity, planned_id)
        meeting.done_at, meeting.result = writing.now, result
        _drop_confirmation(workspace, writing, planned_id)
        return
    writing.session.add(
        Activity(
            kind=_ACTIVITIES.get(kind, ActivityKind.TASK).value,
            code=opportunity.next_type or opportunity.next_kind,
            subject=opportunity.next_label,
            day=opportunity.next_day or workspace.clock.today(),
            at=opportunity.next_at,
            zone=str(workspace.zone),
            opportunity_id=opportunity.id,
            done_at=writing.now,
            result=result,
            uid=str(uuid4()),
            created_at=writing.now,
        )
    )


def _drop_confirmation(workspace: Workspace, writing: Writing, meeting_id: int) -> None:
    from prospect_tui.services import meetings  # noqa: PLC0415 - an appointment is over

    present = planning.activity(writing.connection, meeting_id, workspace.zone)
    meetings.drop_confirmation(workspace, writing, present)


_ACTIVITIES: dict[str, ActivityKind] = {
    ActionKind.CALL: ActivityKind.CALL,
    ActionKind.MEETING: ActivityKind.EVENT,
}
"""What kind of activity an action is once done; any other one is a task."""


def move(
    workspace: Workspace,
    opportunity_id: int,
    stage_id: int,
    *,
    before_id: int | None = None,
    seen: datetime | None = None,
) -> None:
    """Put a card in a stage, at its end or before another card; a new stage gives its probability.

    Another order within a stage is no activity: it makes nothing less stale. `plans.proposal` then
    tells the standard action of the stage. Raises `Refused` for a closed opportunity or one changed
    elsewhere since it was `seen`, `NotFound` for an unknown stage.
    """

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        stage = _stage(writing, stage_id)
        position = card_places.before(writing.connection, stage.id, opportunity_id, before_id)
        if opportunity.stage_id != stage.id:
            opportunity.stage_id = stage.id
            opportunity.pipeline_id = stage.pipeline_id
            opportunity.probability = stage.probability
            opportunity.stage_since = writing.now
            opportunity.plan_position = None
        opportunity.position = position

    present = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    is_activity = present.stage_id != stage_id
    change(workspace, "move_stage", opportunity_id, work, is_activity=is_activity, seen=seen)


def _stage(writing: Writing, stage_id: int) -> configuration.StageRecord:
    for stage in configuration.stages(writing.connection):
        if stage.id == stage_id:
            return stage
    raise NotFound("opportunity.unknown_stage", stage=stage_id)


def star(workspace: Workspace, opportunity_id: int, *, seen: datetime | None = None) -> bool:
    """Turn the star of an opportunity on or off; returns whether it now has one.

    Raises `Refused` as `edit`.
    """

    def work(opportunity: "Opportunity", _writing: Writing) -> None:
        opportunity.starred = not opportunity.starred

    return change(workspace, "star", opportunity_id, work, is_activity=False, seen=seen).starred


def edit(
    workspace: Workspace,
    opportunity_id: int,
    field: str,
    text: str,
    *,
    seen: datetime | None = None,
) -> None:
    """Change one field as `edit_fields` does."""
    edit_fields(workspace, opportunity_id, {field: text}, seen=seen)


def edit_fields(
    workspace: Workspace,
    opportunity_id: int,
    texts: Mapping[str, str],
    *,
    seen: datetime | None = None,
) -> None:
    """Change text fields, conditions ("has_budget": "yes" or "no") or W ("w_who"): one undo.

    Likewise the origin, and the source and the campaign, by their names.

    Raises `InvalidValue` for an unknown field or origin, or an empty title; `Refused` for an
    opportunity changed elsewhere since it was `seen`.
    """
    for field, text in texts.items():
        _check_field(field, text)

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        for field, text in texts.items():
            line = (clean_lines(text) if field == "description" else clean(text)).strip()
            if field in _NAMED:
                named = campaigns.id_named(writing.connection, _NAMED[field], line)
                setattr(opportunity, f"{field}_id", named)
            else:
                setattr(opportunity, field, text == "yes" if field in _CONDITIONS else line)
        conversion.index_for_search(writing, opportunity)

    change(workspace, "edit_opportunity", opportunity_id, work, seen=seen)


def _check_field(field: str, text: str) -> None:
    five_w = {f"w_{name}" for name in rules.FIVE_W}
    if field not in {*EDITABLE, *_NAMED, "origin", *_CONDITIONS, *five_w}:
        raise InvalidValue("opportunity.unknown_field", field=field)
    if field == "title" and not clean(text).strip():
        raise InvalidValue("opportunity.no_title")
    if field == "origin" and text not in set(Origin):
        raise InvalidValue("opportunity.unknown_origin", origin=text, known=tuple(Origin))


def qualify(
    workspace: Workspace,
    opportunity_id: int,
    conditions: Mapping[str, bool],
    five_w: Mapping[str, str],
) -> None:
    """Write down which of the four conditions are known, and the 5 W: those given, at once."""
    unknown = {*conditions} - {*rules.CONDITIONS} | {*five_w} - {*rules.FIVE_W}
    if unknown:
        raise InvalidValue("opportunity.unknown_field", field=min(unknown))

    def work(opportunity: "Opportunity", _writing: Writing) -> None:
        conversion.note_known(opportunity, conditions, five_w)

    change(workspace, "qualify", opportunity_id, work)


def set_amount(
    workspace: Workspace,
    opportunity_id: int,
    *,
    amount_cents: int | None = None,
    probability: int | None = None,
    seen: datetime | None = None,
) -> None:
    """Change the amount and the probability in percent. Raises `InvalidValue` out of bounds.

    Raises `Refused` as `edit`.
    """
    if amount_cents is not None:
        rules.check_amount(amount_cents)
    if probability is not None:
        rules.check_probability(probability)

    def work(opportunity: "Opportunity", _writing: Writing) -> None:
        if amount_cents is not None:
            opportunity.amount_cents = amount_cents
        if probability is not None:
            opportunity.probability = probability

    change(workspace, "edit_opportunity", opportunity_id, work, seen=seen)


def add_note(workspace: Workspace, opportunity_id: int, text: str) -> None:
    """Add a dated remark. Raises `InvalidValue` for an empty one."""
    body = remarks.body_of(text)

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        remarks.put(workspace, writing, body, opportunity_id=opportunity.id)
        conversion.index_for_search(writing, opportunity)

    change(workspace, "note", opportunity_id, work)


def default_action(kind: str) -> ActionKind:
    """Return the kind of next action called `kind`, a call when it is empty.

    Raises `InvalidValue` for an unknown word.
    """
    try:
        return ActionKind(kind or ActionKind.CALL)
    except ValueError as error:
        known = tuple(ActionKind)
        raise InvalidValue("opportunity.unknown_action", kind=kind, known=known) from error
