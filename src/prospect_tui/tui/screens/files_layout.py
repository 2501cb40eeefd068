"""How the columns of the file shown are laid out: which, in which order, how wide, which stay.

A layout is kept at once, outside of the journal. Undo takes it back only here: gesture after
gesture, each in its turn among what was written.
"""

from collections import defaultdict, deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.layouts import RESIZE_STEP, Layout
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.key_names import key_name
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.files_filters import FilesFilters
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.tui.widgets.grid.layout import LEAD, Shape
from prospect_tui.wording.cells import title

if TYPE_CHECKING:
    from prospect_tui.services.undo import Pending

_EDGES = LEAD + 1
"""Cells of the screen that no column takes: before the first one, and the scrollbar."""
_MOST_TAKEN_BACK = 100
"""How many arrangements of a file undo gives back."""


class _Arranged(NamedTuple):
    """How the columns were before a gesture."""

    layout: Layout
    written: "Pending | None"
    """What undo would have taken back then."""
    gesture: str
    """What is one gesture however often its key is pressed; "" for what is never continued."""


class FilesLayout(FilesFilters, is_part=True):
    """Laying out the columns of the file shown."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing arranged."""
        super().__init__(context)
        self._earlier: defaultdict[int, deque[_Arranged]] = defaultdict(
            partial(deque, maxlen=_MOST_TAKEN_BACK)
        )
        """By file, how its columns were, the latest last."""

    def take_back(self) -> bool:
        """Show the columns as they were before they were last arranged, unless one wrote since."""
        earlier = self._earlier[self.file.id] if self.file else None
        if not earlier or earlier[-1].written != self._written():
            return False
        super().keep_layout(earlier.pop().layout)
        self.tell(_("The columns are as they were."))
        return True

    def keep_layout(self, layout: Layout, gesture: str = "") -> None:
        """As `FilesFilters.keep_layout`, and undo takes it back."""
        assert self.file is not None
        assert self.arrangement is not None
        earlier = self._earlier[self.file.id]
        before = _Arranged(self.arrangement.saved, self._written(), gesture)
        super().keep_layout(layout)
        goes_on = gesture and earlier and earlier[-1][1:] == before[1:]
        if layout != before.layout and not goes_on:
            earlier.append(before)

    def _written(self) -> "Pending | None":
        return self.context.pending(self.context.workspace, redo=False)

    @property
    def column_layout(self) -> Layout | None:
        """Return how the columns are shown, None when no file is open."""
        return self.arrangement.layout if self.file and self.arrangement else None

    @property
    def in_place(self) -> int:
        """Return how many columns stay: of those meant to, as many as leave room for others."""
        return Shape(self.source.placed).frozen(self.size.width - 1)

    def lay_out(self, layout: Layout, gesture: str = "") -> None:
        """Show the columns so from now on, the cursor on the one it was on."""
        if self.arrangement is not None:
            self.keep_layout(self.arrangement.to_save(layout), gesture)

    def lay_out_made(self, layout: Layout) -> None:
        """As `lay_out`, for a column just made: undo takes both back at once."""
        if self.arrangement is not None:
            super().keep_layout(self.arrangement.to_save(layout))

    def lay_out_naturally(self) -> None:
        """Forget how the columns were arranged."""
        self.keep_layout(Layout())

    def action_hide_column(self) -> None:
        """Hide the column under the cursor, and say how to see it again."""
        if self.column_layout is None:
            return
        key, place = self.grid.cursor_key, self.grid.cursor_column
        if len(self.column_layout.shown) == 1:
            raise Refused("column.last")
        self.lay_out(self.column_layout.with_hidden(key, hidden=True))
        self.grid.move_to(self.grid.cursor_row, place)
        text = _("Column “{name}” hidden: {columns_key} to see it again, {undo_key} to undo.")
        columns_key, undo_key = (
            key_name(self.context.keys[name].keys[0]) for name in ("files.columns", "app.undo")
        )
        name = title(self.columns[key])
        self.tell(text.format(name=name, columns_key=columns_key, undo_key=undo_key))

    def action_move_column(self, step: int) -> None:
        """Move the column under the cursor past its neighbour; the cursor goes with it."""
        if self.column_layout is not None:
            layout, key = self.column_layout, self.grid.cursor_key
            self.lay_out(layout.with_moved(key, step, layout.shown), f"move {key}")

    def action_resize_column(self, step: int) -> None:
        """Make the column under the cursor a little wider (1) or narrower (-1)."""
        key = self.grid.cursor_key
        width = next((column.width for column in self.source.placed if column.key == key), 0)
        self._resize(key, width + step * RESIZE_STEP)

    def action_fit_column(self) -> None:
        """Make the column under the cursor as wide as what is seen of it."""
        if self.column_layout is not None:
            self._resize(self.grid.cursor_key, self.fitted_width(self.grid.cursor_key))

    def action_freeze(self) -> None:
        """Keep the columns up to the cursor in place; only the first when they are already."""
        if self.column_layout is None:
            return
        layout = self.column_layout.frozen_to(self.grid.cursor_key)
        self.lay_out(layout)
        if layout.frozen == 1:
            self.tell(_("Only the first column stays in place."))
        elif self.in_place < layout.frozen:
            text = ngettext(
                "Only {count} column stays in place: more would leave no room for the others.",
                "Only {count} columns stay in place: more would leave no room for the others.",
                self.in_place,
            )
            self.tell(text.format(count=formats.number(self.in_place)))
        else:
            text = _("The columns up to “{name}” stay in place.")
            self.tell(text.format(name=title(self.columns[self.grid.cursor_key])))

    @on(messages.ColumnResized)
    def resize_dragged(self, event: messages.ColumnResized) -> None:
        """Give a column the width to which the mouse has drawn it."""
        self._resize(event.column_key, event.width)

    @on(messages.ColumnFitRequested)
    def fit_clicked(self, event: messages.ColumnFitRequested) -> None:
        """Fit the column whose edge was double-clicked."""
        self._resize(event.column_key, self.fitted_width(event.column_key))

    def fitted_width(self, key: str) -> int:
        """Return the width of the longest cell of a column among the rows seen, its title too."""
        seen = self.grid.visible_range
        ids = self.ids[seen.start : seen.stop]
        return min(self.source.longest(self.columns[key], ids), self.size.width - _EDGES)

    def _resize(self, key: str, width: int) -> None:
        if self.column_layout is not None and key:
            self.lay_out(self.column_layout.with_width(key, width), f"size {key}")
