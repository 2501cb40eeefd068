"""Moving about by keys: the arrows, the pages, the ends, and Tab from cell to cell."""

import sys
from typing import ClassVar

from textual.binding import Binding, BindingType

from prospect_tui.i18n import N_
from prospect_tui.tui.widgets.grid.view import GridView

_FAR = sys.maxsize
STEPS = {
    "up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1),
    "home": (-_FAR, 0), "end": (_FAR, 0), "first": (0, -_FAR), "last": (0, _FAR),
    "top": (-_FAR, -_FAR), "bottom": (_FAR, _FAR),
}  # fmt: skip
"""Where each way leads: rows and columns, as far as there are any."""
PAGES = {"pageup": -1, "pagedown": 1}
WAYS = (
    ("up", "up", N_("Row above")),
    ("down", "down", N_("Row below")),
    ("left", "left", N_("Column on the left")),
    ("right", "right", N_("Column on the right")),
    ("pageup", "pageup", N_("Page above")),
    ("pagedown", "pagedown", N_("Page below")),
    ("home", "home", N_("First row")),
    ("end", "end", N_("Last row")),
    ("ctrl+left", "first", N_("First column")),
    ("ctrl+right", "last", N_("Last column")),
    ("ctrl+home", "top", N_("First cell")),
    ("ctrl+end", "bottom", N_("Last cell")),
)
"""The keys that move the cursor, the way of each and its name."""


class MovingGrid(GridView, is_part=True):
    """A view whose cursor moves by keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"move('{way}')", name, show=False, id=f"grid.{way}")
            for key, way, name in WAYS
        ),
        Binding("tab", "next_cell(1)", N_("Next cell"), show=False, id="grid.next_cell"),
        Binding(
            "shift+tab", "next_cell(-1)", N_("Cell before"), show=False, id="grid.previous_cell"
        ),
    ]

    QUICK_ACTIONS = frozenset({"move", "extend", "next_cell"})

    def action_move(self, way: str) -> None:
        """Go one of `WAYS`; the way to the first column, frozen or not, shows those beside it."""
        self.move_to(*self._arrival(way))
        if way in {"first", "top"}:
            self.scroll_window(left=0)

    def action_next_cell(self, step: int) -> None:
        """Go to the next cell, or the one before: from row to row at the ends."""
        row, column = self._row, self._column + step
        if not 0 <= column < len(self._columns):
            row, column = row + step, 0 if step > 0 else len(self._columns) - 1
        if 0 <= row < len(self._ids):
            self.move_to(row, column)

    def _arrival(self, way: str) -> tuple[int, int]:
        """Return where a way leads from the cursor; a page takes the window with it.

        The cursor then keeps its line.
        """
        if way in PAGES:
            rows = PAGES[way] * self.page
            self.scroll_window(top=self._top + rows)
            return self._row + rows, self._column
        rows, columns = STEPS[way]
        return self._row + rows, self._column + columns
