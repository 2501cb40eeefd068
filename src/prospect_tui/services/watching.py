"""Noticing that another program wrote to the base: another window, the command line, an import.

SQLite says that a base has changed, not who changed it. This program's own writes are told apart by
looking at that sign within them, where nobody else can write. It reads the sign only, and never
waits: while somebody is writing, the answer comes at the next question.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.storage.connection import connect
from prospect_tui.storage.driver import sqlite3


class Watch:
    """What was seen of one base; any thread may tell and ask. Nothing is opened before `start`."""

    def __init__(self, path: Path) -> None:
        """Watch the base at `path` from `start` on."""
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._sign: int | None = None
        self._others_wrote = False
        self._telling = threading.Lock()

    def start(self) -> None:
        """Begin to watch; what was written before is not told."""
        with self._telling:
            if self._connection is None:
                try:
                    self._connection = connect(self._path, read_only=True)
                    self._connection.execute("PRAGMA busy_timeout = 0")
                except (UnusableBase, sqlite3.Error):
                    return
                self._sign = self._read()

    def begun(self) -> None:
        """Hear that this program has begun to write: what changed before is the work of others."""
        if self._connection is not None:
            with self._telling:
                self._compare()

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Surround the commit of this program, so that its own change is not told."""
        if self._connection is None:
            yield
            return
        with self._telling:
            yield
            sign = self._read()
            if sign is not None:
                self._sign = sign

    def has_changed(self) -> bool:
        """Say whether another program has written since the last time it was asked."""
        if self._connection is None or not self._telling.acquire(blocking=False):
            return False
        try:
            self._compare()
            changed, self._others_wrote = self._others_wrote, False
        finally:
            self._telling.release()
        return changed

    def close(self) -> None:
        """Stop watching."""
        with self._telling:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _compare(self) -> None:
        sign = self._read()
        if sign is not None and sign != self._sign:
            self._others_wrote = self._others_wrote or self._sign is not None
            self._sign = sign

    def _read(self) -> int | None:
        """Return the sign, which differs after each change; None while it cannot be read."""
        assert self._connection is not None
        try:
            ((sign,),) = self._connection.execute("PRAGMA data_version").fetchall()
        except sqlite3.Error:
            return None
        return int(sign)
