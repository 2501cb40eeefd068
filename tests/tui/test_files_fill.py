"""Many cells at once in the files screen: filled, emptied, written, stopped."""

import pytest

from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import own_columns
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.choose import Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens import files_writing
from tests.builders import make_file, make_prospect
from tests.tui.desk import press
from tests.tui.files_desk import (
    NAMES,
    USUAL,
    column_of,
    files_desk,
    fill,
    go_to,
    keys,
    paste,
    plain_spaces,
    screen,
    told,
    write,
)
from tests.tui.shell import seen, toasts

TOWNS = ["Lyon", "Villeurbanne", "Lyon", "Bron"]


async def test_filling_down(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city", 1)
        await keys(pilot, "shift+down", "shift+down", "ctrl+d")
        assert column_of(workspace, file_id, "city") == ["Lyon", *["Villeurbanne"] * 3]
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == TOWNS


async def test_a_single_cell_is_filled_from_the_one_above(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "ctrl+d")
        assert told(pilot) == "Il n'y a pas de ligne au-dessus à recopier."
        await keys(pilot, "down", "ctrl+d")
        assert column_of(workspace, file_id, "city") == ["Lyon", "Lyon", "Lyon", "Bron"]


async def test_delete_empties_cells_and_never_removes_rows(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "space", "down", "space", "delete")
        assert column_of(workspace, file_id, "city") == ["", "Villeurbanne", "", "Bron"]
        assert column_of(workspace, file_id) == list(NAMES)
        assert told(pilot) == "2 cellules écrites"
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == TOWNS


async def test_one_value_is_written_in_all_the_rows_shown(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "lyon")
        await keys(pilot, "enter")
        await go_to(pilot, "city")
        await keys(pilot, "w")
        assert isinstance(pilot.app.screen, Prompt)
        assert "« Ville » : écrire dans 2 lignes" in plain_spaces(seen(pilot))
        await write(pilot, "Bron")
        await keys(pilot, "enter")
        assert column_of(workspace, file_id, "city") == ["Bron", "Villeurbanne", "Bron", "Bron"]
        assert [NAMES[0] in seen(pilot), NAMES[2] in seen(pilot)] == [True, True]
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == TOWNS


async def test_one_value_is_written_in_selected_rows_only(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "space", "w")
        await write(pilot, "0199001234")
        assert "→ 01 99 00 12 34 (fixe)" in seen(pilot)
        await keys(pilot, "enter")
        phones = column_of(workspace, file_id, "phone")
        assert phones[0] == "0199001234"
        assert phones[1] == "01 99 00 00 01"


async def test_what_is_too_long_is_not_pasted_in_the_question(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        await keys(pilot, "w")
        await paste(pilot, "b" * 5001)
        assert isinstance(pilot.app.screen, Prompt)
        assert "5 001 caractères" in told(pilot)


async def test_the_words_of_a_column_are_chosen(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    words = ("Chaud", "Froid")
    own = own_columns.add_column(workspace, file_id, "Intérêt", ColumnKind.CHOICE, words)
    make_prospect(workspace, file_id)
    async with files_desk(workspace, USUAL) as pilot:
        await go_to(pilot, own.key)
        await keys(pilot, "w")
        assert isinstance(pilot.app.screen, Choose)
        await write(pilot, "fr")
        await keys(pilot, "enter")
        assert "Froid" in seen(pilot)


async def test_a_computed_column_is_not_written(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "score")
        await keys(pilot, "w")
        assert "se remplit" in told(pilot)
        assert pilot.app.screen is screen(pilot)


# many cells


async def test_many_cells_are_written_in_a_thread_and_may_be_stopped(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_writing, "AT_ONCE", 1)
    monkeypatch.setattr(files_writing, "RUNG_BY_ROW", 1)
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "s", "shift+down", "shift+down", "delete")
        assert column_of(workspace, file_id, "city").count("") == 3
        assert "3 cellules écrites" in told(pilot)
        before = list(screen(pilot).ids)
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == TOWNS
        monkeypatch.setattr(
            "prospect_tui.services.cells.clear_cells",
            lambda _w, _ids, _columns, progress, **_told: (
                screen(pilot)._work.cancel() or progress(1, 3)  # type: ignore[union-attr]
            ),
        )
        await keys(pilot, "shift+down", "delete")
        assert told(pilot) == "Arrêté."
        assert column_of(workspace, file_id, "city") == TOWNS
        assert list(screen(pilot).ids) == before


async def test_rows_written_by_the_thousand_stay_where_they_are(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_writing, "RUNG_BY_ROW", 1)
    _file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "s")
        before = list(screen(pilot).ids)
        await keys(pilot, "w")
        await write(pilot, "Albi")
        await keys(pilot, "enter")
        assert list(screen(pilot).ids) == before
        assert seen(pilot).count("Albi") == 4


async def test_a_base_for_reading_keeps_every_cell(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    workspace.read_only = True
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+c", "ctrl+x", "ctrl+v", "ctrl+d", "delete", "w", "r", "t", "z")
        await paste(pilot, "a\tb")
        await press(pilot, "ctrl+e", "k", "alt+up")
        assert pilot.app.screen is screen(pilot)
        assert not screen(pilot).grid.letters_type
        read_only = "La base est ouverte en lecture seule."
        assert set(toasts(pilot)) == {"1 cellule copiée", read_only}
        assert column_of(workspace, file_id) == list(NAMES)
