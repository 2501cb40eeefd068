"""The people one knows: found again, changed field by field, their objections noted.

Nobody is merged with somebody else: whoever looks alike is told. Who is in which sale is the work
of `sale_people`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue, ProspectError, Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.people import (
    CONTACT_PHONES,
    CONTACTS_BY_KEY,
    PERSONAL_MAILS,
    REACHED_BY,
    filled,
    person_in,
    same_person,
)
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import cells, conversion, new_records, opposition, remarks
from prospect_tui.services.cell_writer import check_length
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import known_people, people
from prospect_tui.storage.known_people import KnownContact
from prospect_tui.storage.people import PersonRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Contact

__all__ = [
    "FieldChanged",
    "FieldSaved",
    "KnownContact",
    "PersonRecord",
    "add_note",
    "alike",
    "bring_in_step",
    "change",
    "change_fields",
    "check_unchanged",
    "column_of",
    "create",
    "fields_of",
    "find",
    "known_by",
    "named_alike",
    "oppose",
    "said_of",
    "typed_field",
    "typed_fields",
    "typed_person",
]

NAMES = ("civility", "first_name", "last_name")
_SOUGHT = frozenset({*NAMES, *REACHED_BY})
"""Fields by which a sale is found by its people."""
_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class FieldSaved:
    """A field that is on disk, and what there is to tell of it."""

    value: str
    problem: str = ""
    """The message id of what is wrong with it: it is kept all the same."""
    is_opposed: bool = False
    """Whether the number or the address stands in the opposition list."""
    alike: tuple[str, ...] = ()
    """Others that carry the same: people for a number or a mail, companies for a SIRET or name."""


class FieldChanged(ProspectError):
    """A field that another window changed while a person was typing in it; nothing is written."""

    def __init__(self, *, mine: str, stored: str) -> None:
        """Give both texts, and `stored`, to be expected by whoever insists."""
        super().__init__("cell.changed", mine=mine, theirs=stored)
        self.stored = stored


def find(workspace: Workspace, words: str = "", limit: int = _MOST_FOUND) -> list[PersonRecord]:
    """Return the people whose names, mails or numbers have every word, the latest first."""
    return people.find_people(workspace.connection, words, limit)


def alike(workspace: Workspace, fields: Mapping[str, str], but: int = 0) -> list[KnownContact]:
    """Return who is known by one of these numbers or mails."""
    found = known_people.contacts(workspace.connection, *known_by(fields))
    return [one for one in found if one.id != but]


def known_by(fields: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return by what a person with these fields is known: numbers in E.164, addresses."""
    from prospect_tui.domain.identifiers import parse_emails  # noqa: PLC0415 - not for a start
    from prospect_tui.domain.phone import parse_phones  # noqa: PLC0415 - idem

    numbers = {n.e164 for key in CONTACT_PHONES for n in parse_phones(fields.get(key, ""))}
    mails = [mail for key in PERSONAL_MAILS for mail in parse_emails(fields.get(key, ""))]
    return sorted(numbers), mails


def typed_field(workspace: Workspace, column: Column, text: str, country: str = "") -> str:
    """Return what is kept of a text typed for a field of a person or of a company.

    Raises `InvalidValue` for an unknown choice and for what a day or a figure cannot hold.
    """
    check_length(text, "")
    value = cells.typed_value(workspace, column, text, country)
    if not value:
        return value
    if column.kind is ColumnKind.CHOICE and value not in column.choices:
        raise InvalidValue("contact.unknown_choice", value=value, known=column.choices)
    if column.kind is ColumnKind.YES_NO or column.key in {"checked_on", "turnover"}:
        problem = cells.cell_problem(column, value)
        if problem:
            raise InvalidValue(problem, value=text)
    return value


def fields_of(line: str) -> dict[str, str]:
    """Read a person typed in one line: "Mme Roux, acheteuse, 06 39 98 12 34".

    Raises `InvalidValue` when no name, number or address is in it.
    """
    fields = person_in(line)
    if not fields.keys() - {"civility", "job_title"}:
        raise InvalidValue("contact.no_name")
    return fields


def named_alike(known: Iterable[PersonRecord], fields: Mapping[str, str]) -> PersonRecord | None:
    """Return who of these people goes by the name in `fields`, if anybody does."""
    return next((one for one in known if same_person(one.values, fields)), None)


def typed_person(
    workspace: Workspace, fields: Mapping[str, str], known: Iterable[PersonRecord]
) -> dict[str, Any]:
    """Return what is kept of a new person's fields.

    Raises `Refused` when one of the `known` people goes by that name already.
    """
    same = named_alike(known, fields)
    if same is not None:
        raise Refused("contact.known", name=same.name, contact=same.id)
    return {key: typed_field(workspace, CONTACTS_BY_KEY[key], t) for key, t in fields.items()}


def create(
    workspace: Workspace, writing: Writing, company_id: int | None, typed: Mapping[str, Any]
) -> int:
    """Make a new person of a company, within an action; returns the contact's number."""
    contact = new_records.contact(writing, company_id, **typed)
    bring_in_step(workspace, writing, contact)
    assert contact.id is not None
    return contact.id


def change(
    workspace: Workspace, contact_id: int, field: str, text: str, expected: str | None = None
) -> FieldSaved:
    """Write one field of a person, as `change_fields` does.

    `expected` is what the user looked at: raises `FieldChanged` when the field holds something else
    by now.
    """
    looked_at = None if expected is None else {field: expected}
    return change_fields(workspace, contact_id, {field: text}, looked_at)[field]


