"""The script in front of a row: walked by letters, its answers in the fields."""

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.when import When
from prospect_tui.services import scripts, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.cockpit import card
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.script import ScriptScreen
from tests.builders import MONDAY, dump, make_file, make_prospect
from tests.tui.cockpit import SMALL, USUAL, cockpit
from tests.tui.desk import press, type_in
from tests.tui.shell import seen, toasts


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(
        workspace, make_file(workspace), company_name="Menuiserie Rey", civility="Mme",
        last_name="Rey",
    )  # fmt: skip


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_the_script_is_read_and_walked(
    workspace: Workspace, row: int, size: tuple[int, int]
) -> None:
    async with cockpit(workspace, size) as pilot:
        await press(pilot, "t")
        assert "Mme Rey est toujours joignable" in seen(pilot)
        assert "p  Projet" in seen(pilot)
        await press(pilot, "c")
        assert "Menuiserie Rey · Trop cher" in seen(pilot)
        assert "Par rapport à quoi" in seen(pilot)
        await press(pilot, "m", "escape")
        assert "Menuiserie Rey · Trop cher" in seen(pilot)
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, ScriptScreen)
        assert card(workspace, row).prospect.id == row


async def test_answers_go_to_their_fields(workspace: Workspace, row: int) -> None:
    async with cockpit(workspace) as pilot:
        before = dump(workspace)
        await press(pilot, "t", "p", "enter")
        await type_in(pilot, "trois fenêtres")
        await press(pilot, "enter")
        assert "trois fenêtres" in seen(pilot)
        assert card(workspace, row).prospect.five_w["what"] == "trois fenêtres"
        await press(pilot, "down", "down", "down", "down", "down", "enter")
        await type_in(pilot, "Durand")
        await press(pilot, "enter", "down", "enter")
        record = card(workspace, row).prospect
        assert record.values["competitor"] == "Durand"
        assert record.conditions["budget"]
        await press(pilot, "enter")
        assert not card(workspace, row).prospect.conditions["budget"]
        for _ in range(4):
            await press(pilot, "u")
        assert dump(workspace) == before


async def test_answers_of_an_opportunity_are_its_own(workspace: Workspace, row: int) -> None:
    thursday = When(MONDAY.date().replace(day=26))
    made = log_call(workspace, CallEntry(row, "RDV", Answers(when=thursday)))
    assert made.opportunity_id is not None
    sheet = scripts.sheet_of(workspace, row, "fr", lambda _columns: {})
    scripts.put_down(workspace, sheet, "w_why", "vieilles fenêtres")
    scripts.put_down(workspace, sheet, "has_budget", "yes")
    record = opportunity_sheet(workspace, made.opportunity_id).opportunity
    assert (record.five_w["why"], record.conditions["budget"]) == ("vieilles fenêtres", True)


async def test_the_script_of_a_file_is_changed(workspace: Workspace, row: int) -> None:
    file_id = card(workspace, row).prospect.file_id
    scripts.save_script(workspace, file_id, "Bonjour {contact.nom}", {})
    async with cockpit(workspace) as pilot:
        await press(pilot, "t", "ctrl+e", "end")
        await type_in(pilot, " {contact.nez}")
        await press(pilot, "ctrl+s")
        assert "Bonjour Rey {contact.nez}" in seen(pilot)
        assert "{contact.nez}" in " ".join(toasts(pilot))
    assert scripts.script_text(workspace, file_id) == "Bonjour {contact.nom} {contact.nez}"
    undo.undo(workspace)
    assert scripts.script_text(workspace, file_id) == "Bonjour {contact.nom}"


async def test_a_name_and_function_are_checked_in_one_key(workspace: Workspace, row: int) -> None:
    async with cockpit(workspace) as pilot:
        await press(pilot, "y")
        assert "(vérifié 11/2026)" in seen(pilot)
        assert card(workspace, row).prospect.checked_on == MONDAY.date()
        await press(pilot, "u")
        assert card(workspace, row).prospect.checked_on is None


@pytest.mark.parametrize(("size", "is_there"), [(SMALL, False), (USUAL, True)])
async def test_what_is_said_first_stands_on_a_wide_card(
    workspace: Workspace, row: int, size: tuple[int, int], is_there: bool
) -> None:
    file_id = card(workspace, row).prospect.file_id
    scripts.save_script(workspace, file_id, "Allô {contact.nom} ?\n## [c] Trop cher\nNon.", {})
    async with cockpit(workspace, size) as pilot:
        assert ("Allô Rey ?" in seen(pilot)) is is_there
        assert "Non." not in seen(pilot)
