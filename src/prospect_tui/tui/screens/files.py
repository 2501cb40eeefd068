"""The spreadsheet of a prospecting file: editing cells and acting on rows."""

from functools import partial
from pathlib import Path

from textual import on

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import ProspectError, Refused
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, ngettext
from prospect_tui.services import conversion, exporting, grid, prospect_files
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.tui.screens.files_view import FilesView
from prospect_tui.tui.screens.import_wizard import ImportScreen, path_prompt
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.cells import cell_text, title
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.messages import message

_MAY_INSIST = frozenset({"convert.missing", "convert.too_many"})


class FilesScreen(FilesView):
    """F3: the rows of a file, edited in place."""

    SCOPE = "files"

    # cells

    def action_edit(self) -> None:
        """Type in the cell under the cursor."""
        if self._may_write():
            self.grid.start_edit()

    @on(messages.CellEdited)
    def save_cell(self, event: messages.CellEdited) -> None:
        """Write a typed cell; a wrong value is kept, marked, and its problem told."""
        column = self.source.column(event.column_key)
        try:
            saved = grid.edit_cell(self.context.workspace, event.row_id, column, event.text)
        except ProspectError as error:
            self.grid.refresh_rows([event.row_id])
            self.fail(error)
            return
        self.grid.refresh_rows([event.row_id])
        if saved.problem:
            self.tell(message(saved.problem, value=saved.value))
        self.context.changed.ring(prospects=[event.row_id])

    @on(messages.EditRefused)
    def explain_refusal(self, event: messages.EditRefused) -> None:
        """Say that a computed cell is written by calls."""
        column = title(self.source.column(event.column_key))
        self.fail(Refused("cell.computed", column=column))

    # rows

    def target_ids(self) -> list[int]:
        """Return the selected rows, else the one under the cursor."""
        selected = sorted(self.grid.selected_ids)
        cursor = self.grid.cursor_id
        return selected or ([cursor] if cursor is not None else [])

    def action_open(self) -> None:
        """Open the sheet of the row; a converted one opens its opportunity."""
        row_id = self.grid.cursor_id
        if row_id is None:
            return
        record = grid.records(self.context.workspace, [row_id], [])[row_id]
        if record.opportunity_id is not None:
            self.open_sheet("opportunity", record.opportunity_id)
        else:
            self.open_sheet("prospect", row_id)

    @on(messages.RowOpened)
    def open_row(self) -> None:
        """Open the row that was double-clicked."""
        self.action_open()

    def action_select(self) -> None:
        """Select the row, or not any more."""
        self.grid.action_toggle_select()

    def action_select_all(self) -> None:
        """Select every row shown."""
        self.grid.select_all()

    def action_call(self) -> None:
        """Call the row, then go on with its file."""
        if self.grid.cursor_id is not None and self.file is not None:
            self.go("calls", prospect_id=self.grid.cursor_id, files=[self.file.id])

    def action_strike(self) -> None:
        """Strike the rows out; when all of them are already, restore them."""
        ids = self.target_ids()
        if not ids or not self._may_write():
            return
        found = grid.records(self.context.workspace, ids[:1000], [])
        active = [row for row in found.values() if row.state == RowState.ACTIVE]
        if active:
            count = grid.strike(self.context.workspace, ids)
            text = ngettext("{count} row struck out", "{count} rows struck out", count)
        else:
            count = grid.restore(self.context.workspace, ids)
            text = ngettext("{count} row restored", "{count} rows restored", count)
        self._done(text.format(count=count), ids)

    def action_convert(self) -> None:
        """Turn the rows into opportunities, asking once when something lacks."""
        ids = self.target_ids()
        if ids and self._may_write():
            self._convert(ids, anyway=False)

    def _convert(self, ids: list[int], *, anyway: bool) -> None:
        try:
            made = conversion.convert_rows(self.context.workspace, ids, anyway=anyway)
        except Refused as error:
            if error.message_id not in _MAY_INSIST:
                raise
            question = Confirm(sentence(error), accept=_("convert all the same"))
            self.ask(question, lambda _yes: self._convert(ids, anyway=True))
            return
        text = ngettext("{count} opportunity created", "{count} opportunities created", len(made))
        self._done(text.format(count=len(made)), ids, opportunities=made)

    def action_date(self) -> None:
        """Give the row its next date."""
        row_id = self.grid.cursor_id
        if row_id is None or not self._may_write():
            return

        def save(when: When) -> None:
            grid.set_next_date(self.context.workspace, row_id, when)
            self._done(_("Date saved."), [row_id])

        self.ask(when_prompt(self.context, _("Next date")), save)

    def action_new(self) -> None:
        """Add a row, making a file first if there is none."""
        if not self._may_write():
            return
        if self.file is None:
            self.ask(Prompt(_("Name of the new file"), str), self._new_file)
            return
        self.new_row_id = grid.add_row(self.context.workspace, self.file.id)
        self.context.changed.ring(files=[self.file.id])

    def _new_file(self, name: str) -> None:
        file_id = prospect_files.create_file(self.context.workspace, name)
        self.context.changed.ring(files=[file_id])
        self.visit(file_id=file_id)

    def _done(self, text: str, ids: list[int], *, opportunities: list[int] | None = None) -> None:
        """Say what is saved, and let every screen know."""
        self.grid.clear_selection()
        self.tell(text)
        self.context.changed.ring(prospects=ids, opportunities=opportunities or [])

    def _may_write(self) -> bool:
        if self.context.workspace.read_only:
            self.tell(_("The base is open for reading only."))
            return False
        return True

    # files

    def action_import(self) -> None:
        """Ask for a file, then show what was understood of it."""
        if self._may_write():
            self.ask(path_prompt(), self._preview)

    def _preview(self, path: Path) -> None:
        into = self.file.name if self.file is not None else ""
        self.app.push_screen(ImportScreen(self.context, path, open_file=into))

    def action_export(self) -> None:
        """Write the rows shown, with every column, to a CSV or a spreadsheet."""
        if self.file is None:
            return
        default = Path.home() / f"{self.file.name}.csv"
        self.ask(Prompt(_("Export to (.csv or .xlsx)"), _path, value=str(default)), self._export)

    def _export(self, path: Path) -> None:
        assert self.file is not None
        workspace, file_id, view = self.context.workspace, self.file.id, self.view
        today, zone = workspace.clock.today(), workspace.zone

        def shown(column: Column, value: str, record: grid.GridRecord) -> str:
            return cell_text(column, value, record, today, zone)

        def work(_work: LongWork) -> int:
            return exporting.export_rows(
                workspace, file_id, path, view=view, titles=title, shown=shown
            )

        self.run_long(work, partial(self._exported, path), _("Export"))

    def _exported(self, path: Path, count: int) -> None:
        text = ngettext("{count} row written to {path}", "{count} rows written to {path}", count)
        self.tell(text.format(count=count, path=path))


def _path(text: str) -> Path:
    return Path(text).expanduser()
