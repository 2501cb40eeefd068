"""The planning: all that has a date, on one list of days, and how each thing is moved.

Call-backs of rows, next actions of opportunities, tasks, planned calls and events stand side by
side. Refuses sentences: what overlaps, what is late, what is closed are told as facts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prospect_tui.domain import planning as rules
from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.calendar_events import length
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.meetings import split_result
from prospect_tui.domain.opportunities import is_late
from prospect_tui.domain.planning import Busy, Scale
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind, PlanKind
from prospect_tui.domain.when import When
from prospect_tui.services import activities, agenda, grid, meetings
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import calendars as dated
from prospect_tui.storage import planning as store
from prospect_tui.storage.calendars import PlannedItem
from prospect_tui.storage.planning import PlannedActivity

__all__ = [
    "AgendaKind",
    "Day",
    "Item",
    "Moved",
    "Planning",
    "Ref",
    "Scale",
    "conflicts_at",
    "free_slots",
    "move",
    "planning",
]

Ref = tuple[str, int]
"""The kind and the number by which a thing of the planning is known."""
_PROMISES = (PlanKind.PROMISED.value, PlanKind.FOLLOW_UP.value)
MEETING_LENGTH = length(ActionKind.MEETING)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the planning."""

    kind: AgendaKind
    id: int
    does: str
    """The kind of plan of a row, of next action, or of activity, by kind."""
    code: str
    """Of an activity: what the program planned by itself; of an opportunity: its type."""
    when: When
    ends_at: datetime | None
    """When it ends: as it was said, else after the usual time of its kind; None without an hour."""
    has_end: bool
    """Whether its end was said."""
    title: str
    subject: str
    person: str = ""
    phone: str = ""
    place: str = ""
    description: str = ""
    prospect_id: int | None = None
    opportunity_id: int | None = None
    is_late: bool = False
    is_done: bool = False
    result: str = ""
    recurrence: str = ""
    calendar: str = ""
    """The calendar from which an event was imported, or ""."""
    is_meeting: bool = False
    """Whether it is an appointment with a prospect, which is held or missed."""

    @property
    def ref(self) -> Ref:
        """Return by what it is known."""
        return (str(self.kind), self.id)

    @property
    def is_promised(self) -> bool:
        """Say whether it is a call-back that somebody was promised."""
        return self.kind is AgendaKind.PROSPECT and self.does == PlanKind.PROMISED

    @property
    def is_event(self) -> bool:
        """Say whether it is an appointment or another event."""
        return self.does in {ActivityKind.EVENT, ActionKind.MEETING}

    @property
    def outcome(self) -> str:
        """Return how an appointment that is over ended, as its code, or ""."""
        return split_result(self.result)[0]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the planning."""

    day: date
    holiday: str
    """The id of its public holiday, or ""."""
    is_working: bool
    items: tuple[Item, ...]
    """What is planned on it, by hour, then what has none."""
    overdue: tuple[Item, ...] = ()
    """Today: what should have been done before the first day shown."""


@dataclass(frozen=True, slots=True)
class Planning:
    """Some days with all that stands on them."""

    scale: Scale
    day: date
    """The day around which they are shown."""
    today: date
    days: tuple[Day, ...]
    hours: tuple[time, ...]
    """The half hours of the grid."""
    conflicts: Mapping[Ref, tuple[Item, ...]]
    """What overlaps what, among what is not done."""

    @property
    def items(self) -> Iterator[Item]:
        """Yield everything shown, each thing once."""
        seen = set()
        for day in self.days:
            for item in (*day.overdue, *day.items):
                if item.ref not in seen:
                    seen.add(item.ref)
                    yield item

    def item(self, ref: object) -> Item | None:
        """Return the thing known by `ref`, if it is shown."""
        return next((item for item in self.items if item.ref == ref), None)


def planning(workspace: Workspace, scale: Scale, day: date) -> Planning:
    """Return the day, the week or the month of `day` with all that is planned or done in it."""
    first, last = rules.span(scale, day)
    today, calendar = workspace.clock.today(), workspace.calendar
    items = _items(workspace, first, last)
    late = []
    if first <= today <= last:
        late = [item for item in _items(workspace, None, first - timedelta(days=1)) if item.is_late]
    by_day = _by_day(items, workspace)
    days = []
    while first <= last:
        days.append(
            Day(
                first,
                rules.holiday(first, calendar),
                calendar.is_working_day(first),
                tuple(sorted(by_day.get(first, ()), key=_order)),
                tuple(sorted(late, key=_order)) if first == today else (),
            )
        )
        first += timedelta(days=1)
    used = [item.when.hour for item in items if item.when.hour is not None]
    hours = tuple(rules.grid_hours(calendar, used))
    return Planning(scale, day, today, tuple(days), hours, _conflicts(items, workspace))


def _order(item: Item) -> tuple[date, bool, time, bool, str]:
    hour = item.when.hour
    return (item.when.day, hour is None, hour or time.min, not item.is_promised, item.title)


def _items(workspace: Workspace, first: date | None, last: date) -> list[Item]:
    """Return what stands on the days from `first` to `last`; without `first`, only what is open."""
    connection, zone = workspace.connection, workspace.zone
    if first is None:
        found = store.overdue(connection, last + timedelta(days=1), zone)
    else:
        found = store.activities(connection, first, last, zone)
    events = [_of_activity(one, workspace) for one in found]
    since = first - timedelta(days=1) if first else date.min  # a stored day is of its own zone
    planned = [
        *dated.planned_rows(connection, last, zone, _PROMISES, since),
        *dated.planned_opportunities(connection, last, zone, since),
    ]
    items = [_of_plan(one, workspace) for one in planned if first is None or one.when.day >= first]
    return [*events, *items]


def _of_plan(one: PlannedItem, workspace: Workspace) -> Item:
    is_row = one.kind is AgendaKind.PROSPECT
    does = ActionKind.CALL if is_row else one.does
    at = one.when.moment(workspace.zone)
    return Item(
        one.kind,
        one.id,
        one.does,
        one.code,
        one.when,
        at + length(does) if at else None,
        has_end=False,
        title=one.title,
        subject=one.subject,
        person=one.person,
        phone=one.phone,
        prospect_id=one.id if is_row else None,
        opportunity_id=None if is_row else one.id,
        is_late=is_late(one.when, workspace.clock.now(), workspace.zone),
    )


def _of_activity(one: PlannedActivity, workspace: Workspace) -> Item:
    at, is_done = one.when.moment(workspace.zone), one.done_at is not None
    is_ours = not one.calendar
    late = not is_done and is_ours and is_late(one.when, workspace.clock.now(), workspace.zone)
    return Item(
        AgendaKind.ACTIVITY,
        one.id,
        one.kind.value,
        one.code,
        one.when,
        one.ends_at or (at + length(one.kind) if at else None),
        has_end=one.ends_at is not None,
        title=one.title or one.subject,
        subject=one.subject if one.title else "",
        person=one.person,
        phone=one.phone,
        place=one.place,
        description=one.description,
        prospect_id=one.prospect_id,
        opportunity_id=one.opportunity_id,
        is_late=late,
        is_done=is_done,
        result=one.result,
        recurrence=one.recurrence,
        calendar=one.calendar,
        is_meeting=one.is_meeting,
    )


def _by_day(items: Iterable[Item], workspace: Workspace) -> dict[date, list[Item]]:
    """Return what stands on each day; what lasts several days stands on each of them."""
    found: dict[date, list[Item]] = {}
    for item in items:
        for day in _days_of(item, workspace):
            found.setdefault(day, []).append(item)
    return found


def _days_of(item: Item, workspace: Workspace) -> Iterator[date]:
    yield item.when.day
    if item.ends_at is None or not item.has_end:
        return
    # An event without hours ends at the beginning of the day after; one that ends at midnight too.
    last = (item.ends_at - timedelta(microseconds=1)).astimezone(workspace.zone).date()
    day = item.when.day
    while day < last:
        day += timedelta(days=1)
        yield day


def _busy(items: Iterable[Item], workspace: Workspace) -> list[Busy]:
    found = []
    for item in items:
        start = item.when.moment(workspace.zone)
        if start is not None and item.ends_at is not None and not item.is_done:
            found.append(Busy(item.ref, start, item.ends_at))
    return found


def _conflicts(items: Sequence[Item], workspace: Workspace) -> dict[Ref, tuple[Item, ...]]:
    by_ref = {item.ref: item for item in items}
    found = rules.overlaps(_busy(items, workspace))
    return {
        ref: tuple(by_ref[other] for other in others)  # type: ignore[index,misc]
        for ref, others in found.items()
    }


# moving


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a thing that was moved, to be told."""

    item: Item
    when: When
    holiday: str
    """The id of the public holiday on which it now stands, or ""."""
    is_working: bool
    conflicts: tuple[Item, ...]


