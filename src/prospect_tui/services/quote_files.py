"""Quotes out of the program: as PDF for the client, as data for other programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.files.writers.atomic import new_file
from prospect_tui.files.writers.csv import write_csv
from prospect_tui.files.writers.quote_pdf import PrintedLine, PrintedQuote, write_quote
from prospect_tui.services import dialling
from prospect_tui.services.exporting import default_path
from prospect_tui.services.quotes import QuoteSheet

__all__ = [
    "PrintedLine",
    "PrintedQuote",
    "as_data",
    "open_file",
    "pdf_path",
    "write_data",
    "write_pdf",
]

PDF, JSON, CSV = ".pdf", ".json", ".csv"


def pdf_path(folder: Path, reference: str) -> Path:
    """Return where a quote is written by default in a folder, whatever its number is made of."""
    return default_path(folder, reference.replace(" ", "-")).with_suffix(PDF)


def write_pdf(path: Path, quote: PrintedQuote, *, overwrite: bool = False) -> int:
    """Write a quote as PDF; return how many pages it has. Raises `Refused`."""
    return write_quote(path, quote, overwrite=overwrite)


def open_file(path: Path) -> bool:
    """Open a file in the viewer of the desktop; False where there is none, or it does not start."""
    words = dialling.opener_words(str(path.resolve()))
    if not words:
        return False
    try:
        dialling.start(words)
    except OSError:
        return False
    return True


def as_data(sheet: QuoteSheet) -> dict[str, object]:
    """Return a quote as programs get it: cents, thousandths, basis points, ISO days."""
    record = sheet.record
    return {
        "id": record.id,
        "reference": record.reference,
        "number": record.number,
        "version": record.version,
        "state": sheet.state,
        "is_current": record.is_current,
        "opportunity": record.opportunity_id,
        "title": record.title,
        "opportunity_amount_cents": record.sale_cents,
        "subject": record.subject,
        "sender": sheet.sender,
        "recipient": record.recipient,
        "conditions": record.conditions,
        "issued_on": record.issued_on,
        "valid_until": record.valid_until,
        "sent_at": record.sent_at,
        "decided_at": record.decided_at,
        "discount_bp": record.discount_bp,
        "lines": [
            {"id": one.id, **asdict(one.line), "amount_cents": one.line.amount_cents}
            for one in sheet.lines
        ],
        "totals": {
            **asdict(sheet.totals),
            "rates": [{**asdict(r), "base_cents": r.base_cents} for r in sheet.totals.rates],
        },
    }


def write_data(path: Path, sheet: QuoteSheet, *, overwrite: bool = False) -> None:
    """Write a quote as .json, or its lines as .csv; raises `InvalidValue` and `Refused`."""
    data = as_data(sheet)
    if path.suffix.lower() == JSON:
        with new_file(path, overwrite=overwrite) as temporary:
            text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
            temporary.write_text(text + "\n", encoding="utf-8")
    elif path.suffix.lower() == CSV:
        lines = data["lines"]
        assert isinstance(lines, list)
        header, rows = table(sheet.record.reference, lines)
        write_csv(path, header, rows, overwrite=overwrite)
    else:
        raise InvalidValue("quote.export_suffix", suffix=path.suffix)


def table(
    reference: str, lines: Sequence[Mapping[str, object]]
) -> tuple[list[str], list[list[str]]]:
    """Return the lines of a quote as a table: a header of English names, every cell a text."""
    header = [
        "quote", "label", "detail", "quantity_milli", "unit", "unit_price_cents", "discount_bp",
        "vat_bp", "is_optional", "amount_cents",
    ]  # fmt: skip
    rows = [[reference, *(_cell(line[name]) for name in header[1:])] for line in lines]
    return header, rows


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(value)
