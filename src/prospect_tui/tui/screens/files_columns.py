"""The columns of the file shown: which, in which order, how wide, and the file's own ones.

How they are shown is kept at once and is not undone; what is done to the file's own columns is.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.layouts import RESIZE_STEP, Layout
from prospect_tui.domain.views import SortKey, View
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.key_names import key_name
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import confirm
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screens.files_filters import FilesFilters
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.tui.widgets.grid.layout import LEAD, Shape
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.columns import worded_filter

if TYPE_CHECKING:
    from prospect_tui.services.own_columns import KindChanged
    from prospect_tui.services.undo import Pending
    from prospect_tui.tui.screens.columns_dialog import KindWanted

_EDGES = LEAD + 1
"""Cells of the screen that no column takes: before the first one, and the scrollbar."""


class FilesColumns(FilesFilters, is_part=True):
    """Arranging the columns of the file shown."""

    def _show_columns(self, *, refit: bool = True) -> None:
        """Show the columns, and the rows no more by one that is gone."""
        super()._show_columns(refit=refit)
        sort = tuple(key for key in self.view.sort if key.column in self.columns)
        self._keep_asked(lambda key: key in self.columns, sort)

    def _keep_asked(self, is_kept: Callable[[str], bool], sort: tuple[SortKey, ...]) -> None:
        """Show the rows by what is asked of the columns kept, and sorted so."""
        view = self.view
        conditions = tuple(one for one in view.conditions if is_kept(one.column))
        if (conditions, sort) != (view.conditions, view.sort):
            self.view = View(view.words, conditions, sort)
            self.show_filter(worded_filter(view.words, conditions, self.columns))

    # how the columns are shown

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing arranged."""
        super().__init__(context)
        self._before: tuple[int, Layout, Pending | None] | None = None
        """The file whose columns were just arranged with a key, how they were, and what undo
        would have taken back then."""

    def take_back(self) -> bool:
        """Show the columns as they were before a key arranged them, unless one wrote since."""
        before, self._before = self._before, None
        if before is None or self.file is None:
            return False
        file_id, layout, written = before
        context = self.context
        if (file_id, written) != (self.file.id, context.pending(context.workspace, redo=False)):
            return False
        self.keep_layout(layout)
        self.tell(_("The columns are as they were."))
        return True

    def _arrange(self, layout: Layout) -> None:
        """As `lay_out`, for a key that undo follows."""
        if self.file is not None and self.arrangement is not None:
            written = self.context.pending(self.context.workspace, redo=False)
            before = self.file.id, self.arrangement.saved, written
            self.lay_out(layout)
            self._before = before

    @property
    def column_layout(self) -> Layout | None:
        """Return how the columns are shown, None when no file is open."""
        return self.arrangement.layout if self.file and self.arrangement else None

    def lay_out(self, layout: Layout) -> None:
        """Show the columns so from now on, the cursor on the one it was on."""
        self._before = None
        if self.arrangement is not None:
            self.keep_layout(self.arrangement.to_save(layout))

    def lay_out_naturally(self) -> None:
        """Forget how the columns were arranged."""
        self._before = None
        self.keep_layout(Layout())

    def action_hide_column(self) -> None:
        """Hide the column under the cursor, and say how to see it again."""
        if self.column_layout is None:
            return
        key, place = self.grid.cursor_key, self.grid.cursor_column
        if len(self.column_layout.shown) == 1:
            raise Refused("column.last")
        self._arrange(self.column_layout.with_hidden(key, hidden=True))
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
            self._arrange(
                self.column_layout.with_moved(self.grid.cursor_key, step, self.column_layout.shown)
            )

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
        self._arrange(layout)
        room = Shape(self.source.placed).frozen(self.size.width - 1)
        if layout.frozen == 1:
            self.tell(_("Only the first column stays in place."))
        elif room < layout.frozen:
            text = ngettext(
                "Only {count} column stays in place: more would leave no room for the others.",
                "Only {count} columns stay in place: more would leave no room for the others.",
                room,
            )
            self.tell(text.format(count=formats.number(room)))
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
            self._arrange(self.column_layout.with_width(key, width))

    # the list of columns, and the file's own ones

    def action_columns(self) -> None:
        """List the columns, to arrange them and make some of one's own."""
        from prospect_tui.tui.screens.columns_dialog import ColumnsDialog  # noqa: PLC0415 - first use

        def change(wanted: "Column | KindWanted") -> None:
            if isinstance(wanted, Column):
                self.delete_column(wanted)
            else:
                self._change_kind(wanted)

        if self.column_layout is not None:
            self.ask(ColumnsDialog(self, self.grid.cursor_key), change)

    def _change_kind(self, wanted: "KindWanted") -> None:
        """Have an own column hold something else: its values are read anew."""
        from prospect_tui.services import own_columns  # noqa: PLC0415 - first use

        column, kind, choices = wanted
        workspace = self.context.workspace

        def work(progress: LongWork) -> "KindChanged":
            return own_columns.change_kind(
                workspace, column, kind, choices, typed=editable_text, progress=progress.report
            )

        label = _("Reading “{name}” anew").format(name=column.label)
        self.run_long(work, self._kind_changed, label)

    def _kind_changed(self, changed: "KindChanged") -> None:
        from prospect_tui.wording.own_columns import kind_text  # noqa: PLC0415 - first use

        # what was asked of texts may mean nothing of numbers or of days
        self._keep_asked(lambda key: key != changed.column.key, self.view.sort)
        self.tell(kind_text(changed))
        self.own_columns_changed()

    def own_columns_changed(self) -> None:
        """Show the file's own columns as they are now, here and on the other screens."""
        assert self.file is not None
        self._show_columns()
        self.context.changed.ring(files=[self.file.id])

    def delete_column(self, column: Column) -> None:
        """Delete an own column, once it was said how many cells hold something in it."""
        from prospect_tui.services import own_columns  # noqa: PLC0415 - first use

        workspace = self.context.workspace

        def count(_work: LongWork) -> int:
            return own_columns.count_values(workspace, column)

        self.run_long(
            count,
            partial(self._ask_deletion, column),
            _("Looking at “{name}”").format(name=column.label),
        )

    def _ask_deletion(self, column: Column, count: int) -> None:
        text = ngettext(
            "{count} cell holds something in it. Undo brings everything back.",
            "{count} cells hold something in it. Undo brings everything back.",
            count,
        )
        told = text.format(count=formats.number(count)) if count else _("It holds nothing.")
        question = confirm.Confirm(
            _("Delete the column “{name}”?").format(name=column.label),
            detail=told,
            accept=_("delete"),
        )
        self.ask(question, lambda _yes: self._delete(column))

    def _delete(self, column: Column) -> None:
        from prospect_tui.services import own_columns  # noqa: PLC0415 - first use

        workspace = self.context.workspace

        def work(progress: LongWork) -> int:
            return own_columns.delete_column(workspace, column, progress=progress.report)

        label = _("Deleting the column “{name}”").format(name=column.label)
        self.run_long(work, partial(self._deleted, column), label)

    def _deleted(self, column: Column, count: int) -> None:
        text = ngettext(
            "Column “{name}” deleted, with {count} value.",
            "Column “{name}” deleted, with {count} values.",
            count,
        )
        self.tell(text.format(name=column.label, count=formats.number(count)))
        self.own_columns_changed()
