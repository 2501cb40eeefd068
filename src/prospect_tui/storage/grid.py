"""The grid's reading: the vector of row ids of a view, and a window of rows by primary key."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import Column, own_id
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.storage import vectors
from prospect_tui.storage.column_sql import AGE
from prospect_tui.storage.connection import moment_of, moment_text, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.sorted_rows import rows_in_order

LONGEST_ROW = 200_000
"""Bytes of a row that is read at a glance as it is."""
_SIZE = "octet_length" if sqlite3.sqlite_version_info >= (3, 43) else "length"
"""The size of a cell; the first is known without reading it, but a newer function."""
_SHOWN = 1_000
"""Letters read of a cell of a longer one."""
_CELL_CUT = f"substr({{}}, 1, {_SHOWN})"
_EXTRA_CUT = (
    f"(SELECT json_group_object(key, substr(value, 1, {_SHOWN})) FROM json_each(nullif(extra, '')))"
)


class GridRecord(NamedTuple):
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
    age: int
    """Days since the last call, or since the row came when there was none."""
    values: tuple[str, ...]
    """The stored text of each column asked for; "" for computed ones."""


def row_ids(
    connection: sqlite3.Connection,
    file_id: int,
    view: View,
    columns: Mapping[str, Column],
    days: Days,
) -> "array[int]":
    """Return the ids of a view's rows, in its order.

    Words that no row has from their beginning are sought in the middle of others. Raises
    `InvalidDate` and `InvalidValue` for what the view cannot ask of a column, and for an expression
    that takes too long.
    """
    hits = vectors.rows_with(connection, view.words)
    if hits is None:
        return rows_in_order(connection, file_id, view, columns, days)

    def narrowed(hits: "array[int]") -> "array[int]":
        if len(hits) <= vectors.FEW:
            return vectors.few_in_order(connection, file_id, view, columns, days, hits)
        in_order = rows_in_order(connection, file_id, view, columns, days)
        return vectors.Places(in_order).narrowed(hits)

    return narrowed(hits) or narrowed(vectors.rows_with_anywhere(connection, view.words))


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


def glanced(
    connection: sqlite3.Connection,
    ids: Iterable[int],
    columns: Sequence[Column],
    zone: ZoneInfo,
) -> dict[int, GridRecord]:
    """Return what `records` does, to be shown only: of rows that are huge, the cells are cut.

    Such a row holds megabytes, of which a screen shows some letters.
    """
    wanted = tuple(ids)
    size = " + ".join(f"{_SIZE}({name})" for name in ("extra", *filter(None, _stored(columns))))
    found = _read(connection, wanted, columns, zone, condition=f"{size} <= {LONGEST_ROW}")
    left = tuple(row_id for row_id in wanted if row_id not in found)
    if left:
        found |= _read(connection, left, columns, zone, extra=_EXTRA_CUT, cell=_CELL_CUT)
    return found


def records(
    connection: sqlite3.Connection,
    ids: Iterable[int],
    columns: Sequence[Column],
    zone: ZoneInfo,
) -> dict[int, GridRecord]:
    """Return the rows with these ids (a window: some dozens), by id."""
    return _read(connection, tuple(ids), columns, zone)


def _stored(columns: Sequence[Column]) -> list[str]:
    """Return for each column the one of the table that holds its cells, "" if none does."""
    return [column.key if column.is_editable and not column.is_own else "" for column in columns]


def _read(
    connection: sqlite3.Connection,
    wanted: tuple[int, ...],
    columns: Sequence[Column],
    zone: ZoneInfo,
    *,
    extra: str = "extra",
    cell: str = "{}",
    condition: str = "true",
) -> dict[int, GridRecord]:
    """Return the wanted rows that fulfil a condition; what is read of a cell is given in SQL."""
    cells = [cell.format(name) if name else "''" for name in _stored(columns)]
    own_places = [(place, str(own_id(c.key))) for place, c in enumerate(columns) if c.is_own]
    sql = (
        "SELECT id, state, result, score, attempts, next_kind, next_day, next_at, next_half,"
        f" last_call_at, opportunity_id, {AGE}, {', '.join((extra, *cells))}"
        f" FROM prospect WHERE id IN ({', '.join('?' * len(wanted))}) AND {condition}"
    )
    found = {}
    for row in connection.execute(sql, wanted):
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
            age=row[11],
            values=_with_own(row[13:], row[12], own_places),
        )
    return found


def _with_own(
    cells: tuple[str, ...], extra: str, places: Sequence[tuple[int, str]]
) -> tuple[str, ...]:
    """Return cells with the file's own values at their places, each given with its column's id."""
    if not (extra and places):
        return cells
    own, filled = json.loads(extra), list(cells)
    for place, column_id in places:
        filled[place] = str(own.get(column_id, ""))
    return tuple(filled)
