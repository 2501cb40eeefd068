"""What happened with a person or a company: the calls and the notes of its sales and rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.storage.connection import known_moment
from prospect_tui.storage.driver import sqlite3


@dataclass(frozen=True, slots=True)
class Past:
    """One call or note."""

    kind: str
    """"call" or "note"."""
    at: datetime
    code: str
    """The result of a call."""
    text: str
    about: str
    """The sale in which it was, "" for a prospect row or for the person itself."""


_LISTED = "(SELECT value FROM json_each(?))"
_PAST = (
    "SELECT 'call', x.at, x.result, coalesce(nullif(x.note, ''), x.reason), coalesce(o.title, '')"
    " FROM call x LEFT JOIN opportunity o ON o.id = x.opportunity_id WHERE {calls}"
    " UNION ALL SELECT 'note', x.at, '', x.body, coalesce(o.title, '')"
    " FROM note x LEFT JOIN opportunity o ON o.id = x.opportunity_id WHERE {notes}"
    " ORDER BY 2 DESC LIMIT ?"
)
_THEIRS = f"(x.opportunity_id IN {_LISTED} OR x.prospect_id IN {_LISTED} OR x.{{own}} = ?)"


def of_person(
    connection: sqlite3.Connection,
    contact_id: int,
    opportunity_ids: Iterable[int],
    row_ids: Iterable[int],
    most: int,
) -> list[Past]:
    """Return the latest calls and notes of a person, newest first."""
    theirs = _THEIRS.format(own="contact_id")
    wanted = (json.dumps([*opportunity_ids]), json.dumps([*row_ids]), contact_id)
    query = _PAST.format(calls=theirs, notes=theirs)
    return _read(connection, query, (*wanted, *wanted, most))


def of_sale(
    connection: sqlite3.Connection, opportunity_id: int, row_ids: Iterable[int], most: int
) -> list[Past]:
    """Return the latest calls and notes of a sale, newest first."""
    theirs = f"(x.opportunity_id = ? OR x.prospect_id IN {_LISTED})"
    wanted = (opportunity_id, json.dumps([*row_ids]))
    return _read(connection, _PAST.format(calls=theirs, notes=theirs), (*wanted, *wanted, most))


def of_company(
    connection: sqlite3.Connection,
    company_id: int,
    opportunity_ids: Iterable[int],
    row_ids: Iterable[int],
    most: int,
) -> list[Past]:
    """Return the latest calls and notes of a company, those on its people included."""
    calls = f"(x.opportunity_id IN {_LISTED} OR x.prospect_id IN {_LISTED})"
    notes = (
        f"({_THEIRS.format(own='company_id')} OR x.contact_id IN"
        " (SELECT id FROM contact WHERE company_id = ?))"
    )
    wanted = (json.dumps([*opportunity_ids]), json.dumps([*row_ids]))
    query = _PAST.format(calls=calls, notes=notes)
    return _read(connection, query, (*wanted, *wanted, company_id, company_id, most))


def _read(connection: sqlite3.Connection, query: str, values: tuple[object, ...]) -> list[Past]:
    rows = connection.execute(query, values).fetchall()
    return [Past(kind, known_moment(at), *said) for kind, at, *said in rows]
