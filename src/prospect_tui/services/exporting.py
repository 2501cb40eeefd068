"""Leaving with everything: the rows of a view as CSV or as a spreadsheet, re-importable."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from prospect_tui.domain.columns import Column, all_columns
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.views import View
from prospect_tui.files.writers.csv import write_csv
from prospect_tui.files.writers.xlsx import write_xlsx
from prospect_tui.services import opposition
from prospect_tui.services.typed_paths import is_folder
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import grid as grid_store
from prospect_tui.storage import prospects
from prospect_tui.storage.driver import sqlite3

WINDOW = 500
CHECKED = 5_000
WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}
"""What writes rows, by the ending of the file; the first one unless another is asked for."""
SUFFIXES = tuple(WRITERS)
_FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|\0', "-"))
"""What the names of files may not hold on some system."""
_RESERVED = frozenset({"con", "prn", "aux", "nul"})
_LONGEST_NAME = 100


def default_path(folder: Path, file_name: str) -> Path:
    """Return where to write a file by default, in `folder` whatever its name is made of."""
    name = file_name.translate(_FORBIDDEN).strip(". ")[:_LONGEST_NAME]
    if not name or name.lower() in _RESERVED:
        name = f"{name}-"
    return folder / f"{name}{SUFFIXES[0]}"


def target_path(path: Path, file_name: str) -> Path:
    """Return the file to write for a typed path: in it if it is a folder, .csv if it tells none.

    Raises `InvalidValue` "export.suffix" for a format that is not written here.
    """
    if is_folder(path):
        return default_path(path, file_name)
    if not path.suffix:
        return path.with_name(f"{path.name}{SUFFIXES[0]}")
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidValue("export.suffix", suffix=path.suffix, known=", ".join(SUFFIXES))
    return path


def export_rows(
    workspace: Workspace,
    file_id: int,
    path: Path,
    *,
    view: View | None = None,
    titles: Callable[[Column], str],
    shown: Callable[[Column, str, grid_store.GridRecord], str],
    overwrite: bool = False,
    with_opposed: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Write the rows of a view with every column; returns how many. CSV, or .xlsx by its suffix.

    `titles` names the columns and `shown` words a cell: both belong to the edge. People who
    object to canvassing are left out unless asked for. `progress` is told how many rows are
    written, of how many; what it raises stops the export, and no file is left. May run in any
    thread. Raises `Refused` when the target exists or cannot be written.
    """
    reader = workspace.open_reader()
    try:
        columns = all_columns(prospects.own_columns(reader, file_id))
        # an age is true on one day only: the calls that it counts from are written
        used = tuple(column for column in columns.values() if column.key != "age")
        ids = grid_store.row_ids(reader, file_id, view or View(), columns, workspace.days)
        opposed = set() if with_opposed else _opposed(workspace, reader, ids)
        kept = [row_id for row_id in ids if row_id not in opposed]

        def rows() -> Iterator[tuple[str, ...]]:
            for start in range(0, len(kept), WINDOW):
                progress(start, len(kept))
                window = kept[start : start + WINDOW]
                found = grid_store.records(reader, window, used, workspace.zone)
                for record in (found[row_id] for row_id in window if row_id in found):
                    cells = zip(used, record.values, strict=True)
                    yield tuple(shown(column, value, record) for column, value in cells)

        write = WRITERS.get(path.suffix.lower(), write_csv)
        return write(path, [titles(column) for column in used], rows(), overwrite=overwrite)
    finally:
        reader.close()


def _opposed(workspace: Workspace, reader: sqlite3.Connection, ids: Sequence[int]) -> set[int]:
    """Return the rows of people who object, some thousand rows at a time."""
    windows = (ids[start : start + CHECKED] for start in range(0, len(ids), CHECKED))
    return set().union(*(opposition.opposed_rows(workspace, one, reader) for one in windows))
