"""The number dialled last, for as long as its call has no result.

It is kept outside of what undo takes back: a call taken back was dialled all the same.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.storage import own_settings
from prospect_tui.storage.connection import moment_of, moment_text

_NAME = "dialled"


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number of a row, handed over at a moment."""

    prospect_id: int
    number: str
    """In E.164."""
    at: datetime


def remember(connection: sqlite3.Connection, dialled: Dialled) -> None:
    """Keep this one in the place of the one before, in the caller's transaction."""
    value = json.dumps([dialled.prospect_id, dialled.number, moment_text(dialled.at)])
    own_settings.keep(connection, {_NAME: value})


def forget(connection: sqlite3.Connection) -> None:
    """Forget it, in the caller's transaction."""
    connection.execute("DELETE FROM setting WHERE name = ?", (_NAME,))


def unanswered(connection: sqlite3.Connection) -> Dialled | None:
    """Return the number dialled last, None once its row has a call since, or is gone."""
    row = connection.execute(
        "SELECT d.value ->> 0, d.value ->> 1, d.value ->> 2 FROM setting d"
        " JOIN prospect p ON p.id = d.value ->> 0 AND p.created_at <= d.value ->> 2"
        " WHERE d.name = ? AND NOT EXISTS"
        " (SELECT 1 FROM call c WHERE c.prospect_id = p.id AND c.at >= d.value ->> 2)",
        (_NAME,),
    ).fetchone()
    if row is None:
        return None
    at = moment_of(row[2])
    assert at is not None
    return Dialled(row[0], row[1], at)
