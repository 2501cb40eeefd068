"""Sources and campaigns, known by their names: where opportunities come from."""

from prospect_tui.storage.driver import sqlite3

SOURCE, CAMPAIGN = "source", "campaign"
"""The tables."""


def names(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of the sources or of the campaigns, the latest first."""
    rows = connection.execute(f"SELECT name FROM {table} ORDER BY id DESC LIMIT 500").fetchall()
    return [name for (name,) in rows]


def id_named(connection: sqlite3.Connection, table: str, name: str) -> int | None:
    """Return the source or campaign of this name, made if it is new; None for an empty name."""
    if not name:
        return None
    known = connection.execute(
        f"SELECT id FROM {table} WHERE name = ? COLLATE NOCASE ORDER BY name <> ?, id LIMIT 1",
        (name, name),
    ).fetchone()
    if known is not None:
        return int(known[0])
    columns, values = ("name", "?") if table == SOURCE else ("name, script", "?, ''")
    made = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", (name,))
    assert made.lastrowid is not None
    return made.lastrowid
