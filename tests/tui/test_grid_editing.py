"""Typing in a cell: what is saved, where the cursor goes, which keys reach the screen."""

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
        ("down", (6, 1)),
        ("up", (4, 1)),
        ("tab", (5, 2)),
        ("shift+tab", (5, 0)),
    ],
)
async def test_keys_that_save_and_go_on(key: str, arrival: tuple[int, int]) -> None:
    async with on_stage() as stage:
        stage.grid.move_to(5, 1)
        stage.grid.start_edit()
        await stage.press("a", "b", key)
        assert edits(stage) == [(6, "city", "city 6ab")]
        assert stage.cursor() == arrival
        assert not stage.grid.is_editing
        assert stage.app.screen_keys == 0


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
        assert (stage.app.said[1:], stage.cursor(), stage.app.screen_keys) == ([], (0, 0), 0)


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


@pytest.mark.parametrize("key", ["a", "f3", "ctrl+s", "ctrl+left", "y", "escape"])
async def test_keys_belong_to_the_screen_unless_typing(key: str) -> None:
    async with on_stage() as stage:
        stage.grid.move_to(0, 1)
        await stage.press(key)
        before = stage.app.screen_keys
        assert before == (key != "ctrl+left")  # the grid's own key
        stage.grid.move_to(0, 1)
        stage.grid.start_edit()
        await stage.press(key)
        assert stage.app.screen_keys == before + key.startswith("ctrl+")
        assert stage.cursor() == (0, 1)


async def test_the_footer_hides_the_screen_s_letters_while_typing() -> None:
    async with on_stage() as stage:
        assert not stage.grid.check_consume_key("a", "a")
        stage.grid.start_edit()
        assert stage.grid.check_consume_key("a", "a")
        assert not stage.grid.check_consume_key("ctrl+s", None)


async def test_pasted_text_becomes_one_clean_line() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("")
        stage.app.post_message(events.Paste("12 rue\tdes\nLilas\x1b[31m\r\n"))
        await stage.press("enter")
        assert edits(stage) == [(1, "name", "12 rue des Lilas\ufffd[31m")]


async def test_a_paste_without_typing_is_left_to_the_screen() -> None:
    async with on_stage() as stage:
        stage.app.post_message(events.Paste("texte"))
        await stage.pilot.pause()
        assert "texte" not in "".join(stage.lines())


async def test_a_long_paste_is_kept_whole_and_its_end_is_shown() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("")
        stage.app.post_message(events.Paste("é" * 1_000_000 + "fin"))
        await stage.pilot.pause()
        assert stage.lines()[1].rstrip("▐").endswith("éfin ")
        await stage.press("enter")
        assert len(edits(stage)[0][2]) == 1_000_003


async def test_a_cell_that_cannot_be_typed_in_says_so() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(2, 3)
        stage.grid.action_edit()
        await stage.pilot.pause()
        (refusal,) = stage.said(DataGrid.EditRefused)
        assert (refusal.row_id, refusal.column_key, stage.grid.is_editing) == (3, "score", False)


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
