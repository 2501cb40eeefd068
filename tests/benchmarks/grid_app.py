"""The grid alone over many rows, for timing: `python -m tests.benchmarks.grid_app ROWS [BASE]`.

Rows are made up as they are asked for, or read from the SQLite file BASE, made on first use.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from prospect_tui.storage.driver import sqlite3

os.environ.setdefault("TEXTUAL_FPS", "240")  # read when Textual is imported

import gc

from textual.app import App, ComposeResult

from prospect_tui.domain.columns import PROSPECT_COLUMNS
from prospect_tui.tui.widgets.grid import DataGrid, GridColumn, GridRow, RowMark

COLUMNS = tuple(
    GridColumn(column.key, column.key, column.width, frozen=place == 0)
    for place, column in enumerate(PROSPECT_COLUMNS[:30])
)
TOWNS = ("Lyon", "Saint-Étienne", "Sète", "Nîmes", "Paris", "Villeneuve-d'Ascq", "Brest")


def made_up(row_id: int) -> tuple[str, ...]:
    """Return the cells of row `row_id`, always the same."""
    town = TOWNS[row_id % len(TOWNS)]
    name = f"Menuiserie n° {row_id}"
    return (name, *(f"{town} {row_id * place % 9973}" for place in range(1, len(COLUMNS))))


def as_row(row_id: int, cells: tuple[str, ...]) -> GridRow:
    """Return a row whose sign, faults and tone depend on its number."""
    return GridRow(
        row_id,
        cells,
        RowMark.STRUCK if row_id % 17 == 0 else RowMark.NONE,
        frozenset({6}) if row_id % 23 == 0 else frozenset(),
        "hot" if row_id % 5 == 0 else "",
    )


class MadeUpSource:
    """Rows computed from their number."""

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        """Return the rows asked for."""
        return {row_id: as_row(row_id, made_up(row_id)) for row_id in ids}

    def raw(self, row_id: int, column_key: str) -> str:
        """Return the cell as shown."""
        return made_up(row_id)[[column.key for column in COLUMNS].index(column_key)]


class StoredSource(MadeUpSource):
    """The same rows, read from SQLite."""

    def __init__(self, path: Path, count: int) -> None:
        is_new = not path.exists()
        self._base = sqlite3.connect(path)
        self._names = ", ".join(column.key for column in COLUMNS)
        if is_new:
            marks = ", ".join("?" * (len(COLUMNS) + 1))
            with self._base:
                self._base.execute(f"CREATE TABLE prospect (id INTEGER PRIMARY KEY, {self._names})")
                self._base.executemany(
                    f"INSERT INTO prospect VALUES ({marks})",
                    ((row_id, *made_up(row_id)) for row_id in range(1, count + 1)),
                )

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        """Return the rows asked for."""
        marks = ", ".join("?" * len(ids))
        query = f"SELECT id, {self._names} FROM prospect WHERE id IN ({marks})"
        return {row[0]: as_row(row[0], row[1:]) for row in self._base.execute(query, ids)}


class GridApp(App[None]):
    """Nothing but the grid."""

    def __init__(self, count: int, base: Path | None) -> None:
        super().__init__()
        self._count = count
        self._source = StoredSource(base, count) if base else MadeUpSource()

    def compose(self) -> ComposeResult:
        """Show the grid."""
        yield DataGrid(self._source)

    def on_mount(self) -> None:
        """Fill the grid, and leave what was imported out of later garbage collections."""
        grid = self.query_one(DataGrid)
        grid.set_columns(COLUMNS)
        grid.set_ids(range(1, self._count + 1))
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 50, 1_000)


if __name__ == "__main__":
    GridApp(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None).run()
