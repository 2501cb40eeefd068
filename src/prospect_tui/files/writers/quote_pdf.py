"""Lays a quote out on pages. What is written on it is worded by whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from prospect_tui.files.writers.pdf import (
    GREY,
    MARGIN,
    RULE,
    letters,
    paragraph,
    style,
    write_pages,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_PAGE_WIDTH = 595.27 - 2 * MARGIN
_NARROW = (46.0, 46.0, 74.0, 44.0, 40.0, 74.0)
"""Widths in points of quantity, unit, price, discount, VAT and amount."""
_FACTS = 210.0
_TOTALS = 260.0
_MOST_IN_ROW = 400
"""Characters of a detail in one row of the table: a row stands on one page."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the table, in words."""

    label: str
    detail: tuple[str, ...]
    cells: tuple[str, ...]
    """What stands right of the label, one for each heading after the first."""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """All that is written on a quote, in words."""

    title: str
    mark: str
    """What makes it a draft, or ""."""
    facts: tuple[tuple[str, str], ...]
    sender: tuple[str, ...]
    recipient_title: str
    recipient: tuple[str, ...]
    subject: str
    headings: tuple[str, ...]
    """Of the label, then quantity, unit, price, discount or VAT if there is any, amount."""
    lines: tuple[PrintedLine, ...]
    totals: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    conditions_title: str
    conditions: tuple[str, ...]
    agreement: tuple[str, str]
    page: str
    """The footer, with {page} and {pages}."""
    footer: str


def write_quote(path: Path, quote: PrintedQuote, *, overwrite: bool = False) -> int:
    """Write a quote as PDF, mode 0600; return how many pages it has. Raises `Refused`."""
    return write_pages(
        path,
        quote.title,
        partial(_story, quote),
        footers=(quote.footer, quote.page),
        author=quote.sender[0] if quote.sender else "",
        overwrite=overwrite,
    )


def _story(quote: PrintedQuote) -> list["Flowable"]:
    from reportlab.platypus import KeepTogether, Spacer  # noqa: PLC0415 - slow to import

    return [
        _head(quote),
        Spacer(1, 18),
        *_subject(quote),
        _table(quote),
        Spacer(1, 10),
        KeepTogether([_totals(quote), Spacer(1, 14)]),
        *_conditions(quote),
        KeepTogether([Spacer(1, 12), _agreement(quote)]),
    ]


def _grid(
    rows: list[list[Any]],
    widths: Sequence[float],
    *rules: Any,
    padding: float = 3,
    **more: Any,
) -> "Flowable":
    from reportlab.platypus import Table, TableStyle  # noqa: PLC0415 - slow to import

    usual = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    return Table(rows, colWidths=widths, style=TableStyle([*usual, *rules]), **more)


def _head(quote: PrintedQuote) -> "Flowable":
    """Return sender and number at the left, client and dates at the right."""
    strong, usual = style("strong", 10, bold=True), style("usual")
    left: list[Flowable] = [
        paragraph(line, strong if place == 0 else usual) for place, line in enumerate(quote.sender)
    ]
    facts = [paragraph(quote.title, style("title", 14, bold=True))]
    if quote.mark:
        facts.append(paragraph(quote.mark, style("mark", 10, bold=True, textColor="#b00020")))
    facts += [paragraph(f"{name} : {value}", usual) for name, value in quote.facts]
    to = [paragraph(quote.recipient_title, style("to", 8, textColor=GREY))]
    to += [
        paragraph(line, strong if place == 0 else usual)
        for place, line in enumerate(quote.recipient)
    ]
    widths = (_PAGE_WIDTH - _FACTS, _FACTS)
    box = ("BOX", (1, 1), (1, 1), 0.5, RULE)
    inside = ("LEFTPADDING", (1, 0), (1, -1), 6)
    return _grid([[left, facts], ["", to]], widths, box, inside)


def _subject(quote: PrintedQuote) -> list["Flowable"]:
    from reportlab.platypus import Spacer  # noqa: PLC0415 - slow to import

    if not quote.subject:
        return []
    return [paragraph(quote.subject, style("subject", 10, bold=True)), Spacer(1, 8)]


