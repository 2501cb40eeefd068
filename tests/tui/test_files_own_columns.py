"""A file's own columns: made, renamed, typed in, deleted; hundreds of them."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prospect_tui.domain.columns import Column
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import grid, own_columns
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.tui.columns_desk import (
    go_to,
    in_list,
    listed,
    own,
    saved,
    stands_on,
    titles,
)
from tests.tui.desk import NASTY, is_harmless
from tests.tui.files_desk import (
    USUAL,
    files_desk,
    fill,
    keys,
    remark,
    screen,
    write,
)
from tests.tui.shell import seen, toasts

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


async def test_a_column_found_by_its_name_is_still_there_under_its_new_one(
    workspace: Workspace,
) -> None:
    file_id, _rows = fill(workspace)
    made = own_columns.add_column(workspace, file_id, "Surface", ColumnKind.TEXT)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "c", "f")
        await write(pilot, "surf")
        await keys(pilot, "enter", "r", *["backspace"] * 7)
        await write(pilot, "Atelier")
        await keys(pilot, "enter")
        assert own(workspace, file_id)[0].label == "Atelier"
        assert stands_on(pilot) == made.key
        assert "Atelier" in seen(pilot)


@pytest.mark.parametrize("key", ["n", "r", "t", "x"])
async def test_nothing_is_asked_of_columns_that_cannot_be_kept(
    workspace: Workspace, key: str
) -> None:
    file_id, _rows = fill(workspace)
    made = own_columns.add_column(workspace, file_id, "Surface", ColumnKind.TEXT)
    workspace.read_only = True
    async with files_desk(workspace) as pilot:
        await in_list(pilot, made.key)
        await keys(pilot, key)
        assert "lecture seule" in toasts(pilot)[-1]
        assert pilot.app.screen is listed(pilot)


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


async def test_what_a_column_holds_is_changed_in_the_list(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    made = own_columns.add_column(workspace, file_id, "Surface")
    for row, text in zip(rows, ("80", "grande"), strict=False):
        grid.edit_cell(workspace, row, made, text)
    async with files_desk(workspace) as pilot:
        await in_list(pilot, made.key)
        await keys(pilot, "t", "right", "ctrl+s")
        assert own(workspace, file_id)[0].kind is ColumnKind.NUMBER
        assert "1 valeur n'en est pas" in toasts(pilot)[-1].replace("\u00a0", " ")
        await keys(pilot, "u")
        assert own(workspace, file_id) == [made]
        await in_list(pilot, "phone")
        await keys(pilot, "t")
        assert "ne se change pas" in toasts(pilot)[-1]


async def test_a_filter_by_a_column_that_holds_something_else_is_dropped(
    workspace: Workspace,
) -> None:
    file_id, rows = fill(workspace)
    made = own_columns.add_column(workspace, file_id, "Surface", ColumnKind.NUMBER)
    grid.edit_cell(workspace, rows[2], made, "80")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "surface>50")
        await keys(pilot, "enter")
        assert list(screen(pilot).ids) == [rows[2]]
        await in_list(pilot, made.key)
        await keys(pilot, "t", "right", "ctrl+s")
        assert own(workspace, file_id)[0].kind is ColumnKind.DATE
        assert list(screen(pilot).ids) == rows


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
