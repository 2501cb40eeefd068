"""Keys that come faster than the program answers, as over a slow line: each does what was meant."""

from pathlib import Path

import pytest

from tests.builders import make_file, make_prospect, make_workspace
from tests.journeys.story import a_day


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base with a few rows to call."""
    workspace = make_workspace(tmp_path)
    file_id = make_file(workspace)
    for _ in range(5):
        make_prospect(workspace, file_id)
    workspace.close()
    return tmp_path


async def test_after_tab_letters_are_a_note_and_no_result(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.rattle("tab", *"standard fermé")
        assert day.value("SELECT count(*) FROM call") == 0
        await day.sees_in_hand("Menuiserie 000")
        await day.sees("standard fermé")


async def test_after_a_result_letters_fill_its_form(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.rattle("v", *"mer 14h", "enter")
        await day.sees("enregistré : RDV → mer. 25/11 14:00")


async def test_after_the_key_of_the_filter_letters_narrow_the_rows(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await day.sees("Menuiserie 000")
        await day.rattle("f", *"003")
        await day.sees("003")
        await day.sees_no("Menuiserie 001")


async def test_results_of_two_rows_typed_at_once_are_not_both_taken(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.rattle("n", "o")
        await day.sees("enregistré : NRP")
        await day.sees_in_hand("Menuiserie 001")
        assert day.value("SELECT count(*) FROM call") == 1


async def test_after_another_file_is_chosen_letters_go_to_its_filter(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    for name in ("Couvreurs", "Menuisiers"):
        file_id = make_file(workspace, name=name)
        for person in ("Lambert", "Roux"):
            make_prospect(workspace, file_id, company_name=f"{name} {person}")
    workspace.close()
    async with a_day(tmp_path, place="files") as day:
        await day.sees("Couvreurs Lambert")
        await day.rattle("v", *"Menui", "enter", "f", *"roux")
        await day.sees("Menuisiers Roux")
        await day.sees_no("Menuisiers Lambert")
