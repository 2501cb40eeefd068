"""What the tests of the columns of the files screen share."""

from typing import Any

from textual.pilot import Pilot

from prospect_tui.domain.columns import Column
from prospect_tui.services import prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.columns_dialog import ColumnsDialog
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.tui.files_desk import (
    keys,
    screen,
    settle,
)

WIDER, NARROWER, FIT = "greater_than_sign", "less_than_sign", "equals_sign"


def titles(pilot: Pilot[Any]) -> list[str]:
    """Return the keys of the columns that the grid was given, in order."""
    return [column.key for column in screen(pilot).source.placed]


def widths(pilot: Pilot[Any]) -> dict[str, int]:
    return {column.key: column.width for column in screen(pilot).source.placed}


def frozen(pilot: Pilot[Any]) -> int:
    return sum(column.frozen for column in screen(pilot).source.placed)


async def go_to(pilot: Pilot[Any], key: str) -> None:
    """Put the cursor on a column."""
    screen(pilot).grid.move_to(0, titles(pilot).index(key))
    await settle(pilot)


def under_cursor(pilot: Pilot[Any]) -> str:
    return screen(pilot).grid.cursor_key


def saved(workspace: Workspace, file_id: int) -> list[str]:
    return [column.key for column in prospect_files.shown_columns(workspace, file_id)]


def own(workspace: Workspace, file_id: int) -> list[Column]:
    return [c for c in prospect_files.columns(workspace, file_id).values() if c.is_own]


def listed(pilot: Pilot[Any]) -> ColumnsDialog:
    """Return the list of columns that is open."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, ColumnsDialog))


def stands_on(pilot: Pilot[Any]) -> object:
    return listed(pilot).query_one(LinesView).cursor


async def in_list(pilot: Pilot[Any], key: str) -> None:
    """Open the list of columns, on one of them."""
    await keys(pilot, "c")
    listed(pilot).query_one(LinesView).renew(to=key)
    await settle(pilot)
    assert stands_on(pilot) == key
