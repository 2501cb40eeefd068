"""The lines of a quote in words: as a table shows them, as they are typed, what a text means."""

from typing import NamedTuple

from prospect_tui.domain import quotes as rules
from prospect_tui.domain.quotes import Line
from prospect_tui.i18n import N_, _, formats
from prospect_tui.wording.quotes import exact


class LineColumn(NamedTuple):
    """A column of the table of a quote."""

    key: str
    """The field of `Line`; "amount" is worked out."""
    title: str
    """English, marked for translation."""


AMOUNT = "amount"
COLUMNS = (
    LineColumn("label", N_("What is sold")),
    LineColumn("quantity_milli", N_("Qty")),
    LineColumn("unit", N_("Unit")),
    LineColumn("unit_price_cents", N_("Price each")),
    LineColumn("discount_bp", N_("Discount")),
    LineColumn("vat_bp", N_("VAT")),
    LineColumn(AMOUNT, N_("Amount before VAT")),
)
_USUAL_RATES = rules.VAT_RATES[:5]


def usual_rates() -> tuple[str, ...]:
    """Return the usual rates of VAT, as they are typed."""
    return tuple(map(rate_text, _USUAL_RATES))


def rate_text(points: int) -> str:
    """Return basis points as they are typed: "5,5"."""
    return formats.thousandths(points * 10)


def shown(line: Line) -> dict[str, str]:
    """Return what the table shows of a line, by column."""
    amount = exact(line.amount_cents)
    return {
        "label": _("Option: {label}").format(label=line.label) if line.is_optional else line.label,
        "quantity_milli": formats.thousandths(line.quantity_milli),
        "unit": line.unit,
        "unit_price_cents": exact(line.unit_price_cents),
        "discount_bp": formats.basis_points(line.discount_bp) if line.discount_bp else "",
        "vat_bp": formats.basis_points(line.vat_bp),
        AMOUNT: f"({amount})" if line.is_optional else amount,
    }


def typed(line: Line, key: str) -> str:
    """Return a cell as it is typed."""
    match key:
        case "label" | "unit":
            return str(getattr(line, key))
        case "quantity_milli":
            return formats.thousandths(line.quantity_milli)
        case "unit_price_cents":
            return formats.bare_money(line.unit_price_cents)
        case "discount_bp":
            return rate_text(line.discount_bp) if line.discount_bp else ""
        case "vat_bp":
            return rate_text(line.vat_bp)
    return ""


def read(key: str, text: str) -> int | str:
    """Return the value that a text means in a column; raises `InvalidValue`."""
    match key:
        case "quantity_milli":
            return rules.parse_quantity(text)
        case "unit_price_cents":
            return rules.parse_price(text or "0")
        case "discount_bp":
            return rules.parse_discount(text)
        case "vat_bp":
            return rules.parse_vat(text)
    return text


def echo(key: str, text: str) -> str:
    """Return what a text being typed means: "→ 1 200,00 €"; raises `InvalidValue`."""
    value = read(key, text)
    match key, value:
        case "quantity_milli", int():
            return f"→ {formats.thousandths(value)}"
        case "unit_price_cents", int():
            return _("→ {amount} before VAT, each").format(amount=exact(value))
        case "discount_bp" | "vat_bp", int():
            return f"→ {formats.basis_points(value)}"
    return ""
