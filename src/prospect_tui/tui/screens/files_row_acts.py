"""What is done to whole rows in the files screen: one, those of a range, those selected."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import conversion, prospect_files, row_acts, sheets
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import confirm, prompt
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens import opposing
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.tui.screens.files_blocks import FilesBlocks

if TYPE_CHECKING:
    from prospect_tui.services.cells import Progress

_DELETED_AT_ONCE = 20
"""Rows deleted without a question: more of them may be all that is selected, out of sight."""
_CONVERTING = 20
"""How much longer than writing in a row it takes to make it an opportunity."""


class FilesRows(FilesBlocks, is_part=True):
    """Acts on rows."""

    def __init__(self, context: AppContext) -> None:
        """Begin with no sheet open."""
        super().__init__(context)
        self._among: Among | None = None
        """The rows among which a sheet was opened, until one comes back from it."""

    def target_ids(self) -> Sequence[int]:
        """Return the selected rows, else those of the range or under the cursor, to be written."""
        ids: Sequence[int] = self.grid.block().ids
        return ids if ids and self.may_write() else ()

    # one row

    def action_interest(self) -> None:
        """Note what the person of the row did of itself: a download, a webinar."""
        row_id = self.grid.cursor_id
        if row_id is None or not self.may_write():
            return
        from prospect_tui.domain.prospect import display_name  # noqa: PLC0415 - first one
        from prospect_tui.services.scoring import Owner  # noqa: PLC0415 - first one
        from prospect_tui.tui.screens.interest import note_interest  # noqa: PLC0415 - first one

        values = sheets.prospect_sheet(self.context.workspace, row_id).prospect.values
        note_interest(self, Owner(row=row_id), display_name(values))

    def action_open(self) -> None:
        """Open the sheet of the row, or of the opportunity it became, among the rows shown."""
        row_id = self.grid.cursor_id
        if row_id is None or self.file is None:
            return
        self._among = Among(self.ids, self.grid.cursor_row, self.file.name)
        kind, record_id = sheets.sheet_of_row(self.context.workspace, row_id)
        self.open_sheet(kind, record_id, self._among)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Come back from a sheet to the row to which one went on from there."""
        among, self._among = self._among, None
        if among is None or not among.records:
            return
        row_id = among.records[among.place]
        if isinstance(row_id, int) and row_id != self.grid.cursor_id and row_id in self.ids:
            self.grid.move_to(self.ids.index(row_id))

    def action_call(self) -> None:
        """Call the row, then go on with its file."""
        if self.grid.cursor_id is not None and self.file is not None:
            self.go("calls", prospect_id=self.grid.cursor_id, files=[self.file.id])

    def action_new(self) -> None:
        """Add a row at the end and type in it, making a file first if there is none."""
        if not self.may_write():
            return
        if self.file is None:
            self.ask(prompt.Prompt(_("Name of the new file"), str), self._new_file)
            return
        row_id = row_acts.add_row(self.context.workspace, self.file.id)
        self.show_added([row_id])
        self.grid.move_to(len(self.ids) - 1, 0)
        self.grid.start_edit()
        self.context.changed.ring(prospects=[row_id])

    def _new_file(self, name: str) -> None:
        file_id = prospect_files.create_file(self.context.workspace, name)
        self.context.changed.ring(files=[file_id])
        self.visit(file_id=file_id)

    # which rows

    def action_select(self) -> None:
        """Select the row, or not any more."""
        self.grid.action_toggle_select()

    def action_select_all(self) -> None:
        """Select every row shown; none when all are."""
        if not self.are_rows_known():
            return
        before = len(self.grid.selection)
        self.grid.select_all()
        if len(self.grid.selection) == before:
            self.grid.clear_selection()

    # state and plans

    def action_oppose(self) -> None:
        """Record that the person of the row objects to canvassing."""
        row_id = self.grid.cursor_id
        if row_id is not None and self.may_write():
            opposing.ask_row(self, row_id)

    def action_strike(self) -> None:
        """Strike the rows out; when all of them are already, restore them."""
        ids = self.target_ids()
        workspace = self.context.workspace

        def work(progress: "Progress") -> str:
            if count := row_acts.strike(workspace, ids, progress=progress):
                text = ngettext("{count} row struck out", "{count} rows struck out", count)
            elif count := row_acts.restore(workspace, ids, progress):
                text = ngettext("{count} row restored", "{count} rows restored", count)
            else:
                return _(
                    "Such rows stay as they are: opportunities, or people who object to calls."
                )
            return text.format(count=formats.number(count))

        self._act(ids, work, _("Striking out"))

    def action_date(self) -> None:
        """Give the rows their next date."""
        ids = self.target_ids()
        workspace = self.context.workspace

        def save(when: When) -> None:
            def work(progress: "Progress") -> str:
                closed = len(ids) - row_acts.set_next_dates(workspace, ids, when, progress=progress)
                if not closed:
                    return _("Date saved.")
                return ngettext(
                    "Date saved; {count} row that is struck out or converted keeps its own.",
                    "Date saved; {count} rows that are struck out or converted keep their own.",
                    closed,
                ).format(count=formats.number(closed))

            self._act(ids, work, _("Next date"))

        if ids:
            self.ask(when_prompt(self.context, _("Next date")), save)

    def action_convert(self) -> None:
        """Turn the rows into opportunities, asking once when something lacks."""
        ids = self.target_ids()
        if ids:
            self._convert(ids, anyway=False)

    def _convert(self, ids: Sequence[int], *, anyway: bool) -> None:
        def work(_progress: "Progress") -> list[int] | Refused:
            try:
                return conversion.convert_rows(self.context.workspace, ids, anyway=anyway)
            except Refused as error:
                return error

        converted = partial(self._converted, ids)
        self.run_block(len(ids) * _CONVERTING, work, converted, _("Turning into opportunities"))

    def _converted(self, ids: Sequence[int], made: list[int] | Refused) -> None:
        from prospect_tui.tui.screens import converting  # noqa: PLC0415 - first conversion

        if isinstance(made, Refused):
            converted = partial(self._converted, ids)
            if len(ids) == 1:
                converting.ask_about_row(self, ids[0], made, converted)
            else:
                insist = partial(self._convert, ids, anyway=True)
                converting.ask_about_rows(self, made, insist)
        elif made:
            text = ngettext(
                "{count} opportunity created.", "{count} opportunities created.", len(made)
            ).format(count=formats.number(len(made)))
            hint = _("Standard action proposed: {what}. Ctrl+D on its sheet takes it.")
            said = converting.made_text(self.context, made, text, hint)
            self._done(ids, said, opportunities=made)
        elif len(ids) == 1:
            self.open_sheet(*sheets.sheet_of_row(self.context.workspace, ids[0]))
        else:
            self._done(ids, _("These rows are opportunities already."))

    # more rows, less rows, another order

    def action_duplicate(self) -> None:
        """Copy the rows, each right after its original; the cursor goes to the first copy."""
        ids = self.target_ids()
        if ids and self.are_rows_known():
            copy = partial(row_acts.duplicate_rows, self.context.workspace, ids)
            self.run_block(len(ids), copy, partial(self._duplicated, ids), _("Duplicating rows"))

    def _duplicated(self, ids: Sequence[int], copies: list[int]) -> None:
        copy_of = dict(zip(ids, copies, strict=True))
        rows = array("q")
        for row_id in self.ids:
            rows.append(row_id)
            if row_id in copy_of:
                rows.append(copy_of[row_id])
        self.show_rows(rows, added=len(copies))
        self.grid.clear_selection()
        self.grid.move_to(rows.index(copies[0]))
        text = ngettext("{count} row duplicated", "{count} rows duplicated", len(copies))
        self.tell(text.format(count=formats.number(len(copies))))
        self.rows_written(copies)

    def action_delete(self) -> None:
        """Delete rows that were never called; undo brings them back. Many are asked about first."""
        ids = self.target_ids()
        if not ids or not self.are_rows_known():
            return
        if len(ids) <= _DELETED_AT_ONCE:
            self._delete_rows(ids)
            return
        question = ngettext("Delete {count} row?", "Delete {count} rows?", len(ids))
        detail = _(
            "Rows that were called, or became opportunities, are never deleted: with one of them"
            " among these, all stay. Undo brings the rows back."
        )
        confirmed = confirm.Confirm(
            question.format(count=formats.number(len(ids))), detail=detail, accept=_("delete")
        )
        self.ask(confirmed, lambda _yes: self._delete_rows(ids))

    def _delete_rows(self, ids: Sequence[int]) -> None:
        delete = partial(row_acts.delete_rows, self.context.workspace, ids)
        self.run_block(len(ids), delete, partial(self._rows_deleted, ids), _("Deleting rows"))

    def _rows_deleted(self, ids: Sequence[int], count: int) -> None:
        gone = set(ids)
        self.grid.clear_selection()
        rows = array("q", [row_id for row_id in self.ids if row_id not in gone])
        self.show_rows(rows, added=-count)
        text = ngettext("{count} row deleted", "{count} rows deleted", count)
        self.tell(text.format(count=formats.number(count)))
        self.rows_written(ids, is_file_changed=True)

    def action_move_rows(self, step: int) -> None:
        """Move the rows up (-1) or down (1) in the order in which the file is called."""
        ids = self.target_ids()
        if not ids or self.file is None or not self.are_rows_known():
            return
        if self.view.sort:
            self.tell(_("Sorted rows have no order by hand: take the sort off first."))
            return
        top, others = self._set_apart(ids)
        top += step
        if not 0 <= top <= len(others):
            return
        before = others[top] if top < len(others) else None
        row_acts.move_rows(self.context.workspace, self.file.id, ids, before)
        area = self.grid.cell_range
        self.show_rows(others[:top] + array("q", ids) + others[top:])
        if area is not None:
            self.grid.move_to(area.top + step, area.first)
            self.grid.extend_to(area.bottom + step, area.last)
        self.context.changed.ring(prospects=ids)

    def _set_apart(self, ids: Sequence[int]) -> tuple[int, "array[int]"]:
        """Return where the first of these rows is, and the rows without them."""
        if not self.grid.selection:
            area = self.grid.cell_range
            top = area.top if area else self.grid.cursor_row
            return top, self.ids[:top] + self.ids[top + len(ids) :]
        apart = set(ids)
        top = next((place for place, row_id in enumerate(self.ids) if row_id in apart), 0)
        return top, array("q", [row_id for row_id in self.ids if row_id not in apart])

    # what is common

    def _act(self, ids: Sequence[int], work: Callable[["Progress"], str], label: str) -> None:
        """Do something to rows, then say what was done."""
        if ids:
            self.run_block(len(ids), work, partial(self._done, ids), label)

    def _done(self, ids: Sequence[int], text: str, *, opportunities: Sequence[int] = ()) -> None:
        self.grid.clear_selection()
        self.tell(text)
        self.rows_written(ids, opportunities=opportunities)
