"""The days that a typed phrase can name: one function for each way of saying it, under its pattern.

Refuses hours, halves of the day and the past, which `shorthand.parse_when` deals with. To add a way
of saying a day, add a function here; the first that understands the phrase wins.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.shorthand_words import AMOUNT, amount, month_number, weekday_number

_WEEK = timedelta(weeks=1)
_YEARS_AHEAD = 13
"""Enough to find the next 29 February (8 years at most) and the next week 53 (12 at most)."""
MOST_YEARS_AHEAD = 20
"""A two-figure year is less far ahead, and so is what is planned: further on, a key slipped."""
_YEARS_BACK = 100 - MOST_YEARS_AHEAD
"""How far a two-figure year may lie in the past."""


@dataclass(frozen=True)
class Reading:
    """From where a phrase is read."""

    text: str
    """As it was typed, for errors."""
    today: date
    calendar: WorkCalendar
    past: bool
    """Whether days gone by are welcome: parts left out are then today's (this year, this month)."""

    @property
    def monday(self) -> date:
        """The Monday of the current week."""
        return self.today - timedelta(days=self.today.weekday())

    def first_fitting(self, days: Iterable[date]) -> date:
        """Return the first of `days` that is not past; the very first when the past is welcome.

        ValueError when there is none.
        """
        for day in days:
            if self.past or day >= self.today:
                return day
        raise ValueError(self.text)


Said = dict[str, str]
"""The named parts of a pattern that were typed."""
_Rule = Callable[[Said, Reading], date | None]
_RULES: list[tuple[re.Pattern[str], _Rule]] = []


def read_day(phrase: str, reading: Reading) -> date | None:
    """Return the day named by a folded `phrase`, or None when it is not understood.

    A day that cannot exist raises ValueError or OverflowError; a day of the week that contradicts
    the date raises `InvalidDate`.
    """
    for pattern, rule in _RULES:
        if found := pattern.fullmatch(phrase):
            said = {name: text for name, text in found.groupdict().items() if text is not None}
            day = rule(said, reading)
            if day is not None:
                return day
    shorter = _LEADING.sub("", phrase, count=1)
    return read_day(shorter, reading) if shorter != phrase else None


def names_a_whole_month(phrase: str) -> bool:
    """Say whether a folded phrase is only the name of a month, which no hour can follow."""
    word = _LEADING.sub("", phrase, count=1)
    return month_number(word) is not None and weekday_number(word) is None


def _saying(*patterns: str) -> Callable[[_Rule], _Rule]:
    def register(rule: _Rule) -> _Rule:
        _RULES.extend((re.compile(pattern), rule) for pattern in patterns)
        return rule

    return register


_LEADING = re.compile(
    r"^(?:a partir(?: de)?|autour(?: de)?|vers|courant|des|from|around|about"
    r"|d'ici|le|la|les|l'|en|on|the|au|pour|by|for|du|in|a)(?: |(?<='))"
)
_NEXT = r"(?:prochaine?|suivante?|pro)"
_OF = r"(?:(?:de la|du|des|de|of the|of|the|la|le) |(?:de l'|d'|l') ?)?"
_THIS = r"(?:ce |cette |this )?"
_ORDINAL = r"(?:er|eme|e|st|nd|rd|th)"
_NAMED_DAYS = {
    0: ("auj", "ajd", "aujourd'hui", "aujourd hui", "today", "ce jour"),
    1: ("demain", "dem", "tomorrow", "tom", "tmr", "tmrw", "lendemain"),
    2: (
        "surlendemain",
        "apres demain",
        "apres-demain",
        "apres dem",
        "apres-dem",
        "day after tomorrow",
    ),
    -1: ("hier", "yesterday"),
    -2: ("avant hier", "avant-hier", "day before yesterday"),
}
_OFFSETS = {name: offset for offset, names in _NAMED_DAYS.items() for name in names}


