"""Showing the home screen: reading what is to be done, drawing it. It writes nothing."""

from collections.abc import Hashable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.i18n import _, formats
from prospect_tui.services import agenda, configuring, sheets
from prospect_tui.services.agenda import ColdFile, Today, TodayLine
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.opportunity_actions import OpportunityActions
from prospect_tui.tui.widgets.agenda_list import FILE, agenda_lines, ref_of
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording import agenda as words
from prospect_tui.wording.sales import stage_name

_ON_DEALS = frozenset({"star", "won", "lost", "cancel_deal"})
PATIENCE = 0.005
"""Seconds that the list waits for what is left of the files to be counted."""


class ShownToday(Clocked, OpportunityActions, is_part=True):
    """The morning list, and beside it what is known of the line in hand."""

    AUTO_FOCUS = "#today-list"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (100, "-pair")]  # noqa: RUF012 - as Textual's

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._today = Today(context.workspace.clock.today(), (), ())
        self._lines: dict[Hashable, TodayLine] = {}
        self._stages: dict[str, str] = {}
        self._offered: frozenset[str] = frozenset()
        """Which of the commands on an opportunity fit the line under the cursor."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Show what is done with an opportunity on the lines that are about one.

        Elsewhere these keys only say that they want one.
        """
        hidden = _ON_DEALS - self._offered
        found = super().active_bindings
        return {key: one for key, one in found.items() if one.binding.action not in hidden}

    def compose_body(self) -> ComposeResult:
        """Compose the figures, the list, and the panel beside it where there is room."""
        yield TwoEnds(id="today-top")
        with Horizontal():
            yield LinesView(self._list, id="today-list")
            yield CardPage(self._panel, id="today-panel")

    def on_mount(self) -> None:
        """Read the list."""
        self._read()

    def on_changed(self, _change: Change) -> None:
        """Read the list again: anything written may belong to it."""
        self._read()

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the line under the cursor."""
        line = self._line()
        return line.opportunity_id if line else None

    @on(LinesView.Moved, "#today-list")
    def show_panel(self) -> None:
        """Show the line under the cursor beside the list, and the keys that act on it."""
        self.query_one("#today-panel", CardPage).renew(from_top=True)
        self._offer()

    def _offer(self) -> None:
        line = self._line()
        offered = _ON_DEALS if line and line.opportunity_id is not None else frozenset()
        if line is not None and line.kind is AgendaKind.ACTIVITY:
            offered |= {"cancel_deal"}
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _read(self) -> None:
        workspace = self.context.workspace
        found = agenda.today(workspace, patience=PATIENCE)
        self._lines = {ref_of(line): line for line in found.lines}
        self._stages = {str(stage.id): stage_name(stage) for stage in configuring.stages(workspace)}
        if found.is_counted:
            self._show(found)
        else:
            self._show(replace(found, cold=self._today.cold))
            self.run_worker(self._count_cold, thread=True, group="cold", exit_on_error=False)

    def _count_cold(self) -> None:
        """Run in a thread: big files take their time."""
        self.call_later(self._show_cold, agenda.cold_files(self.context.workspace))

    def _show_cold(self, cold: tuple[ColdFile, ...]) -> None:
        self._show(replace(self._today, cold=cold, is_counted=True))

    def _show(self, today: Today) -> None:
        self._today = today
        day = formats.day_long(self._today.day)
        self.query_one(TwoEnds).show(f" {day}", " · ".join(words.counts(self._today)))
        self.query_one("#today-list", LinesView).renew()
        self._offer()

    def _line(self) -> TodayLine | None:
        return self._lines.get(self.query_one("#today-list", LinesView).cursor)

    def _file(self) -> int | None:
        match self.query_one("#today-list", LinesView).cursor:
            case (kind, int(file_id)) if kind == FILE:
                return file_id
        return None

    def _list(self, cells: int) -> list[PageLine]:
        lines = agenda_lines(self._today, self._stages, cells)
        if lines or not self._today.is_counted:
            return lines
        return paragraph(self._welcome(), cells)

    def _welcome(self) -> str:
        return _(
            "Nothing to do today.\n\nThis list fills itself: promised call-backs, opportunities,"
            " tasks and meetings, on their day.\n\nF3 to import a file, F4 to call, F5 for the"
            " pipeline, Ctrl+N to note a task."
        )

    def _panel(self, cells: int) -> list[PageLine]:
        workspace, line = self.context.workspace, self._line()
        page = Page(cells, self._today.day, workspace.zone)
        if line is None or not (line.opportunity_id or line.prospect_id):
            return []
        from prospect_tui.tui.widgets import summary as beside  # noqa: PLC0415 - not without lines

        if line.opportunity_id is not None:
            found: sheets.OpportunitySheet | sheets.ProspectSheet = sheets.opportunity_sheet(
                workspace, line.opportunity_id, most=beside.EVENTS_READ
            )
        else:
            assert line.prospect_id is not None
            found = sheets.prospect_sheet(workspace, line.prospect_id, most=beside.EVENTS_READ)
        red = words.red_word(line, self._today.day)
        return beside.summary(found, page, workspace.settings.max_attempts, red)
