"""Working time against the official list of holidays and worked examples."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cadence import (
    REGIONS,
    RETRY_STEPS,
    WorkCalendar,
    after_days,
    holidays,
    in_minutes,
    retry_when,
    same_hour_next_working_day,
)
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
FRANCE = WorkCalendar()
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))

# Good Friday, Easter Monday, Ascension, Whit Monday: "Jours fériés en France" of data.gouv.fr
# (Etalab, Licence Ouverte 2.0), list of Alsace-Moselle.
OFFICIAL_MOVABLE = """
2006-04-14 2006-04-17 2006-05-25 2006-06-05
2008-03-21 2008-03-24 2008-05-01 2008-05-12
2010-04-02 2010-04-05 2010-05-13 2010-05-24
2011-04-22 2011-04-25 2011-06-02 2011-06-13
2013-03-29 2013-04-01 2013-05-09 2013-05-20
2016-03-25 2016-03-28 2016-05-05 2016-05-16
2019-04-19 2019-04-22 2019-05-30 2019-06-10
2020-04-10 2020-04-13 2020-05-21 2020-06-01
2021-04-02 2021-04-05 2021-05-13 2021-05-24
2022-04-15 2022-04-18 2022-05-26 2022-06-06
2023-04-07 2023-04-10 2023-05-18 2023-05-29
2024-03-29 2024-04-01 2024-05-09 2024-05-20
2025-04-18 2025-04-21 2025-05-29 2025-06-09
2026-04-03 2026-04-06 2026-05-14 2026-05-25
2027-03-26 2027-03-29 2027-05-06 2027-05-17
2028-04-14 2028-04-17 2028-05-25 2028-06-05
2029-03-30 2029-04-02 2029-05-10 2029-05-21
2030-04-19 2030-04-22 2030-05-30 2030-06-10
2031-04-11 2031-04-14 2031-05-22 2031-06-02
"""
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize("line", OFFICIAL_MOVABLE.split("\n")[1:-1])
def test_holidays_are_the_official_ones(line: str) -> None:
    good_friday, *movable = (date.fromisoformat(text) for text in line.split())
    year = good_friday.year
    mainland = {date(year, month, day) for month, day in FIXED} | set(movable)

    assert set(holidays(year)) == mainland
    assert set(holidays(year, "FR-57")) == mainland | {good_friday, date(year, 12, 26)}


@pytest.mark.parametrize(
    ("region", "day"),
    [("971", "05-27"), ("972", "05-22"), ("973", "06-10"), ("974", "12-20"), ("976", "04-27")],
)
def test_overseas_adds_the_abolition_of_slavery(region: str, day: str) -> None:
    added = set(holidays(2026, region)) - set(holidays(2026))

    assert added == {date.fromisoformat(f"2026-{day}")}
    assert holidays(2026, region)[added.pop()] == "abolition_of_slavery"


def test_holidays_are_named_and_in_order() -> None:
    assert list(holidays(2026).values()) == [
        "new_year",
        "easter_monday",
        "labour_day",
        "victory_1945",
        "ascension",
        "whit_monday",
        "national_day",
        "assumption",
        "all_saints",
        "armistice_1918",
        "christmas",
    ]


def test_an_answer_changed_by_its_caller_changes_nothing() -> None:
    holidays(2026).clear()

    assert date(2026, 12, 25) in holidays(2026)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(InvalidValue) as refusal:
        holidays(2026, "FR-99")
    assert refusal.value.message_id == "calendar.region"


@given(st.integers(1583, 4099), st.sampled_from(REGIONS))
def test_every_year_has_its_holidays(year: int, region: str) -> None:
    found = holidays(year, region)

    assert 10 <= len(found) <= 13
    assert {day.year for day in found} == {year}


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # Friday -> Monday
        ("2026-11-22", 1, "2026-11-23"),  # Sunday
        ("2026-11-22", 0, "2026-11-23"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-10", 1, "2026-11-12"),  # over 11 November
        ("2026-11-12", -1, "2026-11-10"),
        ("2026-12-24", 1, "2026-12-28"),  # over Christmas, a Friday
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-01-04", -1, "2026-12-31"),
        ("2026-11-23", 10, "2026-12-07"),
    ],
)
def test_working_days_are_counted(day: str, n: int, expected: str) -> None:
    found = FRANCE.add_working_days(date.fromisoformat(day), n)

    assert found == date.fromisoformat(expected)


def test_weekdays_and_region_are_the_users() -> None:
    friday = date(2026, 4, 3)  # Good Friday
    tuesday_to_saturday = WorkCalendar(weekdays=frozenset({1, 2, 3, 4, 5}))

    assert FRANCE.is_working_day(friday)
    assert not WorkCalendar(region="FR-57").is_working_day(friday)
    assert tuesday_to_saturday.next_working_day(friday) == date(2026, 4, 4)
    assert tuesday_to_saturday.next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)


@given(DAYS, st.integers(-60, 60).filter(bool))
def test_adding_then_taking_away_comes_back_to_a_working_day(day: date, n: int) -> None:
    there = FRANCE.add_working_days(day, n)

    assert FRANCE.is_working_day(there)
    assert (there > day) == (n > 0)
    if FRANCE.is_working_day(day):
        assert FRANCE.add_working_days(there, -n) == day


@pytest.mark.parametrize(
    ("changes", "message_id"),
    [
        ({"weekdays": frozenset()}, "calendar.weekdays"),
        ({"weekdays": frozenset({7})}, "calendar.weekdays"),
        ({"region": "XX"}, "calendar.region"),
        ({"morning": (time(12), time(9))}, "calendar.hours"),
        ({"afternoon": (time(12), time(18))}, "calendar.hours"),
    ],
)
def test_an_unusable_calendar_is_refused(changes: dict[str, object], message_id: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        WorkCalendar(**changes)  # type: ignore[arg-type]
    assert refusal.value.message_id == message_id


@pytest.mark.parametrize(
    ("hour", "half"),
    [("08:00", "am"), ("12:29", "am"), ("12:30", "pm"), ("13:00", "pm"), ("19:00", "pm")],
)
def test_the_morning_ends_when_the_users_does(hour: str, half: str) -> None:
    assert FRANCE.half_of(local(f"2026-11-23 {hour}")) is HalfDay(half)


@pytest.mark.parametrize(
    ("now", "attempt", "day", "half"),
    [
        ("2026-11-20 10:00", 2, "2026-11-24", "pm"),  # Friday morning -> Tuesday afternoon
        ("2026-11-23 10:00", 1, "2026-11-24", "pm"),
        ("2026-11-23 15:00", 1, "2026-11-24", "am"),
        ("2026-11-23 15:00", 3, "2026-11-26", "am"),
        ("2026-11-23 15:00", 4, "2026-11-30", "am"),
        ("2026-11-23 15:00", 5, "2026-12-07", "am"),
        ("2026-11-23 15:00", 9, "2026-12-07", "am"),  # the last step repeats
        ("2026-11-23 15:00", 0, "2026-11-24", "am"),
        ("2026-12-24 09:10", 1, "2026-12-28", "pm"),
    ],
)
def test_an_unanswered_call_comes_back_in_the_other_half_day(
    now: str, attempt: int, day: str, half: str
) -> None:
    expected = When(date.fromisoformat(day), half=HalfDay(half))

    assert retry_when(local(now), attempt, FRANCE) == expected


def test_retry_steps_are_the_users() -> None:
    assert retry_when(local("2026-11-23 10:00"), 2, FRANCE, (4, 1)).day == date(2026, 11, 24)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - zone set below
    st.integers(1, 20),
)
def test_a_retry_is_later_and_on_a_working_day(naive: datetime, attempt: int) -> None:
    now = naive.replace(tzinfo=PARIS)
    when = retry_when(now, attempt, FRANCE)

    assert FRANCE.is_working_day(when.day)
    assert when.day - now.date() >= timedelta(days=RETRY_STEPS[min(attempt, 5) - 1])
    assert when.half is FRANCE.other_half(FRANCE.half_of(now))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 10:04", "10:00"),
        ("2026-11-23 10:05", "10:05"),
        ("2026-11-23 07:59", "09:00"),
        ("2026-11-23 12:32", "12:30"),
        ("2026-11-23 12:47", "14:00"),
        ("2026-11-23 21:15", "18:30"),
    ],
)
def test_same_hour_next_working_day_stays_in_the_users_hours(now: str, expected: str) -> None:
    when = same_hour_next_working_day(local(now), FRANCE)

    assert when == When(date(2026, 11, 24), time.fromisoformat(expected))


@pytest.mark.parametrize(
    ("now", "minutes", "expected"),
    [
        ("2026-11-23 10:00:00", 20, "2026-11-23 10:20"),
        ("2026-11-23 09:00:05", 20, "2026-11-23 09:20"),
        ("2026-11-23 09:00:59", 20, "2026-11-23 09:20"),
        ("2026-11-23 23:50:00", 20, "2026-11-24 00:10"),
        ("2027-03-28 01:50:00", 20, "2027-03-28 03:10"),  # the hour that spring skips
    ],
)
def test_minutes_are_elapsed_time(now: str, minutes: int, expected: str) -> None:
    when = in_minutes(local(now), minutes)

    assert (when.day, when.hour) == (local(expected).date(), local(expected).time())


def test_minutes_survive_the_hour_that_autumn_repeats() -> None:
    now = local("2026-10-25 02:50")

    assert in_minutes(now, 20).moment(PARIS) == now.astimezone(UTC) + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "2026-11-23"), (30, "2026-12-22"), (33, "2026-12-28")]
)
def test_days_later_land_on_a_working_day(days: int, expected: str) -> None:
    when = after_days(local("2026-11-22 10:00"), days, FRANCE)

    assert when == When(date.fromisoformat(expected))
