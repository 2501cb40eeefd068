"""Reading people and companies, who is in which sale, and keeping their numbers for dialling."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.people import COMPANY_FIELDS, CONTACT_FIELDS
from prospect_tui.domain.prospect import callable_numbers, person_name
from prospect_tui.storage import user_lists
from prospect_tui.storage.connection import known_moment, moment_text
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import row_name
from prospect_tui.storage.search import terms

_CONTACT_KEYS = tuple(column.key for column in CONTACT_FIELDS)
_COMPANY_KEYS = tuple(column.key for column in COMPANY_FIELDS)
_STORED = {"turnover": "turnover_cents"}
"""Fields that are called otherwise in their table."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as stored, every field as text."""

    id: int
    company_id: int | None
    company_name: str
    opposed: bool
    """Whether the person objected, or may have: a number or address of hers is in the list."""
    values: Mapping[str, str]
    updated_at: datetime

    @property
    def name(self) -> str:
        """Return civility, first and last name; else what else is known of the person."""
        known = (self.values[key] for key in ("job_title", "email", "mobile", "phone"))
        return person_name(self.values) or next((text for text in known if text), "")


@dataclass(frozen=True, slots=True)
class CompanyRecord:
    """A company as stored, every field as text."""

    id: int
    values: Mapping[str, str]
    updated_at: datetime
    people: int
    """How many contacts it has."""
    opportunities: int

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.values["name"] or self.values["trade_name"] or self.values["siret"]


@dataclass(frozen=True, slots=True)
class Involved:
    """A sale in which a person is."""

    opportunity_id: int
    role: str
    place: int
    """From 0, which is the one who matters most."""


Link = tuple[int, int]
"""What puts a person in a sale: the number of that row, and of the contact."""


def stored_name(key: str) -> str:
    """Return how a field is called in its table."""
    return _STORED.get(key, key)


def _columns(table: str, keys: Iterable[str]) -> str:
    return ", ".join(f"coalesce({table}.{stored_name(key)}, '')" for key in keys)


_PEOPLE = (
    f"SELECT c.id, c.company_id, coalesce(co.name, ''), c.opposed, c.updated_at,"
    f" {_columns('c', _CONTACT_KEYS)} FROM contact c LEFT JOIN company co ON co.id = c.company_id"
)
_COMPANIES = (
    "SELECT co.id, co.updated_at,"
    " (SELECT count(*) FROM contact c WHERE c.company_id = co.id),"
    " (SELECT count(*) FROM opportunity o WHERE o.company_id = co.id),"
    f" {_columns('co', _COMPANY_KEYS)} FROM company co"
)


def person(connection: sqlite3.Connection, contact_id: int) -> PersonRecord:
    """Return one person; raises `NotFound`."""
    row = connection.execute(f"{_PEOPLE} WHERE c.id = ?", (contact_id,)).fetchone()
    if row is None:
        raise NotFound("contact.not_found", contact=contact_id)
    return _person(row)


def people_of_company(connection: sqlite3.Connection, company_id: int) -> list[PersonRecord]:
    """Return the people of a company, in their order."""
    rows = connection.execute(
        f"{_PEOPLE} WHERE c.company_id = ? ORDER BY c.position, c.last_name, c.id", (company_id,)
    )
    return [_person(row) for row in rows.fetchall()]


def people_of_opportunity(
    connection: sqlite3.Connection, opportunity_id: int
) -> list[tuple[PersonRecord, str]]:
    """Return the people of a sale with their role in it, the one who matters most first."""
    rows = connection.execute(
        f"{_PEOPLE.replace('SELECT ', 'SELECT oc.role, ', 1)} JOIN opportunity_contact oc"
        " ON oc.contact_id = c.id WHERE oc.opportunity_id = ? ORDER BY oc.position, oc.id",
        (opportunity_id,),
    ).fetchall()
    return [(_person(row[1:]), row[0]) for row in rows]


def links_of(connection: sqlite3.Connection, opportunity_id: int) -> list[Link]:
    """Return the people of a sale, in their order."""
    return connection.execute(
        "SELECT id, contact_id FROM opportunity_contact WHERE opportunity_id = ?"
        " ORDER BY position, id",
        (opportunity_id,),
    ).fetchall()


def set_order(connection: sqlite3.Connection, links: Iterable[Link]) -> None:
    """Put the people of a sale in this order."""
    user_lists.set_order(connection, "opportunity_contact", [link_id for link_id, _ in links])


def involved(connection: sqlite3.Connection, contact_id: int) -> list[Involved]:
    """Return the sales in which a person is, the latest first."""
    rows = connection.execute(
        "SELECT mine.opportunity_id, mine.role, (SELECT count(*) FROM opportunity_contact before"
        " WHERE before.opportunity_id = mine.opportunity_id AND (before.position, before.id) <"
        " (mine.position, mine.id)) FROM opportunity_contact mine JOIN opportunity o"
        " ON o.id = mine.opportunity_id WHERE mine.contact_id = ?"
        " ORDER BY o.outcome <> '', o.updated_at DESC, o.id DESC",
        (contact_id,),
    )
    return [Involved(*row) for row in rows.fetchall()]


