"""What is known of the project of a row: the four conditions and the 5 W, one at a time."""

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W
from prospect_tui.domain.values import YES
from prospect_tui.services import rows
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects


def set_quality(workspace: Workspace, row_id: int, field: str, text: str) -> None:
    """Write one W of a row ("w_who"), or a condition ("has_budget": "yes" or "no").

    Raises `InvalidValue` for another field, `NotFound`.
    """
    conditions = {f"has_{name}" for name in CONDITIONS}
    if field not in conditions | {f"w_{name}" for name in FIVE_W}:
        raise InvalidValue("opportunity.unknown_field", field=field)
    name = prospects.name_of(workspace.connection, row_id)
    with workspace.writing("qualify", row=row_id, name=name) as writing:
        row = rows.fetch(writing, row_id)
        setattr(row, field, text == YES if field in conditions else clean(text).strip())
        rows.touch(row, writing.now)