@_saying(rf"(?P<name>{'|'.join(_OFFSETS)})")
def _named_day(said: Said, reading: Reading) -> date:
    return reading.today + timedelta(days=_OFFSETS[said["name"]])


@_saying(
    r"(?P<back>- ?|il y a )?(?:\+ ?|dans |d'ici |sous |in |within )?"
    rf"(?P<n>{AMOUNT})"
    r"(?:(?P<working>jo|j ouvres?|jours? ouvres?|wd|bd|(?:working|business) days?)"
    r"|(?P<days>j|jrs?|jours?|d|days?)"
    r"|(?P<weeks>s|sem|semaines?|w|wks?|weeks?)"
    r"|(?P<months>m|mois|mos?|months?)"
    r"|(?P<years>(?<! )a|ans?|annees?|y|yrs?|years?))"  # in "le 15 à", it is no unit
    r"(?P<ago> ago)?"
)
def _amount_from_today(said: Said, reading: Reading) -> date:
    n = amount(said["n"]) * (-1 if "back" in said or "ago" in said else 1)
    if "working" in said:
        return reading.calendar.add_working_days(reading.today, n)
    if "months" in said:
        return reading.today + relativedelta(months=n)
    if "years" in said:
        return reading.today + relativedelta(years=n)
    return reading.today + timedelta(weeks=n if "weeks" in said else 0, days="days" in said and n)


@_saying(
    r"(?P<d>[0-9]{1,2})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?:(?P=sep)(?P<y>[0-9]{4}|[0-9]{2}))?",
    r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})",
    r"(?P<y>20[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
)
def _date_in_figures(said: Said, reading: Reading) -> date:
    return _date(int(said["d"]), int(said["m"]), said.get("y"), reading)


@_saying(
    rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}?[- /]?(?:de |of )?(?P<name>[a-z]{{3,}})"
    r"(?:[- /](?P<y>[0-9]{4}))?",
    rf"(?P<name>[a-z]{{3,}}) (?:the )?(?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: (?P<y>[0-9]{{4}}))?",
)
def _day_and_month(said: Said, reading: Reading) -> date | None:
    month = month_number(said["name"])
    return None if month is None else _date(int(said["d"]), month, said.get("y"), reading)


def _date(day: int, month: int, year: str | None, reading: Reading) -> date:
    """Return that date; without a year, the first to come (with past, the one of this year)."""
    if year is not None:
        return date(_full_year(year, reading), month, day)
    years = (reading.today.year + n for n in range(1 if reading.past else _YEARS_AHEAD))
    return reading.first_fitting(_existing((year, month, day) for year in years))


def _full_year(text: str, reading: Reading) -> int:
    if len(text) > len("26"):
        return int(text)
    oldest = reading.today.year - _YEARS_BACK
    return oldest + (int(text) - oldest) % 100


def _existing(days: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in days:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


@_saying(
    rf"(?:le|the|du|au) (?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: {_NEXT})?",
    rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}",
)
def _day_of_month(said: Said, reading: Reading) -> date:
    start = reading.today.replace(day=1)
    months = (start + relativedelta(months=n) for n in range(1 if reading.past else 3))
    return reading.first_fitting(_existing((m.year, m.month, int(said["d"])) for m in months))


@_saying(rf"(?:le |the )?(?P<d>[0-9]{{1,2}}){_ORDINAL}? (?:du mois {_NEXT}|(?:of )?next month)")
def _day_of_next_month(said: Said, reading: Reading) -> date:
    start = reading.today.replace(day=1) + relativedelta(months=1)
    return start.replace(day=int(said["d"]))


@_saying(
    rf"{_THIS}(?P<weekday>[a-z]{{3,}})",
    r"(?P<weekday>[a-z]{3,}) (?:(?P<week>en (?:8|huit)|week)|(?P<fortnight>en (?:15|quinze)))",
)
def _coming_weekday(said: Said, reading: Reading) -> date | None:
    number = weekday_number(said["weekday"])
    if number is None:
        return None
    coming = reading.today + timedelta(days=(number - reading.today.weekday() - 1) % 7 + 1)
    return coming + _WEEK * (1 if "week" in said else 2 if "fortnight" in said else 0)


