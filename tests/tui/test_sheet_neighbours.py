"""Going on from a sheet to the next record of the list from which it was opened."""

from array import array
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.services import cells, conversion
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens.today import TodayScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from tests.builders import make_file, make_prospect
from tests.tui.desk import desk, page, press, sheet, sheet_of, type_in, value
from tests.tui.shell import seen, toasts


@pytest.fixture
def listed(workspace: Workspace) -> list[int]:
    """Return three rows, the second of which became an opportunity."""
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id, company_name=f"Atelier {n}") for n in range(1, 4)]
    conversion.convert_rows(workspace, [rows[1]], anyway=True)
    return rows


@asynccontextmanager
async def sheet_among(workspace: Workspace, among: Among) -> AsyncIterator[Pilot[None]]:
    """Open the program on the sheet of a row of a list."""
    async with desk(workspace) as pilot:
        record = among.records[among.place]
        assert isinstance(record, int)
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        today.open_sheet("prospect", record, among)
        await pilot.pause()
        yield pilot


@pytest.mark.parametrize(("following", "before"), [("n", "p"), ("alt+down", "alt+up")])
async def test_one_goes_on_to_the_next_row_of_the_list(
    workspace: Workspace, listed: list[int], following: str, before: str
) -> None:
    among = Among(array("q", listed), 0, "Menuisiers 69")
    async with sheet_among(workspace, among) as pilot:
        assert "1 / 3 · Menuisiers 69" in seen(pilot)
        assert "Atelier 1" in page(pilot)
        await press(pilot, "down", "down", following)
        assert "2 / 3" in seen(pilot)
        assert sheet(pilot).kind == "opportunity"
        assert "Atelier 2" in page(pilot)
        await press(pilot, following)
        assert (sheet(pilot).kind, sheet(pilot).record_id) == ("prospect", listed[2])
        await press(pilot, following)
        assert toasts(pilot) == ["C'est la dernière."]
        await press(pilot, before, before, before)
        assert toasts(pilot)[-1] == "C'est la première."
        assert among.place == 0
        assert sheet(pilot).record_id == listed[0]


async def test_what_is_done_is_done_to_the_row_gone_to(
    workspace: Workspace, listed: list[int]
) -> None:
    async with sheet_among(workspace, Among(listed, 1)) as pilot:
        await press(pilot, "p", "b", "n", "n", "b")
        states = [value(workspace, "prospect", row, "state") for row in listed]
        assert states == ["struck", "converted", "struck"]


async def test_a_row_that_is_gone_is_passed_over_by_the_next_key(
    workspace: Workspace, listed: list[int]
) -> None:
    among = Among([listed[0], 999, listed[2]], 0)
    async with sheet_among(workspace, among) as pilot:
        await press(pilot, "n")
        assert "999" in page(pilot)
        await press(pilot, "n")
        assert "Atelier 3" in page(pilot)


async def test_a_sheet_opened_alone_has_no_neighbour(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    async with sheet_of(workspace, "prospect", row) as pilot:
        before = seen(pilot)
        await press(pilot, "n", "p", "alt+down")
        assert seen(pilot) == before
        assert toasts(pilot) == []


async def test_what_is_found_is_a_list_too(workspace: Workspace, listed: list[int]) -> None:
    async with desk(workspace) as pilot:
        await press(pilot, "ctrl+f")
        await type_in(pilot, "atelier")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "enter")
        assert "1 / " in seen(pilot)
        assert "« atelier »" in seen(pilot).replace("\u00a0", " ")
        first = page(pilot)
        await press(pilot, "n")
        assert page(pilot) != first
        assert listed


async def test_what_another_window_wrote_is_told_before_it_is_replaced(
    workspace: Workspace,
) -> None:
    row = make_prospect(workspace, make_file(workspace), city="Lyon")
    async with sheet_of(workspace, "prospect", row) as pilot:
        view = sheet(pilot).query_one(LinesView)
        while view.cursor != Ref(Does.EDIT, "city"):
            await press(pilot, "down")
        await press(pilot, "e", "home", "shift+end", "delete")
        await type_in(pilot, "Brest")
        cells.edit_cell(workspace, row, COLUMNS_BY_KEY["city"], "Albi")
        await press(pilot, "enter")
        assert "« Albi »" in seen(pilot).replace("\u00a0", " ")
        assert value(workspace, "prospect", row, "city") == "Albi"
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "city") == "Brest"
