"""Candidates of the call queue, class by class, each found by an index.

SQL brings a superset in the right order; `domain.queue` has the last word on each row.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import all_columns
from prospect_tui.domain.law_rules import LawId, LawRules
from prospect_tui.domain.queue import QueueFacts, QueueRank
from prospect_tui.domain.results import ScoreRule
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.domain.vocabulary import PlanKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.storage import configuration, filter_sql, sort_sql, vectors
from prospect_tui.storage.connection import when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name
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
    f"prospect.id, prospect.file_id, prospect.company_name, {person_name('prospect')},"
    " prospect.score, prospect.attempts, prospect.next_kind, prospect.next_day,"
    " prospect.next_at, prospect.next_half, prospect.next_subject, prospect.state,"
    " prospect.result, EXISTS (SELECT 1 FROM phone_line l"
    " WHERE l.prospect_id = prospect.id AND l.bad_since IS NULL)"
)
_MAY_BE_CALLABLE = (
    " AND prospect.opposed = 0 AND EXISTS (SELECT 1 FROM phone_line l"
    " WHERE l.prospect_id = prospect.id AND l.bad_since IS NULL)"
)
"""Leaves out what no rule would ever offer, so that a file full of it is not read row by row."""
_MAY_HAVE_CONSENT = (
    " AND (prospect.nature = 'professional'"
    " OR EXISTS (SELECT 1 FROM consent c WHERE c.prospect_id = prospect.id))"
)
_FRESH = (
    "prospect.file_id = ? AND prospect.state = 'active' AND prospect.next_day IS NULL"
    " AND prospect.result = ''"
)
_DUE = {
    QueueRank.PROMISED: "prospect.next_kind = 'promised'",
    QueueRank.HOT: "prospect.next_kind <> 'promised' AND prospect.score IN"
    " (SELECT code FROM prospect_result WHERE priority = 1)",
    QueueRank.WARM: "prospect.next_kind <> 'promised' AND prospect.score IN"
    " (SELECT code FROM prospect_result WHERE priority = 2)",
    QueueRank.RETRY: "prospect.next_kind <> 'promised' AND prospect.score NOT IN"
    " (SELECT code FROM prospect_result WHERE priority <= 2)",
}


@dataclass(frozen=True, slots=True)
class QueueFile:
    """A file whose rows are called."""

    id: int
    view: View
    """Which of its rows, and the order of those that were never called."""
    days: Days
    """By which the days of the view are read."""


class Sought:
    """What was sought once in sorted and filtered files, and is read many times.

    A row called since is still in it, and left out by the rules when it is read, as is one whose
    cells do not fit the conditions any more; a row added since is not in it.
    """

    def __init__(self) -> None:
        self._in_order: dict[tuple[QueueFile, str], array[int]] = {}
        self._walks: dict[tuple[QueueFile, str], _Walk] = {}
        self._with_words: dict[str, array[int] | None] = {}

    def fresh(
        self, connection: sqlite3.Connection, file: QueueFile, callable_only: str
    ) -> Iterator[Sequence[int]]:
        """Yield the rows never called of a file in its order, batch by batch."""
        key = (file, callable_only)
        if file.view.sort or file.view.words:
            if key not in self._in_order:
                hits = self._hits(connection, file.view.words)
                self._in_order[key] = _in_order(connection, file, callable_only, hits)
            ids = self._in_order[key]
            yield from (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
            return
        walk = self._walks.setdefault(key, _Walk()) if file.view.conditions else _Walk()
        yield from walk.batches(connection, file, callable_only)

    def has_words(self, connection: sqlite3.Connection, words: str, row_id: int) -> bool:
        """Say whether the words searched are found in a row."""
        hits = self._hits(connection, words)
        if hits is None:
            return True
        place = bisect_left(hits, row_id)
        return place < len(hits) and hits[place] == row_id

    def _hits(self, connection: sqlite3.Connection, words: str) -> "array[int] | None":
        if words not in self._with_words:
            self._with_words[words] = _hits(connection, words)
        return self._with_words[words]


class _Walk:
    """The way through the rows of a file as it was filled, as far as it was gone.

    It follows the index of the rows never called: SQLite would choose that of all rows.
    """

    def __init__(self) -> None:
        self._found: list[Sequence[int]] = []
        self._last: tuple[float, int] | None = (float("-inf"), 0)
        """Position and id of the last row looked at; None at the end of the file."""

    def batches(
        self, connection: sqlite3.Connection, file: QueueFile, callable_only: str
    ) -> Iterator[Sequence[int]]:
        """Yield what was found before, then go on; each query is read to its end."""
        yield from tuple(self._found)
        where, parameters = _where(connection, file)
        sql = (
            "SELECT prospect.id, prospect.position FROM prospect INDEXED BY ix_prospect_fresh"
            f" WHERE {_FRESH}{callable_only}"
            f"{where} AND (prospect.position, prospect.id) > (?, ?)"
            " ORDER BY prospect.position, prospect.id LIMIT ?"
        )
        while self._last is not None:
            rows = connection.execute(sql, (file.id, *parameters, *self._last, BATCH)).fetchall()
            ids = array("q", (row_id for row_id, _position in rows))
            self._last = (rows[-1][1], rows[-1][0]) if len(rows) == BATCH else None
            self._found.append(ids)
            yield ids


def _in_order(
    connection: sqlite3.Connection, file: QueueFile, limits: str, hits: "array[int] | None"
) -> "array[int]":
    """Return the rows never called of a file in its order, those among the hits if there are any.

    `limits` is SQL, each clause after AND.
    """
    columns = all_columns(own_columns(connection, file.id))
    order = sort_sql.order_by(file.view.sort, columns, configuration.priorities(connection))
    return _ids(connection, file, f"{_FRESH}{limits}", hits, f" ORDER BY {order}")


def _ids(
    connection: sqlite3.Connection,
    file: QueueFile,
    limits: str,
    hits: "array[int] | None",
    order: str = "",
) -> "array[int]":
    where, parameters = _where(connection, file)
    values = [file.id, *parameters]
    is_short = hits is not None and len(hits) <= vectors.FEW
    if hits is not None and is_short:
        where += " AND prospect.id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(hits.tolist()))
    sql = f"SELECT prospect.id FROM prospect WHERE {limits}{where}{order}"
    ids = vectors.read(connection, [(sql, values)])
    if hits is None or is_short:
        return ids
    marks = bytearray(max(max(ids, default=0), hits[-1]) + 1)
    for row_id in hits:
        marks[row_id] = 1
    return array("q", compress(ids, map(marks.__getitem__, ids)))


def _hits(connection: sqlite3.Connection, words: str) -> "array[int] | None":
    """Return the rows in which words are found, rising; None when none are searched."""
    found = vectors.rows_with(connection, words)
    if found is None:
        return None
    return array("q", sorted(found or vectors.rows_with_anywhere(connection, words)))


def _where(connection: sqlite3.Connection, file: QueueFile) -> tuple[str, list[object]]:
    """Return the SQL of the conditions of a file, each clause after AND; not of its words."""
    if not file.view.conditions:
        return "", []
    conditions = View(conditions=file.view.conditions)
    return filter_sql.where(conditions, all_columns(own_columns(connection, file.id)), file.days)


def living_files(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the number and the sort of each file that is not archived."""
    return connection.execute(
        "SELECT id, sort FROM prospect_file WHERE archived_at IS NULL ORDER BY id"
    ).fetchall()


