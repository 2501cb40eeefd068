"""A quote as the client reads it: a French document, whatever language the screens speak.

What the law wants of it is here: who sends it, to whom, when, for how long, each line with its
quantity and its price, VAT by rate, the totals, the conditions, and where one signs (code de
commerce art. L. 441-9, code de la consommation art. L. 111-1, arrêté du 24 janvier 2017).
"""

from datetime import date
from typing import TYPE_CHECKING

from prospect_tui.domain.quotes import Line, QuoteState
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.catalog import speaking
from prospect_tui.services.quote_files import PrintedLine, PrintedQuote
from prospect_tui.wording.quotes import (
    exact,
    numeric_day,
    options_text,
    totals_lines,
    validity_text,
)

if TYPE_CHECKING:
    from prospect_tui.services.quotes import QuoteSheet


def document(sheet: "QuoteSheet", today: date) -> PrintedQuote:
    """Return what is printed of a quote; a draft says that it is one."""
    with speaking("fr"):
        return _document(sheet, today)


def _document(sheet: "QuoteSheet", today: date) -> PrintedQuote:
    record, is_draft = sheet.record, sheet.state is QuoteState.DRAFT
    title = _("Quote No. {number}").format(number=record.reference)
    lines = [one.line for one in sheet.lines]
    has_discounts = any(line.discount_bp for line in lines)
    is_exempt = not sheet.totals.has_vat
    sums = totals_lines(sheet.totals, record.discount_bp)
    options = options_text(sheet.totals)
    sender = tuple(sheet.sender.splitlines())
    return PrintedQuote(
        title=title,
        mark=_("Draft, not sent yet") if is_draft else "",
        facts=_facts(sheet, today),
        sender=sender,
        recipient_title=_("Client"),
        recipient=tuple(record.recipient.splitlines()),
        subject=_("Subject: {subject}").format(subject=record.subject) if record.subject else "",
        headings=_headings(has_discounts=has_discounts, is_exempt=is_exempt),
        lines=tuple(
            _line(line, has_discounts=has_discounts, is_exempt=is_exempt) for line in lines
        ),
        totals=tuple(sums),
        remarks=tuple(text for text in (options,) if text),
        conditions_title=_("Conditions"),
        conditions=tuple(record.conditions.splitlines()),
        agreement=(
            _("Read and agreed: the client"),
            _("Date, signature and the words “read and agreed”, with the name and the stamp:"),
        ),
        page=_("{title} · page {{page}} of {{pages}}").format(title=title),
        footer=" · ".join(sender[:1]),
    )


def _facts(sheet: "QuoteSheet", today: date) -> tuple[tuple[str, str], ...]:
    record = sheet.record
    facts = [(_("Date"), numeric_day(record.issued_on or today))]
    if record.valid_until is not None:
        facts.append((_("Valid until"), numeric_day(record.valid_until)))
    else:
        facts.append((_("Validity"), validity_text(sheet.identity.validity_days)))
    return tuple(facts)


def _headings(*, has_discounts: bool, is_exempt: bool) -> tuple[str, ...]:
    discount = (_("Discount"),) if has_discounts else ()
    vat = () if is_exempt else (_("VAT"),)
    amount = _("Amount") if is_exempt else _("Amount before VAT")
    price = _("Unit price") if is_exempt else _("Unit price before VAT")
    return (_("What is sold"), _("Quantity"), _("Unit"), price, *discount, *vat, amount)


def _line(line: Line, *, has_discounts: bool, is_exempt: bool) -> PrintedLine:
    label = _("Option: {label}").format(label=line.label) if line.is_optional else line.label
    discount = formats.basis_points(line.discount_bp) if line.discount_bp else ""
    amount = exact(line.amount_cents)
    cells = (
        formats.thousandths(line.quantity_milli),
        line.unit,
        exact(line.unit_price_cents),
        *((discount,) if has_discounts else ()),
        *(() if is_exempt else (formats.basis_points(line.vat_bp),)),
        f"({amount})" if line.is_optional else amount,
    )
    return PrintedLine(label, tuple(line.detail.splitlines()), cells, line.is_optional)
