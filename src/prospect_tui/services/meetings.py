"""What hangs on an appointment: the next action of its opportunity, the task that confirms it.

An appointment and the next action "meeting" of its opportunity are one thing for the user: moved
together, done together. Refuses transactions of its own but to plan what follows a no-show.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from prospect_tui.domain.meetings import CONFIRM_MEETING, MEETING, confirmation_day, eve_of
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import planning as store
from prospect_tui.storage import sales
from prospect_tui.storage.planning import PlannedActivity

if TYPE_CHECKING:
    from prospect_tui.storage.models import Activity


def put(workspace: Workspace, found: "Activity", present: PlannedActivity, when: When) -> None:
    """Put an activity at another time, its end as far from it as before."""
    zone = workspace.zone
    before, after = present.when.moment(zone), when.moment(zone)
    found.day, found.at = when.day, after
    if when.day != present.when.day and present.recurrence:
        from prospect_tui.domain.recurrence import anchored  # noqa: PLC0415 - repeated only

        found.recurrence = anchored(present.recurrence, present.when.day)
    if present.ends_at is None:
        return
    if before is not None and after is not None:
        found.ends_at = after + (present.ends_at - before)
    elif before is None and after is None:
        found.ends_at = present.ends_at + (when.day - present.when.day)
    else:
        found.ends_at = None


def follow(workspace: Workspace, writing: Writing, present: PlannedActivity, when: When) -> None:
    """Move what hangs on an appointment: what its opportunity does next, and its confirmation."""
    if present.kind is not ActivityKind.EVENT or when == present.when:
        return
    if is_next_action(workspace, writing, present):
        assert present.opportunity_id is not None
        store.move_next_action(
            writing.connection, present.opportunity_id, when, workspace.zone, writing.now
        )
    if present.code == MEETING:
        _move_confirmation(workspace, writing, present, when)


def leave_to_do(workspace: Workspace, writing: Writing, present: PlannedActivity) -> None:
    """Leave the opportunity that had this appointment next without a date: it is over, or off.

    There is nothing to confirm any more.
    """
    if is_next_action(workspace, writing, present):
        assert present.opportunity_id is not None
        store.clear_next_action(writing.connection, present.opportunity_id, writing.now)
    drop_confirmation(workspace, writing, present)


def is_next_action(workspace: Workspace, writing: Writing, present: PlannedActivity) -> bool:
    """Say whether an event is the appointment that its opportunity has next."""
    if present.opportunity_id is None:
        return False
    kind, when = store.next_action_at(writing.connection, present.opportunity_id, workspace.zone)
    return kind == ActionKind.MEETING and when == present.when


def _move_confirmation(
    workspace: Workspace, writing: Writing, present: PlannedActivity, when: When
) -> None:
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    task = _confirmation(workspace, writing, present)
    day = confirmation_day(when.day, workspace.clock.today(), workspace.calendar)
    if task is None:
        if day is not None and _confirmation(workspace, writing, present, dropped=True) is None:
            _plan_confirmation(workspace, writing, present, day)
    elif day is None:  # too late to confirm
        drop_confirmation(workspace, writing, present)
    else:
        found = writing.session.get_one(Activity, task)
        found.day, found.at = day, None
        touch(found, writing)


def _confirmation(
    workspace: Workspace, writing: Writing, present: PlannedActivity, *, dropped: bool = False
) -> int | None:
    """Return the task that confirms an appointment, still open or else `dropped`."""
    return store.planned_of(
        writing.connection,
        CONFIRM_MEETING,
        eve_of(present.when.day, workspace.calendar),
        prospect_id=present.prospect_id,
        opportunity_id=present.opportunity_id,
        cancelled=dropped,
    )


def _plan_confirmation(
    workspace: Workspace, writing: Writing, present: PlannedActivity, day: date
) -> None:
    """Plan to confirm an appointment that leaves time for it now, or has another day."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    writing.session.add(
        Activity(
            kind=ActivityKind.TASK.value,
            code=CONFIRM_MEETING,
            day=day,
            zone=str(workspace.zone),
            person=present.person,
            prospect_id=present.prospect_id,
            opportunity_id=present.opportunity_id,
            uid=str(uuid4()),
            created_at=writing.now,
        )
    )


def drop_confirmation(workspace: Workspace, writing: Writing, present: PlannedActivity) -> None:
    """Give up the task that confirms an appointment, if it is still open."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    task = _confirmation(workspace, writing, present) if present.code == MEETING else None
    if task is not None:
        found = writing.session.get_one(Activity, task)
        found.cancelled_at = writing.now
        touch(found, writing)


def next_meeting(
    workspace: Workspace, writing: Writing, opportunity_id: int
) -> PlannedActivity | None:
    """Return the event that is what an opportunity does next, None without one."""
    kind, when = store.next_action_at(writing.connection, opportunity_id, workspace.zone)
    if kind != ActionKind.MEETING or when is None:
        return None
    number = sales.planned_meeting(writing.connection, opportunity_id, when.day)
    if number is None:
        return None
    present = store.activity(writing.connection, number, workspace.zone)
    return present if present.when == when else None


def follow_next_action(
    workspace: Workspace, writing: Writing, opportunity_id: int, when: When
) -> None:
    """Move the appointment that an opportunity has next, before its next action is moved."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    present = next_meeting(workspace, writing, opportunity_id)
    if present is None or present.when == when:
        return
    found = writing.session.get_one(Activity, present.id)
    put(workspace, found, present, when)
    touch(found, writing)
    if present.code == MEETING:
        _move_confirmation(workspace, writing, present, when)


def cancel_next(workspace: Workspace, writing: Writing, opportunity_id: int) -> None:
    """Give up the appointment that an opportunity has next, and its confirmation, if there is one.

    The next action itself is for the caller.
    """
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    present = next_meeting(workspace, writing, opportunity_id)
    if present is not None:
        found = writing.session.get_one(Activity, present.id)
        found.cancelled_at = writing.now
        touch(found, writing)
        drop_confirmation(workspace, writing, present)


def plan_after_no_show(workspace: Workspace, activity_id: int, when: When, subject: str) -> None:
    """Plan to call whoever did not come: as the next step of their sale or row, else as a call."""
    from prospect_tui.services import activities, grid, opportunities  # noqa: PLC0415 - seldom

    found = store.activity(workspace.connection, activity_id, workspace.zone)
    if found.opportunity_id is not None and _is_open_sale(workspace, found.opportunity_id):
        action = NextAction(ActionKind.CALL, when, subject)
        opportunities.set_next_action(workspace, found.opportunity_id, action)
    elif found.prospect_id is not None and found.opportunity_id is None:
        grid.set_next_date(workspace, found.prospect_id, when, subject)
    else:
        draft = activities.Draft(subject, when, ActivityKind.CALL, person=found.person)
        activities.add(workspace, replace(draft, prospect_id=found.prospect_id))


def _is_open_sale(workspace: Workspace, opportunity_id: int) -> bool:
    return not sales.opportunity(workspace.connection, opportunity_id, workspace.zone).outcome


def touch(found: "Activity", writing: Writing) -> None:
    """Note that an activity was changed: other calendars know the newer one by it."""
    found.sequence += 1
    found.updated_at = writing.now


def move_next_action(workspace: Workspace, opportunity_id: int, when: When) -> None:
    """Give the next action of an opportunity another time. Raises as `set_next_action`."""
    from prospect_tui.services import opportunities  # noqa: PLC0415 - seldom

    record = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    kind = opportunities.default_action(record.next_kind)
    action = NextAction(kind, when, record.next_label, record.next_type)
    opportunities.set_next_action(workspace, opportunity_id, action)
