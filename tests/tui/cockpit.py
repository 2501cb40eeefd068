"""The real calls screen in a shell whose other places are made for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from textual.pilot import Pilot
from textual.widgets import Input

from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens import calls as calls_module
from prospect_tui.tui.screens.call_forms import QuickForm
from prospect_tui.tui.screens.calls import CallsScreen
from prospect_tui.tui.widgets.two_ends import TwoEnds
from tests.tui.shell import PLACES

SMALL, USUAL, LARGE = (80, 24), (120, 36), (160, 48)
REAL_PLACES = {**PLACES, "calls": "prospect_tui.tui.screens.calls:CallsScreen"}


@asynccontextmanager
async def cockpit(
    workspace: Workspace, size: tuple[int, int] = USUAL
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the calls of `workspace`. Keys of a test are never a key held down."""
    context = AppContext(workspace, workspace.settings)
    app = ProspectApp(context, place="calls", places=REAL_PLACES, sheet="tests.tui.shell:FakeSheet")
    held, calls_module.HELD_SECONDS = calls_module.HELD_SECONDS, 0.0
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        calls_module.HELD_SECONDS = held


def screen(pilot: Pilot[Any]) -> CallsScreen:
    """Return the calls screen, whatever question lies on it."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, CallsScreen))


def row_in_hand(pilot: Pilot[Any]) -> int | None:
    """Return the row on the desk."""
    return screen(pilot).desk.row_id


def form(pilot: Pilot[Any]) -> QuickForm:
    """Return the form that is open."""
    assert isinstance(pilot.app.screen, QuickForm)
    return pilot.app.screen


def field(pilot: Pilot[Any], name: str) -> Any:
    """Return the value of a field of the open form, not yet parsed."""
    return next(row.value for row in form(pilot)._rows if row.field.name == name)


def field_names(pilot: Pilot[Any]) -> list[str]:
    """Return the fields of the open form in order."""
    return [row.field.name for row in form(pilot)._rows]


async def fill(pilot: Pilot[Any], name: str, text: str) -> None:
    """Type `text` in place of what is in a line of the open form."""
    editor = next(row.editor for row in form(pilot)._rows if row.field.name == name)
    editor.focus()
    cast(Input, editor).value = text
    await pilot.pause()


def status(pilot: Pilot[Any]) -> str:
    """Return what the line that stays says."""
    return screen(pilot).query_one("#status", TwoEnds).text


def rows(workspace: Workspace, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a question to the base gives."""
    return workspace.connection.execute(sql, values).fetchall()


def one(workspace: Workspace, sql: str, *values: object) -> Any:
    """Return the one value that a question to the base gives."""
    ((value,),) = rows(workspace, sql, *values)
    return value
