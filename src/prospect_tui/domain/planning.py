"""The planning: what a day, a week and a month hold, what overlaps, where there is room.

Refuses to know where things are kept: it is given moments and hours.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from prospect_tui.domain.cadence import FIRST_YEAR, LAST_YEAR, WorkCalendar, holidays
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When

STEP = timedelta(minutes=30)
"""The lines of the grid of hours."""
SEARCH_DAYS = 60
"""How far ahead free slots are sought."""
_WEEK = 7


class Scale(StrEnum):
    """How much of the planning is seen at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def following(self) -> "Scale":
        """Return the next one, round and round."""
        scales = list(Scale)
        return scales[(scales.index(self) + 1) % len(scales)]


def span(scale: Scale, day: date) -> tuple[date, date]:
    """Return the first and the last day that are shown with `day`: a month by whole weeks."""
    if scale is Scale.DAY:
        return day, day
    first = day.replace(day=1) if scale is Scale.MONTH else day
    last = first + relativedelta(day=31) if scale is Scale.MONTH else day
    return _monday(first), _monday(last) + timedelta(days=_WEEK - 1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def moved_on(scale: Scale, day: date, steps: int) -> date:
    """Return the day as far in another day, week or month; the years known are not left."""
    match scale:
        case Scale.DAY:
            found = day + timedelta(days=steps)
        case Scale.WEEK:
            found = day + timedelta(weeks=steps)
        case Scale.MONTH:
            found = day + relativedelta(months=steps)
    return found if FIRST_YEAR < found.year < LAST_YEAR else day


def holiday(day: date, calendar: WorkCalendar) -> str:
    """Return the id of the public holiday of a day, or ""."""
    return holidays(day.year, calendar.region).get(day, "")


# overlaps


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of time that something takes."""

    ref: Hashable
    start: datetime
    end: datetime


def overlaps(busy: Iterable[Busy]) -> dict[Hashable, list[Hashable]]:
    """Return, for what overlaps something, what it overlaps, in the order of time.

    What ends when another begins does not overlap it.
    """
    found: dict[Hashable, list[Hashable]] = {}
    running: list[Busy] = []
    for one in sorted(busy, key=lambda one: (one.start, one.end)):
        running = [other for other in running if other.end > one.start]
        for other in running:
            found.setdefault(other.ref, []).append(one.ref)
            found.setdefault(one.ref, []).append(other.ref)
        running.append(one)
    return found


def met(busy: Iterable[Busy], start: datetime, end: datetime) -> list[Busy]:
    """Return what overlaps the time from `start` to `end`, the first one first."""
    found = [one for one in busy if one.start < end and start < one.end]
    return sorted(found, key=lambda one: one.start)


# free slots


def check_slot(minutes: int, calendar: WorkCalendar) -> None:
    """Raise `InvalidValue` for a slot that takes no time, or is longer than any half-day."""
    most = max(
        datetime.combine(date.min, end) - datetime.combine(date.min, begin)
        for begin, end in (calendar.morning, calendar.afternoon)
    ) // timedelta(minutes=1)
    if not 1 <= minutes <= most:
        raise InvalidValue("planning.slot", value=minutes, most=most)


def free_slots(
    busy: Sequence[Busy],
    taken: Iterable[date],
    calendar: WorkCalendar,
    after: datetime,
    length: timedelta,
) -> Iterator[When]:
    """Yield the starts of the slots of `length` that are free after a local moment, soonest first.

    Slots stand in the user's hours, on half hours, on working days of which none is `taken` as a
    whole; one that would not end before lunch or the evening is none.
    """
    closed = set(taken)
    zone = after.tzinfo
    assert isinstance(zone, ZoneInfo)
    for number in range(SEARCH_DAYS):
        day = after.date() + timedelta(days=number)
        if day.year >= LAST_YEAR:
            return
        if not calendar.is_working_day(day) or day in closed:
            continue
        for begin, end in (calendar.morning, calendar.afternoon):
            for hour in hours_between(begin, end):
                start = datetime.combine(day, hour, zone).astimezone(UTC)
                closing = datetime.combine(day, end, zone).astimezone(UTC)
                if start <= after or start + length > closing:
                    continue
                if not met(busy, start, start + length):
                    yield When(day, hour)


def hours_between(begin: time, end: time) -> list[time]:
    """Return the half hours from `begin`, on the half hour or as it is, until before `end`."""
    minute = datetime.combine(date.min, begin)
    found = []
    while minute.time() < end and minute.date() == date.min:
        found.append(minute.time())
        minute += STEP - timedelta(minutes=minute.minute % 30)
    return found


def grid_hours(calendar: WorkCalendar, used: Iterable[time]) -> list[time]:
    """Return the half hours of a day's grid: those of the user, and around what is planned."""
    used_slots = [slot_of(hour) for hour in used]
    last_used = [_after(slot) for slot in used_slots]
    first = min([slot_of(calendar.morning[0]), *used_slots])
    last = max([calendar.afternoon[1], *last_used])
    found = hours_between(first, last)
    if last == time.max:
        found = hours_between(first, time.max)
    return found


def slot_of(hour: time) -> time:
    """Return the line of the grid in which an hour stands."""
    return time(hour.hour, hour.minute - hour.minute % 30)


def _after(slot: time) -> time:
    following = datetime.combine(date.min, slot) + STEP
    return following.time() if following.date() == date.min else time.max


# moving


def later_by(when: When, steps: int, zone: ZoneInfo, calendar: WorkCalendar) -> When:
    """Return a time so many half hours later: elapsed ones, when clocks change in between.

    What has no hour gets the first one of its half-day.
    """
    moment = when.moment(zone)
    if moment is None:
        is_late = when.half is HalfDay.AFTERNOON
        return When(when.day, calendar.afternoon[0] if is_late else calendar.morning[0])
    local = (moment + steps * STEP).astimezone(zone)
    return When(local.date(), time(local.hour, local.minute, fold=local.fold))


def days_later(when: When, days: int) -> When:
    """Return the same hour so many days later."""
    return When(when.day + timedelta(days=days), when.hour, when.half)


def in_zone(when: When, zone: ZoneInfo) -> When:
    """Return a time as it will be kept: an hour that spring skips is the one that exists."""
    moment = when.moment(zone)
    if moment is None:
        return when
    local = moment.astimezone(zone)
    return When(local.date(), time(local.hour, local.minute, fold=local.fold))
