"""What is kept of a prospecting file beside its rows: its name, its order, its layout of columns.

It writes what it is given: texts are made and read by the rules of views and layouts.
"""

from prospect_tui.storage.driver import sqlite3


def is_name_taken(connection: sqlite3.Connection, name: str) -> bool:
    """Say whether a file, archived or not, is called so, whatever the case."""
    sql = "SELECT 1 FROM prospect_file WHERE lower(name) = lower(?)"
    return connection.execute(sql, (name,)).fetchone() is not None


def sort(connection: sqlite3.Connection, file_id: int) -> str:
    """Return the order of a file as it is kept, "" when it has none."""
    return _kept(connection, file_id, "sort")


def keep_sort(connection: sqlite3.Connection, file_id: int, text: str) -> None:
    """Keep the order of a file, in the caller's transaction."""
    connection.execute("UPDATE prospect_file SET sort = ? WHERE id = ?", (text, file_id))


def layout(connection: sqlite3.Connection, file_id: int) -> str:
    """Return the layout of a file as it is kept, "" when it has none."""
    return _kept(connection, file_id, "layout")


def keep_layout(connection: sqlite3.Connection, file_id: int, text: str) -> None:
    """Keep the layout of a file, in the caller's transaction."""
    connection.execute("UPDATE prospect_file SET layout = ? WHERE id = ?", (text, file_id))


def is_imported(connection: sqlite3.Connection, file_id: int) -> bool:
    """Say whether an import that still holds has filled a file."""
    sql = "SELECT 1 FROM import_batch WHERE file_id = ? AND undone_at IS NULL LIMIT 1"
    return connection.execute(sql, (file_id,)).fetchone() is not None


def _kept(connection: sqlite3.Connection, file_id: int, column: str) -> str:
    sql = f"SELECT {column} FROM prospect_file WHERE id = ?"
    row = connection.execute(sql, (file_id,)).fetchone()
    return str(row[0]) if row else ""
