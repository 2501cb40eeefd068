"""The columns of the file shown in a list, and those of its own, made and changed there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import SortKey, View
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.tui.dialogs import confirm
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screens.files_layout import FilesLayout
from prospect_tui.wording.cells import editable_text
from prospect_tui.wording.columns import worded_filter

if TYPE_CHECKING:
    from prospect_tui.services.own_columns import KindChanged
    from prospect_tui.tui.screens.columns_dialog import KindWanted


class FilesColumns(FilesLayout, is_part=True):
    """The columns of the file shown, and its own ones."""

    def _show_columns(self, *, refit: bool = True) -> None:
        """Show the columns, and the rows no more by one that is gone."""
        super()._show_columns(refit=refit)
        sort = tuple(key for key in self.view.sort if key.column in self.columns)
        self._keep_asked(lambda key: key in self.columns, sort)

    def _keep_asked(self, is_kept: Callable[[str], bool], sort: tuple[SortKey, ...]) -> None:
        """Show the rows by what is asked of the columns kept, and sorted so."""
        view = self.view
        conditions = tuple(one for one in view.conditions if is_kept(one.column))
        if (conditions, sort) != (view.conditions, view.sort):
            self.view = View(view.words, conditions, sort)
            self.show_filter(worded_filter(view.words, conditions, self.columns))

    def may_write(self) -> bool:
        """Say whether the base may be written, and tell when it may not."""
        if self.context.workspace.read_only:
            self.tell(_("The base is open for reading only."))
            return False
        return True

    # the list of columns, and the file's own ones

    def action_columns(self) -> None:
        """List the columns, to arrange them and make some of one's own."""
        from prospect_tui.tui.screens.columns_dialog import ColumnsDialog  # noqa: PLC0415 - first use

        def change(wanted: "Column | KindWanted") -> None:
            if isinstance(wanted, Column):
                self.delete_column(wanted)
            else:
                self._change_kind(wanted)

        if self.column_layout is not None:
            self.ask(ColumnsDialog(self, self.grid.cursor_key), change)

    def _change_kind(self, wanted: "KindWanted") -> None:
        """Have an own column hold something else: its values are read anew."""
        from prospect_tui.services import own_columns  # noqa: PLC0415 - first use

        column, kind, choices = wanted
        workspace = self.context.workspace

        def work(progress: LongWork) -> "KindChanged":
            return own_columns.change_kind(
                workspace, column, kind, choices, typed=editable_text, progress=progress.report
            )

        label = _("Reading “{name}” anew").format(name=column.label)
        self.run_long(work, self._kind_changed, label)

    def _kind_changed(self, changed: "KindChanged") -> None:
        from prospect_tui.wording.own_columns import kind_text  # noqa: PLC0415 - first use

        # what was asked of texts may mean nothing of numbers or of days
        self._keep_asked(lambda key: key != changed.column.key, self.view.sort)
        self.tell(kind_text(changed))
        self.own_columns_changed()

    def own_columns_changed(self) -> None:
        """Show the file's own columns as they are now, here and on the other screens."""
        assert self.file is not None
        self._show_columns()
        self.context.changed.ring(files=[self.file.id])

    def delete_column(self, column: Column) -> None:
        """Delete an own column, once it was said how many cells hold something in it."""
        from prospect_tui.services import own_columns  # noqa: PLC0415 - first use

        workspace = self.context.workspace

        def count(_work: LongWork) -> int:
            return own_columns.count_values(workspace, column)

        self.run_long(
            count,
            partial(self._ask_deletion, column),
            _("Looking at “{name}”").format(name=column.label),
        )

    def _ask_deletion(self, column: Column, count: int) -> None:
        text = ngettext(
            "{count} cell holds something in it. Undo brings everything back.",
            "{count} cells hold something in it. Undo brings everything back.",
            count,
        )
        told = text.format(count=formats.number(count)) if count else _("It holds nothing.")
        question = confirm.Confirm(
            _("Delete the column “{name}”?").format(name=column.label),
            detail=told,
            accept=_("delete"),
        )
        self.ask(question, lambda _yes: self._delete(column))

    def _delete(self, column: Column) -> None:
        from prospect_tui.services import own_columns  # noqa: PLC0415 - first use

        workspace = self.context.workspace

        def work(progress: LongWork) -> int:
            return own_columns.delete_column(workspace, column, progress=progress.report)

        label = _("Deleting the column “{name}”").format(name=column.label)
        self.run_long(work, partial(self._deleted, column), label)

    def _deleted(self, column: Column, count: int) -> None:
        text = ngettext(
            "Column “{name}” deleted, with {count} value.",
            "Column “{name}” deleted, with {count} values.",
            count,
        )
        self.tell(text.format(name=column.label, count=formats.number(count)))
        self.own_columns_changed()
