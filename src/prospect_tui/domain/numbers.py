"""Typed numbers and amounts of money, French or English: "1 234,50 €", "1,234.5", "12 k€".

Refuses units, percentages and arithmetic. What cannot be read raises `InvalidValue`, whose sentence
takes `value`, the text as typed.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from prospect_tui.domain.cleaning import figures_only, fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.expressions import expression

CENTS = 100
"""In one euro."""

_LARGEST = 10**15
"""Beyond it a number is a mistake, and a float would no longer be exact."""
_SCALES = {"k": 10**3, "m": 10**6, "md": 10**9, "mds": 10**9}

_FIGURES = (
    r"(?:(?P<groups>[0-9]{1,3}(?P<mark>[ '.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)|(?P<plain>[0-9]+))"
    r"(?:(?!(?P=mark))[.,](?P<decimals>[0-9]+))?"
)
_A_NUMBER = rf"(?P<sign>[+-]?) ?{_FIGURES}(?: ?(?P<scale>k))?"
_NUMBER = expression(_A_NUMBER)
_MONEY = expression(
    rf"(?P<sign>[+-]?) ?(?P<before>€ ?)?{_FIGURES}(?: ?(?P<scale>k|mds?|m))?"
    r"(?(before)| ?(?:€|euros?|eur)?)"
)
_BEGINNING = expression(rf"{_A_NUMBER}(?![^\W_])")
_CENTS_KEPT = expression("-?[0-9]{1,18}")
_ONE_GROUP = expression(r"[0-9]{1,3}[.,][0-9]{3}")


def parse_number(text: str) -> int | float:
    """Read a number, an int when it is whole; "12k" is 12000.

    Thousands may be grouped by spaces of any kind, apostrophes, dots or commas. A single dot or
    comma is the decimal mark, even before three figures: 1,234 is 1.234. Otherwise raises
    `InvalidValue` (value.number, value.number_too_large).
    """
    number = parse_decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def parse_decimal(text: str) -> Decimal:
    """Read a number as `parse_number` does, and return it exactly."""
    found = _NUMBER.fullmatch(fold(text).strip())
    if found is None:
        raise InvalidValue("value.number", value=text.strip())
    number = _value(found, is_money=False)
    if number is None:
        raise InvalidValue("value.number_too_large", value=text.strip())
    return number


def first_number(text: str) -> int | float | None:
    """Return the number that `text` is or begins with, or None: "100 à 199 salariés" is 100."""
    folded = fold(text).strip()
    found = _NUMBER.fullmatch(folded) or _BEGINNING.match(folded)
    number = _value(found, is_money=False) if found else None
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def cents_kept(value: str) -> int | None:
    """Return the cents of a stored amount; None when the cell holds something else as typed."""
    return int(value) if _CENTS_KEPT.fullmatch(value) else None


def parse_money(text: str) -> int:
    """Read an amount in euros and return cents; "12k" and "12 k€" are 1200000, "2 M€" 200000000.

    The euro sign, before or after, is optional. Thousands as in `parse_number`, but since an
    amount has two decimals a single mark before three figures groups them: 1,234 and 1.234 are
    1234 € (not 0,125, nor 1,234 M€). Further decimals are rounded. Otherwise raises
    `InvalidValue` (value.amount, value.amount_too_large).
    """
    found = _MONEY.fullmatch(fold(text).strip())
    if found is None:
        raise InvalidValue("value.amount", value=text.strip())
    euros = _value(found, is_money=True)
    if euros is None:
        raise InvalidValue("value.amount_too_large", value=text.strip())
    return int((euros * CENTS).quantize(Decimal(1), ROUND_HALF_UP))


def _value(found: re.Match[str], *, is_money: bool) -> Decimal | None:
    """Return the number of a match, or None when it is too large."""
    figures, scale = found["groups"] or found["plain"], found["scale"]
    if (
        found["decimals"] is None
        and _ONE_GROUP.fullmatch(figures)
        and (not is_money or scale or figures.startswith("0"))
    ):
        figures = figures.replace(",", ".")
    else:
        figures = figures_only(figures) + f".{found['decimals'] or 0}"
    number = Decimal(found["sign"] + figures) * _SCALES.get(scale, 1)
    return number if abs(number) < _LARGEST else None
