"""The grid's reading: the vector of row ids of a view, and a window of rows by primary key."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import Column, own_id
from prospect_tui.domain.views import View
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.storage import filter_sql, sort_sql
from prospect_tui.storage.connection import moment_of, moment_text, when_of

CHUNK = 4096


@dataclass(frozen=True, slots=True)
class GridRecord:
    """One row of a file: its cells as stored, and what calls have made of it."""

    id: int
    state: str
    result: str
    score: str
    attempts: int
    next_kind: str
    next_when: When | None
    last_call_at: datetime | None
    opportunity_id: int | None
    values: tuple[str, ...]
    """The stored text of each column asked for; "" for computed ones."""


def row_ids(
    connection: sqlite3.Connection,
    file_id: int,
    view: View,
    columns: Mapping[str, Column],
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    only_fresh: bool = False,
) -> "array[int]":
    """Return the ids of a view's rows, in its order; stops early when cancelled.

    With `only_fresh`, only the rows which were never called and have no planned call.
    """
    where, parameters = filter_sql.where(view, columns)
    if only_fresh:
        where += " AND state = 'active' AND next_day IS NULL AND result = ''"
    sql = (
        f"SELECT prospect.id FROM prospect WHERE file_id = ?{where}"
        f" ORDER BY {sort_sql.order(view.sort, columns)}"
    )
    cursor = connection.execute(sql, (file_id, *parameters))
    ids = array("q")
    while rows := cursor.fetchmany(CHUNK):
        ids.extend(chain.from_iterable(rows))
        if is_cancelled():
            cursor.close()
            break
    return ids


def first_ids(connection: sqlite3.Connection, file_id: int, count: int) -> list[int]:
    """Return the first rows of a file in the order in which it was filled."""
    rows = connection.execute(
        "SELECT id FROM prospect WHERE file_id = ? ORDER BY position, id LIMIT ?", (file_id, count)
    ).fetchall()
    return [row_id for (row_id,) in rows]


def set_state(
    connection: sqlite3.Connection,
    row_ids: Iterable[int],
    before: RowState,
    after: RowState,
    reason: str,
    at: datetime,
) -> int:
    """Bring rows from one state to another, however many; return how many changed.

    Rows of people who object to canvassing never become active again.
    """
    done = connection.execute(
        "UPDATE prospect SET state = ?1, struck_reason = ?2, updated_at = ?3 WHERE state = ?4"
        " AND (?1 <> 'active' OR NOT opposed) AND id IN (SELECT value FROM json_each(?5))",
        (after.value, reason, moment_text(at), before.value, json.dumps(list(row_ids))),
    )
    return done.rowcount


def plan_retry(connection: sqlite3.Connection, row_ids: Iterable[int], day: date) -> None:
    """Give those of these active rows which were called, and have no next call, one on `day`."""
    connection.execute(
        "UPDATE prospect SET next_kind = 'retry', next_day = ?1 WHERE state = 'active'"
        " AND result <> '' AND next_day IS NULL AND id IN (SELECT value FROM json_each(?2))",
        (day.isoformat(), json.dumps(list(row_ids))),
    )


def records(
    connection: sqlite3.Connection,
    ids: Iterable[int],
    columns: Sequence[Column],
    zone: ZoneInfo,
) -> dict[int, GridRecord]:
    """Return the rows with these ids (a window: some dozens), by id."""
    wanted = tuple(ids)
    fixed = [c.key for c in columns if c.is_editable and not c.is_own]
    sql = (
        "SELECT id, state, result, score, attempts, next_kind, next_day, next_at, next_half,"
        f" last_call_at, opportunity_id, extra{''.join(f', {key}' for key in fixed)}"
        f" FROM prospect WHERE id IN ({', '.join('?' * len(wanted))})"
    )
    found = {}
    for row in connection.execute(sql, wanted):
        cells = dict(zip(fixed, row[12:], strict=True))
        own = json.loads(row[11]) if row[11] else {}
        found[row[0]] = GridRecord(
            id=row[0],
            state=row[1],
            result=row[2],
            score=row[3],
            attempts=row[4],
            next_kind=row[5],
            next_when=when_of(row[6], row[7], row[8], zone),
            last_call_at=moment_of(row[9]),
            opportunity_id=row[10],
            values=tuple(_value(column, cells, own) for column in columns),
        )
    return found


def _value(column: Column, cells: Mapping[str, str], own: Mapping[str, str]) -> str:
    if column.is_own:
        return str(own.get(str(own_id(column.key)), ""))
    return cells.get(column.key, "")