def most_rows(connection: sqlite3.Connection) -> int:
    """Return how many rows the base has at most, at once."""
    (last,) = connection.execute("SELECT max(id) FROM prospect").fetchone()
    return int(last or 0)


def active_rows(connection: sqlite3.Connection, files: Sequence[QueueFile]) -> int:
    """Return how many rows of these files are neither struck out nor turned into opportunities."""
    hits = _hits(connection, files[0].view.words) if files else None
    limits = "prospect.file_id = ? AND prospect.state = 'active'"
    return sum(len(_ids(connection, file, limits, hits)) for file in files)


def candidates(
    connection: sqlite3.Connection,
    rank: QueueRank,
    files: Sequence[QueueFile],
    now: datetime,
    zone: ZoneInfo,
    scores: Mapping[str, ScoreRule],
    sought: Sought,
    rules: LawRules,
) -> Iterator[Candidate]:
    """Yield the rows of these files that may belong to a class, in its order.

    The words of all the files are the same: a queue is limited to one view.
    """
    today = now.astimezone(zone).date()
    if rank is QueueRank.FRESH:
        needs_consent = rules.in_force(LawId.CONSENT, today) is not None
        limits = _MAY_BE_CALLABLE + (_MAY_HAVE_CONSENT if needs_consent else "")
        batches = _fresh(connection, files, limits, sought)
    else:
        batches = _due(connection, _DUE[rank], files, today.isoformat())
    words = files[0].view.words if files else ""
    for rows in batches:
        for row in rows:
            if not words or sought.has_words(connection, words, row[0]):
                yield _candidate(connection, row, now, zone, scores, rules)


