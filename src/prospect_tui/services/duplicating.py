"""A second opportunity like a first one: the same people, company, tags and 5 W, its own life."""

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.services import conversion, folders
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import card_places, configuration, sales

_KEPT = (
    "company_id", "folder_id", "pipeline_id", "amount_cents", "label_for", "origin", "source_id",
    "campaign_id", "description", "tags", "competitor", "intermediary", "w_who", "w_what", "w_why",
    "w_when", "w_where",
)  # fmt: skip
"""Neither history, quotes, a next action nor an end; what is known must be asked again."""


def duplicate(
    workspace: Workspace, opportunity_id: int, title: str = "", *, together: bool = True
) -> int:
    """Make an opportunity like another one, to do, with the same people; returns its number.

    `together` files both in one client folder, which is born then unless there is one; else the new
    one is in none. Without a `title`, that of the first one. Raises `InvalidValue` for an empty
    title, `NotFound`.
    """
    record = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    title = clean(title or record.title).strip()
    if not title:
        raise InvalidValue("opportunity.no_title")
    with workspace.writing("duplicate_opportunity", name=record.title) as writing:
        from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

        first = writing.session.get_one(Opportunity, opportunity_id)
        living = configuration.stages(writing.connection, first.pipeline_id)
        stage = (living or configuration.stages(writing.connection))[0]
        second = Opportunity(
            **{name: getattr(first, name) for name in _KEPT}
            | {"title": title, "pipeline_id": stage.pipeline_id},
            stage_id=stage.id,
            position=card_places.after_last(writing.connection, stage.id),
            probability=stage.probability,
            copied_from_id=opportunity_id,
            stage_since=writing.now,
            last_activity_at=writing.now,
            created_at=writing.now,
            updated_at=writing.now,
        )
        if not together:
            second.folder_id = None
        writing.session.add(second)
        writing.session.flush()
        assert second.id is not None
        number = second.id
        sales.copy_people(writing.connection, opportunity_id, number)
        conversion.index_for_search(writing, second)
        writing.session.flush()
        if together and second.folder_id is None:
            folders.join(workspace, writing, number, opportunity_id)
        return number
