"""An event as calendars exchange it, ours and foreign: values, and what follows from them.

Refuses to know any file format: `files.ics_writer` and `files.ics_reader` do.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind

LENGTHS: dict[str, int] = {ActionKind.MEETING: 60, ActionKind.CALL: 15, ActivityKind.EVENT: 60}
"""Minutes of what is planned at an hour without an end, by kind."""
USUAL_LENGTH = 30
LONGEST_UID = 200
PAST_WINDOW = timedelta(days=31)
FUTURE_WINDOW = timedelta(days=366)
"""How far around today other calendars are read: their repeated events have no end."""

_OURS = re.compile(r"(prospect|opportunity)-([0-9]{1,15})@([0-9a-f]{12})\.prospect")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event; moments are aware, in UTC."""

    uid: str
    summary: str
    day: date
    """The local day on which it begins."""
    at: datetime | None = None
    """When it begins; None for one that fills its days."""
    ends_at: datetime | None = None
    """When one that begins at an hour ends."""
    end_day: date | None = None
    """The day after the last one, of an event that fills several days."""
    description: str = ""
    place: str = ""
    zone: str = ""
    """The name of the zone in which it was written, "" when there is none."""
    series: str = ""
    """The uid of the repeated event of which it is one, else ""."""
    sequence: int = 0
    changed_at: datetime | None = None
    is_cancelled: bool = False
    foreign_text: str = ""
    """What its calendar says of it and that this program does not understand."""

    @property
    def time_sign(self) -> str:
        """Return the sign of when it begins and ends, which a move or another length changes."""
        if self.at is not None:
            return f"{self.at.isoformat()}~{(self.ends_at or self.at).isoformat()}"
        after = self.end_day or self.day + timedelta(days=1)
        return f"{self.day.isoformat()}~{after.isoformat()}"

    def end_in(self, zone: ZoneInfo) -> datetime | None:
        """Return when it ends as the program keeps it: of several days, the midnight after them."""
        if self.end_day is not None:
            return datetime.combine(self.end_day, time(), zone)
        return self.ends_at

    @property
    def digest(self) -> str:
        """Return the sign of all that matters in it, that of its time before a slash.

        Two events that differ have two signs.
        """
        told = (self.summary, self.day, self.at, self.ends_at, self.end_day)
        about = (self.description, self.place, self.is_cancelled)
        return f"{self.time_sign}/{sha256(repr(told + about).encode()).hexdigest()}"


def length(kind: str) -> timedelta:
    """Return how long a planned thing of this kind of action or activity is taken to last."""
    return timedelta(minutes=LENGTHS.get(kind, USUAL_LENGTH))


def own_uid(kind: str, number: int, base: str) -> str:
    """Return the uid of the next step of a row or opportunity, in the base with this sign."""
    return f"{kind}-{number}@{base}.prospect"


def owner_of(uid: str, base: str) -> tuple[str, int] | None:
    """Return the ("prospect" or "opportunity", number) whose next step has this uid, if it is ours.

    That of another base is foreign.
    """
    match = _OURS.fullmatch(uid)
    return (match[1], int(match[2])) if match and match[3] == base else None


def safe_uid(text: str) -> str:
    """Return a uid from outside as it is kept: on one line, short, always the same."""
    uid = clean(text).strip()
    if len(uid) <= LONGEST_UID:
        return uid
    return sha256(uid.encode()).hexdigest()
