"""Reads delimited text: any encoding, any quoting, one row lost at most for one wrong quote.

Python's reader swallows every line between an unclosed quote and the next one, and stops at cells
of 131,072 characters: both are caught here. It judges no header, and refuses a row only when it
cannot be cut into cells.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TextIO

from prospect_tui.domain.guarding import unguarded
from prospect_tui.files.quoting import lenient_cells, spanning_cells
from prospect_tui.files.records import (
    LONGEST_CELL,
    RawTable,
    Record,
    SourceRow,
    bad_row,
    unreadable,
)
from prospect_tui.files.sniff import (
    SAMPLE_BYTES,
    Encoding,
    Layout,
    doubled_quotes,
    looks_binary,
    sniff_encoding,
    sniff_layout,
)

MOST_LINES_IN_A_ROW = 1_000
"""Beyond so many lines a quoted cell was never closed: the longest letters are shorter."""

_LONGEST_LINE = LONGEST_CELL + 2 * 1024 * 1024
_MOST_JOINED = 20
"""How many lines are tried together when the quotes of the first one are wrong."""
_LONGEST_JOINED = 1024 * 1024
_LIKELY_SWALLOWED = 3
"""So many delimiters at the right place in the lines of one cell are rows, not sentences."""

csv.field_size_limit(LONGEST_CELL)


class _LineTooLong(Exception):
    """The line that was just taken is longer than what memory allows."""


@dataclass(slots=True)
class _Lines:
    """The lines of a text, one row's worth at a time, which can be given back."""

    stream: TextIO
    escapes_quotes: bool = False
    number: int = 0
    """How many lines were taken in all."""
    taken: list[str] = field(default_factory=list)
    """The lines of the row being read."""
    pending: deque[str] = field(default_factory=deque)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MOST_LINES_IN_A_ROW:
            raise StopIteration
        line = self.pending.popleft() if self.pending else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        if len(line) >= _LONGEST_LINE:
            raise _LineTooLong
        return line

    def give_back(self, kept: int) -> None:
        """Keep the first `kept` lines of the row and put the others back."""
        surplus = self.taken[kept:]
        self.pending.extendleft(reversed(surplus))
        self.number -= len(surplus)
        del self.taken[kept:]

    def _read(self) -> str:
        line = self.stream.readline(_LONGEST_LINE)
        if len(line) >= _LONGEST_LINE and line[-1] not in "\r\n":
            while (rest := self.stream.readline(_LONGEST_LINE)) and rest[-1] not in "\r\n":
                pass
        return doubled_quotes(line) if self.escapes_quotes else line


def read(path: Path, _sheet: str = "") -> RawTable:
    """Return the text file at `path` as a table.

    Raises `UnreadableFile` "file.binary" when it is no text, `OSError` when it cannot be opened.
    """
    with path.open("rb") as stream:
        encoding = sniff_encoding(stream)
        stream.seek(0)
        if looks_binary(stream.read(SAMPLE_BYTES), encoding):
            raise unreadable(path, "file.binary")
    with _opened(path, encoding) as text:
        layout = sniff_layout(text.read(SAMPLE_BYTES))
    return RawTable(
        records=partial(_records, path, encoding, layout),
        encoding=encoding.name,
        delimiter=layout.delimiter,
        repaired_lines=encoding.repaired_lines,
    )


def _opened(path: Path, encoding: Encoding) -> TextIO:
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def _records(path: Path, encoding: Encoding, layout: Layout) -> Iterator[Record]:
    with _opened(path, encoding) as text:
        lines = _Lines(text, layout.escapes_quotes)
        for _ in range(layout.preamble):
            next(lines)
        yield from _rows(lines, layout)


def _rows(lines: _Lines, layout: Layout) -> Iterator[Record]:
    reader = _reader(lines, layout)
    while True:
        lines.taken.clear()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _LineTooLong):
            yield _recovered(lines, layout, first)
            reader = _reader(lines, layout)
            continue
        if len(lines.taken) > 1 and _has_swallowed(lines.taken, cells, layout):
            yield _recovered(lines, layout, first)
            reader = _reader(lines, layout)
            continue
        yield SourceRow(first, _tidied(cells, lines.taken))


def _reader(lines: _Lines, layout: Layout) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=layout.delimiter,
        skipinitialspace=layout.skip_space,
        strict=True,
    )


def _has_swallowed(taken: list[str], cells: list[str], layout: Layout) -> bool:
    """Say whether a row of several lines is in fact several rows behind an unclosed quote."""
    if layout.width == 1 or taken[0].startswith('"'):
        return False
    widths = [len(lenient_cells(_bare(line), layout.delimiter, layout.width)) for line in taken]
    if len(cells) != layout.width:
        return widths[0] == layout.width
    evidence = (layout.width - 1) * (len(taken) - 1)
    return evidence >= _LIKELY_SWALLOWED and all(width == layout.width for width in widths)


def _recovered(lines: _Lines, layout: Layout, first: int) -> Record:
    """Read again, leniently, the row that starts with the first line taken."""
    spanned = len(lines.taken) > 1
    line = _bare(lines.taken[0])
    if len(line) > LONGEST_CELL:
        lines.give_back(1)
        return bad_row(first, "row.cell_too_long", line, limit=LONGEST_CELL)
    cells = lenient_cells(line, layout.delimiter, layout.width)
    if len(cells) != layout.width and (joined := _joined(lines, layout)) is not None:
        return SourceRow(first, _tidied(joined, lines.taken))
    lines.give_back(1)
    if spanned and len(cells) != layout.width:
        return bad_row(first, "row.open_quote", line)
    return SourceRow(first, _tidied(cells, lines.taken))


def _joined(lines: _Lines, layout: Layout) -> list[str] | None:
    """Return the row that several lines make together, taking as many as it needs."""
    lines.give_back(1)
    while len(lines.taken) < _MOST_JOINED:
        try:
            next(lines)
        except (StopIteration, _LineTooLong):
            return None
        text = _bare("".join(lines.taken))
        if len(text) > _LONGEST_JOINED:
            return None
        if (cells := spanning_cells(text, layout.delimiter, layout.width)) is not None:
            return cells
    return None


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _tidied(cells: list[str], lines: list[str]) -> tuple[str, ...]:
    """Drop zeros, which no base can search, and the apostrophes of our own exports."""
    for line in lines:
        if "\0" in line or "'" in line:
            return tuple(unguarded(cell.replace("\0", "")) for cell in cells)
    return tuple(cells)
