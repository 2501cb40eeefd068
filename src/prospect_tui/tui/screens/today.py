"""The home screen: everything to do today, in order, and what is left to call cold."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.services import agenda
from prospect_tui.services.agenda import TodayLine
from prospect_tui.tui.dialogs import form
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens import opposing
from prospect_tui.tui.screens.dates import when_echo, when_of, when_prompt
from prospect_tui.tui.screens.today_shown import ShownToday
from prospect_tui.tui.widgets.agenda_list import ref_of
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.wording import agenda as words
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.form import FormField, Values


class TodayScreen(ShownToday):
    """What is promised, late, due; each line leaves by a result, another date, or closing."""

    SCOPE: ClassVar[str] = "today"
    ABOUT = N_(
        "Everything to do today: promised call-backs, what is late, opportunities, tasks and"
        " meetings, then what is left to call. A line leaves the list when it is done, closed or"
        " given another date."
    )

    _among: Among | None = None
    """The lines among which a sheet was opened."""

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
        elif self._record(line) is not None:
            self._open_among(line)
        else:
            self.tell(_("This task stands alone: f when it is done, d for another date."))

    def _open_among(self, line: TodayLine) -> None:
        """Open the sheet of a line, from which one goes on to those of the other lines."""
        records = list(dict.fromkeys(filter(None, map(self._record, self._today.lines))))
        record = self._record(line)
        assert record is not None
        self._among = Among(records, records.index(record), _("To do today"))
        self.open_sheet(*record, self._among)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Come back from a sheet to the line to which one went on from there."""
        among, self._among = self._among, None
        here = self._line()
        record = among.records[among.place] if among else None
        if record is None or (here is not None and self._record(here) == record):
            return
        for line in self._today.lines:
            if self._record(line) == record:
                self.query_one("#today-list", LinesView).renew(to=ref_of(line))
                return

    @staticmethod
    def _record(line: TodayLine) -> tuple[str, int] | None:
        """Return the kind and the id of what a line is about."""
        if line.opportunity_id is not None:
            return "opportunity", line.opportunity_id
        return None if line.prospect_id is None else ("prospect", line.prospect_id)

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
        elif line.is_meeting and line.kind is AgendaKind.ACTIVITY:
            from prospect_tui.tui.screens.planning_forms import ask_done  # noqa: PLC0415 - seldom

            ask_done(self, self.context, line.id)
        elif line.kind is AgendaKind.ACTIVITY:
            agenda.finish_activity(self.context.workspace, line.id)
            self._written(line, _("Done: {what}").format(what=self._said(line)))
        elif line.kind is AgendaKind.OPPORTUNITY:
            self.finish_next(line.id)
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

    def action_oppose(self) -> None:
        """Record that whoever the line is about objects to canvassing."""
        line = self._line()
        if line is not None and line.opportunity_id is None and line.prospect_id is not None:
            opposing.ask_row(self, line.prospect_id)
        elif line is None:
            self._tell_nothing()
        else:
            super().action_oppose()

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
        try:
            agenda.reschedule(self.context.workspace, line, when)
        except Refused:
            self._read()
            raise
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
