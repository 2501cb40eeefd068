"""What goes wrong in a spreadsheet: another window, pastes, slow expressions, a disk that is full.

Each time a sentence says so, nothing is lost or written by half, and the keys go on working.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_workspace
from tests.cli.running import CommandLine
from tests.journeys.hostile import dangerous
from tests.journeys.spreadsheet import NAMES, bought_base, column, go_to, obeys
from tests.journeys.story import a_day
from tests.journeys.terminal import Terminal, terminal
from tests.services.test_faults import limit_pages, ordinary_user

MEGABYTE = 1_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base that holds the bought file."""
    return bought_base(tmp_path)


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
        two.press("Albi")
        two.sees("30 01 Albi")
        two.press("enter")
        one.sees("Modifié dans une autre fenêtre", "30 01 Brest")
        one.press("enter")
        one.sees("« Ville » a changé dans une autre fenêtre", "« Albi »", "« Brest »")
        assert column(other, "city")[0] == "Albi"
        one.press("down", "enter")
        two.sees("30 01 Brest", "Modifié dans une autre fenêtre")
        one.sees("30 01 Brest")
        assert column(other, "city")[0] == "Brest"
        for window in (one, two):
            window.press("ctrl+q")
            assert window.ends() == 0
    other.close()


# what is pasted


async def test_a_megabyte_pasted_in_the_grid_is_told_and_never_cut(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.paste("x" * MEGABYTE)
        await day.hears("trop long pour une cellule", "5 000 au plus")
        await day.paste("abcdefgh\tijklmnop\n" * (MEGABYTE // 18))
        await day.sees("lignes vont s'ajouter au fichier. Coller ?")
        await day.press("escape")
        await day.paste("a\tb\tc\td\te\n" * (MEGABYTE // 10))
        await day.hears("200 000 au plus à la fois", "importez-le")
        assert dump(day.workspace) == before
        await obeys(day)


async def test_a_megabyte_pasted_in_a_cell_leaves_what_is_typed(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Zinguerie Rey", "Ville")
        await day.type("Bron")
        await day.paste("b" * MEGABYTE)
        await day.hears("trop long pour une cellule")
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
        clean = "a\ufffdbc\ufffd\ufffd[2J"
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


# what is slow, full or closed


PATTERN = "(a+)+$"
SLOW = f"L'expression « {PATTERN} » prend trop de temps sur ces textes"


async def test_an_expression_that_would_run_for_ever_is_stopped(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Zinguerie Rey", "Note")
        await day.press("w")
        await day.paste("a" * 4000 + "!")
        await day.press("enter")
        await day.hears("12 cellules écrites")
        before = dump(day.workspace)
        await day.press("f")
        await day.type(f"note~{PATTERN}")
        await day.sees(SLOW)
        await day.fill("roanne")
        await day.sees("→ 2")
        await day.press("escape")
        await day.sees("EURL Faure")
        await go_to(day, "Zinguerie Rey", "Note")
        await day.press("r")
        await day.type(PATTERN)
        await day.press(*["tab"] * 6, "space")
        await day.sees(SLOW)
        await day.press("ctrl+s")
        await day.sees("Rechercher et remplacer", SLOW)
        await day.press("escape")
        assert dump(day.workspace) == before
        await obeys(day)
    prospect = CommandLine(desk / "base.db", monkeypatch, capsys)
    answer = prospect("list", "--filter", f"note~{PATTERN}")
    assert answer.code == Exit.REFUSED
    assert "prend trop de temps" in answer.err
    assert prospect("list", "--filter", "ville=Roanne").code == Exit.DONE


async def test_a_full_disk_takes_no_part_of_a_block(desk: Path) -> None:
    block = "\n".join(f"Société {number}" for number in range(3000))
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        limit_pages(day.workspace, 10)
        await day.paste(block)
        await day.sees("2 988 lignes vont s'ajouter")
        await day.press("enter")
        await day.hears("Il n'y a plus de place sur le disque", "rien n'a été enregistré")
        await day.sees("12 lignes", "EURL Faure")
        assert dump(day.workspace) == before
        limit_pages(day.workspace, 100_000)
        await obeys(day)
        await day.press("ctrl+home")
        await day.paste(block)
        await day.sees("Coller ?")
        await day.press("enter")
        await day.hears("3 000 cellules écrites · 2 988 lignes ajoutées")
        await day.press("u")
        await day.hears("Annulé", "collées")
        await day.sees("12 lignes")
        assert dump(day.workspace) == before


@pytest.fixture
def locked_desk() -> Iterator[Path]:
    """Return the folder of such a base where nobody but root may write, in reach of everybody."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        base = bought_base(folder) / "base.db"
        for path in (base, folder):
            path.chmod(0o555)
        yield folder
        folder.chmod(0o755)


WRITING = (
    "e", "E", "enter", "backspace", "ctrl+x", "ctrl+v", "ctrl+d", "delete", "w", "r", "t", "z", "k",
    "b", "d", "o", "n", "alt+down", "ctrl+e", "u", "ctrl+y",
)  # fmt: skip


async def test_a_base_that_may_only_be_read_is_looked_at(locked_desk: Path) -> None:
    with ordinary_user():
        async with a_day(locked_desk, place="files") as day:
            before = dump(day.workspace)
            await day.sees("EURL Faure")
            for key in WRITING:
                await day.press(key)
                await day.hears("en lecture seule")
                assert "EURL Faure" in day.shown
            await day.paste("a\tb\nc")
            await day.hears("en lecture seule")
            await day.press("ctrl+c")
            await day.hears("1 cellule copiée")
            await day.press("s", "h", "f")
            await day.sees("Société ↑")
            await day.type("roanne")
            await day.sees("→ 2")
            assert dump(day.workspace) == before
