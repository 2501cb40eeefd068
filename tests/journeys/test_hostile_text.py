"""Texts written to attack a terminal, in every cell, note and title, on every screen."""

import re
from pathlib import Path

import pytest

from tests.journeys.hostile import ATTACKS, ROWS, dangerous, hostile_base
from tests.journeys.story import Day, a_day
from tests.journeys.terminal import terminal

SIZE = (120, 36)
PASTED = (*ATTACKS, "a\ud800b\udcff", "9" * 400, "un\r\ndeux")


async def look(day: Day) -> None:
    """Check what is drawn: nothing that acts, every line as wide as the screen."""
    found = dangerous(day.drawn.replace("\n", ""))
    assert not found, f"{found}\n{day.shown}"
    assert day.widths == {SIZE[0]}


async def walk(day: Day, key: str, times: int) -> None:
    """Press a key as many times, and look at the screen each time."""
    await look(day)
    for _ in range(times):
        await day.press(key)
        await look(day)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a base full of hostile texts."""
    hostile_base(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("place", "key", "times"),
    [
        ("today", "down", ROWS),
        ("files", "pagedown", 3),
        ("files", "ctrl+right", 1),
        ("calls", "pagedown", 30),
        ("pipeline", "down", 10),
    ],
)
async def test_a_place_draws_hostile_texts_as_they_are(
    folder: Path, place: str, key: str, times: int
) -> None:
    async with a_day(folder, place=place, size=SIZE, toasts=True) as day:
        await walk(day, key, times)
        await day.open("today")
        await day.sees("lundi 23 novembre")
        assert day.is_running


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("files", ["enter", "escape", "l", "n", "p", "e", "escape", "escape"]),
        ("files", ["c", "down", "f", "[", "escape", "escape", "y", "escape", "j", "escape"]),
        ("files", ["shift+down", "shift+right", "ctrl+c", "ctrl+d", "u", "delete", "u"]),
        ("files", ["r", "a", "tab", "[", "/", "]", "escape", "w", "escape", "t", "escape"]),
        ("files", ["ctrl+e", "[", "/", "]", "escape", "ctrl+e", "space", "ctrl+v", "u", "z", "u"]),
        ("files", ["h", "alt+right", "=", ">", "<", "p", "p", "ctrl+r", "tab", "shift+tab"]),
        ("files", ["y", "enter", "y", "r", "escape", "n", "escape", "x", "escape", "u", "escape"]),
        ("files", ["ctrl+right", "w", "escape", "e", "down", "down", "tab", "escape", "j", "down"]),
        ("files", ["c", "end", "up", "enter", "escape", "x", "escape", "j", "shift+tab", "right"]),
        ("calls", ["ctrl+o", "end", "down", "enter", "ctrl+o", "escape"]),
        ("files", ["v", "escape", "d", "escape", "o", "escape", "x", "escape", "escape"]),
        ("files", ["b", "u", "ctrl+y", "f", "[", "/", "]", "escape"]),
        ("files", ["a", "d", "escape", "v", "escape", "escape", "!", "escape"]),
        ("calls", ["d", "escape", "ctrl+o", "escape", "n", "u", "f1", "escape", "tab"]),
        ("today", ["d", "escape", "j", "u", "ctrl+n", "escape", "enter", "ctrl+p", "escape"]),
        ("pipeline", ["enter", "s", "escape", "i", "escape", "d", "escape", "w", "escape"]),
        ("pipeline", ["l", "escape", "k", "shift+right", "u", "x", "ctrl+s", "u", "f", "escape"]),
        ("pipeline", ["ctrl+f", "d", "u", "r", "down", "enter"]),
    ],
)
async def test_questions_and_messages_draw_hostile_texts_as_they_are(
    folder: Path, place: str, keys: list[str]
) -> None:
    async with a_day(folder, place=place, size=SIZE, toasts=True) as day:
        for key in keys:
            await day.press(key)
            await look(day)
        assert day.is_running


async def test_sheets_draw_hostile_texts_as_they_are(folder: Path) -> None:
    async with a_day(folder, place="files", size=SIZE, toasts=True) as day:
        for _ in range(ROWS // 2):
            await day.press("l")
            await walk(day, "end", 1)
            await day.press("escape", "down", "down")
        assert day.is_running


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("files", []),
        ("files", ["e"]),
        ("files", ["f"]),
        ("files", ["j"]),
        ("files", ["r"]),
        ("files", ["w"]),
        ("files", ["t"]),
        ("files", ["c", "f"]),
        ("files", ["c", "n"]),
        ("files", ["y", "n"]),
        ("files", ["d"]),
        ("files", ["l", "i"]),
        ("files", ["ctrl+f"]),
        ("files", ["ctrl+p"]),
        ("calls", ["tab"]),
        ("calls", ["d"]),
        ("today", ["ctrl+n"]),
        ("pipeline", ["/"]),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else value,
)
async def test_a_hostile_text_is_pasted_wherever_one_types(
    folder: Path, place: str, keys: list[str]
) -> None:
    async with a_day(folder, place=place, size=SIZE, toasts=True) as day:
        await day.press(*keys)
        for text in (*PASTED, "\t".join(PASTED)):
            await day.paste(text)
            await look(day)
        await walk(day, "home", 1)
        await walk(day, "right", 3)
        await walk(day, "enter", 2)
        assert day.is_running


async def test_markup_is_shown_literally(folder: Path) -> None:
    async with a_day(folder, place="files", size=SIZE, toasts=True) as day:
        seen = day.shown
        for _ in range(3):
            await day.press("pagedown")
            seen += day.shown
        for text in ("[/]", "[@click=app.quit]x[/]", "[bold red]x"):
            assert text in seen


SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?<>=]*\$?[A-Za-z]|\]22;[a-z]+\x07)")
"""What the program itself sends to a terminal; 22 is the shape of the mouse pointer."""


WALKS = (
    ["f3", "pagedown", "l", "escape"],
    ["f3", "right", "right", "right", "j", "down", " ", "down", " ", "enter"],
    ["f3", "ctrl+right", "y", "down", "enter", "escape"],
    ["f3", "f", "ville:", "tab", "tab", "tab", "escape"],
    ["f3", "c", "down", "escape"],
    ["f3", "r", "a", "escape"],
    ["f3", "e", "\x1b[200~a\x1b]0;PIRATE\x07\x9b77m\x1b[201~", "down"],
    ["f3", "\x06", "a", "down", "escape"],
    ["f4", "pagedown", "\t", "\x1b[200~\x1b[77;77H\x1b[201~", "escape"],
    ["f5", "pagedown", "enter", "escape"],
)
"""Keys; what they lead to is left by the one that comes next."""


def test_no_attack_reaches_the_terminal(tmp_path: Path) -> None:
    base = hostile_base(tmp_path)
    with terminal(base, columns=SIZE[0], lines=SIZE[1]) as screen:
        for walked in WALKS:
            screen.press("f2")
            screen.sees("lundi 23 novembre")
            screen.press(*walked)
        screen.press("f2")
        screen.sees("lundi 23 novembre")
        screen.press("ctrl+q")
        assert screen.ends() == 0
        assert "PIRATE" not in screen.title
        for attack in ATTACKS:
            if dangerous(attack):
                assert attack.encode() not in screen.raw
        rest = SEQUENCE.sub("", screen.raw.decode())
    assert dangerous(rest) <= {"\r", "\n"}
