"""What the journal noted of one record: its fields before and after each action, newest first.

Actions that were taken back are left out: what they wrote never held.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.storage.connection import NO_LIMIT, known_moment
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One row of a table, touched by one action."""

    at: datetime
    before: Mapping[str, object]
    """The columns that changed, as they were; empty for a new row, all of them for one deleted."""
    after: Mapping[str, object]
    """Likewise as they became; empty for a row that was deleted."""


def of_record(
    connection: sqlite3.Connection,
    table: str,
    row_id: int,
    columns: Collection[str],
    most: int | None = None,
) -> list[ChangeRecord]:
    """Return the latest changes of one row in any of `columns`, since the action that made it."""
    rows = connection.execute(
        "SELECT b.at, c.before, c.after FROM change c JOIN bundle b ON b.id = c.bundle_id"
        " WHERE c.table_name = ?1 AND c.row_id = ?2 AND c.before IS NOT NULL"
        " AND c.after IS NOT NULL AND b.undone_at IS NULL AND c.bundle_id NOT IN"
        " (SELECT bundle_id FROM change WHERE table_name = ?1 AND row_id = ?2 AND before IS NULL)"
        " AND EXISTS (SELECT 1 FROM json_each(c.after) named"
        " WHERE named.key IN (SELECT value FROM json_each(?3)))"
        " ORDER BY c.id DESC LIMIT ?4",
        (table, row_id, json.dumps([*columns]), NO_LIMIT if most is None else most),
    )
    return [_record(*row) for row in rows]


def of_people(
    connection: sqlite3.Connection, opportunity_id: int, most: int | None = None
) -> list[ChangeRecord]:
    """Return who was added to an opportunity, or taken off it, since it was made."""
    rows = connection.execute(
        "SELECT b.at, c.before, c.after FROM change c JOIN bundle b ON b.id = c.bundle_id"
        " WHERE c.table_name = 'opportunity_contact' AND (c.before IS NULL OR c.after IS NULL)"
        " AND coalesce(c.after, c.before) ->> 'opportunity_id' = ?1 AND b.undone_at IS NULL"
        " AND c.bundle_id NOT IN (SELECT bundle_id FROM change WHERE table_name = 'opportunity'"
        " AND row_id = ?1 AND before IS NULL) ORDER BY c.id DESC LIMIT ?2",
        (opportunity_id, NO_LIMIT if most is None else most),
    )
    return [_record(*row) for row in rows]


def _record(at: str, before: str | None, after: str | None) -> ChangeRecord:
    return ChangeRecord(known_moment(at), json.loads(before or "{}"), json.loads(after or "{}"))


def name_in(connection: sqlite3.Connection, table: str, record_id: object) -> str:
    """Return what a company, folder, source, campaign or pipeline is called, "" when unknown."""
    found = connection.execute(f"SELECT name FROM {table} WHERE id = ?", (record_id,)).fetchone()
    return str(found[0]) if found else ""


def person_named(connection: sqlite3.Connection, contact_id: object) -> str:
    """Return what a contact is called, "" when unknown."""
    found = connection.execute(
        f"SELECT {person_name('contact')} FROM contact WHERE id = ?",
        (contact_id,),
    ).fetchone()
    return str(found[0]) if found else ""
