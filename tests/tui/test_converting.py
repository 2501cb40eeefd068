"""Turning rows into opportunities: what is known is asked once, the limit told, a plan offered."""

from dataclasses import replace

import pytest

from prospect_tui.services import configuring, plans
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.form import Form
from tests.builders import dump, make_file, make_prospect
from tests.tui.desk import LARGE, SMALL, USUAL, page, press, sheet, sheet_of, type_in, value
from tests.tui.files_desk import NAMES, cell, files_desk, fill, keys, write
from tests.tui.shell import FakeSheet, seen, toasts


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row of a file, of which nothing is known."""
    return make_prospect(workspace, make_file(workspace), company_name="Atelier Nord")


def plan_a_call(workspace: Workspace) -> None:
    stage = configuring.stages(workspace)[0]
    plans.set_plan(workspace, stage.id, [PlanStep("call", "cerner le besoin", 1)])


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_what_is_known_is_asked_once_and_kept_in_one_action(
    workspace: Workspace, row: int, size: tuple[int, int]
) -> None:
    plan_a_call(workspace)
    before = dump(workspace)
    async with sheet_of(workspace, "prospect", row, size) as pilot:
        await press(pilot, "o")
        for word in ("Atelier Nord", "Pas encore connu", "Projet", "Décideurs", "Où"):
            assert word in seen(pilot)
        await press(pilot, "space", *["tab"] * 5)
        await type_in(pilot, "menuiserie")
        await press(pilot, "ctrl+s")
        assert sheet(pilot).kind == "opportunity"
        assert "menuiserie" in page(pilot)
        assert value(workspace, "opportunity", 1, "has_project") == 1
        assert value(workspace, "opportunity", 1, "has_budget") == 0
        assert value(workspace, "opportunity", 1, "w_what") == "menuiserie"
        assert "cerner le besoin. Ctrl+D la prend" in toasts(pilot)[-1]
        await press(pilot, "ctrl+d")
        assert value(workspace, "opportunity", 1, "next_day") == "2026-11-24"
        await press(pilot, "u", "u")
        assert dump(workspace) == before


async def test_a_row_of_which_all_is_known_is_converted_at_once(
    workspace: Workspace, row: int
) -> None:
    with workspace.writing("edit_cell") as writing:
        writing.connection.execute(
            "UPDATE prospect SET has_project = 1, has_budget = 1, has_date = 1, has_deciders = 1"
        )
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "o")
        assert sheet(pilot).kind == "opportunity"
        assert value(workspace, "opportunity", 1, "has_deciders") == 1


async def test_one_row_of_the_grid_is_asked_what_is_known(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    plan_a_call(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "o")
        assert isinstance(pilot.app.screen, Form)
        await keys(pilot, "tab", "space", *["tab"] * 3)
        await write(pilot, "Mme Roux décide")
        await keys(pilot, "ctrl+s")
        assert f"⇢ {NAMES[0]}" in seen(pilot)
        assert value(workspace, "opportunity", 1, "has_budget") == 1
        assert value(workspace, "opportunity", 1, "w_who") == "Mme Roux décide"
        assert "Ctrl+D sur sa fiche" in toasts(pilot)[-1]
        FakeSheet.opened.clear()
        await keys(pilot, "o")
        assert FakeSheet.opened == [("opportunity", cell(workspace, rows[0], "opportunity_id"))]


async def test_several_rows_are_guarded_by_one_question(workspace: Workspace) -> None:
    workspace.settings = replace(workspace.settings, max_open_opportunities=2)
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+a", "o")
        assert isinstance(pilot.app.screen, Confirm)
        assert "avec 4 de plus, la limite de 2" in seen(pilot)
        await keys(pilot, "escape")
        assert {cell(workspace, one, "state") for one in rows} == {"active"}
        await keys(pilot, "o", "enter")
        assert {cell(workspace, one, "state") for one in rows} == {"converted"}
        assert toasts(pilot)[-1].startswith(f"{len(rows)} opportunités créées.")
        await keys(pilot, "ctrl+a", "o")
        assert toasts(pilot)[-1] == "Ces lignes sont déjà des opportunités."


async def test_one_more_than_the_limit_says_why(workspace: Workspace, row: int) -> None:
    workspace.settings = replace(workspace.settings, max_open_opportunities=0)
    async with sheet_of(workspace, "prospect", row, USUAL) as pilot:
        await press(pilot, "o")
        assert "Opportunités ouvertes\u00a0: 0" in seen(pilot)
        assert "Qui" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert value(workspace, "prospect", row, "state") == "converted"


async def test_a_row_that_another_window_converted_is_told(
    workspace: Workspace, other: Workspace, row: int
) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "o")
        (made,) = convert_rows(other, [row], anyway=True)
        before = dump(workspace)
        await press(pilot, "ctrl+s")
        assert "autre fenêtre" in toasts(pilot)[-1]
        assert dump(workspace) == before
        await press(pilot, "o")
        assert (sheet(pilot).kind, sheet(pilot).record_id) == ("opportunity", made)
