"""What the caller does besides calling: skip, date, strike out, look elsewhere."""

from dataclasses import replace

from textual.message import Message

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.i18n import _
from prospect_tui.services import grid
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.screens import calls_lines
from prospect_tui.tui.screens.calls_dial import CallsDial
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.wording.queue import why_lines
from prospect_tui.wording.times import moment as moment_text
from prospect_tui.wording.times import planned


class CallsCommands(CallsDial):
    """The actions of the key table; results are in the subclass."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing in hand."""
        super().__init__(context)
        self._shown_at = 0.0
        self._own_ring: frozenset[int] = frozenset()

    # from row to row

    def action_skip(self) -> None:
        """Leave the row for later; with none left, take up those that were left."""
        if self.note.save_now():
            self.desk.skip()
            self.show_row()

    def action_previous(self) -> None:
        """Go back to the row seen before."""
        if self.note.save_now():
            if not self.desk.previous():
                self.tell(_("This is the first row you saw."))
            self.show_row()

    def action_next(self) -> None:
        """Go to the next row without leaving this one out."""
        if self.note.save_now():
            if not self.desk.following():
                self.tell(_("There is no other row to call."))
            self.show_row()

    def action_interest(self) -> None:
        """Note what the person did of itself: a download, a webinar."""
        from prospect_tui.services.scoring import Owner  # noqa: PLC0415 - first one
        from prospect_tui.tui.screens.interest import note_interest  # noqa: PLC0415 - first one

        note_interest(self, Owner(row=self.card.prospect.id), calls_lines.name_of(self.card))

    def action_why(self) -> None:
        """Tell why the row in hand is called now, or why it would not be."""
        workspace = self.context.workspace
        why = self.desk.why()
        lines = why_lines(why, workspace.clock.today(), workspace.settings.max_attempts)
        title = _("Why {name}?").format(name=calls_lines.name_of(self.card))
        self.app.push_screen(Report(title, "\n".join(map(clean, lines))))

    def action_script(self) -> None:
        """Open the script, filled in for the row in hand."""
        from prospect_tui.tui.screens.script import ScriptScreen  # noqa: PLC0415 - first script

        if self.note.save_now():
            self.app.push_screen(ScriptScreen(self.context, self.card.prospect.id))

    def action_checked(self) -> None:
        """Note that the name and the function were checked today."""
        from prospect_tui.services import scripts  # noqa: PLC0415 - first check

        row_id = self.card.prospect.id
        scripts.confirm_person(self.context.workspace, row_id)
        self.show_saved(_("saved: name and function checked today"))
        self.ring(row_id)
        self.desk.reload()
        self.show_row()

    def action_sheet(self) -> None:
        """Open the sheet of the row, or of the opportunity that it became."""
        record = self.card.prospect
        if record.opportunity_id is None:
            self.open_sheet("prospect", record.id)
        else:
            self.open_sheet("opportunity", record.opportunity_id)

    def action_clock(self) -> None:
        """Make it another moment, in a rehearsal."""
        practice = self.context.practice
        if practice is not None:
            title = _("What time is it?")
            self.ask(when_prompt(self.context, title), self._move_clock)

    def _move_clock(self, when: When) -> None:
        workspace, practice = self.context.workspace, self.context.practice
        assert practice is not None
        hour = when.hour or workspace.calendar.morning[0]
        moment = replace(when, hour=hour).moment(workspace.zone)
        assert moment is not None
        practice.move_clock(moment)
        self.tell(_("It is now {when}.").format(when=moment_text(moment, workspace.zone)))
        self.context.changed.ring()

    def action_results(self) -> None:
        """Go and change the call results."""
        self.go("results")

    # writing

    def action_date(self) -> None:
        """Give the row another date without a call, and go on."""
        title = _("Call {name} when?").format(name=calls_lines.name_of(self.card))
        self.ask(when_prompt(self.context, title), self._set_date)

    def _set_date(self, when: When) -> None:
        workspace = self.context.workspace
        grid.set_next_date(workspace, self.card.prospect.id, when)
        text = _("saved: {name}, call on {date}")
        date = planned(when, workspace.clock.today())
        self.done(text.format(name=calls_lines.name_of(self.card), date=date))

    def action_strike(self) -> None:
        """Strike the row out and go on, or bring it back."""
        workspace, record = self.context.workspace, self.card.prospect
        name = calls_lines.name_of(self.card)
        if record.state is RowState.ACTIVE:
            grid.strike(workspace, [record.id])
            self.done(_("saved: {name} is struck out").format(name=name))
        elif grid.restore(workspace, [record.id]):
            self.desk.acted()
            self.show_saved(_("saved: {name} is brought back").format(name=name))
            self.ring(record.id)
            self.desk.reload()
            self.show_row()
        else:
            self.tell(_("This row cannot be brought back from here."))

    def done(self, line: str, note: str = "") -> None:
        """Say what was written about the row in hand, with `note`, and go on to the next one."""
        self.desk.acted(note)
        self.show_saved(line)
        self.ring(self.card.prospect.id)
        if self.note.save_now():
            self.desk.advance()
        self.show_row()

    def ring(self, row_id: int, opportunity_id: int | None = None) -> None:
        """Tell the other places; this one knows."""
        self._own_ring = frozenset({row_id})
        opportunities = () if opportunity_id is None else (opportunity_id,)
        self.context.changed.ring(prospects=self._own_ring, opportunities=opportunities)

    def show_row(self) -> None:
        """Draw the row in hand; keys struck before this moment were meant for another."""
        self.show_desk()
        self._shown_at = Message().time
