"""The writing connection, every transaction BEGIN IMMEDIATE, and sessions of models on demand.

A transaction that reads first and writes later would fail at once when another program wrote in
between, hence IMMEDIATE. What is written in plain SQL pays for no session, nor loads SQLModel.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prospect_tui.storage.cells import give_back
from prospect_tui.storage.connection import FAILURES, connect
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import begin
from prospect_tui.storage.journal import watch

if TYPE_CHECKING:
    from sqlalchemy.orm import sessionmaker
    from sqlmodel import Session


class Writer:
    """One connection to `path` that notes every change in the journal; one writes at a time."""

    def __init__(self, path: Path) -> None:
        """Open it."""
        self.connection: sqlite3.Connection = connect(path)
        watch(self.connection)
        self._session: Session | None = None

    @cached_property
    def sessions(self) -> "sessionmaker[Session]":
        """Return what opens sessions of models on the connection."""
        from prospect_tui.storage.models.sessions import sessions_on  # noqa: PLC0415 - slow

        return sessions_on(self.connection)

    @property
    def session(self) -> "Session":
        """Return the session of models of the open transaction, which ends with it."""
        if self._session is None:
            self._session = self.sessions()
        return self._session

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction, which is rolled back unless `commit` is called within.

        What SQLite refuses is raised as SQLite tells it, when models were written too.
        """
        begin(self.connection)
        try:
            yield self.connection
        except Exception as error:
            told = getattr(error, "orig", None)  # by SQLAlchemy, which may not be loaded
            if isinstance(told, FAILURES):
                raise told from None
            raise
        finally:
            session, self._session = self._session, None
            if session is not None:
                session.close()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            give_back(self.connection)

    def flush(self) -> None:
        """Write what was changed in models, if any was."""
        if self._session is not None:
            self._session.flush()

    def commit(self) -> None:
        """Put what was written in the file."""
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
