"""The columns of the files screen: their keys in the grid, their list, the file's own ones."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prospect_tui.domain.columns import Column
from prospect_tui.domain.layouts import Layout
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import grid, layouts, own_columns, prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.columns_dialog import ColumnsDialog
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import make_file, make_prospect
from tests.tui.desk import NASTY, is_harmless
from tests.tui.files_desk import (
    USUAL,
    files_desk,
    fill,
    keys,
    plain_spaces,
    remark,
    screen,
    settle,
    write,
)
from tests.tui.shell import seen, toasts

WIDER, NARROWER, FIT = "greater_than_sign", "less_than_sign", "equals_sign"


def titles(pilot: Pilot[Any]) -> list[str]:
    """Return the keys of the columns that the grid was given, in order."""
    return [column.key for column in screen(pilot).source.placed]


def widths(pilot: Pilot[Any]) -> dict[str, int]:
    return {column.key: column.width for column in screen(pilot).source.placed}


def frozen(pilot: Pilot[Any]) -> int:
    return sum(column.frozen for column in screen(pilot).source.placed)


async def go_to(pilot: Pilot[Any], key: str) -> None:
    """Put the cursor on a column."""
    screen(pilot).grid.move_to(0, titles(pilot).index(key))
    await settle(pilot)


def under_cursor(pilot: Pilot[Any]) -> str:
    return screen(pilot).grid.cursor_key


def saved(workspace: Workspace, file_id: int) -> list[str]:
    return [column.key for column in prospect_files.shown_columns(workspace, file_id)]


def own(workspace: Workspace, file_id: int) -> list[Column]:
    return [c for c in prospect_files.columns(workspace, file_id).values() if c.is_own]


def listed(pilot: Pilot[Any]) -> ColumnsDialog:
    """Return the list of columns that is open."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, ColumnsDialog))


def stands_on(pilot: Pilot[Any]) -> object:
    return listed(pilot).query_one(LinesView).cursor


async def in_list(pilot: Pilot[Any], key: str) -> None:
    """Open the list of columns, on one of them."""
    await keys(pilot, "c")
    listed(pilot).query_one(LinesView).renew(to=key)
    await settle(pilot)
    assert stands_on(pilot) == key


# in the grid


async def test_hiding_says_how_to_see_again(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        after = titles(pilot)[titles(pilot).index("phone") + 1]
        await keys(pilot, "h")
        assert "phone" not in titles(pilot)
        assert under_cursor(pilot) == after
        assert "Téléphone » masquée. c liste les colonnes" in plain_spaces(toasts(pilot)[-1])
        assert "phone" not in saved(workspace, file_id)
        await in_list(pilot, "phone")
        await keys(pilot, "space", "escape")
        assert "phone" in titles(pilot)
        assert saved(workspace, file_id) == titles(pilot)


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
    fill(workspace)
    other = make_file(workspace, "Zingueurs")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "alt+left", WIDER, "p")
        arranged = screen(pilot).source.placed
        screen(pilot).visit(file_id=other)
        await settle(pilot)
        assert screen(pilot).source.placed != arranged
    async with files_desk(workspace) as pilot:
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
            await write(pilot, "Surface")
            await keys(pilot, "ctrl+s")
            assert "lecture" in toasts(pilot)[-1]
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


# the file's own columns


async def new_column(pilot: Pilot[Any], name: str, kind: int = 0, choices: str = "") -> None:
    """Make a column of the `kind`-th kind, from the list."""
    await keys(pilot, "n")
    await write(pilot, name)
    await keys(pilot, "tab", *["right"] * kind, "tab")
    await write(pilot, choices)
    await keys(pilot, "ctrl+s")


async def test_a_column_of_ones_own_is_made_typed_in_renamed_and_deleted(
    workspace: Workspace,
) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await in_list(pilot, "phone")
        await new_column(pilot, "Surface", kind=1)
        (made,) = own(workspace, file_id)
        assert (made.label, made.kind) == ("Surface", ColumnKind.NUMBER)
        assert stands_on(pilot) == made.key
        assert titles(pilot).index(made.key) == titles(pilot).index("phone") + 1
        await keys(pilot, "enter", *["backspace"] * 7)
        await write(pilot, "Atelier m2")
        await keys(pilot, "enter")
        assert own(workspace, file_id)[0].label == "Atelier m2"
        await keys(pilot, "escape")
        await go_to(pilot, made.key)
        await keys(pilot, "e")
        await write(pilot, "120")
        await keys(pilot, "enter")
        assert grid.records(workspace, rows, [made])[rows[0]].values == ("120",)

        await in_list(pilot, made.key)
        await keys(pilot, "x")
        assert "1 cellule y est remplie" in seen(pilot)
        await keys(pilot, "escape")
        assert own(workspace, file_id)
        await in_list(pilot, made.key)
        await keys(pilot, "delete", "enter")
        assert own(workspace, file_id) == []
        assert made.key not in titles(pilot)
        assert "avec 1 valeur" in toasts(pilot)[-1]
        await keys(pilot, "u")
        assert titles(pilot).index(made.key) == titles(pilot).index("phone") + 1
        assert grid.records(workspace, rows, [made])[rows[0]].values == ("120",)


