"""Faults of the spreadsheet that are still to be mended: each test fails today."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest

from prospect_tui.cli.exits import Exit
from tests.builders import dump, make_workspace
from tests.cli.running import CommandLine
from tests.journeys.hostile import dangerous, hostile_base
from tests.journeys.spreadsheet import bought_base, go_to
from tests.journeys.story import _key_event, a_day
from tests.journeys.terminal import terminal

KEYS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return bought_base(tmp_path)


def test_letters_keep_their_order_however_fast_they_come(desk: Path) -> None:
    """1: typing_ahead.OneKeyAtATime.on_event hands a new key over before those that wait."""
    with terminal(desk / "base.db", columns=160) as window:
        window.sees("lundi 23 novembre")
        window.press("f3")
        window.sees("EURL Faure")
        window.press("/")
        window.sees("Filtre :")
        window.press(*KEYS)
        window.sees(f"Filtre : {KEYS}")


@pytest.mark.parametrize(
    "pasted", [b"caf\xe9\tb", b"\xed\xa0\x80", b"\xff"], ids=["latin-1", "surrogate", "no utf-8"]
)
def test_bytes_that_are_no_text_do_not_end_the_program(desk: Path, pasted: bytes) -> None:
    """2: Textual's Linux driver decodes strictly: UnicodeDecodeError in the input thread."""
    with terminal(desk / "base.db", columns=120) as window:
        window.sees("lundi 23 novembre")
        window.press("f3")
        window.sees("EURL Faure")
        os.write(window._fd, b"\x1b[200~" + pasted + b"\x1b[201~")
        window.press("f2")
        window.sees("lundi 23 novembre")
        assert window.process.poll() is None


@pytest.mark.parametrize("pasted", ["b\x1b[3~u\rk\tz\r", "a\x1b]0;PIRATE\x07b\x1bOQc"])
def test_no_sequence_hidden_in_a_paste_types_or_commands(desk: Path, pasted: str) -> None:
    """3: Textual's parser gives the characters after an ESC in a paste as keys."""
    other = make_workspace(desk)
    before = dump(other)
    with terminal(desk / "base.db", columns=120) as window:
        window.sees("lundi 23 novembre")
        window.press("f3")
        window.sees("EURL Faure")
        window.press("\x1b[B" * 11, "\x1b[200~" + pasted + "\rx\r" + "\x1b[201~")
        window.sees("vont s'ajouter au fichier. Coller ?")
        assert dump(other) == before
    other.close()


@pytest.mark.parametrize(
    "keys",
    [
        ["y", "enter"],
        ["j", "down", "enter"],
        ["right", "right", "right", "j", "down", "space", "down", "space", "enter"],
        ["f", "v", "i", "l", "l", "e", ":", *["tab"] * 8],
    ],
)
async def test_the_filter_line_draws_hostile_texts_as_they_are(
    tmp_path: Path, keys: list[str]
) -> None:
    """4: FilesView.show_filter puts in the line what is not clean."""
    hostile_base(tmp_path)
    with closing(sqlite3.connect(tmp_path / "base.db")) as connection:
        connection.execute("UPDATE saved_view SET filter = ?", ('city:"a\x1b]0;PIRATE\x07"',))
        connection.commit()
    async with a_day(tmp_path, place="files", toasts=True) as day:
        for key in keys:
            await day.press(key)
            assert not dangerous(day.drawn.replace("\n", "")), day.shown


def test_a_view_saved_by_a_command_is_clean(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """4: the entry too."""
    prospect = CommandLine(desk / "base.db", monkeypatch, capsys)
    saved = prospect("views", "save", "V", "--filter", 'ville:"a\x1b]0;PIRATE\x07"')
    assert saved.code == Exit.DONE
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        assert not dangerous(connection.execute("SELECT filter FROM saved_view").fetchone()[0])


FAT = "Mot clé é " * 1_000_000
MOST_SECONDS = 1.0


async def test_a_huge_cell_holds_up_no_key(desk: Path) -> None:
    """5: wrapped() wraps all of the text to show two lines; sheet and call card as well."""
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        connection.execute("UPDATE prospect SET notes = ? WHERE id = 3", (FAT,))
        connection.commit()
    slow = {}
    async with a_day(desk, place="files") as day:
        await go_to(day, "Zinguerie Rey", "Prochain")
        for name, keys in {
            "cursor on it": ["right"], "type": ["E"], "escape": ["escape"], "empty": ["delete"],
            "undo": ["u"], "sheet": ["l"], "back": ["escape"], "calls": ["f4"], "skip": ["s"],
            "in hand": ["s"],
        }.items():  # fmt: skip
            begun = perf_counter()
            await day.press(*keys)
            if perf_counter() - begun > MOST_SECONDS:
                slow[name] = round(perf_counter() - begun, 1)
    assert not slow


async def test_a_filter_that_was_given_up_is_not_told_as_answered(desk: Path) -> None:
    """6: after "prend trop de temps" the title says "« note~(a+)+$ » → 12"."""
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        connection.execute("UPDATE prospect SET notes = ?", ("a" * 4000 + "!",))
        connection.commit()
    async with a_day(desk, place="files") as day:
        await day.press("f")
        await day.type("note~(a+)+$")
        await day.hears("prend trop de temps")
        assert "→ 12" not in day.shown


async def test_a_long_value_takes_one_line_of_the_list(desk: Path) -> None:
    """7: the values of `j` are wrapped whole."""
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        connection.execute("UPDATE prospect SET notes = ? WHERE id < 3", ("a" * 4000,))
        connection.commit()
    async with a_day(desk, place="files") as day:
        await go_to(day, "Zinguerie Rey", "Note")
        await day.press("j")
        await day.sees("Filtrer « Note »", "(vide)")
        await day.type("a")
        await day.sees("2 lignes restantes")
        assert sum("aaaaaaaaaaaaaaaaaaaaaaaaa" in line for line in day.shown.splitlines()) <= 4


async def test_a_block_that_is_too_big_is_refused_before_the_question(desk: Path) -> None:
    """8: 300,000 cells: "Coller ?" is asked, then the paste is refused."""
    async with a_day(desk, place="files") as day:
        await day.paste("a\tb\tc\td\te\n" * 60_000)
        await day.hears("au plus à la fois")
        assert "Coller ?" not in day.shown


assert _key_event
