"""Finds the header of a table among its first rows, or notices that there is none.

Title lines above the header are skipped; a first row that looks like data is kept as data. It
words nothing: a missing name is empty, for the edge to call "Column 3".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.import_headers import is_known
from prospect_tui.files.records import SourceRow

MOST_COLUMNS = 16_384
"""Columns of a table: no spreadsheet program makes more."""

_ROWS_ABOVE = 20
"""How far down the header is looked for."""
_TYPED_SHARE = 0.6
_LONGEST_NAME = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATA = re.compile(
    r"[+-]?[\d\s\u00a0\u202f.,'’/%€$£()-]*\d[\d\s\u00a0\u202f.,'’/:%€$£()TZ+-]*"  # number, date
    r"|\S+@\S+\.\S+|https?://\S+|www\.\S+|true|false|vrai|faux",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns and where they stand."""

    names: tuple[str, ...]
    """One name a column, all different; "" where the file gives none."""
    line: int
    """Where the header starts in the file; 0 when there is none."""


def find_header(rows: Sequence[SourceRow], present: bool | None = None) -> Header:
    """Return the header among the first filled rows of a file.

    `present` False says that there is none, True that the likeliest row is one even if it looks
    like data, None to judge. Columns are added without names up to the widest row given.
    """
    found = None if present is False else _header_row(rows, trusted=present is True)
    line = found.line if found else 0
    below = [row for row in rows if row.line > line]
    width = max((_extent(row) for row in below), default=0)
    names = _named(found.cells[: max(_extent(found), 1)]) if found else ()
    missing = min(width, MOST_COLUMNS) - len(names)
    return Header((*names, *[""] * missing), line)


def _header_row(rows: Sequence[SourceRow], *, trusted: bool) -> SourceRow | None:
    first_rows = rows[:_ROWS_ABOVE]
    usual = _usual_extent(rows)
    fills = [len(_filled(row)) for row in first_rows]
    for at, row in enumerate(first_rows):
        if (
            not _is_title(fills[at], usual)
            and _is_named(row)
            and max(fills[:at], default=0) < fills[at]
        ):
            return row
    for at, row in enumerate(first_rows):
        if not _is_title(fills[at], usual):
            return row if trusted or _contrasts(row, rows[at + 1 :]) else None
    return next((row for row in first_rows if trusted or _is_named(row)), None)


def _is_title(filled: int, usual: int) -> bool:
    """Say whether a row is too empty for a header: a title, or the name of a group of columns."""
    return filled <= usual // 3 or filled == 1 < usual


def _is_named(row: SourceRow) -> bool:
    """Say whether at least half of the cells are names that exports use; years do not count."""
    words = [cell for cell in _filled(row) if not _YEAR.fullmatch(cell.strip())]
    known = sum(map(is_known, words))
    return known > 0 and known * 2 >= len(words) and not any(map(_is_data, words))


def _contrasts(row: SourceRow, below: Sequence[SourceRow]) -> bool:
    """Say whether `row` names the columns `below` rather than being one more row."""
    if not below:
        return False
    named = same = 0
    for column, cell in enumerate(row.cells):
        if cell.strip() and _is_typed(column, below):
            same += _is_data(cell)
            named += not _is_data(cell)
    filled = _filled(row)
    return named >= same and (named > 0 or sum(map(_is_data, filled)) * 3 < len(filled))


def _is_typed(column: int, rows: Sequence[SourceRow]) -> bool:
    """Say whether the column mostly holds numbers, dates, phones, addresses of the net."""
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    filled = [cell for cell in cells if cell.strip()][:100]
    return bool(filled) and sum(map(_is_data, filled)) >= _TYPED_SHARE * len(filled)


def _is_data(cell: str) -> bool:
    return len(cell) <= _LONGEST_NAME and _DATA.fullmatch(cell.strip()) is not None


def _filled(row: SourceRow) -> list[str]:
    return [cell for cell in row.cells if cell.strip()]


def _extent(row: SourceRow) -> int:
    """Return how many cells the row has up to its last filled one."""
    return max((at for at, cell in enumerate(row.cells, start=1) if cell.strip()), default=0)


def _usual_extent(rows: Sequence[SourceRow]) -> int:
    counts = Counter(_extent(row) for row in rows)
    return max(counts, key=lambda extent: (counts[extent], extent), default=0)


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names cleaned, each made different from those before: "Tel", "Tel (2)"."""
    names: list[str] = []
    seen: set[str] = set()
    for cell in cells:
        name = " ".join(clean(cell).split())
        unique, number = name, 1
        while name and unique in seen:
            number += 1
            unique = f"{name} ({number})"
        seen.add(unique)
        names.append(unique)
    return tuple(names)
