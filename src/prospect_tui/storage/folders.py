"""Reading and writing client folders: the sales of one client, and who is a client without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from prospect_tui.domain.agenda import AFTER_SALE
from prospect_tui.domain.errors import NotFound
from prospect_tui.storage.connection import known_moment, moment_of, moment_text
from prospect_tui.storage.driver import sqlite3


@dataclass(frozen=True, slots=True)
class FolderRecord:
    """A client folder as stored."""

    id: int
    name: str
    company_id: int | None
    company_name: str
    city: str
    notes: str
    created_at: datetime


class SaleRow(NamedTuple):
    """A sale of somebody who is a client, or in a folder, as a list of clients counts it."""

    id: int
    title: str
    folder_id: int | None
    company_id: int | None
    company_name: str
    city: str
    outcome: str
    amount_cents: int
    closed_at: str | None
    next_day: str | None
    next_at: str | None
    is_renewal: int


class Exchange(NamedTuple):
    """A call, a note or something done, in one of the sales of a folder."""

    kind: str
    """"call", "note" or "activity"."""
    at: datetime
    code: str
    """The result of a call, the code of an activity."""
    text: str
    result: str
    """What came of an activity."""
    about: str
    """The title of the sale."""


class FollowUp(NamedTuple):
    """An after-sale follow-up that is to be done."""

    id: int
    sale_id: int
    title: str
    subject: str
    day: str
    at: str | None


def folder(connection: sqlite3.Connection, folder_id: int) -> FolderRecord:
    """Return one folder; raises `NotFound`."""
    row = connection.execute(
        "SELECT f.id, f.name, f.company_id, coalesce(c.name, ''), coalesce(c.city, ''), f.notes,"
        " f.created_at FROM client_folder f LEFT JOIN company c ON c.id = f.company_id"
        " WHERE f.id = ?",
        (folder_id,),
    ).fetchone()
    if row is None:
        raise NotFound("folder.not_found", folder=folder_id)
    number, name, company_id, company_name, city, notes, created = row
    return FolderRecord(number, name, company_id, company_name, city, notes, known_moment(created))


def names(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the name of each folder."""
    return dict(connection.execute("SELECT id, name FROM client_folder ORDER BY id").fetchall())


