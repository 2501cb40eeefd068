"""Typing in a cell: what is saved, where the cursor goes, when it is left."""

from array import array

import pytest
from textual import events
from textual.widgets import Input

from prospect_tui.tui.widgets.grid import DataGrid, GridRow
from tests.tui.test_grid_stage import CountingSource, Stage, on_stage


def edits(stage: Stage) -> list[tuple[int, str, str]]:
    said = stage.said(DataGrid.CellEdited)
    return [(message.row_id, message.column_key, message.text) for message in said]


@pytest.mark.parametrize(
    ("key", "arrival"),
    [
        ("enter", (6, 1)),
        ("shift+enter", (4, 1)),
        ("down", (6, 1)),
        ("up", (4, 1)),
    ],
)
async def test_keys_that_save_and_go_to_a_row(key: str, arrival: tuple[int, int]) -> None:
    async with on_stage() as stage:
        stage.grid.move_to(5, 1)
        stage.grid.start_edit()
        await stage.press("a", "b", key)
        assert edits(stage) == [(6, "city", "city 6ab")]
        assert stage.cursor() == arrival
        assert not stage.grid.is_editing
        assert stage.app.screen_keys == 0


async def test_tab_saves_and_goes_on_typing_in_the_next_cell() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(5, 1)
        stage.grid.start_edit("x")
        await stage.press("tab")
        assert (edits(stage), stage.cursor()) == ([(6, "city", "x")], (5, 2))
        await stage.press("7", "tab")
        assert edits(stage)[1:] == [(6, "size", "7")]
        assert stage.cursor() == (5, 4)  # the score cannot be typed in
        await stage.press("shift+tab", "right", "0", "shift+tab", "shift+tab", "escape")
        assert edits(stage)[2:] == [(6, "size", "size 60")]
        assert stage.cursor() == (5, 0)
        assert not stage.grid.is_editing


@pytest.mark.parametrize(("column", "key"), [(0, "shift+tab"), (4, "tab")])
async def test_tab_stops_typing_where_no_cell_follows(column: int, key: str) -> None:
    async with on_stage() as stage:
        stage.grid.move_to(5, column)
        stage.grid.start_edit("x")
        await stage.press(key)
        assert len(edits(stage)) == 1
        assert (stage.cursor(), stage.grid.is_editing) == ((5, column), False)


async def test_enter_goes_back_to_the_column_where_a_run_of_tabs_began() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(5, 1)
        stage.grid.start_edit("x")
        await stage.press("tab", "1", "tab", "y", "enter")
        assert stage.cursor() == (6, 1)
        stage.grid.start_edit("z")
        await stage.press("enter")
        assert stage.cursor() == (7, 1)
        stage.grid.start_edit("z")
        await stage.press("tab", "escape")
        stage.grid.start_edit("z")
        await stage.press("enter")
        assert stage.cursor() == (8, 2)


async def test_a_first_character_takes_the_place_of_the_value() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("L")
        await stage.press("y", "o", "n", "enter")
        assert edits(stage) == [(1, "name", "Lyon")]


async def test_escape_gives_the_old_value_back() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        await stage.press("y")
        assert "xy" in stage.lines()[1]
        await stage.press("escape")
        assert "name 1" in stage.lines()[1]
        assert (edits(stage), stage.cursor(), stage.app.screen_keys) == ([], (0, 0), 0)
        assert len(stage.said(DataGrid.TypingEnded)) == 1


async def test_what_is_typed_is_told_at_each_change() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit()
        await stage.press("left", "x", "home", "enter")
        told = [(one.row_id, one.column_key, one.text) for one in stage.said(DataGrid.CellTyped)]
        assert told == [(1, "name", "name 1"), (1, "name", "name x1")]
        (saved,) = stage.said(DataGrid.CellEdited)
        assert (saved.text, saved.old_text) == ("name x1", "name 1")
        kinds = [type(one) for one in stage.app.said]
        assert kinds.index(DataGrid.TypingEnded) < kinds.index(DataGrid.CellEdited)


async def test_an_unchanged_value_is_not_saved() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit()
        await stage.press("x", "backspace", "enter")
        assert (edits(stage), stage.cursor()) == ([], (1, 0))


async def test_a_dirty_stored_value_is_not_an_edit() -> None:
    source = CountingSource()
    source.written[1] = GridRow(1, ("a\x1bb",) + ("autre",) * 4)
    async with on_stage(source=source) as stage:
        stage.grid.start_edit()
        await stage.press("enter")
        assert edits(stage) == []


async def test_starting_elsewhere_saves_what_is_typed() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        stage.grid.start_edit("y")
        await stage.press("enter")
        assert edits(stage) == [(1, "name", "x"), (1, "name", "y")]


async def test_the_last_row_is_saved_too() -> None:
    async with on_stage(range(1, 3)) as stage:
        await stage.press("end")
        stage.grid.start_edit("x")
        await stage.press("enter")
        assert (edits(stage), stage.cursor()) == ([(2, "name", "x")], (1, 0))


