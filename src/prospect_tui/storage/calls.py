"""Reading the call log and the drafts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.consequence import CallFacts
from prospect_tui.domain.earlier_calls import EarlierCall, with_earlier_calls
from prospect_tui.domain.vocabulary import Nature, PlanKind
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import NO_LIMIT, known_moment, moment_text, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.prospects import ProspectRecord


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One line of the call log."""

    id: int
    uid: str
    at: datetime
    result: str
    note: str
    number: str
    reason: str
    competitor: str
    message_left: bool
    counted: bool
    next_when: When | None
    prospect_id: int | None
    opportunity_id: int | None
    attempts_after: int
    score_after: str
    next_kind: PlanKind | None
    next_subject: str
    override_reason: str
    """Why it was made although the rules forbade it."""
    score_before: str


_COLUMNS = (
    "id, uid, at, result, note, number, reason, competitor, message_left, counted,"
    " next_day, next_at, next_half, prospect_id, opportunity_id, attempts_after, score_after,"
    " next_kind, next_subject, override_reason, score_before"
)


def of_prospect(
    connection: sqlite3.Connection, row_id: int, zone: ZoneInfo, most: int | None = None
) -> list[CallRecord]:
    """Return the calls made to a row, newest first, `most` of them at most."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM call WHERE prospect_id = ? ORDER BY at DESC, id DESC LIMIT ?",
        (row_id, NO_LIMIT if most is None else most),
    )
    return [_record(row, zone) for row in rows]


def of_opportunity(
    connection: sqlite3.Connection, opportunity_id: int, zone: ZoneInfo, most: int | None = None
) -> list[CallRecord]:
    """Return the calls of an opportunity and of its rows, newest first, `most` at most."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM call WHERE opportunity_id = ?1 OR prospect_id IN"
        " (SELECT id FROM prospect WHERE opportunity_id = ?1) ORDER BY at DESC, id DESC LIMIT ?2",
        (opportunity_id, NO_LIMIT if most is None else most),
    )
    return [_record(row, zone) for row in rows]


def with_uid(connection: sqlite3.Connection, uid: str, zone: ZoneInfo) -> CallRecord | None:
    """Return the call that a screen has already logged under `uid`."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM call WHERE uid = ?", (uid,)).fetchone()
    return _record(row, zone) if row else None


def numbered(connection: sqlite3.Connection, call_id: int, zone: ZoneInfo) -> CallRecord | None:
    """Return a call by its number."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM call WHERE id = ?", (call_id,)).fetchone()
    return _record(row, zone) if row else None


def _record(row: tuple[object, ...], zone: ZoneInfo) -> CallRecord:
    at = known_moment(str(row[2]))
    day, hour, half = row[10], row[11], row[12]
    return CallRecord(
        id=int(str(row[0])),
        uid=str(row[1]),
        at=at,
        result=str(row[3]),
        note=str(row[4]),
        number=str(row[5]),
        reason=str(row[6]),
        competitor=str(row[7]),
        message_left=bool(row[8]),
        counted=bool(row[9]),
        next_when=when_of(str(day) if day else None, str(hour) if hour else None, str(half), zone),
        prospect_id=None if row[13] is None else int(str(row[13])),
        opportunity_id=None if row[14] is None else int(str(row[14])),
        attempts_after=int(str(row[15])),
        score_after=str(row[16]),
        next_kind=PlanKind(str(row[17])) if row[17] else None,
        next_subject=str(row[18]),
        override_reason=str(row[19]),
        score_before=str(row[20]),
    )


def facts(
    connection: sqlite3.Connection,
    record: ProspectRecord,
    now: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
) -> CallFacts:
    """Return what a result depends on, for one row at `now`."""
    known = CallFacts(
        state=record.state,
        score=record.score,
        attempts=record.attempts,
        planned_kind=record.next_kind,
        numbers=record.numbers,
        has_open_opportunity=_has_open_opportunity(connection, record.opportunity_id),
        nature=Nature.of(record.values.get("nature", "")),
    )
    earlier = _earlier_calls(connection, record.id, zone)
    return with_earlier_calls(known, earlier, now.astimezone(zone), calendar)


def _earlier_calls(
    connection: sqlite3.Connection, row_id: int, zone: ZoneInfo
) -> list[EarlierCall]:
    rows = connection.execute(
        "SELECT at, result, counted FROM call WHERE prospect_id = ?", (row_id,)
    )
    calls = []
    for at, result, counted in rows:
        calls.append(EarlierCall(known_moment(at).astimezone(zone), result, bool(counted)))
    return calls


def _has_open_opportunity(connection: sqlite3.Connection, opportunity_id: int | None) -> bool:
    if opportunity_id is None:
        return False
    row = connection.execute(
        "SELECT outcome FROM opportunity WHERE id = ?", (opportunity_id,)
    ).fetchone()
    return row is not None and row[0] == ""


def draft(connection: sqlite3.Connection, row_id: int) -> str:
    """Return the note being typed for a row, or ""."""
    row = connection.execute(
        "SELECT body FROM call_draft WHERE prospect_id = ?", (row_id,)
    ).fetchone()
    return str(row[0]) if row else ""


def save_draft(connection: sqlite3.Connection, row_id: int, body: str, at: datetime) -> None:
    """Keep the note being typed for a row, in the caller's transaction; "" forgets it."""
    if body:
        connection.execute(
            "INSERT INTO call_draft (prospect_id, body, updated_at) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (prospect_id) DO UPDATE SET body = ?2, updated_at = ?3",
            (row_id, body, moment_text(at)),
        )
    else:
        connection.execute("DELETE FROM call_draft WHERE prospect_id = ?", (row_id,))


def results_between(
    connection: sqlite3.Connection, start: datetime, end: datetime
) -> dict[str, int]:
    """Return how many calls ended with each result from `start` (included) to `end`."""
    rows = connection.execute(
        "SELECT result, count(*) FROM call WHERE at >= ? AND at < ? GROUP BY result",
        (moment_text(start), moment_text(end)),
    )
    return dict(rows.fetchall())


def day_bounds(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of the user's day and of the next one."""
    start = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, (start + timedelta(days=1)).replace(hour=0)


def figures_between(
    connection: sqlite3.Connection, start: datetime, end: datetime
) -> tuple[int, int, int]:
    """Return the calls from `start` (included) to `end`, those with the decider, the meetings won.

    From the flags of each call: a meeting is the positive and final one.
    """
    calls, deciders, meetings = connection.execute(
        "SELECT count(*), coalesce(sum(decision_maker), 0), coalesce(sum(positive AND final), 0)"
        " FROM call WHERE at >= ? AND at < ?",
        (moment_text(start), moment_text(end)),
    ).fetchone()
    return calls, deciders, meetings
