"""Ranges of cells: how they are made, seen, dropped, and what a command is given of them."""

from array import array

import pytest

from prospect_tui.tui.widgets.grid import DataGrid, GridColumn
from tests.tui.test_grid_stage import COLUMNS, KEYS, Stage, on_stage

LAST = len(COLUMNS) - 1


def reversed_text(stage: Stage) -> list[str]:
    """Return what is drawn reversed, line by line, where something is."""
    strips = stage.app.screen._compositor.render_strips()
    lines = (
        "".join(piece.text for piece in strip if piece.style is not None and piece.style.reverse)
        for strip in strips
    )
    return [line for line in lines if line]


def underlined_text(stage: Stage) -> str:
    strips = stage.app.screen._compositor.render_strips()
    pieces = (piece for strip in strips for piece in strip)
    return "".join(one.text for one in pieces if one.style is not None and one.style.underline)


def changes(stage: Stage) -> list[tuple[int, int]]:
    return [(one.rows, one.columns) for one in stage.said(DataGrid.RangeChanged)]


@pytest.mark.parametrize(
    ("key", "rows", "columns"),
    [
        ("shift+up", range(49, 51), range(2, 3)),
        ("shift+down", range(50, 52), range(2, 3)),
        ("shift+left", range(50, 51), range(1, 3)),
        ("shift+right", range(50, 51), range(2, 4)),
        ("shift+pageup", range(39, 51), range(2, 3)),
        ("shift+pagedown", range(50, 62), range(2, 3)),
        ("shift+home", range(51), range(2, 3)),
        ("shift+end", range(50, 100), range(2, 3)),
        ("ctrl+shift+left", range(50, 51), range(3)),
        ("ctrl+shift+right", range(50, 51), range(2, LAST + 1)),
        ("ctrl+shift+home", range(51), range(3)),
        ("ctrl+shift+end", range(50, 100), range(2, LAST + 1)),
    ],
)
async def test_shift_and_a_move_make_a_range(key: str, rows: range, columns: range) -> None:
    async with on_stage() as stage:
        stage.grid.move_to(50, 2)
        await stage.press(key)
        block = stage.grid.block()
        assert list(block.ids) == [row + 1 for row in rows]
        assert list(block.keys) == [KEYS[column] for column in columns]
        assert changes(stage) == [(len(rows), len(columns))]
        assert stage.grid.cursor_row in stage.grid.visible_range


async def test_a_range_grows_and_shrinks_from_where_it_began() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(3, 1)
        await stage.press("shift+down", "shift+right", "shift+up", "shift+up", "shift+left")
        assert list(stage.grid.block().ids) == [3, 4]
        assert changes(stage) == [(2, 1), (2, 2), (1, 2), (2, 2), (2, 1)]
        await stage.press("shift+down")
        assert stage.grid.cell_range is None
        assert changes(stage)[-1] == (1, 1)
        await stage.press("shift+down")
        assert list(stage.grid.block().ids) == [4, 5]


@pytest.mark.parametrize("key", ["down", "right", "home", "pagedown", "tab", "escape"])
async def test_any_other_move_drops_the_range(key: str) -> None:
    async with on_stage() as stage:
        await stage.press("shift+down", "shift+down", key)
        assert stage.grid.cell_range is None
        assert changes(stage)[-1] == (1, 1)
        assert len(reversed_text(stage)) == 1
        assert stage.app.screen_keys == 0


async def test_escape_is_the_screen_s_once_the_range_is_dropped() -> None:
    async with on_stage() as stage:
        await stage.press("shift+down", "escape")
        assert (stage.cursor(), stage.app.screen_keys) == ((1, 0), 0)
        await stage.press("escape")
        assert stage.app.screen_keys == 1


async def test_typing_drops_the_range_and_moving_saves_what_is_typed() -> None:
    async with on_stage() as stage:
        await stage.press("shift+down", "Z")
        assert (stage.grid.cell_range, stage.grid.is_editing) == (None, True)
        stage.grid.extend_to(3)
        await stage.pilot.pause()
        assert [one.text for one in stage.said(DataGrid.CellEdited)] == ["Z"]
        assert list(stage.grid.block().ids) == [2, 3, 4]


async def test_a_range_is_seen_without_colour() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(1, 0)
        await stage.press("shift+right", "shift+down")
        assert reversed_text(stage) == [
            "name 2      │city 2    ",
            "name 3      │",  # the cursor's cell is underlined instead
        ]
        assert underlined_text(stage) == "city 3    "
        await stage.press("shift+left")
        assert reversed_text(stage) == ["name 2      "]
        assert underlined_text(stage) == "name 3      "


async def test_a_range_goes_under_the_frozen_columns() -> None:
    async with on_stage(size=(50, 12)) as stage:
        await stage.press("ctrl+shift+right", "shift+down")
        first = reversed_text(stage)[0]
        assert first.startswith("name 1      │")
        assert first.endswith("note 1              ")


async def test_a_long_range_is_two_places() -> None:
    async with on_stage(array("q", range(1, 1_000_001))) as stage:
        await stage.press("right", "shift+end")
        block = stage.grid.block()
        assert (len(block.ids), block.ids[0], block.ids[-1]) == (1_000_000, 1, 1_000_000)
        assert block.ids is stage.grid._ids
        assert len(stage.source.asked) < 50


async def test_a_command_is_given_the_cell_under_the_cursor_without_range() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(7, 2)
        assert (list(stage.grid.block().ids), stage.grid.block().keys) == ([8], ("size",))


async def test_selected_rows_are_given_in_the_order_of_the_view() -> None:
    async with on_stage() as stage:
        await stage.press("space", "space", "down", "space", "right", "shift+right", "shift+down")
        stage.grid.set_ids(array("q", [4, 9, 2]))
        assert stage.grid.cell_range is None
        stage.grid.move_to(0, 1)
        await stage.press("shift+right")
        block = stage.grid.block()
        stage.grid.clear_selection()
        assert (list(block.ids), block.keys) == ([4, 2, 1], ("city", "size"))
        assert list(stage.grid.block().ids) == [4]


async def test_without_rows_or_columns_a_block_is_empty() -> None:
    async with on_stage(range(0)) as stage:
        await stage.press("shift+down", "shift+end")
        assert (list(stage.grid.block().ids), changes(stage)) == ([], [])
        stage.grid.set_columns([])
        assert stage.grid.block().keys == ()


async def test_a_range_stays_while_its_corners_do() -> None:
    async with on_stage() as stage:
        await stage.press("down", "right", "shift+down", "shift+right")
        stage.grid.set_ids(range(1, 300))
        stage.grid.set_columns(COLUMNS[:4])
        assert list(stage.grid.block().ids) == [2, 3]
        assert stage.grid.block().keys == ("city", "size")
        stage.grid.set_columns([GridColumn("first", "", 5), *COLUMNS])
        assert stage.grid.block().keys == ("city", "size")
        stage.grid.set_columns(COLUMNS[2:])
        assert stage.grid.cell_range is None
        await stage.press("shift+up")
        stage.grid.set_ids(array("q", [1, 3, 2]))
        assert stage.grid.cell_range is None


async def test_a_range_goes_with_its_last_rows() -> None:
    async with on_stage() as stage:
        await stage.press("end", "shift+up", "shift+up")
        stage.grid.set_ids(range(1, 99))
        await stage.pilot.pause()
        assert stage.grid.cell_range is None
        assert len(reversed_text(stage)) == 1