def move(workspace: Workspace, item: Item, when: When) -> Moved:
    """Give anything of the planning another time, what is to be done staying the same: one undo.

    Raises `Refused` for a past time, for what is done, for what another calendar planned, and for
    what was changed elsewhere since it was shown.
    """
    zone = workspace.zone
    when = rules.in_zone(when, zone)
    if item.is_done:
        raise Refused("planning.done", name=item.title)
    if when.day < workspace.clock.today():
        raise Refused("planning.past")
    if agenda.planned_at(workspace, item.kind, item.id) != item.when:
        raise Refused("planning.changed_meanwhile", name=item.title)
    if item.kind is AgendaKind.PROSPECT:
        grid.set_next_date(workspace, item.id, when)
    elif item.kind is AgendaKind.OPPORTUNITY:
        meetings.move_next_action(workspace, item.id, when)
    else:
        activities.move(workspace, item.id, when)
    start = when.moment(zone)
    last = start + (item.ends_at - _start(item, workspace)) if start and item.ends_at else None
    met = conflicts_at(workspace, when, last, but=item.ref)
    calendar = workspace.calendar
    return Moved(
        item, when, rules.holiday(when.day, calendar), calendar.is_working_day(when.day), met
    )


def _start(item: Item, workspace: Workspace) -> datetime:
    return item.when.moment(workspace.zone) or item.ends_at or workspace.clock.now()


