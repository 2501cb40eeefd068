"""Repetition: "tous les lundis", "every month on the 5th" -> an RRULE, and the day that follows.

French and English are read at once, as dates are. A month that is too short for a day takes its
last one: the rule says so itself, for an RRULE by itself leaves such a month out. Refuses to know
what is repeated.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from prospect_tui.domain.cadence import LAST_YEAR
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.domain.shorthand_words import weekday_number

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_LONGEST_TEXT = 100
_MOST = 999
"""Times or units: a larger number is a mistake."""
_FORTNIGHT = {8: 1, 15: 2, 14: 2, 7: 1}
"""Days that mean weeks in a calendar of weeks: "tous les 15 jours" is every other week."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How something comes again."""

    unit: str
    """DAILY, WEEKLY, MONTHLY or YEARLY."""
    every: int = 1
    weekdays: tuple[int, ...] = ()
    """Monday is 0; of a month, with `rank`, the one it is."""
    rank: int = 0
    """Which of these days of the month, -1 the last one; 0: each."""
    day: int = 0
    """Of the month, -1 the last one."""
    month: int = 0
    """Of the year."""
    until: date | None = None
    count: int = 0
    """How often in all, this time included; 0: for ever."""

    @property
    def rule(self) -> str:
        """Return it as an RRULE."""
        parts = [f"FREQ={self.unit}"]
        if self.every > 1:
            parts.append(f"INTERVAL={self.every}")
        if self.month:
            parts.append(f"BYMONTH={self.month}")
        if self.weekdays:
            rank = str(self.rank) if self.rank else ""
            parts.append("BYDAY=" + ",".join(f"{rank}{DAYS[day]}" for day in self.weekdays))
        if self.day > _SHORTEST_MONTH:
            days = ",".join(map(str, range(_SHORTEST_MONTH, self.day + 1)))
            parts += [f"BYMONTHDAY={days}", "BYSETPOS=-1"]
        elif self.day:
            parts.append(f"BYMONTHDAY={self.day}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        return ";".join(parts)


def read_rule(rule: str) -> Recurrence:
    """Return what an RRULE of this program says; raises `InvalidValue` for another kind of text."""
    parts = dict(part.partition("=")[::2] for part in _bare(rule).split(";"))
    try:
        by_day = [day for day in parts.get("BYDAY", "").split(",") if day]
        rank = int(by_day[0][:-2] or 0) if by_day else 0
        days = [int(day) for day in parts.get("BYMONTHDAY", "0").split(",")]
        until = parts.get("UNTIL", "")[:8]
        return Recurrence(
            parts["FREQ"],
            int(parts.get("INTERVAL", 1)),
            tuple(DAYS.index(day[-2:]) for day in by_day),
            rank,
            days[-1],
            int(parts.get("BYMONTH", 0)),
            datetime.strptime(until, "%Y%m%d").date() if until else None,  # noqa: DTZ007 - a day
            int(parts.get("COUNT", 0)),
        )
    except (KeyError, ValueError) as error:
        raise InvalidValue("recurrence.unknown", text=rule) from error


def anchored(rule: str, day: date) -> str:
    """Return the rule with the day on which this time was due, because it is moved off it."""
    return rule if not rule or _ANCHOR in rule else f"{_ANCHOR}{day:%Y%m%d}\nRRULE:{rule}"


_ANCHOR = "DTSTART:"


def _bare(rule: str) -> str:
    return rule.rpartition("\n")[2].removeprefix("RRULE:")


def _due(rule: str, day: date) -> date:
    first, _, rest = rule.partition("\n")
    return date.fromisoformat(first.removeprefix(_ANCHOR)) if rest else day


def next_day(rule: str, day: date, today: date) -> date | None:
    """Return the day on which what stood on `day` comes again, None when it was the last time.

    Days that went by before `today` are not made up for.
    """
    recurrence = read_rule(rule)
    if recurrence.count == 1:
        return None
    endless, due = replace(recurrence, count=0).rule, datetime.combine(_due(rule, day), time())
    found = rrulestr(f"RRULE:{endless}", dtstart=due)
    moment = found.after(due)
    while moment is not None and moment.date() < today:
        moment = found.after(moment)
    if moment is None or moment.year > LAST_YEAR:
        return None
    return moment.date()


def after_one(rule: str) -> str:
    """Return the rule of what comes next: it comes once less when its times are counted."""
    recurrence = read_rule(rule)
    return replace(recurrence, count=max(0, recurrence.count - 1)).rule


ReadDay = Callable[[str], date]
"""Reads a day typed in any shorthand; raises `InvalidDate`."""


def parse_recurrence(text: str, day: date, read_day: ReadDay) -> str:
    """Read how often something that first stands on `day` comes again: an RRULE, "" for never.

    Raises `InvalidValue` "recurrence.unknown", or `InvalidDate` for its end.
    """
    phrase = " ".join(fold(text).replace("-", " ").replace("’", "'").split())
    if not phrase or phrase in _NEVER:
        return ""
    if phrase.startswith("freq=") or phrase.startswith("rrule:"):
        return _checked(text.strip().upper(), text)
    if len(phrase) > _LONGEST_TEXT:
        raise InvalidValue("recurrence.unknown", text=text)
    phrase, until = _split(_UNTIL, phrase)
    phrase, times = _split(_TIMES, phrase)
    found = _read(phrase.strip(" ,"), day)
    if found is None or not 1 <= found.every <= _MOST:
        raise InvalidValue("recurrence.unknown", text=text)
    end = read_day(until) if until else None
    if end is not None and end < day:
        raise InvalidDate("recurrence.ends_before", text=text)
    return replace(found, until=end, count=min(int(times or 0), _MOST)).rule


def _checked(rule: str, text: str) -> str:
    """Return an RRULE typed as such, when it is one that this program understands."""
    recurrence = read_rule(rule)
    try:
        rrulestr(f"RRULE:{recurrence.rule}", dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 - a day
    except ValueError as error:
        raise InvalidValue("recurrence.unknown", text=text) from error
    return recurrence.rule


_NEVER = frozenset({"jamais", "non", "never", "no", "none", "aucune", "une fois", "once"})
_UNTIL = re.compile(r"\b(?:jusqu'?(?:a|au|aux|en)?|jusque|until|till)\b ?(?P<rest>.+)$")
_TIMES = re.compile(r"\b(?:pendant )?(?P<rest>[0-9]{1,3}) (?:fois|times)(?: en tout)?$")
_EVERY = r"(?:tou(?:s|tes) les|chaque|every|each)"
_UNITS = {
    "jour": ("DAILY", 1), "day": ("DAILY", 1),
    "semaine": ("WEEKLY", 1), "week": ("WEEKLY", 1), "quinzaine": ("WEEKLY", 2),
    "fortnight": ("WEEKLY", 2),
    "mois": ("MONTHLY", 1), "month": ("MONTHLY", 1), "trimestre": ("MONTHLY", 3),
    "quarter": ("MONTHLY", 3), "semestre": ("MONTHLY", 6),
    "an": ("YEARLY", 1), "annee": ("YEARLY", 1), "year": ("YEARLY", 1),
}  # fmt: skip
_ALONE = {
    "quotidien": "jour", "daily": "jour", "hebdomadaire": "semaine", "weekly": "semaine",
    "mensuel": "mois", "monthly": "mois", "trimestriel": "trimestre", "quarterly": "trimestre",
    "semestriel": "semestre", "annuel": "an", "yearly": "an", "biweekly": "quinzaine",
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_RANKS = {
    "premier": 1, "1er": 1, "first": 1, "1st": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2,
    "2nd": 2, "troisieme": 3, "third": 3, "3e": 3, "3eme": 3, "3rd": 3, "quatrieme": 4,
    "fourth": 4, "4e": 4, "4eme": 4, "4th": 4, "dernier": LAST, "last": LAST,
}  # fmt: skip
_RANK = "|".join(sorted(_RANKS, key=len, reverse=True))
_MONTHLY = rf"(?:du mois|de chaque mois|{_EVERY} (?:mois|month)|of (?:the|each|every) month)"
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "six": 6, "two": 2, "three": 3, "other": 2}


def _split(pattern: re.Pattern[str], phrase: str) -> tuple[str, str]:
    found = pattern.search(phrase)
    return (phrase[: found.start()], found["rest"]) if found else (phrase, "")


def _read(phrase: str, day: date) -> Recurrence | None:
    for rule in (_on_weekdays, _by_rank, _on_day_of_month, _by_unit):
        found = rule(phrase, day)
        if found is not None:
            return found
    return None


def _by_unit(phrase: str, day: date) -> Recurrence | None:
    """Read "chaque semaine", "tous les 15 jours", "every 2 months", "mensuel"."""
    found = re.fullmatch(
        rf"{_EVERY} ?(?P<n>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})? ?(?P<unit>{_UNIT})s?", phrase
    )
    word = found["unit"] if found else _ALONE.get(re.sub(r"le$|lle$", "l", phrase))
    if word is None:
        word = _ALONE.get(phrase)
    if word is None:
        return None
    unit, times = _UNITS[word]
    said = (found["n"] if found else None) or "1"
    every = times * (_NUMBERS[said] if said in _NUMBERS else int(said))
    if unit == "DAILY" and every in _FORTNIGHT:
        unit, every = "WEEKLY", _FORTNIGHT[every]
    return _anchored(unit, every, day)


def _anchored(unit: str, every: int, day: date) -> Recurrence:
    """Return a repetition with the day it falls on, which moving one of them does not change."""
    match unit:
        case "WEEKLY":
            return Recurrence(unit, every, (day.weekday(),))
        case "MONTHLY":
            return Recurrence(unit, every, day=day.day)
        case "YEARLY":
            return Recurrence(unit, every, day=day.day, month=day.month)
    return Recurrence(unit, every)


_WORKING = re.compile(
    rf"(?:{_EVERY} )?(?:jours? (?:ouvres?|de semaine)|weekdays?|working days?|business days?)"
)
_WEEKLY = re.compile(
    rf"(?:{_EVERY}|les?|on) (?:(?P<n>[0-9]{{1,2}}|other|second) )?(?P<days>.+?)"
    r"(?P<half> sur deux)?(?:,? (?:toutes les|every) (?P<weeks>[0-9]{1,2}) (?:semaines|weeks))?"
)
_HALF = re.compile(r"une? (?P<day>[a-z]+) sur (?P<n>deux|trois|quatre|2|3|4)")


def _on_weekdays(phrase: str, day: date) -> Recurrence | None:
    """Read "tous les lundis et jeudis", "un mardi sur deux", "every weekday"."""
    if _WORKING.fullmatch(phrase):
        return Recurrence("WEEKLY", 1, (0, 1, 2, 3, 4))
    if half := _HALF.fullmatch(phrase):
        number = weekday_number(half["day"])
        every = _NUMBERS.get(half["n"]) or int(half["n"])
        if half["day"] == "semaine":
            return _anchored("WEEKLY", every, day)
        return None if number is None else Recurrence("WEEKLY", every, (number,))
    found = _WEEKLY.fullmatch(phrase)
    if found is None:
        return None
    days = _weekdays(found["days"])
    if not days or (phrase.startswith("le ") and not found["days"].endswith("s")):
        return None
    every = 2 if found["half"] or found["n"] in {"other", "second"} else int(found["n"] or 1)
    return Recurrence("WEEKLY", int(found["weeks"] or every), days)


def _weekdays(text: str) -> tuple[int, ...]:
    words = [word for word in re.split(r"(?: et | and |, ?| )", text) if word]
    numbers = [weekday_number(word.removesuffix("s")) for word in words]
    known = {number for number in numbers if number is not None}
    return tuple(sorted(known)) if len(known) == len(numbers) else ()


_RANKED = (
    re.compile(rf"(?:le |on the |the )?(?P<rank>{_RANK}) (?P<day>[a-z]+) {_MONTHLY}"),
    re.compile(rf"{_EVERY} (?P<rank>{_RANK}) (?P<day>[a-z]+) {_MONTHLY}"),
    re.compile(rf"{_EVERY} (?:mois|month),? (?:le|on the|the) (?P<rank>{_RANK}) (?P<day>[a-z]+)"),
)


_END_OF_MONTH = re.compile(
    rf"(?:{_EVERY} )?(?:a la |the )?(?:fins?|end) (?:de|du|of(?: the| each| every)?) (?:mois|month)"
)


def _by_rank(phrase: str, _day: date) -> Recurrence | None:
    """Read "le premier lundi du mois", "the last friday of each month", "le dernier jour…"."""
    for pattern in _RANKED:
        found = pattern.fullmatch(phrase)
        if found is None:
            continue
        rank = _RANKS[found["rank"]]
        if found["day"] in {"jour", "day"}:
            return Recurrence("MONTHLY", day=_LONGEST_MONTH if rank == LAST else rank)
        number = weekday_number(found["day"])
        if number is not None:
            return Recurrence("MONTHLY", 1, (number,), rank)
    if _END_OF_MONTH.fullmatch(phrase):
        return Recurrence("MONTHLY", day=_LONGEST_MONTH)
    return None


_NUMBERED = (
    re.compile(
        rf"{_EVERY} (?:(?P<n>[0-9]{{1,2}}|deux|trois|two|three|other) )?(?:mois|months?),?"
        r" (?:le|on(?: the| day)?|the) (?P<d>[0-9]{1,2})(?:er|st|nd|rd|th)?"
    ),
    re.compile(rf"(?:le|{_EVERY}|on the|the) (?P<d>[0-9]{{1,2}})(?:er|st|nd|rd|th)? {_MONTHLY}"),
)


def _on_day_of_month(phrase: str, _day: date) -> Recurrence | None:
    """Read "chaque mois le 5", "le 31 de chaque mois", "every 2 months on the 15th"."""
    for pattern in _NUMBERED:
        found = pattern.fullmatch(phrase)
        if found is not None and 1 <= int(found["d"]) <= _LONGEST_MONTH:
            said = found.groupdict().get("n") or "1"
            every = _NUMBERS[said] if said in _NUMBERS else int(said)
            return Recurrence("MONTHLY", every, day=int(found["d"]))
    return None
