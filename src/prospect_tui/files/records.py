"""What readers give: the rows of a file, good or bad, before anybody knows the header.

It only holds values; reading is the readers' work, judging the header `headers`'.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import UnreadableFile

LONGEST_CELL = 10 * 1024 * 1024
"""Characters of the longest cell accepted: Python's own limit, 131,072, is met in real files."""
LONGEST_RAW = 10_000
"""Characters of a bad row that are kept to be shown and written to the file of errors."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as the file has it."""

    line: int
    """The 1-based line of the text where the row starts, or the row of the sheet."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be cut into cells, with the reason."""

    line: int
    message_id: str
    params: dict[str, object]
    raw: str
    """The row as it stands in the file, at most `LONGEST_RAW` characters."""


Record = SourceRow | BadRow


@dataclass(frozen=True, slots=True)
class RawTable:
    """An opened file: how it was understood, and its rows."""

    records: Callable[[], Iterator[Record]]
    """Reads every row, blank ones included, from the top at each call."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    repaired_lines: tuple[int, ...] = ()
    """Lines holding bytes foreign to the encoding, read as best could be."""


def bad_row(line: int, message_id: str, raw: str, **params: object) -> BadRow:
    """Return a bad row whose raw text is cut to what is kept."""
    return BadRow(line, message_id, params, raw[:LONGEST_RAW])


def unreadable(path: Path, message_id: str, **params: object) -> UnreadableFile:
    """Return the error of a file that cannot be read, with its cleaned `name`."""
    return UnreadableFile(message_id, name=clean(path.name), **params)
