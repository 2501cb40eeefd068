"""Hostile texts in every form of the sales, and already in their base: drawn, kept or refused."""

import shutil
from pathlib import Path

import pytest

from tests.journeys.hostile import ATTACKS, dangerous
from tests.journeys.hostile_sales import hostile_sales
from tests.journeys.story import Day, a_day

SIZE = (80, 24)
TITLE = "".join(ATTACKS) + "[/] {count} {} %s '; DROP TABLE opportunity; --"
PASTED = (TITLE + "x" * 5_000, "9" * 400, "-5")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a base of hostile sales, not to be written in."""
    folder = tmp_path_factory.mktemp("sales")
    hostile_sales(folder)
    return folder


async def look(day: Day, folder: Path) -> None:
    """Check what is drawn: nothing that acts, every line as wide as the screen; no fault noted."""
    found = dangerous(day.drawn.replace("\n", ""))
    assert not found, f"{found}\n{day.shown}"
    assert day.widths == {SIZE[0]}
    assert day.is_running
    assert not (folder / "errors.log").exists(), (folder / "errors.log").read_text()


@pytest.mark.parametrize(
    ("place", "path", "keys"),
    [
        ("pipeline", [], ["d", "t", "w", "l", "x", "m", "f", "ctrl+n", "p"]),
        ("pipeline", ["e"], ["enter", "n", "p", "l", "b"]),
        ("pipeline", ["ctrl+t"], ["enter", "n"]),
        ("pipeline", ["q"], ["enter", "n", "c", "i", "t", "m", "z", "p"]),
        ("pipeline", ["enter"], ["e", "d", "f", "i", "s", "y", "r", "v", "ctrl+k", "ctrl+l"]),
        ("pipeline", ["enter"], ["m", "insert", "j", "ctrl+g", "ctrl+r", "ctrl+o", "!", "w", "l"]),
        ("pipeline", ["enter", "m"], ["e", "i", "v", "!"]),
        ("pipeline", ["enter", "ctrl+o"], ["e", "i", "o"]),
        ("planning", ["down"], ["enter", "f", "d", "n", "j", "e", "x"]),
        ("clients", [], ["f", "s", "v", "t"]),
        ("clients", ["enter"], ["e", "i", "y", "x", "k"]),
        ("today", ["g", "i"], ["enter", "n", "b"]),
        ("today", ["g", "d"], ["enter", "n", "b"]),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else value,
)
async def test_hostile_texts_are_pasted_in_every_form(
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    path: list[str],
    keys: list[str],
) -> None:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    async with a_day(tmp_path, place=place, size=SIZE, toasts=True) as day:
        for number, key in enumerate(keys):
            for one in (*path, key):
                await day.press(one)
                await look(day, tmp_path)
            await day.paste(PASTED[number % len(PASTED)])
            await look(day, tmp_path)
            await day.press("ctrl+s")
            await look(day, tmp_path)
            await day.press("escape", "escape", "escape")
            await day.open(place)
            await look(day, tmp_path)
