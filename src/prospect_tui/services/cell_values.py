"""The values that a column holds, to pick from: read in any thread, given up when asked."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from prospect_tui.domain.columns import Column, all_columns
from prospect_tui.domain.views import View
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import cell_values as store
from prospect_tui.storage import prospects
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.deadlines import was_interrupted
from prospect_tui.storage.driver import sqlite3

MOST = 500
_STEPS = 2_000
"""Instructions of SQLite between two looks at whether the answer is still wanted."""


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value as it is stored, and how many rows have it. A moment is given by its day."""

    value: str
    """"" for empty cells."""
    count: int


def values_of(
    workspace: Workspace,
    file_id: int,
    column: Column,
    view: View,
    limit: int = MOST,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> list[ValueCount]:
    """Return the values of a column among the rows of a view, the most frequent first.

    Spellings that a filter takes for one value are counted together. Nothing is returned once
    `is_cancelled` says so. Raises `UnusableBase`, and what the conditions of the view raise.
    """
    with closing(workspace.open_reader()) as reader:
        columns = all_columns(prospects.own_columns(reader, file_id))
        reader.set_progress_handler(is_cancelled, _STEPS)
        try:
            found = store.values(reader, file_id, column, view, columns, workspace.days, limit)
        except sqlite3.Error as error:
            if was_interrupted(error):
                return []
            raise base_error(error, workspace.path) from error
    return [ValueCount(value, count) for value, count in found]
