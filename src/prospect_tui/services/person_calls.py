"""Calling a person of a sale: which number, through which row, and what the law says of it.

Through a row, its call is that of the row. Otherwise nothing is counted: a note says what was said.
"""

from dataclasses import dataclass

from prospect_tui.domain.people import CONTACT_PHONES, filled
from prospect_tui.domain.phone import dialable, parse_phones
from prospect_tui.services import contacts, dialled, law
from prospect_tui.services.law import Verdict
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import people

__all__ = ["PersonCall", "Verdict", "begin", "of_opportunity", "of_person"]

_IN_ORDER = tuple(dict.fromkeys(("mobile", "direct_line", *CONTACT_PHONES)))
"""The numbers of a person, those that reach the person alone first."""


@dataclass(frozen=True, slots=True)
class PersonCall:
    """A person to be called."""

    contact_id: int
    name: str
    number: str
    """In E.164; "" when no good number of this person can be dialled."""
    row: int | None
    """The prospect row that has this number, and that is called."""
    verdict: Verdict
    """What the law says of a call now."""
    sales: tuple[int, ...]
    """The open sales of the person: Today tells one of them until something is noted."""


def of_person(workspace: Workspace, contact_id: int) -> PersonCall:
    """Return how a person is called; raises `NotFound`."""
    connection = workspace.connection
    person = people.person(connection, contact_id)
    wrong = people.wrong_fields(connection, contact_id)
    cells = filled(person.values, (key for key in _IN_ORDER if key not in wrong))
    numbers = [one.e164 for cell in cells for one in parse_phones(cell) if dialable(one.e164)]
    number = numbers[0] if numbers else ""
    row = people.row_with_number(connection, contact_id, number)
    verdict = law.verdict_of_person(workspace, person, numbers, workspace.clock.now())
    sales = people.open_sales(connection, contact_id)
    return PersonCall(contact_id, person.name, number, row, verdict, sales)


def of_opportunity(workspace: Workspace, opportunity_id: int) -> PersonCall | None:
    """Return whom one calls about a sale: the first of its people who has a number, if any."""
    known = people.people_of_opportunity(workspace.connection, opportunity_id)
    found = (of_person(workspace, person.id) for person, _role in known)
    return next((one for one in found if one.number), None)


def begin(workspace: Workspace, call: PersonCall, reason: str = "") -> None:
    """Remember that a person is dialled now, and why in spite of the rules, if it is."""
    if workspace.read_only:
        return
    if reason:
        contacts.add_note(workspace, call.contact_id, reason)
    if call.row is not None:
        dialled.remember(workspace, call.row, call.number)
    else:
        dialled.remember_person(workspace, call.contact_id, call.number)
