"""A day in the spreadsheet: a bought file is cleaned up, arranged, filtered and put in order.

Each test is a chapter that can be read alone; the last one is the day from end to end, taken back
one act at a time after a restart, and brought back.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from prospect_tui.domain.blocks import parse_block
from tests.builders import MONDAY, dump
from tests.journeys.spreadsheet import (
    NAMES,
    TOWNS,
    bought_base,
    column,
    go_to,
    headings,
    own_column,
)
from tests.journeys.story import Day, a_day

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base that holds the bought file."""
    return bought_base(tmp_path)


# cell by cell


async def type_towns(day: Day) -> int:
    """Mend two towns and a headcount; return how many acts that makes."""
    await go_to(day, "Charpentes Aubert", "Ville")
    await day.type("Lyon 3e")
    await day.press("tab")
    await day.type("56")
    await day.press("enter")
    await day.type("Feurs")
    await day.press("enter")
    await day.sees("Lyon 3e", "56", "Feurs")
    return 3


async def test_one_types_over_cells_as_in_a_spreadsheet(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        acts = await type_towns(day)
        assert column(day.workspace, "city")[4:6] == ["Lyon 3e", "Feurs"]
        assert column(day.workspace, "headcount")[4:6] == ["56", "3"]
        await day.type("Riorges")  # Enter went back to the column of the first Tab, one row down
        await day.press("shift+tab", "escape")
        assert column(day.workspace, "city")[6] == "Riorges"
        await day.take_back(acts + 1)
        assert dump(day.workspace) == before


async def test_escape_gives_the_old_value_back_and_backspace_begins_empty(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await go_to(day, "Zinguerie Rey", "Ville")
        await day.press("e")
        await day.type(" (Loire)")
        await day.sees("Roanne (Loire)")
        await day.press("escape")
        await day.sees_no("Roanne (Loire)")
        await day.press("backspace")
        await day.type("Bron")
        await day.press("escape")
        assert dump(day.workspace) == before
        await day.press("u")
        await day.hears("Annulé", "import")


async def test_a_wrong_value_is_kept_and_marked_with_the_reason(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Zinguerie Rey", "Téléphone")
        await day.type("0199")
        await day.sees("! Téléphone", "« 0199 »")
        await day.press("enter")
        await day.sees("! Téléphone : Il manque des chiffres dans « 0199 »")
        assert "0199!" in day.line("Zinguerie Rey").replace(" ", "")
        assert column(day.workspace, "phone")[2] == "0199"
        await day.press("right")
        await day.sees_no("! Téléphone")
        await go_to(day, "Toitures du Forez", "SIRET")
        await day.sees("! SIRET : Aucun établissement n'a le SIRET « 73282932000075 »")
        await day.type("73282932000074")
        await day.press("enter", "up")
        await day.sees_no("! SIRET")
        assert column(day.workspace, "siret")[0] == "73282932000074"


async def test_every_letter_types_once_asked_for(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "EURL Faure", "Ville")
        await day.press("ctrl+e")
        await day.sees("saisie")
        await day.type("bron")
        await day.press("enter")
        assert column(day.workspace, "city")[-1] == "bron"
        await day.press("ctrl+e", "b")
        await day.sees("✗ ")
        await day.sees_no("saisie")
        assert day.cell("EURL Faure", "state") == "struck"


# blocks


NEW_ROWS = (
    "Toits du Gier\t01 99 00 31 01\tRive-de-Gier\r\n"
    '"Couverture ""Mont\tBlanc"""\t01 99 00 31 02\t"Le\nCoteau"\r\n'
)


async def test_a_block_goes_to_a_spreadsheet_and_comes_back(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Charpentes Aubert", "Téléphone")
        await day.press("shift+down", "shift+right", "ctrl+c")
        await day.hears("4 cellules copiées")
        assert parse_block(day.clipboard) == [
            ["01 99 00 30 05", "Lyon"],
            ["01 99 00 30 06", "Montbrison"],
        ]
        await day.press("ctrl+x")
        await day.hears("4 cellules écrites")
        assert column(day.workspace, "city")[4:6] == ["", ""]
        await day.press("ctrl+v")
        await day.sees("Montbrison")
        assert column(day.workspace, "city") == TOWNS
        assert column(day.workspace, "phone")[4] == "01 99 00 30 05"


async def paste_new_rows(day: Day) -> int:
    """Paste rows from a spreadsheet under the last one; return how many acts that makes."""
    await day.press("ctrl+home", "end", "n")
    await day.sees("13 lignes")
    await day.press("escape")
    await day.paste(NEW_ROWS.replace("\t01 99", "\t\t\t01 99"))
    await day.sees("1 ligne va s'ajouter au fichier. Coller ?")
    await day.press("enter")
    await day.sees("14 lignes", "Toits du Gier", "Rive-de-Gier", "Le Coteau")
    return 2


async def test_rows_are_pasted_from_a_spreadsheet(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        acts = await paste_new_rows(day)
        await day.hears("6 cellules écrites · 1 ligne ajoutée")
        assert column(day.workspace, "company_name")[-2:] == [
            "Toits du Gier",
            'Couverture "Mont Blanc"',
        ]
        assert column(day.workspace, "phone")[-2:] == ["01 99 00 31 01", "01 99 00 31 02"]
        assert column(day.workspace, "city")[-1] == "Le Coteau"
        await day.take_back(acts)
        assert dump(day.workspace) == before


async def test_rows_are_added_only_when_one_says_so(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.press("ctrl+home", "end")
        await day.paste("Un\nDeux\nTrois")
        await day.sees("2 lignes vont s'ajouter au fichier. Coller ?")
        assert dump(day.workspace) == before
        await day.press("escape")
        await day.sees_no("Coller ?")
        assert dump(day.workspace) == before
        wide = "\t".join(str(number) for number in range(50))
        await day.paste(f"{wide}\n{wide}")
        await day.hears("Le bloc a 50 colonnes", "Rien n'a été collé")
        assert dump(day.workspace) == before


async def clean_towns(day: Day) -> int:
    """Spell the towns alike, with a regular expression and over all the rows filtered."""
    await go_to(day, "Toitures du Forez", "Ville")
    await day.press("r")
    await day.type(r"^s(?:ain)?t[ -]+[eé]tienne$")
    await day.press("enter")
    await day.type("Saint-Étienne")
    await day.press(*["tab"] * 5, "space")
    await day.sees("3 cellules dans 3 lignes", "St Etienne → Saint-Étienne")
    await day.press("ctrl+s")
    await day.hears("3 cellules écrites")
    await day.press("f")
    await day.type("logiciel:batigest")
    await day.sees("→ 3")
    await day.press("enter")
    await go_to(day, "SARL Pichon", "Logiciel")
    await day.press("w")
    await day.sees("« Logiciel » : écrire dans 3 lignes")
    await day.type("Batigest v8")
    await day.press("enter")
    await day.hears("3 cellules écrites")
    await day.press("escape")
    await day.sees("EURL Faure")
    return 2


async def test_towns_and_software_are_written_alike(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        acts = await clean_towns(day)
        towns = column(day.workspace, "city")
        assert [NAMES[n] for n, town in enumerate(towns) if town == "Saint-Étienne"] == [
            "Toitures du Forez", "Couverture Merle", "Ardoises Œuvray", "Étanchéité Vial",
        ]  # fmt: skip
        assert own_column(day.workspace, "Logiciel") == [
            "Batigest v8", "", "Devigestal", "", "Batigest v8", "", "EBP", "", "Batigest v8",
            "", "", "",
        ]  # fmt: skip
        await day.take_back(acts)
        assert dump(day.workspace) == before


async def test_cells_are_filled_down_and_emptied(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await go_to(day, "Charpentes Aubert", "Ville")
        await day.press("shift+down", "shift+down", "ctrl+d")
        await day.hears("2 cellules écrites")
        assert column(day.workspace, "city")[4:7] == ["Lyon"] * 3
        await day.press("delete")
        await day.hears("3 cellules écrites")
        assert column(day.workspace, "city")[4:7] == [""] * 3
        await day.press("down", "space", "down", "space", "delete")
        await day.hears("2 cellules écrites")
        assert column(day.workspace, "company_name") == NAMES
        await day.take_back(3)
        assert dump(day.workspace) == before


# columns


async def make_own_column(day: Day) -> int:
    """Add a column of choices after the phone, fill it and rename it."""
    await go_to(day, "Toitures du Forez", "Téléphone")
    await day.press("c", "n")
    await day.type("Intérêt")
    await day.press("tab", "right", "right", "right", "tab")
    await day.type("chaud, tiède, froid")
    await day.press("enter")
    await day.sees("☑ Intérêt", "du fichier")
    await day.press("escape")
    await go_to(day, "Toitures du Forez", "Intérêt")
    await day.press("C", "enter")
    await day.press("w")
    await day.sees("« Intérêt » : écrire dans")
    await day.type("ti")
    await day.press("enter")
    await day.hears("cellules écrites")
    await day.press("c", "r")
    await day.fill("Degré d'intérêt")
    await day.press("tab", "enter")
    await day.sees("☑ Degré d'intérêt")
    await day.press("escape")
    return 4


async def test_a_column_of_ones_own_lives_and_comes_back(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        acts = await make_own_column(day)
        assert own_column(day.workspace, "Degré d'intérêt") == ["tiède"] * 12
        await day.press("c", "x")
        await day.sees("Supprimer la colonne « Degré d'intérêt » ?", "12 cellules")
        await day.press("enter")
        await day.hears("« Degré d'intérêt » supprimée, avec 12 valeurs")
        assert "Degré" not in headings(day)
        assert own_column(day.workspace, "Degré d'intérêt") == []
        await day.take_back(1)
        await day.sees("Degré")
        assert own_column(day.workspace, "Degré d'intérêt") == ["tiède"] * 12
        await day.take_back(acts)
        await day.sees_no("Degré", "Intérêt")
        left = dump(day.workspace)
        assert [left.pop("prospect_file")[0][:2]] == [before.pop("prospect_file")[0][:2]]
        assert left == before


async def test_columns_stay_as_they_were_arranged(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await go_to(day, "Toitures du Forez", "Prénom")
        await day.press("h")
        await day.hears("Colonne « Prénom » masquée", "c pour la revoir")
        await go_to(day, "Toitures du Forez", "Ville")
        await day.press("alt+left", "alt+left", ">", ">")
        await day.press("p")
        await day.hears("jusqu'à « Ville »")
        await day.sees("Ville")
        assert headings(day)[:4] == ["Société", "Ville", "Nom", "Téléphone"]
        arranged = day.shown.splitlines()[1]
    async with a_day(desk, LATER, place="files") as day:
        await day.sees("EURL Faure")
        assert day.shown.splitlines()[1] == arranged
        await day.press("ctrl+right")
        assert headings(day)[:2] == ["Société", "Ville"]
        await day.press("u")
        await day.hears("import")  # how one looks at rows is nothing to undo


# the whole day


def told(day: Day) -> dict[str, list[tuple[object, ...]]]:
    """Return what the base tells of rows and columns, not how one looked at them."""
    return {name: rows for name, rows in dump(day.workspace).items() if name != "prospect_file"}


async def order_and_mark(day: Day) -> int:
    """Move, double, tag, strike and delete rows; return how many acts that makes."""
    await go_to(day, "SARL Pichon", "Société")
    await day.press("alt+up", "z")
    await day.hears("1 ligne dupliquée")
    await day.press("down", "space", "down", "space", "t")
    await day.type("salon")
    await day.press("enter")
    await day.hears("2 lignes")
    await day.press("b")
    await day.hears("1 ligne rayée")
    await go_to(day, "Maison Gagne", "Société")
    await day.press("k")
    await day.hears("1 ligne supprimée")
    return 5


async def test_the_whole_day_is_taken_back_and_brought_back(desk: Path) -> None:
    chapters = (type_towns, paste_new_rows, clean_towns, make_own_column, order_and_mark)
    states, acts = [], []
    async with a_day(desk, place="files") as day:
        states.append(told(day))
        for chapter in chapters:
            acts.append(await chapter(day))
            states.append(told(day))
    async with a_day(desk, LATER, place="files") as day:
        for count, state in zip(acts[::-1], states[-2::-1], strict=True):
            await day.take_back(count)
            assert told(day) == state
        await day.press("u")
        await day.hears("import")
        await day.press("ctrl+y")
        await day.hears("import")
    async with a_day(desk, LATER + timedelta(hours=1), place="files") as day:
        for count, state in zip(acts, states[1:], strict=True):
            await day.bring_back(count)
            assert told(day) == state
        await day.press("ctrl+y")
        await day.hears("Rien à rétablir")
        await day.sees("Degré", "✗ ")
