"""Reads one event of a foreign calendar: its times by its own clock, and what it says.

What is wrong in it is told, never raised. Refuses to lay out its days: `ics_reader` does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.calendar_events import CalendarEvent, safe_uid
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.files.ics_blocks import Block
from prospect_tui.files.ics_occurrences import is_utc, wall_rule
from prospect_tui.files.ics_zones import Zones

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_TEXT = 10_000
LONGEST_FOREIGN = 2_000
LONGEST_NUMBER = 9
NOT_A_RULE = "?"
"""Stands for a rule that the library could not read."""
_KEPT = ("RRULE", "ORGANIZER", "ATTENDEE", "URL", "CATEGORIES")
"""What is kept as it was written, for it is not understood here."""

Wall = date | datetime
"""A day, or a moment of a wall clock: without a zone, what is at ten stays at ten."""
Tell = Callable[..., None]
"""Takes the block, a message id and its parameters."""


@dataclass(slots=True)
class ReadEvent:
    """One event of the file, its times by its own clock."""

    block: Block
    event: CalendarEvent
    start: Wall
    zone: tzinfo
    rule: str
    left_out: frozenset[Wall]
    added: frozenset[Wall]
    replaces: Wall | None
    """Which occurrence of a repeated event it stands for."""

    @property
    def is_repeated(self) -> bool:
        """Say whether it falls on several days."""
        return bool(self.rule or self.added)


class EventReader:
    """Reads the events of one file."""

    def __init__(self, zones: Zones, zone: ZoneInfo, tell: Tell) -> None:
        """Know the zones of the file, the user's own for what has none, and whom to tell."""
        self._zones = zones
        self._zone = zone
        self._tell = tell

    def read(self, block: Block) -> ReadEvent | None:
        """Return what an event says; None, told, when nobody can know when it is."""
        from icalendar import Event  # noqa: PLC0415 - slow to import

        if not block.is_whole:
            self._tell(block, "calendar.cut_short")
            block.lines.append("END:VEVENT")
        try:
            parsed = Event.from_ical(block.content)
            assert isinstance(parsed, Event)
        except Exception:  # whatever a broken event makes the library do
            self._tell(block, "calendar.unreadable_event")
            return None
        written = clean(block.value("DTSTART"))
        begins = self._wall(block, parsed, "DTSTART")
        if begins is None:
            self._tell(
                block, "calendar.bad_start" if written else "calendar.no_start", value=written
            )
            return None
        try:
            return self._read(block, parsed, *begins)
        except (OverflowError, ValueError):  # at the ends of time
            self._tell(block, "calendar.bad_start", value=written)
            return None

    def _read(self, block: Block, parsed: "Event", start: Wall, zone: tzinfo) -> ReadEvent:
        replaces = self._wall(block, parsed, "RECURRENCE-ID")
        event = CalendarEvent(
            uid=safe_uid(block.value("UID")) or _uid_of(block),
            summary=one_line(block.value("SUMMARY")),
            day=date.min,
            description=clean_lines(block.value("DESCRIPTION"))[:LONGEST_TEXT].strip(),
            place=one_line(block.value("LOCATION")),
            zone=str(getattr(zone, "key", "")) if isinstance(start, datetime) else "",
            sequence=_count(block.value("SEQUENCE")),
            changed_at=_changed_at(parsed),
            is_cancelled=block.value("STATUS").strip().upper() == "CANCELLED",
            foreign_text=_foreign(block),
        )
        return ReadEvent(
            block,
            self.timed(event, start, zone, self._lasts(block, parsed, start, zone)),
            start,
            zone,
            rule="" if replaces else _rule(parsed, zone),
            left_out=frozenset(self._listed(parsed, "EXDATE", start, zone)),
            added=frozenset(self._listed(parsed, "RDATE", start, zone)),
            replaces=_like(replaces[0], replaces[1], start, zone) if replaces else None,
        )

    def timed(
        self, event: CalendarEvent, start: Wall, zone: tzinfo, lasts: timedelta | None
    ) -> CalendarEvent:
        """Return an event that begins at `start` by the clock of `zone` and lasts so long."""
        if not isinstance(start, datetime):
            days = lasts.days if lasts is not None else 1
            end_day = start + timedelta(days=days) if days > 1 else None
            return replace(event, day=start, end_day=end_day)
        at = start.replace(tzinfo=zone).astimezone(UTC)
        ends_at = at + lasts if lasts else None
        return replace(event, day=at.astimezone(self._zone).date(), at=at, ends_at=ends_at)

    def _wall(self, block: Block, parsed: "Event", name: str) -> tuple[Wall, tzinfo] | None:
        """Return a day or a moment with its zone; None when it is not there, or not readable."""
        found = _first(parsed, name)
        value = getattr(found, "dt", None) if _is_sound(found) else None
        if isinstance(value, datetime):
            zone: tzinfo = UTC if is_utc(value) else self._zone
            called = str(found.params.get("TZID", ""))
            if called:
                named = self._zones.named(called)
                if named is None:
                    used = str(self._zone)
                    self._tell(block, "calendar.unknown_zone", zone=one_line(called), used=used)
                zone = named or self._zone
            return value.replace(tzinfo=None), zone
        return (value, self._zone) if isinstance(value, date) else None

    def _lasts(self, block: Block, parsed: "Event", start: Wall, zone: tzinfo) -> timedelta | None:
        """Return how long an event lasts, None when it does not say; a wrong end is told."""
        written = block.value("DTEND") or block.value("DURATION")
        if not written:
            return None
        end = self._wall(block, parsed, "DTEND")
        if end is not None:
            lasts = _elapsed(*end) - _elapsed(start, zone)
        else:
            found = _first(parsed, "DURATION")
            value = getattr(found, "dt", None) if _is_sound(found) else None
            lasts = value if isinstance(value, timedelta) else timedelta(-1)
        if lasts < timedelta(0):
            self._tell(block, "calendar.bad_end", value=clean(written))
            return None
        return lasts

    def _listed(self, parsed: "Event", name: str, start: Wall, zone: tzinfo) -> Iterator[Wall]:
        """Yield the days or moments of a list, told as the start is."""
        for found in filter(_is_sound, _all(parsed, name)):
            own = self._zones.named(str(found.params.get("TZID", ""))) or zone
            for value in (getattr(one, "dt", None) for one in found.dts):
                if isinstance(value, datetime):
                    written = UTC if is_utc(value) else own
                    yield _like(value.replace(tzinfo=None), written, start, zone)
                elif isinstance(value, date):
                    yield _like(value, zone, start, zone)


