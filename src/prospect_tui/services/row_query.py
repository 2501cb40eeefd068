"""The rows of a view, worked out in another thread and given up when a newer view is wanted."""

import sqlite3
from array import array
from collections.abc import Mapping
from contextlib import suppress

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import View
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import grid as store
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.filter_sql import prepare


class RowQuery:
    """One question: which rows of a file, in which order. `run` in a thread, `cancel` from any."""

    def __init__(
        self, workspace: Workspace, file_id: int, view: View, columns: Mapping[str, Column]
    ) -> None:
        """Prepare the question; nothing is read before `run`."""
        self.file_id = file_id
        self.view = view
        self._workspace = workspace
        self._columns = columns
        self._connection: sqlite3.Connection | None = None
        self._is_cancelled = False

    def cancel(self) -> None:
        """Give the question up: `run` then returns None, at once."""
        self._is_cancelled = True
        connection = self._connection
        if connection is not None:
            with suppress(sqlite3.ProgrammingError):  # closed just now
                connection.interrupt()

    def run(self) -> "array[int] | None":
        """Return the ids of the rows in order, or None when given up. Raises `UnusableBase`."""
        connection = self._workspace.open_reader()
        self._connection = connection
        try:
            prepare(connection)
            ids = store.row_ids(
                connection, self.file_id, self.view, self._columns, lambda: self._is_cancelled
            )
        except sqlite3.Error as error:
            if self._is_cancelled:
                return None
            raise base_error(error, self._workspace.path) from error
        finally:
            self._connection = None
            connection.close()
        return None if self._is_cancelled else ids
