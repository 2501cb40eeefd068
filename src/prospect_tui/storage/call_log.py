"""Reading a row's call log as the rules take it, to work it out again; undoing what calls wrote."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from prospect_tui.domain.consequence import NextCall
from prospect_tui.domain.replay import LoggedCall
from prospect_tui.domain.results import CallFlags, ResultRule
from prospect_tui.domain.vocabulary import PlanKind
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import known_moment, moment_text, when_of
from prospect_tui.storage.driver import sqlite3

_COLUMNS = (
    "id, at, result, valid_number, answered, decision_maker, argued, positive, final, counted,"
    " attempts_after, score_before, score_after, planned_kind, next_kind, next_day, next_at,"
    " next_half, next_subject, number, reason, competitor, message_left, opportunity_id"
)


def logged(
    connection: sqlite3.Connection, row_id: int, zone: ZoneInfo, results: Mapping[str, ResultRule]
) -> list[LoggedCall]:
    """Return the calls made to a row, oldest first; `results` holds the retired ones too."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM call WHERE prospect_id = ? ORDER BY at, id", (row_id,)
    ).fetchall()
    return [_logged(row, zone, results[row[2]]) for row in rows]


def _logged(row: tuple[object, ...], zone: ZoneInfo, rule: ResultRule) -> LoggedCall:
    (call_id, at, _, *flags, counted, attempts, before, after, planned, kind, day, hour, half,
     subject, number, reason, competitor, message_left, opportunity_id) = row  # fmt: skip
    moment = known_moment(str(at))
    when = when_of(str(day) if day else None, str(hour) if hour else None, str(half), zone)
    next_kind = PlanKind(str(kind)) if kind else None
    return LoggedCall(
        id=int(str(call_id)),
        local=moment.astimezone(zone),
        rule=rule,
        flags=CallFlags(*map(bool, flags)),
        counted=bool(counted),
        attempts_after=int(str(attempts)),
        score_before=str(before),
        score_after=str(after),
        planned_kind=PlanKind(str(planned)) if planned else None,
        next_call=NextCall.of(next_kind, when, str(subject)),
        number=str(number),
        reason=str(reason),
        competitor=str(competitor),
        message_left=bool(message_left),
        about_opportunity=opportunity_id is not None,
    )


def spoke_to_decider(connection: sqlite3.Connection, call_id: int) -> bool:
    """Say whether the decision-maker spoke in a call that is there."""
    sql = "SELECT decision_maker FROM call WHERE id = ?"
    return bool(connection.execute(sql, (call_id,)).fetchone()[0])


def delete(connection: sqlite3.Connection, call_id: int) -> None:
    """Take a call out of the log."""
    connection.execute("DELETE FROM call WHERE id = ?", (call_id,))


CORRECTED = "correct_call"
"""The action that corrects a call, which the parameter `call` of its bundle names."""


def made_by(connection: sqlite3.Connection, call_id: int, table: str) -> list[int]:
    """Return the rows of a table that a call made when it was logged, or corrected since."""
    rows = connection.execute(
        "SELECT made.row_id FROM change AS made WHERE made.table_name = ?1 AND made.before IS NULL"
        " AND made.bundle_id IN (SELECT bundle_id FROM change WHERE table_name = 'call'"
        " AND row_id = ?2 AND before IS NULL"
        " UNION SELECT c.bundle_id FROM change AS c JOIN bundle AS b ON b.id = c.bundle_id"
        " WHERE c.table_name = 'call' AND c.row_id = ?2 AND b.code = ?3 AND b.undone_at IS NULL"
        " AND json_extract(b.params, '$.call') = ?2)",
        (table, call_id, CORRECTED),
    )
    return [row_id for (row_id,) in rows.fetchall()]


def cancel_activities(
    connection: sqlite3.Connection, activity_ids: list[int], now: datetime
) -> None:
    """Cancel those of these activities that are still to be done."""
    connection.executemany(
        "UPDATE activity SET cancelled_at = ? WHERE id = ? AND done_at IS NULL"
        " AND cancelled_at IS NULL",
        [(moment_text(now), activity_id) for activity_id in activity_ids],
    )


def write_note(connection: sqlite3.Connection, call_id: int, note: str) -> None:
    """Replace the note of a call."""
    connection.execute("UPDATE call SET note = ? WHERE id = ?", (note, call_id))


def link(connection: sqlite3.Connection, call_id: int, opportunity_id: int) -> None:
    """Note which opportunity came of a call."""
    connection.execute("UPDATE call SET opportunity_id = ? WHERE id = ?", (opportunity_id, call_id))


def mark_number(
    connection: sqlite3.Connection, row_id: int, e164: str, bad_since: datetime | None
) -> None:
    """Note since when a number of a row is wrong, or that it is not."""
    connection.execute(
        "UPDATE phone_line SET bad_since = ? WHERE prospect_id = ? AND e164 = ?",
        (moment_text(bad_since) if bad_since else None, row_id, e164),
    )


def next_of_opportunity(
    connection: sqlite3.Connection, opportunity_id: int, zone: ZoneInfo
) -> When | None:
    """Return when the next action of an open opportunity is; None without one, or once closed."""
    row = connection.execute(
        "SELECT next_day, next_at FROM opportunity WHERE id = ? AND outcome = ''",
        (opportunity_id,),
    ).fetchone()
    return when_of(row[0], row[1], "", zone) if row else None
