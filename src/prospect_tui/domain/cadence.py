"""Working time: public holidays, the user's days and hours, when to try an unanswered number again.

Refuses to know what a call result is: it only turns "not reached, third attempt" into a `When`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType

from dateutil.easter import easter

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When

RETRY_STEPS = (1, 2, 3, 5, 10)
"""Working days to wait after the first, second... unanswered call; the last one repeats."""

LONGEST_WAIT = 3650
"""The most minutes, days or months that a rule may wait: no plan goes beyond ten years of days."""
BUSY_MINUTES = 20
"""Minutes to wait after a busy call."""
BUSY_RETRIES = 1
"""Busy calls of a day after which one waits only so long; a further one is like no answer."""
CALL_BACK_DAYS = 1
"""Working days until the call-back that is proposed when no date is given."""
MAX_ATTEMPTS = 6
"""Calls in vain after which giving up is offered."""
RETURN_MONTHS = 6
"""Months after which a row given up comes back, unless told otherwise."""
RETURN_CHOICES = (1, 6, 12)
"""The months that are offered."""

MAINLAND = "FR"
ALSACE_MOSELLE = "FR-57"

FIRST_YEAR, LAST_YEAR = 1583, 4099
"""The years for which the date of Easter, hence working time, is defined."""

_MONDAY_TO_FRIDAY = frozenset(range(5))
_FIVE_MINUTES = 5

_FIXED = {
    (1, 1): "new_year",
    (5, 1): "labour_day",
    (5, 8): "victory_1945",
    (7, 14): "national_day",
    (8, 15): "assumption",
    (11, 1): "all_saints",
    (11, 11): "armistice_1918",
    (12, 25): "christmas",
}
_DAYS_AFTER_EASTER = {1: "easter_monday", 39: "ascension", 50: "whit_monday"}
_ABOLITION_OF_SLAVERY = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
}
REGIONS = (MAINLAND, ALSACE_MOSELLE, *_ABOLITION_OF_SLAVERY)
"""Where holidays are known: mainland, Alsace-Moselle, and the overseas departments by number."""


def holidays(year: int, region: str = MAINLAND) -> dict[date, str]:
    """Return the public holidays of `year` in `region` (one of `REGIONS`), in order, by stable id.

    Code du travail: L. 3133-1 (the eleven of everywhere), L. 3134-13 (Alsace-Moselle, where Good
    Friday strictly depends on the commune), L. 3422-2 (abolition of slavery, one day a department).
    Days off by custom only, such as 21 July or Good Friday in the Antilles, are not among them.
    When two fall on one day (Ascension on 1 or 8 May) only one name is kept.

    `year` goes from `FIRST_YEAR` to `LAST_YEAR` (ValueError outside); an unknown region raises
    `InvalidValue`.
    """
    return dict(_holidays(year, region))


@lru_cache(maxsize=256)
def _holidays(year: int, region: str) -> Mapping[date, str]:
    if region not in REGIONS:
        raise InvalidValue("calendar.region", text=region, known=", ".join(REGIONS))
    sunday = easter(year)
    found = {sunday + timedelta(days=days): name for days, name in _DAYS_AFTER_EASTER.items()}
    found |= {date(year, month, day): name for (month, day), name in _FIXED.items()}
    if region == ALSACE_MOSELLE:
        found[sunday - timedelta(days=2)] = "good_friday"
        found[date(year, 12, 26)] = "saint_stephen"
    elif region in _ABOLITION_OF_SLAVERY:
        found.setdefault(date(year, *_ABOLITION_OF_SLAVERY[region]), "abolition_of_slavery")
    return MappingProxyType(dict(sorted(found.items())))


@dataclass(frozen=True)
class WorkCalendar:
    """The days and hours at which the user works. Unusable ones raise `InvalidValue`."""

    weekdays: frozenset[int] = _MONDAY_TO_FRIDAY
    """Working days of the week, Monday being 0."""
    morning: tuple[time, time] = (time(9), time(12, 30))
    """Local start and end."""
    afternoon: tuple[time, time] = (time(14), time(18, 30))
    """Local start and end."""
    region: str = MAINLAND
    """Whose public holidays are kept: one of `REGIONS`."""

    def __post_init__(self) -> None:
        """Refuse a calendar in which no working day or hour would ever be found."""
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise InvalidValue("calendar.weekdays")
        if self.region not in REGIONS:
            raise InvalidValue("calendar.region", text=self.region, known=", ".join(REGIONS))
        (opening, noon), (resuming, closing) = self.morning, self.afternoon
        if not opening < noon <= resuming < closing:
            raise InvalidValue("calendar.hours")

    def is_working_day(self, day: date) -> bool:
        """Say whether the user works on `day`: one of the weekdays, not a public holiday."""
        return day.weekday() in self.weekdays and day not in _holidays(day.year, self.region)

    def add_working_days(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`, or before it when `n` is negative.

        With 0: `day` itself, or the first working day after it when it is not one.
        """
        if n == 0:
            return day if self.is_working_day(day) else self.next_working_day(day)
        step = timedelta(days=1 if n > 0 else -1)
        left = abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`, never `day` itself."""
        return self.add_working_days(day, 1)

    def half_of(self, local: datetime) -> HalfDay:
        """Return the half-day of a local moment; the lunch break counts as afternoon."""
        return HalfDay.MORNING if local.time() < self.morning[1] else HalfDay.AFTERNOON

    def other_half(self, half: HalfDay) -> HalfDay:
        """Return the half-day that is not `half`."""
        return HalfDay.AFTERNOON if half is HalfDay.MORNING else HalfDay.MORNING

    def nearest_hour(self, hour: time) -> time:
        """Return `hour`, or the working hour to use instead.

        Before the day: its start; in the lunch break: the start of the afternoon; after the day:
        its end.
        """
        (opening, noon), (resuming, closing) = self.morning, self.afternoon
        if noon < hour < resuming:
            return resuming
        return min(max(hour, opening), closing)


def retry_when(
    local_now: datetime,
    attempt: int,
    calendar: WorkCalendar,
    steps: Sequence[int] = RETRY_STEPS,
) -> When:
    """Return when to try again after the `attempt`-th unanswered call, made at `local_now`.

    `steps` are working days, the last one repeating; the half-day is not the one of the call, for
    someone absent in the morning is more likely to be there in the afternoon. An attempt below 1
    counts as the first.
    """
    wait = steps[min(max(attempt, 1), len(steps)) - 1]
    day = calendar.add_working_days(local_now.date(), wait)
    return When(day, half=calendar.other_half(calendar.half_of(local_now)))


def same_hour_next_working_day(local_now: datetime, calendar: WorkCalendar, days: int = 1) -> When:
    """Return a working day to come at this hour, down to five minutes, within the user's hours.

    The next one, or the one after `days` working days.
    """
    minute = local_now.minute - local_now.minute % _FIVE_MINUTES
    hour = calendar.nearest_hour(time(local_now.hour, minute))
    return When(calendar.add_working_days(local_now.date(), days), hour)


def in_minutes(local_now: datetime, minutes: int) -> When:
    """Return the moment `minutes` after `local_now` (aware), its seconds left out.

    Elapsed time, not wall-clock time: a change of clocks in between is taken into account, and the
    hour carries its `fold` when autumn repeats it.
    """
    later = local_now.astimezone(UTC) + timedelta(minutes=minutes)
    local = later.replace(second=0, microsecond=0).astimezone(local_now.tzinfo)
    return When(local.date(), local.time())


def after_days(local_now: datetime, days: int, calendar: WorkCalendar) -> When:
    """Return the first working day on or after the day `days` calendar days from `local_now`."""
    return When(calendar.add_working_days(local_now.date() + timedelta(days=days), 0))
