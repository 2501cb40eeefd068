"""The sums of quotes against an independent computation, and what is typed on them."""

import random
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain import quotes
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.quotes import Line, QuoteState, Totals, totals

CENT = Decimal("0.01")
TODAY = date(2026, 11, 23)


def rounded(euros: Decimal) -> Decimal:
    return euros.quantize(CENT, ROUND_HALF_UP)


def in_euros(line: Line) -> Decimal:
    """Return the amount of a line as an accountant would work it out."""
    quantity = Decimal(line.quantity_milli).scaleb(-3)
    price = Decimal(line.unit_price_cents).scaleb(-2)
    kept = 1 - Decimal(line.discount_bp).scaleb(-4)
    return rounded(quantity * price * kept)


def shared(discount: Decimal, bases: dict[int, Decimal]) -> dict[int, Decimal]:
    """Return the parts of a discount, cent by cent to whoever is furthest below their due."""
    whole = sum(bases.values(), Decimal())
    due = {rate: discount * base / whole if whole else Decimal() for rate, base in bases.items()}
    parts = {rate: (part // CENT) * CENT for rate, part in due.items()}
    while sum(parts.values(), Decimal()) < discount:
        poorest = max(due, key=lambda rate: (due[rate] - parts[rate], rate))
        parts[poorest] += CENT
    return parts


def accountant(lines: list[Line], discount_bp: int) -> tuple[Decimal, Decimal, Decimal]:
    """Return the net amount, VAT and total in euros, with decimals throughout."""
    bases: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        if not line.is_optional:
            bases[line.vat_bp] += in_euros(line)
    discount = rounded(sum(bases.values(), Decimal()) * Decimal(discount_bp).scaleb(-4))
    parts = shared(discount, bases)
    net = {rate: base - parts[rate] for rate, base in bases.items()}
    vat = sum((rounded(net[rate] * Decimal(rate).scaleb(-4)) for rate in net), Decimal())
    before = sum(net.values(), Decimal())
    return before, vat, before + vat


def random_line(chance: random.Random) -> Line:
    return Line(
        "Prestation",
        chance.choice([chance.randint(1, 50_000), 1_000 * chance.randint(1, 40)]),
        chance.choice([chance.randint(0, 500_000), chance.randint(0, 99), 0]),
        chance.choice(quotes.VAT_RATES),
        chance.choice([0, 0, 500, 1_000, chance.randint(0, 10_000)]),
        is_optional=chance.random() < 0.1,
    )


def euros_of(found: Totals) -> tuple[Decimal, ...]:
    cents = (found.net_cents, found.vat_cents, found.total_cents)
    return tuple(Decimal(one).scaleb(-2) for one in cents)


def test_ten_thousand_quotes_agree_with_an_accountant() -> None:
    chance = random.Random(84)
    wrong = []
    for _ in range(10_000):
        lines = [random_line(chance) for _ in range(chance.randint(0, 12))]
        discount = chance.choice([0, 0, 300, 1_000, chance.randint(0, 10_000)])
        if euros_of(totals(lines, discount)) != accountant(lines, discount):
            wrong.append((lines, discount))
    assert wrong == []


LINES = st.lists(
    st.builds(
        Line,
        st.just("x"),
        st.integers(1, quotes.MOST_QUANTITY),
        st.integers(0, quotes.MOST_PRICE),
        st.sampled_from(quotes.VAT_RATES),
        st.integers(0, 10_000),
        is_optional=st.booleans(),
    ),
    max_size=8,
)


@given(LINES, st.integers(0, 10_000))
def test_the_parts_add_up_whatever_the_quote(lines: list[Line], discount_bp: int) -> None:
    found = totals(lines, discount_bp)
    counted = [line.amount_cents for line in lines if not line.is_optional]
    assert found.gross_cents == sum(counted)
    assert found.net_cents == sum(rate.base_cents for rate in found.rates)
    assert all(0 <= rate.discount_cents <= rate.gross_cents for rate in found.rates)
    assert abs(found.discount_cents * 10_000 - found.gross_cents * discount_bp) <= 5_000
    assert found.total_cents == found.net_cents + found.vat_cents


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "cents"),
    [
        (1_000, 12_345, 0, 12_345),
        (500, 1, 0, 1),  # half a cent goes up
        (499, 1, 0, 0),
        (2_500, 333, 0, 833),
        (3_000, 10_000, 3_333, 20_001),
        (1_000, 10_000, 10_000, 0),
    ],
)
def test_a_line(quantity: int, price: int, discount: int, cents: int) -> None:
    assert quotes.line_amount(quantity, price, discount) == cents


def test_the_discount_of_the_quote_is_spread_over_the_rates_to_the_cent() -> None:
    lines = [Line("a", unit_price_cents=1_000, vat_bp=rate) for rate in (2_000, 1_000, 550)]
    found = totals(lines, 333)
    assert [rate.discount_cents for rate in found.rates] == [34, 33, 33]
    assert (found.discount_cents, found.net_cents) == (100, 2_900)


def test_an_option_is_shown_but_not_counted() -> None:
    lines = [Line("a", unit_price_cents=1_000), Line("b", unit_price_cents=500, is_optional=True)]
    found = totals(lines)
    assert (found.net_cents, found.optional_cents, found.total_cents) == (1_000, 500, 1_200)


@pytest.mark.parametrize(
    ("stored", "until", "state"),
    [
        ("", None, QuoteState.DRAFT),
        ("draft", date(2026, 11, 1), QuoteState.DRAFT),
        ("sent", date(2026, 11, 23), QuoteState.SENT),
        ("sent", date(2026, 11, 22), QuoteState.EXPIRED),
        ("sent", None, QuoteState.SENT),
        ("accepted", date(2026, 1, 1), QuoteState.ACCEPTED),
    ],
)
def test_only_a_sent_quote_expires(stored: str, until: date | None, state: QuoteState) -> None:
    assert quotes.state_on(stored, until, TODAY) is state


@pytest.mark.parametrize(("text", "milli"), [("2,5", 2_500), ("1 200", 1_200_000), ("0.3334", 333)])
def test_a_quantity_is_read_exactly(text: str, milli: int) -> None:
    assert quotes.parse_quantity(text) == milli


@pytest.mark.parametrize(("text", "rate"), [("20", 2_000), ("5,5 %", 550), ("2.1%", 210), ("0", 0)])
def test_a_rate_is_read_exactly(text: str, rate: int) -> None:
    assert quotes.parse_vat(text) == rate


@pytest.mark.parametrize(
    ("read", "text", "why"),
    [
        (quotes.parse_quantity, "0", "quote.quantity"),
        (quotes.parse_quantity, "-1", "quote.quantity"),
        (quotes.parse_quantity, "2 millions", "value.number"),
        (quotes.parse_quantity, "2000k", "quote.quantity"),
        (quotes.parse_price, "-5", "quote.price"),
        (quotes.parse_price, "1 Md", "quote.price"),
        (quotes.parse_discount, "101", "quote.discount"),
        (quotes.parse_discount, "-1", "quote.discount"),
        (quotes.parse_vat, "19,6", "quote.vat"),
        (quotes.parse_vat, "", "value.number"),
    ],
)
def test_what_no_quote_can_hold_is_refused(read: object, text: str, why: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read(text)  # type: ignore[operator]
    assert refused.value.message_id == why
