"""The days shown, what overlaps, what is free, and half hours when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.meetings import confirmation_day
from prospect_tui.domain.planning import (
    Busy,
    Scale,
    free_slots,
    grid_hours,
    holiday,
    in_zone,
    later_by,
    moved_on,
    overlaps,
    span,
)
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
CALENDAR = WorkCalendar()
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("scale", "first", "last"),
    [
        (Scale.DAY, date(2026, 11, 25), date(2026, 11, 25)),
        (Scale.WEEK, MONDAY, date(2026, 11, 29)),
        (Scale.MONTH, date(2026, 10, 26), date(2026, 12, 6)),
    ],
)
def test_the_days_shown_with_a_day(scale: Scale, first: date, last: date) -> None:
    assert span(scale, date(2026, 11, 25)) == (first, last)


def test_scales_follow_one_another_and_the_years_known_are_not_left() -> None:
    assert [one.following for one in Scale] == [Scale.WEEK, Scale.MONTH, Scale.DAY]
    assert moved_on(Scale.MONTH, date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert moved_on(Scale.WEEK, MONDAY, -1) == date(2026, 11, 16)
    assert moved_on(Scale.MONTH, date(1584, 1, 1), -1) == date(1584, 1, 1)


def test_holidays_are_named() -> None:
    assert holiday(date(2026, 11, 11), CALENDAR) == "armistice_1918"
    assert holiday(MONDAY, CALENDAR) == ""


def busy(ref: str, start: str, end: str, day: date = MONDAY) -> Busy:
    first, last = (
        datetime.combine(day, time.fromisoformat(text), PARIS).astimezone(UTC)
        for text in (start, end)
    )
    return Busy(ref, first, last)


def test_what_overlaps_is_told_both_ways_and_what_follows_is_not() -> None:
    found = overlaps(
        [busy("c", "11:00", "12:00"), busy("a", "09:00", "10:30"), busy("b", "10:00", "11:00")]
    )
    assert found == {"a": ["b"], "b": ["a"]}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=12),
)
def test_overlaps_are_those_of_every_pair(stretches: list[tuple[int, int]]) -> None:
    begin = datetime(2026, 11, 23, tzinfo=UTC)
    listed = [
        Busy(number, begin + timedelta(minutes=start), begin + timedelta(minutes=start + length))
        for number, (start, length) in enumerate(stretches)
    ]
    pairs = {
        (one.ref, other.ref)
        for one in listed
        for other in listed
        if one is not other and one.start < other.end and other.start < one.end
    }
    assert {(ref, other) for ref, others in overlaps(listed).items() for other in others} == pairs


def test_free_slots_stand_in_working_hours_around_what_is_planned() -> None:
    taken = [busy("a", "14:30", "15:30")]
    after = datetime(2026, 11, 23, 11, 40, tzinfo=PARIS)
    slots = free_slots(taken, (), CALENDAR, after, timedelta(hours=1))
    assert [next(slots) for _ in range(4)] == [
        When(MONDAY, time(15, 30)),
        When(MONDAY, time(16)),
        When(MONDAY, time(16, 30)),
        When(MONDAY, time(17)),
    ]


def test_days_off_and_days_taken_have_no_free_slot() -> None:
    after = datetime(2026, 11, 10, 18, 0, tzinfo=PARIS)  # the 11th is a public holiday
    slots = free_slots((), {date(2026, 11, 12)}, CALENDAR, after, timedelta(hours=1))
    assert next(slots) == When(date(2026, 11, 13), time(9))


def test_the_grid_goes_from_the_first_hour_used_to_the_last_one() -> None:
    hours = grid_hours(CALENDAR, ())
    assert (hours[0], hours[-1], len(hours)) == (time(9), time(18), 19)
    hours = grid_hours(CALENDAR, [time(7, 45), time(23, 50)])
    assert (hours[0], hours[-1]) == (time(7, 30), time(23, 30))


@pytest.mark.parametrize(
    ("when", "steps", "expected"),
    [
        (When(date(2027, 3, 28), time(1, 30)), 1, When(date(2027, 3, 28), time(3))),
        (When(date(2027, 3, 28), time(3)), -1, When(date(2027, 3, 28), time(1, 30))),
        (When(date(2026, 10, 25), time(2, 30)), 1, When(date(2026, 10, 25), time(2, fold=1))),
        (When(MONDAY, time(23, 30)), 1, When(date(2026, 11, 24), time(0))),
        (When(MONDAY), 1, When(MONDAY, time(9))),
        (When(MONDAY, half=HalfDay.AFTERNOON), -1, When(MONDAY, time(14))),
    ],
)
def test_half_hours_are_elapsed_time(when: When, steps: int, expected: When) -> None:
    found = later_by(when, steps, PARIS, CALENDAR)
    assert found == expected
    if expected.hour is not None and found.hour is not None:
        assert found.hour.fold == expected.hour.fold


def test_an_hour_that_spring_skips_is_the_one_that_exists() -> None:
    assert in_zone(When(date(2027, 3, 28), time(2, 30)), PARIS).hour == time(3, 30)


def test_an_appointment_is_confirmed_the_working_day_before() -> None:
    assert confirmation_day(MONDAY, date(2026, 11, 16), CALENDAR) == date(2026, 11, 20)
    assert confirmation_day(MONDAY, date(2026, 11, 21), CALENDAR) is None