def filed(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the folder of each sale that is in one."""
    rows = connection.execute(
        "SELECT id, folder_id FROM opportunity WHERE folder_id IS NOT NULL"
    ).fetchall()
    return dict(rows)


def of_client(connection: sqlite3.Connection, sale_id: int) -> int | None:
    """Return the one folder in which other sales of the client of a sale are, None in none or two.

    The client is the company of the sale; without one, its people: then in sales of no company, and
    not those which they only advance for somebody else.
    """
    rows = connection.execute(
        "SELECT other.folder_id FROM opportunity mine JOIN opportunity other"
        " ON other.company_id = mine.company_id WHERE mine.id = ?1 AND other.id <> ?1"
        " UNION SELECT other.folder_id FROM opportunity mine"
        " JOIN opportunity_contact me ON me.opportunity_id = mine.id"
        " JOIN opportunity_contact again ON again.contact_id = me.contact_id"
        " JOIN opportunity other ON other.id = again.opportunity_id"
        " WHERE mine.id = ?1 AND other.id <> ?1 AND mine.company_id IS NULL"
        " AND other.company_id IS NULL AND NOT other.intermediary",
        (sale_id,),
    ).fetchall()
    known = [folder_id for (folder_id,) in rows if folder_id is not None]
    return known[0] if len(known) == 1 else None


def sales_of_clients(connection: sqlite3.Connection) -> list[SaleRow]:
    """Return the sales in folders, the won ones in none, and the others of their companies."""
    rows = connection.execute(
        "SELECT o.id, o.title, o.folder_id, o.company_id, coalesce(c.name, ''),"
        " coalesce(c.city, ''), o.outcome, o.amount_cents, o.closed_at, o.next_day, o.next_at,"
        " o.renewal_of_id IS NOT NULL"
        " FROM opportunity o LEFT JOIN company c ON c.id = o.company_id"
        " WHERE o.folder_id IS NOT NULL OR o.outcome = 'won' OR o.company_id IN"
        " (SELECT company_id FROM opportunity WHERE outcome = 'won' AND folder_id IS NULL"
        " AND company_id IS NOT NULL) ORDER BY o.id"
    ).fetchall()
    return [SaleRow(*row) for row in rows]


def last_exchanges(connection: sqlite3.Connection) -> dict[int, datetime]:
    """Return when each sale last had a call, a note or something done, its rows' included.

    `CROSS JOIN` makes the sales lead: most calls and notes are about rows that became none.
    """
    rows = connection.execute(
        "WITH sale(id) AS (SELECT id FROM opportunity), of_row(sale, row) AS"
        " (SELECT sale.id, p.id FROM sale CROSS JOIN prospect p ON p.opportunity_id = sale.id),"
        " said(sale, at) AS ("
        " SELECT sale.id, c.at FROM sale CROSS JOIN call c ON c.opportunity_id = sale.id"
        " UNION ALL SELECT r.sale, c.at FROM of_row r CROSS JOIN call c ON c.prospect_id = r.row"
        " UNION ALL SELECT sale.id, n.at FROM sale CROSS JOIN note n ON n.opportunity_id = sale.id"
        " UNION ALL SELECT r.sale, n.at FROM of_row r CROSS JOIN note n ON n.prospect_id = r.row"
        " UNION ALL SELECT sale.id, a.done_at FROM sale CROSS JOIN activity a"
        " ON a.opportunity_id = sale.id AND a.done_at IS NOT NULL)"
        " SELECT sale, max(at) FROM said GROUP BY sale"
    ).fetchall()
    return {sale: at for sale, text in rows if (at := moment_of(text)) is not None}


def follow_ups(connection: sqlite3.Connection, folder_id: int | None = None) -> list[FollowUp]:
    """Return the after-sale follow-ups to be done, of one folder or of all sales, soonest first."""
    rows = connection.execute(
        "SELECT a.id, o.id, o.title, a.subject, a.day, a.at FROM activity a"
        " JOIN opportunity o ON o.id = a.opportunity_id"
        " WHERE a.code = ?1 AND a.done_at IS NULL AND a.cancelled_at IS NULL"
        " AND (?2 IS NULL OR o.folder_id = ?2) ORDER BY a.day, a.at, a.id",
        (AFTER_SALE, folder_id),
    ).fetchall()
    return [FollowUp(*row) for row in rows]


def ambassadors(connection: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """Return (sale, contact, day since when) of the people who recommend the user."""
    return connection.execute(
        "SELECT oc.opportunity_id, c.id, c.ambassador_on FROM contact c"
        " JOIN opportunity_contact oc ON oc.contact_id = c.id WHERE c.ambassador_on IS NOT NULL"
    ).fetchall()


def exchanges(connection: sqlite3.Connection, folder_id: int, most: int) -> list[Exchange]:
    """Return what was said and done in all the sales of a folder, newest first."""
    sources = (
        ("call", "at", "x.result", "coalesce(nullif(x.note, ''), x.reason)", "''", "1"),
        ("note", "at", "''", "x.body", "''", "1"),
        ("activity", "done_at", "x.code", "x.subject", "x.result", "x.done_at IS NOT NULL"),
    )
    found = " UNION ".join(
        f"SELECT '{table}', x.{at} AS at, {code}, {text}, {result}, s.title, x.id FROM {owner} s"
        f" JOIN {table} x ON x.{column} = s.id WHERE {wanted}"
        for table, at, code, text, result, wanted in sources
        for owner, column in (("sale", "opportunity_id"), ("of_row", "prospect_id"))
    )
    rows = connection.execute(
        "WITH sale(id, title) AS (SELECT id, title FROM opportunity WHERE folder_id = ?),"
        " of_row(id, title) AS (SELECT p.id, sale.title FROM sale"
        " JOIN prospect p ON p.opportunity_id = sale.id)"
        f" {found} ORDER BY 2 DESC, 7 DESC LIMIT ?",
        (folder_id, most),
    ).fetchall()
    return [Exchange(kind, known_moment(at), *said) for kind, at, *said, _id in rows]


def put(
    connection: sqlite3.Connection, sale_ids: Iterable[int], folder_id: int | None, at: datetime
) -> None:
    """Put sales in a folder, or take them out of theirs."""
    connection.executemany(
        "UPDATE opportunity SET folder_id = ?, updated_at = ? WHERE id = ?",
        [(folder_id, moment_text(at), sale_id) for sale_id in sale_ids],
    )


def add(connection: sqlite3.Connection, name: str, company_id: int | None, at: datetime) -> int:
    """Make a folder; returns its number."""
    made = connection.execute(
        "INSERT INTO client_folder (name, company_id, created_at) VALUES (?, ?, ?)",
        (name, company_id, moment_text(at)),
    )
    assert made.lastrowid is not None
    return made.lastrowid


def write(connection: sqlite3.Connection, folder_id: int, column: str, text: str) -> None:
    """Write the name or the notes of a folder."""
    assert column in {"name", "notes"}
    connection.execute(f"UPDATE client_folder SET {column} = ? WHERE id = ?", (text, folder_id))


def delete(connection: sqlite3.Connection, folder_id: int) -> None:
    """Take away a folder in which no sale is left."""
    connection.execute("DELETE FROM client_folder WHERE id = ?", (folder_id,))
