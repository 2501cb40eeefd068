"""Sessions of calls: begun, paused, taken up again, ended, told. A session is forced on nobody.

It is a time clock, not an act on prospects: undo leaves it alone, and takes back the calls that
were logged in it. What was forgotten open ends by itself at its last call.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from prospect_tui.domain import sessions as rules
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.sessions import Goal, SessionTimes
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import journal
from prospect_tui.storage import sessions as store
from prospect_tui.storage.sessions import Appointment, SessionFigures, SessionRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospect_tui.services.workspace import Writing
    from prospect_tui.storage.driver import sqlite3

__all__ = ["Appointment", "CallSession", "Goal", "SessionFigures", "SessionSummary"]


@dataclass(frozen=True, slots=True)
class CallSession:
    """A session as it stands at one moment."""

    id: int
    times: SessionTimes
    goal: Goal
    figures: SessionFigures
    worked_seconds: int
    paused_seconds: int
    forgotten_since: datetime | None
    """When it was really over, if it was left open without a call since."""

    @property
    def is_goal_reached(self) -> bool:
        """Say whether its goal is reached."""
        return self.goal.is_reached(self.figures.calls, self.figures.meetings)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """What a report of a session tells."""

    session: CallSession
    results: dict[str, int]
    """Calls by code of result, the most frequent first."""
    files: dict[str, int]
    """Calls by name of file."""
    meetings: tuple[Appointment, ...]
    promises: tuple[Appointment, ...]


def current(workspace: Workspace) -> CallSession | None:
    """Return the session that goes on, perhaps paused or forgotten."""
    record = store.open_session(workspace.connection)
    return _told(workspace, record) if record else None


def listed(workspace: Workspace, limit: int = 20) -> list[CallSession]:
    """Return the sessions, newest first."""
    return [_told(workspace, record) for record in store.newest(workspace.connection, limit)]


def start(workspace: Workspace, goal: Goal | None = None) -> CallSession:
    """Begin a session; one that was forgotten ends first. Raises `Refused` when one goes on."""
    now = workspace.clock.now()
    with workspace.transaction() as connection:
        record = store.open_session(connection)
        if record is not None and not _end_if_forgotten(connection, record, now):
            raise Refused("session.open")
        number = store.begin(connection, now, goal or Goal(), str(workspace.zone))
    return _told(workspace, store.session(workspace.connection, number))


def pause(workspace: Workspace) -> CallSession:
    """Stand still; raises `NotFound` when no session goes on."""
    return _changed(workspace, lambda record, now, _last: rules.pause(record.times, now))


def resume(workspace: Workspace) -> CallSession:
    """Go on after a pause; a session forgotten open counts the time since as a pause."""

    def go_on(record: SessionRecord, now: datetime, last: datetime | None) -> SessionTimes:
        if rules.forgotten_since(record.times, last, now) is not None:
            return rules.take_up(record.times, last, now)
        return rules.resume(record.times, now)

    return _changed(workspace, go_on)


def keep(workspace: Workspace) -> CallSession:
    """Go on with a session that only looked forgotten: the time since counts as work."""

    def kept(record: SessionRecord, now: datetime, _last: datetime | None) -> SessionTimes:
        return rules.resume(rules.pause(record.times, now), now)

    return _changed(workspace, kept)


def stop(workspace: Workspace) -> SessionSummary:
    """End the session, one forgotten open at its last call, and return what to tell of it."""

    def ended(record: SessionRecord, now: datetime, last: datetime | None) -> SessionTimes:
        return rules.end(record.times, rules.forgotten_since(record.times, last, now) or now)

    return summary(workspace, _changed(workspace, ended).id)


def set_goal(workspace: Workspace, goal: Goal) -> CallSession:
    """Give the session another goal."""
    with workspace.transaction() as connection:
        record = _open(connection)
        store.write_goal(connection, record.id, goal)
    return _told(workspace, store.session(workspace.connection, record.id))


def summary(workspace: Workspace, session_id: int | None = None) -> SessionSummary:
    """Return what to tell of a session, the newest one unless said; raises `NotFound`."""
    connection, zone = workspace.connection, workspace.zone
    if session_id is None:
        newest = store.newest(connection, 1)
        if not newest:
            raise NotFound("session.none")
        session_id = newest[0].id
    record = store.session(connection, session_id)
    return SessionSummary(
        session=_told(workspace, record),
        results=store.results(connection, record.id),
        files=store.calls_by_file(connection, record.id),
        meetings=tuple(store.meetings(connection, record.id, zone)),
        promises=tuple(store.promises(connection, record.id, zone)),
    )


def join(writing: "Writing", dialled_at: datetime | None) -> int | None:
    """Return the session to which a call logged now belongs, None outside of any.

    A paused session goes on from the dialling, a forgotten one ends at its last call: neither is
    part of what undo takes back. The call before learns how long it was until this dialling.
    """
    connection = writing.connection
    record = store.open_session(connection)
    if record is None:
        return None
    at = dialled_at if rules.call_seconds(dialled_at, writing.now) is not None else None
    times = record.times
    journal.pause(connection)
    try:
        if _end_if_forgotten(connection, record, at or writing.now):
            return None
        if times.is_paused:
            times = rules.resume(times, at or writing.now)
            store.write_times(connection, record.id, times)
    finally:
        journal.resume_bundle(connection, writing.bundle_id)
    before = store.last_call(connection, record.id)
    if before is not None:
        seconds = rules.wrap_up_seconds(before[1], times, at)
        if seconds is not None:
            store.write_wrap_up(connection, before[0], seconds)
    return record.id


def _changed(
    workspace: Workspace,
    change: "Callable[[SessionRecord, datetime, datetime | None], SessionTimes]",
) -> CallSession:
    """Write what `change` makes of the session that goes on, given now and its last call."""
    with workspace.transaction() as connection:
        record = _open(connection)
        times = change(record, workspace.clock.now(), _last(connection, record))
        store.write_times(connection, record.id, times)
    return _told(workspace, store.session(workspace.connection, record.id))


def _open(connection: "sqlite3.Connection") -> SessionRecord:
    record = store.open_session(connection)
    if record is None:
        raise NotFound("session.none_open")
    return record


def _end_if_forgotten(
    connection: "sqlite3.Connection", record: SessionRecord, now: datetime
) -> bool:
    since = rules.forgotten_since(record.times, _last(connection, record), now)
    if since is not None:
        store.write_times(connection, record.id, rules.end(record.times, since))
    return since is not None


def _last(connection: "sqlite3.Connection", record: SessionRecord) -> datetime | None:
    found = store.last_call(connection, record.id)
    return found[1] if found else None


def _told(workspace: Workspace, record: SessionRecord) -> CallSession:
    connection, now = workspace.connection, workspace.clock.now()
    return CallSession(
        id=record.id,
        times=record.times,
        goal=record.goal,
        figures=store.figures(connection, record.id),
        worked_seconds=record.times.worked(now),
        paused_seconds=record.times.paused(now),
        forgotten_since=rules.forgotten_since(record.times, _last(connection, record), now),
    )
