"""Writes calendars that phones and desks read: UTC moments, whole days, nothing optional.

Every planned thing is an event, tasks included: many phones show no tasks. Refuses to word
anything: summaries and descriptions come ready.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prospect_tui.domain.calendar_events import CalendarEvent
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.files.writers.atomic import new_file

PRODUCT = "-//prospect-tui//calendar//EN"
LONGEST_LINE = 75
"""Octets of a line, its end excluded (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_ics(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write a calendar to `path`, mode 0600. Raises `Refused` as every writer."""
    with new_file(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(text.encode())


def calendar_text(
    events: Iterable[CalendarEvent], *, stamp: datetime, name: str = "", alarm: int = 0
) -> str:
    """Return a calendar with these events, ready to be written or sent.

    `stamp` is the present moment, `alarm` the minutes before an event with an hour at which it
    rings (0: it does not).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    if name:
        lines += [f"X-WR-CALNAME:{_text(clean(name))}", "REFRESH-INTERVAL;VALUE=DURATION:PT15M"]
    for event in events:
        lines += _event_lines(event, stamp, alarm)
    return "".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _event_lines(event: CalendarEvent, stamp: datetime, alarm: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(clean(event.uid))}"
    yield f"DTSTAMP:{_moment(stamp)}"
    yield from _times(event)
    summary = clean(event.summary)
    yield f"SUMMARY:{_text(summary)}"
    for title, text in (("LOCATION", clean(event.place)), ("DESCRIPTION", event.description)):
        if text:
            yield f"{title}:{_text(clean_lines(text))}"
    yield f"SEQUENCE:{event.sequence}"
    if event.changed_at is not None:
        yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield "STATUS:CANCELLED" if event.is_cancelled else "STATUS:CONFIRMED"
    if alarm and event.at is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{alarm}M")
        yield from (f"DESCRIPTION:{_text(summary)}", "END:VALARM")
    yield "END:VEVENT"


def _times(event: CalendarEvent) -> Iterator[str]:
    """Yield when it begins and ends; what fills a day leaves its hours free for others."""
    if event.at is not None:
        yield f"DTSTART:{_moment(event.at)}"
        if event.ends_at is not None and event.ends_at > event.at:
            yield f"DTEND:{_moment(event.ends_at)}"
        return
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    day_after = max(event.day + timedelta(days=1), event.end_day or event.day)
    yield f"DTEND;VALUE=DATE:{day_after:%Y%m%d}"
    yield "TRANSP:TRANSPARENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Cut a line so that none is longer than allowed and no character is cut in two."""
    parts: list[str] = []
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            parts.append(part)
            part, size = " ", 1
        part += character
        size += width
    return "\r\n".join([*parts, part]) + "\r\n"
