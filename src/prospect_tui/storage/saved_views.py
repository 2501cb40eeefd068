"""Saved views as the base holds them: texts that no language changes. It reads none of them."""

from dataclasses import dataclass

from prospect_tui.storage.driver import sqlite3

_COLUMNS = "id, file_id, name, filter, sort, columns"


@dataclass(frozen=True, slots=True)
class StoredView:
    """One row of the table."""

    id: int
    file_id: int | None
    """None for a view of every file."""
    name: str
    filter: str
    sort: str
    layout: str


def living_files(connection: sqlite3.Connection) -> list[int]:
    """Return the numbers of the files that are not archived."""
    rows = connection.execute(
        "SELECT id FROM prospect_file WHERE archived_at IS NULL ORDER BY id"
    ).fetchall()
    return [file_id for (file_id,) in rows]


def stored_views(connection: sqlite3.Connection, file_id: int | None) -> list[StoredView]:
    """Return the views that a file may use, or those of all living files when none is given."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM saved_view WHERE file_id IS NULL OR file_id = ?1"
        " OR (?1 IS NULL AND file_id IN (SELECT id FROM prospect_file WHERE archived_at IS NULL))"
        " ORDER BY id",
        (file_id,),
    ).fetchall()
    return [StoredView(*row) for row in rows]


def stored_view(connection: sqlite3.Connection, view_id: int) -> StoredView | None:
    """Return one view, or None when it is gone."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM saved_view WHERE id = ?", (view_id,)
    ).fetchone()
    return StoredView(*row) if row else None


def insert_view(connection: sqlite3.Connection, view: StoredView) -> int:
    """Add a view, whatever the number it has; return its own."""
    cursor = connection.execute(
        "INSERT INTO saved_view (file_id, name, filter, sort, columns) VALUES (?, ?, ?, ?, ?)",
        (view.file_id, view.name, view.filter, view.sort, view.layout),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def update_view(connection: sqlite3.Connection, view: StoredView) -> None:
    """Write everything of a view, by its number."""
    connection.execute(
        "UPDATE saved_view SET file_id = ?, name = ?, filter = ?, sort = ?, columns = ?"
        " WHERE id = ?",
        (view.file_id, view.name, view.filter, view.sort, view.layout, view.id),
    )


def delete_view(connection: sqlite3.Connection, view_id: int) -> None:
    """Remove a view."""
    connection.execute("DELETE FROM saved_view WHERE id = ?", (view_id,))
