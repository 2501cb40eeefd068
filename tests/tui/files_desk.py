"""The real files screen in a shell whose other places are made for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prospect_tui.services import layouts
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.files import FilesScreen
from prospect_tui.tui.screens.import_wizard import ImportScreen
from prospect_tui.tui.widgets.two_ends import TwoEnds
from tests.builders import make_file, make_prospect
from tests.tui.desk import press, type_in
from tests.tui.shell import PLACES, toasts

SMALL, USUAL = (80, 24), (120, 36)
SAMPLES = Path(__file__).parents[1] / "samples"
REAL_PLACES = PLACES | {"files": "prospect_tui.tui.screens.files:FilesScreen"}
NAMES = ("Zinc et Toiture", "Atelier Bois", "Menuiserie Lambert", "Électricité Roux")


@asynccontextmanager
async def files_desk(
    workspace: Workspace, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the files of `workspace`, their rows read."""
    app = ProspectApp(
        AppContext(workspace, workspace.settings),
        place="files",
        places=REAL_PLACES,
        sheet="tests.tui.shell:FakeSheet",
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until everything asked for was read and shown."""
    for _turn in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def keys(pilot: Pilot[Any], *names: str) -> None:
    """Press keys, then wait for what they ask for."""
    await press(pilot, *names)
    await settle(pilot)


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text, then wait for what it asks for."""
    await type_in(pilot, text)
    await settle(pilot)


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Have the terminal paste a text, then wait for what it asks for."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


async def go_to(pilot: Pilot[Any], column: str, row: int = 0) -> None:
    """Put the cursor on a cell."""
    place = screen(pilot).source.place(column)
    await keys(pilot, "home", "ctrl+left", *["down"] * row, *["right"] * place)


async def retype(pilot: Pilot[Any], text: str) -> None:
    """Type in the cell under the cursor, in the place of what it holds."""
    await keys(pilot, "e", "ctrl+u")
    await write(pilot, text)


def show_column(workspace: Workspace, file_id: int, key: str) -> None:
    """Have a file show a column from the next time it is opened."""
    layout = layouts.arrangement(workspace, file_id).layout
    layouts.save_layout(workspace, file_id, layout.with_hidden(key, hidden=False))


def fill(workspace: Workspace, name: str = "Menuisiers 69") -> tuple[int, list[int]]:
    """Return a new file and its rows, called `NAMES`."""
    file_id = make_file(workspace, name)
    towns = ("Lyon", "Villeurbanne", "Lyon", "Bron")
    rows = [
        make_prospect(workspace, file_id, company_name=name, city=town)
        for name, town in zip(NAMES, towns, strict=True)
    ]
    return file_id, rows


def screen(pilot: Pilot[Any]) -> FilesScreen:
    """Return the files screen, whatever lies on it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, FilesScreen))


def wizard(pilot: Pilot[Any]) -> ImportScreen:
    """Return the import preview, whatever question lies on it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, ImportScreen))


def heading(pilot: Pilot[Any]) -> str:
    """Return the title line of the files screen."""
    return plain_spaces(screen(pilot).query_one("#files-title", TwoEnds).text)


def remark(pilot: Pilot[Any]) -> str:
    """Return the line of remarks of the files screen."""
    return plain_spaces(str(screen(pilot).query_one("#files-remark", Static).content))


def told(pilot: Pilot[Any]) -> str:
    """Return the last message."""
    return plain_spaces(toasts(pilot)[-1])


def plain_spaces(text: str) -> str:
    """Return `text` with ordinary spaces in the place of those that do not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def question_line(pilot: Pilot[Any]) -> Input:
    """Return the line to type of the question that is open."""
    return pilot.app.screen.query_one(Input)


def cell(workspace: Workspace, row_id: int, column: str) -> Any:
    """Return what the base holds of a row."""
    sql = f"SELECT {column} FROM prospect WHERE id = ?"
    return workspace.connection.execute(sql, (row_id,)).fetchone()[0]


def column_of(workspace: Workspace, file_id: int, column: str = "company_name") -> list[str]:
    """Return one column of a file, in the order in which it was filled."""
    sql = f"SELECT {column} FROM prospect WHERE file_id = ? ORDER BY position"
    return [value for (value,) in workspace.connection.execute(sql, (file_id,)).fetchall()]
