"""Showing a prospecting file: which file, which columns, which rows. It writes nothing."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.views import View
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import Key
from prospect_tui.services import grid, prospect_files
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.services.row_query import RowQuery
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.file_rows import SAMPLED, FileRows
from prospect_tui.tui.text import fit, plain, width
from prospect_tui.tui.widgets.grid import DataGrid, messages
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording.cells import title
from prospect_tui.wording.messages import message

AT_ONCE = 5_000
"""Rows of a file that are sought and sorted in some milliseconds."""
_LEAST_NAME = 12
"""Cells of the title that a file's name keeps, whatever else there is to tell."""
_TITLE_MARGINS = 5


class FileGrid(DataGrid):
    """The grid, in which Tab goes on typing in the next cell, and where each cell has its remark.

    It tells for that when the cursor goes to another column too.
    """

    def on_key(self, event: events.Key) -> None:
        """Go on typing in the next cell that can be typed in, at Tab."""
        if not self.is_editing or event.key not in {"tab", "shift+tab"}:
            return
        event.stop()
        event.prevent_default()
        places = range(len(self._columns))
        here = self.cursor_column
        others = places[here + 1 :] if event.key == "tab" else reversed(places[:here])
        following = next((place for place in others if self._columns[place].editable), None)
        self.stop_edit(save=True)
        if following is not None:
            self.move_to(self.cursor_row, following)
            self.start_edit()

    def move_to(self, row: int, column: int | None = None) -> None:
        """As `DataGrid.move_to`."""
        before = self.cursor_column
        super().move_to(row, column)
        if self.cursor_column != before:
            self.post_message(self.CursorMoved(self, self.cursor_id))


