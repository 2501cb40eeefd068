"""Blocks of cells in the files screen: copied, cut, pasted."""

import pytest
from textual.widgets import Input

from prospect_tui.domain.blocks import parse_block
from prospect_tui.services.cells import MAX_BLOCK
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui import clipboard
from prospect_tui.tui.dialogs.confirm import Confirm
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import (
    NAMES,
    cell,
    column_of,
    files_desk,
    fill,
    go_to,
    heading,
    keys,
    paste,
    plain_spaces,
    screen,
    told,
)
from tests.tui.shell import seen, toasts

TOWNS = ["Lyon", "Villeurbanne", "Lyon", "Bron"]


# copy


async def test_a_block_is_copied_as_a_spreadsheet_reads_it(workspace: Workspace) -> None:
    _file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "shift+down", "shift+right", "ctrl+c")
        assert parse_block(pilot.app.clipboard) == [
            ["01 99 00 00 00", "Lyon"],
            ["01 99 00 00 01", "Villeurbanne"],
        ]
        assert told(pilot) == "4 cellules copiées"


async def test_the_cell_under_the_cursor_is_copied_alone(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "ctrl+c")
        assert pilot.app.clipboard == NAMES[1]
        assert told(pilot) == "1 cellule copiée"


async def test_selected_rows_are_copied_in_the_order_of_the_screen(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s", "home", "down", "space", "down", "space", "ctrl+c")
        assert parse_block(pilot.app.clipboard) == [[NAMES[3]], [NAMES[0]]]


async def test_the_tool_of_the_desktop_is_given_the_text(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(clipboard, "give", given.append)
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+c")
        assert given == [NAMES[0]]


@pytest.mark.parametrize("has_tool", [True, False])
async def test_what_is_too_long_for_the_terminal_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, has_tool: bool
) -> None:
    monkeypatch.setattr(clipboard, "LARGEST_FOR_TERMINAL", 10)
    monkeypatch.setattr(clipboard, "give", lambda _text: has_tool)
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+c", "down", "ctrl+v")
        assert any("Trop long" in text for text in toasts(pilot)) is not has_tool
        assert column_of(workspace, 1)[:2] == [NAMES[0], NAMES[0]]


async def test_a_cell_being_typed_in_takes_what_is_on_the_desktop(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = ["Bois\r\n"]
    monkeypatch.setattr(clipboard, "read", lambda: there[0])
    given: list[str] = []
    monkeypatch.setattr(clipboard, "give", given.append)
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "e", "ctrl+c", "ctrl+u", "ctrl+v", "s", "enter")
        assert column_of(workspace, 1)[0] == "Boiss"
        assert given == [NAMES[0]]
        there[0] = ""
        await keys(pilot, "e", "ctrl+u", "ctrl+v", "enter")
        assert NAMES[0] in column_of(workspace, 1)


async def test_no_spreadsheet_runs_what_is_copied(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    risky = ["=1+1", "+33 x", "-5", "@a", "'=1", "l'été"]
    rows = [make_prospect(workspace, file_id, company_name=text) for text in risky]
    async with files_desk(workspace) as pilot:
        await keys(pilot, *["shift+down"] * (len(rows) - 1), "ctrl+c")
        copied = pilot.app.clipboard
        assert copied == "'=1+1\n'+33 x\n'-5\n'@a\n''=1\nl'été"
        await go_to(pilot, "city")
        await paste(pilot, copied.replace("\n", "\r"))
        assert [cell(workspace, row, "city") for row in rows] == risky
        await go_to(pilot, "city")
        await paste(pilot, "'=2\r''t")
        assert [cell(workspace, row, "city") for row in rows[:2]] == ["=2", "''t"]


async def test_what_is_copied_here_is_pasted_as_it_was_typed(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [
        make_prospect(workspace, file_id, phone="+33199001234", notes="un deux\n« trois »"),
        make_prospect(workspace, file_id, phone="", notes=""),
    ]
    async with files_desk(workspace) as pilot:
        for column in ("phone", "notes"):
            await go_to(pilot, column)
            await keys(pilot, "ctrl+c", "down", "ctrl+v")
            assert cell(workspace, rows[1], column) == cell(workspace, rows[0], column)
        await go_to(pilot, "phone")
        await keys(pilot, "ctrl+c")
        assert pilot.app.clipboard == "01 99 00 12 34"


async def test_cutting_copies_and_empties_in_one_undo(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "shift+down", "ctrl+x")
        assert parse_block(pilot.app.clipboard) == [["Lyon"], ["Villeurbanne"]]
        assert column_of(workspace, file_id, "city") == ["", "", "Lyon", "Bron"]
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == TOWNS
        assert told(pilot).startswith("Annulé : cellules coupées")


# paste


async def test_a_block_is_pasted_from_the_cursor_on(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone", 1)
        await paste(pilot, "01 99 00 11 11\tAlbi\r\nabc\tBrest\r\n")
        assert column_of(workspace, file_id, "city") == ["Lyon", "Albi", "Brest", "Bron"]
        assert column_of(workspace, file_id, "phone")[1:3] == ["01 99 00 11 11", "abc"]
        assert told(pilot) == "4 cellules écrites · 1 à vérifier (!)"
        assert "Albi" in seen(pilot)
        assert pilot.app.screen is screen(pilot)
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == TOWNS


async def test_the_desktop_is_asked_first(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "ctrl+c")
        monkeypatch.setattr(clipboard, "read", lambda: "Albi\r\nBrest\r\n")
        await keys(pilot, "ctrl+v")
        assert column_of(workspace, file_id, "city") == ["Albi", "Brest", "Lyon", "Bron"]


async def test_an_empty_clipboard_is_told(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+v")
        assert told(pilot) == "Il n'y a pas de texte dans le presse-papiers."


async def test_one_value_fills_the_range(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "shift+down", "shift+down")
        await paste(pilot, "Albi")
        assert column_of(workspace, file_id, "city") == ["Albi", "Albi", "Albi", "Bron"]


async def test_selected_rows_get_the_block(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "space", "down", "space")
        await paste(pilot, "Albi\nBrest")
        assert column_of(workspace, file_id, "city") == ["Albi", "Villeurbanne", "Brest", "Bron"]
        await paste(pilot, "a\nb\nc")
        assert "3" in told(pilot)
        assert column_of(workspace, file_id, "city")[0] == "Albi"


async def test_more_rows_than_there_are_ask_first(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "down", "down")
        await paste(pilot, "Un\nDeux\nTrois")
        assert isinstance(pilot.app.screen, Confirm)
        assert "2 lignes vont s'ajouter au fichier" in plain_spaces(seen(pilot))
        await keys(pilot, "escape")
        assert column_of(workspace, file_id) == list(NAMES)
        await paste(pilot, "Un\nDeux\nTrois")
        await keys(pilot, "enter")
        assert column_of(workspace, file_id) == [*NAMES[:3], "Un", "Deux", "Trois"]
        assert told(pilot) == "3 cellules écrites · 2 lignes ajoutées"
        assert "6 lignes" in heading(pilot)
        assert "Trois" in seen(pilot)
        await keys(pilot, "u")
        assert column_of(workspace, file_id) == list(NAMES)
        assert "4 lignes" in heading(pilot)


async def test_a_block_that_is_too_wide_is_refused_with_its_size(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        width = len(screen(pilot).source.columns)
        await keys(pilot, "right")
        await paste(pilot, "\n".join(["\t".join("x" * width)] * 9))
        assert pilot.app.screen is screen(pilot)
        assert str(width) in told(pilot)
        assert str(width - 1) in told(pilot)
        assert column_of(workspace, file_id) == list(NAMES)


async def test_columns_that_fill_themselves_are_left_and_told(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        places = screen(pilot).source.place("notes") - screen(pilot).source.place("headcount")
        await go_to(pilot, "headcount")
        await paste(pilot, "\t".join(["12", *["x"] * (places - 1), "vu au salon"]))
        assert cell(workspace, rows[0], "headcount") == "12"
        assert cell(workspace, rows[0], "notes") == "vu au salon"
        assert "laissées telles quelles" in told(pilot)


async def test_a_paste_goes_to_the_question_that_is_open(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "t")
        await paste(pilot, "vip, obdx")
        assert pilot.app.screen.query_one(Input).value == "vip, obdx"
        assert column_of(workspace, file_id) == list(NAMES)


async def test_a_megabyte_is_pasted_or_refused_whole(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    before = column_of(workspace, file_id, "notes")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        await paste(pilot, "b" * 1_000_000)
        assert "5 000" in told(pilot)
        await paste(pilot, "b\n" * (MAX_BLOCK + 1))
        assert pilot.app.screen is screen(pilot)
        assert "Le bloc a 200 001 cellules" in told(pilot)
        assert column_of(workspace, file_id, "notes") == before
