"""Dated remarks on a prospect row. Those on an opportunity are in `opportunities`."""

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.services import rows
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects


def add_to_row(workspace: Workspace, row_id: int, text: str) -> None:
    """Add a dated remark to a row. Raises `InvalidValue` for an empty one, `NotFound`."""
    from prospect_tui.storage.models import Note  # noqa: PLC0415 - slow to import

    body = clean_lines(text).strip()
    if not body:
        raise InvalidValue("note.empty")
    name = prospects.name_of(workspace.connection, row_id)
    with workspace.writing("note", row=row_id, name=name) as writing:
        note = Note(prospect_id=row_id, at=writing.now, zone=str(workspace.zone), body=body)
        writing.session.add(note)
        row = rows.fetch(writing, row_id)
        rows.touch(row, writing.now)
        rows.rederive(writing, row)
