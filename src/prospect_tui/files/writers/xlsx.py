"""Writes spreadsheets row by row, every cell a text: no formula, no number, no link.

A spreadsheet has limits that would cut a table without a word; it is refused instead.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from prospect_tui.domain.errors import Refused
from prospect_tui.files.writers.atomic import new_file

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header included."""
LONGEST_CELL = 32_767
"""Characters of a cell."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], *, overwrite: bool = False
) -> int:
    """Write the table to `path`, mode 0600, and return how many rows it has.

    Raises `Refused` when the file exists and `overwrite` is not given, when it cannot be written,
    and when the table exceeds a sheet ("file.too_many_rows", "file.cell_too_long").
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to import

    count = 0
    with (
        new_file(path, overwrite=overwrite) as temporary,
        Workbook(temporary, _OPTIONS) as book,
    ):
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        _write_row(sheet, 0, header, book.add_format({"bold": True}))
        for count, row in enumerate(rows, start=1):
            if count >= MOST_ROWS:
                raise Refused("file.too_many_rows", name=path.name, limit=MOST_ROWS - 1)
            _write_row(sheet, count, row)
    return count


def _write_row(sheet: Any, number: int, cells: Sequence[str], style: Any = None) -> None:
    for column, cell in enumerate(cells):
        if len(cell) > LONGEST_CELL:
            raise Refused("file.cell_too_long", line=number + 1, limit=LONGEST_CELL)
        sheet.write_string(number, column, cell, style)
