"""How often something comes again, as people say it, and the days that follow."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.domain.recurrence import after_one, anchored, next_day, parse_recurrence

MONDAY = date(2026, 11, 23)
NEW_YEAR_EVE = date(2026, 12, 31)


def rule(text: str, day: date = MONDAY) -> str:
    return parse_recurrence(text, day, lambda _end: NEW_YEAR_EVE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tous les lundis", "FREQ=WEEKLY;BYDAY=MO"),
        ("Chaque mardi", "FREQ=WEEKLY;BYDAY=TU"),
        ("tous les lundis et jeudis", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("les vendredis", "FREQ=WEEKLY;BYDAY=FR"),
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("on mondays, thursdays", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("toutes les semaines", "FREQ=WEEKLY;BYDAY=MO"),
        ("toutes les 2 semaines", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("tous les 15 jours", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("un jeudi sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("tous les lundis toutes les 3 semaines", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        ("tous les jours", "FREQ=DAILY"),
        ("tous les 3 jours", "FREQ=DAILY;INTERVAL=3"),
        ("tous les jours ouvrés", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("chaque mois", "FREQ=MONTHLY;BYMONTHDAY=23"),
        ("chaque mois le 5", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("le 5 de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("every 2 months on the 1st", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1"),
        ("tous les mois le 30", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("fin de mois", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        ("le premier lundi du mois", "FREQ=MONTHLY;BYDAY=1MO"),
        ("the last friday of each month", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("chaque trimestre", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=23"),
        ("tous les ans", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23"),
        ("mensuel", "FREQ=MONTHLY;BYMONTHDAY=23"),
        ("tous les lundis jusqu'au 31/12", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231"),
        ("tous les jours 5 fois", "FREQ=DAILY;COUNT=5"),
        ("jamais", ""),
        ("", ""),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_a_repetition_is_read_as_people_say_it(text: str, expected: str) -> None:
    assert rule(text) == expected


@pytest.mark.parametrize(
    "text", ["lundi", "souvent", "tous les 0 jours", "le 40 de chaque mois", "FREQ=NOW", "x" * 500]
)
def test_what_is_no_repetition_is_told(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"recurrence\.unknown"):
        rule(text)


def test_an_end_before_the_beginning_is_told() -> None:
    with pytest.raises(InvalidDate, match=r"recurrence\.ends_before"):
        rule("tous les lundis jusqu'au 31/12", date(2027, 1, 4))


@pytest.mark.parametrize(
    ("text", "day", "today", "expected"),
    [
        ("tous les lundis", MONDAY, MONDAY, date(2026, 11, 30)),
        ("tous les lundis", MONDAY, date(2026, 12, 14), date(2026, 12, 14)),
        ("tous les mois le 31", date(2027, 1, 31), date(2027, 1, 31), date(2027, 2, 28)),
        ("tous les mois le 31", date(2027, 2, 28), date(2027, 2, 28), date(2027, 3, 31)),
        ("tous les ans", date(2028, 2, 29), date(2028, 2, 29), date(2029, 2, 28)),
        ("le premier lundi du mois", date(2026, 12, 7), date(2026, 12, 7), date(2027, 1, 4)),
        ("tous les lundis jusqu'au 31/12", date(2026, 12, 28), date(2026, 12, 28), None),
        ("tous les jours 1 fois", MONDAY, MONDAY, None),
    ],
)
def test_the_day_that_follows(text: str, day: date, today: date, expected: date | None) -> None:
    assert next_day(rule(text, day), day, today) == expected


def test_moving_one_of_them_moves_no_other_one() -> None:
    weekly = rule("toutes les 2 semaines")
    friday_before = MONDAY - timedelta(days=3)
    moved = anchored(weekly, MONDAY)
    assert next_day(moved, friday_before, friday_before) == MONDAY + timedelta(weeks=2)
    assert anchored(moved, friday_before) == moved
    assert after_one(moved) == weekly


def test_times_are_counted_down() -> None:
    assert after_one("FREQ=DAILY;COUNT=3") == "FREQ=DAILY;COUNT=2"


@given(
    number=st.integers(1, 31),
    every=st.integers(1, 24),
    day=st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_no_month_is_left_out(number: int, every: int, day: date) -> None:
    """A month too short for the day takes its last one: some calendars would leave it out."""
    monthly = rule(f"tous les {every} mois le {number}", day)
    last = monthrange(day.year, day.month)[1]
    start = day.replace(day=min(number, last))
    found = next_day(monthly, start, start)
    assert found is not None
    months = (found.year - start.year) * 12 + found.month - start.month
    assert months == every
    assert found.day == min(number, monthrange(found.year, found.month)[1])
