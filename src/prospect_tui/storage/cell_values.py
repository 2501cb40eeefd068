"""The distinct values of a column among the rows of a view, with how many rows have each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.tags import split_tags
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.storage import column_sql, filter_sql
from prospect_tui.storage.connection import moment_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.sql_functions import named_errors

_TO_THE_MINUTE = len("2026-11-23 09:15")
Values = list[tuple[str, int]]


def values(
    connection: sqlite3.Connection,
    file_id: int,
    column: Column,
    view: View,
    columns: Mapping[str, Column],
    days: Days,
    limit: int,
) -> Values:
    """Return at most `limit` values, the most frequent first, then in order; "" for empty cells.

    Spellings that a filter takes for one value are one, the most frequent of them. Moments are
    given by their day where the user lives, each tag by itself. Words that no row has from their
    beginning are sought in the middle of others, as in `grid.row_ids`, which raises the same.
    """
    for anywhere in (False, True) if view.words else (False,):
        where, parameters = filter_sql.where(view, columns, days, anywhere=anywhere)
        sql = (
            f"SELECT {_cell(column)} AS value, count(*) AS frequency FROM prospect"
            f" WHERE file_id = ?{where} GROUP BY 1"
        )
        if found := _found(connection, column, sql, (file_id, *parameters), days, limit):
            return found
    return []


def _found(
    connection: sqlite3.Connection,
    column: Column,
    spellings: str,
    parameters: Sequence[object],
    days: Days,
    limit: int,
) -> Values:
    shared = column_sql.same_value(column, "value")
    # beside a max(), SQLite gives the other columns of the row that has it
    together = (
        f"SELECT value, sum(frequency), max(frequency) FROM ({spellings})"
        f" GROUP BY {shared} ORDER BY 2 DESC, {shared} LIMIT {limit:d}"
    )
    is_split = column.key in {"last_call", "tags"}
    with named_errors():
        found = connection.execute(spellings if is_split else together, parameters).fetchall()
    if not is_split:
        return [(str(row[0]), row[1]) for row in found]
    parts = _tags(found) if column.key == "tags" else _days(found, days)
    return sorted(parts, key=lambda one: (-one[1], fold(one[0])))[:limit]


def _cell(column: Column) -> str:
    if column.key == "next":
        return "coalesce(prospect.next_day, '')"
    if column.key == "last_call":
        return f"substr(coalesce(prospect.last_call_at, ''), 1, {_TO_THE_MINUTE})"
    return column_sql.expression(column)


def _days(minutes: Values, days: Days) -> Iterable[tuple[str, int]]:
    found: Counter[str] = Counter()
    for minute, frequency in minutes:
        moment = moment_of(minute or None)
        found[f"{moment.astimezone(days.zone):%Y-%m-%d}" if moment else ""] += frequency
    return found.items()


def _tags(cells: Values) -> Iterable[tuple[str, int]]:
    spellings: dict[str, Counter[str]] = {}
    for cell, frequency in cells:
        for tag in split_tags(cell) or ("",):
            spellings.setdefault(fold(tag), Counter())[tag] += frequency
    return [(found.most_common(1)[0][0], found.total()) for found in spellings.values()]
