"""The open base with its clock and settings: how every use-case reads and writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from prospect_tui.clock import Clock
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.settings import Settings
from prospect_tui.storage import journal
from prospect_tui.storage.connection import FAILURES, base_error, connect

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Writing:
    """One open transaction: the model session, the same connection for plain SQL, one moment."""

    session: "Session"
    connection: sqlite3.Connection
    now: datetime
    bundle_id: int


class Workspace:
    """An open base. Reads are plain SQLite; writes go through SQLModel, one bundle at a time."""

    def __init__(self, path: Path, clock: Clock, settings: Settings, *, read_only: bool = False):
        """Use the migrated base at `path`; `services.opening` makes sure that it is one."""
        self.path = path
        self.clock = clock
        self.settings = settings
        self.read_only = read_only

    @property
    def zone(self) -> ZoneInfo:
        """Return the user's zone."""
        return self.clock.zone

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Return the user's working days and hours."""
        return self.settings.calendar()

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """Return the reading connection of the main thread."""
        return connect(self.path, read_only=self.read_only)

    def open_reader(self) -> sqlite3.Connection:
        """Return a reading connection of its own, for another thread; the caller closes it."""
        return connect(self.path, read_only=True)

    @cached_property
    def _engine(self) -> "Engine":
        from prospect_tui.storage.engine import writing_engine  # noqa: PLC0415 - slow, first write

        return writing_engine(self.path)

    def prepare_writing(self) -> None:
        """Load what writing needs, so that the first save is as quick as the next ones."""
        if not self.read_only:
            from prospect_tui.storage import models  # noqa: F401, PLC0415 - slow to import

            with self._engine.connect() as connection:
                connection.rollback()

    @contextmanager
    def writing(self, code: str, **params: object) -> Iterator[Writing]:
        """Open the one transaction of an action; commit at the end, roll back on any error.

        `code` names the action in the journal, with its `params` for its label. Raises
        `UnusableBase` when the disk or another program prevents it: nothing is then written.
        """
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - slow to import
        from sqlmodel import Session  # noqa: PLC0415 - slow to import

        self._check_may_write()
        now = self.clock.now()
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                raw = self._raw(session)
                bundle_id = journal.begin_bundle(raw, code, params, now, str(self.zone))
                try:
                    yield Writing(session, raw, now, bundle_id)
                    session.flush()
                    journal.end_bundle(raw, bundle_id)
                except BaseException:
                    journal.pause(raw)
                    raise
                session.commit()
        except DBAPIError as error:
            raise base_error(error.orig or error, self.path) from error
        except FAILURES as error:
            raise base_error(error, self.path) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open a plain transaction outside the journal: drafts, imports, undo itself."""
        self._check_may_write()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA defer_foreign_keys = ON")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:  # a full disk has already ended it
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except FAILURES as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise base_error(error, self.path) from error

    def _check_may_write(self) -> None:
        if self.read_only:
            raise UnusableBase("base.read_only", path=str(self.path))

    @staticmethod
    def _raw(session: "Session") -> sqlite3.Connection:
        raw = session.connection().connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return raw

    def close(self) -> None:
        """Close every connection."""
        for name in ("_engine", "connection"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.dispose() if name == "_engine" else opened.close()
