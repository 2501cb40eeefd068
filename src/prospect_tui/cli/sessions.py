"""Sessions of calls from the command line: the twin of the first line of the calls screen."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import TEXT, Json, Limit, command, noun, opened, option, whole_number
from prospect_tui.cli.output import Field, say, say_json, say_listing, tell
from prospect_tui.domain.sessions import parse_goal
from prospect_tui.i18n import N_, _
from prospect_tui.services import sessions
from prospect_tui.services.sessions import CallSession, SessionSummary
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import sessions as words
from prospect_tui.wording.times import moment

app = noun()
_session = noun(name="session", help=N_("A stretch of calls with its goal, pauses and report."))
app.add_typer(_session)
RECENT = 20

GoalText = Annotated[
    str,
    option("--goal", metavar=TEXT, help=N_("What you aim at: “40 calls or 3 appointments”.")),
]
AllWork = Annotated[
    bool,
    option("--all-work", help=N_("Count as work the time since the last call.")),
]
Number = Annotated[
    int | None,
    typer.Argument(
        parser=whole_number, metavar=N_("NUMBER"), help=N_("Its number; else the newest one.")
    ),
]


@command(_session, "start", N_("Begin a session."))
def _start(context: typer.Context, goal: GoalText = "", as_json: Json = False) -> int:
    with opened(context) as workspace:
        return _live(workspace, sessions.start(workspace, parse_goal(goal)), as_json=as_json)


@command(_session, "pause", N_("Stand still: the time until you go on is not counted."))
def _pause(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        return _live(workspace, sessions.pause(workspace), as_json=as_json)


@command(_session, "resume", N_("Go on after a pause, or with a session that was left open."))
def _resume(context: typer.Context, all_work: AllWork = False, as_json: Json = False) -> int:
    with opened(context) as workspace:
        go_on = sessions.keep if all_work else sessions.resume
        return _live(workspace, go_on(workspace), as_json=as_json)


@command(_session, "goal", N_("Give the session another goal."))
def _goal(
    context: typer.Context,
    goal: Annotated[str, typer.Argument(metavar=TEXT, help=N_("“40 calls or 3 appointments”."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        return _live(workspace, sessions.set_goal(workspace, parse_goal(goal)), as_json=as_json)


@command(_session, "stop", N_("End the session and print its report."))
def _stop(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        return _report(workspace, sessions.stop(workspace), as_json=as_json)


@command(_session, "summary", N_("Print the report of a session, as a plain text to paste."))
def _summary(context: typer.Context, session: Number = None, as_json: Json = False) -> int:
    with opened(context) as workspace:
        return _report(workspace, sessions.summary(workspace, session), as_json=as_json)


@command(_session, "list", N_("List the sessions, newest first."))
def _list(context: typer.Context, limit: Limit = RECENT, as_json: Json = False) -> int:
    with opened(context) as workspace:
        zone = workspace.zone
        shown: list[Field[CallSession]] = [
            Field("id", lambda s: s.id, _("No.")),
            Field("started_at", lambda s: s.times.started_at, _("Begun"),
                  lambda s: moment(s.times.started_at, zone)),
            Field("ended_at", lambda s: s.times.ended_at, _("Ended"), lambda s: _end(s, zone)),
            Field("worked_seconds", lambda s: s.worked_seconds, _("At work"),
                  lambda s: words.length_text(s.worked_seconds)),
            Field("paused_seconds", lambda s: s.paused_seconds),
            Field("goal_calls", lambda s: s.goal.calls),
            Field("goal_meetings", lambda s: s.goal.meetings),
            Field("calls", lambda s: s.figures.calls, _("Calls")),
            Field("deciders", lambda s: s.figures.deciders, _("Deciders")),
            Field("meetings", lambda s: s.figures.meetings, _("Appointments")),
            Field("goal", lambda s: s.is_goal_reached, _("Goal"), _aim),
        ]  # fmt: skip
        found = sessions.listed(workspace, limit)
        return say_listing(found, shown, zone, as_json=as_json)


def _end(session: CallSession, zone: ZoneInfo) -> str:
    if session.times.is_paused:
        return _("paused")
    return moment(session.times.ended_at, zone) or _("going on")


def _aim(session: CallSession) -> str:
    goal = words.goal_text(session.goal)
    return f"{goal} ✔" if session.is_goal_reached else goal


def _live(workspace: Workspace, session: CallSession, *, as_json: bool) -> int:
    if as_json:
        say_json(session, workspace.zone)
    else:
        say(words.live_line(session))
    if session.forgotten_since is not None:
        tell(words.forgotten_text(session, workspace.zone))
    return Exit.DONE


def _report(workspace: Workspace, summary: SessionSummary, *, as_json: bool) -> int:
    if as_json:
        say_json(summary, workspace.zone)
    else:
        say(*words.report(summary, workspace.zone))
    return Exit.DONE
