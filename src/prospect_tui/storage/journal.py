"""The journal of changes: what every action wrote, kept by SQLite itself.

Temporary triggers of the writing connection note each row before and after, whoever wrote it (a
model, a bulk statement, a cascade). They exist only while this program writes: the file itself
holds none of them. Undo and redo replay what was noted.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from prospect_tui.domain.errors import Refused
from prospect_tui.storage.connection import known_moment, moment_text
from prospect_tui.storage.driver import sqlite3

Progress = Callable[[int, int], None]

TOLD_EVERY = 500
"""Rows put back between two looks at whether to stop."""
UNWATCHED = frozenset(
    {"bundle", "change", "call_draft", "calendar_link", "import_problem", "setting"}
)
"""Tables that are no action of the user: what is being typed, what a server holds…"""


@dataclass(frozen=True, slots=True)
class BundleRecord:
    """One action of the past."""

    id: int
    code: str
    params: dict[str, object]
    at: datetime
    is_undone: bool


def watch(connection: sqlite3.Connection) -> None:
    """Make `connection` note its changes whenever a bundle is open on it."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS open_bundle (id INTEGER NOT NULL)")
    for table in _watched_tables(connection):
        columns = _columns(connection, table)
        for statement in _triggers(table, columns, _key_column(connection, table)):
            connection.execute(statement)


def _watched_tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'prospect_fts%'"
    )
    return [name for (name,) in names if name not in UNWATCHED]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in rows]


def _key_column(connection: sqlite3.Connection, table: str) -> str:
    rows = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk", (table,))
    return str(rows.fetchone()[0])


def _triggers(table: str, columns: list[str], key: str) -> list[str]:
    changed = " UNION ALL ".join(
        f"SELECT '{c}', old.{c}, new.{c} WHERE old.{c} IS NOT new.{c}" for c in columns
    )
    whole = {
        side: " UNION ALL ".join(f"SELECT '{c}', {side}.{c}" for c in columns)
        for side in ("old", "new")
    }
    bodies = {
        "INSERT": (f"new.{key}", "NULL", _object(whole["new"])),
        "DELETE": (f"old.{key}", _object(whole["old"]), "NULL"),
    }
    statements = [
        f"CREATE TEMP TRIGGER IF NOT EXISTS journal_{table}_{event} AFTER {event} ON main.{table}"
        " WHEN (SELECT id FROM open_bundle) IS NOT NULL BEGIN"
        " INSERT INTO change (bundle_id, table_name, row_id, before, after)"
        f" SELECT (SELECT id FROM open_bundle), '{table}', {row}, {before}, {after}; END"
        for event, (row, before, after) in bodies.items()
    ]
    statements.append(
        f"CREATE TEMP TRIGGER IF NOT EXISTS journal_{table}_UPDATE AFTER UPDATE ON main.{table}"
        " WHEN (SELECT id FROM open_bundle) IS NOT NULL BEGIN"
        " INSERT INTO change (bundle_id, table_name, row_id, before, after)"
        f" SELECT (SELECT id FROM open_bundle), '{table}', new.{key}, before, after FROM ("
        " SELECT json_group_object(name, was) AS before, json_group_object(name, becomes) AS after,"
        " count(*) AS changed FROM (SELECT NULL AS name, NULL AS was, NULL AS becomes WHERE 0"
        f" UNION ALL {changed})) WHERE changed > 0; END"
    )
    return statements


def _object(rows: str) -> str:
    return (
        "(SELECT json_group_object(name, value) FROM"
        f" (SELECT NULL AS name, NULL AS value WHERE 0 UNION ALL {rows}))"
    )


def begin_bundle(
    connection: sqlite3.Connection, code: str, params: dict[str, object], at: datetime, zone: str
) -> int:
    """Open a bundle: until `end_bundle`, every change of `connection` belongs to it."""
    bundle_id = _insert(connection, code, params, at, zone)
    resume_bundle(connection, bundle_id)
    return bundle_id


def note_bundle(
    connection: sqlite3.Connection, code: str, params: dict[str, object], at: datetime, zone: str
) -> int:
    """Enter an action that knows how to be taken back by itself; forget what could be redone."""
    bundle_id = _insert(connection, code, params, at, zone)
    _forget_redo(connection)
    return bundle_id


