"""The rows of a prospecting file as the grid asks for them, in the user's words."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.layouts import Layout
from prospect_tui.domain.values import cell_problem, is_checked
from prospect_tui.domain.vocabulary import ColumnKind, RowState
from prospect_tui.services import cells, grid
from prospect_tui.services.configuring import score_tones
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.column_widths import (
    first_width,
    fitted,
    least_width,
    side_by_side,
)
from prospect_tui.tui.screens.lazy_cells import LazyCells, LazyProblems
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.grid import GridColumn, GridRow, RowMark
from prospect_tui.wording.cells import cell_text, editable_text, is_as_stored, title, usual_values
from prospect_tui.wording.naf import naf_remark
from prospect_tui.wording.typed import Said, problem

SAMPLED = 150
"""How many rows are looked at to give columns the width that suits what they hold."""

FILTERED = "▿"
"""Before the title of a column by which the rows are filtered, where no width cuts it off."""
_MARKS = {RowState.STRUCK: RowMark.STRUCK, RowState.CONVERTED: RowMark.CONVERTED}
_RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})
_COUNTRY = COLUMNS_BY_KEY["country"]
_BEGUN = 8
"""Cells of which what they held is remembered: typing goes on before a cell is saved."""
_COUNTS = frozenset({"attempts", "age"})
_NATURAL = Layout()
_LEAST_SAMPLED, _CELLS_SAMPLED = 10, 2_000
"""Fewer rows are looked at of a file with hundreds of columns: at most so many cells."""


@dataclass(frozen=True, slots=True)
class CellFacts:
    """A cell: what is stored, what is shown of it, and the country of its row."""

    column: Column
    value: str
    shown: str
    country: str

    def remark(self, cells: int) -> Said:
        """Return what there is to say of it in a column of so many cells."""
        column, value = self.column, self.value
        typed = editable_text(column, value)
        if wrong := problem(column, value, typed, self.country):
            return Said(wrong, is_wrong=True)
        if said := naf_remark(column, value):
            return Said(said)
        shown = clean(self.shown)
        return Said(shown if width(shown) > cells else "")


class FileRows:
    """One file's rows: a `GridSource` over the grid service. The first column stays in place."""

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing before `show`."""
        self.columns: tuple[Column, ...] = ()
        self.placed: list[GridColumn] = []
        """The columns as the grid was given them."""
        self.filtered: frozenset[str] = frozenset()
        """The columns by which the rows are filtered: their titles say so."""
        self._workspace = workspace
        self.tags: tuple[str, ...] = ()
        """The tags that the file knows."""
        self._tones: dict[str, str] = {}
        self._fitted: dict[str, int] = {}
        """The widths that suit what the columns hold, but for those that the user chose."""
        self._least: dict[str, int] = {}
        """To what these may be narrowed."""
        self._shared: dict[str, int] = {}
        """Their widths beside each other on a screen of `_room` cells."""
        self._room = 0
        self._plain: frozenset[int] = frozenset()
        """The places of the columns whose cells are shown as they are stored."""
        self._checked: frozenset[int] = frozenset()
        """The places of the columns whose cells may be wrong."""
        self._begun: dict[tuple[int, str], str] = {}
        """The stored values of the cells edited last."""

    def show(
        self,
        columns: Sequence[Column],
        sample: Sequence[int],
        room: int,
        layout: Layout = _NATURAL,
        *,
        refit: bool = True,
    ) -> list[GridColumn]:
        """Show these columns from now on; return them as wide as the `layout` says.

        One without a width there is as wide as the `sample` rows want, as far as the `room`, the
        width of the screen, allows. Without `refit`, those measured before are not measured again.
        """
        self.columns = tuple(columns)
        self._plain = frozenset(n for n, column in enumerate(columns) if is_as_stored(column))
        self._checked = frozenset(n for n, column in enumerate(columns) if is_checked(column.kind))
        self._tones = score_tones(self._workspace)
        chosen = {place.key: place.width for place in layout.columns if place.width}
        if refit:
            self._fitted.clear()
        self._fit(sample, chosen)
        if refit or room != self._room:
            self._room = room
            self._share_room(chosen)
        known = {**self._fitted, **self._shared, **chosen}
        widths = [known[column.key] for column in self.columns]
        self.placed = [
            GridColumn(
                column.key,
                self._title(column),
                widths[place],
                align="right" if column.kind in _RIGHT or column.key in _COUNTS else "left",
                editable=column.is_editable,
                frozen=place < layout.frozen,
                choices=self.tags if column.key == "tags" else usual_values(column),
                several=column.key == "tags",
            )
            for place, column in enumerate(self.columns)
        ]
        return self.placed

    def _share_room(self, chosen: Mapping[str, int]) -> None:
        """Give the columns the widths at which they are seen best beside each other.

        They keep them when one of them is changed, hidden or shown.
        """
        known = {**self._fitted, **chosen}
        wanted = [known[column.key] for column in self.columns]
        if self.columns and self.columns[0].key not in chosen:
            wanted[0] = first_width(wanted[0], self._room)
        least = [{**self._least, **chosen}[column.key] for column in self.columns]
        widths = side_by_side(self.columns, wanted, least, self._room)
        self._shared = {c.key: wide for c, wide in zip(self.columns, widths, strict=True)}

    def mark(self, filtered: frozenset[str]) -> list[GridColumn]:
        """Mark the titles of these columns as filtering the rows; return what the grid is given."""
        self.filtered = filtered
        pairs = zip(self.placed, self.columns, strict=True)
        self.placed = [replace(placed, title=self._title(column)) for placed, column in pairs]
        return self.placed

    def _title(self, column: Column) -> str:
        return FILTERED + title(column) if column.key in self.filtered else title(column)

    def _fit(self, sample: Sequence[int], chosen: Container[str]) -> None:
        """Measure the columns that have no chosen width and were not measured yet."""
        few = max(_LEAST_SAMPLED, _CELLS_SAMPLED // max(1, len(self.columns)))
        missing = [
            (place, column)
            for place, column in enumerate(self.columns)
            if column.key not in chosen and column.key not in self._fitted
        ]
        rows = self.rows(sample[:few]).values() if missing else ()
        for place, column in missing:
            lengths = [width(row.cells[place]) for row in rows]
            self._fitted[column.key] = fitted(column, lengths)
            self._least[column.key] = least_width(column, lengths)

    def longest(self, column: Column, ids: Sequence[int]) -> int:
        """Return the width that shows the title of a column, and its cells in these rows, whole."""
        today, zone = self._workspace.clock.today(), self._workspace.zone
        widths = [width(title(column))]
        for record in grid.records(self._workspace, ids, [column, _COUNTRY]).values():
            value, country = record.values
            text = cell_text(column, value, record, today, zone)
            widths.append(width(text) + (cell_problem(column, value, country) is not None))
        return max(widths)

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        """Return a window of rows, worded."""
        today = self._workspace.clock.today()
        found = grid.glance(self._workspace, ids, (*self.columns, _COUNTRY))
        return {row_id: self._worded(record, today) for row_id, record in found.items()}

    def _worded(self, record: grid.GridRecord, today: date) -> GridRow:
        zone = self._workspace.zone
        columns, values = self.columns, record.values

        def word(place: int) -> str:
            return cell_text(columns[place], values[place], record, today, zone)

        def is_wrong(place: int) -> bool:
            value = values[place]
            return value != "" and cell_problem(columns[place], value, values[-1]) is not None

        return GridRow(
            record.id,
            LazyCells(values, len(columns), self._plain, word),
            mark=_MARKS.get(RowState(record.state), RowMark.NONE),
            problems=LazyProblems(self._checked, is_wrong),
            tone=self._tones.get(record.score, ""),
        )

    def raw(self, row_id: int, column_key: str) -> str:
        """Return a cell as one would type it; "" when its row is gone."""
        column = self.column(column_key)
        found = grid.records(self._workspace, [row_id], [column]).get(row_id)
        value = found.values[0] if found else ""
        self._begun[row_id, column_key] = value
        if len(self._begun) > _BEGUN:
            del self._begun[next(iter(self._begun))]
        return editable_text(column, value) if found else ""

    def stored_before(self, row_id: int, column: Column, text: str) -> str:
        """Return the stored value of which `raw` gave `text` to be edited."""
        value = self._begun.get((row_id, column.key), "")
        return value if editable_text(column, value) == text else cells.stored_value(column, text)

    def expect(self, row_id: int, column: Column, value: str) -> None:
        """Go on editing a cell as from this stored value, whatever it holds by now."""
        self._begun[row_id, column.key] = value

    def facts(self, row_id: int, column: Column) -> CellFacts | None:
        """Return what is known of a cell, shown or not; None when its row is gone."""
        record = grid.glance(self._workspace, [row_id], [column, _COUNTRY]).get(row_id)
        if record is None:
            return None
        value, country = record.values
        today, zone = self._workspace.clock.today(), self._workspace.zone
        return CellFacts(column, value, cell_text(column, value, record, today, zone), country)

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)

    def width_of(self, key: str) -> int:
        """Return how many cells the column with this key takes; 0 when it is not shown."""
        return next((column.width for column in self.placed if column.key == key), 0)

    def place(self, key: str) -> int:
        """Return where the column with this key is shown."""
        return [column.key for column in self.columns].index(key)
