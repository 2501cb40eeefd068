"""The companies behind the sales: found again, never merged in silence, changed field by field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.people import (
    COMPANIES_BY_KEY,
    company_problem,
    filled,
    is_year,
    same_company,
)
from prospect_tui.services import cells, contacts, conversion, new_records, remarks
from prospect_tui.services.contacts import FieldSaved
from prospect_tui.services.opportunity_changes import change as change_opportunity
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import known_people, people
from prospect_tui.storage.known_people import KnownCompany
from prospect_tui.storage.people import CompanyRecord, PersonRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity

__all__ = [
    "CompanyRecord",
    "KnownCompany",
    "Shared",
    "add_note",
    "add_person",
    "alike",
    "change",
    "change_fields",
    "find",
    "link",
    "link_new",
    "outsiders",
    "problem",
    "shared_by",
    "take_in",
]

_TELLING = frozenset({"name", "siret", "siren", "postcode"})
"""Fields by which a company is found again."""
_MOST_FOUND = 50


def find(workspace: Workspace, words: str = "", limit: int = _MOST_FOUND) -> list[CompanyRecord]:
    """Return the companies whose names, mail, town or numbers have every word, latest first."""
    return people.find_companies(workspace.connection, words, limit)


def alike(
    workspace: Workspace, fields: Mapping[str, str], but: int | None = None
) -> list[KnownCompany]:
    """Return the companies that these fields may be: same SIRET, else SIREN, else exact name.

    A name alone does not tell two towns apart: with two postcodes they are two companies.
    """
    siret, siren, name = (fields.get(key, "").strip() for key in ("siret", "siren", "name"))
    found = known_people.companies(workspace.connection, siret=siret, siren=siren, name=name)
    postcode, country = fields.get("postcode", "").strip(), fields.get("country", "")
    return [
        one
        for one in found
        if one.id != but
        and (one.field != "name" or same_company(postcode, siren, country, one.postcode, one.siren))
    ]


@dataclass(frozen=True, slots=True)
class Shared:
    """A sale whose company was known before it."""

    opportunity_id: int
    company_id: int
    name: str


def shared_by(workspace: Workspace, opportunity_ids: Iterable[int]) -> list[Shared]:
    """Return which of these sales were given a company that was known already, to be told."""
    found = people.with_older_company(workspace.connection, opportunity_ids)
    return [Shared(*one) for one in found]


def problem(column: Column, values: Mapping[str, str]) -> str:
    """Return the message id of what is wrong with a field of a company, or ""."""
    value = values[column.key]
    found = cells.cell_problem(column, value, values["country"])
    return found or company_problem(column.key, values) or ""


def change(
    workspace: Workspace, company_id: int, field: str, text: str, expected: str | None = None
) -> FieldSaved:
    """Write one field of a company, as `change_fields` does.

    `expected` is what the user looked at: raises `FieldChanged` when the field holds something else
    by now.
    """
    looked_at = None if expected is None else {field: expected}
    return change_fields(workspace, company_id, {field: text}, looked_at)[field]


def change_fields(
    workspace: Workspace,
    company_id: int,
    texts: Mapping[str, str],
    expected: Mapping[str, str] | None = None,
) -> dict[str, FieldSaved]:
    """Write fields of a company, all or none: one undo. A wrong value is kept, its problem told.

    Whoever has the same SIRET, SIREN or name is told. Raises `InvalidValue` for an unknown field or
    what an amount or a year cannot hold, `FieldChanged` when one holds something else than
    `expected`, `NotFound`.
    """
    from prospect_tui.storage.models import Company  # noqa: PLC0415 - slow to import

    record = people.company(workspace.connection, company_id)
    country = texts.get("country", record.values["country"])
    values = contacts.typed_fields(workspace, COMPANIES_BY_KEY, texts, country)
    _check_figures(values)
    about = {"name": record.name, **contacts.column_of(values), "company": company_id}
    with workspace.writing("edit_company", **about) as writing:
        present = people.company(writing.connection, company_id).values
        contacts.check_unchanged(present, values, texts, expected)
        company = writing.session.get_one(Company, company_id)
        for field, value in values.items():
            setattr(company, *_stored(field, value))
        company.updated_at = writing.now
    kept = people.company(workspace.connection, company_id).values
    others = [] if _TELLING.isdisjoint(values) else alike(workspace, kept, company_id)
    told = tuple(joined(one.name, one.postcode, by=" ") for one in others)
    return {
        field: FieldSaved(
            value,
            problem(COMPANIES_BY_KEY[field], kept),
            alike=told if field in _TELLING else (),
        )
        for field, value in values.items()
    }


def _check_figures(values: Mapping[str, str]) -> None:
    """Raise `InvalidValue` for a turnover below zero, or of a year that is none."""
    if values.get("turnover", "").startswith("-"):
        raise InvalidValue("opportunity.amount")
    year = values.get("turnover_year", "")
    if year and not is_year(year):
        raise InvalidValue("company.year", value=year)


def outsiders(workspace: Workspace, words: str) -> list[PersonRecord]:
    """Return the people of no company whose names, mails or numbers have every word."""
    return [one for one in contacts.find(workspace, words) if one.company_id is None]


def add_person(workspace: Workspace, company_id: int, line: str) -> int:
    """Add a new person to a company, as typed in one line, in no sale yet; returns its number.

    Raises `InvalidValue` when it names nobody, `Refused` when the company has a person of that
    name already, `NotFound`.
    """
    company = people.company(workspace.connection, company_id)
    fields = contacts.fields_of(line)
    known = people.people_of_company(workspace.connection, company_id)
    typed = contacts.typed_person(workspace, fields, known)
    name = " ".join(filled(typed, contacts.NAMES)) or company.name
    with workspace.writing("add_contact", name=name, company=company_id) as writing:
        return contacts.create(workspace, writing, company_id, typed)


def take_in(workspace: Workspace, company_id: int, contact_id: int) -> None:
    """Put a person who is of no company in one. Raises `Refused` for one of another, `NotFound`."""
    from prospect_tui.storage.models import Contact  # noqa: PLC0415 - slow to import

    people.company(workspace.connection, company_id)
    name = people.person(workspace.connection, contact_id).name
    with workspace.writing("add_contact", name=name, company=company_id) as writing:
        person = people.person(writing.connection, contact_id)
        if person.company_id is not None:
            raise Refused("contact.of_company", name=name, company=person.company_name)
        contact = writing.session.get_one(Contact, contact_id)
        contact.company_id, contact.updated_at = company_id, writing.now


def add_note(workspace: Workspace, company_id: int, text: str) -> None:
    """Add a dated remark on a company. Raises `InvalidValue` for an empty one, `NotFound`."""
    body = remarks.body_of(text)
    name = people.company(workspace.connection, company_id).name
    with workspace.writing("note", name=name, company=company_id) as writing:
        remarks.put(workspace, writing, body, company_id=company_id)


def _stored(field: str, value: str) -> tuple[str, object]:
    """Return the name of a field in its table, and what it holds there."""
    if field == "turnover":
        return "turnover_cents", int(value) if value else None
    if field == "turnover_year":
        return field, int(value) if value else None
    return field, value


def link(
    workspace: Workspace,
    opportunity_id: int,
    company_id: int | None,
    *,
    seen: datetime | None = None,
) -> None:
    """Put a sale under another company, or under none; its people stay with theirs.

    Raises `NotFound`, and `Refused` when the sale was changed elsewhere since it was `seen`.
    """
    if company_id is not None:
        people.company(workspace.connection, company_id)
    _relink(workspace, opportunity_id, lambda _writing: company_id, seen)


def link_new(
    workspace: Workspace, opportunity_id: int, name: str, *, seen: datetime | None = None
) -> int:
    """Put a sale under a new company of that name; returns the company's number.

    Raises `InvalidValue` for an empty name, and as `link`.
    """
    name = clean(name).strip()
    if not name:
        raise InvalidValue("company.no_name")
    made: list[int] = []

    def new(writing: Writing) -> int:
        company = new_records.company(writing, name=name)
        assert company.id is not None
        made.append(company.id)
        return company.id

    _relink(workspace, opportunity_id, new, seen)
    return made[0]


def _relink(
    workspace: Workspace,
    opportunity_id: int,
    company_of: Callable[[Writing], int | None],
    seen: datetime | None,
) -> None:
    def work(opportunity: "Opportunity", writing: Writing) -> None:
        opportunity.company_id = company_of(writing)
        conversion.index_for_search(writing, opportunity)

    change_opportunity(
        workspace, "link_company", opportunity_id, work, is_activity=False, seen=seen
    )
