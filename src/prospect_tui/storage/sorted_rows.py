"""All the rows of a view in its order; those of columns with few different values by groups.

Towns or trades come back: SQLite puts together the rows that hold the same, and then orders the few
values. None is folded for each of its rows, which would hold other threads back a million times.
What is the same for the sort alone (“Sète”, “SETE”) is put together afterwards.
"""

from array import array
from collections.abc import Mapping, Sequence
from itertools import groupby

from prospect_tui.domain.columns import Column
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.storage import configuration, vectors
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.sort_sql import Grouping, grouping

SAMPLED = 997
"""One row in so many is looked at, in all of the file, to know whether its values are few."""
ROWS_BY_VALUE = 5
"""Rows that hold the same, on average, where they are few enough."""
_LOOKED_AT = (
    "WITH RECURSIVE looked(id) AS (SELECT min(id) FROM prospect UNION ALL"
    " SELECT (SELECT min(id) FROM prospect WHERE id >= looked.id + ?) FROM looked"
    " WHERE looked.id IS NOT NULL) SELECT id FROM looked"
)
"""These rows, each sought from the one before: going through an index of all takes longer."""
_ROWS = "FROM prospect INDEXED BY ix_prospect_order WHERE prospect.file_id = ?"


def rows_in_order(
    connection: sqlite3.Connection,
    file_id: int,
    view: View,
    columns: Mapping[str, Column],
    days: Days,
    pause: vectors.Pause = vectors.go_on,
) -> "array[int]":
    """Return all the rows of a view, its words apart, in its order.

    Raises `InvalidDate` and `InvalidValue` for what the view cannot ask of a column.
    """
    groups = None
    if not view.conditions:
        groups = grouping(view.sort, columns, configuration.priorities(connection))
    if groups is None or not _are_few(connection, file_id, groups):
        queries = vectors.parts(connection, file_id, view, columns, days)
        return vectors.read(connection, queries, pause)
    found = connection.execute(
        f"SELECT {', '.join(groups.terms)}, group_concat(prospect.id) {_ROWS}"
        f" GROUP BY {groups.values} ORDER BY {groups.order}",
        (file_id,),
    ).fetchall()
    ids = array("q")
    mixed: list[slice] = []
    for _terms, same in groupby(found, lambda row: row[:-1]):
        start, texts = len(ids), [row[-1] for row in same]
        for text in texts:
            vectors.extend(ids, text, pause)
        if len(texts) > 1:
            mixed.append(slice(start, len(ids)))
    if mixed:
        as_filled = f"SELECT prospect.id {_ROWS} ORDER BY position, id", (file_id,)
        _mix(ids, mixed, vectors.read(connection, [as_filled], pause), pause)
    return ids


def _are_few(connection: sqlite3.Connection, file_id: int, groups: Grouping) -> bool:
    """Say whether many rows share their values."""
    ((values, rows),) = connection.execute(
        f"SELECT count(*), sum(rows) FROM (SELECT count(*) AS rows FROM ({_LOOKED_AT}) AS looked"
        " CROSS JOIN prospect ON prospect.id = looked.id WHERE prospect.file_id = ?"
        f" GROUP BY {groups.values})",
        (SAMPLED, file_id),
    ).fetchall()
    return bool(values) and int(values) * ROWS_BY_VALUE <= int(rows)


def _mix(
    ids: "array[int]", parts: Sequence[slice], as_filled: "array[int]", pause: vectors.Pause
) -> None:
    """Put each of these parts of a vector in the order in which the file was filled."""
    part_of = array("i", [-1]) * (max(map(max, vectors.slices(ids))) + 1)
    for number, part in enumerate(parts):
        for some in vectors.slices(ids[part]):
            for row_id in some:
                part_of[row_id] = number
            pause()
    mixed = [array("q") for _part in parts]
    for some in vectors.slices(as_filled):
        for row_id in some:
            number = part_of[row_id] if row_id < len(part_of) else -1
            if number >= 0:
                mixed[number].append(row_id)
        pause()
    for part, rows in reversed(list(zip(parts, mixed, strict=True))):
        ids[part] = rows
