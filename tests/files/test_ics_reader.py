"""Foreign calendars: what can be read is read, what cannot is told with its line."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files import ics_blocks, ics_occurrences
from prospect_tui.files.ics_reader import MOST_EVENTS, CalendarContent, Window, parse_ics, read_ics
from tests.builders import PARIS

SAMPLES = Path(__file__).parents[1] / "samples" / "ics"
WINDOW = Window(date(2026, 10, 23), date(2027, 11, 23), PARIS)


def sample(name: str) -> CalendarContent:
    return read_ics(SAMPLES / f"{name}.ics", WINDOW)


def calendar(*lines: str) -> CalendarContent:
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    return parse_ics(text, WINDOW)


def starts(content: CalendarContent) -> list[str]:
    """Return when events begin, in Paris."""
    return [
        f"{event.at.astimezone(PARIS):%Y-%m-%d %H:%M}" if event.at else str(event.day)
        for event in content.events
    ]


def test_google() -> None:
    found = sample("google")
    assert (found.name, found.found, found.problems) == ("Jeanne Essai", 3, ())
    told = [(event.summary, when) for event, when in zip(found.events, starts(found), strict=True)]
    assert told == [
        ("Point équipe", "2026-10-26 09:30"),
        ("Point équipe", "2026-11-02 09:30"),
        ("Point équipe", "2026-11-09 09:30"),
        ("Point équipe", "2026-11-16 09:30"),
        ("Point équipe", "2026-11-23 09:30"),
        ("Afterwork", "2026-11-25 18:00"),
        ("Point équipe (déplacé)", "2026-12-08 14:00"),
        ("Point équipe", "2026-12-14 09:30"),
        ("Congés", "2026-12-24"),
    ]
    first, holidays = found.events[0], found.events[-1]
    assert first.place == "12 rue Neuve, 69003 Lyon"
    assert first.description == "<b>Point</b> hebdomadaire\nSalle au fond"
    assert first.series == "7kukuqrfedlm2f9t0vr4example@google.com"
    assert first.foreign_text.startswith("RRULE:FREQ=WEEKLY")
    assert holidays.end_day == date(2026, 12, 27)
    assert [event.summary for event in found.events if event.is_cancelled] == ["Afterwork"]


def test_outlook_names_zones_in_its_own_way() -> None:
    found = sample("outlook")
    assert starts(found) == [
        "2026-11-10 09:00",
        "2026-11-26 09:00",
        "2026-11-26 16:00",
        "2026-12-08 09:00",
        "2027-01-12 09:00",
        "2027-02-09 09:00",
    ]
    (problem,) = found.problems
    assert (problem.line, problem.summary) == (54, "Ailleurs")
    assert problem.message_id == "calendar.unknown_zone"
    assert problem.params == {"zone": "Custom Time Zone 7", "used": "Europe/Paris"}
    reunion = found.events[1]
    assert reunion.at == datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert reunion.ends_at == datetime(2026, 11, 26, 8, 45, tzinfo=UTC)


def test_apple() -> None:
    found = sample("apple")
    assert found.problems == ()
    assert starts(found) == ["2026-10-24 23:00", "2026-12-03 16:00", "2027-07-15"]
    night = found.events[0]
    assert night.at
    assert night.ends_at
    assert (night.ends_at - night.at).total_seconds() == 6 * 3600


def test_a_broken_file_gives_what_it_can() -> None:
    found = sample("broken")
    told = [(problem.line, problem.message_id) for problem in found.problems]
    assert told == [
        (8, "calendar.no_start"),
        (12, "calendar.bad_start"),
        (17, "calendar.bad_end"),
        (23, "calendar.bad_end"),
        (52, "calendar.cut_short"),
        (29, "calendar.bad_rule"),
        (35, "calendar.bad_rule"),
    ]
    assert [event.summary for event in found.events] == [
        "Sain, version 2",
        "Mauvaise fin",
        "Fin avant le début",
        "Règle inconnue",
        "Toutes les secondes",
        "[bold]Sans[/] identifiant ]0;x",
        "Coupé",
    ]
    assert all(event.uid for event in found.events)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART:20261125T090000Z",), ["2026-11-25 10:00"]),
        (("DTSTART;TZID=/mozilla.org/2005/Europe/London:20261125T090000",), ["2026-11-25 10:00"]),
        (("DTSTART;TZID=W. Europe Standard Time:20261125T090000",), ["2026-11-25 09:00"]),
        (("DTSTART;VALUE=DATE:20261125", "DURATION:P3D"), ["2026-11-25"]),
        (
            ("DTSTART:20261125T090000", "RDATE:20261127T090000"),
            ["2026-11-25 09:00", "2026-11-27 09:00"],
        ),
        (
            ("DTSTART;TZID=Europe/Paris:20270320T090000", "RRULE:FREQ=WEEKLY;COUNT=3"),
            ["2027-03-20 09:00", "2027-03-27 09:00", "2027-04-03 09:00"],
        ),
        (
            (
                "DTSTART;VALUE=DATE:20261124",
                "RRULE:FREQ=DAILY;UNTIL=20261126",
                "EXDATE;VALUE=DATE:20261125",
            ),
            ["2026-11-24", "2026-11-26"],
        ),
        (
            ("DTSTART:20261125T090000Z", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20261126T090000Z"),
            ["2026-11-25 10:00"],
        ),
        (("DTSTART:20200101T090000",), []),
        (("DTSTART:00010101T000000", "DTEND:99991231T235959"), []),
        (("DTSTART;TZID=Asia/Tokyo:00010101T000000",), []),
    ],
)  # fmt: skip
def test_ways_of_saying_when(lines: tuple[str, ...], expected: list[str]) -> None:
    assert starts(calendar("UID:a", *lines)) == expected


def test_what_is_read_can_be_shown() -> None:
    (event,) = calendar("UID:\x1b", "DTSTART:20261125T090000", "SUMMARY:a\x1b]0;b\u202ec").events
    assert event.summary == "a\ufffd]0;bc"
    assert event.uid == "\ufffd"


def test_a_rule_that_never_happens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_occurrences, "PATIENCE", 0.0)
    lines = ("DTSTART:20261125T090000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "END:VEVENT")
    found = calendar("UID:a", *lines, "BEGIN:VEVENT", "UID:b", *lines[:2])
    told = [problem.message_id for problem in found.problems]
    assert told == ["calendar.no_such_day", "calendar.bad_rule"]
    assert [event.series for event in found.events] == ["b"]


@pytest.mark.parametrize(
    ("rule", "told", "outside"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ["calendar.no_such_day"], 0),
        ("FREQ=WEEKLY;UNTIL=20241001T000000", ["calendar.no_such_day"], 0),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1", [], 1),
    ],
)
def test_a_day_that_does_not_exist_is_not_called_far_off(
    rule: str, told: list[str], outside: int
) -> None:
    found = calendar("UID:a", "DTSTART:20241125T090000", f"RRULE:{rule}")
    assert [problem.message_id for problem in found.problems] == told
    assert (found.events, found.outside) == ((), outside)


def test_too_many_events_are_told() -> None:
    event = "BEGIN:VEVENT\nUID:{n}\nDTSTART;VALUE=DATE:20261125\nEND:VEVENT\n"
    text = "".join(event.format(n=n) for n in range(MOST_EVENTS + 5))
    found = parse_ics(text, WINDOW)
    assert len(found.events) == MOST_EVENTS
    (problem,) = found.problems
    assert (problem.message_id, problem.line) == ("calendar.too_many", 4 * MOST_EVENTS + 1)


def test_a_file_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_blocks, "LARGEST", 100)
    path = tmp_path / "big.ics"
    path.write_bytes(b"x" * 101)
    with pytest.raises(UnreadableFile, match=r"file\.calendar_too_big"):
        read_ics(path, WINDOW)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.ics"
    lines = ("BEGIN:VEVENT", "DTSTART:20261125T090000", "SUMMARY:Équi", " pe", "END:VEVENT")
    path.write_bytes(end.join(lines).encode(encoding))
    assert [event.summary for event in read_ics(path, WINDOW).events] == ["Équipe"]


WORDS = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:VALARM",
        "END:VALARM", "UID:a", "UID:b", "DTSTART:20261125T090000", "DTSTART;TZID=Nulle/Part:2026",
        "DTSTART;VALUE=DATE:20261125", "DTEND:20261125T100000", "DURATION:PT1H", "DURATION:-P9W",
        "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=", "RRULE:", "EXDATE:20261126T090000", "EXDATE:x",
        "RDATE;VALUE=PERIOD:20261125T090000Z/PT1H", "RECURRENCE-ID:20261126T090000", "SEQUENCE:9x",
        "RECURRENCE-ID;VALUE=DATE:20261126", "DTSTART:99991231T235959", "DTSTART:00010101", "TZID:",
        "STATUS:CANCELLED", ":", ";=", "SUMMARY;X=\":a", " folded", "\x00\x1b[31m", "END:VCALENDAR",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25))
@example(["DURATION:PT1H", "DTSTART:99991231T235959"])
@example(["DTSTART:00010101T000000Z", "DURATION:PT1H"])
def test_no_file_raises_an_error(lines: list[str]) -> None:
    found = parse_ics("\r\n".join(["BEGIN:VEVENT", *lines]), WINDOW)
    assert len({event.uid for event in found.events}) == len(found.events)
