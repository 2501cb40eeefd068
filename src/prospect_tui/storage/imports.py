"""Bulk writing of imported rows, and taking a whole batch back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.prospect import Derived
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.storage import journal
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3

BUNDLE_CODE = "import"
_FIXED = ("id", "file_id", "batch_id", "source_line", "position", "name_key", "sort_key", "extra")
_COLUMNS = (*_FIXED, *IMPORTABLE_KEYS, "created_at", "updated_at")
_BLANK = dict.fromkeys(IMPORTABLE_KEYS, "") | {"nature": Nature.UNKNOWN.value}
_cells = itemgetter(*IMPORTABLE_KEYS)
_INSERT = f"INSERT INTO prospect ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row ready to be written, with what is derived from its cells."""

    line: int | None
    values: dict[str, str]
    own: Mapping[str, str]
    """Values of the file's own columns, by column id."""
    derived: Derived


def insert_rows(
    connection: sqlite3.Connection,
    file_id: int,
    batch_id: int | None,
    rows: Sequence[NewRow],
    at: datetime,
) -> list[int]:
    """Write rows at the end of a file, in the caller's transaction; return their ids in order."""
    first = 1 + connection.execute("SELECT coalesce(max(id), 0) FROM prospect").fetchone()[0]
    last_place = connection.execute(
        "SELECT coalesce(max(position), 0) FROM prospect WHERE file_id = ?", (file_id,)
    ).fetchone()[0]
    ids = list(range(first, first + len(rows)))
    stamp = moment_text(at)
    connection.executemany(
        _INSERT,
        (
            (
                row_id,
                file_id,
                batch_id,
                row.line,
                last_place + order,
                row.derived.name_key,
                row.derived.sort_key,
                json.dumps(dict(row.own), ensure_ascii=False) if row.own else "",
                *_cells(_BLANK | row.values),
                stamp,
                stamp,
            )
            for order, (row_id, row) in enumerate(zip(ids, rows, strict=True), start=1)
        ),
    )
    write_derived(connection, zip(ids, (row.derived for row in rows), strict=True))
    return ids


def write_derived(connection: sqlite3.Connection, entries: Iterable[tuple[int, Derived]]) -> None:
    """Write the callable numbers and the searchable text of new rows."""
    listed = list(entries)
    connection.executemany(
        "INSERT INTO phone_line (prospect_id, field, position, e164, extension)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            (row_id, entry.field, entry.position, entry.number.e164, entry.number.extension)
            for row_id, derived in listed
            for entry in derived.numbers
        ),
    )
    connection.execute(
        "INSERT INTO prospect_search (prospect_id, body)"
        " SELECT value ->> 0, value ->> 1 FROM json_each(?)",
        (_searched(listed),),
    )


def rewrite_derived(
    connection: sqlite3.Connection, entries: Mapping[int, Derived], *, with_numbers: bool = True
) -> None:
    """Bring the searchable text of changed rows in step, and their numbers, keeping bad marks."""
    if with_numbers:
        _rewrite_numbers(connection, entries)
    connection.execute(
        "INSERT INTO prospect_search (prospect_id, body)"
        " SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE 1"
        " ON CONFLICT (prospect_id) DO UPDATE SET body = excluded.body WHERE body <> excluded.body",
        (_searched(entries.items()),),
    )


def _searched(entries: Iterable[tuple[int, Derived]]) -> str:
    """Return the searchable texts of rows, to be written by one statement.

    At each statement that reaches it through a trigger, FTS5 writes out what it holds.
    """
    return json.dumps([(row_id, derived.search_body) for row_id, derived in entries])


def _rewrite_numbers(connection: sqlite3.Connection, entries: Mapping[int, Derived]) -> None:
    listed = json.dumps([*entries])
    present: dict[int, list[tuple[str, int, str, str]]] = {row_id: [] for row_id in entries}
    bad: dict[tuple[int, str], str] = {}
    lines = connection.execute(
        "SELECT prospect_id, field, position, e164, extension, bad_since FROM phone_line"
        " WHERE prospect_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (listed,),
    )
    for row_id, field, position, e164, extension, bad_since in lines.fetchall():
        present[row_id].append((field, position, e164, extension))
        if bad_since:
            bad[row_id, e164] = bad_since
    wanted = {
        row_id: [(n.field, n.position, n.number.e164, n.number.extension) for n in derived.numbers]
        for row_id, derived in entries.items()
    }
    changed = [row_id for row_id in entries if wanted[row_id] != present[row_id]]
    if not changed:
        return
    connection.execute(
        "DELETE FROM phone_line WHERE prospect_id IN (SELECT value FROM json_each(?))",
        (json.dumps(changed),),
    )
    connection.executemany(
        "INSERT INTO phone_line (prospect_id, field, position, e164, extension, bad_since)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row_id, *number, bad.get((row_id, number[2])))
            for row_id in changed
            for number in wanted[row_id]
        ],
    )


def batch_of(params: Mapping[str, object]) -> int:
    """Return the batch that an import's journal entry speaks of."""
    return int(str(params["batch"]))


_UNTOUCHED = (
    "batch_id = ? AND state <> 'converted'"
    " AND NOT EXISTS (SELECT 1 FROM call WHERE call.prospect_id = prospect.id)"
)
_DROPPED_AT_ONCE = 2000


def drop_rows(connection: sqlite3.Connection, batch_id: int) -> bool:
    """Remove some rows of an unfinished batch for good; say whether others are left to remove."""
    done = connection.execute(
        f"DELETE FROM prospect WHERE id IN (SELECT id FROM prospect WHERE {_UNTOUCHED} LIMIT ?)",
        (batch_id, _DROPPED_AT_ONCE),
    )
    return done.rowcount == _DROPPED_AT_ONCE


def remove_batch(
    connection: sqlite3.Connection, bundle_id: int, batch_id: int, at: datetime
) -> int:
    """Take back a batch in the caller's transaction; return how many rows had to be kept.

    Rows that were called or converted since are kept. What is removed is noted under the import's
    own journal entry, so that it can be brought back; a file left empty by its only import goes.
    """
    journal.watch(connection)
    journal.forget_changes(connection, bundle_id)
    journal.resume_bundle(connection, bundle_id)
    connection.execute(f"DELETE FROM prospect WHERE {_UNTOUCHED}", (batch_id,))
    kept: int = connection.execute(
        "SELECT count(*) FROM prospect WHERE batch_id = ?", (batch_id,)
    ).fetchone()[0]
    connection.execute(
        "UPDATE import_batch SET undone_at = ? WHERE id = ?", (moment_text(at), batch_id)
    )
    connection.execute(
        "UPDATE prospect_file SET archived_at = ?1 WHERE id ="
        " (SELECT file_id FROM import_batch WHERE id = ?2)"
        " AND NOT EXISTS (SELECT 1 FROM prospect WHERE file_id = prospect_file.id)",
        (moment_text(at), batch_id),
    )
    journal.pause(connection)
    return kept


def restore_batch(connection: sqlite3.Connection, bundle_id: int, batch_id: int) -> None:
    """Bring back a batch that was taken back, in the caller's transaction."""
    assert batch_id
    journal.bring_back(connection, bundle_id)
    journal.forget_changes(connection, bundle_id)
