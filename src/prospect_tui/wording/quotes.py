"""Quotes in words: on a list, a sheet, a card, and the sums under their lines."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from prospect_tui.domain.joining import joined
from prospect_tui.domain.quotes import QuoteState, Totals
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import quote_state_label

if TYPE_CHECKING:
    from prospect_tui.services.quotes import QuoteSheet, QuoteSummary


def state_text(quote: "QuoteSummary | QuoteSheet") -> str:
    """Return where a quote stands: "Envoyé", "Envoyé, remplacé par D2026-001 v2"."""
    word = quote_state_label(quote.state)
    if not quote.record.is_replaced:
        return word
    newer = quote.record.newest_reference
    return _("{state}, replaced by {quote}").format(state=word, quote=newer)


def days_text(quote: "QuoteSummary | QuoteSheet", *, in_short: bool = False) -> str:
    """Return since when and until when: "daté du 23/11/2026, valable jusqu'au…", or "".

    What is said `in_short` is until when it holds, if it does so.
    """
    record = quote.record
    said = []
    if record.issued_on is not None:
        said.append(_("dated {day}").format(day=numeric_day(record.issued_on)))
    if record.valid_until is not None and quote.state is not QuoteState.ACCEPTED:
        said.append(_("valid until {day}").format(day=numeric_day(record.valid_until)))
    return ", ".join(said[-1:] if in_short else said)


def validity_text(days: int) -> str:
    """Return for how long a quote holds: "30 jours"."""
    return ngettext("{count} day", "{count} days", days).format(count=formats.number(days))


def numeric_day(day: date) -> str:
    """Return "23/11/2026"."""
    return f"{day:%d/%m/%Y}"


def net_text(cents: int) -> str:
    """Return an amount without VAT: "1 200 € HT"."""
    return _("{amount} before VAT").format(amount=formats.money(cents))


def replaced_text(typed_cents: int | None, now_cents: int) -> str:
    """Return what became of an amount that somebody had typed, "" when it stands.

    "Le montant suit le devis retenu : 5 000 € → 1 200 €".
    """
    if typed_cents in {None, now_cents}:
        return ""
    return _("The amount follows the current quote: {before} → {now}").format(
        before=formats.money(typed_cents or 0), now=formats.money(now_cents)
    )


def beside_text(amount_cents: int, quotes: "Iterable[QuoteSummary]") -> str:
    """Return what is to be known of an amount that differs from the current quote, or ""."""
    current = next((one for one in quotes if one.is_current and one.net_cents), None)
    if current is None or current.net_cents == amount_cents:
        return ""
    return _("{quote} comes to {amount}: its next change sets the amount again.").format(
        quote=current.reference, amount=net_text(current.net_cents)
    )


def quote_text(quote: "QuoteSummary") -> str:
    """Return a quote on one line: "D2026-001 v2 · Envoyé · 1 200 € HT · daté du …"."""
    return joined(
        quote.reference,
        state_text(quote),
        net_text(quote.net_cents),
        days_text(quote),
        quote.record.subject,
    )


def totals_lines(totals: Totals, discount_bp: int) -> list[tuple[str, str]]:
    """Return the sums of a quote, each with its name; the last one is what is to be paid."""
    lines = []
    if totals.discount_cents:
        discount = _("Discount {percent}").format(percent=formats.basis_points(discount_bp))
        lines += [
            (_("Total before the discount"), exact(totals.gross_cents)),
            (discount, exact(-totals.discount_cents)),
        ]
    if not totals.has_vat:
        lines.append((_("Total to pay"), exact(totals.total_cents)))
    else:
        lines.append((_("Total before VAT"), exact(totals.net_cents)))
        lines += [_rate_line(rate.vat_bp, rate.base_cents, rate.vat_cents) for rate in totals.rates]
        lines.append((_("Total with VAT"), exact(totals.total_cents)))
    return lines


def _rate_line(vat_bp: int, base_cents: int, vat_cents: int) -> tuple[str, str]:
    name = _("VAT {percent} on {base}").format(
        percent=formats.basis_points(vat_bp), base=exact(base_cents)
    )
    return name, exact(vat_cents)


def options_text(totals: Totals) -> str:
    """Return what the optional lines would add, or ""."""
    if not totals.optional_cents:
        return ""
    text = _("Options, not counted in the total: {amount} before VAT")
    return text.format(amount=exact(totals.optional_cents))


def exact(cents: int) -> str:
    """Return an amount with its cents: "1 200,00 €"."""
    return formats.money(cents, exact=True)
