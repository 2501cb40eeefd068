"""Who is in a sale: in which order they matter, and what each is in the decision.

Each act is one undo. A person is never a form to fill first: a name typed in one line is enough.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.ordering import placed
from prospect_tui.domain.people import filled
from prospect_tui.domain.vocabulary import Role
from prospect_tui.services import contacts, conversion
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import people, people_past, sales
from prospect_tui.storage.people import Link, PersonRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import OpportunityContact

__all__ = [
    "PersonRecord",
    "add",
    "add_known",
    "add_person",
    "candidates",
    "move",
    "of_opportunity",
    "people_said",
    "promote",
    "remove",
    "set_role",
]

_NOTES_READ = 200


def of_opportunity(workspace: Workspace, opportunity_id: int) -> list[tuple[PersonRecord, str]]:
    """Return the people of a sale with their role in it, the one who matters most first."""
    return people.people_of_opportunity(workspace.connection, opportunity_id)


def candidates(workspace: Workspace, opportunity_id: int, words: str = "") -> list[PersonRecord]:
    """Return who may be added to a sale: the people of its company; with `words`, anybody else."""
    company_id = sales.opportunity(workspace.connection, opportunity_id, workspace.zone).company_id
    present = {one for _link, one in people.links_of(workspace.connection, opportunity_id)}
    own = people.people_of_company(workspace.connection, company_id) if company_id else []
    if words:
        found = contacts.find(workspace, words)
        ours = {one.id for one in own}
        own = sorted(found, key=lambda one: one.id not in ours)
    return [one for one in own if one.id not in present]


def add(workspace: Workspace, opportunity_id: int, line: str, role: str = "") -> int:
    """Add a new person to a sale, last, as typed in one line; returns the contact's number.

    "Mme Roux, acheteuse, 06 39 98 12 34". Raises `InvalidValue` when no name, number or address
    is in it, `Refused` when the company has a person of that name already; of `role` as `set_role`.
    """
    return add_person(workspace, opportunity_id, contacts.fields_of(line), role=role)


def add_person(
    workspace: Workspace,
    opportunity_id: int,
    fields: Mapping[str, str],
    code: str = "add_contact",
    role: str = "",
) -> int:
    """Add a new person with these fields to a sale, last; returns the contact's number.

    Raises `Refused` when the company, or the sale, has a person of that name already; of `role` as
    `set_role`.
    """
    _check_role(role)
    record = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    known = candidates(workspace, opportunity_id)
    known += [one for one, _role in of_opportunity(workspace, opportunity_id)]
    typed = contacts.typed_person(workspace, fields, known)
    name = " ".join(filled(typed, contacts.NAMES)) or record.title
    with workspace.writing(code, name=name, opportunity=opportunity_id) as writing:
        contact_id = contacts.create(workspace, writing, record.company_id, typed)
        _link(writing, opportunity_id, contact_id, role)
        return contact_id


def add_known(workspace: Workspace, opportunity_id: int, contact_id: int, role: str = "") -> None:
    """Add a known person to a sale, last.

    Raises `Refused` when the person is in it already; of `role` as `set_role`.
    """
    _check_role(role)
    person = people.person(workspace.connection, contact_id)
    with workspace.writing("add_contact", name=person.name, opportunity=opportunity_id) as writing:
        if contact_id in {
            one for _link, one in people.links_of(writing.connection, opportunity_id)
        }:
            raise Refused("contact.already_there", name=person.name)
        _link(writing, opportunity_id, contact_id, role)


def move(workspace: Workspace, opportunity_id: int, contact_id: int, step: int) -> bool:
    """Move a person `step` places further in a sale; the first one is the main contact.

    Returns whether the order changed: the ends hold. Raises `NotFound` for somebody else's.
    """
    links = people.links_of(workspace.connection, opportunity_id)
    if _moved(links, contact_id, step, opportunity_id) == links:
        return False
    name = people.person(workspace.connection, contact_id).name
    with workspace.writing("move_contact", name=name, opportunity=opportunity_id) as writing:
        links = people.links_of(writing.connection, opportunity_id)
        order = _moved(links, contact_id, step, opportunity_id)
        people.set_order(writing.connection, order)
        _touch(writing, opportunity_id)
    return True


def _moved(links: list[Link], contact_id: int, step: int, opportunity_id: int) -> list[Link]:
    place = _place(links, contact_id, opportunity_id)
    return placed(links, links[place], place + step)


def set_role(workspace: Workspace, opportunity_id: int, contact_id: int, role: str) -> None:
    """Say what a person is in the decision of a sale; "" is what the person usually is.

    Raises `InvalidValue` for an unknown role, `NotFound` for somebody who is not in the sale.
    """
    _check_role(role)
    name = people.person(workspace.connection, contact_id).name
    with workspace.writing("contact_role", name=name, opportunity=opportunity_id) as writing:
        _fetch_link(writing, opportunity_id, contact_id).role = role
        _touch(writing, opportunity_id)


def remove(workspace: Workspace, opportunity_id: int, contact_id: int) -> None:
    """Take a person off a sale; the person stays in the base, with the company."""
    name = people.person(workspace.connection, contact_id).name
    with workspace.writing("remove_contact", name=name, opportunity=opportunity_id) as writing:
        writing.session.delete(_fetch_link(writing, opportunity_id, contact_id))
        writing.session.flush()
        links = people.links_of(writing.connection, opportunity_id)
        people.set_order(writing.connection, links)
        _touch(writing, opportunity_id)


def people_said(workspace: Workspace, opportunity_id: int) -> list[dict[str, str]]:
    """Return who is named in the notes and calls of a sale, by field, but those who are in it."""
    from prospect_tui.domain import people_said as said  # noqa: PLC0415 - first one

    known = [one.values for one, _role in of_opportunity(workspace, opportunity_id)]
    rows = sales.rows_of(workspace.connection, opportunity_id)
    past = people_past.of_sale(workspace.connection, opportunity_id, rows, _NOTES_READ)
    return said.people_said([one.text for one in past], known)


def promote(workspace: Workspace, opportunity_id: int, fields: Mapping[str, str]) -> int:
    """Make somebody named in a note one of the people of the sale; returns the contact's number.

    The company's own contact of that name is taken, if there is one.
    """
    known = contacts.named_alike(candidates(workspace, opportunity_id), fields)
    if known is not None:
        add_known(workspace, opportunity_id, known.id)
        return known.id
    return add_person(workspace, opportunity_id, fields, "promote_contact")


def _check_role(role: str) -> None:
    if role and role not in set(Role):
        raise InvalidValue("contact.unknown_role", role=role, known=tuple(Role))


def _link(writing: Writing, opportunity_id: int, contact_id: int, role: str) -> None:
    from prospect_tui.storage.models import OpportunityContact  # noqa: PLC0415 - slow to import

    place = len(people.links_of(writing.connection, opportunity_id))
    writing.session.add(
        OpportunityContact(
            opportunity_id=opportunity_id, contact_id=contact_id, position=place, role=role
        )
    )
    _touch(writing, opportunity_id)


def _fetch_link(writing: Writing, opportunity_id: int, contact_id: int) -> "OpportunityContact":
    from prospect_tui.storage.models import OpportunityContact  # noqa: PLC0415 - slow to import

    links = people.links_of(writing.connection, opportunity_id)
    link_id = links[_place(links, contact_id, opportunity_id)][0]
    return writing.session.get_one(OpportunityContact, link_id)


def _place(links: Sequence[Link], contact_id: int, opportunity_id: int) -> int:
    for place, (_link_id, one) in enumerate(links):
        if one == contact_id:
            return place
    raise NotFound("contact.not_in_sale", contact=contact_id, opportunity=opportunity_id)


def _touch(writing: Writing, opportunity_id: int) -> None:
    """Make a sale found by its people as they are now."""
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    sale = writing.session.get_one(Opportunity, opportunity_id)
    conversion.index_for_search(writing, sale)
    sale.updated_at = writing.now
