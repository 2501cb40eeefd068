"""Sessions of calls: their times, and what was done in each, from the call log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.sessions import Goal, SessionTimes
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import known_moment, moment_of, moment_text, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session, open or ended."""

    id: int
    times: SessionTimes
    goal: Goal
    zone: str


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What was done in a session; numbers of calls, from the flags of each, and seconds."""

    calls: int = 0
    answered: int = 0
    deciders: int = 0
    argued: int = 0
    meetings: int = 0
    timed: int = 0
    """Calls whose length is known."""
    call_seconds: int = 0
    wrapped: int = 0
    """Calls after which the next dialling is known."""
    wrap_up_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a session obtained or promised: a meeting, a call-back."""

    prospect_id: int | None
    company_name: str
    person: str
    when: When | None
    result: str


_COLUMNS = (
    "id, started_at, ended_at, paused_seconds, paused_at, resumed_at, goal_calls, goal_meetings,"
    " zone"
)


def open_session(connection: sqlite3.Connection) -> SessionRecord | None:
    """Return the session that goes on, the newest if there were several."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM call_session WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return _record(row) if row else None


def session(connection: sqlite3.Connection, session_id: int) -> SessionRecord:
    """Return one session; raises `NotFound`."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM call_session WHERE id = ?", (session_id,)
    ).fetchone()
    if row is None:
        raise NotFound("session.unknown", number=str(session_id))
    return _record(row)


def newest(connection: sqlite3.Connection, limit: int) -> list[SessionRecord]:
    """Return the sessions, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM call_session ORDER BY id DESC LIMIT ?", (limit,)
    ).fetchall()
    return [_record(row) for row in rows]


def _record(row: tuple[Any, ...]) -> SessionRecord:
    times = SessionTimes(
        known_moment(row[1]), moment_of(row[2]), row[3], moment_of(row[4]), moment_of(row[5])
    )
    return SessionRecord(row[0], times, Goal(row[6], row[7]), row[8])


def begin(connection: sqlite3.Connection, started_at: datetime, goal: Goal, zone: str) -> int:
    """Write a new session, in the caller's transaction, and return its number."""
    cursor = connection.execute(
        "INSERT INTO call_session (started_at, goal_calls, goal_meetings, zone)"
        " VALUES (?, ?, ?, ?)",
        (moment_text(started_at), goal.calls, goal.meetings, zone),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def write_times(connection: sqlite3.Connection, session_id: int, times: SessionTimes) -> None:
    """Write the times of a session, in the caller's transaction."""
    connection.execute(
        "UPDATE call_session SET ended_at = ?, paused_seconds = ?, paused_at = ?, resumed_at = ?"
        " WHERE id = ?",
        (
            moment_text(times.ended_at),
            times.paused_seconds,
            moment_text(times.paused_at),
            moment_text(times.resumed_at),
            session_id,
        ),
    )


def write_goal(connection: sqlite3.Connection, session_id: int, goal: Goal) -> None:
    """Write the goal of a session, in the caller's transaction."""
    connection.execute(
        "UPDATE call_session SET goal_calls = ?, goal_meetings = ? WHERE id = ?",
        (goal.calls, goal.meetings, session_id),
    )


def last_call(connection: sqlite3.Connection, session_id: int) -> tuple[int, datetime] | None:
    """Return the number and the moment of the last call logged in a session."""
    row = connection.execute(
        "SELECT id, at FROM call WHERE session_id = ? ORDER BY id DESC LIMIT 1", (session_id,)
    ).fetchone()
    if row is None:
        return None
    return row[0], known_moment(row[1])


def write_wrap_up(connection: sqlite3.Connection, call_id: int, seconds: int) -> None:
    """Write how long it took from a result to the next dialling, unless it is known."""
    connection.execute(
        "UPDATE call SET wrap_up_seconds = ? WHERE id = ? AND wrap_up_seconds IS NULL",
        (seconds, call_id),
    )


def figures(connection: sqlite3.Connection, session_id: int) -> SessionFigures:
    """Return what was done in a session; a meeting is a call both positive and final."""
    row = connection.execute(
        "SELECT count(*), coalesce(sum(answered), 0), coalesce(sum(decision_maker), 0),"
        " coalesce(sum(argued), 0), coalesce(sum(positive AND final), 0),"
        " count(duration_seconds), coalesce(sum(duration_seconds), 0),"
        " count(wrap_up_seconds), coalesce(sum(wrap_up_seconds), 0)"
        " FROM call WHERE session_id = ?",
        (session_id,),
    ).fetchone()
    return SessionFigures(*row)


def results(connection: sqlite3.Connection, session_id: int) -> dict[str, int]:
    """Return how many calls of a session ended with each result, the most frequent first."""
    rows = connection.execute(
        "SELECT result, count(*) FROM call WHERE session_id = ? GROUP BY result"
        " ORDER BY count(*) DESC, min(id)",
        (session_id,),
    )
    return dict(rows.fetchall())


def calls_by_file(connection: sqlite3.Connection, session_id: int) -> dict[str, int]:
    """Return how many calls of a session went to each file, the most called first."""
    rows = connection.execute(
        "SELECT f.name, count(*) FROM call c JOIN prospect p ON p.id = c.prospect_id"
        " JOIN prospect_file f ON f.id = p.file_id WHERE c.session_id = ?"
        " GROUP BY f.id ORDER BY count(*) DESC, f.id",
        (session_id,),
    )
    return dict(rows.fetchall())


def meetings(connection: sqlite3.Connection, session_id: int, zone: ZoneInfo) -> list[Appointment]:
    """Return the meetings obtained in a session, with the day each was given."""
    rows = connection.execute(
        f"SELECT {_WHO}, a.day, a.at, '', c.result FROM call c"
        " LEFT JOIN prospect p ON p.id = c.prospect_id"
        " LEFT JOIN activity a ON a.prospect_id = c.prospect_id AND a.code = 'meeting'"
        " AND a.created_at = c.at"
        " WHERE c.session_id = ? AND c.positive AND c.final ORDER BY c.id",
        (session_id,),
    ).fetchall()
    return [_appointment(row, zone) for row in rows]


def promises(connection: sqlite3.Connection, session_id: int, zone: ZoneInfo) -> list[Appointment]:
    """Return the call-backs promised in a session, as each call planned them."""
    rows = connection.execute(
        f"SELECT {_WHO}, c.next_day, c.next_at, c.next_half, c.result FROM call c"
        " LEFT JOIN prospect p ON p.id = c.prospect_id"
        " WHERE c.session_id = ? AND c.next_kind = 'promised' ORDER BY c.next_day, c.next_at, c.id",
        (session_id,),
    ).fetchall()
    return [_appointment(row, zone) for row in rows]


_WHO = f"c.prospect_id, coalesce(p.company_name, ''), coalesce({person_name('p')}, '')"


def _appointment(row: tuple[Any, ...], zone: ZoneInfo) -> Appointment:
    return Appointment(row[0], row[1], row[2], when_of(row[3], row[4], row[5], zone), row[6])
