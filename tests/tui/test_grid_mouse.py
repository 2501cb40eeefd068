"""The mouse: selecting, opening, sorting, ranges, the scrollbar, the borders of columns."""

import pytest

from prospect_tui.tui.widgets.grid import DataGrid
from tests.tui.test_grid_stage import on_stage

CITY_X, LEAD_X, GAP_X, BAR_X = 17, 0, 15, 59


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
        assert (stage.selected(), stage.cursor()) == ({4}, (3, 0))


async def test_a_click_with_shift_selects_the_marks_between() -> None:
    async with on_stage() as stage:
        await stage.pilot.click(DataGrid, offset=(LEAD_X, 4))
        await stage.pilot.click(DataGrid, offset=(LEAD_X, 7), shift=True)
        assert stage.selected() == {4, 5, 6, 7}


async def test_a_click_with_shift_makes_a_range() -> None:
    async with on_stage() as stage:
        await stage.pilot.click(DataGrid, offset=(5, 2))
        await stage.pilot.click(DataGrid, offset=(CITY_X, 4), shift=True)
        assert list(stage.grid.block().ids) == [2, 3, 4]
        assert stage.grid.block().keys == ("name", "city")
        await stage.pilot.click(DataGrid, offset=(CITY_X, 6))
        assert list(stage.grid.block().ids) == [6]


async def test_a_drag_makes_a_range_and_scrolls_at_the_edge() -> None:
    async with on_stage(size=(50, 12)) as stage:
        await stage.pilot.mouse_down(DataGrid, offset=(CITY_X, 2))
        await stage.pilot.hover(DataGrid, offset=(5, 4))
        assert list(stage.grid.block().ids) == [2, 3, 4]
        assert stage.grid.block().keys == ("name", "city")
        await stage.pilot.hover(DataGrid, offset=(49, 11))
        await stage.pilot.hover(DataGrid, offset=(48, 11))
        await stage.pilot.hover(DataGrid, offset=(49, 11))
        assert stage.grid.block().keys == ("city", "size", "score", "note")
        await stage.pilot.hover(DataGrid, offset=(CITY_X, 0))
        assert list(stage.grid.block().ids) == [1, 2]
        await stage.pilot.mouse_up(DataGrid, offset=(CITY_X, 0))
        await stage.pilot.hover(DataGrid, offset=(CITY_X, 8))
        assert list(stage.grid.block().ids) == [1, 2]
        assert not stage.said(DataGrid.RowOpened)
        assert not stage.said(DataGrid.SortRequested)


async def test_another_button_does_nothing() -> None:
    async with on_stage() as stage:
        await stage.pilot.mouse_down(DataGrid, offset=(CITY_X, 4), button=3)
        await stage.pilot.hover(DataGrid, offset=(CITY_X, 6))
        assert stage.cursor() == (0, 0)


async def test_the_border_of_a_column_is_dragged() -> None:
    async with on_stage() as stage:
        border = 26
        assert stage.lines()[0][border - 1 : border + 2] == "   "
        await stage.pilot.mouse_down(DataGrid, offset=(border, 0))
        await stage.pilot.hover(DataGrid, offset=(border + 5, 0))
        assert stage.lines()[0].index("Eff") == 35
        await stage.pilot.hover(DataGrid, offset=(2, 3))
        await stage.pilot.hover(DataGrid, offset=(border - 4, 1))
        await stage.pilot.mouse_up(DataGrid, offset=(border - 4, 1))
        (resized,) = stage.said(DataGrid.ColumnResized)
        assert (resized.column_key, resized.width) == ("city", 6)
        assert stage.lines()[1].startswith("   name 1      │city 1 ")
        assert stage.cursor() == (0, 0)
        assert not stage.said(DataGrid.SortRequested)


async def test_a_border_that_is_only_pressed_changes_nothing() -> None:
    async with on_stage() as stage:
        await stage.pilot.click(DataGrid, offset=(GAP_X, 0))
        assert not stage.said(DataGrid.ColumnResized)
        await stage.pilot.double_click(DataGrid, offset=(GAP_X, 0))
        (fit,) = stage.said(DataGrid.ColumnFitRequested)
        assert fit.column_key == "name"
        assert not stage.said(DataGrid.SortRequested)


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
