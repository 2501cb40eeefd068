"""Keys that the grid obeys at once: moved, told, saved and painted before anything else happens."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import events
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from prospect_tui.services import cells, prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import Change
from prospect_tui.tui.screens.files import FilesScreen
from prospect_tui.tui.widgets.bottom_lines import KeyLine
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import (
    NAMES,
    cell,
    column_of,
    files_desk,
    fill,
    go_to,
    keys,
    remark,
    screen,
    settle,
    write,
)
from tests.tui.shell import seen
from tests.tui.test_grid_stage import on_stage

MOVES = {
    "down": (1, 0), "up": (0, 0), "right": (0, 1), "left": (0, 0), "end": (3, 0), "home": (0, 0),
    "pagedown": (3, 0), "shift+down": (1, 0), "ctrl+right": (0, -1), "tab": (0, 1),
}  # fmt: skip


@contextmanager
def painted(pilot: Pilot[None]) -> Iterator[list[str]]:
    """Give the screens painted meanwhile, as text."""
    screens: list[str] = []
    app = pilot.app
    app.post_display_hook = lambda: screens.append(seen(pilot))  # type: ignore[method-assign]
    try:
        yield screens
    finally:
        del app.post_display_hook


async def obeyed(pilot: Pilot[None], key: str) -> None:
    """Hand a key to the app and come back before any other task has had its turn."""
    app = pilot.app
    assert isinstance(app, ProspectApp)
    with app._context():
        assert await app._obey_at_once(app.focused or app.screen, key)


@pytest.mark.parametrize(("key", "arrival"), MOVES.items())
async def test_a_move_is_made_and_painted_at_once(
    workspace: Workspace, key: str, arrival: tuple[int, int]
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        with painted(pilot) as screens:
            await obeyed(pilot, key)
            grid = screen(pilot).grid
            row, column = arrival
            assert (grid.cursor_row, grid.cursor_column) == (
                row, column % len(screen(pilot).source.columns)
            )  # fmt: skip
            assert len(screens) <= 1
        await settle(pilot)


async def test_the_remark_on_the_cell_is_in_the_same_paint(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id)
    make_prospect(workspace, file_id, phone="à demander")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        assert remark(pilot) == ""
        with painted(pilot) as screens:
            await obeyed(pilot, "down")
            assert "à demander" in remark(pilot)
            assert [remark(pilot) in text for text in screens] == [True]
        await obeyed(pilot, "up")
        assert remark(pilot) == ""


async def test_what_a_window_says_is_still_said_of_a_cut_cell(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    name = "Menuiserie " * 12
    make_prospect(workspace, file_id)
    make_prospect(workspace, file_id, company_name=name)
    async with files_desk(workspace) as pilot:
        await obeyed(pilot, "down")
        assert remark(pilot).startswith("Menuiserie Menuiserie")


async def test_a_save_is_on_disk_and_painted_at_once(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city", 1)
        await keys(pilot, "e", "ctrl+u")
        await write(pilot, "Givors")
        with painted(pilot) as screens:
            await obeyed(pilot, "enter")
            assert cell(workspace, rows[1], "city") == "Givors"
            assert not screen(pilot).grid.is_editing
            assert screen(pilot).grid.cursor_row == 2
            assert ["Givors" in text for text in screens] == [True]


async def test_the_screen_that_wrote_does_not_read_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file_id, rows = fill(workspace)
    own: list[Change] = []
    other: list[Change] = []
    monkeypatch.setattr(FilesScreen, "on_changed", lambda _screen, change: own.append(change))
    async with files_desk(workspace) as pilot:
        app = pilot.app
        assert isinstance(app, ProspectApp)
        app.context.changed.hear(screen(pilot).grid, other.append)
        await go_to(pilot, "city", 1)
        await keys(pilot, "e")
        await write(pilot, "x")
        await keys(pilot, "enter")
        assert own == []
        assert other == [Change(prospects=frozenset({rows[1]}))]


async def test_keys_typed_ahead_of_a_save_keep_their_order(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        for key in ("e", "x", "enter", "down", "e", "y", "enter", "up", "up", "e", "z", "enter"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert column_of(workspace, file_id, "city") == ["Lyonx", "Villeurbannez", "Lyony", "Bron"]


async def test_keys_typed_ahead_of_a_question_are_for_it(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "e")
        await write(pilot, "x")
        column = prospect_files.columns(workspace, file_id)["city"]
        cells.edit_cell(workspace, rows[0], column, "Givors")
        for key in ("enter", "down", "enter"):
            pilot.app.post_message(events.Key(key, None))
        await settle(pilot)
        assert cell(workspace, rows[0], "city") == "Lyonx"
        assert screen(pilot).grid.cursor_row == 1


async def test_a_wrong_save_leaves_its_cell_open(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city", 1)
        await keys(pilot, "e", "ctrl+u")
        screen(pilot).grid._edit.line.insert("x" * 6_000)  # type: ignore[union-attr]
        await obeyed(pilot, "enter")
        assert screen(pilot).grid.is_editing
        assert screen(pilot).grid.cursor_row == 1
        await settle(pilot)
        assert cell(workspace, rows[1], "city") == "Villeurbanne"


async def test_a_users_key_is_obeyed_before_the_grids(workspace: Workspace) -> None:
    fill(workspace)
    workspace.settings = Settings(keymap={"app.quit": "end"})
    async with files_desk(workspace) as pilot:
        grid = screen(pilot).grid
        assert grid.quick_action("down") is not None
        assert grid.quick_action("end") is None


async def test_keys_of_commands_and_of_a_cell_typed_in_go_their_way(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        grid = screen(pilot).grid
        quick = {key for key in ("e", "enter", "f3", "space", "escape") if grid.quick_action(key)}
        assert quick == set()
        await keys(pilot, "e")
        quick = {key for key in ("down", "right", "x", "enter", "tab") if grid.quick_action(key)}
        assert quick == {"enter"}
        await keys(pilot, "escape")
        assert grid.quick_action("down") is not None


async def test_the_next_page_is_drawn_before_it_is_asked_for() -> None:
    async with on_stage(range(1, 1_000_001)) as stage:
        await stage.press(*["down"] * 11)
        while len(stage.source.asked) < 23:
            await stage.pilot.pause(stage.grid.REST_SECONDS)
        assert sorted(stage.source.asked) == [*range(1, 24)]
        await stage.press(*["down"] * 5)
        assert sorted(stage.source.asked) == [*range(1, 24)]


async def test_the_next_columns_are_drawn_before_they_are_gone_to() -> None:
    async with on_stage(size=(34, 12)) as stage:
        await stage.press("right", "right", "right")
        grid = stage.grid
        left = grid._left_next(1)
        assert left != grid._left
        line = grid._lines(0)[5]
        while not grid._painter.knows(grid._frame_at(left), line):
            await stage.pilot.pause(grid.REST_SECONDS)
        await stage.press("right")
        assert grid._left == left


async def test_the_ends_are_drawn_once_nothing_moves() -> None:
    async with on_stage(range(1, 1_000_001)) as stage:
        stage.grid.REST_SECONDS = 3_600  # type: ignore[misc] # nothing else is drawn ahead
        stage.grid.PAUSE_SECONDS = 0  # type: ignore[misc]
        await stage.press(*["down"] * 11)
        while len(stage.source.asked) < 23:
            await stage.pilot.pause()
        await stage.press("end", "home")
        assert sorted(stage.source.asked) == [*range(1, 13), *range(999_990, 1_000_001)]


async def test_only_what_is_painted_is_drawn(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        before = seen(pilot)
        drawn: list[KeyLine] = []
        monkeypatch.setattr(KeyLine, "render_lines", lambda line, _crop: drawn.append(line))
        await obeyed(pilot, "down")
        monkeypatch.undo()
        assert drawn == []
        assert seen(pilot).splitlines()[-1] == before.splitlines()[-1]


async def test_what_is_between_two_painted_parts_is_not_drawn(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city", 1)
        await keys(pilot, "e")
        await write(pilot, "x")
        before = seen(pilot).splitlines()
        drawn: list[Widget] = []
        render = Widget.render_lines

        def drawing(widget: Widget, crop: Region) -> list[Strip]:
            drawn.append(widget)
            return render(widget, crop)

        monkeypatch.setattr(Widget, "render_lines", drawing)
        await obeyed(pilot, "enter")
        monkeypatch.undo()
        assert drawn == []  # neither the line of remarks nor the screen behind all
        changed = zip(before, seen(pilot).splitlines(), strict=True)
        places = [line for line, (was, now) in enumerate(changed) if was != now]
        assert places[-1] == len(before) - 1
        assert places[0] < places[-1] - 1


async def test_a_letter_of_the_filter_is_painted_with_its_rows_at_once(
    workspace: Workspace,
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        with painted(pilot) as screens, pilot.app._context():
            await screen(pilot).filter_line._on_key(events.Key("l", "l"))
            assert [("Lyon" in text, "Bron" in text) for text in screens] == [(True, False)]
            assert screen(pilot).filter_line.value == "l"
        await settle(pilot)
        assert screen(pilot).filter_line.value == "l"


async def test_the_keys_are_told_again_once_a_cell_is_left(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        told = [seen(pilot).splitlines()[-1]]
        for key in ("e", "enter", "e", "escape"):
            await keys(pilot, key)
            told.append(seen(pilot).splitlines()[-1])
        assert told[0] == told[2] == told[4] != told[1] == told[3]


def test_the_first_save_after_the_warm_up_loads_nothing(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    code = (
        "import sys; from pathlib import Path\n"
        "from zoneinfo import ZoneInfo\n"
        "from prospect_tui.clock import SystemClock\n"
        "from prospect_tui.settings import Settings\n"
        "from prospect_tui.services import grid, prospect_files\n"
        "from prospect_tui.services.opening import open_workspace\n"
        "clock = SystemClock(ZoneInfo('Europe/Paris'))\n"
        "workspace = open_workspace(Path(sys.argv[1]), clock, Settings())\n"
        "columns = prospect_files.columns(workspace, 1)\n"
        "grid.first_ids(workspace, 1, 1)\n"
        "workspace.prepare_writing()\n"
        "known = set(sys.modules)\n"
        "for key, text in (('city', 'Givors'), ('phone', '01 99 00 55 55'), ('siret', '1')):\n"
        "    grid.edit_cell(workspace, int(sys.argv[2]), columns[key], text)\n"
        "print(sorted(set(sys.modules) - known))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(workspace.path), str(rows[0])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


async def test_what_asks_for_a_paint_while_places_are_given_is_painted_with_them(
    workspace: Workspace,
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        grid = screen(pilot).grid
        grid.display = False
        await settle(pilot)
        grid.display = True
        grid.refresh()
        screen(pilot)._refresh_layout()
        assert not grid._repaint_required
        assert not grid._repaint_regions
        assert NAMES[0] in seen(pilot)


async def test_the_keys_told_again_are_not_painted_again(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await settle(pilot)
        files, line = screen(pilot), screen(pilot).query_one(KeyLine)
        files.refresh_bindings()
        assert not line._repaint_regions
        before = seen(pilot).splitlines()[-1]
        await keys(pilot, "e")
        assert seen(pilot).splitlines()[-1] != before
