"""Leaving with everything: the rows of a view as CSV or as a spreadsheet, re-importable."""

from collections.abc import Callable, Iterator
from pathlib import Path

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import View
from prospect_tui.files.writers.csv import write_csv
from prospect_tui.files.writers.xlsx import write_xlsx
from prospect_tui.services import grid, prospect_files
from prospect_tui.services.workspace import Workspace

WINDOW = 500


def export_rows(
    workspace: Workspace,
    file_id: int,
    path: Path,
    *,
    view: View | None = None,
    titles: Callable[[Column], str],
    shown: Callable[[Column, str, grid.GridRecord], str],
    overwrite: bool = False,
    with_opposed: bool = False,
) -> int:
    """Write the rows of a view with every column; returns how many. CSV, or .xlsx by its suffix.

    `titles` names the columns and `shown` words a cell: both belong to the edge. People who
    object to canvassing are left out unless asked for. Raises `UnreadableFile` when the target
    exists or cannot be written.
    """
    columns = prospect_files.columns(workspace, file_id)
    ids = grid.ids_of(workspace, file_id, view or View(), columns)
    kept = list(ids) if with_opposed else grid.without_opposed(workspace, list(ids))
    used = tuple(columns.values())

    def rows() -> Iterator[tuple[str, ...]]:
        for start in range(0, len(kept), WINDOW):
            window = kept[start : start + WINDOW]
            found = grid.records(workspace, window, used)
            for row_id in window:
                record = found[row_id]
                yield tuple(
                    shown(column, value, record)
                    for column, value in zip(used, record.values, strict=True)
                )

    header = [titles(column) for column in used]
    write = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
    write(path, header, rows(), overwrite=overwrite)
    return len(kept)
