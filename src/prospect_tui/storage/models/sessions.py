"""Sessions of models on an open connection: the only way to SQLAlchemy besides the tables.

It stands among the tables so as to be imported after them. Packages that import each other in a
circle are half there, and the import fails, when two threads come upon them at once: here the
second one waits at the package of the tables, whichever of these modules it asks for.
"""

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from prospect_tui.storage.driver import sqlite3


def sessions_on(connection: sqlite3.Connection) -> sessionmaker[Session]:
    """Return what opens sessions in the transactions that others begin and end on `connection`."""
    engine = create_engine(
        "sqlite://",
        module=sqlite3,  # the exceptions that are to be told as SQLAlchemy's
        creator=lambda: connection,
        poolclass=StaticPool,
        skip_autocommit_rollback=True,  # else the first look at a connection ends what is begun
    )
    return sessionmaker(engine, class_=Session, expire_on_commit=False)
