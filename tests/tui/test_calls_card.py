"""What the cockpit says of the row in hand, and of the way through the others, in little room."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from prospect_tui.i18n import set_language
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.cockpit import LARGE, SMALL, USUAL, cockpit, screen
from tests.tui.shell import seen


def read(pilot: Pilot[None]) -> str:
    """Return the screen, all spaces alike."""
    return seen(pilot).replace("\u00a0", " ")


def two_rows(workspace: Workspace) -> None:
    """Make two rows of a file with a name, both with a number that one may find wrong."""
    file_id = make_file(workspace, "Menuisiers 69")
    for name in ("Ozanne", "Lambert"):
        make_prospect(
            workspace,
            file_id,
            company_name=name,
            mobile="06 39 98 12 34",
            direct_line="01 99 00 12 99",
            website="ozanne.example",
        )


def in_hand(pilot: Pilot[None]) -> str:
    card = screen(pilot).desk.card
    assert card is not None
    return card.prospect.values["company_name"]


async def test_a_wrong_number_is_called_so_where_there_is_little_room(workspace: Workspace) -> None:
    two_rows(workspace)
    async with cockpit(workspace, SMALL) as pilot:
        assert "  01 99 00 12 99 Ligne directe" in read(pilot)
        await pilot.press("e")
        assert "✗ 01 99 00 00 00" in read(pilot)
        assert "Téléphone · numéro erroné" in read(pilot)
        assert "☎ 06 39 98 12 34  Mobile" in read(pilot)


async def test_going_back_after_an_undo_does_not_swing_between_two_rows(
    workspace: Workspace,
) -> None:
    file_id = make_file(workspace)
    for name in ("First", "Second", "Third"):
        make_prospect(workspace, file_id, company_name=name)
    async with cockpit(workspace) as pilot:
        await pilot.press("n", "n", "u")
        assert in_hand(pilot) == "Second"
        await pilot.press("n")
        assert in_hand(pilot) == "Third"
        await pilot.press("pageup")
        assert in_hand(pilot) == "Second"
        await pilot.press("pageup")
        assert in_hand(pilot) == "First"
        await pilot.press("pagedown", "pagedown")
        assert in_hand(pilot) == "Third"


async def test_a_row_to_come_tells_how_often_it_was_tried(workspace: Workspace) -> None:
    two_rows(workspace)
    log_call(workspace, CallEntry(1, "OCC"))
    clock_of(workspace).moment += timedelta(hours=1)
    async with cockpit(workspace, USUAL) as pilot:
        listed = [line.split("│")[0].split() for line in read(pilot).splitlines()]
        assert ["▌Ozanne", "1/6"] in listed
        assert ["Lambert"] in listed


async def test_what_was_undone_does_not_hide_what_is_saved_next(workspace: Workspace) -> None:
    two_rows(workspace)
    async with cockpit(workspace, SMALL) as pilot:
        await pilot.press("n", "u")
        await pilot.pause()
        assert "Annulé : appel NRP" in read(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert "Annulé" not in read(pilot)
        assert "enregistré : OCC" in read(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_a_session_leaves_room_for_whose_rows_are_called(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    two_rows(workspace)
    async with cockpit(workspace, size) as pilot:
        await pilot.press("ctrl+t", *"40 appels ou 3 rdv", "enter", "n")
        line = read(pilot).splitlines()[0]
        assert "Session 00:00" in line
        assert "Menuisiers 69" in line
        assert ("1/40 appels" in line) == (size == SMALL)
        assert "3 RDV" in line


async def test_help_speaks_of_the_clock_of_a_rehearsal_in_a_rehearsal_only(
    workspace: Workspace,
) -> None:
    two_rows(workspace)
    async with cockpit(workspace, LARGE) as pilot:
        await pilot.press("f1", "end")
        assert "chercher sur le web" in read(pilot)
        assert "modifier les résultats" in read(pilot)
        assert "exercice" not in read(pilot)


async def test_english_has_no_space_before_a_colon(workspace: Workspace) -> None:
    two_rows(workspace)
    set_language("en")
    async with cockpit(workspace) as pilot:
        assert "Website: ozanne.example" in read(pilot)


async def test_with_nobody_to_call_one_reads_in_which_file_and_where_to_go(
    workspace: Workspace,
) -> None:
    file_id = make_file(workspace, "Sans numéro")
    make_prospect(workspace, file_id, phone="")
    make_prospect(workspace, make_file(workspace, "Menuisiers 69"))
    async with cockpit(workspace, SMALL) as pilot:
        screen(pilot).visit(files=[file_id])
        await pilot.pause()
        text = read(pilot)
        assert "Personne à appeler maintenant" in text
        assert text.splitlines()[0].endswith("Sans numéro ")
        assert "F3 montre les lignes" in text
        assert "Ctrl+O en choisit d'autres" in text
