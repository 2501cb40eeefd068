"""The sums of a quote, exact to the cent, and the states it goes through.

Whole numbers throughout: quantities in thousandths, prices in cents, rates in basis points. It
refuses floats, and knows neither the base nor a sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.numbers import parse_decimal, parse_money

WHOLE = 10_000
"""Basis points in the whole."""
THOUSAND = 1_000
"""Thousandths in one unit."""
USUAL_VAT = 2_000
VAT_RATES = (USUAL_VAT, 1_000, 550, 210, 0, 850, 1_300, 90)
"""The rates in force, the usual ones first, then those of overseas and of Corsica (CGI art. 278 to
281 nonies, 296 and 297)."""

MOST_QUANTITY = 1_000_000 * THOUSAND
MOST_PRICE = 100_000_000_00
MOST_LINES = 500
LONGEST_LABEL, LONGEST_DETAIL, LONGEST_UNIT = 500, 5_000, 20
"""Characters of a line's texts."""


class QuoteState(StrEnum):
    """Where a quote stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    """Sent, unanswered, and past its validity: derived from the clock, never stored."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quote."""

    label: str
    quantity_milli: int = THOUSAND
    unit_price_cents: int = 0
    vat_bp: int = USUAL_VAT
    discount_bp: int = 0
    unit: str = ""
    detail: str = ""
    is_optional: bool = False
    """Shown with its price, not counted in the totals."""

    @property
    def amount_cents(self) -> int:
        """Return the amount without VAT, its own discount taken off."""
        return line_amount(self.quantity_milli, self.unit_price_cents, self.discount_bp)


@dataclass(frozen=True, slots=True)
class RateTotal:
    """What a quote comes to at one rate of VAT."""

    vat_bp: int
    gross_cents: int
    """The lines, before the discount on the whole quote."""
    discount_cents: int
    """The share of that discount."""
    vat_cents: int

    @property
    def base_cents(self) -> int:
        """Return what VAT is counted on."""
        return self.gross_cents - self.discount_cents


@dataclass(frozen=True, slots=True)
class Totals:
    """What a quote comes to, without its optional lines."""

    rates: tuple[RateTotal, ...] = ()
    """One for each rate met, the highest first."""
    optional_cents: int = 0
    """What the optional lines would add, without VAT and before the discount of the quote."""
    gross_cents: int = field(init=False)
    discount_cents: int = field(init=False)
    net_cents: int = field(init=False)
    """Without VAT ("total HT")."""
    vat_cents: int = field(init=False)
    total_cents: int = field(init=False)
    """With VAT ("total TTC")."""

    @property
    def has_vat(self) -> bool:
        """Say whether VAT is to be told of: not when every line that counts is at 0 %."""
        return not self.rates or any(rate.vat_bp for rate in self.rates)

    def __post_init__(self) -> None:
        """Sum the rates up."""
        gross = sum(rate.gross_cents for rate in self.rates)
        discount = sum(rate.discount_cents for rate in self.rates)
        vat = sum(rate.vat_cents for rate in self.rates)
        for name, cents in (
            ("gross_cents", gross),
            ("discount_cents", discount),
            ("net_cents", gross - discount),
            ("vat_cents", vat),
            ("total_cents", gross - discount + vat),
        ):
            object.__setattr__(self, name, cents)


def line_amount(quantity_milli: int, unit_price_cents: int, discount_bp: int = 0) -> int:
    """Return quantity × price less the discount, in cents, rounded half up once, at the end."""
    exact = quantity_milli * unit_price_cents * (WHOLE - discount_bp)
    return _half_up(exact, THOUSAND * WHOLE)


