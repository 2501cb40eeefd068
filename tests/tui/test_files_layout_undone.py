"""Undo gives back how the columns were shown, each gesture in its turn among what was written."""

from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.layouts import Layout, to_text
from prospect_tui.domain.views import View
from prospect_tui.services import grid, layouts, saved_views
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file
from tests.tui.columns_desk import WIDER, frozen, go_to, in_list, own, titles, widths
from tests.tui.files_desk import files_desk, fill, keys, screen, settle, write

CITY = COLUMNS_BY_KEY["city"]


def arranged(pilot: Pilot[Any]) -> tuple[list[str], dict[str, int], int]:
    return titles(pilot), widths(pilot), frozen(pilot)


def city(workspace: Workspace, row: int) -> str:
    return grid.records(workspace, [row], [CITY])[row].values[0]


async def test_every_gesture_is_taken_back_the_latest_first(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    city_before = city(workspace, rows[0])
    grid.edit_cell(workspace, rows[0], CITY, "Nantes")
    async with files_desk(workspace) as pilot:
        before = [arranged(pilot)]
        await go_to(pilot, "phone")
        for key in ("h", "h", "p", "alt+left"):
            await keys(pilot, key)
            before.append(arranged(pilot))
        while len(before) > 1:
            assert arranged(pilot) == before.pop()
            assert city(workspace, rows[0]) == "Nantes"
            await keys(pilot, "u")
        assert arranged(pilot) == before[0]
        await keys(pilot, "u")
        assert city(workspace, rows[0]) == city_before


async def test_what_was_written_between_two_gestures_has_its_turn(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        first = arranged(pilot)
        await keys(pilot, "h")
        second = arranged(pilot)
        grid.edit_cell(workspace, rows[0], CITY, "Nantes")
        grid.edit_cell(workspace, rows[0], CITY, "Bron")
        await keys(pilot, "h", "u")
        assert (arranged(pilot), city(workspace, rows[0])) == (second, "Bron")
        await keys(pilot, "u")
        assert (arranged(pilot), city(workspace, rows[0])) == (second, "Nantes")
        await keys(pilot, "u", "u")
        assert arranged(pilot) == first


async def test_the_same_cell_written_again_is_taken_back_before_the_columns(
    workspace: Workspace,
) -> None:
    _file_id, rows = fill(workspace)
    grid.edit_cell(workspace, rows[0], CITY, "Nantes")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "h")
        grid.edit_cell(workspace, rows[0], CITY, "Bron")
        await keys(pilot, "u")
        assert city(workspace, rows[0]) == "Nantes"
        assert "phone" not in titles(pilot)


@pytest.mark.parametrize("key", [WIDER, "alt+right"])
async def test_a_key_pressed_again_and_again_is_one_gesture(workspace: Workspace, key: str) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        before = arranged(pilot)
        await keys(pilot, key, key, key)
        await keys(pilot, "u")
        assert arranged(pilot) == before


async def test_a_key_that_changes_nothing_is_no_gesture(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    city_before = city(workspace, rows[0])
    grid.edit_cell(workspace, rows[0], CITY, "Nantes")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, titles(pilot)[0])
        await keys(pilot, "alt+left")
        await keys(pilot, "alt+left", "u", "u")
        assert city(workspace, rows[0]) == city_before


async def test_the_usual_columns_asked_by_mistake_are_taken_back(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await keys(pilot, "h", "h", WIDER, "p")
        before, saved = arranged(pilot), layouts.layout_of(workspace, file_id)
        await keys(pilot, "c", "d", "escape")
        assert "phone" in titles(pilot)
        await keys(pilot, "u")
        assert arranged(pilot) == before
        assert layouts.layout_of(workspace, file_id) == saved


async def test_a_column_just_made_is_taken_back_at_once(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await in_list(pilot, "phone")
        await keys(pilot, "n")
        await write(pilot, "Surface")
        await keys(pilot, "ctrl+s", "escape")
        assert len(own(workspace, file_id)) == 1
        await keys(pilot, "u")
        assert own(workspace, file_id) == []


async def test_the_columns_that_a_view_replaced_are_taken_back(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    layout = to_text(Layout().with_hidden("phone", hidden=True))
    columns = saved_views.known_columns(workspace, file_id)
    saved_views.save_view(workspace, "Court", View(), columns, file_id=file_id, layout=layout)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "h")
        before = arranged(pilot)
        await keys(pilot, "y", "enter")
        assert "phone" not in titles(pilot)
        assert "city" in titles(pilot)
        await keys(pilot, "u")
        assert arranged(pilot) == before
        await keys(pilot, "u")
        assert "city" in titles(pilot)


async def test_each_file_has_its_own_gestures(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    other = make_file(workspace, "Zingueurs")
    async with files_desk(workspace) as pilot:
        before = arranged(pilot)
        await go_to(pilot, "phone")
        await keys(pilot, "h")
        screen(pilot).visit(file_id=other)
        await settle(pilot)
        await go_to(pilot, "city")
        await keys(pilot, "h")
        screen(pilot).visit(file_id=file_id)
        await settle(pilot)
        await keys(pilot, "u")
        assert arranged(pilot) == before
        screen(pilot).visit(file_id=other)
        await settle(pilot)
        assert "city" not in titles(pilot)
