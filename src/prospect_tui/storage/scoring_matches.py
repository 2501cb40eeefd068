"""Finding whom a line of a list from outside is about: by mail, SIRET, number or name."""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from prospect_tui.domain.cleaning import fold_words
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import row_name

_VALUES = "FROM json_each(?) wanted CROSS JOIN"
_ROWS = {
    "mail": f"SELECT wanted.value, p.id {_VALUES} prospect p"
    " ON p.email = wanted.value AND p.email <> ''",
    "siret": f"SELECT wanted.value, p.id {_VALUES} prospect p"
    " ON p.siret = wanted.value AND p.siret <> ''",
    "phone": f"SELECT wanted.value, l.prospect_id {_VALUES} phone_line l"
    " ON l.e164 = wanted.value WHERE l.prospect_id IS NOT NULL",
    "name": "SELECT p.sort_key, p.id FROM prospect p"
    " WHERE p.sort_key IN (SELECT value FROM json_each(?))",
}
"""`CROSS JOIN` makes the values lead, by the index; names are sought in every row, once."""
_CONTACTS = {
    "mail": "SELECT wanted.value, oc.opportunity_id FROM json_each(?) wanted"
    " CROSS JOIN contact c ON c.email = wanted.value",
    "phone": "SELECT wanted.value, oc.opportunity_id FROM json_each(?) wanted"
    " CROSS JOIN phone_line l ON l.e164 = wanted.value JOIN contact c ON c.id = l.contact_id",
}
_OPEN_SALE = (
    " JOIN opportunity_contact oc ON oc.contact_id = c.id"
    " JOIN opportunity o ON o.id = oc.opportunity_id AND o.outcome = ''"
)
Found = dict[str, set[int]]
"""Ids by what they were found by."""


def rows(connection: sqlite3.Connection, kind: str, values: Collection[str]) -> Found:
    """Return the rows found by each value; `kind` is "mail", "siret", "phone", "name"."""
    return _found(connection, _ROWS[kind], values)


def open_sales(connection: sqlite3.Connection, kind: str, values: Collection[str]) -> Found:
    """Return the open opportunities whose people have each value: a "mail" or a "phone"."""
    return _found(connection, _CONTACTS[kind] + _OPEN_SALE, values)


def _found(connection: sqlite3.Connection, query: str, values: Collection[str]) -> Found:
    if not values:
        return {}
    found: Found = {}
    for value, number in connection.execute(query, (json.dumps(sorted(values)),)).fetchall():
        found.setdefault(value, set()).add(number)
    return found


class Described(NamedTuple):
    """What tells a row from its namesakes."""

    name: str
    person: frozenset[str]
    """The words of its person's name, folded."""
    postcode: str


def described(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Described]:
    """Return what is known of rows, by id."""
    found = connection.execute(
        f"SELECT id, {row_name('prospect')},"
        " first_name || ' ' || last_name, postcode FROM prospect"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    ).fetchall()
    return {
        number: Described(name, frozenset(fold_words(person)), postcode)
        for number, name, person, postcode in found
    }
