"""Looking at a prospecting file: filtering it as one types, sorting it. It writes no row."""

from collections.abc import Sequence

from textual import events, on
from textual.widgets import Input

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.views import View, parse_filter, toggled
from prospect_tui.i18n import _, formats
from prospect_tui.services import prospect_files
from prospect_tui.tui.screens.file_rows import sort_text
from prospect_tui.tui.screens.files_shown import ShownFile
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.columns import column_names

_LONGEST_FILTER = 24
"""Cells of the title that a filter takes at most: the line in which it is typed shows it whole."""


class FilesView(ShownFile):
    """The filter and the sort of the file shown."""

    def title_parts(self) -> Sequence[str]:
        """Return the filter with how many rows it leaves, and the sort."""
        parts = []
        if self.view.is_filtered:
            typed = clean(self.filter_line.value).strip()
            text = _("“{filter}” → {count}")
            shown = fit(typed, min(len(typed), _LONGEST_FILTER))
            parts.append(text.format(filter=shown, count=formats.number(len(self.ids))))
        if self.view.sort:
            parts.append(_("sort {keys}").format(keys=sort_text(self.view.sort, self.columns)))
        return parts

    # filter

    def action_filter(self) -> None:
        """Open the filter line."""
        if self.file is not None:
            self.query_one("#files-filter").display = True
            self.filter_line.focus()

    @on(Input.Changed, "#files-filter-input")
    def filter_as_typed(self, event: Input.Changed) -> None:
        """Narrow the rows at each letter."""
        event.stop()
        words, conditions = parse_filter(clean(event.value), column_names(self.columns))
        if (words, conditions) != (self.view.words, self.view.conditions):
            self.view = View(words, conditions, self.view.sort)
            self.refresh_view()

    @on(Input.Submitted, "#files-filter-input")
    def keep_filter(self, event: Input.Submitted) -> None:
        """Go back to the rows, still filtered."""
        event.stop()
        self.query_one("#files-filter").display = bool(event.value)
        self.grid.focus()

    def on_key(self, event: events.Key) -> None:
        """Go from the filter down to the rows."""
        if event.key in {"down", "pagedown"} and self.filter_line.has_focus:
            event.stop()
            self.grid.focus()

    def drop_filter(self) -> None:
        """Show every row again."""
        self.filter_line.value = ""
        self.query_one("#files-filter").display = False
        self.grid.focus()

    async def action_back(self) -> None:
        """Stop the work in progress, else leave the filter, then the selection, then the screen."""
        if self._work is not None:
            await super().action_back()
        elif self.filter_line.has_focus or self.filter_line.value:
            self.drop_filter()
        elif self.grid.selected_ids:
            self.grid.clear_selection()
        else:
            await super().action_back()

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
        if self.file is None or not column:
            return
        sort = toggled(self.view.sort, column, add=add)
        self.view = View(self.view.words, self.view.conditions, sort)
        if not self.context.workspace.read_only:
            prospect_files.save_sort(self.context.workspace, self.file.id, sort)
        self.refresh_view()

    def action_refresh_rows(self) -> None:
        """Put edited rows in their place again."""
        self.grid.refresh_all()
        self.show_file()
