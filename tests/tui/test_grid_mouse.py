"""Selecting, opening, sorting and dragging, by key and by mouse."""

import pytest

from prospect_tui.tui.widgets.grid import DataGrid
from tests.tui.test_grid_stage import Stage, on_stage

CITY_X, LEAD_X, GAP_X, BAR_X = 17, 0, 15, 59


def counts(stage: Stage) -> list[int]:
    return [message.count for message in stage.said(DataGrid.SelectionChanged)]


async def test_space_selects_and_goes_down() -> None:
    async with on_stage() as stage:
        assert stage.lines()[1].startswith("   name 1")
        await stage.press("space", "space", "up", "space")
        assert (stage.grid.selected_ids, stage.cursor()) == ({1}, (2, 0))
        assert counts(stage) == [1, 2, 1]
        assert stage.lines()[1].startswith("☑  name 1")
        assert stage.lines()[2].startswith("☐  name 2")
        stage.grid.clear_selection()
        await stage.pilot.pause()
        assert stage.lines()[1].startswith("   name 1")
        assert counts(stage) == [1, 2, 1, 0]


async def test_everything_may_be_selected_and_the_selection_outlives_a_filter() -> None:
    async with on_stage() as stage:
        await stage.press("ctrl+a")
        stage.grid.set_ids(range(5, 8))
        await stage.pilot.pause()
        assert stage.grid.selected_ids == set(range(1, 101))
        await stage.press("ctrl+a", "space")
        assert counts(stage) == [100, 99]
        assert stage.grid.selected_ids == set(range(1, 101)) - {5}


async def test_enter_opens_the_row() -> None:
    async with on_stage() as stage:
        await stage.press("down", "enter")
        assert [message.row_id for message in stage.said(DataGrid.RowOpened)] == [2]


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    async with on_stage() as stage:
        await stage.pilot.click(DataGrid, offset=(CITY_X, 4))
        assert stage.cursor() == (3, 1)
        assert not stage.said(DataGrid.RowOpened)
        await stage.pilot.double_click(DataGrid, offset=(CITY_X, 6))
        assert [message.row_id for message in stage.said(DataGrid.RowOpened)] == [6]


async def test_a_click_between_columns_keeps_the_column() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(0, 2)
        await stage.pilot.click(DataGrid, offset=(GAP_X, 4))
        assert stage.cursor() == (3, 2)


async def test_a_click_on_the_mark_selects() -> None:
    async with on_stage() as stage:
        await stage.pilot.click(DataGrid, offset=(LEAD_X, 4))
        assert (stage.grid.selected_ids, stage.cursor()) == ({4}, (3, 0))


async def test_a_click_under_the_rows_does_nothing() -> None:
    async with on_stage(range(1, 3)) as stage:
        await stage.pilot.click(DataGrid, offset=(CITY_X, 8))
        assert stage.cursor() == (0, 0)


async def test_a_click_elsewhere_saves_what_is_typed() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        await stage.pilot.click(DataGrid, offset=(CITY_X, 4))
        assert [message.text for message in stage.said(DataGrid.CellEdited)] == ["x"]
        assert stage.cursor() == (3, 1)


@pytest.mark.parametrize(("shift", "control"), [(False, False), (True, False), (False, True)])
async def test_a_click_on_a_title_asks_for_a_sort(shift: bool, control: bool) -> None:
    async with on_stage() as stage:
        await stage.pilot.click(DataGrid, offset=(CITY_X, 0), shift=shift, control=control)
        (wish,) = stage.said(DataGrid.SortRequested)
        assert (wish.column_key, wish.add, wish.control) == ("city", shift or control, stage.grid)
        await stage.pilot.click(DataGrid, offset=(GAP_X, 0))
        assert len(stage.said(DataGrid.SortRequested)) == 1


async def test_the_scrollbar_is_dragged() -> None:
    async with on_stage() as stage:
        await stage.pilot.mouse_down(DataGrid, offset=(BAR_X, 11))
        assert stage.grid.visible_range == range(89, 100)
        await stage.pilot.hover(DataGrid, offset=(CITY_X, 1))
        assert stage.grid.visible_range == range(11)
        await stage.pilot.mouse_up(DataGrid, offset=(CITY_X, 1))
        await stage.pilot.hover(DataGrid, offset=(CITY_X, 8))
        assert (stage.grid.visible_range, stage.cursor()) == (range(11), (0, 0))
