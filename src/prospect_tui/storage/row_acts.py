"""What is done to whole rows, however many: a few statements each, in the caller's transaction."""

import json
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.vocabulary import PlanKind
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3

AMONG = "id IN (SELECT value FROM json_each(?))"
_NOTHING_PLANNED = (
    "next_kind = '', next_subject = '', next_day = NULL, next_half = '', next_at = NULL,"
    " next_zone = ''"
)
NO_ACTION = (
    "next_kind = '', next_type = '', next_label = '', next_day = NULL, next_at = NULL,"
    " next_zone = ''"
)
PLANNED = "outcome = '' AND next_day IS NOT NULL"
_COPIED = ", ".join(("file_id", "extra", "name_key", "sort_key", *IMPORTABLE_KEYS))


def listed(ids: Iterable[int]) -> str:
    """Return ids as one parameter, of which SQL makes a list."""
    return json.dumps([*ids])


def close(connection: sqlite3.Connection, ids: Iterable[int], score: str, at: datetime) -> None:
    """Leave nothing planned for the rows of people who object, out of the queue for good."""
    wanted, stamp = listed(ids), moment_text(at)
    connection.execute(
        "UPDATE prospect SET opposed = 1, score = ?,"
        " state = CASE state WHEN 'converted' THEN state ELSE 'struck' END,"
        f" {_NOTHING_PLANNED}, updated_at = ? WHERE {AMONG}",
        (score, stamp, wanted),
    )
    connection.execute(
        "UPDATE activity SET cancelled_at = ? WHERE done_at IS NULL AND cancelled_at IS NULL"
        " AND prospect_id IN (SELECT value FROM json_each(?))",
        (stamp, wanted),
    )
    connection.execute(
        f"UPDATE opportunity SET {NO_ACTION}, updated_at = ? WHERE {PLANNED} AND id IN"
        " (SELECT opportunity_id FROM prospect"
        f" WHERE opportunity_id IS NOT NULL AND {AMONG})",
        (stamp, wanted),
    )


def addresses(connection: sqlite3.Connection, row_id: int) -> tuple[str, str]:
    """Return the two mail cells of a row."""
    row = connection.execute(
        "SELECT email, generic_email FROM prospect WHERE id = ?", (row_id,)
    ).fetchone()
    return row[0], row[1]


def with_history(connection: sqlite3.Connection, ids: Iterable[int]) -> int | None:
    """Return one of the rows that was called or converted, or None."""
    row = connection.execute(
        f"SELECT id FROM prospect WHERE {AMONG} AND (state = 'converted'"
        " OR EXISTS (SELECT 1 FROM call WHERE call.prospect_id = prospect.id)) LIMIT 1",
        (listed(ids),),
    ).fetchone()
    return row[0] if row else None


def missing(connection: sqlite3.Connection, ids: Iterable[int]) -> int | None:
    """Return one of the rows that does not exist any more, or None."""
    row = connection.execute(
        "SELECT value FROM json_each(?) AS wanted"
        " WHERE NOT EXISTS (SELECT 1 FROM prospect WHERE id = wanted.value) LIMIT 1",
        (listed(ids),),
    ).fetchone()
    return row[0] if row else None


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> int:
    """Delete rows with all that hangs on them; return how many there were."""
    done = connection.execute(f"DELETE FROM prospect WHERE {AMONG}", (listed(ids),))
    return done.rowcount


def copy(connection: sqlite3.Connection, row_id: int, position: float, at: datetime) -> int:
    """Copy the cells of a row to a new one at `position`; return its id.

    Nothing of what calls have made of a row goes with it; what is derived is for the caller.
    """
    stamp = moment_text(at)
    done = connection.execute(
        f"INSERT INTO prospect (position, created_at, updated_at, {_COPIED})"
        f" SELECT ?, ?, ?, {_COPIED} FROM prospect WHERE id = ?",
        (position, stamp, stamp, row_id),
    )
    assert done.lastrowid is not None
    return done.lastrowid


def copy_bad_marks(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Mark the numbers of copies that are bad in their originals: (original, copy) ids."""
    connection.execute(
        "UPDATE phone_line SET bad_since = known.bad_since FROM ("
        "SELECT pair.value ->> 1 AS copy, e164, bad_since FROM json_each(?) AS pair"
        " JOIN phone_line ON prospect_id = pair.value ->> 0 WHERE bad_since IS NOT NULL) AS known"
        " WHERE prospect_id = known.copy AND phone_line.e164 = known.e164",
        (json.dumps([*pairs]),),
    )


def plan(
    connection: sqlite3.Connection,
    ids: Iterable[int],
    when: When,
    subject: str,
    zone: ZoneInfo,
    at: datetime,
) -> int:
    """Give the active ones of these rows a promised call, or another day to the one they have.

    An empty `subject` keeps theirs. Returns how many rows have it now.
    """
    done = connection.execute(
        "UPDATE prospect SET next_kind = coalesce(nullif(next_kind, ''), ?1),"
        " next_subject = coalesce(nullif(?2, ''), next_subject), next_day = ?3, next_half = ?4,"
        " next_at = ?5, next_zone = ?6, updated_at = ?7"
        f" WHERE {AMONG.replace('?', '?8')} AND state = 'active'",
        (
            PlanKind.PROMISED.value,
            subject,
            when.day.isoformat(),
            when.half.value if when.half else "",
            moment_text(when.moment(zone)),
            str(zone),
            moment_text(at),
            listed(ids),
        ),
    )
    return done.rowcount
