"""The home screen: everything to do today, in order, and what is left to call cold."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _, formats
from prospect_tui.services import agenda, configuring, sheets
from prospect_tui.services.agenda import ColdFile, Today, TodayLine
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs import form
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.dates import when_echo, when_of, when_prompt
from prospect_tui.tui.screens.opportunity_actions import OpportunityActions
from prospect_tui.tui.widgets.agenda_list import FILE, agenda_lines, ref_of
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording import agenda as words
from prospect_tui.wording.sales import stage_name
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.form import FormField, Values

PATIENCE = 0.01
"""Seconds that the list waits for what is left of the files to be counted."""


class TodayScreen(Clocked, OpportunityActions):
    """What is promised, late, due; each line leaves by a result, another date, or closing."""

    SCOPE: ClassVar[str] = "today"
    ABOUT = N_(
        "Everything to do today: promised call-backs, what is late, opportunities, tasks and"
        " meetings, then what is left to call. A line leaves the list when it is done, closed or"
        " given another date."
    )
    AUTO_FOCUS = "#today-list"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (100, "-pair")]  # noqa: RUF012 - as Textual's

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._today = Today(context.workspace.clock.today(), (), ())
        self._lines: dict[Hashable, TodayLine] = {}
        self._stages: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """Compose the figures, the list, and the panel beside it where there is room."""
        yield TwoEnds(id="today-top")
        with Horizontal():
            yield LinesView(self._list, id="today-list")
            panel = LinesView(self._panel, id="today-panel")
            panel.can_focus = False
            yield panel

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
        """Show the line under the cursor beside the list."""
        self.query_one("#today-panel", LinesView).renew(from_top=True)

    @on(LinesView.Opened)
    def open_line(self) -> None:
        """Open at a double click."""
        self.action_open()

    def action_open(self) -> None:
        """Open the sheet of the line, or call the file."""
        line, file_id = self._line(), self._file()
        if file_id is not None:
            self.go("calls", files=[file_id])
        elif line is None:
            self._tell_nothing()
        elif line.opportunity_id is not None:
            self.open_sheet("opportunity", line.opportunity_id)
        elif line.prospect_id is not None:
            self.open_sheet("prospect", line.prospect_id)
        else:
            self.tell(_("This task stands alone: f when it is done, d for another date."))

    def action_call(self) -> None:
        """Call about the line."""
        line = self._line()
        if line is None:
            self.action_open()
        elif line.prospect_id is not None:
            self.go("calls", prospect_id=line.prospect_id)
        elif line.opportunity_id is not None:
            self.call_opportunity(line.opportunity_id)
        else:
            self.tell(_("This task is about nobody."))

    def action_done(self) -> None:
        """Finish the line: a task is done, an opportunity needs what comes next."""
        line = self._line()
        if line is None:
            self._tell_nothing()
        elif line.kind is AgendaKind.ACTIVITY:
            agenda.finish_activity(self.context.workspace, line.id)
            self._written(line, _("Done: {what}").format(what=self._said(line)))
        elif line.kind is AgendaKind.OPPORTUNITY:
            self.plan_next(line.id, anew=True)
        else:
            self.tell(_("A call is done once its result is given."))
            self.go("calls", prospect_id=line.id)

    def action_date(self) -> None:
        """Ask for another date, in any shorthand."""
        line = self._line()
        if line is None:
            self._tell_nothing()
            return
        title = _("{what}: what date?").format(what=self._said(line))
        self.ask(when_prompt(self.context, title), lambda when: self._reschedule(line, when))

    def action_later(self) -> None:
        """Put the line off by some working days, at once."""
        line = self._line()
        if line is None:
            self._tell_nothing()
        else:
            self._reschedule(line, agenda.later(self.context.workspace, line.when))

    def action_cancel_deal(self) -> None:
        """Give up a task, or drop an opportunity; undo brings it back."""
        line = self._line()
        if line is not None and line.kind is AgendaKind.ACTIVITY:
            agenda.cancel_activity(self.context.workspace, line.id)
            self._written(line, _("Given up: {what}").format(what=self._said(line)))
        else:
            super().action_cancel_deal()

    def action_new(self) -> None:
        """Note a task, perhaps about the line under the cursor."""
        line = self._line()
        about = line if line and (line.prospect_id or line.opportunity_id) else None

        def save(values: "Values") -> None:
            linked = about if values.get("about") else None
            agenda.add_task(
                self.context.workspace,
                values["subject"],
                values["when"],
                prospect_id=linked.prospect_id if linked else None,
                opportunity_id=linked.opportunity_id if linked else None,
            )

        fields: list[FormField] = [
            form.TextField("subject", _("Task"), required=True),
            form.TextField(
                "when",
                _("When"),
                _("today"),
                parse=lambda text: when_of(self.context, text),
                echo=when_echo(self.context),
            ),
        ]
        if about is not None:
            fields.append(form.TickField("about", _("About {name}").format(name=about.title)))
        self.ask(form.Form(_("New task"), fields, check=save), self._task_noted)

    def _task_noted(self, values: "Values") -> None:
        when = planned(values["when"], self._today.day)
        self.tell(_("Task noted: {what}").format(what=f"{values['subject']} · {when}"))
        self.context.changed.ring()

    def _reschedule(self, line: TodayLine, when: When) -> None:
        agenda.reschedule(self.context.workspace, line, when)
        self._written(line, f"{self._said(line)} → {planned(when, self._today.day)}")

    def _written(self, line: TodayLine, said: str) -> None:
        self.tell(said)
        self.context.changed.ring(
            prospects=[line.prospect_id] if line.prospect_id else (),
            opportunities=[line.opportunity_id] if line.opportunity_id else (),
        )

    def _said(self, line: TodayLine) -> str:
        """Return a line in a few words, for a message."""
        subject = words.subject_text(line, self._stages)
        return f"{line.title} · {subject}" if subject else line.title

    def _tell_nothing(self) -> None:
        self.tell(_("Put the cursor on a line to do."))

    # reading and drawing

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
        from prospect_tui.tui.widgets.summary import summary  # noqa: PLC0415 - not without lines

        if line.opportunity_id is not None:
            found: sheets.OpportunitySheet | sheets.ProspectSheet = sheets.opportunity_sheet(
                workspace, line.opportunity_id
            )
        else:
            assert line.prospect_id is not None
            found = sheets.prospect_sheet(workspace, line.prospect_id)
        red = words.red_word(line, self._today.day)
        return summary(found, page, workspace.settings.max_attempts, red)
