"""Moving about the grid: arrows, pages, ends, columns, wheel, resize."""

from array import array

import pytest
from textual import events

from prospect_tui.tui.widgets.grid import DataGrid
from tests.tui.test_grid_stage import COLUMNS, Stage, on_stage

LAST = len(COLUMNS) - 1


@pytest.mark.parametrize(
    ("start", "key", "arrival"),
    [
        ((0, 0), "up", (0, 0)),
        ((0, 0), "left", (0, 0)),
        ((0, 0), "down", (1, 0)),
        ((0, 0), "right", (0, 1)),
        ((99, LAST), "down", (99, LAST)),
        ((99, LAST), "right", (99, LAST)),
        ((50, 2), "pagedown", (61, 2)),
        ((50, 2), "pageup", (39, 2)),
        ((95, 2), "pagedown", (99, 2)),
        ((3, 2), "pageup", (0, 2)),
        ((50, 2), "home", (0, 2)),
        ((50, 2), "end", (99, 2)),
        ((50, 2), "ctrl+left", (50, 0)),
        ((50, 2), "ctrl+right", (50, LAST)),
        ((50, 2), "tab", (50, 3)),
        ((50, 2), "shift+tab", (50, 1)),
        ((50, LAST), "tab", (51, 0)),
        ((50, 0), "shift+tab", (49, LAST)),
        ((99, LAST), "tab", (99, LAST)),
        ((0, 0), "shift+tab", (0, 0)),
        ((50, 2), "ctrl+home", (0, 0)),
        ((50, 2), "ctrl+end", (99, LAST)),
    ],
)
async def test_keys_move_the_cursor_and_stop_at_the_edges(
    start: tuple[int, int], key: str, arrival: tuple[int, int]
) -> None:
    async with on_stage() as stage:
        stage.grid.move_to(*start)
        await stage.press(key)
        assert stage.cursor() == arrival
        assert stage.grid.cursor_row in stage.grid.visible_range


@pytest.mark.parametrize("key", ["up", "down", "pagedown", "end", "ctrl+end", "space", "tab"])
async def test_keys_do_no_harm_without_rows(key: str) -> None:
    async with on_stage(range(0)) as stage:
        await stage.press(key)
        assert (stage.grid.cursor_id, stage.app.said) == (None, [])


async def test_a_page_down_keeps_the_cursor_on_its_line() -> None:
    async with on_stage() as stage:
        await stage.press("down", "down", "pagedown")
        assert stage.grid.visible_range == range(11, 22)
        assert stage.cursor() == (13, 0)


async def test_the_cursor_tells_each_new_cell_once() -> None:
    async with on_stage() as stage:
        await stage.press("down", "right", "left", "left", "up", "up")
        assert [message.row_id for message in stage.said(DataGrid.CursorMoved)] == [1, 2, 2, 2, 1]


async def test_frozen_columns_stay_when_the_others_scroll() -> None:
    async with on_stage(size=(50, 12)) as stage:
        assert stage.lines()[0].endswith("›")
        await stage.press("ctrl+right")
        titles, first = stage.lines()[:2]
        assert titles.startswith("‹  Société     │")
        assert "Note" in titles
        assert "Ville" not in titles
        assert "note 1" in first
        assert "name 1" in first
        await stage.press("ctrl+left", "right")
        assert "Ville" in stage.lines()[0]


@pytest.mark.parametrize("key", ["ctrl+left", "ctrl+home"])
async def test_the_way_to_the_first_column_shows_those_beside_it(key: str) -> None:
    async with on_stage(size=(50, 12)) as stage:
        before = stage.lines()[0]
        await stage.press("ctrl+right", key)
        assert stage.lines()[0] == before


async def test_a_resize_keeps_the_cursor_in_sight() -> None:
    async with on_stage(size=(80, 30)) as stage:
        await stage.press("ctrl+end")
        await stage.pilot.resize_terminal(40, 6)
        await stage.pilot.pause()
        lines = stage.lines()
        assert "name 100" in lines[5]
        assert "note 100" in lines[5]
        assert {len(line) for line in lines} == {40}
        await stage.pilot.resize_terminal(80, 30)
        await stage.pilot.pause()
        assert stage.grid.visible_range == range(71, 100)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 2), (20, 5), (14, 4)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with on_stage(size=size) as stage:
        await stage.press("ctrl+end", "pageup", "ctrl+home", "space")
        stage.grid.start_edit()
        await stage.press("x")
        assert [len(line) for line in stage.lines()] == [size[0]] * size[1]


