"""Filtering by the values of a column, sorting by it, saved views. It writes no row."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.layouts import Layout, of_text, to_text
from prospect_tui.domain.views import toggled
from prospect_tui.i18n import _
from prospect_tui.services import layouts, saved_views
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screens.files_view import FilesView
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.cells import title
from prospect_tui.wording.columns import Conditions, missing_text, worded_filter, worded_sort

if TYPE_CHECKING:
    from prospect_tui.services.saved_views import NamedView
    from prospect_tui.tui.dialogs.form import FormField, Values
    from prospect_tui.tui.dialogs.saved_views import Wanted

_LONGEST_NAME = 24
"""Cells of the title that the name of a view takes at most."""
_CHANGED = "*"
"""After the name of a view in the title, when the rows shown are not quite its own any more."""


class FilesFilters(FilesView, is_part=True):
    """The column filter, the sort and the saved views of the file shown."""

    def __init__(self, context: AppContext) -> None:
        """Begin without any view applied."""
        super().__init__(context)
        self._named: NamedView | None = None
        """The view that was applied last."""
        self._named_of: dict[int, NamedView] = {}
        """The view applied to each file that was left for another."""

    # one column

    def action_filter_column(self) -> None:
        """Choose which values of the column under the cursor to keep."""
        from prospect_tui.tui.dialogs.column_filter import ColumnFilter  # noqa: PLC0415 - first use
        from prospect_tui.tui.screens.column_questions import (  # noqa: PLC0415 - first use
            column_questions,
        )

        key = self.grid.cursor_key
        if self.file is None or not key:
            return
        column = self.columns[key]
        others = replace(self.view, conditions=self._other_conditions(key), sort=())
        questions = column_questions(
            self.context.workspace, self.file.id, others, self.columns, column
        )
        present = [one for one in self.view.conditions if one.column == key]
        heading = _("Filter “{column}”").format(column=title(column))
        dialog = ColumnFilter(heading, column, present, questions)
        self.ask(dialog, lambda asked: self._filter_column(key, asked))

    def _other_conditions(self, key: str) -> Conditions:
        return tuple(one for one in self.view.conditions if one.column != key)

    def _filter_column(self, key: str, asked: Conditions) -> None:
        """Ask this of a column in the place of what was asked of it; the filter line shows it."""
        conditions = (*self._other_conditions(key), *asked)
        self.show_filter(worded_filter(self.view.words, conditions, self.columns))

    # sort

    def action_sort(self) -> None:
        """Sort by the column under the cursor: up, down, then no more."""
        self.sort_by(self.grid.cursor_key, add=False)

    def action_sort_more(self) -> None:
        """Sort by the column under the cursor after those by which the rows are sorted."""
        self.sort_by(self.grid.cursor_key, add=True)

    @on(messages.SortRequested)
    def sort_asked(self, event: messages.SortRequested) -> None:
        """Sort by the title that was clicked."""
        self.sort_by(event.column_key, add=event.add)

    def sort_by(self, column: str, *, add: bool) -> None:
        """Sort by a column, and keep that order for the call queue."""
        if self.file is not None and column:
            self.show_view(replace(self.view, sort=toggled(self.view.sort, column, add=add)))

    # saved views

    def open_file(self, file: FileSummary) -> None:
        """As `FilesView.open_file`, with the view that was applied when it was left."""
        if self.file is not None and self.file.id != file.id and self._named is not None:
            self._named_of[self.file.id] = self._named
        self._named = self._named_of.pop(file.id, None)
        super().open_file(file)

    def filter_name(self, *, in_short: bool) -> str:
        """Return what the title calls the filter: the name of the view applied, if any."""
        named = self._named
        if named is None:
            return super().filter_name(in_short=in_short)
        name = fit(named.name, min(width(named.name), _LONGEST_NAME))
        shown = _("view {name}").format(name=name)
        return shown if self._is_as_saved(named) else shown + _CHANGED

    def _is_as_saved(self, named: "NamedView") -> bool:
        same_columns = not named.layout or named.layout == self._layout_text()
        return named.view == self.view and same_columns

    def _layout_text(self) -> str:
        assert self.file is not None
        own = self.own_layouts.get(self.file.id)
        return to_text(own or layouts.layout_of(self.context.workspace, self.file.id))

    def action_views(self) -> None:
        """List the saved views of the file: apply, save, rename, delete."""
        from prospect_tui.tui.dialogs.saved_views import (  # noqa: PLC0415 - first use
            SavedViews,
            ViewsDesk,
        )

        if self.file is None:
            return
        workspace, file = self.context.workspace, self.file

        def rename(view: "NamedView", name: str) -> None:
            saved_views.rename_view(workspace, view.id, name)
            self._views_changed()

        def delete(view: "NamedView") -> None:
            saved_views.delete_view(workspace, view.id)
            self._views_changed()

        desk = ViewsDesk(
            views=lambda: saved_views.views(workspace, file.id),
            detail=self._view_detail,
            rename=rename,
            delete=delete,
            may_write=not workspace.read_only,
        )
        heading = _("Saved views of “{file}”").format(file=file.name)
        start = self._named.id if self._named else None
        self.ask(SavedViews(heading, desk, start), self._use_view)

    def _view_detail(self, view: "NamedView") -> str:
        where = _("every file") if view.file_id is None else _("this file")
        filtered = worded_filter(view.view.words, view.view.conditions, self.columns)
        order = worded_sort(view.view.sort, self.columns)
        columns = _("with its columns") if view.layout else ""
        missing = _("without {columns}").format(columns=", ".join(view.missing))
        return joined(where, filtered, order, columns, missing if view.missing else "")

    def _use_view(self, wanted: "Wanted") -> None:
        if isinstance(wanted, saved_views.NamedView):
            self.apply_view(wanted)
        else:
            self._ask_view_name()

    def apply_view(self, named: "NamedView") -> None:
        """Show the rows of a view in its order, and its columns if it has any."""
        assert self.file is not None
        self._named = named
        if named.layout:
            self.keep_layout(of_text(named.layout))
        self.show_view(named.view)
        self.show_filter(worded_filter(named.view.words, named.view.conditions, self.columns))
        if named.missing:
            self.tell(missing_text(named.missing, self.file.name))

    def keep_layout(self, layout: Layout) -> None:
        """Show the columns of the file by this layout from now on."""
        assert self.file is not None
        workspace = self.context.workspace
        if workspace.read_only:
            self.own_layouts[self.file.id] = layout
        else:
            layouts.save_layout(workspace, self.file.id, layout)
        self._show_columns(refit=False)

    def _ask_view_name(self) -> None:
        """Ask under which name to save what is shown, and for which files."""
        from prospect_tui.tui.dialogs import form  # noqa: PLC0415 - first use

        assert self.file is not None
        named = self._named
        of_all = named is not None and named.file_id is None
        places = [(False, _("this file")), (True, _("every file"))]
        fields: list[FormField] = [
            form.TextField("name", _("Name"), named.name if named else "", required=True),
            form.ChoiceField("everywhere", _("For"), places, of_all),
            form.TickField("columns", _("With the columns"), bool(named and named.layout)),
        ]
        self.ask(form.Form(_("Save what is shown as a view"), fields), self._save_view)

    def _save_view(self, values: "Values", *, overwrite: bool = False) -> None:
        from prospect_tui.tui.dialogs.confirm import Confirm  # noqa: PLC0415 - first use

        assert self.file is not None
        workspace, file_id = self.context.workspace, self.file.id
        try:
            number = saved_views.save_view(
                workspace,
                values["name"],
                self.view,
                self.columns,
                file_id=None if values["everywhere"] else file_id,
                layout=self._layout_text() if values["columns"] else "",
                overwrite=overwrite,
            )
        except Refused as error:
            if error.message_id != "view.name_taken":
                raise
            question = _("There is already a view “{name}”. Replace it?")
            confirm = Confirm(question.format(**error.params), accept=_("replace"))
            self.ask(confirm, lambda _yes: self._save_view(values, overwrite=True))
            return
        self._named = saved_views.view_of(workspace, number, file_id)
        self.tell(_("View “{name}” saved.").format(name=values["name"]))
        self._views_changed()

    def _views_changed(self) -> None:
        """Let the other places know; here only the title may say something else."""
        assert self.file is not None
        self._read_named()
        self.show_title()
        self.context.changed.ring(files=[self.file.id])

    def _read_named(self) -> None:
        """Read the view applied again: it may have another name, or be gone."""
        if self._named is not None and self.file is not None:
            workspace, number = self.context.workspace, self._named.id
            self._named = saved_views.view_of(workspace, number, self.file.id)

    def on_changed(self, change: Change) -> None:
        """As `ShownFile.on_changed`; the view applied may have been taken back."""
        if change.everything or change.files:
            self._read_named()
        super().on_changed(change)

    def drop_filter(self) -> None:
        """As `FilesView.drop_filter`; no view is applied any more."""
        self._named = None
        super().drop_filter()
        self.show_title()
