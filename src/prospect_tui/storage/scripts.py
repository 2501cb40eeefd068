"""Reading and writing the scripts of files and campaigns."""

from prospect_tui.storage.driver import sqlite3


def of_file(connection: sqlite3.Connection, file_id: int) -> str:
    """Return the script of a file, else that of its campaign, else ""."""
    row = connection.execute(
        "SELECT coalesce(nullif(f.script, ''), c.script, '')"
        " FROM prospect_file f LEFT JOIN campaign c ON c.id = f.campaign_id WHERE f.id = ?",
        (file_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def save_of_file(connection: sqlite3.Connection, file_id: int, text: str) -> None:
    """Replace the script of a file."""
    connection.execute("UPDATE prospect_file SET script = ? WHERE id = ?", (text, file_id))
