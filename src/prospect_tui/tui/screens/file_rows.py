"""The rows of a prospecting file as the grid asks for them, in the user's words."""

from collections.abc import Mapping, Sequence
from datetime import date

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.vocabulary import ColumnKind, RowState
from prospect_tui.services import grid
from prospect_tui.services.configuring import score_tones
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.grid import GridColumn, GridRow, RowMark
from prospect_tui.wording.cells import cell_text, editable_text, title

_MARKS = {RowState.STRUCK: RowMark.STRUCK, RowState.CONVERTED: RowMark.CONVERTED}
_RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})
_FROZEN = "company_name"


class FileRows:
    """One file's rows: a `GridSource` over the grid service."""

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing before `show`."""
        self.columns: tuple[Column, ...] = ()
        self._workspace = workspace
        self._tones: dict[str, str] = {}

    def show(self, columns: Sequence[Column]) -> None:
        """Show these columns, the name first."""
        self.columns = tuple(sorted(columns, key=lambda column: column.key != _FROZEN))
        self._tones = score_tones(self._workspace)

    def grid_columns(self) -> list[GridColumn]:
        """Return the columns as the grid draws them."""
        return [
            GridColumn(
                column.key,
                title(column),
                column.width,
                align="right" if column.kind in _RIGHT else "left",
                editable=column.is_editable,
                frozen=column.key == _FROZEN,
            )
            for column in self.columns
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
        """Return a cell as one would type it."""
        column = self.column(column_key)
        value = grid.records(self._workspace, [row_id], [column])[row_id].values[0]
        return editable_text(column, value)

    def problem(self, row_id: int, column_key: str) -> str:
        """Return the message id of what is wrong with a cell, or ""."""
        column = self.column(column_key)
        found = grid.records(self._workspace, [row_id], [column]).get(row_id)
        return (grid.cell_problem(column, found.values[0]) or "") if found else ""

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)

    def sort_text(self, sort: Sequence[SortKey]) -> str:
        """Return a sort in words: "Score ↓, Ville ↑"."""
        known = {column.key: title(column) for column in self.columns}
        return ", ".join(
            f"{known.get(key.column, key.column)} {'↓' if key.descending else '↑'}" for key in sort
        )