async def test_the_cursor_follows_its_row_through_a_sort_and_a_first_part() -> None:
    backwards = array("q", range(100, 0, -1))
    async with on_stage() as stage:
        await stage.press(*["down"] * 20)
        stage.grid.set_ids(backwards[:10])
        assert stage.cursor() == (9, 0)
        stage.grid.set_ids(backwards)
        assert (stage.grid.cursor_id, stage.cursor()) == (21, (79, 0))
        await stage.pilot.pause()
        assert "name 21" in stage.lines()[10]
        moves = [message.row_id for message in stage.said(DataGrid.CursorMoved)]
        assert moves[-2:] == [91, 21]


async def test_the_cursor_finds_its_row_far_away_between_keys() -> None:
    ids = array("q", range(1, 400_001))
    async with on_stage(ids) as stage:
        await stage.press("down", "down")
        stage.grid.set_ids(ids[::-1])
        assert stage.cursor() == (2, 0)
        await stage.pilot.pause()
        assert (stage.grid.cursor_id, stage.cursor()) == (3, (399_997, 0))
        assert "name 3 " in stage.lines()[9]
        stage.grid.set_ids(ids, place=2)
        assert (stage.grid.cursor_id, stage.cursor()) == (3, (2, 0))


async def test_a_cursor_that_moves_on_is_not_taken_back() -> None:
    ids = array("q", range(1, 400_001))
    async with on_stage(ids) as stage:
        stage.grid.set_ids(ids[::-1])
        stage.grid.start_edit("x")
        await stage.press("y", "enter")
        assert stage.grid.cursor_id == 399_999
        stage.grid.set_ids(ids)
        stage.grid.set_ids(array("q", range(400_001, 800_001)))
        await stage.pilot.pause()
        assert stage.cursor() == (1, 0)


async def test_the_page_that_follows_is_at_hand() -> None:
    async with on_stage(range(1, 1_000_001)) as stage:
        await stage.press("pagedown")
        assert stage.source.asked[-1] == 33
        stage.source.asked.clear()
        await stage.press("pagedown")
        assert stage.source.asked == list(range(34, 45))
        await stage.press("end", "pageup", "pageup")
        assert "name 1000000" not in stage.lines()[11]
        assert len(set(stage.source.asked)) == len(stage.source.asked)


async def test_a_row_that_goes_leaves_its_place_to_the_next() -> None:
    async with on_stage(range(1, 6)) as stage:
        await stage.press("end")
        stage.grid.set_ids(array("q", [1, 2, 3, 4]))
        assert stage.grid.cursor_id == 4
        stage.grid.set_ids(array("q", [4, 3, 2, 1]))
        assert stage.cursor() == (0, 0)
        stage.grid.set_ids(range(0))
        await stage.pilot.pause()
        assert stage.said(DataGrid.CursorMoved)[-1].row_id is None


async def test_a_filter_may_start_from_the_top() -> None:
    async with on_stage() as stage:
        await stage.press("end")
        stage.grid.set_ids(range(50, 101), keep_cursor_on_id=False)
        assert (stage.grid.cursor_id, stage.grid.visible_range) == (50, range(11))


async def wheel(stage: Stage, kind: type[events.MouseEvent], *, shift: bool = False) -> None:
    stage.grid.post_message(kind(stage.grid, 5, 5, 0, 0, 0, shift, False, False))
    await stage.pilot.pause()


async def test_the_wheel_scrolls_without_the_cursor() -> None:
    async with on_stage(size=(50, 12)) as stage:
        await wheel(stage, events.MouseScrollDown)
        assert (stage.cursor(), stage.grid.visible_range) == ((0, 0), range(3, 14))
        stage.grid.set_ids(range(1, 201))
        assert stage.grid.visible_range == range(3, 14)
        await wheel(stage, events.MouseScrollDown, shift=True)
        assert "Ville" not in stage.lines()[0]
        await wheel(stage, events.MouseScrollUp)
        await wheel(stage, events.MouseScrollLeft)
        assert "name 1 " in stage.lines()[1]
        assert "Ville" in stage.lines()[0]
        await wheel(stage, events.MouseScrollRight)
        await wheel(stage, events.MouseScrollDown)
        await stage.press("down")
        assert stage.grid.visible_range == range(1, 12)
