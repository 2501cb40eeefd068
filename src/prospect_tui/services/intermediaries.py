"""A sale that advances through somebody who is not the client: an agency, a broker, a reseller.

The company of the sale is then the end client, whose folder it goes to; the person through whom it
advances stays with the agency, and is told as an intermediary. A tag gathers what comes by her.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.tags import with_tags
from prospect_tui.domain.vocabulary import ContactKind
from prospect_tui.services import conversion, creating, new_records
from prospect_tui.services.opportunity_changes import change
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import people, sales

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity


@dataclass(frozen=True, slots=True)
class Through:
    """Who may be the intermediary of a sale."""

    contact_id: int
    name: str
    agency: str
    """The company of the person, else the person: what the common tag is made of."""


def proposed(workspace: Workspace, opportunity_id: int) -> list[Through]:
    """Return the people of a sale, those known as intermediaries first.

    Raises `Refused` when nobody is in it, `NotFound`.
    """
    sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    known = people.people_of_opportunity(workspace.connection, opportunity_id)
    if not known:
        raise Refused("intermediary.nobody")
    persons = sorted(
        (one for one, _role in known),
        key=lambda one: one.values["kind"] != ContactKind.INTERMEDIARY,
    )
    return [Through(one.id, one.name, one.company_name or one.name) for one in persons]


def through(
    workspace: Workspace, opportunity_id: int, contact_id: int, *, tag: str = "", client: str = ""
) -> None:
    """Say that a sale advances through one of its people, for an end client.

    The person comes first among those of the sale. `client` is the end client's name: known by it,
    or made when it is new; "" leaves the company of the sale. Raises `Refused`, `NotFound`.
    """
    if contact_id not in {one.contact_id for one in proposed(workspace, opportunity_id)}:
        raise Refused("intermediary.nobody")

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        from prospect_tui.storage.models import Contact  # noqa: PLC0415 - slow to import

        opportunity.intermediary = True
        if clean(tag).strip():
            opportunity.tags = with_tags(opportunity.tags, [clean(tag).strip()])
        person = writing.session.get_one(Contact, contact_id)
        person.kind = ContactKind.INTERMEDIARY.value
        person.updated_at = writing.now
        name = clean(client).strip()
        if name and fold(name) != fold(_company_name(workspace, opportunity_id)):
            person.company_id = person.company_id or opportunity.company_id
            opportunity.company_id = _company_id(workspace, writing, name)
        links = people.links_of(writing.connection, opportunity_id)
        order = sorted(links, key=lambda link: link[1] != contact_id)
        people.set_order(writing.connection, order)
        conversion.index_for_search(writing, opportunity)

    change(workspace, "intermediary", opportunity_id, work, is_activity=False)


def directly(workspace: Workspace, opportunity_id: int) -> None:
    """Say that a sale advances with the client; people, company and tags stay as they are."""

    def work(opportunity: "Opportunity", _writing: Writing) -> None:
        opportunity.intermediary = False

    change(workspace, "intermediary", opportunity_id, work, is_activity=False)


def _company_name(workspace: Workspace, opportunity_id: int) -> str:
    return sales.opportunity(workspace.connection, opportunity_id, workspace.zone).company_name


def _company_id(workspace: Workspace, writing: Writing, name: str) -> int:
    """Return the company of that name, a new one when it is not known."""
    known = creating.whoever_is_known(workspace, {}, {"name": name}).company
    if known is not None:
        return known.id
    company = new_records.company(writing, name=name)
    assert company.id is not None
    return company.id
