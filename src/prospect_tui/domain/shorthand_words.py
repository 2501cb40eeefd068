"""The words of typed dates, French and English at once: names, amounts, hours, halves of the day.

Refuses to know what day it is: it only reads words. `shorthand_days` turns phrases into days.
"""

import re
from dataclasses import dataclass
from datetime import time

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import NOON

EVENING = time(18)
"""The hour meant by "ce soir", "demain soir", "tonight"."""

_WEEKDAYS = (
    ("lundi", "monday"),
    ("mardi", "tuesday"),
    ("mercredi", "wednesday"),
    ("jeudi", "thursday"),
    ("vendredi", "friday"),
    ("samedi", "saturday"),
    ("dimanche", "sunday"),
)
_MONTHS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
_SHORTEST_NAME = 3

_AMOUNTS = {
    **dict.fromkeys(("un", "une", "a", "an", "one"), 1),
    **dict.fromkeys(("deux", "two"), 2),
    **dict.fromkeys(("trois", "three"), 3),
    **dict.fromkeys(("quatre", "four"), 4),
    **dict.fromkeys(("cinq", "five"), 5),
    **dict.fromkeys(("six",), 6),
    **dict.fromkeys(("sept", "seven"), 7),
    **dict.fromkeys(("huit", "eight"), 8),
    **dict.fromkeys(("neuf", "nine"), 9),
    **dict.fromkeys(("dix", "ten"), 10),
    **dict.fromkeys(("douze", "twelve"), 12),
    **dict.fromkeys(("quinze", "fifteen"), 15),
    **dict.fromkeys(("vingt", "twenty"), 20),
    **dict.fromkeys(("trente", "thirty"), 30),
}
AMOUNT = rf"(?:[0-9]{{1,3}} ?|(?:{'|'.join(_AMOUNTS)}) (?=[a-z]{{2}}))"
"""What `amount` reads, up to the unit: "3", "3 ", "trois " (before more than one letter)."""

_AN_HOUR = r"[0-9]{1,2} ?(?:(?:h|heures?|[ap]m)\b|h ?[0-9]|:)"
_A_WORKING_HOUR = r"(?:[7-9]|1[0-9]|2[0-3])"
"""What a number alone means after "à": "demain à 9", "tomorrow at 14"; never a small one."""
_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r",", " "),
        (r"\b([0-9]{1,2})\.([0-9]{2})(?= ?[ap]\.?m\b)", r"\1:\2"),  # 9.30am
        (r"(?<=[a-z])\.|\.(?= |$)", " "),  # lun. 14h
        (r"(?<=[0-9])t(?=[0-9]{2}:)", " "),  # 2026-12-15T09:30
        (r"(?<=[a-z]{3})(?=[0-9]{1,2} ?(?:h|:))", " "),  # lun14h
        (r"\b([ap]) m\b", r"\1m"),
        (r"\bapres (?:le )?(?:dejeuner|repas)\b|\bafter lunch\b", "afternoon"),
        (r"\bapres[- ]?midi\b|\baprem'?(?= |$)|\bapm\b", "afternoon"),
        (r"\bfin de (?:la )?journee\b|\bend of (?:the )?day\b|\beod\b", "afternoon"),
        (r"\bcob\b|\bclose of business\b", "afternoon"),
        (r"\b(?:a la )?(?:premiere|1ere|1re) heure\b", "morning"),
        (r"\bfirst thing(?: in the morning)?\b", "morning"),
        (r"\b(?:matinee|matin|mat)\b", "morning"),
        (r"\btonight\b", "this evening"),
        (r"\b(?:soiree|soir)\b", "evening"),
        (r"\bmidi (?:et demie?|trente|30)\b", "12h30"),
        (r"\bentre midi et (?:deux|2|14 ?h)\b|\bmidi\b|\bmidday\b", "noon"),
        (r"\beom\b", "end of month"),
        (r"\beow\b", "end of week"),
        (r"\beoy\b", "end of year"),
        (r"\bpremier\b", "1er"),
        (r"\b(?:1er|first|1st)(?: jour| day)? (?:du mois|of the month)$", "start of month"),
        (r"\b(?:dernier jour|last day) (?=du |de |of )", "end "),
        (r"\bds (?=[0-9a-z])", "dans "),
        (r"\bweds\b", "wed"),
        (r"^([jsmdw]) ?\+ ?([0-9]{1,3})\b", r"+\2\1"),  # j+3
        (r"\b(?:la |une )?quinzaine\b", "15 jours"),
        (r"\b(?:une )?huitaine\b", "8 jours"),
        (r"\b(?:a )?fortnight\b", "2 weeks"),
        (r"\b(?:a )?couple(?: of)? (?=[a-z])", "2 "),
        (r"\b(?:a )?week on ([a-z]{3,})", r"\1 week"),
        (r"\b(days?|weeks?|months?|years?)'? ?time\b", r"\1"),
        (r"\b1/2 ?heure\b", "demi-heure"),
        (r"\b(?:une|an) (heure|hour)(?= et demie| and a half)", r"1 \1"),
        (r"\b([0-9]{1,2}) ?(?:h|heures?|hours?) (?:et demie?|and a half)\b", r"\1h30"),
        (r"(?<=[0-9])( ?h ?[0-9]{2}) ?min\b", r"\1"),
        (rf"\b(?:a partir de|apres|after|from) (?={_AN_HOUR})", ""),
        (rf"( (?:a|at|@) ?|\b(?:demain|dem|tomorrow) )({_A_WORKING_HOUR})$", r"\1\2h"),
        (r"\s+", " "),
    )
)


