"""The rows of a prospecting file as the grid asks for them, in the user's words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.vocabulary import ColumnKind, RowState
from prospect_tui.services import grid
from prospect_tui.services.configuring import score_tones
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.grid import GridColumn, GridRow, RowMark
from prospect_tui.wording.cells import cell_text, editable_text, title

SAMPLED = 150
"""How many rows are looked at to give columns the width that suits what they hold."""

_MARKS = {RowState.STRUCK: RowMark.STRUCK, RowState.CONVERTED: RowMark.CONVERTED}
_RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})
_LEAST, _MOST_FOR_TITLE = 5, 11
_MORE = 4
"""How much wider than at first a column may get for what it holds."""
_LEAST_FIRST, _FIRST_SHARE = 14, 0.28
_USUAL_SHARE = 0.9
"""How many of the cells are wholly seen: a few long ones do not push the others away."""


class FileRows:
    """One file's rows: a `GridSource` over the grid service. The first column stays in place."""

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing before `show`."""
        self.columns: tuple[Column, ...] = ()
        self._workspace = workspace
        self._tones: dict[str, str] = {}

    def show(self, columns: Sequence[Column], sample: Sequence[int], room: int) -> list[GridColumn]:
        """Show these columns from now on; return them as wide as the `sample` rows want.

        The first one leaves most of the `room`, the width of the screen, to the others.
        """
        self.columns = tuple(columns)
        self._tones = score_tones(self._workspace)
        rows = self.rows(sample).values()
        widths = [
            _width(column, (_length(row, place) for row in rows))
            for place, column in enumerate(self.columns)
        ]
        widths[:1] = [min(widths[0], max(_LEAST_FIRST, int(room * _FIRST_SHARE)))]
        return [
            GridColumn(
                column.key,
                title(column),
                widths[place],
                align="right" if column.kind in _RIGHT else "left",
                editable=column.is_editable,
                frozen=place == 0,
            )
            for place, column in enumerate(self.columns)
        ]

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        """Return a window of rows, worded."""
        today = self._workspace.clock.today()
        found = grid.records(self._workspace, ids, self.columns)
        return {row_id: self._worded(record, today) for row_id, record in found.items()}

    def _worded(self, record: grid.GridRecord, today: date) -> GridRow:
        zone = self._workspace.zone
        pairs = tuple(zip(self.columns, record.values, strict=True))
        return GridRow(
            record.id,
            tuple(cell_text(column, value, record, today, zone) for column, value in pairs),
            mark=_MARKS.get(RowState(record.state), RowMark.NONE),
            problems=frozenset(
                place
                for place, (column, value) in enumerate(pairs)
                if value and grid.cell_problem(column, value)
            ),
            tone=self._tones.get(record.score, ""),
        )

    def raw(self, row_id: int, column_key: str) -> str:
        """Return a cell as one would type it; "" when its row is gone."""
        column = self.column(column_key)
        found = grid.records(self._workspace, [row_id], [column]).get(row_id)
        return editable_text(column, found.values[0]) if found else ""

    def problem(self, row_id: int, column_key: str) -> str:
        """Return the message id of what is wrong with a cell, or ""."""
        column = self.column(column_key)
        found = grid.records(self._workspace, [row_id], [column]).get(row_id)
        return (grid.cell_problem(column, found.values[0]) or "") if found else ""

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)

    def place(self, key: str) -> int:
        """Return where the column with this key is shown."""
        return [column.key for column in self.columns].index(key)


def sort_text(sort: Sequence[SortKey], columns: Mapping[str, Column]) -> str:
    """Return a sort in words: "Score ↓, Ville ↑"."""
    return ", ".join(
        f"{title(columns[key.column])} {'↓' if key.descending else '↑'}" for key in sort
    )


def _length(row: GridRow, place: int) -> int:
    """Return how many cells of the terminal a cell takes, with the mark of a wrong value."""
    text = row.cells[place]
    return width(text) + (place in row.problems) if text else 0


def _width(column: Column, lengths: Iterable[int]) -> int:
    """Return the width that shows most cells whole, and enough of the title."""
    filled = sorted(length for length in lengths if length)
    if not filled or not column.is_editable:
        return column.width
    usual = filled[ceil((len(filled) - 1) * _USUAL_SHARE)]
    least = max(_LEAST, min(width(title(column)), _MOST_FOR_TITLE))
    return max(least, min(usual, column.width + _MORE))
