"""Selecting rows: one, those between two, those of a range, all."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from prospect_tui.i18n import N_
from prospect_tui.tui.widgets.grid.messages import SelectionChanged
from prospect_tui.tui.widgets.grid.ranges import RangedGrid
from prospect_tui.tui.widgets.grid.selection import Selection


class SelectingGrid(RangedGrid, is_part=True):
    """A grid whose rows can be selected, and stay so when a filter hides them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "shift+space", "select_to_here", N_("Select down to here"), show=False,
            id="grid.select_to_here",
        ),
    ]  # fmt: skip

    _last_selected: int | None = None
    """The place of the row that was selected or not last, from which others are."""

    @property
    def selection(self) -> Selection:
        """Return the selected rows, seen or not; it changes with them: `copy` it to keep it."""
        return self._selection

    def select_all(self) -> None:
        """Select every row of the current ids."""
        self._select(self._ids)

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._selection:
            self._selection.clear()
            self._last_selected = None
            self._selection_changed()

    def set_ids(
        self, ids: Sequence[int], keep_cursor_on_id: bool = True, *, place: int | None = None
    ) -> None:
        """As `RangedGrid.set_ids`; the selection stays."""
        self._last_selected = None
        super().set_ids(ids, keep_cursor_on_id, place=place)

    def action_toggle_select(self) -> None:
        """Select the row, or not any more, and go to the next; with a range, all of its rows."""
        cells = self.cell_range
        if cells is not None and cells.rows > 1:
            rows = self._ids[cells.top : cells.bottom + 1]
            self.clear_range()
            if not self._select(rows):
                self._selection.discard(rows)
                self._selection_changed()
        elif self._ids:
            self.toggle_row(self._row)
            self.move_to(self._row + 1)

    def action_select_to_here(self) -> None:
        """Select the rows from the last one that was to the cursor."""
        self.select_to(self._row)

    def action_select_all(self) -> None:
        """Select every row."""
        self.select_all()

    def action_clear_selection(self) -> None:
        """Select nothing."""
        self.clear_selection()

    def toggle_row(self, place: int) -> None:
        """Select the row at this place of the ids, or not any more."""
        had_boxes = bool(self._selection)
        self._selection.toggle(self._ids[place])
        self._last_selected = place
        self._selection_changed(None if had_boxes != bool(self._selection) else place)

    def select_to(self, place: int) -> None:
        """Select the rows from the last one that was selected or not, to this place of the ids."""
        if self._ids:
            last = place if self._last_selected is None else self._last_selected
            first, end = sorted((place, last))
            self._select(self._ids[first : end + 1])
            self._last_selected = place

    def _select(self, ids: Sequence[int]) -> bool:
        """Select these rows too; say whether one of them was not yet."""
        before = len(self._selection)
        self._selection.add(ids)
        is_more = len(self._selection) > before
        if is_more:
            self._selection_changed()
        return is_more

    def _selection_changed(self, place: int | None = None) -> None:
        """Repaint the row at `place`, or all of them, and tell."""
        if place is None:
            self._redraw_all()
        else:
            self._refresh_places((place,))
        self.post_message(SelectionChanged(self, len(self._selection)))