def _insert(
    connection: sqlite3.Connection, code: str, params: dict[str, object], at: datetime, zone: str
) -> int:
    cursor = connection.execute(
        "INSERT INTO bundle (code, params, at, zone, discarded) VALUES (?, ?, ?, ?, 0)",
        (code, json.dumps(params, ensure_ascii=False), moment_text(at), zone),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def describe(connection: sqlite3.Connection, bundle_id: int, **params: object) -> None:
    """Say more of an action, once it is known."""
    connection.execute(
        "UPDATE bundle SET params = json_patch(params, ?) WHERE id = ?",
        (json.dumps(params, ensure_ascii=False), bundle_id),
    )


def _forget_redo(connection: sqlite3.Connection) -> None:
    # What was forgotten before is not written again, or each action would cost more than the last.
    connection.execute(
        "UPDATE bundle SET discarded = 1 WHERE undone_at IS NOT NULL AND discarded = 0"
    )


def resume_bundle(connection: sqlite3.Connection, bundle_id: int) -> None:
    """Note the following changes under an existing bundle."""
    connection.execute("DELETE FROM open_bundle")
    connection.execute("INSERT INTO open_bundle VALUES (?)", (bundle_id,))


def pause(connection: sqlite3.Connection) -> None:
    """Stop noting changes on `connection`."""
    connection.execute("DELETE FROM open_bundle")


def end_bundle(connection: sqlite3.Connection, bundle_id: int, *, keep_empty: bool = False) -> bool:
    """Close a bundle; drop it if it changed nothing, else forget what could be redone.

    Returns whether the bundle was kept.
    """
    pause(connection)
    changed = connection.execute(
        "SELECT 1 FROM change WHERE bundle_id = ? LIMIT 1", (bundle_id,)
    ).fetchone()
    if not changed and not keep_empty:
        connection.execute("DELETE FROM bundle WHERE id = ?", (bundle_id,))
        return False
    _forget_redo(connection)
    return True


_BUNDLE_COLUMNS = "id, code, params, at, undone_at IS NOT NULL"


def last_done(connection: sqlite3.Connection) -> BundleRecord | None:
    """Return the action that undo takes back next."""
    row = connection.execute(
        f"SELECT {_BUNDLE_COLUMNS} FROM bundle WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return _bundle(row) if row else None


def next_redo(connection: sqlite3.Connection) -> BundleRecord | None:
    """Return the action that redo brings back next."""
    row = connection.execute(
        f"SELECT {_BUNDLE_COLUMNS} FROM bundle WHERE undone_at IS NOT NULL AND discarded = 0"
        " ORDER BY id LIMIT 1"
    ).fetchone()
    return _bundle(row) if row else None


def recent(connection: sqlite3.Connection, limit: int) -> list[BundleRecord]:
    """Return the newest actions first."""
    rows = connection.execute(
        f"SELECT {_BUNDLE_COLUMNS} FROM bundle ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [_bundle(row) for row in rows]


def _bundle(row: tuple[int, str, str, str, int]) -> BundleRecord:
    number, code, params, at, is_undone = row
    return BundleRecord(number, code, json.loads(params or "{}"), known_moment(at), bool(is_undone))


def changes(connection: sqlite3.Connection, bundle_id: int, most: int) -> int:
    """Return how many rows a bundle changed, counted up to `most`."""
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM change WHERE bundle_id = ? LIMIT ?)",
        (bundle_id, most),
    ).fetchone()
    return int(count)


def revert(
    connection: sqlite3.Connection, bundle_id: int, progress: Progress = lambda _done, _total: None
) -> None:
    """Put every row of a bundle back as it was, newest change first.

    `progress` is told how many rows are done, of how many; it may raise to stop.
    """
    noted = "SELECT table_name, row_id, before, after"
    _put(connection, bundle_id, f"{noted} FROM change WHERE bundle_id = ?", "id DESC", progress)


def bring_back(connection: sqlite3.Connection, bundle_id: int) -> None:
    """Put back at once, table by table, what a bundle deleted; then its other rows one by one.

    As `revert` for a bundle that deletes thousands of rows. Foreign keys must be deferred.
    """
    deleted = "bundle_id = ? AND after IS NULL"
    tables = connection.execute(
        f"SELECT DISTINCT table_name FROM change WHERE {deleted}", (bundle_id,)
    ).fetchall()
    for (table,) in tables:
        names = _columns(connection, table)
        values = ", ".join(f"before ->> '$.{name}'" for name in names)
        connection.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM change"
            f" WHERE {deleted} AND table_name = ?",
            (bundle_id, table),
        )
    connection.execute(f"DELETE FROM change WHERE {deleted}", (bundle_id,))
    revert(connection, bundle_id)


