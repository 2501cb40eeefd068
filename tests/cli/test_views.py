"""Saved views on the command line, and the commands that use one."""

import csv
import io

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.columns import own_key
from prospect_tui.services import saved_views
from prospect_tui.services.grid import edit_cell, strike
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine

CITIES = ("Lyon", "Bron", "Lyon", "Vénissieux")


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Make a file of four rows, two in Lyon."""
    file_id = make_file(workspace)
    return [
        make_prospect(workspace, file_id, city=city, headcount=str(number))
        for number, city in enumerate(CITIES)
    ]


def make_own(workspace: Workspace, file_id: int, label: str, value: str) -> str:
    """Give a file a column of its own, filled in its first row."""
    with workspace.transaction() as connection:
        [number] = batches.own_columns_for(connection, file_id, {0: label}).values()
    column = columns(workspace, file_id)[own_key(number)]
    first = workspace.connection.execute(
        "SELECT min(id) FROM prospect WHERE file_id = ?", (file_id,)
    ).fetchone()[0]
    edit_cell(workspace, first, column, value)
    return column.key


def save(prospect: CommandLine, name: str, *options: object) -> None:
    assert prospect("views", "save", name, *options).code == Exit.DONE


@pytest.mark.usefixtures("rows")
def test_views_are_listed_with_what_they_hold(prospect: CommandLine) -> None:
    options = ("--filter", "bois ville=lyon prochain<+3j", "--sort=-score,ville")
    save(prospect, "Lyon chauds", "--file", "Menuisiers 69", *options)
    save(prospect, "Pros", "--filter", "nature:profess")
    assert prospect("views").rows == [
        [
            "1",
            "Lyon chauds",
            "Menuisiers 69",
            "bois Ville=lyon Prochain<+3j",
            "Score ↓, Ville ↑",
        ],
        ["2", "Pros", "tous les fichiers", "Nature=Professionnel", ""],
    ]
    first, second = prospect("views", "--json").json
    assert first == {
        "id": 1,
        "name": "Lyon chauds",
        "file": "Menuisiers 69",
        "filter": "bois Ville=lyon Prochain<+3j",
        "sort": "-score,city",
    }
    assert second["file"] is None
    assert [one["filter"] for one in prospect("views", "--json", "--lang", "en").json] == [
        'bois City=lyon "Next call"<+3j',
        "Nature=Professional",
    ]


def test_without_any_view_nothing_is_listed(prospect: CommandLine) -> None:
    assert prospect("views").code == Exit.NOTHING
    assert prospect("views", "--json").json == []


@pytest.mark.usefixtures("rows")
def test_the_views_of_a_file(prospect: CommandLine, workspace: Workspace) -> None:
    make_file(workspace, "Salon")
    for name, options in (("a", ("--file", "Salon")), ("b", ()), ("c", ("--file", 1))):
        save(prospect, name, "--filter", "lyon", *options)
    assert [row[1] for row in prospect("views", "--file", "Salon").rows] == ["a", "b"]
    assert prospect("views", "--file", "Nulle part").code == Exit.REFUSED


def test_a_name_in_use_is_replaced_only_when_told(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    save(prospect, "Lyon", "--filter", "ville=lyon")
    refused = prospect("views", "save", "LYON", "--filter", "ville=bron")
    assert refused.code == Exit.REFUSED
    assert "Lyon" in refused.err
    save(prospect, "LYON", "--filter", "ville=bron", "--force")
    assert [row[1:4] for row in prospect("views").rows] == [
        ["LYON", "tous les fichiers", "Ville=bron"]
    ]
    assert prospect("views", "save", " ", "--filter", "x").code == Exit.REFUSED
    assert prospect("views", "save", "x", "--filter", "ville~(").code == Exit.REFUSED
    assert prospect("views", "save", "x", "--sort", "couleur").code == Exit.REFUSED
    assert len(saved_views.views(workspace)) == 1


@pytest.mark.usefixtures("rows")
def test_what_a_view_asks_is_kept_clean(prospect: CommandLine, workspace: Workspace) -> None:
    save(prospect, "Ly\x1bon", "--filter", "ville:l\x1b[2Jy note~\x07x \u202eé\x00")
    stored = workspace.connection.execute("SELECT name, filter FROM saved_view").fetchall()
    assert all(text.isprintable() for row in stored for text in row)
    assert "x" in stored[0][1]


@pytest.mark.usefixtures("rows")
def test_a_view_is_deleted_and_taken_back(prospect: CommandLine) -> None:
    save(prospect, "Lyon", "--filter", "ville=lyon")
    assert prospect("views", "delete", "lyon").code == Exit.DONE
    assert prospect("views").code == Exit.NOTHING
    prospect("undo")
    assert prospect("views").code == Exit.DONE


@pytest.mark.usefixtures("rows")
def test_an_unknown_view_is_told_with_those_that_exist(prospect: CommandLine) -> None:
    assert "ni aucune autre" in prospect("list", "--view", "Lyon").err
    save(prospect, "Bronzés", "--filter", "ville=bron")
    for command in (("list",), ("queue",), ("export", "-"), ("views", "delete")):
        words = ("Lyon",) if command[0] == "views" else ("--view", "Lyon")
        answer = prospect(*command, *words)
        assert answer.code == Exit.REFUSED
        assert "« Lyon »" in answer.err.replace("\u00a0", " ")
        assert "Bronzés" in answer.err


def listed(prospect: CommandLine, *options: object) -> list[int]:
    answer = prospect("list", "--columns", "ville", *options)
    return [int(row[0]) for row in answer.rows]


def test_lists_are_limited_to_a_view(prospect: CommandLine, rows: list[int]) -> None:
    save(prospect, "Lyon", "--filter", "ville=lyon", "--sort=-headcount")
    assert listed(prospect, "--view", "lyon") == [rows[2], rows[0]]
    assert listed(prospect, "--view", "Lyon", "--filter", "effectif<2") == [rows[0]]
    assert listed(prospect, "--view", "Lyon", "--sort", "effectif") == [rows[0], rows[2]]


def test_a_view_of_one_file_lists_that_file_only(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    make_prospect(workspace, make_file(workspace, "Salon"), city="Lyon")
    save(prospect, "Lyon", "--filter", "ville=lyon", "--file", 1)
    assert listed(prospect, "--view", "Lyon") == [rows[0], rows[2]]
    assert prospect("list", "--view", "Lyon", "--file", "Salon").code == Exit.REFUSED
    assert [row[0] for row in prospect("queue", "--view", "Lyon").rows] == ["1", "3"]


def test_what_a_file_lacks_is_told_and_left_out(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    other = make_prospect(workspace, make_file(workspace, "Salon"), city="Lyon")
    make_own(workspace, 1, "Logiciel", "Batigest")
    save(prospect, "Équipés", "--filter", "ville=lyon logiciel=batigest")
    answer = prospect("list", "--view", "équipés", "--columns", "ville")
    assert [row[0] for row in answer.rows] == [str(rows[0]), str(other)]
    said = answer.err.replace("\u00a0", " ")
    assert "« Salon »" in said
    assert "« Logiciel »" in said
    assert listed(prospect, "--view", "Équipés", "--file", 1) == [rows[0]]


@pytest.mark.usefixtures("rows")
def test_a_column_that_is_not_there_is_told_and_searched_as_a_text(
    prospect: CommandLine, workspace: Workspace
) -> None:
    file_id = make_file(workspace, "Salon")
    row = make_prospect(workspace, file_id, notes="voir https://salon.example tel:! à 14:30")
    answer = prospect("list", "--filter", "tel:!", "--columns", "ville")
    assert [cells[0] for cells in answer.rows] == [str(row)]
    said = answer.err.replace("\u00a0", " ").splitlines()
    told = "Il n'y a pas de colonne « tel » : cherché comme un texte."
    told += " Vouliez-vous dire « Téléphone » ?"
    assert said == [f"Menuisiers 69 · {told}", f"Salon · {told}"]
    saved = prospect("views", "save", "Doute", "--filter", "fo:3 gnôle=2")
    assert "« fo » : cherché" in saved.err.replace("\u00a0", " ")
    assert "« gnôle » : cherché comme un texte." in saved.err.replace("\u00a0", " ")
    for plain in ("14:30", "https://salon.example"):
        answer = prospect("list", "--filter", plain, "--columns", "ville")
        assert [cells[0] for cells in answer.rows] == [str(row)]
        assert answer.err == ""


def test_the_queue_of_a_view(prospect: CommandLine, workspace: Workspace, rows: list[int]) -> None:
    strike(workspace, [rows[0]])
    save(prospect, "Lyon", "--filter", "ville=lyon")
    queue = prospect("queue", "--view", "Lyon", "--json").json
    assert [one["id"] for one in queue] == [rows[2]]


def test_the_rows_of_a_view_leave_with_all_their_columns(
    prospect: CommandLine, rows: list[int]
) -> None:
    save(prospect, "Lyon", "--filter", "ville=lyon", "--sort=-headcount")
    table = list(
        csv.DictReader(io.StringIO(prospect("export", "-", "--view", "Lyon").out), delimiter=";")
    )
    assert [row["Effectif"] for row in table] == ["2", "0"]
    table = list(
        csv.DictReader(
            io.StringIO(prospect("export", "-", "--view", "Lyon", "--filter", "effectif>1").out),
            delimiter=";",
        )
    )
    assert [row["Effectif"] for row in table] == ["2"]


@pytest.mark.parametrize("name", ["", "inconnue"])
def test_a_view_that_is_not_there_is_not_deleted(
    prospect: CommandLine, rows: list[int], name: str
) -> None:
    save(prospect, "Lyon", "--filter", "ville=lyon")
    refused = prospect("views", "delete", name)
    assert (refused.code, refused.err.count("Lyon")) == (Exit.REFUSED, 1)
    assert prospect("views", "delete", "Lyon", "--json").json == {"id": 1}
    assert len(rows) > 0