def totals(lines: Iterable[Line], discount_bp: int = 0) -> Totals:
    """Return the totals by rate, the French way.

    The lines are summed without VAT for each rate; the discount on the quote, rounded to the cent,
    is shared out so that its parts add up; VAT is counted once on the base of each rate and rounded
    half up (CGI ann. II art. 242 nonies A: the total without tax and the tax, for each rate).
    """
    gross: dict[int, int] = {}
    optional = 0
    for line in lines:
        if line.is_optional:
            optional += line.amount_cents
        else:
            gross[line.vat_bp] = gross.get(line.vat_bp, 0) + line.amount_cents
    rates = sorted(gross, reverse=True)
    sums = [gross[rate] for rate in rates]
    shares = _shared(_half_up(sum(sums) * discount_bp, WHOLE), sums)
    return Totals(
        tuple(
            RateTotal(rate, whole, share, _half_up((whole - share) * rate, WHOLE))
            for rate, whole, share in zip(rates, sums, shares, strict=True)
        ),
        optional,
    )


def _shared(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount out by weight; the cents left go to the largest remainders, first ones first.

    The parts add up to the amount, and none exceeds its weight as long as the amount does not
    exceed their sum.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda n: -(amount * weights[n] % whole))
    for place in order[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def _half_up(dividend: int, divisor: int) -> int:
    """Return a positive quotient rounded half up."""
    return (2 * dividend + divisor) // (2 * divisor)


# states


def state_on(stored: str, valid_until: date | None, today: date) -> QuoteState:
    """Return the state of a quote on a day: a sent one expires once its last day is past."""
    state = QuoteState(stored or QuoteState.DRAFT)
    if state is QuoteState.SENT and valid_until is not None and valid_until < today:
        return QuoteState.EXPIRED
    return state


def check_may_decide(state: QuoteState, reference: str) -> None:
    """Raise `Refused` unless the quote was sent and awaits an answer, were it a late one."""
    if state is QuoteState.DRAFT:
        raise Refused("quote.not_sent", quote=reference)
    if state not in {QuoteState.SENT, QuoteState.EXPIRED}:
        raise Refused("quote.decided", quote=reference)


# what is typed


def check_line(line: Line) -> None:
    """Raise `InvalidValue` for a line that no quote could hold."""
    if not line.label:
        raise InvalidValue("quote.no_label")
    for text, limit in (
        (line.label, LONGEST_LABEL),
        (line.detail, LONGEST_DETAIL),
        (line.unit, LONGEST_UNIT),
    ):
        if len(text) > limit:
            raise InvalidValue("quote.too_long", length=len(text), limit=limit)
    if not 0 < line.quantity_milli <= MOST_QUANTITY:
        raise InvalidValue("quote.quantity", limit=MOST_QUANTITY // THOUSAND)
    if not 0 <= line.unit_price_cents <= MOST_PRICE:
        raise InvalidValue("quote.price")
    check_discount(line.discount_bp)
    if line.vat_bp not in VAT_RATES:
        raise InvalidValue("quote.vat")


def check_discount(discount_bp: int) -> None:
    """Raise `InvalidValue` outside 0 to 100 %."""
    if not 0 <= discount_bp <= WHOLE:
        raise InvalidValue("quote.discount")


def parse_quantity(text: str) -> int:
    """Read a quantity into thousandths, further decimals rounded; raises `InvalidValue`."""
    milli = _whole(parse_decimal(text) * THOUSAND)
    if not 0 < milli <= MOST_QUANTITY:
        raise InvalidValue("quote.quantity", limit=MOST_QUANTITY // THOUSAND)
    return milli


def parse_price(text: str) -> int:
    """Read a unit price into cents; raises `InvalidValue`."""
    cents = parse_money(text)
    if not 0 <= cents <= MOST_PRICE:
        raise InvalidValue("quote.price")
    return cents


def parse_discount(text: str) -> int:
    """Read "5", "5 %" or "2,5%" into basis points; nothing is 0. Raises `InvalidValue`."""
    basis_points = _percent(text) if text.strip() else 0
    check_discount(basis_points)
    return basis_points


def parse_vat(text: str) -> int:
    """Read a rate of VAT, "20" or "5,5 %", into basis points; raises `InvalidValue`."""
    basis_points = _percent(text)
    if basis_points not in VAT_RATES:
        raise InvalidValue("quote.vat")
    return basis_points


def _percent(text: str) -> int:
    return _whole(parse_decimal(text.strip().removesuffix("%").strip()) * 100)


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))