def replay(
    connection: sqlite3.Connection, bundle_id: int, progress: Progress = lambda _done, _total: None
) -> None:
    """Write every row of a bundle again, oldest change first; `progress` as for `revert`."""
    noted = "SELECT table_name, row_id, after, before"
    _put(connection, bundle_id, f"{noted} FROM change WHERE bundle_id = ?", "id", progress)


class _Act(NamedTuple):
    """What is done to one row, alike for many: the table, what, and the columns written."""

    table: str
    does: str
    names: tuple[str, ...] = ()


def _put(
    connection: sqlite3.Connection, bundle_id: int, query: str, order: str, progress: Progress
) -> None:
    """Turn the rows of a bundle into the images wanted, those that are treated alike together.

    Rows that are only changed depend on none of another table: these may go table by table.
    """
    (count, is_mixed) = connection.execute(
        "SELECT count(*), coalesce(max(before IS NULL OR after IS NULL), 0) FROM change"
        " WHERE bundle_id = ?",
        (bundle_id,),
    ).fetchone()
    order = order if is_mixed else f"table_name, {order}"
    rows = connection.execute(f"{query} ORDER BY {order}", (bundle_id,))
    batch: dict[int, Sequence[object]] = {}
    acting: _Act | None = None
    for done, (table, row_id, wanted, present) in enumerate(rows):
        values = json.loads(wanted) if wanted is not None else {}
        does = "delete" if wanted is None else "insert" if present is None else "update"
        act = _Act(table, does, tuple(values))
        if act != acting or row_id in batch or len(batch) == TOLD_EVERY:
            _write(connection, acting, batch)
            progress(done, count)
            acting, batch = act, {}
        batch[row_id] = (row_id, *values.values())
    _write(connection, acting, batch)


def _write(
    connection: sqlite3.Connection, act: _Act | None, batch: Mapping[int, Sequence[object]]
) -> None:
    """Treat rows alike in one statement; raise `Refused` if one of them is gone.

    One statement, because the search index writes out what it holds at each that reaches it.
    """
    if act is None:
        return
    key = _key_column(connection, act.table)
    listed = json.dumps([*batch.values()], ensure_ascii=False)
    if act.does == "delete":
        connection.execute(
            f"DELETE FROM {act.table} WHERE {key} IN (SELECT value ->> 0 FROM json_each(?))",
            (listed,),
        )
        return
    columns = {f'"{name}"': f"given.value ->> {place}" for place, name in enumerate(act.names, 1)}
    if act.does == "insert":
        sql = (
            f"INSERT INTO {act.table} ({', '.join(columns)})"
            f" SELECT {', '.join(columns.values())} FROM json_each(?) given"
        )
    else:
        settings = ", ".join(f"{name} = {value}" for name, value in columns.items())
        sql = (
            f"UPDATE {act.table} SET {settings} FROM json_each(?) given"
            f" WHERE {act.table}.{key} = given.value ->> 0"
        )
    if connection.execute(sql, (listed,)).rowcount < len(batch):
        raise Refused("undo.row_gone")


def mark_undone(connection: sqlite3.Connection, bundle_id: int, at: datetime) -> None:
    """Record that a bundle was taken back."""
    connection.execute(
        "UPDATE bundle SET undone_at = ?, discarded = 0 WHERE id = ?", (moment_text(at), bundle_id)
    )


def mark_done(connection: sqlite3.Connection, bundle_id: int) -> None:
    """Record that a bundle holds again."""
    connection.execute("UPDATE bundle SET undone_at = NULL WHERE id = ?", (bundle_id,))


def drop_bundle(connection: sqlite3.Connection, bundle_id: int) -> None:
    """Forget that an action ever began."""
    connection.execute("DELETE FROM bundle WHERE id = ?", (bundle_id,))


def forget_changes(connection: sqlite3.Connection, bundle_id: int) -> None:
    """Drop what a bundle noted, keeping the bundle itself."""
    connection.execute("DELETE FROM change WHERE bundle_id = ?", (bundle_id,))
