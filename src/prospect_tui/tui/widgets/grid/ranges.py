"""Ranges: a rectangle of cells from an anchor to the cursor. It is two places, never a list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from prospect_tui.i18n import N_
from prospect_tui.tui.widgets.grid.cells import NO_SPAN, Span, no_span
from prospect_tui.tui.widgets.grid.messages import RangeChanged
from prospect_tui.tui.widgets.grid.motion import WAYS, MovingGrid
from prospect_tui.tui.widgets.grid.source import GridColumn


@dataclass(frozen=True, slots=True)
class Block:
    """The cells on which a command acts: these rows times these columns."""

    ids: Sequence[int]
    """In the order of the screen; of selected rows, put in order when first read."""
    keys: tuple[str, ...]


class Rectangle(NamedTuple):
    """Cells from a corner to the other: places of rows and of columns, the last ones included."""

    top: int
    bottom: int
    first: int
    last: int

    @property
    def rows(self) -> int:
        """Return how many rows it has."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """Return how many columns it has."""
        return self.last - self.first + 1

    def span_at(self, place: int) -> Span:
        """Return which of its columns are on the row at `place`."""
        return (self.first, self.last) if self.top <= place <= self.bottom else NO_SPAN


class RangedGrid(MovingGrid, is_part=True):
    """A grid in which Shift and an arrow make a range, and any other move drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(_shifted, f"extend('{way}')", name, show=False, id=f"grid.extend_{way}")
            for key, way, name in WAYS
            for _shifted in [f"ctrl+shift+{key[5:]}" if key.startswith("ctrl+") else f"shift+{key}"]
        ),
        Binding("escape", "clear_range", N_("Drop the range"), show=False, id="grid.clear_range"),
    ]

    _anchor: tuple[int, int] | None = None
    """The cell, as a row's and a column's place, at the other end of the range."""

    @property
    def cell_range(self) -> Rectangle | None:
        """Return the range, if there is one."""
        if self._anchor is None:
            return None
        row, column = self._anchor
        top, bottom = sorted((row, self._row))
        first, last = sorted((column, self._column))
        return Rectangle(top, bottom, first, last)

    def block(self) -> Block:
        """Return the range, else the cell under the cursor; selected rows, if any, are the rows.

        They are in the order of the screen, those that a filter hides after the others.
        """
        cells = self.cell_range or Rectangle(self._row, self._row, self._column, self._column)
        keys = tuple(one.key for one in self._columns[cells.first : cells.last + 1])
        if self._selection:
            return Block(self._selection.in_order(self._ids), keys)
        whole = cells.rows == len(self._ids)
        return Block(self._ids if whole else self._ids[cells.top : cells.bottom + 1], keys)

    def extend_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor there, and make or change the range that ends on it."""
        if not self._ids or not self._columns:
            return
        before = self.cell_range
        anchor = self._anchor or (self._row, self._column)
        self._go(row, column)
        self._anchor = None if anchor == (self._row, self._column) else anchor
        self._range_changed(before)

    def clear_range(self) -> None:
        """Have no range any more; the cursor stays where it is."""
        before, self._anchor = self.cell_range, None
        self._range_changed(before)

    def move_to(self, row: int, column: int | None = None) -> None:
        """As `GridView.move_to`; the range is dropped."""
        self.clear_range()
        super().move_to(row, column)

    def set_columns(self, columns: Iterable[GridColumn]) -> None:
        """As `GridView.set_columns`; the range stays if the columns at its ends do."""
        ends = [self._anchor[1], self._column] if self._anchor and self._columns else []
        keys = [self._columns[place].key for place in ends]
        super().set_columns(columns)
        if self._anchor is None:
            return
        place = self._shape.index(keys[0])
        if place is None or self.cursor_key != keys[1]:
            self.clear_range()
        else:
            self._anchor = self._anchor[0], place

    def set_ids(
        self, ids: Sequence[int], keep_cursor_on_id: bool = True, *, place: int | None = None
    ) -> None:
        """As `GridView.set_ids`; the range stays if the rows at its ends do."""
        corners = self.cell_range and [self.cell_range.top, self.cell_range.bottom]
        former = [self._ids[corner] for corner in corners or []]
        row = self._row
        super().set_ids(ids, keep_cursor_on_id, place=place)
        if corners and (
            self._row != row
            or corners[1] >= len(ids)
            or [ids[corner] for corner in corners] != former
        ):
            self.clear_range()

    def action_extend(self, way: str) -> None:
        """Extend the range one of `WAYS`."""
        self.extend_to(*self._arrival(way))

    def action_clear_range(self) -> None:
        """Drop the range."""
        self.clear_range()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave Esc to the screen when there is no range."""
        return action != "clear_range" or self._anchor is not None

    def _spans(self) -> Callable[[int], Span]:
        return _spans_of(self.cell_range)

    def _range_changed(self, before: Rectangle | None) -> None:
        """Repaint the rows whose part of the range is not what it was; tell."""
        now = self.cell_range
        if now == before:
            return
        old, new = _spans_of(before), _spans_of(now)
        changed = (row for row in self.visible_range if old(row) != new(row))
        self._refresh_places([self._row, *changed])
        rows, columns = (now.rows, now.columns) if now else (1, 1)
        self.tell(RangeChanged(self, rows, columns))


def _spans_of(cells: Rectangle | None) -> Callable[[int], Span]:
    return no_span if cells is None else cells.span_at
