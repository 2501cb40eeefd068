"""Times in words, as one reads them while a date is typed."""

from datetime import date

import pytest

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.i18n import set_language
from prospect_tui.wording.times import in_full
from tests.domain.test_shorthand import SUNDAY


def echo(typed: str) -> str:
    when = parse_when(typed, SUNDAY)
    return in_full(when, SUNDAY.date(), WorkCalendar()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mar 14h", "mardi 24 novembre 2026 14:00"),
        ("demain matin", "lundi 23 novembre 2026 matin · demain"),
        ("auj. 16h", "dimanche 22 novembre 2026 16:00 · auj. · non travaillé"),
        ("6 mois", "samedi 22 mai 2027 · non travaillé"),
        ("25/12", "vendredi 25 décembre 2026 · férié"),
        ("1er déc", "mardi 1er décembre 2026"),
    ],
)
def test_a_date_is_echoed_in_full_and_says_when_nobody_works(typed: str, shown: str) -> None:
    assert echo(typed) == shown


def test_the_echo_speaks_english_too() -> None:
    set_language("en")
    try:
        assert echo("tomorrow 2pm") == "Monday 23 November 2026 14:00 · tomorrow"
        assert echo("christmas") == "Friday 25 December 2026 · public holiday"
    finally:
        set_language("fr")


def test_working_days_are_the_users() -> None:
    saturday = parse_when("samedi", SUNDAY)
    to_saturday = WorkCalendar(weekdays=frozenset({1, 2, 3, 4, 5}))
    assert "non travaillé" not in in_full(saturday, date(2026, 11, 22), to_saturday)
