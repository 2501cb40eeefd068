"""A day in the spreadsheet: rows are filtered, kept as views, put in order and called.

Each test is a chapter that can be read alone.
"""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services import prospect_files
from prospect_tui.wording.columns import read_filter
from tests.architecture.sources import PROJECT
from tests.builders import MONDAY, dump, make_workspace
from tests.cli.running import CommandLine
from tests.journeys.spreadsheet import NAMES, bought_base, column, go_to
from tests.journeys.story import Day, a_day

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base that holds the bought file."""
    return bought_base(tmp_path)


@pytest.fixture
def prospect(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Return the command line on the same base."""
    return CommandLine(desk / "base.db", monkeypatch, capsys)


def rows(day: Day) -> list[str]:
    """Return the names of the rows shown, from the first one down."""
    found = [name for line in day.shown.splitlines() for name in NAMES if name in line[:22]]
    return found


# filters, views, order


FILTERS = {
    "etienne": [0, 1, 3, 6],
    "oeuvray": [3],
    "99 00 30 05": [4],
    "3005": [4],
    "ville:lyon": [4, 7, 10],
    "ville=Lyon|Roanne": [2, 4, 7, 8, 10],
    "ville:s*": [0, 1, 3, 6],
    "-ville=lyon effectif>10": [0, 2, 6, 9, 11],
    "effectif:10..50": [0, 2, 6, 7, 9, 11],
    "ville=": [11],
    "siret:!": [0],
    "societe~^(sarl|sas)": [8, 9],
}


