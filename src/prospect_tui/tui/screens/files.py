"""The spreadsheet of a prospecting file: typing in its cells, and what others write meanwhile."""

from collections.abc import Mapping, Sequence

from textual import on

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue, ProspectError, Refused
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_name
from prospect_tui.services import cells, grid, prospect_files
from prospect_tui.tui.context import Change
from prospect_tui.tui.dialogs import choose
from prospect_tui.tui.screen import HelpGroup
from prospect_tui.tui.screens.files_tags import FilesTags
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.typing_ahead import OneKeyAtATime
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.typed import echo

_LONGEST_SHOWN = 60
"""Cells of a text that is offered to be kept."""


class FilesScreen(FilesTags):
    """F3: the rows of a file, edited in place."""

    SCOPE = "files"

    def title_parts(self, *, in_short: bool) -> Sequence[str]:
        """Return what the title says of the view, and whether letters type."""
        parts = super().title_parts(in_short=in_short)
        return [*parts, _("typing")] if self.grid.letters_type else parts

    # typing

    def action_edit(self) -> None:
        """Type in the cell under the cursor.

        At Enter, open the sheet when the cell cannot be typed, or of a row that is a sale by now.
        """
        if self.grid.cursor_id is None:
            return
        assert isinstance(self.app, OneKeyAtATime)
        if self.app.last_key == "enter" and (self._is_converted() or not self._is_typed()):
            self.action_open()
        elif self.may_write():
            self.grid.start_edit()

    @on(messages.RowOpened)
    def edit_clicked(self) -> None:
        """Type in the cell that was clicked twice, or open the sheet when it cannot be typed."""
        if not self._is_typed():
            self.action_open()
        elif self.may_write():
            self.grid.start_edit()

    def _is_typed(self) -> bool:
        """Say whether the column under the cursor may be typed in."""
        return self.columns[self.grid.cursor_key].is_editable

    def _is_converted(self) -> bool:
        """Say whether the row under the cursor has become an opportunity."""
        row_id = self.grid.cursor_id
        record = None
        if row_id is not None:
            record = grid.glance(self.context.workspace, [row_id], []).get(row_id)
        return record is not None and record.state == RowState.CONVERTED

    def extra_help(self) -> Sequence[HelpGroup]:
        """Return the keys of the grid itself."""
        held = " ".join(key_name(f"shift+{name}") for name in ("left", "right", "up", "down"))
        rows = (
            (f"{key_name('tab')} {key_name('shift+tab')}", _("next cell, previous cell")),
            (held, _("take a block of cells; with PageDown and End too")),
            (_("A capital, a figure"), _("replace the cell; Backspace empties it first")),
            (key_name("escape"), _("while typing: give the former value back")),
        )
        return [HelpGroup(_("The cells"), rows)]

    def stop_typing(self) -> None:
        """Save the cell being typed in."""
        self.grid.stop_edit(save=True)

    @property
    def is_typing(self) -> bool:
        """Say whether a cell is being typed in: one that could not be saved is again."""
        return self.grid.is_editing

    def typing_keys(self) -> Sequence[tuple[str, str]]:
        """Return how one leaves a cell, or the line of the filter."""
        if self.grid.is_editing:
            return (
                ("enter", _("keep it, go down")),
                ("tab", _("keep it, next cell")),
                ("escape", _("as it was")),
            )
        is_among_rows = self.focused is self.grid
        if not is_among_rows and self.query("#files-filter") and self.focused is self.filter_line:
            return (("enter", _("to the rows")), ("escape", _("without a filter")))
        return ()

    def action_typing(self) -> None:
        """Have every letter type in the cell, or be a command again."""
        if self.may_write():
            types = self.grid.letters_type = not self.grid.letters_type
            key = key_name(self.context.keys["files.typing"].keys[0])
            now = _("Letters type in the cells now: {key} makes them commands again.")
            again = _("Letters are commands again.")
            self.tell((now if types else again).format(key=key))
            self.show_title()

    @on(messages.CellTyped)
    def echo_typing(self, event: messages.CellTyped) -> None:
        """Say what the text means so far, or what is wrong with it."""
        column = self.columns.get(event.column_key)
        if column is None or not self.grid.is_editing:
            return
        if column.key == "tags":
            self.learn_tags()
        facts = self.source.facts(event.row_id, column)
        country = facts.country if facts else ""
        workspace = self.context.workspace
        self.say(echo(workspace, column, event.text, country=country, choices=event.choices))

    @on(messages.TypingEnded)
    def forget_echo(self, event: messages.TypingEnded) -> None:
        """Speak of the cell under the cursor again, unless what is to be saved has its say."""
        if not event.saves:
            self.explain_cell()

    def remark(self, row_id: int | None, key: str) -> None:
        """As `ShownFile.remark`, unless a cell is being typed in: it has its own."""
        if not self.grid.is_editing:
            super().remark(row_id, key)

    @on(messages.EditRefused)
    def explain_refusal(self, event: messages.EditRefused) -> None:
        """Say why the cell is not typed in."""
        column = self.source.column(event.column_key)
        if event.length:
            self.fail(InvalidValue("cell.too_long", length=event.length, limit=cells.MAX_CELL))
        elif not column.is_editable:
            self.fail(Refused("cell.computed", column=column.label or column.key))
        else:
            self.may_write()

    @on(messages.PasteRefused)
    def explain_refused_paste(self, event: messages.PasteRefused) -> None:
        """Say that a text is too long for the cell being typed in."""
        self.fail(InvalidValue("cell.too_long", length=event.length, limit=cells.MAX_CELL))

    # saving

    @on(messages.CellEdited)
    def save_cell(self, event: messages.CellEdited) -> None:
        """Write a typed cell; a wrong value is kept, marked, and its problem told."""
        column = self.columns.get(event.column_key)
        if column is not None:
            expected = self.source.stored_before(event.row_id, column, event.old_text)
            self._write_cell(event.row_id, column, event.text, expected)

    def _write_cell(self, row_id: int, column: Column, text: str, expected: str) -> None:
        """Write a cell that held `expected`; what cannot be kept stays in the editor."""
        try:
            saved = cells.edit_cell(self.context.workspace, row_id, column, text, expected)
        except cells.CellChanged as changed:
            self.explain_cell()
            self._ask_which(row_id, column, text, changed.stored)
            return
        except ProspectError as error:
            self.fail(error)
            self.explain_cell()
            self._type_again(row_id, column, text, expected)
            return
        self.rows_written([row_id])
        if saved.problem:
            # after the cursor, which Enter moved on, had its own cell explained
            self.call_later(self.call_after_refresh, self.remark, row_id, column.key)

    def _type_again(self, row_id: int, column: Column, text: str, expected: str) -> None:
        shown = [one.key for one in self.source.columns]
        if row_id in self.ids and column.key in shown:
            self.grid.move_to(self.ids.index(row_id), shown.index(column.key))
            self.grid.start_edit(text)
            self.source.expect(row_id, column, expected)

    def _ask_which(self, row_id: int, column: Column, mine: str, stored: str) -> None:
        """Ask which of two texts to keep; that of the other window stays unless told otherwise."""
        self.grid.refresh_rows([row_id])
        theirs = _short(editable_text(column, stored))
        choices = [
            choose.Choice(False, _("keep theirs: {text}").format(text=theirs)),
            choose.Choice(True, _("keep mine: {text}").format(text=_short(mine))),
        ]
        question = _("“{column}” was changed in another window while you were typing")

        def keep(keeps_mine: bool) -> None:
            if keeps_mine:
                self._write_cell(row_id, column, mine, stored)

        self.ask(choose.Choose(question.format(column=title(column)), choices), keep)

    # what others write

    def on_changed(self, change: Change) -> None:
        """As `FilesWriting.on_changed`; rows that another window wrote stay where they are too."""
        if change.elsewhere and self._is_file_as_known():
            self.grid.refresh_all()
            self.show_title()
            self.explain_cell()
            self.run_worker(self._count_rows, thread=True, group="others", exclusive=True)
        else:
            super().on_changed(change)

    def _is_file_as_known(self) -> bool:
        """Say whether the file is still there with the same columns; its name may be new."""
        files = {file.id: file for file in prospect_files.listed(self.context.workspace)}
        if self.file is None or self.file.id not in files:
            return False
        self.file = files[self.file.id]
        return prospect_files.columns(self.context.workspace, self.file.id) == self.columns

    def _count_rows(self) -> None:
        """Run in the thread: rows that were added or removed elsewhere are to be seen."""
        counted = {file.id: file.rows for file in prospect_files.files(self.context.workspace)}
        self.call_later(self._rows_counted, counted)

    def _rows_counted(self, counted: Mapping[int, int]) -> None:
        if self.file is not None and not self.is_reading:
            rows = counted.get(self.file.id, self.row_count)
            if rows != self.row_count:
                self.refresh_view()


def _short(text: str) -> str:
    """Return a text as one may choose it, cut if it is long."""
    shown = _("“{text}”").format(text=text) if text else _("(empty)")
    return fit(shown, min(_LONGEST_SHOWN, width(shown)))
