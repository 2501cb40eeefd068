"""The spreadsheet of a prospecting file: editing its cells and acting on its rows."""

from array import array

from textual import on

from prospect_tui.domain.errors import ProspectError, Refused
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, ngettext
from prospect_tui.services import conversion, grid, prospect_files
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.tui.screens.files_transfer import FilesTransfer
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.cells import title
from prospect_tui.wording.errors import sentence

_MAY_INSIST = frozenset({"convert.missing", "convert.too_many"})


class FilesScreen(FilesTransfer):
    """F3: the rows of a file, edited in place."""

    SCOPE = "files"

    # cells

    def action_edit(self) -> None:
        """Type in the cell under the cursor."""
        if self.may_write():
            self.grid.start_edit()

    @on(messages.CellEdited)
    def save_cell(self, event: messages.CellEdited) -> None:
        """Write a typed cell; a wrong value is kept, marked, and its problem told.

        What cannot be kept stays in the editor.
        """
        column = self.source.column(event.column_key)
        try:
            grid.edit_cell(self.context.workspace, event.row_id, column, event.text)
        except ProspectError as error:
            self.fail(error)
            if event.row_id in self.ids:
                self.grid.move_to(self.ids.index(event.row_id), self.source.place(column.key))
                self.grid.start_edit(event.text)
            return
        self.grid.refresh_rows([event.row_id])
        self.context.changed.ring(prospects=[event.row_id])
        # after the cursor, which Enter moved on, had its own cell explained
        self.call_later(self.remark, event.row_id, column.key)

    @on(messages.EditRefused)
    def explain_refusal(self, event: messages.EditRefused) -> None:
        """Say that a computed cell is written by calls."""
        column = title(self.source.column(event.column_key))
        self.fail(Refused("cell.computed", column=column))

    # one row

    def action_open(self) -> None:
        """Open the sheet of the row; a converted one opens its opportunity."""
        row_id = self.grid.cursor_id
        if row_id is None:
            return
        record = grid.records(self.context.workspace, [row_id], []).get(row_id)
        if record is not None and record.opportunity_id is not None:
            self.open_sheet("opportunity", record.opportunity_id)
        else:
            self.open_sheet("prospect", row_id)

    @on(messages.RowOpened)
    def open_row(self) -> None:
        """Open the row at Enter or a double click."""
        self.action_open()

    def action_call(self) -> None:
        """Call the row, then go on with its file."""
        if self.grid.cursor_id is not None and self.file is not None:
            self.go("calls", prospect_id=self.grid.cursor_id, files=[self.file.id])

    def action_new(self) -> None:
        """Add a row at the end and type in it, making a file first if there is none."""
        if not self.may_write():
            return
        if self.file is None:
            self.ask(Prompt(_("Name of the new file"), str), self._new_file)
            return
        row_id = grid.add_row(self.context.workspace, self.file.id)
        self.drop_query()
        self.row_count += 1
        self.show_ids(self.ids + array("q", [row_id]))
        self.grid.move_to(len(self.ids) - 1, 0)
        self.grid.start_edit()
        self.context.changed.ring(prospects=[row_id])

    def _new_file(self, name: str) -> None:
        file_id = prospect_files.create_file(self.context.workspace, name)
        self.context.changed.ring(files=[file_id])
        self.visit(file_id=file_id)

    # several rows

    def target_ids(self) -> list[int]:
        """Return the selected rows, else the one under the cursor, if they may be written."""
        selected = sorted(self.grid.selected_ids)
        cursor = self.grid.cursor_id
        ids = selected or ([cursor] if cursor is not None else [])
        return ids if ids and self.may_write() else []

    def action_select(self) -> None:
        """Select the row, or not any more."""
        self.grid.action_toggle_select()

    def action_select_all(self) -> None:
        """Select every row shown; none when all are."""
        if len(self.grid.selected_ids) == len(self.ids):
            self.grid.clear_selection()
        else:
            self.grid.select_all()

    def action_strike(self) -> None:
        """Strike the rows out; when all of them are already, restore them."""
        ids = self.target_ids()
        if not ids:
            return
        if count := grid.strike(self.context.workspace, ids):
            text = ngettext("{count} row struck out", "{count} rows struck out", count)
        elif count := grid.restore(self.context.workspace, ids):
            text = ngettext("{count} row restored", "{count} rows restored", count)
        else:
            text = _("Such rows stay as they are: opportunities, or people who object to calls.")
        self._done(text.format(count=count), ids)

    def action_delete(self) -> None:
        """Delete rows that were never called; undo brings them back."""
        ids = self.target_ids()
        if ids:
            assert self.file is not None
            count = grid.delete_rows(self.context.workspace, ids)
            text = ngettext("{count} row deleted", "{count} rows deleted", count)
            self.grid.clear_selection()
            self.tell(text.format(count=count))
            self.context.changed.ring(prospects=ids, files=[self.file.id])

    def action_convert(self) -> None:
        """Turn the rows into opportunities, asking once when something lacks."""
        ids = self.target_ids()
        if ids:
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
        """Give the rows their next date."""
        ids = self.target_ids()
        if not ids:
            return

        def save(when: When) -> None:
            grid.set_next_dates(self.context.workspace, ids, when)
            self._done(_("Date saved."), ids)

        self.ask(when_prompt(self.context, _("Next date")), save)

    def _done(self, text: str, ids: list[int], *, opportunities: list[int] | None = None) -> None:
        """Say what is saved, and let every screen know."""
        self.grid.clear_selection()
        self.tell(text)
        self.context.changed.ring(prospects=ids, opportunities=opportunities or [])
