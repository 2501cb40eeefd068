"""Our calendars, read back by an independent library and by our own reader."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from prospect_tui.domain.calendar_events import CalendarEvent
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import Refused
from prospect_tui.files.ics_reader import Window, parse_ics
from prospect_tui.files.ics_writer import calendar_text, write_ics
from tests.builders import PARIS

STAMP = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXTS = st.text(max_size=300)
MOMENTS = st.integers(0, 2 * 366 * 24 * 3600).map(lambda after: STAMP + timedelta(seconds=after))


@st.composite
def events(draw: st.DrawFn) -> CalendarEvent:
    at = draw(st.none() | MOMENTS)
    day = (
        at.astimezone(PARIS).date() if at else draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    )
    lasts = draw(st.integers(1, 40))
    return CalendarEvent(
        uid=draw(st.uuids()).hex,
        summary=draw(TEXTS),
        day=day,
        at=at,
        ends_at=at + timedelta(minutes=lasts) if at else None,
        end_day=day + timedelta(days=lasts + 1) if not at else None,
        description=draw(TEXTS),
        place=draw(TEXTS),
        sequence=draw(st.integers(0, 10**6)),
        changed_at=draw(st.none() | MOMENTS),
        is_cancelled=draw(st.booleans()),
    )


@given(st.lists(events(), max_size=5), st.integers(0, 60))
def test_what_is_written_is_read_back(given_events: list[CalendarEvent], alarm: int) -> None:
    text = calendar_text(given_events, stamp=STAMP, name="Été; à faire", alarm=alarm)
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    assert all(c >= " " or c in "\r\n" for c in text)
    parsed = Calendar.from_ical(text)
    assert isinstance(parsed, Calendar)
    assert parsed["X-WR-CALNAME"] == r"Été\; à faire"  # unknown to the library: as it stands
    read = parsed.walk("VEVENT")
    assert [not one.errors for one in read] == [True] * len(given_events)
    for event, one in zip(given_events, read, strict=True):
        assert one["UID"] == event.uid
        assert one["SUMMARY"] == clean(event.summary)
        assert one.get("DESCRIPTION", "") == clean_lines(event.description)
        assert one.get("LOCATION", "") == clean(event.place)
        assert one.decoded("DTSTART") == (event.at or event.day)
        assert one.decoded("DTEND") == (event.ends_at or event.end_day)
        assert one["SEQUENCE"] == event.sequence
        assert ("LAST-MODIFIED" in one) == (event.changed_at is not None)
        assert len(one.walk("VALARM")) == bool(alarm and event.at)


@given(events())
def test_our_own_reader_says_the_same(event: CalendarEvent) -> None:
    text = calendar_text([event], stamp=STAMP)
    (found,) = parse_ics(text, Window(date(2025, 1, 1), date(2029, 1, 1), PARIS)).events
    assert (found.uid, found.day, found.at, found.ends_at, found.end_day) == (
        event.uid, event.day, event.at, event.ends_at, event.end_day,
    )  # fmt: skip
    assert found.summary == clean(event.summary).strip()
    assert found.is_cancelled == event.is_cancelled


def test_a_file_is_not_replaced_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    write_ics(path, "BEGIN:VCALENDAR\r\n")
    with pytest.raises(Refused, match=r"file\.exists"):
        write_ics(path, "other")
    write_ics(path, "é\r\n", overwrite=True)
    assert path.read_bytes() == "é\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o600