async def test_rows_are_filtered_by_what_one_types(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await day.press("f")
        for text, places in FILTERS.items():
            await day.fill(text)
            await day.sees(f"« {text} » → {len(places)}")
            assert rows(day) == [NAMES[place] for place in places], text
        await day.fill("ville~")
        await day.sees("EURL Faure")
        await day.press("(")
        await day.sees("L'expression « ( » ne peut pas être lue")
        await day.press("escape")
        await day.sees("EURL Faure")


def filters_of_the_guide() -> list[str]:
    """Return every filter that the guide shows."""
    guide = (PROJECT / "docs" / "guide" / "fichiers.md").read_text(encoding="utf-8")
    table = guide.split("| écrit | garde les lignes |")[1].split("\n\n")[0]
    cells = [line.replace("\\|", "\0").split("|")[1] for line in table.splitlines()[2:]]
    return [text.replace("\0", "|") for cell in cells for text in re.findall(r"`(.+?)`", cell)]


@pytest.mark.parametrize("text", filters_of_the_guide())
def test_every_filter_of_the_guide_is_understood(
    desk: Path, prospect: CommandLine, text: str
) -> None:
    workspace = make_workspace(desk)
    words, conditions = read_filter(text, prospect_files.columns(workspace, 1))
    workspace.close()
    assert bool(conditions) is not bool(words)
    assert bool(conditions) is any(sign in text for sign in ":=<>~")
    assert prospect("list", "--filter", text).code in {Exit.DONE, Exit.NOTHING}


async def test_a_column_is_filtered_by_its_values(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Toitures du Forez", "Ville")
        await day.press("j")
        await day.sees("Filtrer « Ville »", "☐ Lyon  3", "☐ Roanne  2", "12 lignes restantes")
        await day.press("down", "space", "down", "space")
        await day.sees("☑ Lyon", "☑ Roanne", "5 lignes restantes")
        await day.press("enter")
        await day.sees("→ 5", "Filtre : Ville=Lyon|Roanne")
        assert rows(day) == [NAMES[place] for place in (2, 4, 7, 8, 10)]
        await go_to(day, "Zinguerie Rey", "Effectif")
        await day.press("j", "shift+tab", *["right"] * 4)
        await day.sees("‹ entre ›")
        await day.press("down")
        await day.type("5..30")
        await day.sees("3 lignes restantes")
        await day.press("enter")
        await day.sees("→ 3", "Filtre : Ville=Lyon|Roanne Effectif:5..30")
        assert rows(day) == [NAMES[place] for place in (2, 7, 8)]


SOLD = ("Charpentes Aubert", "Toits & Façades", "Maison Gagne")


async def save_view(day: Day) -> None:
    """Keep the rows of Lyon, the biggest first, under a name."""
    await day.press("f")
    await day.type("ville=Lyon")
    await day.press("enter")
    await go_to(day, "Charpentes Aubert", "Effectif")
    await day.press("s", "s")
    await day.sees("Effectif ↓")
    await day.press("y", "n")
    await day.type("Lyon d'abord")
    await day.press("ctrl+s")
    await day.hears("Vue « Lyon d'abord » enregistrée")
    await day.sees("vue Lyon d'abord → 3")


async def test_a_view_is_called_printed_and_written(desk: Path, prospect: CommandLine) -> None:
    async with a_day(desk, place="files") as day:
        await save_view(day)
        assert rows(day) == list(SOLD)
        await day.press("escape", "s")
        await day.sees("EURL Faure")
        await day.press("y", "enter")
        await day.sees("vue Lyon d'abord → 3")
        await day.open("calls")
        await day.sees("EURL Faure")
        await day.press("ctrl+o")
        await day.sees("Quelles lignes appeler ?", "vue Lyon d'abord · Couvreurs de la Loire")
        await day.type("lyon")
        await day.press("enter")
        for name in SOLD:
            await day.sees_in_hand(name)
            await day.press("n")
            await day.sees("enregistré : NRP")
        await day.sees_no(*NAMES[:4])
    prospect.at("2026-11-23T10:20")
    listed = prospect("list", "--view", "Lyon d'abord", "--columns", "société")
    assert [row[1] for row in listed.rows] == list(SOLD)
    path = desk / "lyon.csv"
    assert prospect("export", path, "--view", "Lyon d'abord").code == 0
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["Société"] for row in csv.DictReader(lines, delimiter=";")] == list(SOLD)


async def test_the_queue_follows_the_order_made_by_hand(desk: Path, prospect: CommandLine) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await go_to(day, "Zinguerie Rey", "Société")
        await day.press("alt+up", "alt+up")
        assert rows(day)[:3] == ["Zinguerie Rey", "Toitures du Forez", "Couverture Merle"]
        await go_to(day, "Maison Gagne", "Société")
        await day.press("shift+down", "alt+up")
        await day.sees("EURL Faure")
        assert rows(day)[-3:] == ["Maison Gagne", "EURL Faure", "SAS Thévenet"]
        order = rows(day)
        await day.open("calls")
        for name in order[:3]:
            await day.sees_in_hand(name)
            await day.press("s")
    assert [row[1] for row in prospect("queue").rows] == order
    async with a_day(desk, LATER, place="files") as day:
        await day.sees("EURL Faure")
        assert rows(day) == order
        await day.press("s", "alt+down")
        await day.hears("Des lignes triées n'ont pas d'ordre à la main")
        await day.press("s", "s")
        await day.take_back(3)
        assert dump(day.workspace) == before


async def test_rows_are_doubled_tagged_and_deleted(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await go_to(day, "Bâti Loire", "Société")
        await day.press("z")
        await day.hears("1 ligne dupliquée")
        assert column(day.workspace, "company_name").count("Bâti Loire") == 2
        await day.press("k")
        await day.hears("1 ligne supprimée")
        await go_to(day, "Ardoises Œuvray", "Société")
        await day.press("space", "down", "space", "t")
        await day.sees("2 lignes")
        await day.type("salon, vip")
        await day.press("enter")
        await day.hears("2")
        assert column(day.workspace, "tags").count("salon, vip") == 2
        await day.take_back(3)
        assert dump(day.workspace) == before


async def test_a_row_that_was_called_is_not_deleted(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.sees_in_hand("Toitures du Forez")
        await day.press("n")
        await day.sees("enregistré : NRP")
        await day.open("files")
        before = dump(day.workspace)
        await day.press("ctrl+a", "k")
        await day.hears("Toitures du Forez")
        assert dump(day.workspace) == before
        await day.sees("12 lignes")


async def test_one_goes_from_sheet_to_sheet_inside_the_filter(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await day.press("f")
        await day.type("roanne")
        await day.press("enter", "l")
        await day.sees("1 / 2", "Zinguerie Rey")
        await day.press("n")
        await day.sees("2 / 2", "SARL Pichon")
        await day.press("n")
        await day.hears("C'est la dernière")
        await day.press("p")
        await day.sees("1 / 2", "Zinguerie Rey")
        await day.press("n", "escape", "b")
        await day.sees("✗ SARL Pichon")
        assert day.cell("SARL Pichon", "state") == "struck"
