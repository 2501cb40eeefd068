"""The note: never lost, never taken for keys."""

from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.services import cockpit as service
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.note_line import DRAFT_SECONDS
from tests.builders import make_file, make_prospect
from tests.tui.cockpit import cockpit, one, row_in_hand, rows, screen

DRAFTS = "SELECT prospect_id, body FROM call_draft"


async def test_letters_typed_in_the_note_never_act(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    keys = "".join(rule.key for rule in DEFAULT_RESULTS) + "Nsdlbfaug"
    async with cockpit(workspace) as pilot:
        await pilot.press("tab", *keys, "exclamation_mark")
        assert screen(pilot).note.text == keys + "!"
        assert one(workspace, "SELECT count(*) FROM call") == 0
        assert row_in_hand(pilot) == row_id
        await pilot.press("escape", "n")
        assert one(workspace, "SELECT note FROM call") == keys + "!"


async def test_a_draft_is_on_disk_soon_after_a_key_and_at_once_when_left(
    workspace: Workspace,
) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "a")
        assert screen(pilot).note._timer is not None
        assert DRAFT_SECONDS <= 1
        await pilot.press("b", "escape")
        assert rows(workspace, DRAFTS) == [(row_id, "ab")]


async def test_the_draft_waits_for_its_row(workspace: Workspace) -> None:
    first = make_prospect(workspace, make_file(workspace))
    second = make_prospect(workspace, 1)
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "a", "escape", "s")
        assert (row_in_hand(pilot), screen(pilot).note.text) == (second, "")
        await pilot.press("pageup")
        assert (row_in_hand(pilot), screen(pilot).note.text) == (first, "a")


async def test_the_draft_is_there_after_a_restart(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *"budget")
    async with cockpit(workspace) as pilot:
        assert screen(pilot).note.text == "budget"


async def test_the_draft_is_kept_when_another_place_is_opened(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "a", "f3")
        assert rows(workspace, DRAFTS) == [(row_id, "a")]
        await pilot.press("f4")
        assert screen(pilot).note.text == "a"


async def test_a_note_emptied_is_forgotten(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    service.save_draft(workspace, row_id, "a")
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "backspace", "escape")
    assert rows(workspace, DRAFTS) == []


async def test_what_is_being_typed_stays_when_the_row_is_read_again(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "a")
        screen(pilot).context.changed.ring(prospects=[row_id])
        await pilot.pause()
        await pilot.press("b")
        assert screen(pilot).note.text == "ab"


async def test_tab_and_enter_come_back_from_the_note(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        for key in ("tab", "enter", "escape"):
            await pilot.press("tab")
            assert screen(pilot).note.line.has_focus
            await pilot.press(key)
            assert not screen(pilot).note.line.has_focus