def _table(quote: PrintedQuote) -> "Flowable":
    """Return the lines; their headings stand on each page."""
    count = len(quote.headings) - 1
    narrow = _narrow(count)
    widths = (_PAGE_WIDTH - sum(narrow), *narrow)
    head, right = style("head", 8, bold=True), style("right-head", 8, bold=True, alignment=2)
    rows: list[list[Any]] = [
        [
            paragraph(text, right if _is_right(place) else head)
            for place, text in enumerate(quote.headings)
        ]
    ]
    rules: list[Any] = [("LINEBELOW", (0, 0), (-1, 0), 1, "#000000")]
    for line in quote.lines:
        first = len(rows)
        rows += _rows(line)
        last = len(rows) - 1
        rules.append(("LINEBELOW", (0, last), (-1, last), 0.25, RULE))
        if last > first:
            rules += [
                ("NOSPLIT", (0, first), (-1, first + 1)),
                ("TOPPADDING", (0, first + 1), (-1, last), 0),
                ("BOTTOMPADDING", (0, first), (-1, last - 1), 0),
            ]
    return _grid(rows, widths, *rules, repeatRows=1)


def _narrow(count: int) -> tuple[float, ...]:
    """Return the widths of the columns right of the label: the last one is the amount."""
    return (*_NARROW[: count - 1], _NARROW[-1])


def _is_right(place: int) -> bool:
    """Say whether a column holds figures: all but the label and the unit."""
    return place not in {0, 2}


def _rows(line: PrintedLine) -> list[list[Any]]:
    """Return a line and, under its label, its detail: a page may end between two rows."""
    colour: dict[str, Any] = {"textColor": GREY} if line.is_optional else {}
    cell, figures = style("cell", **colour), style("figures", alignment=2, **colour)
    others = [
        paragraph(text, figures if _is_right(place) else cell)
        for place, text in enumerate(line.cells, start=1)
    ]
    detail = style("detail", 8, textColor=GREY)
    parts = [part for text in line.detail for part in wrap(text, _MOST_IN_ROW)]
    blanks = [""] * len(others)
    return [
        [paragraph(line.label, style("label", **colour)), *others],
        *([paragraph(part, detail), *blanks] for part in parts),
    ]


def _totals(quote: PrintedQuote) -> "Flowable":
    name, figures = style("sum"), style("sum-figures", alignment=2)
    last = (style("last", 10, bold=True), style("last-figures", 10, bold=True, alignment=2))
    rows = []
    for place, (label, amount) in enumerate(quote.totals, start=1):
        looks = last if place == len(quote.totals) else (name, figures)
        rows.append(["", paragraph(label, looks[0]), paragraph(amount, looks[1])])
    rows += [
        ["", paragraph(text, style("remark", 8, textColor=GREY)), ""] for text in quote.remarks
    ]
    end = len(quote.totals) - 1
    spans = [("SPAN", (1, place), (2, place)) for place in range(end + 1, len(rows))]
    widths = (_PAGE_WIDTH - _TOTALS, _TOTALS - 90, 90)
    rule = ("LINEABOVE", (1, end), (2, end), 1, "#000000")
    return _grid(rows, widths, rule, *spans, padding=1.5)


def _conditions(quote: PrintedQuote) -> list["Flowable"]:
    if not quote.conditions:
        return []
    small = style("small", 8)
    title = paragraph(quote.conditions_title, style("conditions", 9, bold=True))
    return [title, *(paragraph(line, small) for line in quote.conditions if letters(line).strip())]


def _agreement(quote: PrintedQuote) -> "Flowable":
    """Return the place where the client signs."""
    first, second = quote.agreement
    texts = [paragraph(first, style("agreed", 9, bold=True)), paragraph(second, style("sign", 8))]
    box = ("BOX", (1, 0), (1, 0), 0.5, "#000000")
    widths = (_PAGE_WIDTH - _TOTALS, _TOTALS)
    return _grid([["", texts]], widths, box, rowHeights=[96])
