"""Tasks, calls and events: three kinds of one thing, planned, moved, then done with a result.

Each act is one undo. What is repeated comes again when it is done or left out. What hangs on an
appointment goes with it: see `services.meetings`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.meetings import HELD, MISSED, meeting_result
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services import meetings
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import planning as store
from prospect_tui.storage import prospects, sales
from prospect_tui.storage.planning import PlannedActivity

if TYPE_CHECKING:
    from prospect_tui.storage.models import Activity

__all__ = [
    "Draft",
    "PlannedActivity",
    "activity",
    "add",
    "cancel",
    "change",
    "draft_of",
    "end",
    "finish",
    "listed",
    "move",
    "repeat",
]

LONGEST = timedelta(days=366)
"""Of an event: a longer one is a mistake."""
_NEW = {
    ActivityKind.TASK: "task",
    ActivityKind.CALL: "plan_call",
    ActivityKind.EVENT: "plan_event",
}
"""How the journal calls planning one of a kind."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the user says of a task, a call or an event."""

    subject: str
    when: When
    kind: ActivityKind = ActivityKind.TASK
    ends_at: datetime | None = None
    place: str = ""
    person: str = ""
    description: str = ""
    prospect_id: int | None = None
    opportunity_id: int | None = None
    recurrence: str = ""
    """An RRULE of `domain.recurrence`, or ""."""


def activity(workspace: Workspace, activity_id: int) -> PlannedActivity:
    """Return one activity. Raises `NotFound`."""
    return store.activity(workspace.connection, activity_id, workspace.zone)


def listed(
    workspace: Workspace,
    kinds: tuple[ActivityKind, ...],
    *,
    until: date | None = None,
    is_open: bool = True,
) -> list[PlannedActivity]:
    """Return the activities of some kinds up to a day, to be done or all, by time."""
    names = tuple(kind.value for kind in kinds)
    return store.listed(
        workspace.connection, workspace.zone, kinds=names, until=until, is_open=is_open
    )


def draft_of(found: PlannedActivity) -> Draft:
    """Return what is said of an activity, to be changed."""
    own_opportunity = found.opportunity_id if found.prospect_id is None else None
    return Draft(
        found.subject,
        found.when,
        found.kind,
        found.ends_at,
        found.place,
        found.person,
        found.description,
        found.prospect_id,
        own_opportunity,
        found.recurrence,
    )


def add(workspace: Workspace, draft: Draft) -> int:
    """Plan a task, a call or an event; returns its number.

    Raises `NotFound` for an unknown row or opportunity, `InvalidValue` without a subject or with an
    end before the beginning.
    """
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    draft = _checked(workspace, draft)
    with workspace.writing(_NEW[draft.kind], name=draft.subject) as writing:
        made = Activity(kind="", day=draft.when.day, uid=str(uuid4()), created_at=writing.now)
        _fill(workspace, made, draft)
        writing.session.add(made)
        writing.session.flush()
        assert made.id is not None
        return made.id


def _checked(workspace: Workspace, draft: Draft, code: str = "") -> Draft:
    said = replace(
        draft,
        subject=clean(draft.subject).strip(),
        place=clean(draft.place).strip(),
        person=clean(draft.person).strip(),
        description=clean_lines(draft.description).strip(),
    )
    if not said.subject and not code:
        raise InvalidValue("activity.no_subject")
    if draft.prospect_id is not None:
        prospects.name_of(workspace.connection, draft.prospect_id)
    if draft.opportunity_id is not None:
        sales.opportunity(workspace.connection, draft.opportunity_id, workspace.zone)
    _check_end(workspace, draft)
    return said


def _check_end(workspace: Workspace, draft: Draft) -> None:
    if draft.ends_at is None:
        return
    at = draft.when.moment(workspace.zone)
    last = draft.ends_at.astimezone(workspace.zone).date()
    if (at is not None and draft.ends_at <= at) or last < draft.when.day:
        raise InvalidValue("activity.ends_before")
    if last - draft.when.day > LONGEST:
        raise InvalidValue("activity.too_long", limit=LONGEST.days)


def _fill(workspace: Workspace, made: "Activity", draft: Draft) -> None:
    made.kind = draft.kind.value
    made.subject = draft.subject
    made.day = draft.when.day
    made.at = draft.when.moment(workspace.zone)
    made.ends_at = draft.ends_at
    made.zone = str(workspace.zone)
    made.place, made.person = draft.place, draft.person
    made.description = draft.description
    made.prospect_id, made.opportunity_id = draft.prospect_id, draft.opportunity_id
    made.recurrence = draft.recurrence


def change(workspace: Workspace, activity_id: int, draft: Draft) -> None:
    """Say something else of an activity. Raises as `add`, and `Refused` when it is done."""
    present = _open(workspace, activity_id)
    _check_ours(present)
    draft = _checked(workspace, draft, present.code)

    def work(found: "Activity", writing: Writing) -> None:
        own_opportunity = found.opportunity_id
        _fill(workspace, found, draft)
        if present.prospect_id is not None and draft.prospect_id == present.prospect_id:
            found.opportunity_id = own_opportunity  # that of its row, which the draft leaves out
        meetings.follow(workspace, writing, present, draft.when)

    _act(workspace, "edit_activity", present, work)


