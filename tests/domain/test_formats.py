"""Days, hours, amounts and sizes as they are shown, in French and in English."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.i18n import current_language, formats, set_language

TUESDAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 23)

LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture(autouse=True)
def _same_language_after() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("shown", "french", "english"),
    [
        (lambda: formats.day_short(TUESDAY), "mar. 24/11", "Tue 24/11"),
        (
            lambda: formats.day_long(TUESDAY),
            "mardi 24 novembre 2026",
            "Tuesday 24 November 2026",
        ),
        (
            lambda: formats.day_long(date(2026, 12, 1)),
            "mardi 1er décembre 2026",
            "Tuesday 1 December 2026",
        ),
        (lambda: formats.hour(time(9, 5)), "09:05", "09:05"),
        (lambda: formats.percent(0.125), "12,5\u202f%", "12.5%"),
        (lambda: formats.percent(1), "100\u202f%", "100%"),
        (lambda: formats.percent(0.0004), "0\u202f%", "0%"),
        (lambda: formats.percent(-0.0334), "-3,3\u202f%", "-3.3%"),
        (lambda: formats.money(123450), "1\u202f234,50\u00a0€", "€1,234.50"),
        (lambda: formats.money(123400), "1\u202f234\u00a0€", "€1,234"),
        (lambda: formats.money(123400, exact=True), "1\u202f234,00\u00a0€", "€1,234.00"),
        (lambda: formats.money(-5), "-0,05\u00a0€", "-€0.05"),
        (lambda: formats.money(0), "0\u00a0€", "€0"),
        (lambda: formats.number(1234567), "1\u202f234\u202f567", "1,234,567"),
        (lambda: formats.number(1234.5), "1\u202f234,5", "1,234.5"),
        (lambda: formats.number(1234.567), "1\u202f234,57", "1,234.57"),
        (lambda: formats.number(1234.0), "1\u202f234", "1,234"),
        (lambda: formats.number(-2), "-2", "-2"),
        (lambda: formats.number(-0.001), "0", "0"),
        (lambda: formats.file_size(0), "0\u00a0o", "0\u00a0B"),
        (lambda: formats.file_size(512), "512\u00a0o", "512\u00a0B"),
        (lambda: formats.file_size(1234), "1,2\u00a0ko", "1.2\u00a0kB"),
        (lambda: formats.file_size(999_950), "1\u00a0Mo", "1\u00a0MB"),
        (lambda: formats.file_size(287_000_000), "287\u00a0Mo", "287\u00a0MB"),
        (lambda: formats.file_size(5 * 10**15), "5\u202f000\u00a0To", "5,000\u00a0TB"),
        (lambda: formats.duration(42), "00:42", "00:42"),
        (lambda: formats.duration(0), "00:00", "00:00"),
        (lambda: formats.duration(59.9), "00:59", "00:59"),
        (lambda: formats.duration(754), "12:34", "12:34"),
        (lambda: formats.duration(3723), "1:02:03", "1:02:03"),
        (lambda: formats.duration(-5), "00:00", "00:00"),
    ],
)
def test_shown_in_both_languages(shown: Callable[[], str], french: str, english: str) -> None:
    set_language("fr")
    assert shown() == french
    set_language("en")
    assert shown() == english


def test_a_moment() -> None:
    moment = datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001 - local wall clock, as shown

    set_language("fr")
    assert formats.moment_short(moment) == "mar. 24/11 14:30"
    assert formats.hour(moment) == "14:30"


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        ("2026-11-23", "auj.", "today"),
        ("2026-11-24", "demain", "tomorrow"),
        ("2026-11-22", "hier", "yesterday"),
        ("2026-11-25", "mer.", "Wed"),
        ("2026-11-29", "dim.", "Sun"),
        ("2026-11-30", "30/11", "30/11"),
        ("2026-11-20", "20/11", "20/11"),
        ("2027-01-04", "04/01/27", "04/01/27"),
        ("2025-11-23", "23/11/25", "23/11/25"),
    ],
)
def test_a_day_seen_from_monday(day: str, french: str, english: str) -> None:
    set_language("fr")
    assert formats.relative_day(date.fromisoformat(day), MONDAY) == french
    set_language("en")
    assert formats.relative_day(date.fromisoformat(day), MONDAY) == english


def test_the_days_of_this_week_go_on_into_the_new_year() -> None:
    set_language("fr")
    assert formats.relative_day(date(2027, 1, 2), date(2026, 12, 29)) == "sam."


@pytest.mark.parametrize(
    ("day", "hour", "half", "french", "english"),
    [
        ("2026-11-24", None, "pm", "mar. 24/11 après-midi", "Tue 24/11 afternoon"),
        ("2026-11-24", None, HalfDay.MORNING, "mar. 24/11 matin", "Tue 24/11 morning"),
        ("2026-11-24", time(9, 30), None, "mar. 24/11 09:30", "Tue 24/11 09:30"),
        ("2026-11-24", time(9, 30), "pm", "mar. 24/11 09:30", "Tue 24/11 09:30"),
        ("2026-11-22", None, None, "dim. 22/11", "Sun 22/11"),
        ("2026-11-20", time(9, 30), None, "auj. 09:30", "today 09:30"),
        ("2026-11-21", None, None, "demain", "tomorrow"),
        ("2026-11-19", None, "am", "hier matin", "yesterday morning"),
        ("2027-01-04", None, "am", "lun. 04/01/27 matin", "Mon 04/01/27 morning"),
    ],
)
def test_a_planned_time_seen_from_a_friday(
    day: str, hour: time | None, half: str | None, french: str, english: str
) -> None:
    today = date(2026, 11, 20)

    set_language("fr")
    assert formats.when_text(date.fromisoformat(day), hour, half, today) == french
    set_language("en")
    assert formats.when_text(date.fromisoformat(day), hour, half, today) == english


@LANGUAGES
@given(cents=st.integers(-(10**12), 10**12))
def test_amounts_are_the_ones_of_the_unicode_locales(language: str, cents: int) -> None:
    set_language(language)
    expected = format_currency(Decimal(cents) / 100, "EUR", locale=language)

    assert formats.money(cents, exact=True) == expected


@LANGUAGES
@given(value=st.integers(-(10**12), 10**12))
def test_numbers_are_the_ones_of_the_unicode_locales(language: str, value: int) -> None:
    set_language(language)
    assert formats.number(value) == format_decimal(value, locale=language)


@LANGUAGES
@pytest.mark.parametrize("month", range(1, 13))
def test_names_are_the_ones_of_the_unicode_locales(language: str, month: int) -> None:
    set_language(language)
    for number in range(2, 9):
        day = date(2026, month, number)
        short = format_date(day, "EEE", locale=language)

        assert formats.day_long(day) == format_date(day, "EEEE d MMMM y", locale=language)
        assert formats.day_short(day) == f"{short} {day:%d/%m}"
