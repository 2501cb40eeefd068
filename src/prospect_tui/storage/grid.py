"""The grid's reading: the vector of row ids of a view, and a window of rows by primary key."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from prospect_tui.domain.cleaning import fold, fold_words
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_id
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import parse_money, parse_number
from prospect_tui.domain.phone import parse_phones
from prospect_tui.domain.values import normalise
from prospect_tui.domain.views import Condition, SortKey, Test, View
from prospect_tui.domain.vocabulary import ColumnKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import moment_of, moment_text, when_of

CHUNK = 4096
_COMPUTED = {
    "result": "replace(result, '_', ' ')",
    "score": "score",
    "attempts": "attempts",
    "next": "coalesce(next_at, next_day)",
    "last_call": "last_call_at",
}
_MOMENTS = ("next", "last_call")
_SORTED_AS_NUMBER = (ColumnKind.NUMBER, ColumnKind.MONEY)


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


def prepare(connection: sqlite3.Connection) -> None:
    """Give a reading connection what filters need."""
    connection.create_function(
        "fold", 1, lambda value: "" if value is None else fold(str(value)), deterministic=True
    )


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
    where, parameters = _where(view, columns)
    if only_fresh:
        where += " AND state = 'active' AND next_day IS NULL AND result = ''"
    sql = (
        f"SELECT prospect.id FROM prospect WHERE file_id = ?{where}"
        f" ORDER BY {_order(view.sort, columns)}"
    )
    cursor = connection.execute(sql, (file_id, *parameters))
    ids = array("q")
    while rows := cursor.fetchmany(CHUNK):
        ids.extend(chain.from_iterable(rows))
        if is_cancelled():
            cursor.close()
            break
    return ids


def _where(view: View, columns: Mapping[str, Column]) -> tuple[str, list[object]]:
    clauses: list[str] = []
    parameters: list[object] = []
    match = match_expression(view.words)
    if match:
        clauses.append("prospect.id IN (SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH ?)")
        parameters.append(match)
    for condition in view.conditions:
        clause, value = _condition(condition, columns)
        clauses.append(f"NOT ({clause})" if condition.negated else clause)
        parameters.extend(value)
    return "".join(f" AND {clause}" for clause in clauses), parameters


def search_words(words: str) -> list[tuple[str, ...]]:
    """Return the folded words that are searched, each with what may stand for it.

    Figures alone are one number, however it is spelt: "01.99.00", "+33 (0)1 99 00 12 34".
    """
    found = fold_words(words)
    if not all(word.isdecimal() for word in found):
        return [(word,) for word in found]
    spelt = [number.e164.removeprefix("+") for number in parse_phones(words)]
    forms = tuple(dict.fromkeys(form for form in (*spelt, "".join(found)) if form))
    return [forms] if forms else []


def match_expression(words: str) -> str:
    """Return what the full-text index is asked for: every word, each from its beginning."""
    either = (" OR ".join(f'"{form}"*' for form in forms) for forms in search_words(words))
    return " AND ".join(f"({forms})" for forms in either)


def _condition(condition: Condition, columns: Mapping[str, Column]) -> tuple[str, list[object]]:
    column = columns[condition.column]
    expression = _expression(column)
    typed = condition.value.replace("_", " ") if column.key == "result" else condition.value
    value = _as_stored(column, typed)
    match condition.test:
        case Test.CONTAINS:
            return f"instr(fold({expression}), ?)", [fold(typed)]
        case Test.IS if not value:
            return f"coalesce({expression}, '') = ''", []
        case Test.IS:
            return f"fold({expression}) = ?", [fold(value)]
    sign = ">" if condition.test is Test.OVER else "<"
    try:
        number = parse_number(value)
    except InvalidValue:
        return f"{expression} <> '' AND fold({expression}) {sign} ?", [fold(value)]
    return f"{expression} <> '' AND CAST({expression} AS REAL) {sign} ?", [number]


def _as_stored(column: Column, typed: str) -> str:
    """Return what is typed in a filter as its column stores it: whole cents, ISO days."""
    if column.kind is ColumnKind.MONEY:
        try:
            return str(parse_money(typed))
        except InvalidValue:
            return typed
    return normalise(ColumnKind.DATE if column.key in _MOMENTS else column.kind, typed)


def _expression(column: Column) -> str:
    if column.is_own:
        return f"coalesce(nullif(extra, '') ->> '$.{own_id(column.key)}', '')"
    return _COMPUTED.get(column.key) or _field(column.key)


def _field(key: str) -> str:
    if key not in COLUMNS_BY_KEY:
        raise KeyError(key)
    return f"prospect.{key}"


def _order(sort: Sequence[SortKey], columns: Mapping[str, Column]) -> str:
    parts = []
    for key in sort:
        column = columns[key.column]
        expression = _expression(column)
        direction = "DESC" if key.descending else "ASC"
        parts.append(f"coalesce({expression}, '') = ''")
        parts.append(f"{_sortable(column, expression)} {direction}")
    return ", ".join([*parts, "position", "prospect.id"])


def _sortable(column: Column, expression: str) -> str:
    if column.key == "company_name":
        return "sort_key"
    if column.key == "score":
        return "(SELECT priority FROM prospect_result WHERE prospect_result.code = prospect.score)"
    if column.kind is ColumnKind.COMPUTED:
        return expression
    if column.kind in _SORTED_AS_NUMBER or column.key == "headcount":
        return f"CAST({expression} AS REAL)"
    return f"fold({expression})"


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
