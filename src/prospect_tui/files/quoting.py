"""Cuts one row whose quotes break the rules of CSV, as a person would read it.

A quote opens a cell only when another one closes it just before a delimiter or the end; any other
quote is a letter. It refuses nothing: whether the result has the right width is for the caller.
"""

import re
from collections.abc import Iterator
from functools import cache


def lenient_cells(text: str, delimiter: str, width: int) -> list[str]:
    """Return the cells of one line, given without its end.

    Of the two readings of a doubtful quote (it encloses all up to the next closing quote, or it is
    a letter), the one that gives `width` cells is preferred, then the first.
    """
    enclosing = [cell for cell, _ in _cells(text, delimiter, _closed_late(delimiter))]
    if len(enclosing) == width:
        return enclosing
    literal = [cell for cell, _ in _cells(text, delimiter, _closed_properly(delimiter))]
    return literal if len(literal) == width else enclosing


def spanning_cells(text: str, delimiter: str, width: int) -> list[str] | None:
    """Return the `width` cells of a row of several lines; None if quotes do not hold it together.

    Each line end must stand inside a quoted cell.
    """
    cells = list(_cells(text, delimiter, _closed_late(delimiter)))
    is_held = all(is_quoted or not _LINE_END.search(cell) for cell, is_quoted in cells)
    return [cell for cell, _ in cells] if is_held and len(cells) == width else None


def _cells(text: str, delimiter: str, quoted: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Yield each cell and whether quotes enclose it."""
    at = 0
    last_close = max((close.start() for close in _closing(delimiter).finditer(text)), default=-1)
    while True:
        # Without a closing quote ahead, searching for one again from each cell takes for ever.
        match = quoted.match(text, at) if at < last_close else None
        if match is not None:
            end = match.end()
            yield match[1].replace('""', '"'), True
        else:
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            yield text[at:end], False
        if end >= len(text):
            return
        at = end + 1


_LINE_END = re.compile(r"[\r\n]")


@cache
def _closing(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'" *(?={re.escape(delimiter)}|\Z)')


@cache
def _closed_properly(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf' *"((?:[^"]|"")*+)" *(?={re.escape(delimiter)}|\Z)')


@cache
def _closed_late(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf' *"(.*?)" *(?={re.escape(delimiter)}|\Z)', re.DOTALL)
