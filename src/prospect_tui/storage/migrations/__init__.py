"""Numbered steps of the schema: a new base runs them all, an old one those it lacks.

One `mNNNN_what.sql` a step, never edited once released. `PRAGMA user_version` says where a base
stands; each step is one explicit transaction, after a verified backup.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import begin

APPLICATION_ID = 0x50525350
"""Marks the file as ours ("PRSP"), so that another program's base is never altered."""


@cache
def steps() -> Mapping[int, str]:
    """Return the SQL of each step by its number, in order."""
    found = sorted(Path(__file__).parent.glob("m[0-9]*.sql"))
    return MappingProxyType({int(f.name[1:5]): f.read_text(encoding="utf-8") for f in found})


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last step a base has run, 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `UnusableBase` for another program's base, or one newer than this program."""
    version = version_of(connection)
    # Counted before the mark is read: another window that makes the base commits both at once.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise UnusableBase("base.not_ours", path=str(path))
    newest = max(steps())
    if version > newest:
        raise UnusableBase("base.newer", path=str(path), version=version, known=newest)
    _check_code(connection, path)


def _check_code(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a base that carries triggers or views of somebody else: they would run as ours."""
    ours = " ".join(" ".join(sql.split()) for sql in steps().values())
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall()
    for name, sql in rows:
        if " ".join(sql.split()) not in ours:
            raise UnusableBase("base.foreign_code", path=str(path), name=name)


def migrate(connection: sqlite3.Connection, before_first: Callable[[], None]) -> int:
    """Bring a base up to date and return how many steps were run.

    `before_first` is called once before an existing base is altered, to back it up.
    """
    version = version_of(connection)
    waiting = {number: sql for number, sql in steps().items() if number > version}
    if waiting and version:
        before_first()
    connection.create_function("numbers_of", 1, _numbers_of, deterministic=True)
    for number, sql in waiting.items():
        _run(connection, number, sql)
    return len(waiting)


def _numbers_of(cells: str) -> str:
    """Return the callable numbers in the phone cells of a record; both are JSON."""
    from prospect_tui.domain.prospect import callable_numbers  # noqa: PLC0415 - for an old base

    found = callable_numbers(json.loads(cells))
    return json.dumps(
        [
            {
                "field": one.field,
                "position": one.position,
                "e164": one.number.e164,
                "extension": one.number.extension,
            }
            for one in found
        ]
    )


def _run(connection: sqlite3.Connection, number: int, sql: str) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    begin(connection)
    try:
        if version_of(connection) < number:  # another program may just have done it
            for statement in statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise sqlite3.IntegrityError(f"step {number} breaks references: {broken[:3]}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has already ended it
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def statements(sql: str) -> Iterator[str]:
    """Split a script into complete statements, triggers included."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