def open_sales(connection: sqlite3.Connection, contact_id: int) -> tuple[int, ...]:
    """Return the open sales in which a person is."""
    rows = connection.execute(
        "SELECT o.id FROM opportunity_contact oc JOIN opportunity o ON o.id = oc.opportunity_id"
        " WHERE oc.contact_id = ? AND o.outcome = '' ORDER BY o.id",
        (contact_id,),
    )
    return tuple(sale for (sale,) in rows.fetchall())


def company(connection: sqlite3.Connection, company_id: int) -> CompanyRecord:
    """Return one company; raises `NotFound`."""
    row = connection.execute(f"{_COMPANIES} WHERE co.id = ?", (company_id,)).fetchone()
    if row is None:
        raise NotFound("company.not_found", company=company_id)
    return _company(row)


def with_older_company(
    connection: sqlite3.Connection, opportunity_ids: Iterable[int]
) -> list[tuple[int, int, str]]:
    """Return (sale, company, its name) of the sales whose company has an older sale."""
    ids = list(opportunity_ids)
    places = ", ".join("?" * len(ids))
    return connection.execute(
        "SELECT o.id, co.id, co.name FROM opportunity o JOIN company co ON co.id = o.company_id"
        f" WHERE o.id IN ({places}) AND EXISTS (SELECT 1 FROM opportunity older"
        " WHERE older.company_id = co.id AND older.id < o.id) ORDER BY o.id",
        ids,
    ).fetchall()


def latest_roles(connection: sqlite3.Connection, company_id: int) -> dict[int, str]:
    """Return the role of each person of a company in the latest sale that says one, by contact."""
    rows = connection.execute(
        "SELECT oc.contact_id, oc.role FROM opportunity_contact oc JOIN contact c"
        " ON c.id = oc.contact_id JOIN opportunity o ON o.id = oc.opportunity_id"
        " WHERE c.company_id = ? AND oc.role <> '' ORDER BY o.updated_at, oc.id",
        (company_id,),
    )
    return dict(rows.fetchall())


def rows_of_company(connection: sqlite3.Connection, company_id: int) -> list[int]:
    """Return the prospect rows of a company: converted to its sales, or under its SIRET."""
    rows = connection.execute(
        "SELECT id FROM prospect WHERE opportunity_id IN"
        " (SELECT id FROM opportunity WHERE company_id = ?1) UNION SELECT id FROM prospect"
        " WHERE siret <> '' AND siret = (SELECT siret FROM company WHERE id = ?1) ORDER BY 1",
        (company_id,),
    )
    return [row_id for (row_id,) in rows.fetchall()]


def rows_of_person(connection: sqlite3.Connection, contact_id: int) -> list[int]:
    """Return the prospect rows from which the sales of a person come."""
    rows = connection.execute(
        "SELECT id FROM prospect WHERE opportunity_id IN"
        " (SELECT opportunity_id FROM opportunity_contact WHERE contact_id = ?) ORDER BY id",
        (contact_id,),
    )
    return [row_id for (row_id,) in rows.fetchall()]


def row_with_number(connection: sqlite3.Connection, contact_id: int, e164: str) -> int | None:
    """Return the prospect row of a sale of a person that has this number too, if there is one."""
    rows = rows_of_person(connection, contact_id)
    places = ", ".join("?" * len(rows))
    found = connection.execute(
        f"SELECT min(prospect_id) FROM phone_line WHERE e164 = ? AND prospect_id IN ({places})",
        (e164, *rows),
    ).fetchone()
    return None if found[0] is None else int(found[0])


def row_names(connection: sqlite3.Connection, row_ids: Iterable[int]) -> list[tuple[int, str, str]]:
    """Return (id, name, file) of prospect rows, in their order."""
    ids = list(row_ids)
    places = ", ".join("?" * len(ids))
    return connection.execute(
        f"SELECT p.id, {row_name('p')}, f.name FROM prospect p"
        f" JOIN prospect_file f ON f.id = p.file_id WHERE p.id IN ({places}) ORDER BY p.id",
        ids,
    ).fetchall()


def _person(row: Sequence[object]) -> PersonRecord:
    return PersonRecord(
        id=int(str(row[0])),
        company_id=None if row[1] is None else int(str(row[1])),
        company_name=str(row[2]),
        opposed=bool(row[3]),
        values=dict(zip(_CONTACT_KEYS, map(str, row[5:]), strict=True)),
        updated_at=known_moment(str(row[4])),
    )


def _company(row: Sequence[object]) -> CompanyRecord:
    return CompanyRecord(
        id=int(str(row[0])),
        values=dict(zip(_COMPANY_KEYS, map(str, row[4:]), strict=True)),
        updated_at=known_moment(str(row[1])),
        people=int(str(row[2])),
        opportunities=int(str(row[3])),
    )


# finding them by what is typed

