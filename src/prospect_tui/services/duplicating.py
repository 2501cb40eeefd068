"""A second opportunity like a first one: the same people, company, tags and 5 W, its own life."""

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.services import conversion, folders, new_records
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import sales

_KEPT = (
    "company_id", "amount_cents", "label_for", "origin", "source_id",
    "campaign_id", "description", "tags", "competitor", "intermediary", "w_who", "w_what", "w_why",
    "w_when", "w_where",
)  # fmt: skip
"""Neither history, quotes, a next action nor an end; what is known must be asked again."""


def duplicate(
    workspace: Workspace, opportunity_id: int, title: str = "", *, together: bool = True
) -> int:
    """Make an opportunity like another one, to do, with the same people; returns its number.

    `together` files both in one client folder, which is born then unless their client has one; else
    the new one is in none. Without a `title`, that of the first one. Raises `InvalidValue` for an
    empty title, `NotFound`.
    """
    record = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    title = clean(title or record.title).strip()
    if not title:
        raise InvalidValue("opportunity.no_title")
    with workspace.writing("duplicate_opportunity", name=record.title) as writing:
        from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

        first = writing.session.get_one(Opportunity, opportunity_id)
        second = new_records.opportunity(
            writing,
            first.pipeline_id,
            title=title,
            folder_id=first.folder_id if together else None,
            copied_from_id=opportunity_id,
            **{name: getattr(first, name) for name in _KEPT},
        )
        assert second.id is not None
        number = second.id
        sales.copy_people(writing.connection, opportunity_id, number)
        conversion.index_for_search(writing, second)
        if together:
            folders.join_first(workspace, writing, second, opportunity_id)
        return number
