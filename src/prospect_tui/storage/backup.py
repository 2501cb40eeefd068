"""Copies of the base, made with SQLite's own backup and read back before they count."""

import os
from datetime import datetime
from pathlib import Path

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.storage.connection import DIRECTORY_MODE, FILE_MODE, base_error
from prospect_tui.storage.driver import sqlite3

PAGES_A_STEP = 2000


def copy_base(source: sqlite3.Connection, target: Path) -> None:
    """Copy the open base into the new file `target` (0600), verified before it takes its name.

    Raises `UnusableBase` when the copy cannot be written or does not read back well.
    """
    if target.exists():
        raise UnusableBase("backup.exists", path=str(target))
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY_MODE)
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
        try:
            _fill(source, temporary, target)
            _sync(temporary)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync(target.parent)
    except (sqlite3.DatabaseError, OSError) as error:
        raise base_error(error, target) from error


def _fill(source: sqlite3.Connection, temporary: Path, target: Path) -> None:
    copy = sqlite3.connect(temporary)
    try:
        source.execute("BEGIN")  # the source stands still until its rows are counted
        try:
            counts = _row_counts(source)
            source.backup(copy, pages=PAGES_A_STEP)
        finally:
            source.execute("ROLLBACK")
        # A write-ahead log could not be read where nothing may be written: on a stick, a disc.
        copy.execute("PRAGMA journal_mode = DELETE")
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok" or counts != _row_counts(copy):
            raise UnusableBase("backup.not_faithful", path=str(target))
    finally:
        copy.close()


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
