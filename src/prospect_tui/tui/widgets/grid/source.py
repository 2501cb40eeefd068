"""What the grid asks of whoever owns the rows, and the few rows it keeps at hand.

The grid never sees a database: it holds numbers of rows, and asks for the rows of its window.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

from prospect_tui.tui.text import Align


class RowMark(Enum):
    """The sign drawn before a row."""

    NONE = " "
    STRUCK = "✗"
    CONVERTED = "⇢"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: its title and its place. Frozen columns come first and never scroll away."""

    key: str
    title: str
    width: int
    """In terminal cells."""
    align: Align = "left"
    editable: bool = True
    frozen: bool = False
    choices: tuple[str, ...] = ()
    """The usual values, as they are typed: they complete what is typed, and refuse nothing."""
    several: bool = False
    """Whether a cell may hold several of the choices, separated by commas."""


class GridRow(NamedTuple):
    """One row as text, ready to draw."""

    id: int
    cells: Sequence[str]
    """One per column, in the order given to `DataGrid.set_columns`; only those seen are read."""
    mark: RowMark = RowMark.NONE
    problems: Container[int] = frozenset()
    """Indexes of the columns whose value is wrong."""
    tone: str = ""
    """What colours the score's cell: one of `styles.TONES`, or nothing."""


class GridSource(Protocol):
    """Where rows come from."""

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        """Return one window of rows by id, in less than 2 ms; rows that are gone are left out."""

    def raw(self, row_id: int, column_key: str) -> str:
        """Return a cell's value as it is to be edited."""


class RowCache:
    """The rows asked for lately: `LIMIT` at most, and fewer when there are many columns."""

    LIMIT = 1_000
    CELLS = 200_000
    """How many cells the rows kept may have in all."""

    def __init__(self, source: GridSource) -> None:
        self.source = source
        self._rows: dict[int, GridRow] = {}
        self._cells = 0

    def window(self, ids: Sequence[int]) -> list[GridRow]:
        """Return the rows of `ids` in order, asking the source once for those not at hand.

        A row that is gone is returned without cells, so that it is not asked for again.
        """
        rows = self._rows
        if missing := [row_id for row_id in ids if row_id not in rows]:
            if len(rows) + len(missing) > self.LIMIT or self._cells > self.CELLS:
                self.clear()
                missing = list(ids)
            found = self.source.rows(missing)
            for row_id in missing:
                row = rows[row_id] = found.get(row_id) or GridRow(row_id, ())
                self._cells += len(row.cells)
        return [rows[row_id] for row_id in ids]

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._rows

    def drop(self, ids: Collection[int]) -> None:
        """Forget these rows."""
        if len(ids) > self.LIMIT:
            self.clear()
            return
        for row_id in ids:
            self._rows.pop(row_id, None)

    def clear(self) -> None:
        """Forget every row."""
        self._rows.clear()
        self._cells = 0
