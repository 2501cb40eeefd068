"""The log that SQLite keeps beside a base: which one loses nothing, on this SQLite and this disk.

A write-ahead log lets readers and a writer work at once, but needs a SQLite that has no fault in
it and memory that all programs on the base share: it is refused wherever one of these lacks.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from prospect_tui.storage.driver import sqlite3

FIXED_WAL = (3, 51, 3)
"""First SQLite whose write-ahead log is safe with several connections (the WAL-reset bug)."""
WAL, TRUNCATE = "wal", "truncate"
LOG_BYTES = 32 * 1024 * 1024
"""What a write-ahead log is cut back to after a large change: more than an import needs."""
OTHER_SQLITE = "write-ahead log of a newer sqlite"
"""What is raised where this SQLite must not write: others work there as it cannot."""
MOUNTS = Path("/proc/self/mounts")
"""Where Linux lists its file systems; elsewhere all are taken for local ones."""
_FAR = (
    *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.", "gfs", "gluster", "lustre"),
    *("ncpfs", "nfs", "ocfs", "prl_fs", "smb", "vboxsf", "virtiofs", "vmhgfs"),
)
"""How the kinds of file systems begin that another machine may write to, or a program serves."""


def journal_mode(path: Path, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return the journal mode that loses nothing and corrupts nothing for the base at `path`."""
    return WAL if version >= FIXED_WAL and not is_far(path) else TRUNCATE


def is_far(path: Path) -> bool:
    """Say whether a file is on a file system whose memory other machines do not share."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    return _kind_of(os.path.realpath(path), lines).startswith(_FAR)


def _kind_of(path: str, lines: Iterable[str]) -> str:
    """Return the kind of the file system that holds `path`: the last of the deepest mounts."""
    found, kind = "", ""
    for line in lines:
        _source, place, mounted, *_options = line.split(" ")
        place = place.replace("\\040", " ").rstrip("/")
        if len(place) >= len(found) and (path + "/").startswith(place + "/"):
            found, kind = place, mounted
    return kind


def choose_log(connection: sqlite3.Connection, path: Path) -> None:
    """Give the base at `path` its journal mode. Raises `sqlite3.OperationalError`.

    To leave the write-ahead log one must be alone: a base that a newer SQLite has open is refused.
    """
    wanted = journal_mode(path)
    try:
        given = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
    except sqlite3.OperationalError as error:
        is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
        if is_busy and wanted == TRUNCATE and _is_logged_ahead(connection):
            raise sqlite3.OperationalError(OTHER_SQLITE) from error
        raise
    if given != wanted:  # a file system that shares no memory at all
        connection.execute(f"PRAGMA journal_mode = {TRUNCATE}")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes. Raises `sqlite3.OperationalError`.

    A newer SQLite can have begun a write-ahead log since the base was opened: this one reads it,
    but writing at the same time could corrupt the base.
    """
    connection.execute("BEGIN IMMEDIATE")
    if sqlite3.sqlite_version_info < FIXED_WAL and _is_logged_ahead(connection):
        connection.execute("ROLLBACK")
        raise sqlite3.OperationalError(OTHER_SQLITE)


def _is_logged_ahead(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == WAL)