class ShownFile(BaseScreen):
    """The grid of a file between its title line and the line of remarks."""

    ABOUT = N_("Your prospecting files: cold rows to sort, filter, enrich and call.")
    AUTO_FOCUS = "DataGrid"

    def __init__(self, context: AppContext) -> None:
        """Start without any file."""
        super().__init__(context)
        self.file: FileSummary | None = None
        self.columns: dict[str, Column] = {}
        self.view = View()
        self.ids: array[int] = array("q")
        self.row_count = 0
        """Of the whole file, whatever the filter leaves."""
        self.source = FileRows(context.workspace)
        self._query: RowQuery | None = None
        self._left_on: dict[int, int | None] = {}
        """The row under the cursor of each file that was left for another."""

    def compose_body(self) -> ComposeResult:
        """Yield the title, the filter, the grid and the line of remarks."""
        yield TwoEnds(id="files-title")
        with Horizontal(id="files-filter"):
            yield Static(id="files-filter-label")
            yield Input(compact=True, id="files-filter-input")
        yield Static(id="files-empty")
        yield FileGrid(self.source)
        yield Static(id="files-remark")

    def on_mount(self) -> None:
        """Open the first file."""
        self.query_one("#files-filter").display = False
        self._open_first()

    def show_texts(self) -> None:
        """Word what is not drawn anew: the empty state, the filter line, the titles."""
        self.query_one("#files-filter-label", Static).update(plain(_("Filter: ")))
        self.filter_line.placeholder = _("words, or column:word, column>10, -column:word")
        what = _("No file yet. A prospecting file is a table of companies or people to call.")
        how = _(
            "{import_key} imports one (CSV, Excel, LibreOffice), {new_key} starts an empty one."
        )
        how = _with_keys(how, self.context.keys)
        self.query_one("#files-empty", Static).update(plain(what) + "\n\n" + plain(how))
        self.show_file()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the title line and the first column."""
        self.show_title()
        self._show_columns()

    @property
    def grid(self) -> DataGrid:
        """Return the grid."""
        return self.query_one(DataGrid)

    @property
    def filter_line(self) -> Input:
        """Return the line in which a filter is typed."""
        return self.query_one("#files-filter-input", Input)

    # which file

    def _open_first(self) -> None:
        files = prospect_files.files(self.context.workspace)
        if files:
            self.open_file(files[0])
            return
        self.file = None
        self.query_one("#files-empty").display = True
        self.grid.display = False
        self.show_title()

    def visit(self, *, file_id: int | None = None, **_wanted: Any) -> None:
        """Open the file that another screen asks for."""
        for file in prospect_files.files(self.context.workspace):
            if file.id == file_id:
                self.open_file(file)

    def open_file(self, file: FileSummary) -> None:
        """Show a file in the order in which it was last sorted, where it was last left."""
        if self.file is not None:
            self._left_on[self.file.id] = self.grid.cursor_id
        self.file, self.row_count = file, file.rows
        known = prospect_files.columns(self.context.workspace, file.id)
        sort = prospect_files.saved_sort(self.context.workspace, file.id)
        self.view = View(sort=tuple(key for key in sort if key.column in known))
        self.filter_line.value = ""
        self.query_one("#files-filter").display = False
        self.query_one("#files-empty").display = False
        self.grid.display = True
        self.grid.clear_selection()
        self.grid.focus()
        self.ids = array("q")
        self.grid.set_ids(self.ids)  # no key may act on a row of the former file
        self.show_file()
        self.grid.move_to(self.grid.cursor_row, 0)
        self.grid.scroll_window(left=0)

    def show_file(self) -> None:
        """Show the columns and rows of the open file."""
        self._show_columns()
        self.refresh_view()

    def _show_columns(self) -> None:
        if self.file is None:
            return
        workspace, file_id = self.context.workspace, self.file.id
        self.columns = prospect_files.columns(workspace, file_id)
        shown = prospect_files.shown_columns(workspace, file_id)
        sample = grid.first_ids(workspace, file_id, SAMPLED)
        self.grid.set_columns(self.source.show(shown, sample, self.size.width))

    def action_choose_file(self) -> None:
        """Choose among the files."""
        files = prospect_files.files(self.context.workspace)
        choices = [Choice(file, file.name, _file_detail(file)) for file in files]
        if choices:
            self.ask(Choose(_("Which file?"), choices, start=self.file), self.open_file)

    # which rows

    def refresh_view(self) -> None:
        """Work out which rows are shown: at once, or for a big file off the keyboard's way.

        A newer question replaces one that is still being worked out.
        """
        if self.file is None:
            return
        self.drop_query()
        self.grid.set_sort([(key.column, key.descending) for key in self.view.sort])
        query = RowQuery(self.context.workspace, self.file.id, self.view, self.columns)
        if self.row_count <= AT_ONCE:
            ids = query.run()
            assert ids is not None
            self.show_ids(ids)
        else:
            self._query = query
            self.run_worker(partial(self._ask, query), thread=True, group="rows")
            self.show_title()

    def drop_query(self) -> None:
        """Give up what is being worked out."""
        if self._query is not None:
            self._query.cancel()
            self._query = None

    def _ask(self, query: RowQuery) -> None:
        """Run in the thread; the answer is shown in the screen's own turn."""
        try:
            ids = query.run()
        except ProspectError as error:
            self.call_later(self.fail, error)
        else:
            if ids is not None:
                self.call_later(self._show_answer, query, ids)

    def _show_answer(self, query: RowQuery, ids: "array[int]") -> None:
        if query is self._query:
            self._query = None
            self.show_ids(ids)

    def show_ids(self, ids: "array[int]") -> None:
        """Show these rows, the cursor on the row on which it was, or was left."""
        self.ids = ids
        nothing = (
            _("No row fits the filter. {back_key} shows them all.")
            if self.view.is_filtered
            else _("This file has no row yet. {new_key} adds one, {import_key} imports some.")
        )
        self.grid.empty_text = plain(_with_keys(nothing, self.context.keys))
        self.grid.set_ids(ids)
        assert self.file is not None
        left_on = self._left_on.pop(self.file.id, None)
        if left_on is not None and left_on in ids:
            self.grid.move_to(ids.index(left_on))
        self.show_title()
        self.explain_cell()

    # the title and the remarks

    def show_title(self) -> None:
        """Show the file, how many rows, and how many are selected."""
        if self.file is None:
            self.query_one("#files-title", TwoEnds).show(_("Prospecting files"))
            return
        chosen = len(self.grid.selected_ids)
        text = ngettext("{count} selected", "{count} selected", chosen)
        right = text.format(count=formats.number(chosen)) if chosen else ""
        told = " · ".join((" ▾", _rows(self.row_count), *self.title_parts()))
        room = max(_LEAST_NAME, self.size.width - width(told) - width(right) - _TITLE_MARGINS)
        name = fit(self.file.name, min(room, width(self.file.name)))
        self.query_one("#files-title", TwoEnds).show(f"{name}{told}", right)

    def title_parts(self) -> Sequence[str]:
        """Return what the title says of the view."""
        return ()

    @on(messages.SelectionChanged)
    def count_selection(self) -> None:
        """Show how many rows are selected."""
        self.show_title()

    @on(messages.CursorMoved)
    def explain_cell(self) -> None:
        """Say what is wrong with the cell under the cursor, if anything."""
        row_id, key = self.grid.cursor_id, self.grid.cursor_key
        self.remark(row_id, key if row_id is not None else "")

    def remark(self, row_id: int | None, key: str) -> None:
        """Say what is wrong with a cell, or nothing."""
        problem = self.source.problem(row_id, key) if row_id is not None and key else ""
        text = ""
        if problem and row_id is not None:
            said = message(problem, value=self.source.raw(row_id, key))
            text = f"! {title(self.columns[key])} : {said}"
        self.query_one("#files-remark", Static).update(plain(text))

    # what changes

    def on_changed(self, change: Change) -> None:
        """Read again what was written, here or elsewhere; an edited row stays where it is."""
        if change.everything or change.files:
            self._read_again()
        else:
            self.grid.refresh_rows(change.prospects)
            self.explain_cell()

    def _read_again(self) -> None:
        """Read the file anew: its rows, its columns, or that it is not there any more."""
        files = {file.id: file for file in prospect_files.files(self.context.workspace)}
        if self.file is None or self.file.id not in files:
            self.drop_query()
            self._open_first()
            return
        self.file = files[self.file.id]
        self.row_count = self.file.rows
        self.grid.refresh_all()
        self.show_file()


def _with_keys(text: str, keys: Mapping[str, Key]) -> str:
    """Fill in the names of the user's keys."""
    commands = {"import_key": "files.import", "new_key": "files.new", "back_key": "app.back"}
    names = {name: key_name(keys[command].keys[0]) for name, command in commands.items()}
    return text.format(**names)


def _rows(count: int) -> str:
    return ngettext("{rows} row", "{rows} rows", count).format(rows=formats.number(count))


def _file_detail(file: FileSummary) -> str:
    text = ngettext("{count} never called", "{count} never called", file.never_called)
    return f"{_rows(file.rows)} · {text.format(count=formats.number(file.never_called))}"
