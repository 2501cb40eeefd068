"""Import batches: the file they fill, their counts and the rows they rejected."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any, Protocol

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3

MAX_NAME = 120


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


@dataclass(frozen=True, slots=True)
class FilledFile:
    """The file that an import fills, and what it was before."""

    id: int
    name: str
    is_new: bool = False
    archived_at: str | None = None
    """When it was put away, empty, before this import took it out again."""


def file_to_fill(
    connection: sqlite3.Connection, into: str, stem: str, origin: str, at: datetime
) -> FilledFile:
    """Return the file called `into`, made when there is none.

    Without `into` it is a new file, called like the source, with a number if need be. An archived
    file without rows, such as an import that was taken back leaves, is filled again.
    """
    name = clean(into).strip() or free_name(connection, stem)
    row = connection.execute(
        "SELECT id, name, archived_at FROM prospect_file WHERE lower(name) = lower(?)", (name,)
    ).fetchone()
    if row is None:
        cursor = connection.execute(
            "INSERT INTO prospect_file (name, origin, created_at) VALUES (?, ?, ?)",
            (name, clean(origin), moment_text(at)),
        )
        assert cursor.lastrowid is not None
        return FilledFile(cursor.lastrowid, name, is_new=True)
    found = FilledFile(row[0], row[1], archived_at=row[2])
    if found.archived_at:
        connection.execute(
            "UPDATE prospect_file SET archived_at = NULL, sort = '' WHERE id = ?", (found.id,)
        )
        connection.execute(
            "DELETE FROM file_column WHERE file_id = ?1"
            " AND NOT EXISTS (SELECT 1 FROM prospect WHERE file_id = ?1)",
            (found.id,),
        )
    return found


def free_name(connection: sqlite3.Connection, wanted: str) -> str:
    """Return `wanted`, or "wanted (2)"… when a file with rows, or a living one, is called so."""
    base = clean(wanted).strip()[:MAX_NAME] or "?"
    name, number = base, 1
    while connection.execute(
        "SELECT 1 FROM prospect_file f WHERE lower(name) = lower(?) AND (archived_at IS NULL"
        " OR EXISTS (SELECT 1 FROM prospect WHERE file_id = f.id))",
        (name,),
    ).fetchone():
        number += 1
        name = f"{base} ({number})"
    return name


def own_columns_for(
    connection: sqlite3.Connection,
    file_id: int,
    labels: Mapping[int, str],
    *,
    reserved: Collection[str] = (),
    days: Collection[int] = (),
) -> dict[int, int]:
    """Return the file's own column for each source column, made when there is none so called.

    A new one does not take one of the `reserved` names: "Score" becomes "Score (2)", and the same
    source imported again fills the same column. Those of the places `days` hold dates.
    """
    known = {
        fold(label): column_id
        for column_id, label in connection.execute(
            "SELECT id, label FROM file_column WHERE file_id = ?", (file_id,)
        ).fetchall()
    }
    others = set(map(fold, (*reserved, *labels.values())))
    refused = set(map(fold, reserved)) - known.keys()
    found = {}
    for index, wanted in labels.items():
        label = _numbered(wanted, others) if fold(wanted) in refused else wanted
        if fold(label) not in known:
            kind = ColumnKind.DATE if index in days else ColumnKind.TEXT
            cursor = connection.execute(
                "INSERT INTO file_column (file_id, label, kind, position) VALUES (?, ?, ?, ?)",
                (file_id, clean(label), kind.value, len(known)),
            )
            assert cursor.lastrowid is not None
            known[fold(label)] = cursor.lastrowid
        found[index] = known[fold(label)]
    return found


def _numbered(name: str, taken: Collection[str]) -> str:
    """Return "name (2)", or with the first greater number that is not `taken`, folded."""
    names = (f"{name} ({number})" for number in count(2))
    return next(one for one in names if fold(one) not in taken)


def own_column_ids(connection: sqlite3.Connection, file_id: int) -> set[int]:
    """Return the numbers of the columns that a file has for itself."""
    rows = connection.execute("SELECT id FROM file_column WHERE file_id = ?", (file_id,)).fetchall()
    return {row[0] for row in rows}


def drop_batch(
    connection: sqlite3.Connection, batch_id: int, file: FilledFile, new_columns: Sequence[int]
) -> bool:
    """Forget a batch with the columns and the file made for it; keep it all if it has rows."""
    if connection.execute("SELECT 1 FROM prospect WHERE batch_id = ?", (batch_id,)).fetchone():
        return True
    connection.execute("DELETE FROM import_batch WHERE id = ?", (batch_id,))
    marks = ", ".join("?" * len(new_columns))
    connection.execute(f"DELETE FROM file_column WHERE id IN ({marks})", tuple(new_columns))
    if connection.execute("SELECT 1 FROM prospect WHERE file_id = ?", (file.id,)).fetchone():
        return False
    if file.is_new:
        connection.execute("DELETE FROM prospect_file WHERE id = ?", (file.id,))
    else:
        connection.execute(
            "UPDATE prospect_file SET archived_at = ? WHERE id = ?", (file.archived_at, file.id)
        )
    return False


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
        "UPDATE import_batch SET rows_in = rows_in + ?, rows_imported = rows_imported + ?,"
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


_CELLS = (
    *("siret", "company_name", "trade_name", "civility", "first_name", "last_name"),
    *("phone", "email"),
)
_FOUND = (
    "SELECT wanted.value, p.id, p.batch_id, p.source_line, f.name,"
    f" {', '.join(f'p.{name}' for name in _CELLS)} FROM json_each(?) wanted"
)
_FILE = "JOIN prospect_file f ON f.id = p.file_id"
_IDENTITIES = {
    "mail": f"{_FOUND} CROSS JOIN prospect p ON p.email = wanted.value AND p.email <> '' {_FILE}",
    "siret": f"{_FOUND} CROSS JOIN prospect p ON p.siret = wanted.value AND p.siret <> '' {_FILE}",
    "name": f"{_FOUND} CROSS JOIN prospect p ON p.name_key = wanted.value AND p.name_key <> ''"
    f" {_FILE}",
    "phone": f"{_FOUND} CROSS JOIN phone_line l ON l.e164 = wanted.value"
    f" JOIN prospect p ON p.id = l.prospect_id {_FILE}",
}
"""How the rows with given values are found; `CROSS JOIN` makes the values lead, by the index."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of the base found by one of its identity keys."""

    key: str
    id: int
    batch_id: int | None
    line: int | None
    file_name: str
    cells: dict[str, str]
    """Its SIRET and what names it."""


def rows_with_identities(
    connection: sqlite3.Connection, keys: Collection[str]
) -> Iterator[KnownRow]:
    """Yield the rows that some of these keys name: "mail:…", or "siret:…|person" and its like."""
    wanted: dict[str, set[str]] = {kind: set() for kind in _IDENTITIES}
    for key in keys:
        kind, _, rest = key.partition(":")
        wanted[kind].add(rest if kind == "mail" else rest.rpartition("|")[0])
    for kind, values in wanted.items():
        rows = connection.execute(_IDENTITIES[kind], (json.dumps(list(values)),)).fetchall()
        for value, row_id, batch_id, line, file_name, *texts in rows:
            cells = dict(zip(_CELLS, texts, strict=True))
            person = fold(f"{cells['first_name']} {cells['last_name']}".strip())
            key = f"mail:{value}" if kind == "mail" else f"{kind}:{value}|{person}"
            if key in keys:
                yield KnownRow(key, row_id, batch_id, line, file_name, cells)


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
