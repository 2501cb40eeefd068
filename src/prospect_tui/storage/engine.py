"""The writing engine: SQLAlchemy over our own connections, every transaction BEGIN IMMEDIATE.

Nothing is built at import. A transaction that reads first and writes later would fail at once when
another program wrote in between, hence IMMEDIATE.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from prospect_tui.storage.cells import give_back
from prospect_tui.storage.connection import connect
from prospect_tui.storage.journal import watch


def writing_engine(path: Path) -> Engine:
    """Return an engine on `path` whose connections note every change in the journal."""
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path), poolclass=QueuePool, pool_size=1
    )

    @event.listens_for(engine, "connect")
    def _watch(raw: object, _record: object) -> None:
        watch(raw)  # type: ignore[arg-type]

    @event.listens_for(engine, "checkin")
    def _give_back(raw: object, _record: object) -> None:
        if isinstance(raw, sqlite3.Connection):
            give_back(raw)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