async def test_the_choices_of_a_column_are_asked_and_changed(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "c")
        await new_column(pilot, "Teinte", kind=3)
        assert "doit en proposer" in seen(pilot)
        await write(pilot, "rouge, bleu")
        await keys(pilot, "ctrl+s")
        (made,) = own(workspace, file_id)
        assert made.choices == ("rouge", "bleu")
        await keys(pilot, "enter", "tab")
        await write(pilot, "; vert")
        await keys(pilot, "ctrl+s")
        assert own(workspace, file_id)[0].choices == ("rouge, bleu", "vert")
        assert own(workspace, file_id)[0].label == "Teinte"


@pytest.mark.parametrize("name", ["", "Ville", "city", "x" * 81])
async def test_a_name_that_cannot_be_used_is_told_where_it_is_typed(
    workspace: Workspace, name: str
) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "c", "n")
        pilot.app.screen.query_one(Input).value = name
        await keys(pilot, "ctrl+s")
        told = [str(note.content) for note in pilot.app.screen.query(".form-note").results(Static)]
        assert any(told)
        assert own(workspace, file_id) == []


async def test_a_filter_and_a_sort_by_a_deleted_column_go_with_it(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    made = own_columns.add_column(workspace, file_id, "Surface", ColumnKind.NUMBER)
    grid.edit_cell(workspace, rows[2], made, "80")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, made.key)
        await keys(pilot, "s", "f")
        await write(pilot, "surface:80")
        await keys(pilot, "enter")
        assert list(screen(pilot).ids) == [rows[2]]
        await in_list(pilot, made.key)
        await keys(pilot, "x", "enter")
        assert list(screen(pilot).ids) == rows
        assert screen(pilot).view.sort == ()


async def test_hostile_names_of_columns_are_drawn_as_text(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    for number, name in enumerate(NASTY):
        own_columns.add_column(workspace, file_id, f"{name} {number}")
    async with files_desk(workspace, USUAL) as pilot:
        await in_list(pilot, own(workspace, file_id)[0].key)
        assert is_harmless(seen(pilot))
        assert "[bold]gras[/bold] 0" in seen(pilot)
        await keys(pilot, "r")
        assert is_harmless(seen(pilot))


async def test_the_remark_says_what_an_activity_code_means(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    for code in ("43.32A", "99.99Z", "menuisier"):
        make_prospect(workspace, file_id, naf=code)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "naf")
        assert remark(pilot) == "43.32A Travaux de menuiserie bois et PVC (NAF rév. 2)"
        await keys(pilot, "down")
        assert remark(pilot) == "99.99Z : code inconnu de la NAF rév. 2"
        await keys(pilot, "down")
        assert remark(pilot).startswith("! Code NAF")


def many_columns(workspace: Workspace, count: int) -> int:
    """Return a file with so many own columns, each filled in each row."""
    file_id, rows = fill(workspace)
    with workspace.transaction() as connection:
        connection.executemany(
            "INSERT INTO file_column (file_id, label, kind, position) VALUES (?, ?, 'text', ?)",
            [(file_id, f"Colonne {number:03}", number) for number in range(count)],
        )
    write_own(workspace, own(workspace, file_id), rows)
    return file_id


def write_own(workspace: Workspace, columns: Sequence[Column], rows: Sequence[int]) -> None:
    pairs = ", ".join(f'"{c.key.removeprefix("own:")}": "v{c.label[-3:]}"' for c in columns)
    with workspace.transaction() as connection:
        for row in rows:
            connection.execute("UPDATE prospect SET extra = ? WHERE id = ?", (f"{{{pairs}}}", row))


async def test_five_hundred_columns_are_shown_and_listed(workspace: Workspace) -> None:
    file_id = many_columns(workspace, 500)
    async with files_desk(workspace, USUAL) as pilot:
        assert len(titles(pilot)) > 500
        await keys(pilot, "c", "f")
        await write(pilot, "colonne 499")
        await keys(pilot, "enter", "space", "escape", "escape")
        assert len(saved(workspace, file_id)) == len(titles(pilot))
        assert own(workspace, file_id)[499].key not in titles(pilot)
        await go_to(pilot, own(workspace, file_id)[498].key)
        assert "Colonne 498" in seen(pilot)
        assert "v498" in seen(pilot)
