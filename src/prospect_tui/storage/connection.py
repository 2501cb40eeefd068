"""Opening the SQLite file: one set of pragmas, chosen from measured ways of losing data.

Every connection of the program, the writing engine's included, comes from here. The live file is
never opened or copied by hand: closing such a handle would drop this process's locks.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import OTHER_SQLITE, choose_log

BUSY_SECONDS = 10.0
STATEMENTS = 1000
"""Statements that a connection keeps prepared: nearly all, for it forgets the newest ones first."""
CACHE_KIB = 2000
"""What a connection keeps of the file; some are open at once, and the system keeps it as well."""
FILE_MODE = 0o600
DIRECTORY_MODE = 0o700
FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second one when damage has reached a text, even of its own message."""
NO_LIMIT = -1
"""As many lines as there are, in a LIMIT."""
MOMENT_FORMAT = "%Y-%m-%d %H:%M:%S.%f"


def connect(
    path: Path,
    *,
    read_only: bool = False,
    check: Callable[[sqlite3.Connection], None] | None = None,
) -> sqlite3.Connection:
    """Open `path` with the program's pragmas; transactions are begun explicitly.

    `check` may refuse the base, by raising, before anything can be changed in it. Raises
    `UnusableBase` when the file cannot be opened or is not a base.
    """
    try:
        if not read_only and not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE_MODE))
        if not read_only:
            _give_rights_back(path)
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{_access(path, read_only=read_only)}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        try:
            if check is not None:
                check(connection)
            if not read_only:
                choose_log(connection, path)
            _set_pragmas(connection)
        except BaseException:
            connection.close()
            raise
    except (*FAILURES, OSError) as error:
        raise base_error(error, path) from error
    return connection


def _give_rights_back(path: Path) -> None:
    """Let the log of a base that may be written be written too.

    Who reads a base without the right to write makes the files of its log without it as well, and
    they stay.
    """
    for end in ("-wal", "-shm"):
        beside = path.with_name(f"{path.name}{end}")
        if beside.exists() and not os.access(beside, os.W_OK):
            with suppress(OSError):
                beside.chmod(FILE_MODE)


def _access(path: Path, *, read_only: bool) -> str:
    """Return how SQLite opens `path`.

    A write-ahead log cannot be read where its helper file cannot be made, unless SQLite is told
    that nothing changes: true only when no log or journal holds something beside the base.
    """
    if not read_only:
        return "mode=rw"
    beside = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-journal"))
    if os.access(path.parent, os.W_OK) or any(b.exists() and b.stat().st_size for b in beside):
        return "mode=ro"
    return "mode=ro&immutable=1"


def _set_pragmas(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("PRAGMA temp_store = FILE")  # a million rows to sort are not for memory
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def base_error(error: BaseException, path: Path) -> UnusableBase:
    """Return what the user must be told of a failure of SQLite or of the disk."""
    text = str(error).lower()
    known = {
        OTHER_SQLITE: "base.other_sqlite",
        "file is not a database": "base.not_a_base",
        "malformed": "base.damaged",
        "decode": "base.damaged",
        "disk is full": "base.disk_full",
        "readonly": "base.read_only",
        "locked": "base.busy",
        "unable to open": "base.cannot_open",
        "permission denied": "base.cannot_open",
        "no space left": "base.disk_full",
        "read-only file system": "base.read_only",
        "is a directory": "base.cannot_open",
    }
    for words, message_id in known.items():
        if words in text:
            return UnusableBase(message_id, path=str(path))
    return UnusableBase("base.failed", path=str(path), detail=str(error))


def moment_text(moment: datetime | None) -> str | None:
    """Return a moment as SQLModel stores it, in UTC, so that text order is time order."""
    return None if moment is None else moment.astimezone(UTC).strftime(MOMENT_FORMAT)


def moment_of(text: str | None) -> datetime | None:
    """Return the UTC moment stored as `text`."""
    return None if text is None else known_moment(text)


def known_moment(text: str) -> datetime:
    """Return the UTC moment stored as `text`, in a column that always has one."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day_of(text: str | None) -> date | None:
    """Return the day stored as `text`."""
    return None if text is None else date.fromisoformat(text)


def when_of(day: str | None, at: str | None, half: str, zone: ZoneInfo) -> When | None:
    """Return the planned time stored in three columns, its hour shown in `zone`."""
    moment = moment_of(at)
    if moment is not None:
        local = moment.astimezone(zone)
        return When(local.date(), time(local.hour, local.minute, fold=local.fold))
    if day is None:
        return None
    return When(date.fromisoformat(day), half=HalfDay(half) if half else None)
