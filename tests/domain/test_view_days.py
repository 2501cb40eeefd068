"""The days named in a filter."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.view_days import Days

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = Days(date(2026, 11, 25), PARIS, WorkCalendar())


def days(*texts: str) -> tuple[date, date]:
    first, *rest = map(date.fromisoformat, texts)
    return first, rest[0] if rest else first


@pytest.mark.parametrize(
    ("text", "coming", "past"),
    [
        ("demain", days("2026-11-26"), days("2026-11-26")),
        ("hier", days("2026-11-24"), days("2026-11-24")),
        ("+3j", days("2026-11-28"), days("2026-11-28")),
        ("+2jo", days("2026-11-27"), days("2026-11-27")),
        ("-1 m", days("2026-10-25"), days("2026-10-25")),
        ("lun", days("2026-11-30"), days("2026-11-23")),
        ("Mercredi", days("2026-12-02"), days("2026-11-25")),
        ("12/03", days("2027-03-12"), days("2026-03-12")),
        ("12/12", days("2026-12-12"), days("2026-12-12")),
        ("12/03/2024", days("2024-03-12"), days("2024-03-12")),
        ("2024-03-12", days("2024-03-12"), days("2024-03-12")),
        ("fin de mois", days("2026-11-30"), days("2026-11-30")),
        ("demain 9h", days("2026-11-26"), days("2026-11-26")),
        ("2024", days("2024-01-01", "2024-12-31"), days("2024-01-01", "2024-12-31")),
        ("01/03/2062", days("2062-03-01"), days("2062-03-01")),
        ("02/2024", days("2024-02-01", "2024-02-29"), days("2024-02-01", "2024-02-29")),
        ("2-2023", days("2023-02-01", "2023-02-28"), days("2023-02-01", "2023-02-28")),
        (" 2023-02 ", days("2023-02-01", "2023-02-28"), days("2023-02-01", "2023-02-28")),
    ],
)
def test_what_is_left_out_depends_on_what_the_column_holds(
    text: str, coming: tuple[date, date], past: tuple[date, date]
) -> None:
    assert WEDNESDAY.span(text) == coming
    assert WEDNESDAY.span(text, is_past=True) == past


@pytest.mark.parametrize("text", ["", "tantôt", "31/02/2026", "0001", "9999", "13/2026", "demian"])
@pytest.mark.parametrize("is_past", [False, True])
def test_what_names_no_day_is_refused(text: str, is_past: bool) -> None:
    with pytest.raises(InvalidDate):
        WEDNESDAY.span(text, is_past=is_past)


@given(st.text(max_size=20), st.booleans())
def test_any_text_names_days_in_order_or_is_refused(text: str, is_past: bool) -> None:
    try:
        first, last = WEDNESDAY.span(text, is_past=is_past)
    except InvalidDate as error:
        first, last, refusal = date.min, date.max, error.message_id
    else:
        refusal = "date."
    assert first <= last
    assert refusal.startswith("date.")


def test_a_day_begins_where_the_user_lives() -> None:
    assert WEDNESDAY.begins(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert WEDNESDAY.begins(date(2026, 12, 1)) == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_two_readings_of_one_day_are_one() -> None:
    again = Days(date(2026, 11, 25), PARIS, WorkCalendar())
    assert again == WEDNESDAY
    assert hash(again) == hash(WEDNESDAY)
