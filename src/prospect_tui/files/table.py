"""Opens any table from outside as one header and rows, whatever its format.

Every row that is not blank comes out exactly once, as a good row or as a bad one with its reason.
It gives no meaning to columns: `domain.importing` does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files.headers import find_header
from prospect_tui.files.inspection import SPREADSHEET, inspect
from prospect_tui.files.readers import READERS, SUFFIXES, Reader
from prospect_tui.files.readers import SPREADSHEET as SPREADSHEET_READER
from prospect_tui.files.readers import TEXT as TEXT_READER
from prospect_tui.files.records import BadRow, Record, SourceRow, bad_row, unreadable

__all__ = ["BadRow", "SourceRow", "TableSource", "open_table"]

ROWS_JUDGED = 1_000
"""How many rows are read to find the header and the width of the table."""


@dataclass(frozen=True)
class TableSource:
    """A table that can be read as often as wanted."""

    path: Path
    format: str
    """"csv" or "xlsx", whatever the suffix says."""
    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    """The visible sheets of a spreadsheet."""
    header: tuple[str, ...]
    """One name a column, all different; "" where the file gives none."""
    header_line: int
    """The line of the header; 0 when there is none."""
    generated_header: bool
    """Whether no line of the file is a header."""
    repaired_lines: tuple[int, ...] = ()
    """Lines holding bytes foreign to the encoding, read as best could be (1,000 at most)."""
    _records: Callable[[], Iterator[Record]] = field(
        default=lambda: iter(()), repr=False, compare=False
    )

    def rows(self) -> Iterator[SourceRow | BadRow]:
        """Yield the rows below the header from the first one, each as wide as the header.

        Short rows are padded. A row with filled cells beyond the header is bad ("row.too_long").
        """
        try:
            for record in self._records():
                if record.line <= self.header_line:
                    continue
                if isinstance(record, BadRow):
                    yield record
                elif "".join(record.cells).strip():
                    yield self._fitted(record, len(self.header))
        except OSError as error:
            raise _explained(self.path, error) from error

    def _fitted(self, row: SourceRow, width: int) -> SourceRow | BadRow:
        if len(row.cells) == width:
            return row
        surplus = row.cells[width:]
        if not surplus:
            return SourceRow(row.line, row.cells + ("",) * (width - len(row.cells)))
        if "".join(surplus).strip():
            raw = (self.delimiter or "\t").join(row.cells)
            return bad_row(row.line, "row.too_long", raw, wanted=width, found=len(row.cells))
        return SourceRow(row.line, row.cells[:width])


def open_table(path: Path, *, sheet: str = "", header: bool | None = None) -> TableSource:
    """Open the table at `path`.

    `sheet` names one sheet of a spreadsheet, "" takes the first visible one with rows. `header`
    says whether the first line names the columns, None to judge. Raises `UnreadableFile` with an
    id "file.…" and the file's `name`.
    """
    try:
        reader = _reader_of(path)
        raw = reader.read(path, sheet)
        head = list(islice(raw.records(), ROWS_JUDGED))
    except (OSError, ValueError) as error:
        raise _explained(path, error) from error
    filled = [row for row in head if isinstance(row, SourceRow) and "".join(row.cells).strip()]
    found = find_header(filled, header)
    source = TableSource(
        path=path,
        format=reader.format,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        sheet=raw.sheet,
        sheets=raw.sheets,
        header=found.names,
        header_line=found.line,
        generated_header=not found.line,
        repaired_lines=raw.repaired_lines,
        _records=raw.records,
    )
    if next(source.rows(), None) is None:
        raise unreadable(path, "file.no_rows", sheet=raw.sheet)
    return source


def _explained(path: Path, error: OSError | ValueError) -> UnreadableFile:
    """Return the error to show for what the system, or the path itself, refuses."""
    if isinstance(error, FileNotFoundError):
        return unreadable(path, "file.not_found")
    if isinstance(error, PermissionError):
        return unreadable(path, "file.not_permitted")
    reason = getattr(error, "strerror", None) or str(error)
    return unreadable(path, "file.unreadable", reason=reason)


def _reader_of(path: Path) -> Reader:
    """Return the reader for what the file holds; its suffix only matters for text."""
    if inspect(path) == SPREADSHEET:
        return SPREADSHEET_READER
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES:
        known = ", ".join(suffix for reader in READERS for suffix in reader.suffixes)
        raise unreadable(path, "file.unsupported", suffix=suffix, known=known)
    return TEXT_READER
