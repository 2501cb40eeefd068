"""The columns that a file has for itself: their definitions, and which rows hold a value of them.

It writes what it is given: names and kinds are judged by the services.
"""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from prospect_tui.storage.driver import sqlite3

_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column of a file as it is stored."""

    id: int
    file_id: int
    label: str
    kind: str
    choices: tuple[str, ...]
    position: int


def columns(connection: sqlite3.Connection, file_id: int) -> list[OwnColumn]:
    """Return the own columns of a file, in order."""
    rows = connection.execute(
        f"{_SELECT} WHERE file_id = ? ORDER BY position, id", (file_id,)
    ).fetchall()
    return [_column(row) for row in rows]


def column(connection: sqlite3.Connection, column_id: int) -> OwnColumn | None:
    """Return an own column, None when it is not there."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (column_id,)).fetchone()
    return _column(row) if row else None


_SELECT = "SELECT id, file_id, label, kind, choices, position FROM file_column"


def _column(row: tuple[int, int, str, str, str, int]) -> OwnColumn:
    choices = tuple(json.loads(row[4])) if row[4] else ()
    return OwnColumn(row[0], row[1], row[2], row[3], choices, row[5])


def insert(
    connection: sqlite3.Connection, file_id: int, label: str, kind: str, choices: Sequence[str]
) -> int:
    """Add a column after the file's others; return its number, which none ever had.

    Layouts and views speak of a column by its number: that of a deleted one must not come back.
    """
    column_id: int = connection.execute(
        "SELECT 1 + max(coalesce((SELECT max(id) FROM file_column), 0), coalesce("
        "(SELECT max(row_id) FROM change WHERE table_name = 'file_column'), 0))"
    ).fetchone()[0]
    connection.execute(
        "INSERT INTO file_column (id, file_id, label, kind, choices, position) VALUES (?, ?, ?, ?,"
        " ?, (SELECT 1 + coalesce(max(position), 0) FROM file_column WHERE file_id = ?))",
        (column_id, file_id, label, kind, _listed(choices), file_id),
    )
    return column_id


def rename(connection: sqlite3.Connection, column_id: int, label: str) -> None:
    """Give a column another name."""
    connection.execute("UPDATE file_column SET label = ? WHERE id = ?", (label, column_id))


def set_choices(connection: sqlite3.Connection, column_id: int, choices: Sequence[str]) -> None:
    """Give a column other choices."""
    connection.execute(
        "UPDATE file_column SET choices = ? WHERE id = ?", (_listed(choices), column_id)
    )


def set_kind(
    connection: sqlite3.Connection, column_id: int, kind: str, choices: Sequence[str]
) -> None:
    """Have a column hold something else; its values are written apart."""
    connection.execute(
        "UPDATE file_column SET kind = ?, choices = ? WHERE id = ?",
        (kind, _listed(choices), column_id),
    )


def delete(connection: sqlite3.Connection, column_id: int) -> None:
    """Remove a column; its values are removed apart."""
    connection.execute("DELETE FROM file_column WHERE id = ?", (column_id,))


def holders(connection: sqlite3.Connection, file_id: int, column_id: int) -> "array[int]":
    """Return the rows of a file that hold a value of a column."""
    # the text is sought before it is parsed: most rows of a large file end there
    cursor = connection.execute(
        "SELECT id FROM prospect WHERE file_id = ?1 AND instr(extra, ?2) > 0"
        f" AND coalesce(extra ->> '$.{column_id}', '') <> ''",
        (file_id, f'"{column_id}"'),
    )
    ids = array("q")
    while rows := cursor.fetchmany(_CHUNK):
        ids.extend(chain.from_iterable(rows))
    return ids


def _listed(choices: Sequence[str]) -> str:
    return json.dumps(list(choices), ensure_ascii=False) if choices else ""
