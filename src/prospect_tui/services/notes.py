"""Dated remarks on a prospect row, and what they say that has a field of its own.

Remarks on an opportunity are in `opportunities`.
"""

from collections.abc import Mapping

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.services import cells, remarks, rows
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects


def add_to_row(workspace: Workspace, row_id: int, text: str) -> None:
    """Add a dated remark to a row. Raises `InvalidValue` for an empty one, `NotFound`."""
    body = remarks.body_of(text)
    name = prospects.name_of(workspace.connection, row_id)
    with workspace.writing("note", row=row_id, name=name) as writing:
        remarks.put(workspace, writing, body, prospect_id=row_id)
        row = rows.fetch(writing, row_id)
        rows.touch(row, writing.now)
        rows.rederive(writing, row)


def take(workspace: Workspace, row_id: int, values: Mapping[str, str]) -> None:
    """Put what a note says in its fields, by column key, as one act; raises `NotFound`."""
    name = prospects.name_of(workspace.connection, row_id)
    changes = [cells.CellChange(row_id, COLUMNS_BY_KEY[key], text) for key, text in values.items()]
    cells.write_cells(workspace, changes, code="note_find", row=row_id, name=name)
