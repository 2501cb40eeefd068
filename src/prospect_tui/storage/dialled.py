"""The number dialled last, for as long as its call has no result.

It is kept outside of what undo takes back: a call taken back was dialled all the same.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.storage import own_settings
from prospect_tui.storage.connection import known_moment, moment_text
from prospect_tui.storage.driver import sqlite3

_NAME = "dialled"
_SALES = "(SELECT oc.opportunity_id FROM opportunity_contact oc WHERE oc.contact_id = k.id)"


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number of a row, or of a person of a sale, handed over at a moment."""

    prospect_id: int | None
    number: str
    """In E.164."""
    at: datetime
    contact_id: int | None = None
    """The person who was called, when it was not through a row."""


def remember(connection: sqlite3.Connection, dialled: Dialled) -> None:
    """Keep this one in the place of the one before, in the caller's transaction."""
    at = moment_text(dialled.at)
    value = json.dumps([dialled.prospect_id, dialled.number, at, dialled.contact_id])
    own_settings.keep(connection, {_NAME: value})


def forget(connection: sqlite3.Connection) -> None:
    """Forget it, in the caller's transaction."""
    connection.execute("DELETE FROM setting WHERE name = ?", (_NAME,))


_ANSWERED = (
    " EXISTS (SELECT 1 FROM call c WHERE c.prospect_id = p.id AND c.at >= d.at)"
    " OR EXISTS (SELECT 1 FROM note n WHERE n.at > d.at AND (n.contact_id = k.id"
    f" OR n.opportunity_id IN {_SALES}))"
    " OR EXISTS (SELECT 1 FROM activity a WHERE a.done_at > d.at"
    f" AND a.opportunity_id IN {_SALES})"
    f" OR EXISTS (SELECT 1 FROM opportunity o WHERE o.id IN {_SALES} AND o.updated_at > d.at)"
)
"""A call of the row since; for a person, a note, or anything written on one of their sales."""


def unanswered(connection: sqlite3.Connection) -> Dialled | None:
    """Return the number dialled last, None once its call is answered for, or its record is gone."""
    row = connection.execute(
        "SELECT p.id, d.number, d.at, k.id FROM (SELECT value ->> 0 AS prospect_id,"
        " value ->> 1 AS number, value ->> 2 AS at, value ->> 3 AS contact_id"
        " FROM setting WHERE name = ?) d"
        " LEFT JOIN prospect p ON p.id = d.prospect_id AND p.created_at <= d.at"
        " LEFT JOIN contact k ON k.id = d.contact_id AND k.created_at <= d.at"
        f" WHERE (p.id IS NOT NULL OR k.id IS NOT NULL) AND NOT ({_ANSWERED})",
        (_NAME,),
    ).fetchone()
    if row is None:
        return None
    return Dialled(row[0], row[1], known_moment(row[2]), row[3])