def change_fields(
    workspace: Workspace,
    contact_id: int,
    texts: Mapping[str, str],
    expected: Mapping[str, str] | None = None,
) -> dict[str, FieldSaved]:
    """Write fields of a person, all or none: one undo. A wrong value is kept, its problem returned.

    The callable numbers follow, and the sales are found by the new name, number or mail. The
    opposition list is asked. Raises `InvalidValue` for an unknown field or choice, `FieldChanged`
    when one holds something else than `expected`, `NotFound`.
    """
    from prospect_tui.storage.models import Contact  # noqa: PLC0415 - slow to import

    values = typed_fields(workspace, CONTACTS_BY_KEY, texts)
    name = people.person(workspace.connection, contact_id).name
    about = {"name": name, **column_of(values), "contact": contact_id}
    with workspace.writing("edit_contact", **about) as writing:
        present = people.person(writing.connection, contact_id).values
        check_unchanged(present, values, texts, expected)
        contact = writing.session.get_one(Contact, contact_id)
        for field, value in values.items():
            setattr(contact, field, _stored(CONTACTS_BY_KEY[field], value))
        contact.updated_at = writing.now
        is_sought = not _SOUGHT.isdisjoint(values)
        opposed = bring_in_step(workspace, writing, contact) if is_sought else set()
    return {field: _saved(workspace, contact_id, field, values[field], opposed) for field in values}


def typed_fields(
    workspace: Workspace, fields: Mapping[str, Column], texts: Mapping[str, str], country: str = ""
) -> dict[str, str]:
    """Return what is kept of the texts typed for some of the `fields`, by key.

    Raises `InvalidValue` for an unknown field, and as `typed_field`.
    """
    for field in texts:
        if field not in fields:
            raise InvalidValue("contact.unknown_field", field=field, known=", ".join(fields))
    return {
        field: typed_field(workspace, fields[field], text, country) for field, text in texts.items()
    }


def column_of(values: Mapping[str, str]) -> dict[str, object]:
    """Return what the journal says of a change of these fields: which one, when it is but one."""
    return {"column": next(iter(values))} if len(values) == 1 else {}


def check_unchanged(
    present: Mapping[str, str],
    values: Mapping[str, str],
    texts: Mapping[str, str],
    expected: Mapping[str, str] | None,
) -> None:
    """Raise `FieldChanged` when a field holds neither what is `expected` nor the new value."""
    for field, looked_at in (expected or {}).items():
        if present[field] not in (looked_at, values[field]):
            raise FieldChanged(mine=texts[field], stored=present[field])


def _saved(
    workspace: Workspace, contact_id: int, field: str, value: str, opposed: set[str]
) -> FieldSaved:
    found = opposition.values_in(value) if field in REACHED_BY else ()
    others = alike(workspace, {field: value}, contact_id) if field in _SOUGHT else []
    return FieldSaved(
        value,
        cells.cell_problem(CONTACTS_BY_KEY[field], value) or "",
        is_opposed=bool(opposed & set(found)),
        alike=tuple(_told(one) for one in others),
    )


def _told(one: KnownContact) -> str:
    return joined(one.name, one.company_name, by=", ")


def _stored(column: Column, value: str) -> object:
    from datetime import date  # noqa: PLC0415 - only here

    if column.key == "checked_on":
        return date.fromisoformat(value) if value else None
    return value


def bring_in_step(workspace: Workspace, writing: Writing, contact: "Contact") -> set[str]:
    """Bring what is kept beside a person in step: numbers, opposition, the words of the sales.

    Returns the numbers and addresses to which the person, or somebody with the same, objects.
    """
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    writing.session.flush()
    assert contact.id is not None
    values = people.person(writing.connection, contact.id).values
    people.keep_numbers(writing.connection, contact.id, values)
    asked = {found for cell in filled(values, REACHED_BY) for found in opposition.values_in(cell)}
    opposed = opposition.opposed_values(workspace, asked, writing.connection)
    contact.opposed = contact.opposed or bool(opposed)
    for one in people.involved(writing.connection, contact.id):
        sale = writing.session.get_one(Opportunity, one.opportunity_id)
        conversion.index_for_search(writing, sale)
    return opposed


def oppose(
    workspace: Workspace,
    contact_id: int,
    channels: tuple[str, ...] = opposition.CHANNELS,
    said: str = "",
) -> None:
    """Record that a person objects, under every row too; the sales stay as they are.

    What is planned for them may concern somebody else: the user decides.
    """
    person = people.person(workspace.connection, contact_id)
    reached = filled(person.values, REACHED_BY)
    with workspace.writing("opposition", name=person.name) as writing:
        values = [value for cell in reached for value in opposition.values_in(cell)]
        opposition.enter(workspace, writing, values, channels, said)
        people.set_opposed(writing.connection, contact_id, writing.now)


def add_note(workspace: Workspace, contact_id: int, text: str) -> None:
    """Add a dated remark on a person. Raises `InvalidValue` for an empty one, `NotFound`."""
    body = remarks.body_of(text)
    name = people.person(workspace.connection, contact_id).name
    with workspace.writing("note", name=name, contact=contact_id) as writing:
        remarks.put(workspace, writing, body, contact_id=contact_id)


def said_of(fields: Mapping[str, str]) -> str:
    """Return a person that was read out of a text, in one line."""
    named = " ".join(filled(fields, NAMES))
    rest = filled(fields, ("job_title", *REACHED_BY))
    return clean(joined(named, *rest, by=", "))
