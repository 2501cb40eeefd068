"""Showing a prospecting file: which file, which columns, which rows. It writes nothing."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from prospect_tui.domain.layouts import Layout
from prospect_tui.domain.views import View
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _, current_language, formats, ngettext
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import Key
from prospect_tui.services import grid, layouts, prospect_files
from prospect_tui.services.prospect_files import CountedFile, FileSummary
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs import choose
from prospect_tui.tui.screens.file_rows import SAMPLED, FileRows
from prospect_tui.tui.screens.files_read import ReadRows, worded_rows
from prospect_tui.tui.text import cut, fit, plain, width
from prospect_tui.tui.widgets.grid import DataGrid, messages
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording.typed import Said

if TYPE_CHECKING:
    from prospect_tui.tui.widgets.filter_box import FilterBox
    from prospect_tui.tui.widgets.text_line import TextLine

_LEAST_NAME = 12
"""Cells of the title that a file's name keeps, whatever else there is to tell."""
_TITLE_MARGINS = 5
_REMARK_MARGINS = 2


class ShownFile(ReadRows, is_part=True):
    """The grid of a file between its title line and the line of remarks."""

    ABOUT = N_("Your prospecting files: cold rows to sort, filter, enrich and call.")
    AUTO_FOCUS = "DataGrid"

    def __init__(self, context: AppContext) -> None:
        """Start without any file."""
        super().__init__(context)
        self.arrangement: layouts.Arrangement | None = None
        """Every column of the file in its place, once a file is open."""
        self.own_layouts: dict[int, Layout] = {}
        """The layouts by file which a base open for reading only cannot keep."""
        self.source = FileRows(context.workspace)
        self._language = ""
        self._room = 0
        """The width of the screen for which the columns are shown."""
        self._will_explain = False
        self._said = Said()
        """What the line of remarks says, whole."""

    @cached_property
    def filter_box(self) -> "FilterBox":
        """Return where a filter is typed: made after the first paint, which does not show it."""
        from prospect_tui.tui.widgets.filter_box import FilterBox  # noqa: PLC0415 - not seen yet

        box = FilterBox()
        # Told at once, and not by a message: the letter and the rows it leaves are one paint.
        self.watch(box.line, "value", self.filter_typed, init=False)
        return box

    @property
    def filter_line(self) -> "TextLine":
        """Return the line in which a filter is typed."""
        return self.filter_box.line

    def filter_typed(self, typed: str) -> None:
        """Show the rows that a filter leaves, at each of its letters."""

    def compose_body(self) -> ComposeResult:
        """Yield the title, the grid and the line of remarks."""
        yield TwoEnds(id="files-title")
        yield Static(id="files-empty")
        yield DataGrid(self.source)
        yield Static(id="files-remark")

    def on_mount(self) -> None:
        """Open the first file; the filter, not seen yet, comes after the first paint."""
        self.grid.read_only = self.context.workspace.read_only
        self._open_first()
        self.call_after_refresh(lambda: self.mount(self.filter_box, after="#files-title"))

    def show_texts(self) -> None:
        """Word what is not drawn anew: the empty state, the filter line, the titles."""
        if self.query("#files-filter"):
            self.filter_box.show_texts()
        what = _("No file yet. A prospecting file is a table of companies or people to call.")
        how = _(
            "{import_key} imports one (CSV, Excel, LibreOffice), {new_key} starts an empty one."
        )
        how = _with_keys(how, self.context.keys)
        self.query_one("#files-empty", Static).update(plain(what) + "\n\n" + plain(how))
        before, self._language = self._language, current_language()
        if before not in {"", self._language}:
            self.show_file()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the title line, the first column and the line of remarks."""
        self.show_title()
        self.say(self._said)
        if self.size.width != self._room:
            self._show_columns(refit=False)

    # which file

    def _open_first(self) -> None:
        file = prospect_files.last_open(self.context.workspace)
        if file is not None:
            self.open_file(file)
            return
        self.file = None
        self.query_one("#files-empty").display = True
        self.grid.display = False
        self.show_title()

    def visit(self, *, file_id: int | None = None, **_wanted: Any) -> None:
        """Open the file that another screen asks for."""
        for file in prospect_files.listed(self.context.workspace):
            if file.id == file_id:
                self.open_file(file)

    def open_file(self, file: FileSummary) -> None:
        """Show a file in the order in which it was last sorted, where it was last left."""
        workspace = self.context.workspace
        self.leave_cursor()
        self.file, self.row_count = file, 0
        known = prospect_files.columns(workspace, file.id)
        sort = prospect_files.saved_sort(workspace, file.id)
        self.view = View(sort=tuple(key for key in sort if key.column in known))
        if self.query("#files-filter"):
            self.filter_line.value = ""
            self.filter_box.display = False
        self.query_one("#files-empty").display = False
        self.grid.display = True
        self.grid.clear_selection()
        self.grid.focus()
        self.forget_rows()
        self.show_file()
        self.grid.move_to(self.grid.cursor_row, 0)
        self.grid.scroll_window(left=0)

    def show_file(self) -> None:
        """Show the columns and rows of the open file."""
        self._show_columns()
        self.refresh_view()

    def _show_columns(self, *, refit: bool = True) -> None:
        if self.file is None:
            return
        workspace, file_id = self.context.workspace, self.file.id
        found = layouts.arrangement(workspace, file_id, self.own_layouts.get(file_id))
        self.arrangement, self.columns = found, dict(found.columns)
        sample = grid.first_ids(workspace, file_id, SAMPLED)
        self._room = room = self.size.width
        layout = found.layout
        shown = self.source.show(found.shown, sample, room, layout, refit=refit)
        self.grid.set_columns(shown)

    def action_choose_file(self) -> None:
        """Choose among the files; how many rows each has is told as soon as it is counted."""
        workspace = self.context.workspace
        names = [choose.Choice(file.id, file.name) for file in prospect_files.listed(workspace)]
        if not names:
            return
        start = self.file.id if self.file is not None else None
        dialog = choose.Choose(_("Which file?"), names, start=start)
        self.ask(dialog, lambda file_id: self.visit(file_id=file_id))

        def count() -> None:
            counted = prospect_files.files(workspace)
            choices = [choose.Choice(file.id, file.name, _file_detail(file)) for file in counted]
            self.call_later(dialog.offer, choices)

        self.run_worker(count, thread=True, group="count", exit_on_error=False)

    # the title and the remarks

    def show_title(self) -> None:
        """Show the file, how many rows, and how many are selected."""
        if self.file is None:
            self.query_one("#files-title", TwoEnds).show(_("Prospecting files"))
            return
        chosen = len(self.grid.selection)
        text = ngettext("{count} selected", "{count} selected", chosen)
        right = text.format(count=formats.number(chosen)) if chosen else ""
        for in_short in (False, True):
            told = " · ".join((" ▾", self.rows_told(), *self.title_parts(in_short=in_short)))
            room = self.size.width - width(told) - width(right) - _TITLE_MARGINS
            if room >= _LEAST_NAME:
                break
        room = max(_LEAST_NAME, room)
        name = fit(self.file.name, min(room, width(self.file.name)))
        self.query_one("#files-title", TwoEnds).show(f"{name}{told}", right)

    def title_parts(self, *, in_short: bool) -> Sequence[str]:  # noqa: ARG002 - nothing to shorten
        """Return what the title says of the view; `in_short`, what is not told elsewhere."""
        return ()

    @on(messages.SelectionChanged)
    def count_selection(self) -> None:
        """Show how many rows are selected."""
        self.show_title()

    def explain_later(self) -> None:
        """Speak of the cell under the cursor once it is painted: rows never wait for words."""
        if not self._will_explain:
            self._will_explain = True
            self.call_after_refresh(self.explain_cell)

    @on(messages.CursorMoved)
    def explain_cell(self) -> None:
        """Say what is wrong with the cell under the cursor, if anything."""
        self._will_explain = False
        row_id, key = self.grid.cursor_id, self.grid.cursor_key
        self.remark(row_id, key if row_id is not None else "")

    def remark(self, row_id: int | None, key: str) -> None:
        """Say what is wrong with a cell, what it means, or all of it when it is cut; or nothing."""
        column = self.columns.get(key)
        facts = None
        if row_id is not None and column is not None:
            is_code = column.kind is ColumnKind.NAF
            if is_code or not self.grid.speaks_for_itself(row_id, key):
                facts = self.source.facts(row_id, column)
        self.say(facts.remark(self.source.width_of(key)) if facts else Said())

    def say(self, said: Said) -> None:
        """Show a remark under the rows, on one line: the rows never move for it."""
        line = self.query_one("#files-remark", Static)
        self._said = said
        if not (said.text or line.content):
            return
        room = self.size.width - _REMARK_MARGINS
        told = " ".join(cut(said.text, room).split())
        line.set_class(said.is_wrong, "-wrong")
        text = Content(fit(told, room).rstrip())
        if text != line.content:
            line.update(text, layout=False)

    def show_nothing(self) -> None:
        """Word what stands in the place of the rows when there is none."""
        nothing = (
            _("No row fits the filter. {back_key} shows them all.")
            if self.view.is_filtered
            else _("This file has no row yet. {new_key} adds one, {import_key} imports some.")
        )
        self.grid.empty_text = plain(_with_keys(nothing, self.context.keys))

    def rows_shown(self) -> None:
        """Say how many rows there are, and what is to be said of the one under the cursor."""
        self.show_title()
        self.explain_later()

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
        files = {file.id: file for file in prospect_files.listed(self.context.workspace)}
        if self.file is None or self.file.id not in files:
            self.drop_query()
            self._open_first()
            return
        self.file = files[self.file.id]
        self.grid.refresh_all()
        self.show_file()


def _with_keys(text: str, keys: Mapping[str, Key]) -> str:
    """Fill in the names of the user's keys."""
    commands = {"import_key": "files.import", "new_key": "files.new", "back_key": "app.back"}
    names = {name: key_name(keys[command].keys[0]) for name, command in commands.items()}
    return text.format(**names)


def _file_detail(file: CountedFile) -> str:
    text = ngettext("{count} never called", "{count} never called", file.never_called)
    return f"{worded_rows(file.rows)} · {text.format(count=formats.number(file.never_called))}"
