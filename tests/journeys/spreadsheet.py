"""A bought file in the spreadsheet, and what one does there, in the user's words."""

import json
from pathlib import Path

from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_workspace
from tests.journeys.story import Day

FILE = "Couvreurs de la Loire"
TABLE = """Raison sociale;SIRET;Contact;Tél.;Ville;Effectif;Logiciel
Toitures du Forez;73282932000075;M. Paul MERLE;01 99 00 30 01;St Etienne;12;Batigest
Couverture Merle;;Mme Inès REY;01 99 00 30 02;SAINT ETIENNE;4;
Zinguerie Rey;;;01 99 00 30 03;Roanne;30;Devigestal
Ardoises Œuvray;;M. Luc AUBERT;01 99 00 30 04;St-Étienne;7;
Charpentes Aubert;;;01 99 00 30 05;Lyon;55;batigest
Bâti Loire;;;01 99 00 30 06;Montbrison;3;
Étanchéité Vial;;M. Yann LE GOFF;01 99 00 30 07;Saint-Étienne;18;EBP
Toits & Façades;;;01 99 00 30 08;Lyon;11;
SARL Pichon;;;01 99 00 30 09;Roanne;9;Batigest
SAS Thévenet;;Mme Anne THÉVENET;01 99 00 30 10;Firminy;26;
Maison Gagne;;;01 99 00 30 11;Lyon;2;
EURL Faure;;;01 99 00 30 12;;40;
"""
NAMES = [line.split(";")[0] for line in TABLE.splitlines()[1:]]
TOWNS = [line.split(";")[4] for line in TABLE.splitlines()[1:]]


def bought_base(folder: Path) -> Path:
    """Make a base with the bought file, imported as companies; return its folder."""
    path = folder / f"{FILE}.csv"
    path.write_text(TABLE, encoding="cp1252")
    workspace = make_workspace(folder)
    run_import(workspace, ImportPlan(path, nature="professional"))
    workspace.close()
    return folder


def column(workspace: Workspace, key: str) -> list[str]:
    """Return what a column of the file holds, in the order of the rows."""
    rows = workspace.connection.execute(f"SELECT {key} FROM prospect ORDER BY position").fetchall()
    return [value for (value,) in rows]


def own_column(workspace: Workspace, label: str) -> list[str]:
    """Return the same of a column of the file's own; nothing when there is none of that name."""
    found = workspace.connection.execute("SELECT id FROM file_column WHERE label = ?", (label,))
    numbers = [str(number) for (number,) in found.fetchall()]
    kept = [json.loads(extra or "{}") for extra in column(workspace, "extra")]
    return [extra.get(number, "") for number in numbers for extra in kept]


async def go_to(day: Day, name: str, heading: str) -> None:
    """Put the cursor in the row of `name`, which is on the screen, under a heading."""
    lines = day.shown.splitlines()
    first = next(place for place, line in enumerate(lines) if "│" in line) + 1
    row = next(place for place, line in enumerate(lines) if name in line and place >= first)
    await day.press("ctrl+home", *["down"] * (row - first))
    while day.column != heading:
        before = day.column
        await day.press("right")
        assert day.column != before, f"{heading} is no heading"


def headings(day: Day) -> list[str]:
    """Return the headings on the screen."""
    line = next(line for line in day.shown.splitlines() if "│" in line)
    return line.strip("‹› ").replace("│", " ").split()


async def obeys(day: Day) -> None:
    """Check that keys still act and that writing still works; leave nothing behind."""
    before = dump(day.workspace)
    await day.press("ctrl+home", "end", "b")
    await day.sees("✗ EURL Faure")
    await day.take_back(1)
    assert dump(day.workspace) == before
