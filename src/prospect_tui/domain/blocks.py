"""Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, a line a row.

Refuses nothing: what is not quoted as a spreadsheet quotes is taken as it stands. Cells written are
cleaned, and what a spreadsheet would run is guarded by an apostrophe, which reading takes away.
Cells read are not cleaned, which is for whoever keeps them.
"""

from collections.abc import Sequence

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.expressions import expression
from prospect_tui.domain.guarding import guarded_start, unguarded_start

_LINE_END = expression("\r\n?")
_QUOTED = expression(r'"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|\Z)')
"""A cell between quotes that ends where a cell may end; possessive, so that it is read once."""
_PLAIN = expression(r"[^\t\n]*+")
_NEEDS_QUOTES = expression('["\n]')


def parse_block(text: str) -> list[list[str]]:
    r"""Return the rows of a pasted text; they may differ in length.

    A cell that holds a tab, a line end or a quote stands between quotes, its own quotes doubled. A
    line end is "\n", "\r\n" or "\r" (which terminals send); the one that closes the last row opens
    no other. An empty text is one empty cell.
    """
    text = _LINE_END.sub("\n", text)
    if text.endswith("\n"):
        text = text[:-1]
    if '"' not in text:
        rows = [line.split("\t") for line in text.split("\n")]
        return [[*map(unguarded_start, row)] for row in rows] if "'" in text else rows
    rows = [[]]
    place = 0
    while True:
        quoted = _QUOTED.match(text, place)
        found = quoted or _PLAIN.match(text, place)
        assert found is not None
        cell = quoted[1].replace('""', '"') if quoted else found[0]
        rows[-1].append(unguarded_start(cell))
        place = found.end() + 1
        if place > len(text):
            return rows
        if text[place - 1] == "\n":
            rows.append([])


def block_text(rows: Sequence[Sequence[str]]) -> str:
    r"""Return rows as spreadsheets read them; `parse_block` gives the same rows back.

    Cells are cleaned on the way, so that only "\n" and the tabs between cells are no printable
    character.
    """
    text = "\n".join("\t".join(map(_written, row)) for row in rows)
    closes_on_nothing = len(rows) > 1 and not any(rows[-1]) and len(rows[-1]) <= 1
    return f"{text}\n" if closes_on_nothing else text


def _written(cell: str) -> str:
    cell = guarded_start(clean_lines(cell))
    if not _NEEDS_QUOTES.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
