"""Leaving with everything: the rows of a view as CSV or as a spreadsheet, re-importable."""

from collections.abc import Callable, Iterator
from pathlib import Path

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import View
from prospect_tui.files.writers.csv import write_csv
from prospect_tui.files.writers.xlsx import write_xlsx
from prospect_tui.services import prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import grid as grid_store
from prospect_tui.storage import prospects

WINDOW = 500


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
) -> int:
    """Write the rows of a view with every column; returns how many. CSV, or .xlsx by its suffix.

    `titles` names the columns and `shown` words a cell: both belong to the edge. People who
    object to canvassing are left out unless asked for. May run in any thread. Raises
    `UnreadableFile` when the target exists or cannot be written.
    """
    columns = prospect_files.columns(workspace, file_id)
    used = tuple(columns.values())
    reader = workspace.open_reader()
    try:
        grid_store.prepare(reader)
        ids = grid_store.row_ids(reader, file_id, view or View(), columns)
        opposed = set() if with_opposed else prospects.opposed_rows(reader)
        kept = [row_id for row_id in ids if row_id not in opposed]

        def rows() -> Iterator[tuple[str, ...]]:
            for start in range(0, len(kept), WINDOW):
                window = kept[start : start + WINDOW]
                found = grid_store.records(reader, window, used, workspace.zone)
                for record in (found[row_id] for row_id in window):
                    cells = zip(used, record.values, strict=True)
                    yield tuple(shown(column, value, record) for column, value in cells)

        write = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
        write(path, [titles(column) for column in used], rows(), overwrite=overwrite)
    finally:
        reader.close()
    return len(kept)
