"""The spreadsheet of a file: which rows a view shows, and a window of them.

Editing is in `services.cells`, acts on rows are in `services.row_acts`; both can be had here too.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import View
from prospect_tui.services import cells, row_acts
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import grid as store
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.grid import GridRecord

if TYPE_CHECKING:
    from prospect_tui.services.cells import (
        MAX_CELL,
        CellChanged,
        CellSaved,
        cell_problem,
        edit_cell,
        stored_value,
    )
    from prospect_tui.services.row_acts import (
        add_row,
        delete_rows,
        restore,
        set_nature,
        set_next_date,
        set_next_dates,
        strike,
    )

__all__ = [
    "MAX_CELL",
    "CellChanged",
    "CellSaved",
    "GridRecord",
    "add_row",
    "cell_problem",
    "delete_rows",
    "edit_cell",
    "first_ids",
    "glance",
    "ids_of",
    "records",
    "restore",
    "set_nature",
    "set_next_date",
    "set_next_dates",
    "stored_value",
    "strike",
]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Give an act from the module that holds it: reading rows loads neither."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(cells, name, None) or getattr(row_acts, name)


def ids_of(
    workspace: Workspace, file_id: int, view: View, columns: Mapping[str, Column]
) -> "array[int]":
    """Return the ids of the rows of a view in its order, read by the main thread at once.

    `services.row_finder` does the same without making anybody wait.
    """
    return store.row_ids(workspace.connection, file_id, view, columns, workspace.days)


def records(
    workspace: Workspace, ids: Sequence[int], columns: Sequence[Column]
) -> dict[int, GridRecord]:
    """Return a window of rows (some dozens) by id, each column's stored text in it.

    Raises `UnusableBase`.
    """
    try:
        return store.records(workspace.connection, ids, columns, workspace.zone)
    except sqlite3.OperationalError as error:
        raise base_error(error, workspace.path) from error


def glance(
    workspace: Workspace, ids: Sequence[int], columns: Sequence[Column]
) -> dict[int, GridRecord]:
    """Return the same at once to be shown, huge cells cut; no row while the file is changed."""
    try:
        with workspace.glance() as connection:
            return store.glanced(connection, ids, columns, workspace.zone)
    except sqlite3.OperationalError as error:
        failure = base_error(error, workspace.path)
        if failure.message_id == "base.busy":
            return {}
        raise failure from error


def first_ids(workspace: Workspace, file_id: int, count: int) -> list[int]:
    """Return the first rows of a file as it was filled: a sample of what it holds."""
    return store.first_ids(workspace.connection, file_id, count)
