"""Who is known already: contacts by number or mail, companies by their identifiers or name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.people import PERSONAL_MAILS
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name, row_name


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact found again."""

    field: str
    """By which it was found: "phone" or "email"."""
    id: int
    name: str
    last_name: str
    company_id: int | None
    company_name: str


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """A company found again."""

    field: str
    """By which it was found: "siret", "siren" or "name"."""
    id: int
    name: str
    postcode: str
    siren: str


_CONTACT = (
    f"SELECT c.id, {person_name('c')}, c.last_name, c.company_id, coalesce(co.name, '')"
    " FROM contact c LEFT JOIN company co ON co.id = c.company_id"
)


def contacts(
    connection: sqlite3.Connection, e164s: Iterable[str], mails: Iterable[str]
) -> list[KnownContact]:
    """Return the contacts that have one of these mails, then those that have one of the numbers."""
    found: dict[int, KnownContact] = {}
    for mail in mails:
        for field in PERSONAL_MAILS:
            for row in connection.execute(
                f"{_CONTACT} WHERE c.{field} = ? COLLATE NOCASE ORDER BY c.id", (mail,)
            ).fetchall():
                found.setdefault(row[0], KnownContact("email", *row))
    for number in e164s:
        for row in connection.execute(
            f"{_CONTACT} WHERE c.id IN (SELECT contact_id FROM phone_line WHERE e164 = ?)"
            " ORDER BY c.id",
            (number,),
        ).fetchall():
            found.setdefault(row[0], KnownContact("phone", *row))
    return list(found.values())


def companies(
    connection: sqlite3.Connection,
    *,
    siret: str = "",
    siren: str = "",
    name: str = "",
    postcode: str = "",
) -> list[KnownCompany]:
    """Return the companies with this SIRET, else this SIREN, else exactly this name, folded.

    By name only those at a `postcode`, when one is given.
    """
    for field, value in (("siret", siret), ("siren", siren)):
        rows = connection.execute(
            f"SELECT id, name, postcode, siren FROM company WHERE {field} = ? AND ? <> ''"
            " ORDER BY id",
            (value, value),
        ).fetchall()
        if rows:
            return [KnownCompany(field, *row) for row in rows]
    if not name:
        return []
    wanted = fold(name)
    rows = connection.execute(
        "SELECT id, name, postcode, siren FROM company WHERE ? IN ('', postcode)", (postcode,)
    ).fetchall()
    return [KnownCompany("name", *row) for row in rows if fold(row[1]) == wanted]


def company_of_row(connection: sqlite3.Connection, cells: Mapping[str, str]) -> int | None:
    """Return the company that a prospect row is about, or None.

    The one with its SIRET, else its SIREN, else the only one of exactly its name and postcode.
    """
    postcode = cells["postcode"]
    name = cells["company_name"] if postcode else ""
    found = companies(
        connection, siret=cells["siret"], siren=cells["siren"], name=name, postcode=postcode
    )
    is_sure = found and (found[0].field != "name" or len(found) == 1)
    return found[0].id if is_sure else None


def rows_with(connection: sqlite3.Connection, e164s: Iterable[str]) -> list[tuple[int, str, str]]:
    """Return (id, name, file) of some prospect rows that have one of these numbers."""
    numbers = list(e164s)
    places = ", ".join("?" * len(numbers))
    return connection.execute(
        f"SELECT DISTINCT p.id, {row_name('p')}, f.name FROM phone_line l"
        " JOIN prospect p ON p.id = l.prospect_id JOIN prospect_file f ON f.id = p.file_id"
        f" WHERE l.e164 IN ({places}) ORDER BY p.id LIMIT 5",
        numbers,
    ).fetchall()
