"""Candidates of the call queue, class by class, each found by an index.

SQL brings a superset in the right order; `domain.queue` has the last word on each row.
"""

import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import all_columns
from prospect_tui.domain.compliance import CONSENT_REQUIRED_FROM
from prospect_tui.domain.queue import QueueFacts, QueueRank
from prospect_tui.domain.results import ScoreRule
from prospect_tui.domain.views import View, sort_of
from prospect_tui.domain.vocabulary import PlanKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import when_of
from prospect_tui.storage.filter_sql import prepare
from prospect_tui.storage.grid import row_ids
from prospect_tui.storage.prospects import legal_facts, own_columns

BATCH = 64
NO_PRIORITY = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that might be called next."""

    id: int
    file_id: int
    company_name: str
    person: str
    score: str
    attempts: int
    next_kind: str
    next_when: When | None
    next_subject: str
    facts: QueueFacts


_COLUMNS = (
    "p.id, p.file_id, p.company_name,"
    " trim(p.civility || ' ' || p.first_name || ' ' || p.last_name),"
    " p.score, p.attempts, p.next_kind, p.next_day, p.next_at, p.next_half, p.next_subject,"
    " p.state, p.result, EXISTS (SELECT 1 FROM phone_line l"
    " WHERE l.prospect_id = p.id AND l.bad_since IS NULL)"
)
_MAY_BE_CALLABLE = (
    " AND p.opposed = 0 AND EXISTS (SELECT 1 FROM phone_line l"
    " WHERE l.prospect_id = p.id AND l.bad_since IS NULL)"
)
"""Leaves out what no rule would ever offer, so that a file full of it is not read row by row."""
_MAY_HAVE_CONSENT = (
    " AND (p.nature = 'professional'"
    " OR EXISTS (SELECT 1 FROM consent c WHERE c.prospect_id = p.id))"
)
_FRESH = "p.file_id = ? AND p.state = 'active' AND p.next_day IS NULL AND p.result = ''"
_DUE = {
    QueueRank.PROMISED: "p.next_kind = 'promised'",
    QueueRank.HOT: "p.next_kind <> 'promised' AND p.score IN"
    " (SELECT code FROM prospect_result WHERE priority = 1)",
    QueueRank.WARM: "p.next_kind <> 'promised' AND p.score IN"
    " (SELECT code FROM prospect_result WHERE priority = 2)",
    QueueRank.RETRY: "p.next_kind <> 'promised' AND p.score NOT IN"
    " (SELECT code FROM prospect_result WHERE priority <= 2)",
}


class FreshOrder:
    """The rows never called of sorted files, in order: worked out once, read many times.

    A row called since is still in it, and left out by the rules when it is read; a row added since
    is not in it.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[int, str, str], array[int]] = {}

    def of(
        self, connection: sqlite3.Connection, file_id: int, sort: str, callable_only: str
    ) -> "array[int]":
        """Return the ids of a file in the order of `sort`."""
        key = (file_id, sort, callable_only)
        if key not in self._ids:
            columns = all_columns(own_columns(connection, file_id))
            prepare(connection)
            view = View(sort=tuple(key for key in sort_of(sort) if key.column in columns))
            ids = row_ids(connection, file_id, view, columns, only_fresh=True)
            rows = connection.execute(
                f"SELECT p.id FROM prospect p WHERE {_FRESH}{callable_only}", (file_id,)
            )
            possible = set(chain.from_iterable(rows.fetchall()))
            self._ids[key] = array("q", filter(possible.__contains__, ids))
        return self._ids[key]


def candidates(
    connection: sqlite3.Connection,
    rank: QueueRank,
    files: Sequence[int],
    now: datetime,
    zone: ZoneInfo,
    scores: Mapping[str, ScoreRule],
    order: FreshOrder,
) -> Iterator[Candidate]:
    """Yield the rows that may belong to a class, in its order; no files means all of them."""
    today = now.astimezone(zone).date()
    if rank is QueueRank.FRESH:
        needs_consent = today >= CONSENT_REQUIRED_FROM
        limits = _MAY_BE_CALLABLE + (_MAY_HAVE_CONSENT if needs_consent else "")
        batches = _fresh(connection, files, limits, order)
    else:
        batches = _due(connection, _DUE[rank], files, today.isoformat())
    for rows in batches:
        for row in rows:
            yield _candidate(connection, row, now, zone, scores)


