"""Numbers and amounts as French and English people type them."""

from collections.abc import Iterator
from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import cents_kept, first_number, parse_money, parse_number
from prospect_tui.i18n import current_language, formats, set_language


@pytest.fixture(autouse=True)
def _same_language_after() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("0", 0),
        ("12", 1200),
        (" 12 ", 1200),
        ("12,5", 1250),
        ("12.50", 1250),
        ("12,50 €", 1250),
        ("12€", 1200),
        ("€12", 1200),
        ("€ 12.50", 1250),
        ("12 EUR", 1200),
        ("12 euros", 1200),
        ("1 234,50 €", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1\u00a0234 €", 123400),
        ("1'234.50", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("€1,234.50", 123450),
        ("1 234 567", 123456700),
        ("1.234.567", 123456700),
        ("1,234", 123400),
        ("1.234", 123400),
        ("0,125", 13),
        ("1234,567", 123457),
        ("19.990000000000002", 1999),
        ("12k", 1200000),
        ("12 k", 1200000),
        ("12k€", 1200000),
        ("12 K€", 1200000),
        ("€12k", 1200000),
        ("12,5 k€", 1250000),
        ("1,234 k€", 123400),
        ("2 M€", 200000000),
        ("1,5 Md€", 150000000000),
        ("-12,50 €", -1250),
        ("\u221212", -1200),
        ("+12", 1200),
        ("１２", 1200),
    ],
)
def test_amounts(typed: str, cents: int) -> None:
    assert parse_money(typed) == cents


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12,0", 12),
        ("1 234", 1234),
        ("1\u202f234,5", 1234.5),
        ("1,234", 1.234),
        ("1.234", 1.234),
        ("1,234,567", 1234567),
        ("1.234,5", 1234.5),
        ("12k", 12000),
        ("1,5 k", 1500),
        ("-3", -3),
        ("0007", 7),
    ],
)
def test_numbers(typed: str, expected: float) -> None:
    found = parse_number(typed)

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "abc", "12 %", "12 $", "€", "k", "€12€", "12 €€", "1 23", "12 34", "1,23,456"),
        *(
            "1 234 56",
            "1.234.56",
            "1 234.567.890",
            "12-",
            "--12",
            "12/3",
            "1e5",
            "nan",
            "inf",
            ",5",
        ),
        *("12,", "12..5", "1,2,3", "12 kk", "12 k m"),
    ],
)
def test_the_rest_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue) as money:
        parse_money(typed)
    with pytest.raises(InvalidValue) as number:
        parse_number(typed)

    assert (money.value.message_id, money.value.params) == (
        "value.amount",
        {"value": typed.strip()},
    )
    assert (number.value.message_id, number.value.params) == (
        "value.number",
        {"value": typed.strip()},
    )


@pytest.mark.parametrize(
    "typed",
    ["1" * 16, str(2**63), f"-{2**64}", "9" * 400, "999 999 999 999 999 999", "1" * 13 + "k"],
)
def test_what_is_too_large_is_told_apart(typed: str) -> None:
    with pytest.raises(InvalidValue) as money:
        parse_money(typed)
    with pytest.raises(InvalidValue) as number:
        parse_number(typed)
    assert money.value.message_id == "value.amount_too_large"
    assert number.value.message_id == "value.number_too_large"


@pytest.mark.parametrize("typed", ["12 €", "12 M"])
def test_a_number_has_no_unit(typed: str) -> None:
    with pytest.raises(InvalidValue):
        parse_number(typed)


@pytest.mark.parametrize("language", ["fr", "en"])
@given(cents=st.integers(-(10**14), 10**14), exact=st.booleans())
def test_a_shown_amount_is_read_back(language: str, cents: int, exact: bool) -> None:
    set_language(language)

    assert parse_money(formats.money(cents, exact=exact)) == cents


@given(st.text(alphabet=digits + " ,.'-+€kmMd\u202f\u00a0x", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_money, parse_number):
        try:
            found = parse(text)
        except InvalidValue:
            continue
        assert abs(found) <= 10**17


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100 à 199 salariés", 100),
        ("1 000", 1000),
        ("1 000 personnes", 1000),
        ("2,5", 2.5),
        ("12k", 12_000),
        ("12 kg", 12),
        ("12kg", None),
        ("-3 °C", -3),
        ("3e", None),
        ("NC", None),
        ("environ 12", None),
        ("", None),
        ("1" * 20, None),
    ],
)
def test_the_number_that_a_text_begins_with(text: str, number: float | None) -> None:
    assert first_number(text) == number


@pytest.mark.parametrize(
    ("value", "cents"),
    [("1200", 1200), ("-5", -5), ("0", 0), ("", None), ("-", None), ("--5", None), ("12 k", None),
     ("²", None), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None)],
)  # fmt: skip
def test_the_cents_of_a_cell_are_plain_figures(value: str, cents: int | None) -> None:
    assert cents_kept(value) == cents
