"""The stage of the grid's tests (an app, a source that counts what it is asked), and first steps."""

from array import array
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot

from prospect_tui.tui.widgets.grid import DataGrid, GridColumn, GridRow, RowMark

COLUMNS = (
    GridColumn("name", "Société", 12, frozen=True),
    GridColumn("city", "Ville", 10),
    GridColumn("size", "Eff", 6, align="right"),
    GridColumn("score", "Score", 8, editable=False),
    GridColumn("note", "Note", 20),
)
KEYS = [column.key for column in COLUMNS]
HEIGHT = 12
PAGE = HEIGHT - 1
Wanted = TypeVar("Wanted", bound=Message)


class CountingSource:
    """Rows made of their number, unless a test writes other ones in `changed`."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.changed: dict[int, GridRow] = {}
        self.gone: set[int] = set()

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        self.asked += ids
        return {row_id: self.row(row_id) for row_id in ids if row_id not in self.gone}

    def row(self, row_id: int) -> GridRow:
        cells = tuple(f"{key} {row_id}" for key in KEYS)
        return self.changed.get(row_id) or GridRow(row_id, cells)

    def raw(self, row_id: int, column_key: str) -> str:
        return self.row(row_id).cells[KEYS.index(column_key)]


class StageApp(App[None]):
    """The grid alone, with a screen's letter key and a record of every message."""

    BINDINGS = [Binding("a", "call"), Binding("f3", "call"), Binding("ctrl+s", "save")]

    def __init__(self, source: CountingSource) -> None:
        super().__init__()
        self.source = source
        self.heard: list[Message] = []
        self.actions: list[str] = []

    def compose(self) -> ComposeResult:
        yield DataGrid(self.source, empty_text=Content("Aucune ligne : i pour importer"))

    def action_call(self) -> None:
        self.actions.append("call")

    def action_save(self) -> None:
        self.actions.append("save")

    async def on_event(self, event: events.Event) -> None:
        await super().on_event(event)

    def on_data_grid_cursor_moved(self, message: DataGrid.CursorMoved) -> None:
        self.heard.append(message)

    def on_data_grid_row_opened(self, message: DataGrid.RowOpened) -> None:
        self.heard.append(message)

    def on_data_grid_cell_edited(self, message: DataGrid.CellEdited) -> None:
        self.heard.append(message)

    def on_data_grid_edit_refused(self, message: DataGrid.EditRefused) -> None:
        self.heard.append(message)

    def on_data_grid_selection_changed(self, message: DataGrid.SelectionChanged) -> None:
        self.heard.append(message)

    def on_data_grid_sort_requested(self, message: DataGrid.SortRequested) -> None:
        self.heard.append(message)