# what is free, what is not


def conflicts_at(
    workspace: Workspace, when: When, ends_at: datetime | None = None, *, but: Ref | None = None
) -> tuple[Item, ...]:
    """Return what is planned at the time of an appointment, which lasts an hour unless told.

    What it takes the place of is left out: `but`, the appointment of that opportunity with it.
    """
    start = when.moment(workspace.zone)
    if start is None:
        return ()
    items = [item for item in _items(workspace, when.day, when.day) if not _is_of(item, but)]
    found = rules.met(_busy(items, workspace), start, ends_at or start + MEETING_LENGTH)
    by_ref = {item.ref: item for item in items}
    whole = [item for item in items if _takes_the_day(item)]
    return (*(by_ref[one.ref] for one in found), *whole)  # type: ignore[index]


def _is_of(item: Item, but: Ref | None) -> bool:
    its_sale = (str(AgendaKind.OPPORTUNITY), item.opportunity_id)
    return but is not None and (item.ref == but or (item.is_meeting and its_sale == but))


def _takes_the_day(item: Item) -> bool:
    return item.does == ActivityKind.EVENT and item.when.hour is None and not item.is_done


def free_slots(
    workspace: Workspace, after: When | None = None, span: timedelta = MEETING_LENGTH
) -> Iterator[When]:
    """Yield the free slots of the coming working days, after a time or now, soonest first."""
    now, zone = workspace.clock.local_now(), workspace.zone
    moment = after.moment(zone) if after else None
    if after is not None and moment is None:
        moment = datetime.combine(after.day, time.min, zone)
    start = max(now, moment.astimezone(zone)) if moment else now
    last = start.date() + timedelta(days=rules.SEARCH_DAYS)
    items = _items(workspace, start.date(), last)
    taken = {day for item in items if _takes_the_day(item) for day in _days_of(item, workspace)}
    yield from rules.free_slots(_busy(items, workspace), taken, workspace.calendar, start, span)
