"""Backups asked for by the user, and the state of the base for the doctor."""

import platform
from dataclasses import dataclass
from pathlib import Path

from prospect_tui import __version__
from prospect_tui.services.opening import backup_directory
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import migrations
from prospect_tui.storage.backup import backup_name, copy_base
from prospect_tui.storage.connection import FAILURES
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import journal_mode


def back_up(workspace: Workspace, target: Path | None = None) -> Path:
    """Copy the base, verify the copy and return its path.

    Raises `UnusableBase` when the target exists or cannot be written.
    """
    if target is None:
        name = backup_name(workspace.path, workspace.clock.local_now(), "manual")
        target = backup_directory(workspace.path, workspace.settings) / name
    reader = workspace.open_reader()
    try:
        copy_base(reader, target)
    finally:
        reader.close()
    return target


@dataclass(frozen=True, slots=True)
class Health:
    """What the doctor says."""

    version: str
    python: str
    sqlite: str
    path: Path
    schema: int
    journal_mode: str
    durable: bool
    """True when a call said to be saved survives a power cut."""
    integrity: str
    broken_references: int
    rows: dict[str, int]
    read_only: bool

    @property
    def is_well(self) -> bool:
        """Say whether nothing is wrong."""
        return self.integrity == "ok" and not self.broken_references and self.durable


FULL = 2
_COUNTED = ("prospect_file", "prospect", "call", "opportunity", "activity", "bundle")


def health(workspace: Workspace) -> Health:
    """Check the base from end to end and return what was found, whatever its state."""
    connection = workspace.connection
    try:
        integrity, broken, rows = _examined(connection)
    except FAILURES as error:
        integrity, broken, rows = str(error), 0, {}
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    is_safe = mode == journal_mode(workspace.path) or workspace.read_only
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    return Health(
        version=__version__,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        path=workspace.path,
        schema=migrations.version_of(connection),
        journal_mode=mode,
        durable=synchronous >= FULL and is_safe,
        integrity=integrity,
        broken_references=broken,
        rows=rows,
        read_only=workspace.read_only,
    )


def _examined(connection: sqlite3.Connection) -> tuple[str, int, dict[str, int]]:
    """Return SQLite's verdict, how many references are broken, the rows of the main tables."""
    verdict = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in _COUNTED
    }
    return verdict, broken, counts