@_saying(r"last (?P<weekday>[a-z]{3,})", r"(?P<weekday>[a-z]{3,}) dernier")
def _last_weekday(said: Said, reading: Reading) -> date | None:
    number = weekday_number(said["weekday"])
    if number is None:
        return None
    return reading.today - timedelta(days=(reading.today.weekday() - number - 1) % 7 + 1)


_NEXT_WEEK = rf"(?:(?:la )?(?:semaine|sem) {_NEXT}|next week)"
_WEEK_NUMBER = r"(?:semaine|sem|s|week|wk|w)[ -]?(?P<week>[0-9]{1,2})(?:[ /](?P<y>[0-9]{4}))?"
_PART = r"(?:(?P<end>fin|end|late)|(?:debut|start|beginning|early)|(?P<mid>mi|mid|milieu|middle))"
_PART_OF = rf"{_PART}[- ]?{_OF}"


@_saying(
    rf"next (?P<weekday>[a-z]{{3,}})|{_NEXT_WEEK}",
    rf"(?P<weekday>[a-z]{{3,}}) (?:{_NEXT}|{_OF}{_NEXT_WEEK})",
    rf"{_NEXT_WEEK} (?:le |on )?(?P<weekday>[a-z]{{3,}})",
)
def _day_of_next_week(said: Said, reading: Reading) -> date | None:
    number = weekday_number(said["weekday"]) if "weekday" in said else 0
    return None if number is None else reading.monday + _WEEK + timedelta(days=number)


@_saying(
    rf"{_WEEK_NUMBER} (?:le |on )?(?P<weekday>[a-z]{{3,}})",
    rf"(?P<weekday>[a-z]{{3,}}) {_OF}{_WEEK_NUMBER}",
)
def _day_of_numbered_week(said: Said, reading: Reading) -> date | None:
    number = weekday_number(said["weekday"])
    return None if number is None else _monday_of(said, reading) + timedelta(days=number)


@_saying(_WEEK_NUMBER, r"(?P<y>[0-9]{4})-?w(?P<week>[0-9]{2})")
def _numbered_week(said: Said, reading: Reading) -> date:
    monday = _monday_of(said, reading)
    is_current = monday == reading.monday and not reading.past
    return reading.today if is_current else monday


@_saying(_PART_OF + _WEEK_NUMBER)
def _part_of_numbered_week(said: Said, reading: Reading) -> date:
    return _part(said, _monday_of(said, reading), "weeks", reading)


def _monday_of(said: Said, reading: Reading) -> date:
    """Return the Monday of that ISO week: of its year if said, else of the first not yet over."""
    week = int(said["week"])
    if "y" in said:
        return date.fromisocalendar(int(said["y"]), week, 1)
    this_year = reading.monday.isocalendar().year
    for year in range(this_year, this_year + _YEARS_AHEAD):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if reading.past or monday >= reading.monday:
            return monday
    raise ValueError(reading.text)


@_saying(rf"(?:{_PART_OF})?(?P<name>[a-z]{{3,}})(?: (?P<y>[0-9]{{4}}))?")
def _part_of_named_month(said: Said, reading: Reading) -> date | None:
    month = month_number(said["name"])
    if month is None:
        return None
    year = int(said.get("y", reading.today.year))
    starts = (date(y, month, 1) for y in ([year] if "y" in said else [year, year + 1]))
    days = (_part(said, first, "months", reading) for first in starts)
    return next(days) if "y" in said else reading.first_fitting(days)


_PERIOD = r"(?:(?P<weeks>semaine|sem|week)|(?P<months>mois|month)|(?P<years>annee|an|year))"