async def test_pasted_text_becomes_one_clean_line() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("")
        await stage.paste("12 rue\tdes\nLilas\x1b[31m\r\n")
        await stage.press("enter")
        assert edits(stage) == [(1, "name", "12 rue des Lilas\ufffd[31m")]


@pytest.mark.parametrize("length", [5_001, 1_000_003])
async def test_a_text_too_long_for_a_cell_is_not_pasted(length: int) -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        await stage.paste("é" * length)
        assert [one.length for one in stage.said(DataGrid.PasteRefused)] == [length]
        assert "x " in stage.lines()[1]
        await stage.paste("é" * 4_999)
        await stage.press("enter")
        assert edits(stage) == [(1, "name", "x" + "é" * 4_999)]


async def test_a_long_text_shows_its_end() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("")
        await stage.paste("é" * 4_000 + "fin")
        assert stage.lines()[1].rstrip("▐").endswith("éfin ")


async def test_a_paste_without_typing_is_for_the_screen_as_it_is() -> None:
    text = "a\tb\r\nyb\x1b\n" + "y" * 1_000_000
    async with on_stage() as stage:
        await stage.paste(text)
        assert [one.text for one in stage.said(DataGrid.BlockPasted)] == [text]
        assert (stage.app.screen_keys, stage.grid.is_editing) == (0, False)


async def test_copying_and_pasting_inside_the_cell() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("Lyon")
        await stage.press("ctrl+c", "end", "ctrl+v")
        assert "LyonLyon" in stage.lines()[1]
        await stage.press("ctrl+x", "x", "enter")
        assert stage.app.clipboard == "LyonLyon"
        assert edits(stage) == [(1, "name", "x")]
        assert stage.app.screen_keys == 0


async def test_a_cell_that_cannot_be_typed_in_says_so() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(2, 3)
        stage.grid.start_edit()
        await stage.press("Z")
        refusals = [(one.row_id, one.column_key) for one in stage.said(DataGrid.EditRefused)]
        assert (refusals, stage.grid.is_editing) == ([(3, "score")] * 2, False)


async def test_nothing_is_typed_in_a_grid_to_read_only() -> None:
    async with on_stage() as stage:
        stage.grid.read_only = True
        stage.grid.start_edit()
        await stage.press("Z")
        assert len(stage.said(DataGrid.EditRefused)) == 2
        assert not stage.grid.is_editing


async def test_an_enormous_text_is_not_typed_in_but_may_be_replaced() -> None:
    source = CountingSource()
    source.written[1] = GridRow(1, ("é\x1b" * 5_000_000,) + ("autre",) * 4)
    async with on_stage(source=source) as stage:
        assert stage.lines()[1].startswith("   é\ufffdé\ufffd")
        stage.grid.start_edit()
        await stage.pilot.pause()
        assert [one.length for one in stage.said(DataGrid.EditRefused)] == [10_000_000]
        stage.grid.start_edit("Lyon")
        await stage.press("enter")
        assert edits(stage) == [(1, "name", "Lyon")]


async def test_without_rows_there_is_nothing_to_type_in() -> None:
    async with on_stage(range(0)) as stage:
        stage.grid.start_edit("x")
        assert not stage.grid.is_editing


async def test_new_ids_leave_the_typing_alone_while_its_row_is_there() -> None:
    async with on_stage() as stage:
        await stage.press("down")
        stage.grid.start_edit("x")
        stage.grid.set_ids(array("q", range(100, 0, -1)))
        stage.grid.refresh_rows([2])
        await stage.press("y", "enter")
        assert edits(stage) == [(2, "name", "xy")]


async def test_typing_is_saved_when_its_row_or_column_goes() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        stage.grid.set_ids(range(50, 60))
        stage.grid.start_edit("z")
        stage.grid.set_columns([])
        await stage.pilot.pause()
        assert edits(stage) == [(1, "name", "x"), (50, "name", "z")]
        assert not stage.grid.is_editing


async def test_leaving_the_grid_saves_but_leaving_the_terminal_does_not() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        stage.app.post_message(events.AppBlur())
        await stage.pilot.pause()
        stage.app.post_message(events.AppFocus())
        await stage.press("y")
        assert stage.grid.is_editing
        field = Input()
        await stage.app.screen.mount(field)
        field.focus()
        await stage.pilot.pause()
        assert edits(stage) == [(1, "name", "xy")]


async def test_the_wheel_may_hide_the_cell_and_typing_brings_it_back() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        stage.grid.scroll_window(top=50)
        await stage.press("y")
        assert "xy" in stage.lines()[1]


async def test_a_long_text_covers_the_cells_on_its_right() -> None:
    source = CountingSource()
    source.written[1] = GridRow(1, ("Menuiserie du Grand Moulin",) + ("autre",) * 4)
    async with on_stage(source=source) as stage:
        stage.grid.start_edit()
        await stage.pilot.pause()
        line = stage.lines()[1]
        assert line.startswith("   Menuiserie du Grand Moulin ")
        assert len(line) == 60
        await stage.press("home", "!", "escape")
        assert "Menuiserie …│autre" in stage.lines()[1]
