"""While a note is typed: abbreviations in full, wording remarked, values offered to fields."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from prospect_tui.services import undo
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.tui.cockpit import LARGE, SMALL, cockpit, one, rows, screen, status
from tests.tui.shell import seen, toasts


def keys(text: str) -> list[str]:
    """Return the keys by which a text is typed."""
    names = {" ": "space", ".": "full_stop", "@": "at", ",": "comma", "'": "apostrophe"}
    return [names.get(letter, letter) for letter in text]


def aside(pilot: Pilot[None]) -> str:
    """Return what is said under the note, "" when nothing is."""
    place = screen(pilot).query_one("#note-aside", Static)
    return str(place.content) if place.display else ""


async def test_an_abbreviation_is_written_in_full_at_the_space(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("demander sa ld puis le std "))
        assert screen(pilot).note.line.value == "demander sa ligne directe puis le standard "
        assert screen(pilot).note.line.cursor_position == len(screen(pilot).note.line.value)
        await pilot.press("escape")
        assert one(workspace, "SELECT body FROM call_draft").startswith("demander sa ligne directe")


async def test_backspace_brings_the_abbreviation_back(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("la ld "), "backspace")
        assert screen(pilot).note.line.value == "la ld"
        await pilot.press(*keys(", oui"))
        assert screen(pilot).note.line.value == "la ld, oui"


async def test_in_the_middle_of_a_note_only_the_word_typed_changes(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("msg"), "home", *keys("std "))
        assert screen(pilot).note.line.value == "standard msg"
        assert screen(pilot).note.line.cursor_position == len("standard ")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_delicate_word_is_remarked_once_ended_and_never_blocks(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace, size) as pilot:
        await pilot.press("i", *keys("il est malade"))
        assert aside(pilot) == ""
        await pilot.press("space")
        assert "santé" in aside(pilot)
        assert "« malade » → absent" in seen(pilot).replace("\u00a0", " ")
        await pilot.press("escape", "n")
        assert one(workspace, "SELECT note FROM call") == "il est malade"
        assert aside(pilot) == ""


async def test_the_last_word_is_judged_when_the_line_is_left(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("menteur"))
        assert aside(pilot) == ""
        await pilot.press("escape")
        assert "menteur" in aside(pilot)


async def test_one_key_puts_a_direct_line_in_its_field(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace, LARGE) as pilot:
        before = dump(workspace)
        await pilot.press("i", *keys("ld 0199005678"))
        assert "01 99 00 56 78 → Ligne directe" in aside(pilot).replace("\u00a0", " ")
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert rows(workspace, "SELECT direct_line FROM prospect") == [("01 99 00 56 78",)]
        assert rows(workspace, "SELECT e164 FROM phone_line WHERE prospect_id = ?", row)[1:] == [
            ("+33199005678",)
        ]
        assert screen(pilot).note.line.value == "ligne directe 0199005678"
        assert "enregistré" in status(pilot)
        assert aside(pilot) == ""
        assert "Ligne directe" in seen(pilot)
        await pilot.press("escape", "u")
        await pilot.pause()
    assert rows(workspace, "SELECT direct_line FROM prospect") == [("",)]
    after = dump(workspace)
    assert {k: v for k, v in after.items() if k != "call_draft"} == {
        k: v for k, v in before.items() if k != "call_draft"
    }


async def test_a_name_fills_its_fields_as_one_act(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("voir Mme Claire Roux"), "ctrl+g")
        await pilot.pause()
    sql = "SELECT civility, first_name, last_name FROM prospect"
    assert rows(workspace, sql) == [("Mme", "Claire", "Roux")]
    done = undo.undo(workspace)
    assert done is not None
    assert done.code == "note_find"
    assert rows(workspace, sql) == [("", "", "")]


async def test_several_values_are_taken_one_after_the_other(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("0639981234 ou a@exemple.fr"))
        assert "(+1)" in aside(pilot)
        await pilot.press("ctrl+g", "ctrl+g")
        await pilot.pause()
        assert rows(workspace, "SELECT mobile, email FROM prospect") == [
            ("06 39 98 12 34", "a@exemple.fr")
        ]
        await pilot.press("ctrl+g")
        assert any("ne dit" in text for text in toasts(pilot))


async def test_another_row_has_its_own_remarks(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    make_prospect(workspace, 1)
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *keys("malade "), "escape")
        assert aside(pilot)
        await pilot.press("s")
        assert aside(pilot) == ""
        await pilot.press("pageup")
        assert aside(pilot)


async def test_a_note_is_drawn_as_plain_text(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        screen(pilot).note.line.value = "con [/] [@click=app.quit]x[/] malade "
        await pilot.pause()
        assert "malade" in aside(pilot)
        assert pilot.app.is_running


async def test_both_are_seen_in_the_smallest_terminal(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace, SMALL) as pilot:
        await pilot.press("i", *keys("ld 0199005678 elle est malade "))
        shown = seen(pilot).replace("\u00a0", " ")
        assert "01 99 00 56 78 → Ligne directe" in shown
        assert "→ absent" in shown