def candidate(
    connection: sqlite3.Connection,
    row_id: int,
    now: datetime,
    zone: ZoneInfo,
    scores: Mapping[str, ScoreRule],
    rules: LawRules,
) -> Candidate | None:
    """Return one row as the queue sees it, whether it may be called or not."""
    rows = _window(connection, [row_id])
    return _candidate(connection, rows[0], now, zone, scores, rules) if rows else None


def is_among(
    connection: sqlite3.Connection, files: Sequence[QueueFile], found: Candidate, sought: Sought
) -> bool:
    """Say whether a row is one of those of these files that their views let through."""
    file = next((file for file in files if file.id == found.file_id), None)
    if file is None or not _window(connection, [found.id], *_where(connection, file)):
        return False
    return not file.view.words or sought.has_words(connection, file.view.words, found.id)


def _due(
    connection: sqlite3.Connection, condition: str, files: Sequence[QueueFile], today: str
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield batches of due rows; each query is read to its end, so that no lock is left behind."""
    scope, parameters = _scope(connection, files)
    offset = 0
    while True:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM prospect WHERE prospect.state = 'active'"
            " AND prospect.next_day <= ? AND prospect.next_day IS NOT NULL"
            f" AND prospect.opposed = 0 AND {condition} AND ({scope})"
            " ORDER BY prospect.next_day, prospect.next_at, prospect.id LIMIT ? OFFSET ?",
            (today, *parameters, BATCH, offset),
        ).fetchall()
        yield rows
        if len(rows) < BATCH:
            return
        offset += BATCH


def _scope(connection: sqlite3.Connection, files: Sequence[QueueFile]) -> tuple[str, list[object]]:
    """Return the limit to some files; the plus keeps SQLite on the index of due dates.

    Files whose filters read the same, such as those of a view of every file, share one clause.
    """
    same: dict[tuple[str, tuple[object, ...]], list[int]] = {}
    for file in files:
        where, parameters = _where(connection, file)
        same.setdefault((where, tuple(parameters)), []).append(file.id)
    clauses = [
        f"(+prospect.file_id IN ({', '.join('?' * len(ids))}){where})"
        for (where, _parameters), ids in same.items()
    ]
    values = [value for (_where, used), ids in same.items() for value in (*ids, *used)]
    return " OR ".join(clauses) or "FALSE", values


def _fresh(
    connection: sqlite3.Connection,
    files: Sequence[QueueFile],
    limits: str,
    sought: Sought,
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield batches of rows never called, file by file."""
    for file in files:
        where = _where(connection, file)
        for ids in sought.fresh(connection, file, limits):
            yield _window(connection, ids, *where)


def _window(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    where: str = "",
    parameters: Sequence[object] = (),
) -> list[tuple[Any, ...]]:
    """Return candidate columns for those of `ids` that still fit, in the order of `ids`."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM prospect WHERE prospect.id IN ({', '.join('?' * len(ids))})"
        f"{where}",
        (*ids, *parameters),
    ).fetchall()
    found = {row[0]: row for row in rows}
    return [found[row_id] for row_id in ids if row_id in found]


def _candidate(
    connection: sqlite3.Connection,
    row: tuple[Any, ...],
    now: datetime,
    zone: ZoneInfo,
    scores: Mapping[str, ScoreRule],
    rules: LawRules,
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
            legal=legal_facts(connection, row[0], now.astimezone(zone), rules),
        ),
    )
