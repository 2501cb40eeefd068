"""Odd data in a spreadsheet: huge numbers, any column name, 500 columns, a huge cell."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import own_columns
from prospect_tui.storage.driver import sqlite3
from tests.builders import dump, make_workspace
from tests.cli.running import CommandLine
from tests.journeys.spreadsheet import NAMES, bought_base, go_to, obeys, own_column
from tests.journeys.story import a_day


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base that holds the bought file."""
    return bought_base(tmp_path)


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
            "nb=99999999999999999999": 1, "effectif>-99999999999999999999": 12,
            "essais<99999999999999999999": 12,
        }.items():  # fmt: skip
            await day.fill(text)
            await day.sees(f"Filtre : {text}", f"→ {count}")
        await day.fill("nb>1")
        await day.sees("→ 2")
        await day.press("e")
        await day.sees("« 1e » n'est pas un nombre")
        await day.press("escape")
        await day.sees("EURL Faure")
        await obeys(day)


@pytest.mark.parametrize(
    "name", ["select", '"x"', "--", "id", "a:b", "[/]", "';DROP TABLE prospect"]
)
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
        await day.sees("513 affichées sur 545")
        await day.press("escape", "e", "ctrl+u")
        await day.type("3")
        await day.press("enter", "ctrl+home", "l")
        await day.sees("1 / 12", "Toitures du Forez", "Nb 000")
        await day.press("escape")
        await obeys(day)


FAT = 10_000_000


async def test_a_huge_cell_is_shown_and_never_cut_silently(desk: Path) -> None:
    with closing(sqlite3.connect(desk / "base.db")) as connection:
        connection.execute("UPDATE prospect SET city = ? WHERE id = 3", ("x" * FAT,))
        connection.commit()
    async with a_day(desk, place="files") as day:
        await day.sees("EURL Faure", "xxx…")
        await day.press("pagedown", "pageup", "ctrl+right", "ctrl+left", "end", "ctrl+home")
        await obeys(day)
        await go_to(day, "Zinguerie Rey", "Société")
        await day.press("shift+right", "shift+right", "shift+right", "shift+right", "ctrl+c")
        await day.hears("Trop long pour le presse-papiers du terminal")
        await day.press("s", "s", "s")
        await go_to(day, "Zinguerie Rey", "Ville")
        await day.press("e")
        await day.hears("10 000 000 caractères, 5 000 au plus")
        await day.press("backspace", "escape", "delete")
        await day.hears("1 cellule écrite")
        await day.take_back(1)
        assert day.value("SELECT length(city) FROM prospect WHERE id = 3") == FAT
