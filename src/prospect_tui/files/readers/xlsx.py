"""Reads spreadsheets (xlsx, xlsm, xlsb, xls, ods) in a process of its own, bounded in memory.

A hostile workbook can ask any parser for gigabytes: the child process has a ceiling and a time
limit, and writes the rows of one sheet to a temporary file. Formulas give their last result and
are never computed; hidden sheets are read only when asked by name.
"""

import datetime as dt
import json
import math
import os
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from prospect_tui.files.records import RawTable, Record, SourceRow, unreadable

MOST_ROWS = 1_048_576
"""Rows of a sheet: no spreadsheet program makes more."""
MOST_MEMORY = 1_500 * 1024 * 1024
"""Bytes of address space of the child process."""
MOST_SECONDS = 120

_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"}
)


class _Spool:
    """A temporary file of rows that goes away with the last who reads it."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="prospect-", suffix=".rows")
        os.close(handle)
        self.path = Path(name)
        weakref.finalize(self, _remove, name)

    def rows(self) -> Iterator[Record]:
        """Yield the rows after the head."""
        with self.path.open("rb") as stream:
            next(stream)
            for text in stream:
                line, cells = json.loads(text)
                yield SourceRow(line, tuple(cells))


def read(path: Path, sheet: str = "") -> RawTable:
    """Return one sheet of the spreadsheet at `path` as a table.

    Raises `UnreadableFile`: "file.password", "file.damaged", "file.no_sheet", "file.too_big",
    "file.too_many_rows", "file.too_slow".
    """
    spool = _Spool()
    command = [sys.executable, "-P", "-m", __name__, os.fspath(path.absolute()), sheet]
    with spool.path.open("wb") as output:
        try:
            child = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=MOST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise unreadable(path, "file.too_slow") from error
    with spool.path.open("rb") as stream:
        head = _head(stream.readline())
    if child.returncode or "error" in head:
        killed = "file.too_big" if child.returncode < 0 else "file.damaged"
        raise unreadable(path, head.get("error", killed), sheet=sheet, limit=MOST_ROWS)
    return RawTable(
        records=partial(_Spool.rows, spool), sheet=head["sheet"], sheets=tuple(head["sheets"])
    )


def cell_text(value: object) -> str:
    """Return the text of a cell's value.

    A whole number has no decimals (phones and SIRET are often typed as numbers), dates are ISO,
    truth is "true" or "false", an error is empty.
    """
    if isinstance(value, str):
        return "" if value in _ERRORS else value.replace("\0", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, dt.time):
        return value.isoformat("seconds").removesuffix(":00")
    return "" if value is None else str(value)


def _number_text(value: float) -> str:
    if value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f") if math.isfinite(value) else ""


def _head(line: bytes) -> dict[str, Any]:
    try:
        head = json.loads(line)
    except ValueError:
        return {}
    return head if isinstance(head, dict) else {}


def _remove(name: str) -> None:
    with suppress(OSError):
        os.unlink(name)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limits on Windows
        import resource  # noqa: PLC0415 - absent from Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _run_child(path: str, wanted: str) -> None:
    """Write the head, then one line of JSON for each row of the sheet, to standard output."""
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415 - only here

    output = sys.stdout.buffer
    try:
        head, sheet = _chosen_sheet(_workbook(path), wanted)
    except PasswordError:
        head, sheet = {"error": "file.password"}, None
    except MemoryError:
        head, sheet = {"error": "file.too_big"}, None
    except (CalamineError, OSError) as error:
        too_big = "limit exceeded" in str(error)
        head, sheet = {"error": "file.too_big" if too_big else "file.damaged"}, None
    output.write(json.dumps(head).encode() + b"\n")
    if sheet is None:
        return
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells = [cell_text(value) for value in row]
        if any(cells):
            output.write(json.dumps([line, cells]).encode() + b"\n")


def _workbook(path: str) -> Any:
    """Open the workbook by its suffix, which gives the best reasons, then by its content."""
    from python_calamine import CalamineError, PasswordError, load_workbook  # noqa: PLC0415 - idem

    try:
        return load_workbook(path)
    except PasswordError:
        raise
    except CalamineError as error:
        with open(path, "rb") as stream:
            try:
                return load_workbook(stream)
            except CalamineError:
                raise error from None


def _chosen_sheet(book: Any, wanted: str) -> tuple[dict[str, Any], Any]:
    """Return the head to write and the sheet wanted, or the first visible one with rows."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - only here

    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if wanted and wanted not in book.sheet_names:
        return {"error": "file.no_sheet"}, None
    chosen = None
    for name in [wanted] if wanted else names:
        chosen = book.get_sheet_by_name(name)
        if chosen.height:
            break
    if chosen is not None and chosen.height > MOST_ROWS:
        return {"error": "file.too_many_rows"}, None
    return {"sheets": names, "sheet": chosen.name if chosen else ""}, chosen


if __name__ == "__main__":
    _limit_memory()
    _run_child(sys.argv[1], sys.argv[2])