_AS_SPACES = ("@", ".", "-", "''", "(", '"')
_FRANCE = "33"
_BETWEEN_FIGURES = ("' '", "'.'", "'-'", "'/'", "'('", "')'", "char(160)", "char(8239)")


def _words(fields: Iterable[str]) -> str:
    """Return the SQL of the words of some cells, each after a space."""
    joined = " || ' ' || ".join(fields)
    text = f"fold({joined})"
    for sign in _AS_SPACES:
        text = f"replace({text}, '{sign}', ' ')"
    return f"' ' || {text}"


def _figures(fields: Iterable[str]) -> str:
    """Return the SQL of the figures of some cells, without what is typed between them."""
    text = " || ';' || ".join(fields)
    for sign in _BETWEEN_FIGURES:
        text = f"replace({text}, {sign}, '')"
    return text


_SOUGHT_PEOPLE = (
    _words(f"c.{key}" for key in ("first_name", "last_name", "email", "other_email",
                                  "generic_email")),
    _figures(f"c.{key}" for key in ("phone", "mobile", "direct_line", "other_phone")),
)  # fmt: skip
_SOUGHT_COMPANIES = (
    _words(f"co.{key}" for key in ("name", "trade_name", "email", "website", "city")),
    _figures(f"co.{key}" for key in ("phone", "siret", "siren", "postcode")),
)


def find_people(connection: sqlite3.Connection, words: str, limit: int) -> list[PersonRecord]:
    """Return the people whose names, mails or numbers have every word, the latest first."""
    clause, values = _having(words, *_SOUGHT_PEOPLE)
    rows = connection.execute(
        f"{_PEOPLE} WHERE {clause} ORDER BY c.updated_at DESC, c.id DESC LIMIT ?", (*values, limit)
    )
    return [_person(row) for row in rows.fetchall()]


def find_companies(connection: sqlite3.Connection, words: str, limit: int) -> list[CompanyRecord]:
    """Return the companies whose names, mail, town or numbers have every word."""
    clause, values = _having(words, *_SOUGHT_COMPANIES)
    rows = connection.execute(
        f"{_COMPANIES} WHERE {clause} ORDER BY co.updated_at DESC, co.id DESC LIMIT ?",
        (*values, limit),
    )
    return [_company(row) for row in rows.fetchall()]


def _having(words: str, text: str, figures: str) -> tuple[str, list[str]]:
    """Return the SQL condition of having every word at the beginning of one, and its values."""
    clauses, values = ["1"], []
    for term in terms(words):
        if term.is_number:
            forms = _spellings(term.forms)
            clauses.append(f"({' OR '.join([f'{figures} LIKE ?'] * len(forms))})")
            values += [f"%{form}%" for form in forms]
        else:
            clauses.append(f"{text} LIKE ?")
            values.append(f"% {term.words[0]}%")
    return " AND ".join(clauses), values


def _spellings(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the figures of a number as it may be typed in a cell: at home or from abroad."""
    found = []
    for form in forms:
        found.append(form)
        if form.startswith(_FRANCE):
            found.append(f"0{form.removeprefix(_FRANCE)}")
        elif form.startswith("0"):
            found.append(f"{_FRANCE}{form.removeprefix('0')}")
    return tuple(dict.fromkeys(found))


# numbers, kept beside the people as they are beside rows


def keep_numbers(
    connection: sqlite3.Connection, contact_id: int, values: Mapping[str, str]
) -> tuple[str, ...]:
    """Keep the callable numbers of a person in step with the cells; returns them in E.164.

    A number that was found wrong stays so.
    """
    bad = dict(
        connection.execute(
            "SELECT e164, bad_since FROM phone_line WHERE contact_id = ? AND bad_since IS NOT NULL",
            (contact_id,),
        ).fetchall()
    )
    wanted = [
        (n.field, n.position, n.number.e164, n.number.extension) for n in callable_numbers(values)
    ]
    present = connection.execute(
        "SELECT field, position, e164, extension FROM phone_line WHERE contact_id = ? ORDER BY id",
        (contact_id,),
    ).fetchall()
    if wanted != present:
        connection.execute("DELETE FROM phone_line WHERE contact_id = ?", (contact_id,))
        connection.executemany(
            "INSERT INTO phone_line (contact_id, field, position, e164, extension, bad_since)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(contact_id, *number, bad.get(number[2])) for number in wanted],
        )
    return tuple(number[2] for number in wanted)


def set_opposed(connection: sqlite3.Connection, contact_id: int, at: datetime) -> None:
    """Mark a person who objects to being canvassed."""
    connection.execute(
        "UPDATE contact SET opposed = 1, updated_at = ? WHERE id = ?",
        (moment_text(at), contact_id),
    )


def wrong_fields(connection: sqlite3.Connection, contact_id: int) -> frozenset[str]:
    """Return the fields of a person that hold a number found wrong."""
    rows = connection.execute(
        "SELECT DISTINCT field FROM phone_line WHERE contact_id = ? AND bad_since IS NOT NULL",
        (contact_id,),
    )
    return frozenset(field for (field,) in rows.fetchall())
