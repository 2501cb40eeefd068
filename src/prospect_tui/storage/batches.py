"""Import batches: the file they fill, their counts and the rows they rejected."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.storage.connection import moment_text


class Rejected(Protocol):
    """A source row that was not imported."""

    @property
    def line(self) -> int:
        """Return its line in the source."""

    @property
    def message_id(self) -> str:
        """Return the id of the sentence that says why."""

    @property
    def params(self) -> Mapping[str, object]:
        """Return what fills that sentence."""

    @property
    def raw(self) -> str:
        """Return its text."""


def file_to_fill(
    connection: sqlite3.Connection, into: str, stem: str, origin: str, at: datetime
) -> tuple[int, str]:
    """Return (id, name) of the file called `into`, made when there is none.

    Without `into`, a new file is made, called like the source, with a number if need be.
    """
    name = clean(into or stem).strip() or "?"
    if into:
        row = connection.execute(
            "SELECT id, name FROM prospect_file WHERE lower(name) = lower(?)"
            " ORDER BY archived_at IS NOT NULL LIMIT 1",
            (name,),
        ).fetchone()
        if row:
            connection.execute(
                "UPDATE prospect_file SET archived_at = NULL WHERE id = ?", (row[0],)
            )
            return int(row[0]), str(row[1])
    base, number = name, 1
    while connection.execute(
        "SELECT 1 FROM prospect_file WHERE lower(name) = lower(?)", (name,)
    ).fetchone():
        number += 1
        name = f"{base} ({number})"
    cursor = connection.execute(
        "INSERT INTO prospect_file (name, origin, created_at) VALUES (?, ?, ?)",
        (name, clean(origin), moment_text(at)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid, name


def own_columns_for(
    connection: sqlite3.Connection, file_id: int, labels: Mapping[int, str]
) -> dict[int, int]:
    """Return the file's own column for each source column, made when there is none so called."""
    known = {
        fold(label): column_id
        for column_id, label in connection.execute(
            "SELECT id, label FROM file_column WHERE file_id = ?", (file_id,)
        ).fetchall()
    }
    found = {}
    for index, label in labels.items():
        if fold(label) not in known:
            cursor = connection.execute(
                "INSERT INTO file_column (file_id, label, kind, position) VALUES (?, ?, 'text', ?)",
                (file_id, clean(label), len(known)),
            )
            assert cursor.lastrowid is not None
            known[fold(label)] = cursor.lastrowid
        found[index] = known[fold(label)]
    return found


def open_batch(
    connection: sqlite3.Connection,
    file_id: int,
    filename: str,
    file_format: str,
    mapping: str,
    at: datetime,
) -> int:
    """Begin a batch in the caller's transaction; returns its number."""
    cursor = connection.execute(
        "INSERT INTO import_batch (file_id, filename, format, mapping, imported_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (file_id, clean(filename), file_format, mapping, moment_text(at)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def count_batch(
    connection: sqlite3.Connection, batch_id: int | None, rows_in: int, imported: int, rejected: int
) -> None:
    """Add a chunk to the counts of a batch."""
    connection.execute(
        "UPDATE import_batch SET rows_in = ?, rows_imported = rows_imported + ?,"
        " rows_rejected = rows_rejected + ? WHERE id = ?",
        (rows_in, imported, rejected, batch_id),
    )


def note_problems(
    connection: sqlite3.Connection, batch_id: int | None, problems: Sequence[Rejected]
) -> None:
    """Keep rejected rows with their reason and raw text."""
    connection.executemany(
        "INSERT INTO import_problem (batch_id, line, message_id, params, raw)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (
                batch_id,
                problem.line,
                problem.message_id,
                json.dumps(dict(problem.params), ensure_ascii=False, default=str),
                problem.raw,
            )
            for problem in problems
        ],
    )


def problems(connection: sqlite3.Connection, batch_id: int) -> list[tuple[int, str, str, str]]:
    """Return (line, message id, parameters as JSON, raw text) of rejected rows, by line."""
    return connection.execute(
        "SELECT line, message_id, params, raw FROM import_problem WHERE batch_id = ?"
        " ORDER BY line, id",
        (batch_id,),
    ).fetchall()


def mark_opposed(connection: sqlite3.Connection, row_ids: Iterable[int]) -> None:
    """Strike imported rows out whose number or address objected to canvassing before."""
    connection.executemany(
        "UPDATE prospect SET opposed = 1, state = 'struck', score = 'ARRETE' WHERE id = ?",
        [(row_id,) for row_id in row_ids],
    )


def row_with_identity(connection: sqlite3.Connection, key: str) -> int | None:
    """Return the row that an identity key names: "mail:…", or "siret:…|person" and its like."""
    kind, _, rest = key.partition(":")
    if kind == "mail":
        row = connection.execute(
            "SELECT id FROM prospect WHERE email = ? AND email <> '' LIMIT 1", (rest,)
        ).fetchone()
        return int(row[0]) if row else None
    value, _, person = rest.rpartition("|")
    questions = {
        "siret": "SELECT id, first_name, last_name FROM prospect WHERE siret = ? AND siret <> ''",
        "phone": "SELECT p.id, p.first_name, p.last_name FROM phone_line l JOIN prospect p"
        " ON p.id = l.prospect_id WHERE l.e164 = ?",
        "name": "SELECT id, first_name, last_name FROM prospect"
        " WHERE name_key = ? AND name_key <> ''",
    }
    for row_id, first, last in connection.execute(questions[kind], (value,)).fetchall():
        if fold(f"{first} {last}".strip()) == person:
            return int(row_id)
    return None


def batches(connection: sqlite3.Connection, limit: int) -> list[tuple[Any, ...]]:
    """Return (id, file, source, rows in, imported, rejected, undone) of the newest imports."""
    rows = connection.execute(
        "SELECT b.id, f.name, b.filename, b.rows_in, b.rows_imported, b.rows_rejected,"
        " b.undone_at IS NOT NULL FROM import_batch b JOIN prospect_file f ON f.id = b.file_id"
        " ORDER BY b.id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    return [(*row[:6], bool(row[6])) for row in rows]


def bundle_of(connection: sqlite3.Connection, batch_id: int) -> int | None:
    """Return the journal entry of an import that still holds, or None."""
    row = connection.execute(
        "SELECT id FROM bundle WHERE code = 'import' AND undone_at IS NULL"
        " AND params ->> '$.batch' = ?",
        (batch_id,),
    ).fetchone()
    return int(row[0]) if row else None