def move(workspace: Workspace, activity_id: int, when: When) -> None:
    """Give an activity another time: it lasts as long.

    Raises `NotFound`, and `Refused` for what is done, or what another calendar has planned.
    """
    present = _open(workspace, activity_id)
    _check_ours(present)

    def work(found: "Activity", writing: Writing) -> None:
        meetings.put(workspace, found, present, when)
        meetings.follow(workspace, writing, present, when)

    _act(workspace, "postpone", present, work)


@dataclass(frozen=True, slots=True)
class Following:
    """The next time of something repeated."""

    id: int
    when: When


def finish(
    workspace: Workspace, activity_id: int, result: str = "", *, held: bool | None = None
) -> Following | None:
    """Mark an activity as done; returns the next time of a repeated one.

    Of an appointment, `held` says whether it took place: its result then begins with that, and its
    opportunity has nothing planned any more. Raises `NotFound`, `Refused` when it was done.
    """
    present = _open(workspace, activity_id)
    said = clean(result).strip()
    code = "done" if held is None else HELD if held else MISSED
    made: list[Following] = []

    def work(found: "Activity", writing: Writing) -> None:
        found.done_at = writing.now
        found.result = said if held is None else meeting_result(held=held, said=said)
        if held is not None:
            meetings.leave_to_do(workspace, writing, present)
        made.extend(_again(workspace, writing, found, present))

    _act(workspace, code, present, work)
    return made[0] if made else None


def cancel(workspace: Workspace, activity_id: int) -> Following | None:
    """Give an activity up; one that is repeated is left out this time, and comes again.

    It stays in the history, cancelled; the opportunity whose appointment it was is to do. Raises
    as `finish`.
    """
    present = _open(workspace, activity_id)
    made: list[Following] = []

    def work(found: "Activity", writing: Writing) -> None:
        found.cancelled_at = writing.now
        meetings.leave_to_do(workspace, writing, present)
        made.extend(_again(workspace, writing, found, present))

    _act(workspace, "skip_activity" if present.recurrence else "cancel_activity", present, work)
    return made[0] if made else None


def end(workspace: Workspace, activity_id: int) -> None:
    """Give up what is repeated, for good. Raises as `finish`."""
    present = _open(workspace, activity_id)

    def work(found: "Activity", writing: Writing) -> None:
        found.cancelled_at = writing.now
        meetings.leave_to_do(workspace, writing, present)

    _act(workspace, "cancel_activity", present, work)


def repeat(workspace: Workspace, activity_id: int, recurrence: str) -> None:
    """Say how often an activity comes again: an RRULE, "" for never again."""
    present = _open(workspace, activity_id)
    _check_ours(present)

    def work(found: "Activity", _writing: Writing) -> None:
        found.recurrence = recurrence

    _act(workspace, "repeat_activity", present, work)


def _again(
    workspace: Workspace, writing: Writing, found: "Activity", present: PlannedActivity
) -> list[Following]:
    """Plan the next time of what is repeated, as it was this time."""
    if not present.recurrence:
        return []
    from prospect_tui.domain.recurrence import after_one, next_day  # noqa: PLC0415 - repeated only
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    day = next_day(present.recurrence, present.when.day, workspace.clock.today())
    if day is None:
        return []
    zone, when = workspace.zone, replace(present.when, day=day)
    at = when.moment(zone)
    ends_at = None
    if present.ends_at is not None:
        begun = present.when.moment(zone)
        later = day - present.when.day
        ends_at = at + (present.ends_at - begun) if at and begun else present.ends_at + later
    copy = Activity(
        day=day,
        at=at,
        ends_at=ends_at,
        recurrence=after_one(present.recurrence),
        series=present.series or present.uid,
        uid=str(uuid4()),
        created_at=writing.now,
        zone=str(zone),
        **{name: getattr(found, name) for name in _KEPT},
    )
    writing.session.add(copy)
    writing.session.flush()
    assert copy.id is not None
    return [Following(copy.id, when)]


_KEPT = (
    "kind", "code", "subject", "place", "person", "description", "prospect_id", "opportunity_id",
    "contact_id", "company_id",
)  # fmt: skip
"""What the next time of something repeated has of this one."""


def _open(workspace: Workspace, activity_id: int) -> PlannedActivity:
    present = activity(workspace, activity_id)
    if not present.is_open:
        raise Refused("activity.closed", name=_name(present))
    return present


def _check_ours(present: PlannedActivity) -> None:
    if present.calendar:
        raise Refused("activity.foreign", name=_name(present), calendar=present.calendar)


def _name(present: PlannedActivity) -> str:
    return present.subject or present.title


def _act(
    workspace: Workspace,
    code: str,
    present: PlannedActivity,
    work: "Callable[[Activity, Writing], None]",
) -> None:
    """Change one activity in a transaction of its own; other calendars know it for a newer one.

    Raises `Refused` when another window changed what was `present`.
    """
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    with workspace.writing(code, name=_name(present), activity=present.id) as writing:
        if store.activity(writing.connection, present.id, workspace.zone) != present:
            raise Refused("planning.changed_meanwhile", name=_name(present))
        found = writing.session.get_one(Activity, present.id)
        work(found, writing)
        meetings.touch(found, writing)
