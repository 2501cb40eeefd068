"""Looking at a prospecting file: which file, which rows, in which order. It writes no row."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import SortKey, View, parse_filter, toggled
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import prospect_files
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.services.row_query import RowQuery
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.file_rows import FileRows
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.grid import DataGrid, messages
from prospect_tui.wording.cells import title
from prospect_tui.wording.messages import message


class FilesView(BaseScreen):
    """The grid of a file with its title line and its filter."""

    SCOPE: ClassVar[str] = ""
    ABOUT = N_("Your prospecting files: cold rows to sort, filter, enrich and call.")
    AUTO_FOCUS = "DataGrid"

    def __init__(self, context: AppContext) -> None:
        """Start without any file."""
        super().__init__(context)
        self.file: FileSummary | None = None
        self.source = FileRows(context.workspace)
        self.view = View()
        self.row_count = 0
        self.new_row_id: int | None = None
        self._query: RowQuery | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the title, the filter, the grid and the line of remarks."""
        yield Static(id="files-title")
        with Horizontal(id="files-filter"):
            yield Static(id="files-filter-label")
            yield Input(compact=True, id="files-filter-input")
        yield Static(id="files-empty")
        yield DataGrid(self.source)
        yield Static(id="files-remark")

    def on_mount(self) -> None:
        """Open the first file."""
        self.query_one("#files-filter").display = False
        self._open_first()

    def show_texts(self) -> None:
        """Word the empty state and the filter."""
        self.query_one("#files-filter-label", Static).update(plain(_("Filter: ")))
        self.query_one("#files-empty", Static).update(plain(_(
            "No file yet. A prospecting file is a table of companies or people to call.\n"
            "Press i to import one (CSV, Excel, LibreOffice), or Ctrl+N to start an empty one."
        )))  # fmt: skip
        self.show_file()

    @property
    def grid(self) -> DataGrid:
        """Return the grid."""
        return self.query_one(DataGrid)

    # which file

    def _open_first(self) -> None:
        files = prospect_files.files(self.context.workspace)
        if files:
            self.open_file(files[0])
        else:
            self._show_empty(True)

    def _show_empty(self, empty: bool) -> None:
        self.query_one("#files-empty").display = empty
        self.grid.display = not empty

    def visit(self, *, file_id: int | None = None, **_wanted: Any) -> None:
        """Open the file that another screen asks for."""
        for file in prospect_files.files(self.context.workspace):
            if file.id == file_id:
                self.open_file(file)

    def open_file(self, file: FileSummary) -> None:
        """Show a file in the order in which it was last sorted."""
        self.file = file
        sort = prospect_files.saved_sort(self.context.workspace, file.id)
        self.view = View(sort=sort)
        self.query_one("#files-filter-input", Input).value = ""
        self._show_empty(False)
        self.show_file()

    def show_file(self) -> None:
        """Show the columns and rows of the open file."""
        if self.file is None:
            return
        columns = prospect_files.shown_columns(self.context.workspace, self.file.id)
        self.source.show(columns)
        self.grid.set_columns(self.source.grid_columns())
        self.refresh_view()

    def action_choose_file(self) -> None:
        """Choose among the files."""
        files = prospect_files.files(self.context.workspace)
        choices = [Choice(file, file.name, self._file_detail(file)) for file in files]
        self.ask(Choose(_("Which file?"), choices, start=self.file), self.open_file)

    def _file_detail(self, file: FileSummary) -> str:
        text = ngettext("{rows} row", "{rows} rows", file.rows)
        left = _("{left} never called")
        return " · ".join(
            (text.format(rows=formats.number(file.rows)),
             left.format(left=formats.number(file.never_called)))
        )  # fmt: skip

    # which rows

    def refresh_view(self) -> None:
        """Work out which rows are shown, off the keyboard's way; a newer question replaces it."""
        if self.file is None:
            return
        if self._query is not None:
            self._query.cancel()
        columns = prospect_files.columns(self.context.workspace, self.file.id)
        query = self._query = RowQuery(self.context.workspace, self.file.id, self.view, columns)

        def work() -> None:
            ids = query.run()
            if ids is not None:
                self.app.call_from_thread(self._show_ids, query, ids)

        self.run_worker(work, thread=True, group="rows", exit_on_error=False)
        self.show_title()

    def _show_ids(self, query: RowQuery, ids: Any) -> None:
        if query is not self._query:
            return
        self._query = None
        self.grid.set_ids(ids)
        self.grid.set_sort([(key.column, key.descending) for key in self.view.sort])
        self._begin_new_row(ids)
        self.row_count = len(ids)
        self.show_title()

    def _begin_new_row(self, ids: Any) -> None:
        """Put the cursor on a row just added, and type in it."""
        if self.new_row_id is not None and self.new_row_id in ids:
            self.grid.move_to(ids.index(self.new_row_id), 0)
            self.new_row_id = None
            self.grid.start_edit()

    def show_title(self) -> None:
        """Show the file, how many rows, the filter, the sort and the selection."""
        if self.file is None:
            return
        rows = ngettext("{rows} row", "{rows} rows", self.file.rows)
        parts = [f"{self.file.name} ▾", rows.format(rows=formats.number(self.file.rows))]
        if self.view.is_filtered:
            typed = self.query_one("#files-filter-input", Input).value
            shown = _("filter “{filter}” → {count}")
            parts.append(shown.format(filter=clean(typed), count=formats.number(self.row_count)))
        if self.view.sort:
            parts.append(_("sort {keys}").format(keys=self.source.sort_text(self.view.sort)))
        selected = len(self.grid.selected_ids)
        if selected:
            text = ngettext("{count} selected", "{count} selected", selected)
            parts.append(text.format(count=formats.number(selected)))
        self.query_one("#files-title", Static).update(plain(" · ".join(parts)), layout=False)

    # filter and sort

    def action_filter(self) -> None:
        """Open the filter line."""
        self.query_one("#files-filter").display = True
        self.query_one("#files-filter-input", Input).focus()

    @on(Input.Changed, "#files-filter-input")
    def filter_as_typed(self, event: Input.Changed) -> None:
        """Narrow the rows at each letter."""
        event.stop()
        if self.file is None:
            return
        columns = prospect_files.columns(self.context.workspace, self.file.id)
        words, conditions = parse_filter(event.value, _names(columns))
        if (words, conditions) != (self.view.words, self.view.conditions):
            self.view = View(words, conditions, self.view.sort)
            self.refresh_view()

    @on(Input.Submitted, "#files-filter-input")
    def keep_filter(self, event: Input.Submitted) -> None:
        """Go back to the rows, still filtered."""
        event.stop()
        self.query_one("#files-filter").display = bool(event.value)
        self.grid.focus()

    async def action_back(self) -> None:
        """Leave the filter first, then the screen."""
        filter_input = self.query_one("#files-filter-input", Input)
        if filter_input.has_focus or filter_input.value:
            filter_input.value = ""
            self.query_one("#files-filter").display = False
            self.grid.focus()
            return
        if self.grid.selected_ids:
            self.grid.clear_selection()
            return
        await super().action_back()

    def action_sort(self) -> None:
        """Sort by the column under the cursor: up, down, then no more."""
        if self.grid.cursor_key:
            self.sort_by(self.grid.cursor_key, add=False)

    @on(messages.SortRequested)
    def sort_asked(self, event: messages.SortRequested) -> None:
        """Sort by the title that was clicked."""
        self.sort_by(event.column_key, add=event.add)

    def sort_by(self, column: str, *, add: bool) -> None:
        """Sort by a column, and keep that order for the call queue."""
        if self.file is None:
            return
        sort: tuple[SortKey, ...] = toggled(self.view.sort, column, add=add)
        self.view = View(self.view.words, self.view.conditions, sort)
        if not self.context.workspace.read_only:
            prospect_files.save_sort(self.context.workspace, self.file.id, sort)
        self.refresh_view()

    def action_refresh_rows(self) -> None:
        """Put edited rows in their place again."""
        self.grid.refresh_all()
        self.refresh_view()

    # what changes

    def on_changed(self, change: Change) -> None:
        """Read again what was written, here or elsewhere."""
        files = {file.id: file for file in prospect_files.files(self.context.workspace)}
        if self.file is None or self.file.id not in files:
            self.file = None
            self._open_first()
            return
        self.file = files[self.file.id]
        if change.everything or change.files:
            self.grid.refresh_all()
            self.refresh_view()
        else:
            self.grid.refresh_rows(change.prospects)
        self.show_title()

    @on(messages.SelectionChanged)
    def count_selection(self) -> None:
        """Show how many rows are selected."""
        self.show_title()

    @on(messages.CursorMoved)
    def explain_cell(self, event: messages.CursorMoved) -> None:
        """Say what is wrong with the cell under the cursor, if anything."""
        problem = ""
        if event.row_id is not None and self.grid.cursor_key:
            problem = self.source.problem(event.row_id, self.grid.cursor_key)
        remark = self.query_one("#files-remark", Static)
        text = message(problem, value=self._cell_under_cursor()) if problem else ""
        remark.update(plain(f"! {text}" if text else ""), layout=False)

    def _cell_under_cursor(self) -> str:
        row_id, key = self.grid.cursor_id, self.grid.cursor_key
        if row_id is None or not key:
            return ""
        return self.source.raw(row_id, key)


def _names(columns: dict[str, Column]) -> dict[str, str]:
    """Return the field for each name one may type in a filter: labels without spaces, and keys."""
    names = {fold(key): key for key in columns}
    for column in columns.values():
        label = fold(title(column))
        names.setdefault(label, column.key)
        names.setdefault(label.replace(" ", ""), column.key)
        names.setdefault(label.split()[0] if label.split() else "", column.key)
    return names
