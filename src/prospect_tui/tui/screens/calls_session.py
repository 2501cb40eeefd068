"""The session of calls on the calls screen: begun, paused, ended, its first line kept live.

Nobody is made to begin one: without a session the line tells how the day goes.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.sessions import parse_goal
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.key_names import key_name
from prospect_tui.services import sessions
from prospect_tui.services.sessions import CallSession, SessionSummary
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.screens.calls_view import CallsView
from prospect_tui.tui.text import plain, width
from prospect_tui.wording import sessions as words

Act = Callable[[], object]


class CallsSession(CallsView):
    """The time clock of the caller."""

    def __init__(self, context: AppContext) -> None:
        """Begin without looking at any session."""
        super().__init__(context)
        self._call_timer: Timer | None = None
        self._asked_since: datetime | None = None
        """The last call of a forgotten session about which one was asked: once is enough."""

    def figures_text(self, room: int) -> str:
        """Return how the session goes, or the day; before it how long the call has lasted."""
        session = sessions.current(self.context.workspace)
        lines: tuple[str, ...] = (super().figures_text(room),)
        if session is not None:
            lines = (words.live_line(session), words.short_line(session))
        dialled_at = self.desk.dialled_at
        if dialled_at is not None:
            lasted = (self.context.workspace.clock.now() - dialled_at).total_seconds()
            lines = tuple(f"☎ {formats.duration(lasted)} · {line}" for line in lines)
        return next((line for line in lines if width(line) <= room), lines[-1])

    def show_desk(self) -> None:
        """Draw what lies on the desk; the length of a call ticks while there is one."""
        super().show_desk()
        self._keep_time()

    def begin_call(self) -> None:
        """Begin to count the length of the call in hand; a pause is over."""
        workspace = self.context.workspace
        session = sessions.current(workspace)
        if session is not None and session.times.is_paused and not workspace.read_only:
            sessions.resume(workspace)
        try:
            self.desk.dialled()
        except ProspectError as error:  # the call goes on; only a stop of the program forgets it
            self.fail(error)
        self.show_desk()

    def _keep_time(self) -> None:
        is_calling = self.desk.dialled_at is not None
        if is_calling and self._call_timer is None:
            self._call_timer = self.set_interval(1.0, self.show_figures)
        elif not is_calling and self._call_timer is not None:
            self._call_timer.stop()
            self._call_timer = None

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Ask what becomes of a session that was left open."""
        self.call_later(self.ask_if_forgotten)

    def watch_session(self) -> None:
        """As `on_screen_resume`, now and then, unless something is being typed."""
        if not isinstance(self.focused, Input):
            self.ask_if_forgotten()

    def action_pause(self) -> None:
        """Stand still, or go on."""
        workspace = self.context.workspace
        session = sessions.current(workspace)
        if session is None:
            key = key_name(self.context.keys["calls.session"].keys[0])
            self.tell(_("No session is going on: {key} begins one.").format(key=key))
        elif session.times.is_paused:
            sessions.resume(workspace)
            self.show_status(_("The session goes on."))
            self.show_figures()
        else:
            sessions.pause(workspace)
            key = key_name(self.context.keys["calls.pause"].keys[0])
            text = _("Paused: {key} goes on, and so does the next call.")
            self.show_status(text.format(key=key))
            self.show_figures()

    def action_session(self) -> None:
        """Begin a session, or end the one that goes on."""
        session = sessions.current(self.context.workspace)
        if session is None:
            self._ask_goal(_("Goal of the session, if any"), self._begin_session)
            return
        choices: list[Choice[Act]] = [
            Choice(self._end_session, _("End the session and read its report")),
            Choice(self._report_so_far, _("Read the report so far")),
            Choice(self._change_goal, _("Change the goal")),
        ]
        self.ask(Choose(words.live_line(session), choices), lambda act: act())

    def ask_if_forgotten(self) -> None:
        """Ask what becomes of a session without a call for so long that nobody was at work."""
        session = sessions.current(self.context.workspace)
        if session is None or session.forgotten_since in {None, self._asked_since}:
            return
        if self.app.screen is not self:
            return
        self._asked_since = session.forgotten_since
        workspace = self.context.workspace
        choices: list[Choice[Act]] = [
            Choice(self._end_session, _("It was over then: end it")),
            Choice(
                partial(self._go_on_session, sessions.resume),
                _("Go on: the time since was a pause"),
            ),
            Choice(
                partial(self._go_on_session, sessions.keep), _("Go on: I was at work all the time")
            ),
        ]
        title = words.forgotten_text(session, workspace.zone)
        self.ask(Choose(title, choices), lambda act: act())

    def _ask_goal(self, title: str, then: Callable[[sessions.Goal], object]) -> None:
        def echo(text: str) -> Content:
            return plain(words.goal_text(parse_goal(text)) or _("40 calls or 3 appointments"))

        self.ask(Prompt(title, parse_goal, echo=echo), then)

    def _begin_session(self, goal: sessions.Goal) -> None:
        sessions.start(self.context.workspace, goal)
        self.show_status(_("The session begins."))
        self.show_figures()

    def _change_goal(self) -> None:
        def change(goal: sessions.Goal) -> None:
            sessions.set_goal(self.context.workspace, goal)
            self.show_figures()

        self._ask_goal(_("Goal of the session"), change)

    def _go_on_session(self, act: Callable[..., CallSession]) -> None:
        act(self.context.workspace)
        self.show_figures()

    def _end_session(self) -> None:
        """End the session; its report is on the clipboard, and shown."""
        summary = sessions.stop(self.context.workspace)
        self.show_figures()
        self._show_report(summary)

    def _report_so_far(self) -> None:
        session = sessions.current(self.context.workspace)
        if session is not None:
            self._show_report(sessions.summary(self.context.workspace, session.id))

    def _show_report(self, summary: SessionSummary) -> None:
        text = "\n".join(words.report(summary, self.context.workspace.zone))
        self.app.copy_to_clipboard(text)
        self.show_status(_("Report copied: paste it where you like."))
        self.app.push_screen(Report(_("Report of the session"), text))
