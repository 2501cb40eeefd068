"""Cuts one row whose quotes break the rules of CSV, as a person would read it.

A quote opens a cell only when another one closes it just before a delimiter or the end; any other
quote is a letter. It refuses nothing: whether the result has the right width is for the caller.
"""

import re
from functools import cache


def lenient_cells(text: str, delimiter: str, width: int) -> list[str]:
    """Return the cells of one line, given without its end.

    Of the two readings of a doubtful quote (it encloses all up to the next closing quote, or it is
    a letter), the one that gives `width` cells is preferred, then the first.
    """
    enclosing = _cells(text, delimiter, _closed_late(delimiter))
    if len(enclosing) == width:
        return enclosing
    literal = _cells(text, delimiter, _closed_properly(delimiter))
    return literal if len(literal) == width else enclosing


def spanning_cells(text: str, delimiter: str, width: int) -> list[str] | None:
    """Return the `width` cells of a row of several lines; None if quotes do not hold it together.

    Each line end must stand inside a quoted cell.
    """
    quoted = _closed_late(delimiter)
    cells = _cells(text, delimiter, quoted)
    ends = text.count("\n") + text.count("\r")
    held = sum(m[0].count("\n") + m[0].count("\r") for m in quoted.finditer(text))
    return cells if len(cells) == width and held == ends else None


def _cells(text: str, delimiter: str, quoted: re.Pattern[str]) -> list[str]:
    cells: list[str] = []
    at = 0
    while True:
        if (match := quoted.match(text, at)) is not None:
            end = match.end()
            cells.append(match[1].replace('""', '"'))
        else:
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            cells.append(text[at:end])
        if end >= len(text):
            return cells
        at = end + 1


@cache
def _closed_properly(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf' *"((?:[^"]|"")*+)" *(?={re.escape(delimiter)}|\Z)')


@cache
def _closed_late(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf' *"(.*?)" *(?={re.escape(delimiter)}|\Z)', re.DOTALL)
