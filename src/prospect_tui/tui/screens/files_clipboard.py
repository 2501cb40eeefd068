"""Blocks of cells on their way to the clipboard and back: copied, cut, pasted."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from prospect_tui.domain.blocks import block_text, parse_block
from prospect_tui.domain.columns import Column
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import cells, copying
from prospect_tui.tui import clipboard
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import confirm
from prospect_tui.tui.screens.files_writing import FilesWriting
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.cells import editable_text, exported_text

if TYPE_CHECKING:
    from prospect_tui.services.cells import Progress

Rows = list[list[str]]

_LETTERS_AT_ONCE = 200_000
"""Of a pasted text; a longer one is taken apart in a thread."""


class FilesClipboard(FilesWriting, is_part=True):
    """Copying and pasting a range, or selected rows times the columns of the range."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing copied."""
        super().__init__(context)
        self._copied: tuple[str, Rows] = ("", [])
        """What was copied last: as put on the clipboard, and as the cells are typed."""

    # copy and cut

    def action_copy(self) -> None:
        """Put the block on the desktop's clipboard."""
        self._copy(self._told_copied)

    def action_cut(self) -> None:
        """Copy the block, then empty it."""
        if self.may_write():
            block = self.grid.block()
            self._copy(lambda _count: self.empty(block.ids, block.keys, code="cut"))

    def _copy(self, then: Callable[[int], object]) -> None:
        block = self.grid.block()
        ids, columns = block.ids, self.columns_of(block.keys)
        count = len(ids) * len(columns)
        if not count:
            return
        workspace = self.context.workspace

        def typed(column: Column, value: str, record: copying.GridRecord) -> str:
            if column.is_editable:
                return editable_text(column, value)
            return exported_text(column, value, record, workspace.zone)

        def work(progress: "Progress") -> tuple[str, Rows]:
            shown: Rows = []
            kept: Rows = []
            for record in copying.block_records(workspace, ids, columns, progress):
                pairs = list(zip(columns, record.values, strict=True))
                shown.append([exported_text(c, v, record, workspace.zone) for c, v in pairs])
                if count <= cells.MAX_BLOCK:
                    kept.append([typed(c, v, record) for c, v in pairs])
            return block_text(shown), kept

        def copied(found: tuple[str, Rows]) -> None:
            self._copied = found
            self.app.copy_to_clipboard(found[0])
            then(count)

        self.run_block(count, work, copied, _("Copying"))

    def _told_copied(self, count: int) -> None:
        text = ngettext("{count} cell copied", "{count} cells copied", count)
        self.tell(text.format(count=formats.number(count)))

    # paste

    async def action_paste(self) -> None:
        """Write what is on the clipboard from the cell under the cursor on; the next keys wait."""
        if self.may_write():
            self.paste_text(await clipboard.pasted(self.app))

    @on(messages.BlockPasted)
    def paste_from_terminal(self, event: messages.BlockPasted) -> None:
        """Write what the terminal pasted."""
        if self.may_write():
            self.paste_text(event.text)

    def paste_text(self, text: str) -> None:
        """Write a text, a block if it holds tabs or several lines."""
        copied, rows = self._copied
        if not text:
            self.tell(_("There is no text on the clipboard."))
        elif rows and text.splitlines() == copied.splitlines():
            self._paste(rows)
        elif len(text) > _LETTERS_AT_ONCE:
            label = _("Reading what is pasted")
            self.run_long(lambda _work: parse_block(text), self._paste, label)
        else:
            self._paste(parse_block(text))

    def _paste(self, rows: Rows) -> None:
        if self.file is None or not self.source.columns or not self.are_rows_known():
            return
        area = self.grid.cell_range
        first = area.first if area else self.grid.cursor_column
        columns = self.source.columns[first:]
        if self.grid.selection:
            ids, start = self.grid.block().ids, 0
            over = (len(ids), area.columns if area else 1)
        else:
            ids, start = self.ids, area.top if area else self.grid.cursor_row
            over = (area.rows, area.columns) if area else (1, 1)
        tall, wide = len(rows), max(map(len, rows))
        added = start + tall - len(ids)
        paste = partial(self._write_pasted, ids, columns, rows, start, over)
        if added <= 0 or self.grid.selection or wide > len(columns):
            paste(add_rows=False)
            return
        cells.check_size(rows)
        question = ngettext(
            "{count} row will be added to the file. Paste?",
            "{count} rows will be added to the file. Paste?",
            added,
        ).format(count=formats.number(added))
        self.ask(confirm.Confirm(question, accept=_("paste")), lambda _yes: paste(add_rows=True))

    def _write_pasted(
        self,
        ids: Sequence[int],
        columns: Sequence[Column],
        rows: Rows,
        start: int,
        over: tuple[int, int],
        *,
        add_rows: bool,
    ) -> None:
        assert self.file is not None
        write = partial(
            cells.paste,
            self.context.workspace,
            self.file.id,
            ids,
            columns,
            rows,
            start_row=start,
            add_rows=add_rows,
            over=over,
        )
        count = max(over[0] * over[1], sum(map(len, rows)))
        self.run_block(count, lambda told: write(progress=told), self.show_written, _("Pasting"))

    def empty(self, ids: Sequence[int], keys: Sequence[str], *, code: str = "clear") -> None:
        """Empty the cells of these rows and columns; rows are never deleted so."""
        workspace, columns = self.context.workspace, self.columns_of(keys)
        work = partial(cells.clear_cells, workspace, ids, columns, code=code)
        self.run_block(len(ids) * len(keys), work, self.show_written, _("Emptying cells"))
