"""A cell of ten megabytes: every screen shows its beginning at once, and nothing cuts it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import process_time

import pytest

from prospect_tui.tui.widgets.drawn import wrapped
from tests.journeys.spreadsheet import bought_base, go_to
from tests.journeys.story import Day, a_day

FAT = "Mot clé é " * 1_000_000
MOST_SECONDS = 1.5
"""Of work for one key; wrapping or completing such a text took eight."""
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


async def each_is_quick(day: Day, keys: Sequence[str]) -> None:
    for key in keys:
        begun = process_time()
        await day.press(key)
        assert process_time() - begun < MOST_SECONDS, key


def length(day: Day, column: str) -> object:
    return day.value(f"SELECT length({column}) FROM prospect WHERE id = 3")


async def test_in_the_grid(desk: Path, column: str) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, ROW, heading(column))
        await day.sees("Mot clé", "…")
        await each_is_quick(day, ["left", "right", "up", "down", "e", "E", "escape", "=", "x"])
        await each_is_quick(day, ["escape", "delete"])
        assert length(day, column) == 0
        await each_is_quick(day, ["u"])
        assert length(day, column) == len(FAT)


async def test_in_the_filter(desk: Path, column: str) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, ROW, heading(column))
        await each_is_quick(day, ["f", *f"{heading(column).lower()}:m", "tab", "tab", "escape"])
        await each_is_quick(day, ["f", *"mot", "escape", "j", "down", "space", "escape"])
        assert length(day, column) == len(FAT)


async def test_in_the_sheet(desk: Path, column: str) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, ROW, heading(column))
        await each_is_quick(day, ["l"])
        await day.sees("Mot clé")
        await day.go_to(heading(column))
        await each_is_quick(day, ["enter"])
        await day.hears("trop long pour une cellule")
        await each_is_quick(day, ["end", "home", "n", "escape", "escape"])
        assert length(day, column) == len(FAT)


async def test_in_the_card_of_a_call(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await each_is_quick(day, ["s", "s"])
        await day.sees_in_hand("Zinguerie Rey")
        await day.sees("Mot clé")
        await each_is_quick(day, ["pagedown", "tab", "a", "escape", "s"])


@pytest.mark.parametrize("most", [0, 3])
def test_a_text_of_megabytes_is_wrapped_as_far_as_it_is_seen(most: int) -> None:
    begun = process_time()
    lines = wrapped(FAT, 40, most)
    assert process_time() - begun < MOST_SECONDS / 3
    assert lines[0] == "Mot clé é Mot clé é Mot clé é Mot clé é"
    assert lines[-1].endswith("…")
    assert len(lines) == most if most else 100 < len(lines) < 1000
    assert wrapped("mot " * 1250, 40)[-1] == "mot " * 9 + "mot"
