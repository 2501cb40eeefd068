"""What goes wrong in a spreadsheet: texts that are too big, too odd or too slow, other programs.

Each time a sentence says so, nothing is lost or written by half, and the keys go on working.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import own_columns
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_workspace
from tests.cli.running import CommandLine
from tests.journeys.hostile import dangerous
from tests.journeys.spreadsheet import NAMES, bought_base, column, go_to, own_column
from tests.journeys.story import Day, a_day
from tests.journeys.terminal import Terminal, terminal
from tests.services.test_faults import limit_pages, ordinary_user

MEGABYTE = 1_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base that holds the bought file."""
    return bought_base(tmp_path)


def written_by_another(desk: Path, sql: str, *values: object) -> None:
    """Write straight into the base, as another program would."""
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        connection.execute(sql, values)
        connection.commit()


async def obeys(day: Day) -> None:
    """Check that keys still act and that writing still works; leave nothing behind."""
    before = dump(day.workspace)
    await day.press("ctrl+home", "end", "b")
    await day.sees("✗ EURL Faure")
    await day.take_back(1)
    assert dump(day.workspace) == before


# two windows


@pytest.fixture
def other(desk: Path) -> Workspace:
    """Return another window on the same base."""
    return make_workspace(desk)


def open_at_town(window: Terminal) -> None:
    """Go to the town of the first row."""
    window.sees("lundi 23 novembre")
    window.press("f3")
    window.sees("EURL Faure")
    window.press("\x1b[C" * 4)


def test_two_windows_never_overwrite_each_other_silently(desk: Path, other: Workspace) -> None:
    base = desk / "base.db"
    with terminal(base, columns=120) as one, terminal(base, columns=120) as two:
        open_at_town(one)
        open_at_town(two)
        one.press("Brest")
        one.sees("Brest")
        two.press("Albi", "enter")
        two.sees("Forez│Paul   Merle    01 99 00 30 01 Albi")
        one.press("enter")
        one.sees("« Ville » a changé dans une autre fenêtre", "« Albi »", "« Brest »")
        assert column(other, "city")[0] == "Albi"
        one.press("down", "enter")
        one.sees("Forez│Paul   Merle    01 99 00 30 01 Brest")
        assert column(other, "city")[0] == "Brest"
        two.sees("Forez│Paul   Merle    01 99 00 30 01 Brest", "Modifié dans une autre fenêtre")
        for window in (one, two):
            window.press("ctrl+q")
            assert window.ends() == 0
    other.close()


# what is pasted


