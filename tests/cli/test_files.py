"""Files and lists of rows."""

import sys
from dataclasses import replace

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_key
from prospect_tui.services import prospect_files
from prospect_tui.services.grid import edit_cell, strike
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def file_id(workspace: Workspace) -> int:
    """Make a file of four rows: two in Lyon, one of them struck out."""
    file_id = make_file(workspace)
    rows = [
        make_prospect(workspace, file_id, company_name=name, city=city, headcount=headcount)
        for name, city, headcount in [
            ("Zinguerie Aubert", "Lyon", "5"),
            ("Menuiserie Éloi", "Villeurbanne", "20"),
            ("Charpentes Rey", "Lyon", "12"),
            ("Atelier Œuvray", "Bron", ""),
        ]
    ]
    edit_cell(workspace, rows[1], COLUMNS_BY_KEY["turnover"], "1 200 €")
    strike(workspace, [rows[2]])
    return file_id


def test_the_files_and_how_far_they_are(
    prospect: CommandLine, workspace: Workspace, file_id: int
) -> None:
    make_file(workspace, "Autre")
    assert prospect("files").rows == [
        ["2", "Autre", "0", "0", "0", "0"],
        ["1", "Menuisiers 69", "4", "3", "1", "0"],
    ]
    [_other, file] = prospect("files", "--json").json
    assert file == {
        "id": file_id,
        "name": "Menuisiers 69",
        "origin": "",
        "created_at": "2026-11-23T09:15:00Z",
        "rows": 4,
        "never_called": 3,
        "active": 3,
        "struck": 1,
        "converted": 0,
    }


def test_figures_are_grouped_and_at_the_right_for_people_alone(
    prospect: CommandLine,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_file(workspace)
    counted = [
        replace(one, id=12345, rows=35_014, never_called=1_200, struck=0)
        for one in prospect_files.files(workspace)
    ]
    monkeypatch.setattr(prospect_files, "files", lambda _workspace: counted)
    assert prospect("files").rows == [["12345", "Menuisiers 69", "35014", "1200", "0", "0"]]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert prospect("files").out.splitlines() == [
        "   N°  Fichier        Lignes  Jamais appelées  Rayées  Converties",
        "12345  Menuisiers 69  35\u202f014            1\u202f200       0           0",
    ]


@pytest.mark.usefixtures("file_id")
@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["Zinguerie Aubert", "Menuiserie Éloi", "Charpentes Rey", "Atelier Œuvray"]),
        (["--limit", 2], ["Zinguerie Aubert", "Menuiserie Éloi"]),
        (["--filter", "ville:lyon"], ["Zinguerie Aubert", "Charpentes Rey"]),
        (["--filter", "effectif>10 -ville:lyon"], ["Menuiserie Éloi"]),
        (["--filter", "oeuvr"], ["Atelier Œuvray"]),
        (["--sort", "société", "--limit", 2], ["Atelier Œuvray", "Charpentes Rey"]),
        (["--sort=-headcount", "--limit", 2], ["Menuiserie Éloi", "Charpentes Rey"]),
        (["--callable", "--filter", "ville:lyon"], ["Zinguerie Aubert"]),
    ],
)
def test_lists_are_filtered_and_sorted_as_on_screen(
    prospect: CommandLine, options: list[object], names: list[str]
) -> None:
    answer = prospect("list", "--columns", "société", *options)
    assert [row[1] for row in answer.rows] == names
    assert answer.code == Exit.DONE


@pytest.mark.usefixtures("file_id")
def test_columns_have_titles_and_english_names(prospect: CommandLine) -> None:
    answer = prospect("list", "--columns", "Ville, turnover", "--limit", 2)
    assert answer.out.splitlines()[0] == "N°\tVille\tChiffre d'affaires"
    assert answer.rows[1][1] == "Villeurbanne"
    assert prospect("list", "--columns", "ville,couleur").code == Exit.REFUSED
    assert prospect("list", "--sort", "couleur").code == Exit.REFUSED
    assert prospect("list", "--file", "couleur").code == Exit.REFUSED


def test_json_gives_every_field_under_its_english_name(
    prospect: CommandLine, workspace: Workspace, file_id: int
) -> None:
    with workspace.transaction() as connection:
        [own_id] = batches.own_columns_for(connection, file_id, {0: "Logiciel"}).values()
    column = {c.key: c for c in workspace_columns(workspace, file_id)}[own_key(own_id)]
    edit_cell(workspace, 2, column, "Chantidoc")
    row = prospect("list", "--json").json[1]
    assert set(COLUMNS_BY_KEY) - {"turnover", "amount"} < set(row)
    assert (row["company_name"], row["own"]) == ("Menuiserie Éloi", {"Logiciel": "Chantidoc"})
    assert (row["turnover_cents"], row["amount_cents"]) == (120_000, None)
    assert (row["next"], row["last_call"], row["attempts"]) == (None, None, 0)
    few = prospect("list", "--json", "--columns", "ville,logiciel", "--file", "menuisiers 69")
    assert set(few.json[0]) == {"id", "file", "state", "opportunity_id", "own", "city"}


def workspace_columns(workspace: Workspace, file_id: int) -> list[Column]:
    return list(columns(workspace, file_id).values())


def test_rows_of_several_files_say_whose_they_are(
    prospect: CommandLine, workspace: Workspace, file_id: int
) -> None:
    other = make_file(workspace, "Électriciens")
    row = make_prospect(workspace, other, company_name="Voltige")
    listed = prospect("list", "--filter", "voltige").rows
    assert [cells[:3] for cells in listed] == [[str(row), "Électriciens", "Voltige"]]
    assert prospect("list", "--filter", "voltige", "--file", "Menuisiers 69").code == Exit.NOTHING
    assert prospect("list", "--json", "--filter", "personne").json == []
