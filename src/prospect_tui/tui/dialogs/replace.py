"""Find and replace: what to find, where, and what would become of it, counted as one types."""

from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services.cells import Progress
from prospect_tui.services.replacing import Replacement, ReplacePreview
from prospect_tui.tui.dialogs.form import (
    ChoiceField,
    FieldRow,
    Form,
    FormField,
    TextField,
    TickField,
)
from prospect_tui.tui.long_work import Stopped
from prospect_tui.tui.text import fit, plain, width
from prospect_tui.wording.errors import sentence

Values = dict[str, Any]
Preview = Callable[[Values, Progress], ReplacePreview]
"""Counts what the answers would change, in a thread; what it tells of its progress may stop it."""

DELAY = 0.12
"""Seconds without a key after which the count begins."""
TOLD_EVERY = 0.2
EXAMPLES = 3
_SHARE = 0.45
"""Of the width, for what a cell holds before; as much for what it would hold."""


def replacement_of(values: Values) -> Replacement:
    """Return what the answers ask for."""
    return Replacement(
        values["find"],
        values["replace"],
        is_regex=values["is_regex"],
        whole_cell=values["whole_cell"],
        match_case=values["match_case"],
    )


class ReplaceDialog(Form):
    """Answers its values: find, replace, columns, rows, whole_cell, match_case, is_regex."""

    def __init__(
        self,
        columns: list[tuple[object, str]],
        rows: list[tuple[object, str]],
        preview: Preview,
        *,
        last: Replacement | None = None,
    ) -> None:
        """Offer these choices of `columns` and of `rows`, values with their words.

        `last` is what was asked the time before.
        """
        last = last or Replacement("", "")
        fields: list[FormField] = [
            TextField("find", _("Find"), last.find),
            TextField("replace", _("Replace by"), last.replace),
            ChoiceField("columns", _("In"), columns, columns[0][0]),
            ChoiceField("rows", _("Rows"), rows, rows[0][0]),
            TickField("whole_cell", _("Whole cell only"), last.whole_cell),
            TickField("match_case", _("Same case, same accents"), last.match_case),
            TickField("is_regex", _("Regular expression"), last.is_regex),
        ]
        super().__init__(_("Find and replace"), fields)
        self._preview = preview
        self._turn = 0
        self._told_at = 0.0
        self._problem: ProspectError | None = None
        """Why what is asked now cannot be done, once it was tried."""
        self._is_nowhere = False
        """Whether what is asked now was counted, and nothing found."""

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("Tab: next · Enter: replace all · Esc: cancel")

    @property
    def is_dirty(self) -> bool:
        """Say that nothing typed here would be missed."""
        return False

    def compose_body(self) -> ComposeResult:
        """Yield the fields, then the place of the count and the examples."""
        yield from super().compose_body()
        yield Static(id="replace-preview")

    def on_mount(self) -> None:
        """Count what was asked the time before; what is typed now takes its place."""
        for row in self._rows:
            if isinstance(row.editor, Input):
                row.editor.select_all()
        self.count_soon()

    def on_unmount(self) -> None:
        """Count no more."""
        self._turn += 1

    @property
    def values(self) -> Values:
        """Return what is typed, spaces kept, and chosen."""
        return {
            row.field.name: clean(row.editor.value)
            if isinstance(row.editor, Input)
            else row.editor.value
            for row in self._rows
        }

    def action_next(self) -> None:
        """Go from what to find to what to put; from anywhere else, replace."""
        if self.focused is self._rows[0].editor:
            self.focus_next()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Answer, unless it cannot be done or changes nothing: then go back to what to find."""
        if self._is_nowhere:
            self._rows[0].editor.focus()
            return
        values = self.values
        try:
            if self._problem is not None:
                raise self._problem
            self._preview({**values, "rows": []}, _unheard)
        except ProspectError as error:
            self._show_error(error)
        else:
            self.dismiss(values)

    @on(FieldRow.Changed)
    def count_soon(self) -> None:
        """Count again once nothing is typed for a moment; forget the count before."""
        self._turn += 1
        self._problem = None
        self._is_nowhere = False
        values = self.values
        if values["find"] or values["whole_cell"]:
            work = partial(self._work, self._turn, values)
            self.run_worker(work, thread=True, group="count")
        else:
            self._show("")

    def _work(self, turn: int, values: Values) -> None:
        """Run in the thread; whatever is found is shown in the question's own turn."""
        sleep(DELAY)
        if turn != self._turn:
            return

        def told(done: int, total: int) -> None:
            if turn != self._turn:
                raise Stopped
            now = monotonic()
            if now - self._told_at > TOLD_EVERY and total:
                self._told_at = now
                text = _("Counting… {percent} %").format(percent=100 * done // total)
                self.call_later(self._show_if, turn, lambda: self._show(text))

        try:
            found = self._preview(values, told)
        except Stopped:
            return
        except ProspectError as error:
            show = partial(self._show_error, error)
        else:
            show = partial(self._show_found, found)
        self.call_later(self._show_if, turn, show)

    def _show_if(self, turn: int, show: Callable[[], None]) -> None:
        if turn == self._turn:
            show()

    def _show_found(self, found: ReplacePreview) -> None:
        self._is_nowhere = not found.cells
        if self._is_nowhere:
            self._show(_("Found nowhere."))
            return
        cells = ngettext("{count} cell", "{count} cells", found.cells)
        rows = ngettext("in {count} row", "in {count} rows", found.rows)
        told = " ".join((cells.format(count=formats.number(found.cells)),
                         rows.format(count=formats.number(found.rows))))  # fmt: skip
        most = int(self.size.width * _SHARE)
        examples = [
            f"  {_short(before, most)} → {_short(after, most)}"
            for before, after in found.examples[:EXAMPLES]
        ]
        self._show("\n".join((told, *examples)))

    def _show_error(self, error: ProspectError) -> None:
        self._problem = error
        self._show(sentence(error), is_error=True)

    def _show(self, text: str, *, is_error: bool = False) -> None:
        place = self.query_one("#replace-preview", Static)
        place.set_class(is_error, "-error")
        place.update(Content("\n").join(plain(line) for line in text.split("\n")))


def _short(text: str, cells: int) -> str:
    """Return a cell as an example, cut if it is long."""
    text = clean(text) or _("(empty)")
    return fit(text, min(cells, width(text)))


def _unheard(_done: int, _total: int) -> None:
    """Hear of progress that nobody looks at."""
