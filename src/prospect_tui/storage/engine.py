"""The writing connection, every transaction BEGIN IMMEDIATE, and SQLAlchemy over it on demand.

Nothing is built at import. A transaction that reads first and writes later would fail at once when
another program wrote in between, hence IMMEDIATE. What is written in plain SQL pays for no session
of models.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from prospect_tui.storage.cells import give_back
from prospect_tui.storage.connection import connect
from prospect_tui.storage.journal import watch


class Writer:
    """One connection to `path` that notes every change in the journal; one writes at a time."""

    def __init__(self, path: Path) -> None:
        """Open it, and let SQLAlchemy look at it: it rolls back what is begun on a new one."""
        self.connection: sqlite3.Connection = connect(path)
        watch(self.connection)
        self._engine = create_engine(
            "sqlite://", creator=lambda: self.connection, poolclass=StaticPool
        )
        self._session: Session | None = None
        with Session(self._engine) as session:
            session.connection()

    @property
    def session(self) -> Session:
        """Return the session of models of the open transaction, which ends with it."""
        if self._session is None:
            self._session = Session(self._engine, expire_on_commit=False)
        return self._session

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction, which is rolled back unless `commit` is called within."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
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
        self._engine.dispose()
        self.connection.close()
