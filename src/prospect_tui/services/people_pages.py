"""The pages of a person and of a company: everything known of them, and where they are involved."""

from collections.abc import Sequence
from dataclasses import dataclass

from prospect_tui.domain.joining import joined
from prospect_tui.domain.people import (
    COMPANY_FIELDS,
    CONTACT_FIELDS,
    REACHED_BY,
    filled,
)
from prospect_tui.services import companies, histories, opposition, sheets
from prospect_tui.services.cells import cell_problem
from prospect_tui.services.sheets import HistoryLine, OpportunityRecord
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import people, people_past, sales
from prospect_tui.storage.people import CompanyRecord, PersonRecord

__all__ = [
    "CompanyPage",
    "CompanyRecord",
    "HistoryLine",
    "Member",
    "PersonPage",
    "PersonRecord",
    "Sale",
    "company_page",
    "members_of_company",
    "members_of_opportunity",
    "person_page",
]

MOST_PAST = 200
"""Lines of history on a page of a person or a company: the sheets of its sales have the others."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale of a person or a company."""

    opportunity: OpportunityRecord
    role: str = ""
    """What the person is in it."""
    is_main: bool = False
    """Whether the person is the one who matters most."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person among those of a company or of a sale."""

    person: PersonRecord
    role: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything about a person."""

    person: PersonRecord
    is_opposed: bool
    problems: dict[str, str]
    """By field, the message id of what is wrong with it."""
    wrong_numbers: frozenset[str]
    """Fields with a number found wrong by calling it."""
    sales: tuple[Sale, ...]
    rows: tuple[tuple[int, str, str], ...]
    """(id, name, file) of the prospect rows from which the sales come."""
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Everything about a company."""

    company: CompanyRecord
    problems: dict[str, str]
    members: tuple[Member, ...]
    sales: tuple[Sale, ...]
    rows: tuple[tuple[int, str, str], ...]
    history: tuple[HistoryLine, ...]


def person_page(workspace: Workspace, contact_id: int) -> PersonPage:
    """Return the page of a person; raises `NotFound`."""
    connection = workspace.connection
    person = people.person(connection, contact_id)
    involved = people.involved(connection, contact_id)
    rows = people.rows_of_person(connection, contact_id)
    usual = person.values["role"]
    sold = [
        Sale(
            sales.opportunity(connection, one.opportunity_id, workspace.zone),
            one.role or usual,
            one.place == 0,
        )
        for one in involved
    ]
    reached = filled(person.values, REACHED_BY)
    problems = ((c.key, cell_problem(c, person.values[c.key])) for c in CONTACT_FIELDS)
    past = people_past.of_person(
        connection, contact_id, [one.opportunity_id for one in involved], rows, MOST_PAST
    )
    return PersonPage(
        person=person,
        is_opposed=person.opposed or opposition.is_opposed(workspace, reached),
        problems={key: found for key, found in problems if found},
        wrong_numbers=people.wrong_fields(connection, contact_id),
        sales=tuple(sold),
        rows=tuple(people.row_names(connection, rows)),
        history=_newest([*_history(past), *histories.of_person(workspace, contact_id, MOST_PAST)]),
    )


def company_page(workspace: Workspace, company_id: int) -> CompanyPage:
    """Return the page of a company; raises `NotFound`."""
    connection = workspace.connection
    company = people.company(connection, company_id)
    sold = sales.opportunities(connection, workspace.zone, open_only=False, company_id=company_id)
    rows = people.rows_of_company(connection, company_id)
    problems = (
        (column.key, companies.problem(column, company.values)) for column in COMPANY_FIELDS
    )
    past = people_past.of_company(connection, company_id, [o.id for o in sold], rows, MOST_PAST)
    return CompanyPage(
        company=company,
        problems={key: found for key, found in problems if found},
        members=members_of_company(workspace, company_id),
        sales=tuple(Sale(one) for one in sorted(sold, key=_latest_open_first)),
        rows=tuple(people.row_names(connection, rows)),
        history=_newest([*_history(past), *histories.of_company(workspace, company_id, MOST_PAST)]),
    )


def members_of_company(workspace: Workspace, company_id: int) -> tuple[Member, ...]:
    """Return the people of a company with what they usually are, or are in its latest sale."""
    known = people.people_of_company(workspace.connection, company_id)
    roles = people.latest_roles(workspace.connection, company_id)
    return tuple(Member(one, one.values["role"] or roles.get(one.id, "")) for one in known)


def members_of_opportunity(workspace: Workspace, opportunity_id: int) -> tuple[Member, ...]:
    """Return the people of a sale with what they are in it, the main one first."""
    sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    found = people.people_of_opportunity(workspace.connection, opportunity_id)
    return tuple(Member(one, role or one.values["role"]) for one, role in found)


def _latest_open_first(record: OpportunityRecord) -> tuple[bool, float]:
    return bool(record.outcome), -record.updated_at.timestamp()


def _newest(lines: list[HistoryLine]) -> tuple[HistoryLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:MOST_PAST])


def _history(past: Sequence[people_past.Past]) -> tuple[HistoryLine, ...]:
    kinds = {"call": sheets.EventKind.CALL, "note": sheets.EventKind.NOTE}
    return tuple(
        HistoryLine(one.at, kinds[one.kind], one.code, joined(one.about, one.text)) for one in past
    )
