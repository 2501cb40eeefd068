"""The columns of the files screen: their keys in the grid, their list, the file's own ones."""

from pathlib import Path

import pytest
from textual.widgets import Input

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.layouts import Layout
from prospect_tui.services import grid, layouts, own_columns, prospect_files
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import make_file, make_prospect
from tests.tui.columns_desk import (
    FIT,
    NARROWER,
    WIDER,
    frozen,
    go_to,
    in_list,
    listed,
    saved,
    stands_on,
    titles,
    under_cursor,
    widths,
)
from tests.tui.files_desk import (
    USUAL,
    files_desk,
    fill,
    keys,
    plain_spaces,
    screen,
    settle,
    told,
    write,
)
from tests.tui.shell import seen, toasts

# in the grid


async def test_hiding_says_how_to_see_again(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        after = titles(pilot)[titles(pilot).index("phone") + 1]
        await keys(pilot, "h")
        assert "phone" not in titles(pilot)
        assert under_cursor(pilot) == after
        assert "Téléphone » masquée : c pour la revoir" in told(pilot).replace("\u00a0", " ")
        assert "phone" not in saved(workspace, file_id)
        await in_list(pilot, "phone")
        await keys(pilot, "space", "escape")
        assert "phone" in titles(pilot)
        assert saved(workspace, file_id) == titles(pilot)


@pytest.mark.parametrize("key", ["h", "alt+right", WIDER, NARROWER, "p"])
async def test_undo_takes_back_a_column_just_arranged_and_nothing_else(
    workspace: Workspace, key: str
) -> None:
    file_id, rows = fill(workspace)
    city = COLUMNS_BY_KEY["city"]
    grid.edit_cell(workspace, rows[0], city, "Nantes")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        arranged = titles(pilot), widths(pilot), frozen(pilot)
        await keys(pilot, key)
        assert (titles(pilot), widths(pilot), frozen(pilot)) != arranged
        await keys(pilot, "u")
        assert (titles(pilot), widths(pilot), frozen(pilot)) == arranged
        assert saved(workspace, file_id) == titles(pilot)
        assert grid.records(workspace, rows, [city])[rows[0]].values == ("Nantes",)
        await keys(pilot, "u")
        assert grid.records(workspace, rows, [city])[rows[0]].values != ("Nantes",)


async def test_undo_takes_back_what_was_written_after_a_column_was_arranged(
    workspace: Workspace,
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "h", "b")
        assert grid.records(workspace, rows, [])[rows[0]].state == "struck"
        await keys(pilot, "u")
        assert grid.records(workspace, rows, [])[rows[0]].state == "active"
        assert "phone" not in titles(pilot)


async def test_the_last_column_stays(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        while len(titles(pilot)) > 1:
            await keys(pilot, "h")
        await keys(pilot, "h")
        assert len(titles(pilot)) == 1
        assert "au moins une colonne" in toasts(pilot)[-1]
        await in_list(pilot, titles(pilot)[0])
        await keys(pilot, "space")
        assert len(titles(pilot)) == 1


async def test_the_cursor_goes_with_a_column_that_moves(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        before = titles(pilot)
        await go_to(pilot, before[2])
        await keys(pilot, "alt+left")
        assert titles(pilot)[:3] == [before[0], before[2], before[1]]
        assert under_cursor(pilot) == before[2]
        await keys(pilot, "alt+right", "alt+right")
        assert titles(pilot)[:4] == [before[0], before[1], before[3], before[2]]
        assert under_cursor(pilot) == before[2]
        assert saved(workspace, file_id) == titles(pilot)


async def test_a_column_at_the_edge_does_not_move(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        before = titles(pilot)
        await keys(pilot, "alt+left")
        await go_to(pilot, before[-1])
        await keys(pilot, "alt+right")
        assert titles(pilot) == before


async def test_a_column_is_made_wider_narrower_and_fit(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    make_prospect(workspace, file_id, city="Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson")
    async with files_desk(workspace, USUAL) as pilot:
        await go_to(pilot, "city")
        start = widths(pilot)["city"]
        others = {key: cells for key, cells in widths(pilot).items() if key != "city"}
        await keys(pilot, WIDER, WIDER, NARROWER)
        assert widths(pilot) == others | {"city": start + 2}
        await keys(pilot, *[NARROWER] * 30)
        assert widths(pilot)["city"] == 4
        await keys(pilot, FIT)
        assert widths(pilot)["city"] == len("Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson")
        assert "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson" in seen(pilot)
        assert under_cursor(pilot) == "city"


async def test_a_fit_column_is_no_wider_than_the_screen(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, notes="note " * 100)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        await keys(pilot, FIT)
        assert widths(pilot)["notes"] == 76


async def test_fitting_looks_at_what_is_seen_and_at_the_title(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    for _row in range(60):
        make_prospect(workspace, file_id, headcount="3", city="x")
    make_prospect(workspace, file_id, city="Châlons-en-Champagne")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, FIT)
        assert widths(pilot)["city"] == len("Ville")
        await keys(pilot, "ctrl+end")
        await go_to(pilot, "city")
        screen(pilot).grid.move_to(60)
        await keys(pilot, FIT)
        assert widths(pilot)["city"] == len("Châlons-en-Champagne")


async def test_columns_are_kept_in_place_up_to_the_cursor(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace, USUAL) as pilot:
        assert frozen(pilot) == 1
        await go_to(pilot, titles(pilot)[2])
        await keys(pilot, "p")
        assert frozen(pilot) == 3
        assert "restent en place" in toasts(pilot)[-1]
        await keys(pilot, "p")
        assert frozen(pilot) == 1
        assert "Seule la première" in toasts(pilot)[-1]


async def test_columns_that_would_fill_the_screen_are_not_all_kept(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, titles(pilot)[-1])
        await keys(pilot, "p")
        assert "colonnes seulement restent en place" in toasts(pilot)[-1]
        pilot.app.clear_notifications()
        kept = screen(pilot).in_place
        assert 1 < kept < len(titles(pilot))
        await in_list(pilot, titles(pilot)[0])
        assert seen(pilot).count("  en place") == kept


async def test_the_mouse_sizes_columns(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        shown = screen(pilot)
        shown.post_message(messages.ColumnResized(shown.grid, "city", 23))
        await settle(pilot)
        assert widths(pilot)["city"] == 23
        shown.post_message(messages.ColumnFitRequested(shown.grid, "city"))
        await settle(pilot)
        assert widths(pilot)["city"] == len("Villeurbanne")


async def test_an_arrangement_is_found_again(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    other = make_file(workspace, "Zingueurs")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "alt+left", WIDER, "p")
        arranged = screen(pilot).source.placed
        screen(pilot).visit(file_id=other)
        await settle(pilot)
        assert screen(pilot).source.placed != arranged
    async with files_desk(workspace) as pilot:
        screen(pilot).visit(file_id=file_id)
        await settle(pilot)
        assert screen(pilot).source.placed == arranged


async def test_a_base_open_for_reading_only_is_arranged_for_now(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    before = saved(workspace, file_id)
    reader = Workspace(workspace.path, workspace.clock, workspace.settings, read_only=True)
    try:
        async with files_desk(reader) as pilot:
            await go_to(pilot, "phone")
            await keys(pilot, "h")
            assert "phone" not in titles(pilot)
            await keys(pilot, "ctrl+r")
            assert "phone" not in titles(pilot)
            await keys(pilot, "c", "n")
            assert "lecture" in toasts(pilot)[-1]
            assert pilot.app.screen is listed(pilot)
    finally:
        reader.close()
    assert saved(workspace, file_id) == before


@pytest.mark.parametrize("key", ["h", "p", "c", "alt+left", WIDER, FIT])
async def test_without_a_file_no_key_fails(workspace: Workspace, key: str) -> None:
    async with files_desk(workspace) as pilot:
        await keys(pilot, key)
        assert pilot.app.screen is screen(pilot)


# the list


async def test_the_list_begins_on_the_column_of_the_cursor(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "c")
        assert stands_on(pilot) == "city"
        shown = plain_spaces(seen(pilot))
        assert "Colonnes de « Menuisiers 69 »" in shown
        assert "☑ Société" in shown
        assert "en place" in shown
        assert "Échap : terminé" in shown


async def test_the_list_moves_fits_and_freezes(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        before = titles(pilot)
        await in_list(pilot, before[2])
        await keys(pilot, "shift+up")
        assert titles(pilot)[:3] == [before[0], before[2], before[1]]
        assert stands_on(pilot) == before[2]
        await keys(pilot, "shift+down", "p", FIT)
        assert titles(pilot) == before
        assert frozen(pilot) == 3
        await keys(pilot, "d")
        assert (titles(pilot), frozen(pilot)) == (before, 1)


async def test_every_column_is_shown_then_the_usual_ones(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        before = titles(pilot)
        await keys(pilot, "c", "a")
        assert set(titles(pilot)) == set(prospect_files.columns(workspace, file_id))
        await keys(pilot, "d", "escape")
        assert titles(pilot) == before
        assert layouts.layout_of(workspace, file_id) == Layout()


async def test_a_few_letters_find_a_column(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "c", "f")
        await write(pilot, "telep")
        assert [str(ref) for ref in listed(pilot).query_one(LinesView).refs] == [
            "phone", "other_phone",
        ]  # fmt: skip
        await keys(pilot, "enter", "down", "space")
        assert "other_phone" in titles(pilot)
        await keys(pilot, "escape")
        assert listed(pilot).query_one(Input).value == ""
        await keys(pilot, "escape")
        assert pilot.app.screen is screen(pilot)


async def test_a_fixed_column_keeps_its_name_and_stays(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await in_list(pilot, "city")
        await keys(pilot, "r")
        assert "son nom ne change pas" in toasts(pilot)[-1]
        await keys(pilot, "x")
        assert "Masquez-la" in toasts(pilot)[-1]
        assert pilot.app.screen is listed(pilot)


@pytest.mark.parametrize("is_imported", [False, True])
@pytest.mark.parametrize("key", ["city", "headcount", "notes", "phone", "company_name"])
async def test_a_column_stays_where_it_was_seen_once_something_is_typed_in_it(
    workspace: Workspace, tmp_path: Path, key: str, is_imported: bool
) -> None:
    if is_imported:
        table = tmp_path / "roux.csv"
        table.write_text("Nom;Prénom;Mobile;Surface\nRoux;Anne;06 39 98 12 34;70\n")
        file_id = run_import(workspace, ImportPlan(table)).file_id
        assert file_id is not None
    else:
        file_id = make_file(workspace)
        own_columns.add_column(workspace, file_id, "Surface")
        empty = dict.fromkeys(("company_name", "phone", "city"), "")
        for _row in range(20):
            make_prospect(workspace, file_id, last_name="Roux", mobile="06 39 98 12 34", **empty)
    async with files_desk(workspace, USUAL) as pilot:
        before = titles(pilot)
        await go_to(pilot, key)
        await keys(pilot, "e")
        await write(pilot, "12")
        await keys(pilot, "enter")
    assert saved(workspace, file_id) == before
    async with files_desk(workspace, USUAL) as pilot:
        assert titles(pilot) == before
