"""How long something lasts, as people type it: "45 min", "1h30", "2 j", or until when: "16:00"."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.shorthand_words import HourPart, split_hour
from prospect_tui.domain.when import When

_SPAN = re.compile(
    r"(?:(?P<days>[0-9]{1,3}) ?(?:jours?|j|days?|d))"
    r"|(?:(?P<hours>[0-9]{1,2}) ?(?:heures?|h|hours?|hrs?)"
    r" ?(?:(?P<rest>[0-5]?[0-9]) ?(?:min|mn|m)?)?)"
    r"|(?:(?P<minutes>[0-9]{1,4}) ?(?:minutes?|min|mn|m)?)"
)
_UNTIL = re.compile(r"^(?:jusqu'?(?:a|au)|until|till|->|-|a) ?")
_HALF = {"une demi heure": 30, "demi heure": 30, "half an hour": 30, "une heure": 60,
         "an hour": 60, "une heure et demie": 90, "un quart d'heure": 15}  # fmt: skip
_HOUR = 60


def parse_end(text: str, when: When, zone: ZoneInfo) -> datetime | None:
    """Return the moment at which what begins at `when` ends, None for an empty text.

    Without an hour it lasts whole days: its end is the beginning of the day after the last one.
    Raises `InvalidValue` "activity.unknown_length", "activity.needs_hour" or
    "activity.ends_before".
    """
    phrase = " ".join(fold(text).replace("’", "'").replace("demi-heure", "demi heure").split())
    if not phrase:
        return None
    start = when.moment(zone)
    minutes, days = _read(phrase)
    if days:
        if start is not None:
            return start + timedelta(days=days)
        return datetime.combine(when.day + timedelta(days=days), datetime.min.time(), zone)
    if start is None:
        raise InvalidValue("activity.needs_hour")
    if minutes:
        return start + timedelta(minutes=minutes)
    try:
        rest, part = split_hour(_UNTIL.sub("", phrase))
    except ValueError:
        rest, part = phrase, HourPart()
    if rest or part.hour is None:
        raise InvalidValue("activity.unknown_length", text=text)
    end = datetime.combine(when.day, part.hour, zone)
    if end <= start:
        raise InvalidValue("activity.ends_before")
    return end


def _read(phrase: str) -> tuple[int, int]:
    """Return the minutes or the days of a length; neither for an hour."""
    if phrase in _HALF:
        return _HALF[phrase], 0
    found = _SPAN.fullmatch(phrase)
    if found is None:
        return 0, 0
    if found["days"]:
        return 0, int(found["days"])
    if found["hours"]:
        return int(found["hours"]) * _HOUR + int(found["rest"] or 0), 0
    return int(found["minutes"]), 0