def folded(text: str) -> str:
    """Return `text` in the one spelling that is read: small letters, no accent, plain spaces."""
    phrase = fold(text)
    for pattern, replacement in _REWRITES:
        phrase = pattern.sub(replacement, phrase)
    return phrase.strip()


def weekday_number(word: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, from a name or its first three letters or more."""
    return _named(word, _WEEKDAYS)


def month_number(word: str) -> int | None:
    """Return 1 to 12, from a name or enough of its first letters ("jui" is none: juin, juillet)."""
    index = _named(word, _MONTHS)
    return None if index is None else index + 1


def amount(word: str) -> int:
    """Return the number typed in figures or letters, as matched by `AMOUNT`."""
    plain = word.strip()
    return _AMOUNTS[plain] if plain in _AMOUNTS else int(plain)


def _named(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    if len(word) < _SHORTEST_NAME:
        return None
    found = [n for n, spellings in enumerate(names) if any(s.startswith(word) for s in spellings)]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class HourPart:
    """What a phrase says about the time of the day."""

    hour: time | None = None
    half: HalfDay | None = None

    @property
    def is_given(self) -> bool:
        """Say whether it says anything."""
        return self.hour is not None or self.half is not None


_HALVES = {
    "am": HalfDay.MORNING,
    "morning": HalfDay.MORNING,
    "pm": HalfDay.AFTERNOON,
    "afternoon": HalfDay.AFTERNOON,
    "evening": HalfDay.AFTERNOON,
}
_BEFORE = r"(?<![\w:/.+-])(?:(?:a|at|vers|pour|by|@) ?)?"
_AFTER = r"(?![\w:/.-])"
_HALF = re.compile(
    r"(?<![\w:/.+-])"
    r"(?:(?:(?:en|dans|in) )?(?:(?:fin|debut|milieu|end|start) (?:de |d'|of )?)?"
    r"(?:dans |en |in |de |du |of |le |la |l'|the )*)"
    r"(?P<half>am|pm|morning|afternoon|evening)" + _AFTER
)
_HOUR = re.compile(
    _BEFORE + r"(?:(?P<h>[0-9]{1,2}) ?(?:heures?|hrs|h)(?:(?P<m>[0-9]{2})| ?(?P<last>[0-9]{2})$)?"
    r"|(?P<h2>[0-9]{1,2}):(?P<m2>[0-9]{2})(?::[0-9]{2})?"
    r"|(?P<h3>0?[1-9]|1[0-2])(?= ?[ap]m\b))"
    r"(?: ?(?P<half>am|pm))?" + _AFTER
)
_NOON = re.compile(_BEFORE + "noon" + _AFTER)


def split_hour(phrase: str) -> tuple[str, HourPart]:
    """Take the hour or the half-day out of a folded `phrase`; return what is left, and it.

    An hour that cannot be (25h, 14h du matin) raises ValueError.
    """
    rest, noon = _without(_NOON, phrase)
    if noon:
        return rest, HourPart(time(NOON))
    rest, found = _without(_HOUR, phrase)
    rest, half = _without(_HALF, rest)
    said = (found and found["half"]) or (half and half["half"]) or ""
    if found:
        hour = int(found["h"] or found["h2"] or found["h3"])
        minute = int(found["m"] or found["last"] or found["m2"] or 0)
        return rest, HourPart(time(_on_24_hours(hour, _HALVES.get(said)), minute))
    if said == "evening":
        return rest, HourPart(EVENING)
    return rest, HourPart(half=_HALVES.get(said))


def _without(pattern: re.Pattern[str], phrase: str) -> tuple[str, re.Match[str] | None]:
    found = pattern.search(phrase)
    if not found:
        return phrase, None
    return f"{phrase[: found.start()].strip()} {phrase[found.end() :].strip()}".strip(), found


def _on_24_hours(hour: int, half: HalfDay | None) -> int:
    if half is None or (half is HalfDay.AFTERNOON and hour >= NOON):
        return hour
    if hour > NOON:
        raise ValueError(hour)
    return hour % NOON + (0 if half is HalfDay.MORNING else NOON)


_DELAY = re.compile(
    rf"(?:\+ ?|dans |in |d'ici |sous |within )(?P<hours>{AMOUNT})(?:h|heures?|hrs?|hours?)"
    r"(?: ?(?:et )?(?P<more>[0-9]{1,2})(?: ?(?:min|mn|minutes?))?)?"
    rf"|(?P<plain>{AMOUNT})hours?"
    rf"|(?:\+ ?|dans |in |d'ici |sous |within )?(?P<minutes>{AMOUNT})(?:min|mn|mins|minutes?|')"
    r"|(?:dans |in )?(?:une |an |a )?(?P<half>demi[- ]?heure|half[- ](?:an[- ])?hour)"
    r"|(?:dans |in )?(?:un |a )?(?P<quarter>quart d'heure|quarter of an hour)"
    r"|(?P<now>maintenant|tout de suite|now)"
)


def minutes_from_now(phrase: str) -> int | None:
    """Return the minutes to wait said by a folded phrase (+20min, dans 2 heures), else None."""
    found = _DELAY.fullmatch(phrase)
    if not found:
        return None
    if found["minutes"]:
        return amount(found["minutes"])
    if hours := found["hours"] or found["plain"]:
        return 60 * amount(hours) + int(found["more"] or 0)
    return 30 if found["half"] else 15 if found["quarter"] else 0
