"""Reads the calendars of other programs: what can be read is read, each fault told with its line.

Repeated events are laid out day by day within a window. Refuses to decide what becomes of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from warnings import catch_warnings, simplefilter
from zoneinfo import ZoneInfo

from prospect_tui.domain.calendar_events import CalendarEvent, safe_uid
from prospect_tui.domain.cleaning import clean
from prospect_tui.files.ics_blocks import Block, cut, read_text
from prospect_tui.files.ics_event import EventReader, ReadEvent, Wall, one_line, wall_moment
from prospect_tui.files.ics_occurrences import NeverHappens, NotUnderstood, Repeating
from prospect_tui.files.ics_zones import Zones

MOST_EVENTS = 10_000
_MARGIN = timedelta(days=2)
"""Around the window, for the clocks of the world do not tell the same day."""
_ONCE = "FREQ=DAILY;COUNT=1"
_NEVER = "calendar.no_such_day"


@dataclass(frozen=True, slots=True)
class CalendarProblem:
    """What could not be read of one event."""

    line: int
    """The line of the file at which the event begins."""
    summary: str
    message_id: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """What a calendar holds within the window that was asked for."""

    name: str
    events: tuple[CalendarEvent, ...]
    """By time, at most `MOST_EVENTS`."""
    problems: tuple[CalendarProblem, ...]
    uids: tuple[str, ...]
    """Of the events of the file, a repeated one with its exceptions being one."""
    outside: int
    """How many of them have no day within the window."""
    repeated: frozenset[str]
    """The uids of the repeated ones: a day of theirs that is not here is no longer planned."""

    @property
    def found(self) -> int:
        """Return how many events the file has."""
        return len(self.uids)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are read, both ends included, as the user's clock counts them."""

    first: date
    last: date
    zone: ZoneInfo

    def holds(self, event: CalendarEvent) -> bool:
        """Say whether an event has a day in the window."""
        goes_on = False
        if event.end_day is not None:
            goes_on = event.end_day > self.first
        elif event.ends_at is not None:
            goes_on = event.ends_at >= datetime.combine(self.first, time(), self.zone)
        return event.day <= self.last and (event.day >= self.first or goes_on)


def read_ics(path: Path, window: Window) -> CalendarContent:
    """Read a calendar file. Raises `UnreadableFile`."""
    return parse_ics(read_text(path), window)


def parse_ics(text: str, window: Window) -> CalendarContent:
    """Read the text of a calendar; nothing in it raises an error."""
    with catch_warnings():
        simplefilter("ignore")  # what the library has to say of zones is said here, in words
        return _Reading(text, window).content()


class _Reading:
    """The reading of one file."""

    def __init__(self, text: str, window: Window) -> None:
        self._window = window
        self._repeating = Repeating()
        self._problems: dict[tuple[int, str], CalendarProblem] = {}
        self._blocks = cut(text, MOST_EVENTS)
        self._reader = EventReader(Zones(self._blocks.zones), window.zone, self._tell)

    def _tell(self, block: Block, message_id: str, **params: object) -> None:
        """Keep what is wrong with an event: of each kind, once."""
        problem = CalendarProblem(block.line, one_line(block.value("SUMMARY")), message_id, params)
        self._problems.setdefault((block.line, message_id), problem)

    def content(self) -> CalendarContent:
        """Return all that can be read."""
        blocks = self._blocks.events
        if len(blocks) > MOST_EVENTS:
            self._tell(blocks.pop(), "calendar.too_many", limit=MOST_EVENTS)
        groups: dict[str, list[ReadEvent]] = {}
        for read in filter(None, map(self._reader.read, blocks)):
            groups.setdefault(read.event.uid, []).append(read)
        events: dict[str, CalendarEvent] = {}
        outside = 0
        for group in groups.values():
            days = [event for event in self._laid_out(group) if self._window.holds(event)]
            never = any((read.block.line, _NEVER) in self._problems for read in group)
            outside += not days and not never
            events |= {event.uid: event for event in days}
        ordered = sorted(events.values(), key=lambda event: (event.day, str(event.at)))
        return CalendarContent(
            clean(self._blocks.name).strip(),
            tuple(ordered[:MOST_EVENTS]),
            tuple(self._problems.values()),
            tuple(groups),
            outside,
            frozenset(uid for uid, group in groups.items() if any(r.is_repeated for r in group)),
        )

    def _laid_out(self, group: list[ReadEvent]) -> Iterator[CalendarEvent]:
        """Yield the events that those with one uid mean; of two that say the same, the newest."""
        group.sort(key=lambda read: (read.event.sequence, str(read.event.changed_at)))
        exceptions = {read.replaces: read for read in group if read.replaces is not None}
        for master in [read for read in group if read.replaces is None][-1:]:
            if not master.is_repeated:
                yield master.event
                continue
            for start in self._starts(master):
                if start not in exceptions:
                    yield self._occurrence(master, start, start)
        for original, read in exceptions.items():
            yield self._occurrence(read, original, read.start)

    def _starts(self, master: ReadEvent) -> list[Wall]:
        """Return the starts of a repeated event; of one that is not understood, the first.

        One that never happens has none.
        """
        window = (
            datetime.combine(self._window.first, time()) - _MARGIN,
            datetime.combine(self._window.last, time.max) + _MARGIN,
        )
        first = wall_moment(master.start)
        rule = one_line(master.block.value("RRULE"))
        try:
            found = self._repeating.starts(master.rule or _ONCE, first, window)
        except NeverHappens:
            self._tell(master.block, _NEVER, rule=rule)
            found = []
        except NotUnderstood:
            self._tell(master.block, "calendar.bad_rule", rule=rule)
            found = [first]
        is_timed = isinstance(master.start, datetime)
        starts: set[Wall] = {wall if is_timed else wall.date() for wall in found}
        return sorted((starts | master.added) - master.left_out, key=wall_moment)

    def _occurrence(self, read: ReadEvent, original: Wall, start: Wall) -> CalendarEvent:
        """Return one day of a repeated event: that of `original`, which may stand elsewhere."""
        event = read.event
        lasts = event.ends_at - event.at if event.ends_at and event.at else None
        if event.end_day is not None:
            lasts = event.end_day - event.day
        uid = safe_uid(f"{event.uid}/{original:%Y%m%dT%H%M%S}")
        one = replace(event, uid=uid, series=event.uid)
        return self._reader.timed(one, start, read.zone, lasts)
