"""Many cells at once in the files screen: filled, emptied, written, replaced.

Each is one act that undo takes back whole, so that nothing is asked before.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.content import Content

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import cells, replacing
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import choose, prompt, replace
from prospect_tui.tui.screens.files_clipboard import FilesClipboard
from prospect_tui.tui.text import plain
from prospect_tui.wording.cells import editable_text, title, usual_values
from prospect_tui.wording.typed import echo

if TYPE_CHECKING:
    from prospect_tui.services.cells import Progress
    from prospect_tui.services.replacing import Replacement, ReplacePreview

_REPLACED = frozenset(ColumnKind) - {
    ColumnKind.COMPUTED,
    ColumnKind.DATE,
    ColumnKind.MONEY,
    ColumnKind.CHOICE,
    ColumnKind.YES_NO,
}
"""What find and replace looks into, beside the column under the cursor."""


class FilesBlocks(FilesClipboard, is_part=True):
    """Writing in a range, in selected rows, in all the rows shown."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing replaced."""
        super().__init__(context)
        self._replacement: Replacement | None = None

    # fill, empty, write

    def action_fill_down(self) -> None:
        """Give the rows of the block the cells of its first one, or a single row those above."""
        if not self.may_write():
            return
        block = self.grid.block()
        ids: Sequence[int] = block.ids
        if len(ids) == 1 and not self.grid.selection:
            place = self.grid.cursor_row
            if place == 0:
                self.tell(_("There is no row above to fill from."))
                return
            ids = [self.ids[place - 1], ids[0]]
        fill = partial(cells.fill_down, self.context.workspace, ids, self.columns_of(block.keys))
        count = len(ids) * len(block.keys)
        self.run_block(count, fill, self.show_written, _("Filling down"))

    def action_clear(self) -> None:
        """Empty the cells of the block; rows are never deleted so."""
        if self.may_write():
            block = self.grid.block()
            self.empty(block.ids, block.keys)

    def action_write_all(self) -> None:
        """Write one value in the column, for the rows of the block or else for all rows shown."""
        key = self.grid.cursor_key
        if not self.may_write() or not self.ids or not key or not self.are_rows_known():
            return
        column = self.columns[key]
        if not column.is_editable:
            raise Refused("cell.computed", column=column.label or column.key)
        block = self.grid.block()
        ids = block.ids if self.grid.selection or len(block.ids) > 1 else self.ids
        question = ngettext(
            "“{column}”: write in {count} row",
            "“{column}”: write in {count} rows",
            len(ids),
        ).format(column=title(column), count=formats.number(len(ids)))
        write = partial(self._write_all, ids, column)
        if usual := usual_values(column):
            empty = choose.Choice("", _("(empty)"))
            self.ask(
                choose.Choose(question, [*(choose.Choice(one, one) for one in usual), empty]), write
            )
            return

        def meaning(text: str) -> Content:
            said = echo(self.context.workspace, column, text)
            return plain(said.text)

        self.ask(prompt.Prompt(question, checked_text, echo=meaning, precious=True), write)

    def _write_all(self, ids: Sequence[int], column: Column, text: str) -> None:
        write = partial(cells.write_all, self.context.workspace, ids, column, text)
        self.run_block(len(ids), write, self.show_written, _("Writing"))

    # find and replace

    def action_replace(self) -> None:
        """Ask what to replace by what, and where; show what it would do as one types."""
        if self.file is None or not self.ids or not self.may_write() or not self.are_rows_known():
            return
        block = self.grid.block()
        here = [column for column in self.columns_of(block.keys) if column.is_editable]
        shown = [column for column in self.source.columns if column.kind in _REPLACED]
        text = ngettext("the text column shown", "the {count} text columns shown", len(shown))
        text = text.format(count=formats.number(len(shown)))
        columns: list[tuple[object, str]] = [(tuple(shown), text)]
        if here:
            one, more = _("this column: {name}"), _("these {count} columns")
            text = (one if len(here) == 1 else more).format(
                name=title(here[0]), count=formats.number(len(here))
            )
            columns.insert(0, (tuple(here), text))
        chosen = block.ids
        rows: list[tuple[object, str]] = [(self.ids, _in_words(len(self.ids)))]
        if self.grid.selection or len(chosen) > 1:
            text = ngettext("the {count} chosen row", "the {count} chosen rows", len(chosen))
            rows.insert(0, (chosen, text.format(count=formats.number(len(chosen)))))
        dialog = replace.ReplaceDialog(columns, rows, self._count_replaced, last=self._replacement)
        self.ask(dialog, self._replace)

    def _count_replaced(self, wanted: dict[str, Any], progress: "Progress") -> "ReplacePreview":
        return replacing.replace_preview(
            self.context.workspace,
            wanted["rows"],
            wanted["columns"],
            replace.replacement_of(wanted),
            shown=editable_text,
            progress=progress,
        )

    def _replace(self, wanted: dict[str, Any]) -> None:
        self._replacement = replace.replacement_of(wanted)
        write = partial(
            replacing.replace_cells,
            self.context.workspace,
            wanted["rows"],
            wanted["columns"],
            self._replacement,
            shown=editable_text,
        )
        count = len(wanted["rows"]) * len(wanted["columns"])
        self.run_block(count, lambda told: write(progress=told), self.show_written, _("Replacing"))


def checked_text(text: str) -> str:
    """Return a text typed for cells; raises `InvalidValue` when it is too long for one."""
    if len(text) > cells.MAX_CELL:
        raise InvalidValue("cell.too_long", length=len(text), limit=cells.MAX_CELL)
    return text


def _in_words(count: int) -> str:
    text = ngettext("the row shown", "the {count} rows shown", count)
    return text.format(count=formats.number(count))
