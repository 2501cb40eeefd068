"""What every change of an opportunity does around itself: one transaction, its dates, its watch."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from prospect_tui.domain.errors import Refused
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import sales

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity


def change(
    workspace: Workspace,
    code: str,
    opportunity_id: int,
    work: "Callable[[Opportunity, Writing], None]",
    *,
    is_activity: bool = True,
    seen: datetime | None = None,
) -> "Opportunity":
    """Apply `work` to one opportunity in a transaction of its own.

    With `is_activity`, its patience starts anew. `seen` is the `updated_at` of what the user looked
    at: raises `Refused` "opportunity.changed_meanwhile" when it was changed elsewhere since.
    """
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    title = sales.opportunity(workspace.connection, opportunity_id, workspace.zone).title
    with workspace.writing(code, name=title, opportunity=opportunity_id) as writing:
        opportunity = writing.session.get_one(Opportunity, opportunity_id)
        present = sales.opportunity(writing.connection, opportunity_id, workspace.zone)
        if seen is not None and present.updated_at != seen:
            raise Refused("opportunity.changed_meanwhile", title=title)
        work(opportunity, writing)
        opportunity.updated_at = writing.now
        if is_activity:
            opportunity.last_activity_at = writing.now
        writing.session.flush()
        return opportunity