def by_id(
    connection: sqlite3.Connection,
    row_id: int,
    now: datetime,
    zone: ZoneInfo,
    scores: Mapping[str, ScoreRule],
) -> Candidate | None:
    """Return one row as a candidate."""
    rows = _window(connection, [row_id])
    return _candidate(connection, rows[0], now, zone, scores) if rows else None


def _due(
    connection: sqlite3.Connection, condition: str, files: Sequence[int], today: str
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield batches of due rows; each query is read to its end, so that no lock is left behind."""
    scope = _scope(files)
    offset = 0
    while True:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM prospect p WHERE p.state = 'active' AND p.next_day <= ?"
            f" AND p.next_day IS NOT NULL AND p.opposed = 0 AND {condition}{scope}"
            " ORDER BY p.next_day, p.next_at, p.id LIMIT ? OFFSET ?",
            (today, *files, BATCH, offset),
        ).fetchall()
        yield rows
        if len(rows) < BATCH:
            return
        offset += BATCH


def _scope(files: Sequence[int]) -> str:
    """Return the limit to some files; the plus keeps SQLite on the index of due dates."""
    if files:
        return f" AND +p.file_id IN ({', '.join('?' * len(files))})"
    return " AND +p.file_id IN (SELECT id FROM prospect_file WHERE archived_at IS NULL)"


def _fresh(
    connection: sqlite3.Connection, files: Sequence[int], limits: str, order: FreshOrder
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield batches of rows never called, file by file, in the order the user sorted each one."""
    rows = connection.execute(
        "SELECT id, sort FROM prospect_file WHERE archived_at IS NULL ORDER BY id"
    ).fetchall()
    sorts: dict[int, str] = dict(rows)
    for file_id in files or sorts:
        if sort_of(sorts.get(file_id, "")):
            ids = order.of(connection, file_id, sorts[file_id], limits)
            for start in range(0, len(ids), BATCH):
                yield _window(connection, list(ids[start : start + BATCH]))
        else:
            yield from _fresh_by_position(connection, file_id, limits)


def _fresh_by_position(
    connection: sqlite3.Connection, file_id: int, limits: str
) -> Iterator[list[tuple[Any, ...]]]:
    offset = 0
    while True:
        rows = connection.execute(
            f"SELECT p.id FROM prospect p WHERE {_FRESH}{limits}"
            " ORDER BY p.position, p.id LIMIT ? OFFSET ?",
            (file_id, BATCH, offset),
        ).fetchall()
        yield _window(connection, list(chain.from_iterable(rows)))
        if len(rows) < BATCH:
            return
        offset += BATCH


def _window(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return candidate columns for `ids`, in the order of `ids`."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM prospect p WHERE p.id IN ({', '.join('?' * len(ids))})",
        tuple(ids),
    ).fetchall()
    found = {row[0]: row for row in rows}
    return [found[row_id] for row_id in ids if row_id in found]


def _candidate(
    connection: sqlite3.Connection,
    row: tuple[Any, ...],
    now: datetime,
    zone: ZoneInfo,
    scores: Mapping[str, ScoreRule],
) -> Candidate:
    when = when_of(row[7], row[8], row[9], zone)
    score = scores.get(row[4])
    return Candidate(
        id=row[0],
        file_id=row[1],
        company_name=row[2],
        person=row[3],
        score=row[4],
        attempts=row[5],
        next_kind=row[6],
        next_when=when,
        next_subject=row[10],
        facts=QueueFacts(
            state=RowState(row[11]),
            score_priority=score.priority if score else NO_PRIORITY,
            planned_kind=PlanKind(row[6]) if row[6] else None,
            planned=when,
            has_result=bool(row[12]),
            has_good_number=bool(row[13]),
            legal=legal_facts(connection, row[0], now),
        ),
    )
