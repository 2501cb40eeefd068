"""A cell of ten megabytes: every screen shows its beginning, and nothing cuts it."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from prospect_tui.storage.driver import sqlite3
from prospect_tui.tui.widgets.drawn import wrapped
from tests.journeys.spreadsheet import bought_base, go_to
from tests.journeys.story import Day, a_day

FAT = "Mot clé é " * 1_000_000
SCREENFUL = 20_000
"""More characters than any screen of these tests has."""
ROW = "01 99 00 30 03"


@pytest.fixture(params=["notes", "city"])
def column(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desk(tmp_path: Path, column: str) -> Path:
    folder = bought_base(tmp_path)
    with closing(sqlite3.connect(folder / "base.db")) as connection:
        connection.execute(f"UPDATE prospect SET {column} = ? WHERE id = 3", (FAT,))
        connection.commit()
    return folder


def heading(column: str) -> str:
    return {"notes": "Note", "city": "Ville"}[column]


async def press_each(day: Day, keys: Sequence[str]) -> None:
    """Press keys; the program goes on and what it draws is short, whatever the cell holds."""
    for key in keys:
        await day.press(key)
        assert day.is_running, key
        assert len(day.drawn) < SCREENFUL, key


def length(day: Day, column: str) -> object:
    return day.value(f"SELECT length({column}) FROM prospect WHERE id = 3")


async def test_in_the_grid(desk: Path, column: str) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, ROW, heading(column))
        await day.sees("Mot clé", "…")
        await press_each(day, ["left", "right", "up", "down", "e", "E", "escape", "=", "x"])
        await press_each(day, ["escape", "delete"])
        assert length(day, column) == 0
        await press_each(day, ["u"])
        assert length(day, column) == len(FAT)


async def test_in_the_filter(desk: Path, column: str) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, ROW, heading(column))
        await press_each(day, ["f", *f"{heading(column).lower()}:m", "tab", "tab", "escape"])
        await press_each(day, ["f", *"mot", "escape", "j", "down", "space", "escape"])
        assert length(day, column) == len(FAT)


async def test_in_the_sheet(desk: Path, column: str) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, ROW, heading(column))
        await press_each(day, ["l"])
        await day.sees("Mot clé")
        await day.go_to(heading(column))
        await press_each(day, ["enter"])
        await day.hears("trop long pour une cellule")
        await press_each(day, ["end", "home", "n", "escape", "escape"])
        assert length(day, column) == len(FAT)


async def test_in_the_card_of_a_call(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await press_each(day, ["s", "s"])
        await day.sees_in_hand("Zinguerie Rey")
        await day.sees("Mot clé")
        await press_each(day, ["pagedown", "tab", "a", "escape", "s"])


@pytest.mark.parametrize("most", [0, 3])
def test_a_text_of_megabytes_is_wrapped_as_far_as_it_is_seen(most: int) -> None:
    lines = wrapped(FAT, 40, most)
    assert lines[0] == "Mot clé é Mot clé é Mot clé é Mot clé é"
    assert lines[-1].endswith("…")
    assert len(lines) == most if most else 100 < len(lines) < 1000
    assert wrapped("mot " * 1250, 40)[-1] == "mot " * 9 + "mot"
