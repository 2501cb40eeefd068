"""Typed dates: "+3j", "mar 14h", "s48", "1er déc", "in 6 months" -> a `When`, or `InvalidDate`.

French and English are read at once, whatever the language of the screens; capitals, accents and
kinds of space do not matter. The rules of reading:

* the day always comes before the month (03/04 is 3 April); a two-figure year lies less than 20
  years ahead, else in the past;
* `j`/`d` days, `jo` working days, `s`/`w` weeks, `m` months, `a`/`y` years, `min` minutes;
  "+2h" is a delay, "2h" an hour of the day; months are clamped (31 August + 6 months: 28 February);
* what is left out is completed by the first occurrence to come: 15/12 and "le 15" may be today,
  "9h" already past is tomorrow, "lundi" on a Monday is next week's;
* "lundi prochain", "next monday" are in the week that starts next Monday, "lundi en 8" is seven
  days after "lundi";
* `s48` is the Monday of ISO week 48, or today when that week has begun; "semaine prochaine" is its
  Monday, "mois prochain" the 1st; the end of a week is the user's last working day;
* "après" a day is the first working day that follows it, "avant" the last one that precedes it;
* "mar" is Tuesday, but March beside the number of a day ("3 mar", "mar 3") and after "fin",
  "début";
* a bare number is an hour only after "demain" or "à", from 7 to 23;
* "matin" and "après-midi" are halves of a day; alone, the first that has not begun. "midi" is
  12:00, "soir" 18:00;
* a day of the week must agree with its date, a date must exist, and neither the day nor the hour
  may be past or more than 20 years ahead (a year mistyped), unless `past` is asked for: then any
  day will do, and what is left out is today's (this year's 15/12).
"""

from datetime import UTC, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from prospect_tui.domain.cadence import FIRST_YEAR, LAST_YEAR, WorkCalendar, in_minutes
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.shorthand_around import read_day_around
from prospect_tui.domain.shorthand_days import (
    MOST_YEARS_AHEAD,
    Reading,
    names_a_whole_month,
    read_day,
)
from prospect_tui.domain.shorthand_words import HourPart, folded, minutes_from_now, split_hour
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import NOON, When

_LONGEST = 80
_THIS_HALF = frozenset({"ce", "cet", "cette", "this"})


def parse_when(
    text: str,
    local_now: datetime,
    calendar: WorkCalendar | None = None,
    *,
    past: bool = False,
) -> When:
    """Read a typed date, seen from `local_now` (aware, in the user's zone).

    `calendar` serves working days and the end of a week (France, Monday to Friday by default);
    `past` allows days gone by (hier, -3j, 15/11) and those that nobody plans for. Raises only
    `InvalidDate`: date.empty, date.unknown, date.impossible, date.weekday, date.past, date.far.
    """
    phrase = folded(text)
    if not phrase:
        raise InvalidDate("date.empty")
    reading = Reading(text.strip(), local_now.date(), calendar or WorkCalendar(), past)
    try:
        when = _read(phrase, local_now, reading) if len(phrase) <= _LONGEST else None
    except (ValueError, OverflowError):
        raise InvalidDate("date.impossible", text=reading.text) from None
    if when is None:
        raise InvalidDate("date.unknown", text=reading.text)
    if not FIRST_YEAR <= when.day.year <= LAST_YEAR:
        raise InvalidDate("date.impossible", text=reading.text)
    if not past and _is_past(when, local_now):
        raise InvalidDate("date.past", text=reading.text)
    years = relativedelta(when.day, reading.today).years
    if not past and years >= MOST_YEARS_AHEAD:
        raise InvalidDate("date.far", text=reading.text, years=years, most=MOST_YEARS_AHEAD)
    return when


def _read(phrase: str, local_now: datetime, reading: Reading) -> When | None:
    minutes = minutes_from_now(phrase)
    if minutes is not None:
        return in_minutes(local_now, minutes)
    rest, part = split_hour(phrase)
    if part.is_given:
        if not rest:
            return _next_occurrence(part, local_now, reading)
        if rest in _THIS_HALF:
            return When(reading.today, part.hour, part.half)
        if names_a_whole_month(rest):
            return None
    day = read_day(rest, reading) or read_day_around(rest, reading)
    return None if day is None else When(day, part.hour, part.half)


def _next_occurrence(part: HourPart, local_now: datetime, reading: Reading) -> When:
    today = When(reading.today, part.hour, part.half)
    if reading.past:
        return today
    start = time(NOON) if part.half is HalfDay.AFTERNOON else reading.calendar.morning[0]
    has_begun = part.half is not None and local_now.time() >= start
    if has_begun or _is_past(today, local_now):
        return When(reading.today + timedelta(days=1), part.hour, part.half)
    return today


def _is_past(when: When, local_now: datetime) -> bool:
    today = local_now.date()
    if when.hour is not None:
        moment = datetime.combine(when.day, when.hour, tzinfo=local_now.tzinfo)
        this_minute = local_now.replace(second=0, microsecond=0)
        return moment.astimezone(UTC) < this_minute.astimezone(UTC)
    if when.day == today:
        return when.half is HalfDay.MORNING and local_now.hour >= NOON
    return when.day < today
