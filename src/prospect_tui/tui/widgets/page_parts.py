"""The pieces of a page of lines: headings, labelled values that wrap, plain paragraphs."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import wrapped
from prospect_tui.tui.widgets.lines_view import PageLine

LABEL = 20
"""Cells of the labels on a sheet; less on a narrow page."""
_NARROW = 44
_NARROW_LABEL = 12


class Page(NamedTuple):
    """What a page is drawn for: its width, and the day and zone from which dates are seen."""

    cells: int
    today: date
    zone: ZoneInfo


def heading(text: str, cells: int, look: str = "heading") -> PageLine:
    """Return a title that rules off what follows."""
    start = fit(f"── {text} ", min(cells, width(text) + 4))
    return PageLine(((start + "─" * (cells - width(start)), look),), is_heading=True)


def blank() -> PageLine:
    """Return an empty line."""
    return PageLine(())


def field(
    label: str,
    value: str,
    cells: int,
    *,
    ref: Hashable = None,
    look: str = "",
    problem: str = "",
) -> list[PageLine]:
    """Return a labelled value on as many lines as it takes, then why it is wrong, if it is."""
    label_cells = LABEL if cells > _NARROW else _NARROW_LABEL
    room = max(1, cells - label_cells - 2)
    lines = [PageLine(((text, look),)) for text in wrapped(value or "–", room)]
    if problem:
        lines += [PageLine(((text, "late"),)) for text in wrapped(f"! {problem}", room)]
    shown = []
    for number, line in enumerate(lines):
        start = fit(label if number == 0 else "", label_cells, "right")
        spans = ((f"{start}  ", "muted"), *line.spans)
        shown.append(PageLine(spans, ref, value_at=label_cells + 2))
    return shown


def paragraph(
    text: str,
    cells: int,
    *,
    look: str = "",
    ref: Hashable = None,
    indent: int = 1,
    hang: int = 0,
    most: int = 0,
) -> list[PageLine]:
    """Return a text on as many lines as it takes, or `most`; `hang` sets back those that follow."""
    lines = wrapped(text, cells - indent - hang, most)
    margins = [" " * indent] + [" " * (indent + hang)] * (len(lines) - 1)
    return [
        PageLine(((margin + line, look),), ref, value_at=indent)
        for margin, line in zip(margins, lines, strict=True)
    ]


def section(title: str, lines: Iterable[PageLine], cells: int) -> list[PageLine]:
    """Return lines under their title, or nothing when there are none."""
    found = list(lines)
    return [heading(title, cells), *found] if found else []
