"""From a path to an open workspace: make or check the base, back it up, migrate it."""

import os
from datetime import datetime
from pathlib import Path

from prospect_tui.clock import Clock
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.storage import migrations
from prospect_tui.storage.backup import backup_name, copy_base
from prospect_tui.storage.connection import DIRECTORY_MODE, FAILURES, base_error, connect
from prospect_tui.storage.defaults import is_seeded, seed
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import begin

BACKUP_DIRECTORY = "backups"


def open_workspace(path: Path, clock: Clock, settings: Settings) -> Workspace:
    """Open the base at `path`, made if it does not exist, migrated if it is old.

    A base that cannot be written but is up to date opens read-only. Raises `UnusableBase` for
    anything else: not a base, damaged, newer than the program, no place to write.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY_MODE)
    except OSError as error:
        raise base_error(error, path) from error
    if path.is_file() and not _may_write(path):
        return _open_read_only(path, clock, settings)
    _check_not_emptied(path, settings)
    connection = connect(path, check=lambda opened: migrations.check_ours(opened, path))
    try:
        _bring_up_to_date(connection, path, clock.local_now(), settings)
    except FAILURES as error:
        failure = base_error(error, path)
        if failure.message_id == "base.read_only":
            return _open_read_only(path, clock, settings)
        raise failure from error
    finally:
        connection.close()
    return Workspace(path, clock, settings)


def _may_write(path: Path) -> bool:
    """Say whether the base may be written: its folder too, which holds the journal."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _check_not_emptied(path: Path, settings: Settings) -> None:
    """Refuse an empty file of which there are copies: a fault, not a new base."""
    folder = backup_directory(path, settings)
    if path.is_file() and not path.stat().st_size and any(folder.glob(f"{path.stem}-*.db")):
        raise UnusableBase("base.emptied", path=str(path), folder=str(folder))


def _bring_up_to_date(
    connection: sqlite3.Connection, path: Path, local_now: datetime, settings: Settings
) -> None:
    def back_up() -> None:
        target = backup_directory(path, settings) / backup_name(path, local_now, "migration")
        copy_base(connection, target)

    migrations.migrate(connection, back_up)
    if not is_seeded(connection):
        begin(connection)
        seed(connection)
        connection.execute("COMMIT")


def _open_read_only(path: Path, clock: Clock, settings: Settings) -> Workspace:
    connection = connect(
        path, read_only=True, check=lambda opened: migrations.check_ours(opened, path)
    )
    try:
        if migrations.version_of(connection) < max(migrations.steps()):
            raise UnusableBase("base.read_only", path=str(path))
    finally:
        connection.close()
    return Workspace(path, clock, settings, read_only=True)


def backup_directory(path: Path, settings: Settings) -> Path:
    """Return where the backups of the base at `path` go."""
    return settings.backup_directory or path.parent / BACKUP_DIRECTORY