async def test_a_megabyte_pasted_in_the_grid_is_told_and_never_cut(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.paste("x" * MEGABYTE)
        await day.hears("trop long pour une case", "5000 au plus")
        await day.paste("abcdefgh\tijklmnop\n" * (MEGABYTE // 18))
        await day.sees("lignes vont s'ajouter au fichier. Coller ?")
        await day.press("escape")
        await day.paste("a\tb\tc\td\te\n" * (MEGABYTE // 10))
        await day.sees("Coller ?")
        await day.press("enter")
        await day.hears("200000 au plus à la fois", "importez-le")
        assert dump(day.workspace) == before
        await obeys(day)


async def test_a_megabyte_pasted_in_a_cell_leaves_what_is_typed(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Zinguerie Rey", "Ville")
        await day.type("Bron")
        await day.paste("b" * MEGABYTE)
        await day.hears("trop long pour une case")
        await day.paste(" 2\t(est)\n")
        await day.sees("Bron 2 (est)")
        await day.press("enter")
        assert column(day.workspace, "city")[2] == "Bron 2 (est)"
        await obeys(day)


SHORTCUTS = "b\tk\nz\tu\n\x1b[3~\x1bOR\x11\x03\x1b]0;PIRATE\x07\n" * 8


async def test_no_command_is_hidden_in_a_paste(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.paste(SHORTCUTS)
        await day.sees("12 lignes vont s'ajouter au fichier. Coller ?")
        assert dump(day.workspace) == before
        await day.press("enter")
        await day.sees("24 lignes")
        names = column(day.workspace, "company_name")
        assert names[:3] == ["b", "z", "\ufffd[3~\ufffdOR\ufffd\ufffd\ufffd]0;PIRATE\ufffd"]
        assert column(day.workspace, "state") == ["active"] * 24
        assert not dangerous(day.drawn.replace("\n", ""))
        await day.take_back(1)
        assert dump(day.workspace) == before


def test_no_key_is_hidden_in_a_paste_of_the_terminal(desk: Path, other: Workspace) -> None:
    before = dump(other)
    with terminal(desk / "base.db", columns=120) as window:
        open_at_town(window)
        window.press("\x1b[200~" + "b\tk\rz\tu\r\x11\x03\x04\x1a\r" * 5 + "\x1b[201~")
        window.sees("3 lignes vont s'ajouter au fichier. Coller ?")
        assert dump(other) == before
        window.press("escape")
        window.reads_until(lambda: "Coller ?" not in window.shown, "the question gone")
        window.press("ctrl+q")
        assert window.ends() == 0
    assert dump(other) == before
    other.close()


@pytest.mark.parametrize("mark", [";", ","])
async def test_a_table_of_commas_stays_in_its_column(desk: Path, mark: str) -> None:
    lines = [f"Raison{mark}Ville", f'"Merle, fils"{mark}Lyon', f"{mark}{mark}"]
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.paste("\r\n".join(lines) + "\r\n")
        await day.hears("3 cellules écrites")
        assert column(day.workspace, "company_name")[:4] == [*lines, NAMES[3]]
        await day.take_back(1)
        assert dump(day.workspace) == before


ODD = "a\ud800b\x00c\udfff\x1b[2J"


async def test_odd_characters_are_made_harmless_wherever_they_are_pasted(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await day.paste(ODD)
        await day.hears("1 cellule écrite")
        await day.press("e")
        await day.paste(ODD)
        await day.press("enter")
        clean = "a\ufffdb\ufffdc\ufffd\ufffd[2J"
        assert column(day.workspace, "company_name")[0] == clean * 2
        await day.press("f")
        await day.paste(ODD)
        await day.sees("→ 1")
        await day.press("escape", "w")
        await day.paste(ODD)
        await day.press("enter")
        await day.hears("12 cellules écrites")
        assert set(column(day.workspace, "company_name")) == {clean}
        assert not dangerous(day.drawn.replace("\n", ""))


# what is in the base


BEYOND = ("99999999999999999999", "-9223372036854775809", "9223372036854775808", "1" * 400, "1e400")


async def test_numbers_beyond_any_machine_are_kept_filtered_and_sorted(desk: Path) -> None:
    workspace = make_workspace(desk)
    own_columns.add_column(workspace, 1, "Nb", ColumnKind.NUMBER)
    workspace.close()
    async with a_day(desk, place="files") as day:
        await go_to(day, "Toitures du Forez", "Nb")
        await day.paste("\n".join([*BEYOND, "12", "7"]))
        await day.hears("7 cellules écrites", "5 à vérifier (!)")
        assert own_column(day.workspace, "Nb")[:7] == [*BEYOND, "12", "7"]
        await day.press("s")
        await day.sees("tri Nb ↑")
        assert day.shown.index(NAMES[6]) < day.shown.index(NAMES[5]) < day.shown.index(NAMES[0])
        await day.press("s", "f")
        for text, count in {
            "nb>9223372036854775807": 0, "nb<99999999999999999999": 2, "nb:!": 5,
            "nb=99999999999999999999": 1, "effectif>-99999999999999999999": 11,
            "essais<99999999999999999999": 12,
        }.items():  # fmt: skip
            await day.fill(text)
            await day.sees(f"Filtre : {text}", f"→ {count}")
        await day.fill("nb>1e400")
        await day.sees("« 1e400 » n'est pas un nombre")
        await day.press("escape")
        await day.sees("EURL Faure")
        await obeys(day)


@pytest.mark.parametrize("name", ["select", '"x"', "--", "id", "a:b", "[/]", "';DROP TABLE prospect"])
async def test_a_column_may_have_any_name(
    desk: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.press("c", "n")
        await day.type(name)
        await day.press("ctrl+s")
        await day.sees(f"☑ {name}")
        await day.press("escape")
        await go_to(day, "Zinguerie Rey", name)
        await day.type("Vrai")
        await day.press("enter", "up", "s")
        await day.sees(f"tri {name} ↑")
        assert day.shown.index("Zinguerie Rey") < day.shown.index("Toitures du Forez")
        await day.press("j")
        await day.sees("☐ Vrai  1")
        await day.type("vrai")
        await day.press("enter")
        await day.sees("→ 1", "Zinguerie Rey")
        await day.sees_no("Toitures du Forez")
        await day.press("y", "n")
        await day.type("V")
        await day.press("ctrl+s")
        await day.hears("Vue « V » enregistrée")
    prospect = CommandLine(desk / "base.db", monkeypatch, capsys)
    assert [row[0] for row in prospect("list", "--view", "V").rows] == ["3"]
    async with a_day(desk, place="files") as day:
        await day.take_back(3)
        after = dump(day.workspace)
        after["prospect_file"] = before["prospect_file"]  # how one looks at rows is not undone
        assert after == before


def widen(desk: Path, columns: int) -> None:
    """Give the file hundreds of columns of its own, every fifth one of numbers."""
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        made = [(f"Nb {n:03}", "text" if n % 5 else "number", n) for n in range(columns)]
        insert = "INSERT INTO file_column (file_id, label, kind, position) VALUES (1, ?, ?, ?)"
        connection.executemany(insert, made)
        keys = connection.execute("SELECT id FROM file_column").fetchall()
        for row in range(1, len(NAMES) + 1):
            extra = json.dumps({str(key): str(key * row % 97) for (key,) in keys})
            connection.execute("UPDATE prospect SET extra = ? WHERE id = ?", (extra, row))
        connection.commit()


async def test_five_hundred_columns_are_gone_through(desk: Path) -> None:
    widen(desk, 500)
    async with a_day(desk, place="files") as day:
        await day.sees("EURL Faure")
        await day.press("ctrl+right")
        await day.sees("Nb 499")
        await day.press("left", "s")
        await day.sees("tri Nb 499 ↑")
        values = [int(value) for value in own_column(day.workspace, "Nb 499")]
        names = [name for _value, name in sorted(zip(values, NAMES, strict=True))]
        assert day.shown.index(names[0]) < day.shown.index(names[1]) < day.shown.index(names[-1])
        await day.press("s", "s", "f")
        await day.type(f'"nb 499"={values[4]} "nb 495">=0')
        await day.sees("→ 1", NAMES[4])
        await day.press("escape", "c", "end")
        await day.sees("du fichier", "512 affichées")
        await day.press("escape", "e", "ctrl+u")
        await day.type("3")
        await day.press("enter", "ctrl+left", "l")
        await day.sees("Toitures du Forez", "Nb 000")
        await day.press("escape")
        await obeys(day)
