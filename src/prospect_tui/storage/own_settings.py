"""What is kept with a base rather than with the computer: small choices, by name. No undo."""

from collections.abc import Mapping

from prospect_tui.storage.driver import sqlite3


def value(connection: sqlite3.Connection, name: str) -> str:
    """Return what is kept under a name, or ""."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def keep(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Keep values under their names, in the caller's transaction."""
    connection.executemany(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        list(values.items()),
    )
