"""Days said by way of others: "après le 15", "avant vendredi", "à Noël", "ce week-end", "T1 2027".

After a day is the first working day that follows it, before a day the last one that precedes it:
who says so means to be called at work. It refuses what `shorthand_days` reads by itself.
"""

import re
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from prospect_tui.domain.shorthand_days import Reading, read_day
from prospect_tui.domain.shorthand_words import weekday_number

_NEAR = r"(?:(?:a|au|le|la|les|the|at|in|by|pour|vers|for|courant|ce|this) )*"
_NEXT = r"(?:prochaine?|suivante?)"
_AFTER = re.compile(r"(?:apres|after|passe) (?P<rest>.+)")
_BEFORE = re.compile(r"(?:avant|before) (?P<rest>.+)")
_FEAST = re.compile(
    rf"{_NEAR}(?:(?P<christmas>noel|christmas|xmas)|(?P<easter>paques|easter)"
    r"|(?P<new_year>nouvel an|jour de l'an|new year(?:'?s)?(?: day)?))"
)
_HOLIDAYS = re.compile(r"(?:les |the )?(?:fetes(?: de fin d'annee)?|holidays)")
_WEEK_END = re.compile(rf"{_NEAR}week[- ]?end")
_THIS_WEEK = re.compile(
    r"(?P<weekday>[a-z]{3,}) (?:de )?(?:cette semaine|this week)"
    r"|(?:cette semaine|this week) (?:le |on )?(?P<then>[a-z]{3,})"
)
_AFTER_NEXT = re.compile(r"(?:the )?week after next")
_QUARTERS = ("1er|first|1st", "2e|2eme|deuxieme|second|2nd", "3e|3eme|troisieme|third|3rd")
_PERIOD = re.compile(
    r"(?:(?P<end>fin|end|late)|(?P<mid>mi|mid|milieu|middle)|debut|start|early|beginning)?"
    r"[- ]?(?:du |de |of |the )*"
    rf"(?:(?P<quarter>[tq][1-4]|(?:{'|'.join(_QUARTERS)}|4e|4eme|fourth|4th) (?:trimestre|quarter))"
    r"(?: (?P<y>[0-9]{4}))?"
    rf"|(?P<next>trimestre {_NEXT}|next quarter)|(?P<year>20[0-9]{{2}}))"
)
_MONTHS_OF_QUARTER, _MONTHS_OF_YEAR = 3, 12
_CHRISTMAS, _NEW_YEAR = (12, 25), (1, 1)


def read_day_around(phrase: str, reading: Reading) -> date | None:
    """Return the day that a folded `phrase` says by way of another, None when it says none.

    A day that cannot exist raises ValueError, as in `read_day`.
    """
    for pattern, working_days in ((_AFTER, 1), (_BEFORE, -1)):
        if found := pattern.fullmatch(phrase):
            rest = found["rest"]
            day = _named(f"le {rest}" if rest.isdigit() else rest, reading, working_days)
            return None if day is None else reading.calendar.add_working_days(day, working_days)
    return _feast(phrase, reading) or _of_week(phrase, reading) or _period(phrase, reading)


def _named(phrase: str, reading: Reading, working_days: int) -> date | None:
    """Return the day that something is after or before."""
    if _HOLIDAYS.fullmatch(phrase):
        return _yearly(_CHRISTMAS if working_days < 0 else _NEW_YEAR, reading)
    return (
        read_day(phrase, reading)
        or _feast(phrase, reading)
        or _of_week(phrase, reading)
        or _period(phrase, reading)
    )


def _feast(phrase: str, reading: Reading) -> date | None:
    found = _FEAST.fullmatch(phrase)
    if not found:
        return None
    if found["easter"]:
        years = range(reading.today.year, reading.today.year + 2)
        return reading.first_fitting(easter(year) for year in years)
    return _yearly(_CHRISTMAS if found["christmas"] else _NEW_YEAR, reading)


def _yearly(day: tuple[int, int], reading: Reading) -> date:
    year = reading.today.year
    return reading.first_fitting(date(y, *day) for y in (year, year + 1))


def _of_week(phrase: str, reading: Reading) -> date | None:
    if _WEEK_END.fullmatch(phrase):
        return reading.first_fitting(reading.monday + timedelta(days=n) for n in (5, 6))
    if _AFTER_NEXT.fullmatch(phrase):
        return reading.monday + timedelta(weeks=2)
    found = _THIS_WEEK.fullmatch(phrase)
    number = weekday_number(found["weekday"] or found["then"]) if found else None
    return None if number is None else reading.monday + timedelta(days=number)


def _period(phrase: str, reading: Reading) -> date | None:
    """Read a quarter, or the start, the middle or the end of a year."""
    found = _PERIOD.fullmatch(phrase)
    if not found or (found["year"] and phrase == found["year"]):
        return None
    today = reading.today
    if found["year"]:
        return _part(found, date(int(found["year"]), 1, 1), _MONTHS_OF_YEAR)
    if found["next"]:
        month = (today.month - 1) // _MONTHS_OF_QUARTER * _MONTHS_OF_QUARTER + 1
        following = today.replace(month=month, day=1) + relativedelta(months=_MONTHS_OF_QUARTER)
        return _part(found, following, _MONTHS_OF_QUARTER)
    month = _MONTHS_OF_QUARTER * (_quarter(found["quarter"]) - 1) + 1
    years = [int(found["y"])] if found["y"] else [today.year, today.year + 1]
    days = [_part(found, date(year, month, 1), _MONTHS_OF_QUARTER) for year in years]
    return days[0] if found["y"] else reading.first_fitting(days)


def _quarter(said: str) -> int:
    """Return 1 to 4, from "t2" or "2e trimestre"."""
    if said[0] in "tq" and said[1:].isdigit():
        return int(said[1:])
    word = said.split(maxsplit=1)[0]
    places = (place for place, words in enumerate(_QUARTERS, 1) if word in words.split("|"))
    return next(places, len(_QUARTERS) + 1)


def _part(found: re.Match[str], first: date, months: int) -> date:
    if found["end"]:
        return first + relativedelta(months=months, days=-1)
    if found["mid"]:
        return first + relativedelta(months=months // 2)
    return first
