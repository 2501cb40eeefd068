"""Tags, order by hand and copies of rows in the files screen, and coming back from a sheet."""

import pytest

from prospect_tui.services.queue import QueueScope, upcoming
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import (
    NAMES,
    cell,
    column_of,
    files_desk,
    fill,
    heading,
    keys,
    plain_spaces,
    question_line,
    screen,
    told,
    write,
)
from tests.tui.shell import seen, toasts

# tags, order, copies


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("", "vip, à rappeler", "vip, à rappeler"),
        ("vip, froid", "+chaud -froid", "vip, chaud"),
        ("vip", "", ""),
        ("vip", "salon", "salon"),
    ],
)
async def test_the_tags_of_one_row(
    workspace: Workspace, before: str, typed: str, after: str
) -> None:
    row = make_prospect(workspace, make_file(workspace), tags=before)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "t")
        assert question_line(pilot).value == before
        question_line(pilot).value = ""
        await write(pilot, typed)
        await keys(pilot, "enter")
        assert cell(workspace, row, "tags") == after
        await keys(pilot, "u")
        assert cell(workspace, row, "tags") == before


async def test_the_tags_of_several_rows_are_added_and_completed(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    for tags in ("vip, salon 2026", "froid", ""):
        make_prospect(workspace, file_id, tags=tags)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+a", "t")
        assert "Étiquettes de 3 lignes" in seen(pilot)
        assert "Connues : froid, salon 2026, vip" in plain_spaces(seen(pilot))
        await write(pilot, "+sa")
        assert "→ + sa" in seen(pilot)
        await keys(pilot, "right")
        assert question_line(pilot).value == "+salon 2026"
        await write(pilot, " -froid")
        await keys(pilot, "enter")
        assert column_of(workspace, file_id, "tags") == [
            "vip, salon 2026",
            "salon 2026",
            "salon 2026",
        ]
        assert told(pilot) == "Étiquettes de 2 lignes modifiées"
        await keys(pilot, "ctrl+a", "t")
        await write(pilot, "vip")
        await keys(pilot, "enter")
        assert column_of(workspace, file_id, "tags")[1] == "salon 2026, vip"


async def test_rows_are_put_in_the_order_of_the_calls_by_hand(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "alt+up", "alt+up")
        order = [NAMES[1], NAMES[0], NAMES[2], NAMES[3]]
        assert column_of(workspace, file_id) == order
        assert screen(pilot).grid.cursor_id == rows[1]
        assert screen(pilot).grid.cursor_row == 0
        await keys(pilot, "shift+down", "alt+down", "alt+down", "alt+down")
        assert column_of(workspace, file_id) == [NAMES[2], NAMES[3], NAMES[1], NAMES[0]]
        called = [entry.prospect_id for entry in upcoming(workspace, QueueScope((file_id,)))]
        assert called == list(screen(pilot).ids) == [rows[2], rows[3], rows[1], rows[0]]
        await keys(pilot, "u", "u", "u")
        assert column_of(workspace, file_id) == list(NAMES)
        assert list(screen(pilot).ids) == rows


async def test_selected_rows_move_together(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "space", "down", "space", "alt+up")
        assert column_of(workspace, file_id) == [NAMES[1], NAMES[3], NAMES[0], NAMES[2]]


async def test_sorted_rows_have_no_order_by_hand(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s", "down", "alt+up")
        assert "enlevez d'abord le tri" in toasts(pilot)[0]
        assert column_of(workspace, file_id) == list(NAMES)


async def test_a_copy_comes_right_after_its_row(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "z")
        expected = [NAMES[0], NAMES[1], NAMES[1], *NAMES[2:]]
        assert column_of(workspace, file_id) == expected
        assert screen(pilot).grid.cursor_row == 2
        assert screen(pilot).grid.cursor_id not in rows
        assert "5 lignes" in heading(pilot)
        await keys(pilot, "ctrl+r")
        assert column_of(workspace, file_id) == expected
        assert screen(pilot).grid.cursor_row == 2
        await keys(pilot, "u")
        assert column_of(workspace, file_id) == list(NAMES)


async def test_a_range_of_rows_is_acted_upon(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "shift+down", "b")
        assert column_of(workspace, file_id, "state")[:3] == ["struck", "struck", "active"]


# the sheet and back


async def test_one_comes_back_to_the_row_to_which_one_went_on(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s", "home", "l")
        among = screen(pilot)._among
        assert among is not None
        assert among.records is screen(pilot).ids
        assert (among.place, among.title) == (0, "Menuisiers 69")
        among.place = 2
        await keys(pilot, "escape")
        assert screen(pilot).grid.cursor_id == rows[2]
        assert screen(pilot).grid.cursor_row == 2
