"""What the lists that the user keeps in order share: the places of their entries, the retired ones.

A table is named by the program, never by what is typed.
"""

from collections.abc import Iterable
from datetime import datetime

from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3


def set_order(
    connection: sqlite3.Connection,
    table: str,
    entries: Iterable[object],
    key: str = "id",
    first: int = 0,
) -> None:
    """Give the rows of a table, known by their `key`, their places in this order."""
    connection.executemany(
        f"UPDATE {table} SET position = ?1 WHERE {key} = ?2 AND position <> ?1",
        list(enumerate(entries, start=first)),
    )


def set_retired(connection: sqlite3.Connection, table: str, code: str, at: datetime | None) -> None:
    """Retire an entry at a moment, or bring it back (None)."""
    connection.execute(f"UPDATE {table} SET retired_at = ? WHERE code = ?", (moment_text(at), code))
