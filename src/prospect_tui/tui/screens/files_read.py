"""Which rows of a file are shown: the first ones at once, all of them when they are read.

A newer question replaces the one before, whose answer is never shown.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.views import View
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import grid
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.tui import freed_memory
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.widgets.grid import DataGrid

Asked = tuple[int, View, Mapping[str, Column]]
"""A file, a view of it, and its columns."""
FIRST_SHOWN = 200
"""Rows shown of a big file, as it was filled, while its own order is worked out."""
FIRST_READ = 2_000
"""Rows read of a big file before it is first painted."""


class ReadRows(BaseScreen, is_part=True):
    """The rows of the open file under its filter, in its sort."""

    def __init__(self, context: AppContext) -> None:
        """Start without any file."""
        super().__init__(context)
        self.file: FileSummary | None = None
        self.columns: dict[str, Column] = {}
        self.view = View()
        self.ids: array[int] = array("q")
        self.row_count = 0
        """Of the whole file, whatever the filter leaves; 0 until they are counted."""
        self.is_reading = False
        """Whether rows are still missing in `ids`, or are of the question before."""
        self._finder = RowFinder(context.workspace)
        self._question = 0
        self._was_cut = False
        """Whether a question was given up before all its rows were read."""
        self._filtered = View()
        """The view whose filter the rows were last asked for."""
        self._wants_first = False
        """Whether a new filter has the cursor go to its first row, if its own is left out."""
        self._stays_first = False
        """Whether a new order leaves the cursor on the first row, where it was."""
        self._left_on: dict[int, int | None] = {}
        """The row under the cursor of each file that was left for another."""

    @property
    def grid(self) -> DataGrid:
        """Return the grid."""
        return self.query_one(DataGrid)

    def show_nothing(self) -> None:
        """Word what stands in the place of the rows when there is none."""

    def rows_shown(self) -> None:
        """Show what depends on the rows; called whenever other ones are shown."""

    def refresh_view(self) -> None:
        """Work out which rows are shown: some at once, all of them off the keyboard's way."""
        if self.file is None:
            return
        self.grid.set_sort([(key.column, key.descending) for key in self.view.sort])
        self.drop_query()
        self._was_cut = False
        self._follow_filter()
        asked = (self.file.id, self.view, self.columns)
        found = self._finder.first(*asked, most=None if self.row_count else FIRST_READ)
        self._count(found.total)
        if found.is_complete:
            self.show_ids(found.ids)
            return
        self.is_reading = True
        self._show_first(found.ids)
        read = partial(self._read_on, self._question, asked)
        if found.ids:  # painted before another thread is in the way
            self.call_after_refresh(read)
        else:
            read()

    def _follow_filter(self) -> None:
        """Note whether the filter is another one than that of the rows shown."""
        before, self._filtered = self._filtered, self.view
        if (before.words, before.conditions) != (self.view.words, self.view.conditions):
            self._wants_first = self.view.is_filtered

    def _place(self) -> int | None:
        """Return where the cursor is to be, when its row may have been left out."""
        return 0 if self._wants_first else None

    def drop_query(self) -> None:
        """Give up what is being worked out; rows shown afterwards are read again."""
        self._was_cut = self._was_cut or self.is_reading
        self._finder.cancel()
        self._question += 1
        self.is_reading = False

    def on_unmount(self) -> None:
        """Stop what is being worked out."""
        self._finder.cancel()

    def _count(self, total: int | None) -> None:
        if total is not None:
            self.row_count = total

    def _read_on(self, question: int, asked: Asked) -> None:
        if question == self._question:
            read = partial(self._read_all, question, asked)
            self.run_worker(read, thread=True, group="rows")

    def _read_all(self, question: int, asked: Asked) -> None:
        """Run in the thread; the answer is shown in the screen's own turn."""
        freed_memory.give_back()
        try:
            ids = self._finder.complete(*asked)
        except ProspectError as error:
            self.call_later(self._reading_failed, question, error)
        else:
            if ids is not None:
                self.call_later(self._show_answer, question, ids)

    def prepare_words(self) -> None:
        """Make ready, in another thread, for words to be searched in the rows shown."""
        self.run_worker(self._finder.prepare_words, thread=True, group="words")

    def _show_answer(self, question: int, ids: "array[int]") -> None:
        if question == self._question:
            self.is_reading = False
            self._count(self._finder.total)
            self.show_ids(ids)

    def _reading_failed(self, question: int, error: ProspectError) -> None:
        if question == self._question:
            self.is_reading = False
            self.rows_shown()
            self.fail(error)

    def _show_first(self, ids: "array[int]") -> None:
        """Show the first rows; without any, those of the question before, or of the file."""
        assert self.file is not None
        if not ids and not self.ids:
            ids = array("q", grid.first_ids(self.context.workspace, self.file.id, FIRST_SHOWN))
        if ids:
            self.grid.expected = max(self.grid.expected, len(self.ids))
            self.ids = ids
            self._set_ids(ids)
        self.rows_shown()

    def _set_ids(self, ids: "array[int]") -> None:
        """Give the grid its rows, the cursor on its own, or on the first if it is to stay there."""
        stays = self._stays_first and self.grid.cursor_row == 0
        self.grid.set_ids(ids, keep_cursor_on_id=not stays, place=self._place())

    def show_ids(self, ids: "array[int]") -> None:
        """Show these rows, all there are, the cursor on the row on which it was, or was left.

        They are read again when they were not all known.
        """
        self.ids = ids
        self.show_nothing()
        self.grid.expected = 0
        self._set_ids(ids)
        self._wants_first = self._stays_first = False
        assert self.file is not None
        left_on = self._left_on.pop(self.file.id, None)
        if left_on is not None and left_on in ids:
            self.grid.move_to(ids.index(left_on))
        self.rows_shown()
        if self._was_cut:
            self.refresh_view()

    def show_added(self, row_ids: Sequence[int]) -> None:
        """Show rows just added to the file after the others, whatever the filter and the sort."""
        self.row_count += len(row_ids)
        self.drop_query()
        self.show_ids(self.ids + array("q", row_ids))

    def leave_cursor(self) -> None:
        """Remember the row under the cursor, to come back to it when its file is shown again."""
        if self.file is not None:
            self._left_on[self.file.id] = self.grid.cursor_id

    def forget_rows(self) -> None:
        """Show no row, lest a key act on one of the former file."""
        self.drop_query()
        self.ids = array("q")
        self.grid.set_ids(self.ids)

    def rows_told(self) -> str:
        """Return how many rows the file has, or that they are being read."""
        if not self.is_reading:
            return worded_rows(self.row_count)
        reading = _("reading…")
        return f"{worded_rows(self.row_count)} · {reading}" if self.row_count else reading


def worded_rows(count: int) -> str:
    """Return a number of rows in words."""
    return ngettext("{rows} row", "{rows} rows", count).format(rows=formats.number(count))
