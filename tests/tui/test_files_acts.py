"""What is done to rows in the files screen: on the base, and on what is shown."""

from datetime import date

import pytest
from textual import events

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.when import When
from prospect_tui.services import calls, cockpit, grid, opposition, prospect_files, row_acts
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.form import Form
from prospect_tui.tui.screens.files import FilesScreen
from tests.builders import make_file, make_prospect
from tests.tui.desk import visits
from tests.tui.files_desk import (
    NAMES,
    SMALL,
    USUAL,
    cell,
    column_of,
    files_desk,
    fill,
    go_to,
    heading,
    keys,
    paste,
    plain_spaces,
    remark,
    retype,
    screen,
    settle,
    told,
    write,
)
from tests.tui.shell import FakeSheet, seen, toasts

# cells


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_a_cell_is_typed_in_and_saved(workspace: Workspace, size: tuple[int, int]) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace, size) as pilot:
        await go_to(pilot, "city", 1)
        await retype(pilot, "Caluire")
        assert cell(workspace, rows[1], "city") == "Villeurbanne"
        await keys(pilot, "enter")
        assert cell(workspace, rows[1], "city") == "Caluire"
        assert "Caluire" in seen(pilot)
        assert screen(pilot).grid.cursor_id == rows[2]


async def test_escape_leaves_the_cell_as_it_was(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await retype(pilot, "Caluire")
        await keys(pilot, "escape")
        assert cell(workspace, rows[0], "city") == "Lyon"
        assert "Caluire" not in seen(pilot)
        assert not screen(pilot).grid.is_editing


async def test_tab_goes_on_typing_in_the_next_cell(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await retype(pilot, "Décines")
        await keys(pilot, "tab")
        await write(pilot, "12")
        await keys(pilot, "tab")
        assert cell(workspace, rows[0], "city") == "Décines"
        assert cell(workspace, rows[0], "headcount") == "12"
        assert screen(pilot).grid.cursor_key == "notes"
        assert screen(pilot).grid.is_editing
        await write(pilot, "obse")
        await keys(pilot, "shift+tab", "shift+tab", "escape")
        assert cell(workspace, rows[0], "notes") == "obse"
        assert cell(workspace, rows[0], "state") == "active"
        assert screen(pilot).grid.cursor_key == "city"


async def test_a_wrong_value_is_kept_marked_and_explained(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await retype(pilot, "01 99 00")
        await keys(pilot, "enter")
        assert cell(workspace, rows[0], "phone") == "01 99 00"
        assert "01 99 00" in seen(pilot)
        line = next(line for line in seen(pilot).splitlines() if NAMES[0] in line)
        assert "!" in line
        assert remark(pilot).startswith("! Téléphone : Il manque des chiffres")
        assert toasts(pilot) == []
        await keys(pilot, "down")
        assert remark(pilot) == ""


async def test_what_cannot_be_kept_stays_in_the_editor(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        await keys(pilot, "e")
        await paste(pilot, "bavard " * 1000)
        assert "5\u202f000" in toasts(pilot)[0]
        assert screen(pilot).grid.is_editing
        await write(pilot, "b" * 3)
        pilot.app.post_message(events.Paste("b" * 4990))
        await write(pilot, "b" * 8)
        await keys(pilot, "enter")
        assert cell(workspace, rows[0], "notes") == ""
        assert "5\u202f000" in toasts(pilot)[1]
        assert screen(pilot).grid.is_editing
        await keys(pilot, "ctrl+u")
        await write(pilot, "bref")
        await keys(pilot, "enter")
        assert cell(workspace, rows[0], "notes") == "bref"


async def test_a_million_characters_pasted_fire_no_command(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    before = column_of(workspace, file_id, "state")
    async with files_desk(workspace) as pilot:
        for text in ("b" * 1_000_000, "société;tél\nobdx;u\n", "\x1b[31mb\n\tb"):
            await paste(pilot, text)
        assert column_of(workspace, file_id)[:2] == ["\ufffd[31mb", ""]
        await keys(pilot, "u", "u", "e")
        pilot.app.post_message(events.Paste("b" * 1_000_000))
        await keys(pilot, "escape")
        assert column_of(workspace, file_id, "state") == before
        assert cell(workspace, rows[0], "company_name") == NAMES[0]


async def test_a_computed_cell_is_not_typed_in(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "result")
        await keys(pilot, "e")
        assert not screen(pilot).grid.is_editing
        assert plain_spaces(toasts(pilot)[0]).startswith("« Résultat »")


async def test_an_edited_row_stays_where_it_is_until_refresh(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s", "f")
        await write(pilot, "lyon")
        await keys(pilot, "enter")
        assert list(screen(pilot).ids) == [rows[2], rows[0]]
        await go_to(pilot, "city")
        await retype(pilot, "Bron")
        await keys(pilot, "enter")
        assert list(screen(pilot).ids) == [rows[2], rows[0]]
        assert "Bron" in seen(pilot)
        await keys(pilot, "ctrl+r")
        assert list(screen(pilot).ids) == [rows[0]]


async def test_letters_go_to_the_cell_and_to_the_filter_not_to_commands(
    workspace: Workspace,
) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "bodsvxiau")
        await keys(pilot, "escape")
        await go_to(pilot, "notes")
        await retype(pilot, "bodsvxiau u+/?")
        await keys(pilot, "enter")
        assert cell(workspace, rows[0], "notes") == "bodsvxiau u+/?"
        assert column_of(workspace, file_id, "state") == ["active"] * 4
        assert pilot.app.screen is screen(pilot)


# rows


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_a_new_row_comes_last_and_is_typed_in_at_once(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace, size) as pilot:
        await keys(pilot, "s", "f")
        await write(pilot, "lyon")
        await keys(pilot, "enter", "ctrl+n")
        assert screen(pilot).grid.is_editing
        await write(pilot, "Bardeau")
        await keys(pilot, "tab", "escape")
        assert column_of(workspace, file_id) == [*NAMES, "Bardeau"]
        assert len(screen(pilot).ids) == 3
        assert "5 lignes" in heading(pilot)
        last = next(line for line in reversed(seen(pilot).splitlines()) if "Bardeau" in line)
        assert last
        new = screen(pilot).grid.cursor_id
        assert new not in rows
        await keys(pilot, "u", "u")
        assert column_of(workspace, file_id) == list(NAMES)


async def test_the_first_row_of_all_asks_for_a_file_name(workspace: Workspace) -> None:
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+n")
        await write(pilot, "Salon 2026")
        await keys(pilot, "enter")
        assert heading(pilot) == "Salon 2026 ▾ · 0 ligne"
        await keys(pilot, "ctrl+n")
        await write(pilot, "Bardeau")
        await keys(pilot, "enter")
        assert "Bardeau" in seen(pilot)
        assert heading(pilot) == "Salon 2026 ▾ · 1 ligne"
        assert column_of(workspace, 1) == ["Bardeau"]


async def test_striking_and_restoring(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "b")
        assert cell(workspace, rows[0], "state") == "struck"
        assert f"✗ {NAMES[0]}" in seen(pilot)
        await keys(pilot, "b")
        assert cell(workspace, rows[0], "state") == "active"
        assert "✗" not in seen(pilot)
        assert toasts(pilot) == ["1 ligne rayée", "1 ligne rétablie"]


async def test_several_rows_at_once_and_one_undo(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "space", "down", "space")
        assert "2 sélectionnées" in seen(pilot)
        assert seen(pilot).count("☑") == 2
        await keys(pilot, "b")
        states = ["struck", "active", "struck", "active"]
        assert column_of(workspace, file_id, "state") == states
        assert "☑" not in seen(pilot)
        await keys(pilot, "ctrl+a", "b")
        assert column_of(workspace, file_id, "state") == ["struck"] * 4
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "state") == states
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "state") == ["active"] * 4


async def test_selecting_everything_then_nothing(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+a")
        assert "4 sélectionnées" in seen(pilot)
        await keys(pilot, "escape")
        assert "sélectionnée" not in seen(pilot)
        assert pilot.app.screen is screen(pilot)


async def test_rows_of_people_who_object_are_not_restored(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    opposition.oppose(workspace, rows[0])
    async with files_desk(workspace) as pilot:
        assert f"✗ {NAMES[0]}" in seen(pilot)
        await keys(pilot, "b")
        assert cell(workspace, rows[0], "state") == "struck"
        assert toasts(pilot)[0].startswith("Ces lignes restent en l'état")


async def test_deleting_rows_never_called(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    calls.log_call(workspace, calls.CallEntry(rows[3], "NRP", Answers(), calls.new_uid()))
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "k")
        assert column_of(workspace, file_id) == [NAMES[0], NAMES[2], NAMES[3]]
        assert NAMES[1] not in seen(pilot)
        assert "3 lignes" in heading(pilot)
        assert screen(pilot).grid.cursor_id == rows[2]
        await keys(pilot, "ctrl+a", "ctrl+delete")
        assert column_of(workspace, file_id) == [NAMES[0], NAMES[2], NAMES[3]]
        assert told(pilot).startswith(f"« {NAMES[3]} »")
        await keys(pilot, "u")
        assert column_of(workspace, file_id) == list(NAMES)
        assert NAMES[1] in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_converting_asks_once_when_something_lacks(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace, size) as pilot:
        await keys(pilot, "o")
        assert isinstance(pilot.app.screen, Form)
        assert "Projet, Budget, Date, Décideurs" in seen(pilot)
        await keys(pilot, "escape")
        assert cell(workspace, rows[0], "state") == "active"
        await keys(pilot, "o", "ctrl+s")
        assert cell(workspace, rows[0], "state") == "converted"
        assert f"⇢ {NAMES[0]}" in seen(pilot)
        assert toasts(pilot) == ["1 opportunité créée."]
        await keys(pilot, "u")
        assert cell(workspace, rows[0], "state") == "active"


async def test_l_opens_the_sheet_of_the_row_or_of_its_opportunity(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    FakeSheet.opened.clear()
    async with files_desk(workspace) as pilot:
        await keys(pilot, "l")
        assert isinstance(pilot.app.screen, FakeSheet)
        assert FakeSheet.opened == [("prospect", rows[0])]
        await keys(pilot, "escape", "o", "ctrl+s", "l")
        opportunity = cell(workspace, rows[0], "opportunity_id")
        assert FakeSheet.opened[1] == ("opportunity", opportunity)


async def test_calling_the_row_goes_on_with_its_file(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "a")
        assert visits(pilot) == [{"prospect_id": rows[1], "files": [file_id]}]


async def test_the_next_date_of_rows(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace, USUAL) as pilot:
        await keys(pilot, "d")
        await write(pilot, "demain 9h")
        assert "→ mardi 24 novembre 2026 09:00 · demain" in seen(pilot)
        await keys(pilot, "enter")
        assert cell(workspace, rows[0], "next_day") == "2026-11-24"
        assert "demain 09:00" in seen(pilot)
        await keys(pilot, "down", "space", "space", "d")
        await write(pilot, "hier")
        await keys(pilot, "enter")
        assert "déjà passé" in seen(pilot)
        await keys(pilot, *["backspace"] * 4)
        await write(pilot, "+3j")
        await keys(pilot, "enter")
        days = column_of(workspace, file_id, "next_day")
        assert days == ["2026-11-24", "2026-11-26", "2026-11-26", None]
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "next_day") == ["2026-11-24", None, None, None]


async def test_a_base_for_reading_is_looked_at_only(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    workspace.read_only = True
    async with files_desk(workspace) as pilot:
        await keys(pilot, "e", "enter", "b", "o", "d", "delete", "ctrl+n", "i", "s")
        assert not screen(pilot).grid.is_editing
        assert pilot.app.screen is screen(pilot)
        assert set(toasts(pilot)) == {"La base est ouverte en lecture seule."}
        assert column_of(workspace, file_id) == list(NAMES)
        assert "Société ↑" in seen(pilot)


async def test_a_row_that_was_removed_elsewhere_is_told(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        grid.delete_rows(workspace, [rows[0]])
        await keys(pilot, "escape", "b")
        assert "n'existe plus" in toasts(pilot)[0]
        screen(pilot).context.changed.ring(files=[file_id])
        await settle(pilot)
        assert NAMES[0] not in seen(pilot)


def test_the_screen_has_every_command() -> None:
    assert FilesScreen.SCOPE == "files"
    assert all(hasattr(FilesScreen, f"action_{name}") for name in ("delete", "sort_more"))


async def test_own_columns_are_typed_in_too(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    with workspace.transaction() as connection:
        connection.execute(
            "INSERT INTO file_column (file_id, label, kind, position)"
            " VALUES (?, 'Surface', 'number', 0)",
            (file_id,),
        )
    row = make_prospect(workspace, file_id)
    async with files_desk(workspace, USUAL) as pilot:
        own = next(c.key for c in screen(pilot).source.columns if c.is_own)
        await go_to(pilot, own)
        await keys(pilot, "e")
        await write(pilot, "1 250")
        await keys(pilot, "enter")
        columns = prospect_files.columns(workspace, file_id)
        assert grid.records(workspace, [row], [columns[own]])[row].values == ("1 250",)
        assert "1 250" in plain_spaces(seen(pilot))


async def test_a_date_for_all_leaves_the_closed_rows_as_they_are(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    row_acts.strike(workspace, rows[:1])
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+a", "d", *"demain", "enter")
        expected = "Date enregistrée ; 1 ligne rayée ou convertie garde la sienne."
        assert [plain_spaces(text) for text in toasts(pilot)][-1:] == [expected]
    planned = [cockpit.card(workspace, row).prospect.next_when for row in rows]
    assert planned == [None] + [When(date(2026, 11, 24))] * (len(rows) - 1)