@_saying(
    rf"{_PART_OF}{_THIS}{_PERIOD}",
    rf"(?:{_PART_OF})?(?P<next>next) {_PERIOD}",
    rf"(?:{_PART_OF})?{_PERIOD} (?P<next>{_NEXT})",
)
def _part_of_period(said: Said, reading: Reading) -> date:
    today = reading.today
    if "weeks" in said:
        unit, this = "weeks", reading.monday
    elif "months" in said:
        unit, this = "months", today.replace(day=1)
    else:
        unit, this = "years", today.replace(month=1, day=1)
    following = this + _LENGTHS[unit]
    starts = [following] if "next" in said else [this, following]
    return reading.first_fitting(_part(said, first, unit, reading) for first in starts)


_LENGTHS = {
    "weeks": relativedelta(weeks=1),
    "months": relativedelta(months=1),
    "years": relativedelta(years=1),
}
_MIDDLES = {
    "weeks": relativedelta(days=2),
    "months": relativedelta(days=14),
    "years": relativedelta(months=6),
}


def _part(said: Said, first: date, unit: str, reading: Reading) -> date:
    """Return the start, middle or end of the period that starts on `first`."""
    if "mid" in said:
        return first + _MIDDLES[unit]
    if "end" not in said:
        return first
    if unit == "weeks":
        return first + timedelta(days=max(reading.calendar.weekdays))
    return first + _LENGTHS[unit] - timedelta(days=1)


@_saying(r"(?:semaine|sem|week) (?:du|of(?: the)?) (?P<rest>.+)")
def _week_of_a_day(said: Said, reading: Reading) -> date | None:
    rest = said["rest"]
    day = read_day(f"le {rest}" if rest.isdigit() else rest, reading)
    if day is None:
        return None
    monday = day - timedelta(days=day.weekday())
    return monday if reading.past else max(monday, reading.today)


_WHICH = {
    0: "premiere?|1ere?|first|1st",
    1: "deuxieme|seconde?|2e|2eme|2nd",
    2: "troisieme|3e|3eme|third|3rd",
    3: "quatrieme|4e|4eme|fourth|4th",
}
_PLACES = "|".join(f"(?P<n{place}>{words})" for place, words in _WHICH.items())


@_saying(
    rf"(?:{_PLACES}|(?P<end>derniere?|last)) (?P<weekday>[a-z]{{3,}}) (?:de |du |d'|of |in )?"
    r"(?:the )?(?P<month>[a-z]{3,})(?P<next> prochain| suivant)?(?: (?P<y>[0-9]{4}))?"
)
def _weekday_of_month(said: Said, reading: Reading) -> date | None:
    """Read "premier lundi de décembre", "last friday of the month"."""
    number, month = weekday_number(said["weekday"]), month_number(said["month"])
    is_this = said["month"] in {"mois", "month"}
    if number is None or (month is None and not is_this):
        return None
    first = reading.today.replace(day=1)
    if month is None:
        starts = [first + relativedelta(months=n + ("next" in said)) for n in range(2)]
    else:
        years = [int(said["y"])] if "y" in said else [first.year, first.year + 1]
        starts = [date(year, month, 1) for year in years]
    days = (_nth_weekday(said, start, number) for start in starts)
    return next(days) if "y" in said else reading.first_fitting(days)


def _nth_weekday(said: Said, first: date, number: int) -> date:
    if "end" in said:
        last = first + relativedelta(months=1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - number) % 7)
    place = next(place for place in _WHICH if f"n{place}" in said)
    return first + timedelta(days=(number - first.weekday()) % 7) + _WEEK * place


@_saying(r"(?P<weekday>[a-z]{3,}) (?P<rest>.+)")
def _weekday_and_date(said: Said, reading: Reading) -> date | None:
    number, rest = weekday_number(said["weekday"]), said["rest"]
    if number is None:
        return None
    day = read_day(f"le {rest}" if rest.isdigit() else rest, reading)
    if day is not None and day.weekday() != number:
        raise InvalidDate("date.weekday", text=reading.text)
    return day
