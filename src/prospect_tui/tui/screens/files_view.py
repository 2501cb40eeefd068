"""Looking at a prospecting file: filtering it as one types. It writes no row."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.views import View
from prospect_tui.i18n import _, formats
from prospect_tui.services import prospect_files
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.files_shown import ShownFile
from prospect_tui.tui.screens.filter_words import FilterWords
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording.columns import read_filter, unknown_text, worded_sort
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.typed import Said

if TYPE_CHECKING:
    from textual.widgets import Input  # the only one here is the filter's

_LONGEST_FILTER = 24
"""Cells of the title that a filter takes at most: the line in which it is typed shows it whole."""
_REMEMBERED = 50
"""Filters of the session that Up brings back."""


class FilesView(ShownFile, is_part=True):
    """The filter of the file shown."""

    def __init__(self, context: AppContext) -> None:
        """Begin with no filter of the past."""
        super().__init__(context)
        self._typed: dict[int, str] = {}
        """The filter of each file that was left for another."""
        self._applied = ""
        """The filter of the rows shown, as it was typed."""
        self._whole: tuple[View, str] = (View(), "")
        """The last view whose rows were all read, and its filter as it was typed."""
        self._mistake: ProspectError | None = None
        """What is wrong with the filter in its line."""
        self._doubted = ""
        """The filter whose names of columns are looked at, until one goes on among the cells."""
        self._past: list[str] = []
        self._words = FilterWords(context.workspace)

    def title_parts(self, *, in_short: bool) -> Sequence[str]:
        """Return the filter with how many rows it leaves, and the sort."""
        parts = []
        name = self.filter_name(in_short=in_short)
        if self.view.is_filtered:
            count = "…" if self.is_reading else formats.number(len(self.ids))
            name = f"{name} → {count}".lstrip()
        if name:
            parts.append(name)
        if self.view.sort:
            parts.append(_("sort {keys}").format(keys=worded_sort(self.view.sort, self.columns)))
        return parts

    def filter_name(self, *, in_short: bool) -> str:
        """Return what the title calls the filter: as it was typed, as far as there is room.

        `in_short`, nothing: the line in which it was typed shows it.
        """
        if in_short:
            return ""
        typed = clean(self._applied).strip()
        shown = fit(typed, min(width(typed), _LONGEST_FILTER)) if typed else ""
        return _("“{filter}”").format(filter=shown) if self.view.is_filtered else ""

    # filter

    def open_file(self, file: FileSummary) -> None:
        """As `ShownFile.open_file`, filtered as it was when it was left for another file.

        The next start opens the one gone to.
        """
        if self.file is not None and self.file.id != file.id:
            self._keep_open(file)
            self._typed[self.file.id] = self.filter_line.value
            self._whole = (View(), "")
        super().open_file(file)
        if typed := self._typed.pop(file.id, ""):
            self.show_filter(typed)

    def _keep_open(self, file: FileSummary) -> None:
        workspace = self.context.workspace
        if not workspace.read_only:
            with suppress(ProspectError):  # a full disk keeps nobody from looking at a file
                prospect_files.keep_open_file(workspace, file.id)

    def show_filter(self, text: str) -> None:
        """Filter the rows by a text, which is shown for whoever wants to change it."""
        text = clean(text)
        self.filter_box.display = bool(text) or self.filter_line.has_focus
        self.filter_line.value = text
        self.filter_line.cursor_position = len(text)

    def action_filter(self) -> None:
        """Open the filter line."""
        if self.file is not None:
            self.filter_box.display = True
            self.filter_line.focus()
            self.call_after_refresh(self._prepare_filter)

    def _prepare_filter(self) -> None:
        """Load before the first letter what it needs."""
        read_filter("", self.columns)
        self.prepare_words()

    def filter_typed(self, typed: str) -> None:
        """Narrow the rows at each letter; a filter with a mistake leaves them as they are."""
        if self.file is None:
            return
        try:
            words, conditions = read_filter(typed, self.columns)
        except ProspectError as error:
            self._show_mistake(error)
            return
        self._show_mistake(None)
        self._applied = self._doubted = typed
        asked = replace(self.view, words=words, conditions=conditions)
        if asked == self.view:
            self.rows_shown()
            return
        self.view = asked
        try:
            self.refresh_view()
        except ProspectError as error:
            self._go_back(error)

    def _show_mistake(self, mistake: ProspectError | None) -> None:
        """Say what is wrong with the filter until it is typed otherwise."""
        self._mistake = mistake
        self.filter_line.set_class(mistake is not None, "-wrong")
        self.explain_later()

    def remark(self, row_id: int | None, key: str) -> None:
        """As `ShownFile.remark`, unless there is something wrong with the filter."""
        if self._mistake is not None:
            self.say(Said(sentence(self._mistake), is_wrong=True))
        elif doubt := self._doubted and unknown_text(self._doubted, self.columns):
            self.say(Said(doubt, is_wrong=True))
        else:
            super().remark(row_id, key)

    @on(messages.CursorMoved)
    def leave_mistake(self) -> None:
        """Speak of the cells again once one goes on among them."""
        if self.grid.has_focus:
            self._mistake, self._doubted = None, ""

    def rows_shown(self) -> None:
        """As `ShownFile.rows_shown`; remember the view when all of its rows are."""
        if not self.is_reading:
            self._whole = (self.view, self._applied)
        super().rows_shown()

    def _reading_failed(self, question: int, error: ProspectError) -> None:
        """As `ReadRows._reading_failed`; rows that a filter cannot find leave the former ones."""
        if question == self._question and not _same_filter(self.view, self._whole[0]):
            self._go_back(error)
        else:
            super()._reading_failed(question, error)

    def _go_back(self, error: ProspectError) -> None:
        """Show the rows of the last filter that found all of them, and what is wrong with this."""
        whole, self._applied = self._whole
        self.view = replace(whole, sort=self.view.sort)
        self._show_mistake(error)
        self.refresh_view()

    def refresh_view(self) -> None:
        """As `ShownFile.refresh_view`, the titles of the columns that filter marked."""
        filtered = frozenset(condition.column for condition in self.view.conditions)
        if filtered != self.source.filtered:
            self.grid.set_columns(self.source.mark(filtered))
        super().refresh_view()

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Go back to the rows, still filtered."""
        event.stop()
        self._leave_filter()

    def _leave_filter(self) -> None:
        typed = self.filter_line.value
        self._remember(typed)
        self.filter_box.display = bool(typed)
        self.grid.focus()

    def _remember(self, typed: str) -> None:
        if typed.strip():
            others = [one for one in self._past if one != typed]
            self._past = [typed, *others][:_REMEMBERED]

    def on_key(self, event: events.Key) -> None:
        """In the filter: down to the rows, up to the filters of the past, Tab to the next word."""
        if not self.filter_line.has_focus:
            return
        if event.key in {"down", "pagedown"}:
            self._leave_filter()
        elif event.key == "up":
            self._show_past()
        elif event.key == "tab" and self.file is not None:
            line = self.filter_line
            text = self._words.completed(self.file.id, line.value, self.columns)
            if text != line.value:
                self.show_filter(text)
        else:
            return
        event.stop()
        event.prevent_default()

    def _show_past(self) -> None:
        """Bring back the filter before the one that is shown, which is remembered too."""
        typed = self.filter_line.value
        if typed not in self._past:
            self._remember(typed)
        if self._past:
            place = self._past.index(typed) if typed in self._past else -1
            self.show_filter(self._past[(place + 1) % len(self._past)])

    def drop_filter(self) -> None:
        """Show every row again."""
        self._remember(self.filter_line.value)
        self.filter_line.value = ""
        self.filter_box.display = False
        self.grid.focus()

    async def action_back(self) -> None:
        """Stop the work in progress, else leave the filter, then the selection, then the screen."""
        if self._work is not None:
            await super().action_back()
        elif self.filter_line.has_focus or self.filter_line.value:
            self.drop_filter()
        elif self.grid.selection:
            self.grid.clear_selection()
        else:
            await super().action_back()

    # the order

    def show_view(self, view: View) -> None:
        """Show rows in an order, which is kept for the call queue.

        The cursor goes with its row, but from the first row one looks at what comes first.
        """
        assert self.file is not None
        if view.sort != self.view.sort:
            self._stays_first = self.grid.cursor_row == 0
            if not self.context.workspace.read_only:
                prospect_files.save_sort(self.context.workspace, self.file.id, view.sort)
        self.view = view
        self.refresh_view()

    def action_refresh_rows(self) -> None:
        """Put edited rows in their place again."""
        self.grid.refresh_all()
        self.show_file()


def _same_filter(view: View, other: View) -> bool:
    return (view.words, view.conditions) == (other.words, other.conditions)
