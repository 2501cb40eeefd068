"""Copies of the base, made with SQLite's own backup and read back before they count."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.storage.connection import DIRECTORY_MODE, FILE_MODE, base_error

PAGES_A_STEP = 2000


def copy_base(source: sqlite3.Connection, target: Path) -> None:
    """Copy the open base into the new file `target` (0600), verified before it takes its name.

    Raises `UnusableBase` when the copy cannot be written or does not read back well.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY_MODE)
    if target.exists():
        raise UnusableBase("backup.exists", path=str(target))
    temporary = target.with_name(f".{target.name}.part")
    try:
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
        copy = sqlite3.connect(temporary)
        try:
            source.backup(copy, pages=PAGES_A_STEP)
            _verify(source, copy, target)
        finally:
            copy.close()
        _sync(temporary)
        temporary.replace(target)
        _sync(target.parent)
    except (sqlite3.DatabaseError, OSError) as error:
        temporary.unlink(missing_ok=True)
        raise base_error(error, target) from error


def _verify(source: sqlite3.Connection, copy: sqlite3.Connection, target: Path) -> None:
    verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok" or _row_counts(source) != _row_counts(copy):
        raise UnusableBase("backup.not_faithful", path=str(target))


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def backup_name(base: Path, at: datetime, why: str) -> str:
    """Return the file name of a backup of `base` taken at local time `at` because of `why`."""
    return f"{base.stem}-{at:%Y%m%d-%H%M%S}-{why}.db"
