"""Ambassadors: the people who recommend the user, marked from a day on; the funnel counts them."""

from prospect_tui.domain.errors import Refused
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import people, sales

__all__ = ["main_person", "toggle"]


def main_person(workspace: Workspace, sale_id: int) -> int:
    """Return the person who matters most in a sale; raises `Refused` when nobody is in it."""
    known = sales.contacts(workspace.connection, sale_id)
    if not known:
        raise Refused("ambassador.nobody")
    return known[0].id


def toggle(workspace: Workspace, contact_id: int) -> tuple[str, bool]:
    """Mark somebody as an ambassador from today on, or not any more: the name, and which."""
    from prospect_tui.storage.models import Contact  # noqa: PLC0415 - slow to import

    name = people.person(workspace.connection, contact_id).name
    with workspace.writing("ambassador", name=name) as writing:
        contact = writing.session.get_one(Contact, contact_id)
        contact.ambassador_on = None if contact.ambassador_on else workspace.clock.today()
        contact.updated_at = writing.now
        is_ambassador = contact.ambassador_on is not None
    return name, is_ambassador
