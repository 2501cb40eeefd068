"""Showing a sheet: reading its record, drawing it in one column or two, going about in it."""

from collections.abc import Hashable
from datetime import datetime

from textual.app import ComposeResult

from prospect_tui.domain.errors import NotFound
from prospect_tui.i18n import _
from prospect_tui.services import sheets
from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet, Shown
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.from_list import FromList
from prospect_tui.tui.screens.sheet_notes import SheetNotes
from prospect_tui.tui.screens.two_columns import TwoColumns
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import paragraph
from prospect_tui.tui.widgets.sheet_parts import page_lines
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.row_text import row_parts
from prospect_tui.wording.sheet_lines import Does, Part, Ref, Seen
from prospect_tui.wording.sheet_text import opportunity_parts

PROSPECT, OPPORTUNITY = "prospect", "opportunity"
PAGE = 100
"""Lines of history read at once."""
_KINDS = tuple(Shown)


class ShownSheet(FromList, TwoColumns, Clocked, SheetNotes, is_part=True):
    """The page of a prospect row or of an opportunity."""

    def __init__(
        self, context: AppContext, kind: str, record_id: int, among: Among | None = None
    ) -> None:
        """Show the record of that kind, "prospect" or "opportunity", and number.

        With the list from which it is opened, one goes on to the next record of that list.
        """
        super().__init__(context, among)
        self.kind = kind
        self.record_id = record_id
        self._sheet: ProspectSheet | OpportunitySheet | None = None
        self._parts: tuple[Part, ...] = ()
        self._gone = ""
        self._was_row: int | None = None
        """The row that was turned into the opportunity shown: undo goes back to it."""
        self._shown, self._most = Shown.ALL, PAGE

    def compose_body(self) -> ComposeResult:
        """Compose the page, under its place in the list from which it is opened."""
        yield from self.place_line()
        yield from self.columns(self._page, self._aside)

    def on_mount(self) -> None:
        """Read the record."""
        self._read()

    def on_changed(self, _change: Change) -> None:
        """Read the record again: what is around it counts too."""
        self._read()

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the sheet, if it is one."""
        return self.record_id if self.kind == OPPORTUNITY else None

    def seen_of(self, _opportunity_id: int) -> datetime | None:
        """Return when the opportunity shown was last changed."""
        shown = self._sheet
        return shown.opportunity.updated_at if isinstance(shown, OpportunitySheet) else None

    def action_history(self) -> None:
        """Go straight to the newest line of the history, where Enter corrects a call."""
        for column in self.query(LinesView):
            newest = next((ref for ref in column.refs if _is_past(ref)), None)
            if column.display and newest is not None:
                column.focus()
                column.renew(to=newest)
                return
        self.tell(_("Nothing of this kind."))

    def action_kinds(self) -> None:
        """Show the whole history, or one kind of it after the other."""
        self._shown = _KINDS[(_KINDS.index(self._shown) + 1) % len(_KINDS)]
        self._most = PAGE
        self._read()
        self.action_history()

    def read_on(self) -> None:
        """Read further back in the history."""
        self._most += PAGE
        self._read()

    def _read(self, *, from_top: bool = False) -> None:
        before = type(self._sheet)
        if from_top:
            self._shown, self._most = Shown.ALL, PAGE
        try:
            self._sheet = self._read_sheet(self._shown, self._most)
        except NotFound as error:
            if self._was_row is not None:
                self.kind, self.record_id, self._was_row = PROSPECT, self._was_row, None
                self.refresh_bindings()
                self._read()
                return
            self._sheet, self._gone = None, sentence(error)
        seen = self._seen_from()
        self._parts = self._worded(self._sheet, self._shown, seen) if self._sheet else ()
        is_another = from_top or type(self._sheet) is not before
        self.renew_columns(from_top=is_another)

    def _read_sheet(self, shown: Shown, most: int | None) -> ProspectSheet | OpportunitySheet:
        read = sheets.opportunity_sheet if self.kind == OPPORTUNITY else sheets.prospect_sheet
        return read(self.context.workspace, self.record_id, shown=shown, most=most)

    def _worded(
        self, sheet: ProspectSheet | OpportunitySheet, shown: Shown, seen: Seen
    ) -> tuple[Part, ...]:
        if isinstance(sheet, ProspectSheet):
            most = self.context.workspace.settings.max_attempts
            return row_parts(sheet, seen, most, shown)
        return opportunity_parts(sheet, seen, shown)

    def _seen_from(self, *, on_paper: bool = False) -> Seen:
        workspace = self.context.workspace
        return Seen(workspace.clock.today(), workspace.zone, on_paper)

    def printed_parts(self) -> tuple[Part, ...]:
        """Return the sheet with its whole history, as it is read on paper."""
        sheet = self._read_sheet(Shown.ALL, None)
        return self._worded(sheet, Shown.ALL, self._seen_from(on_paper=True))

    def _page(self, cells: int) -> list[PageLine]:
        if self._sheet is None:
            return paragraph(self._gone, cells, look="late")
        parts = [one for one in self._parts if not (one.is_aside and self.is_pair)]
        return page_lines(parts, cells)

    def _aside(self, cells: int) -> list[PageLine]:
        return page_lines([one for one in self._parts if one.is_aside], cells)


def _is_past(ref: Hashable) -> bool:
    """Say whether a line of the page is one of the history."""
    return isinstance(ref, Ref) and (ref.does is Does.CORRECT or ref.name == "history")