def wall_moment(wall: Wall) -> datetime:
    """Return a wall-clock moment, of a day its beginning."""
    return wall if isinstance(wall, datetime) else datetime.combine(wall, time())


def one_line(text: str) -> str:
    """Return a text from outside on one line, not too long to be kept."""
    return clean(text).strip()[:LONGEST_TEXT]


def _rule(parsed: "Event", zone: tzinfo) -> str:
    """Return the rule of a repeated event, its end told by its own clock."""
    found = _first(parsed, "RRULE")
    if not _is_sound(found):
        return NOT_A_RULE if found is not None else ""
    until = found.get("UNTIL", [None])[0]
    local = None
    if isinstance(until, datetime):
        local = until.astimezone(zone) if until.tzinfo else until
    elif isinstance(until, date):
        local = datetime.combine(until, time(23, 59, 59))
    return wall_rule(found.to_ical().decode(), local)


def _changed_at(parsed: "Event") -> datetime | None:
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        found = _first(parsed, name)
        value = getattr(found, "dt", None) if _is_sound(found) else None
        if isinstance(value, datetime):
            return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
    return None


def _all(parsed: "Event", name: str) -> list[Any]:
    found = parsed.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _first(parsed: "Event", name: str) -> Any:
    """Return a property; of several, the first one."""
    return next(iter(_all(parsed, name)), None)


def _is_sound(found: object) -> bool:
    """Say whether the library could read a property."""
    from icalendar.prop import vBroken  # noqa: PLC0415 - slow to import

    return found is not None and not isinstance(found, vBroken)


def _elapsed(wall: Wall, zone: tzinfo) -> timedelta:
    """Return the place of a moment in time; days are counted without their changes of clocks."""
    if isinstance(wall, datetime):
        return wall.replace(tzinfo=zone) - datetime(1, 1, 2, tzinfo=UTC)
    return timedelta(days=wall.toordinal() - 2)


def _like(wall: Wall, own: tzinfo, start: Wall, zone: tzinfo) -> Wall:
    """Return a moment as the start of its event is told: as a day, or by the same clock."""
    if not isinstance(start, datetime):
        return wall.date() if isinstance(wall, datetime) else wall
    if isinstance(wall, datetime):
        return wall.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)
    return datetime.combine(wall, start.time())


def _count(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else 0


def _uid_of(block: Block) -> str:
    """Return a uid for an event without one: always the same for what says the same."""
    return sha256(block.content.encode(errors="replace")).hexdigest()


def _foreign(block: Block) -> str:
    """Return the lines that are not understood, as they were written."""
    lines = (line for line in block.lines if line.upper().startswith(_KEPT))
    return clean_lines("\n".join(lines))[:LONGEST_FOREIGN]
