"""The columns of a file from the command line."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services import grid, prospect_files
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine

FILE = "Menuisiers 69"


@pytest.fixture
def file_id(workspace: Workspace) -> int:
    """Make a file of one row."""
    made = make_file(workspace, FILE)
    make_prospect(workspace, made)
    return made


def shown(workspace: Workspace, file_id: int) -> list[str]:
    return [column.key for column in prospect_files.shown_columns(workspace, file_id)]


def own(workspace: Workspace, file_id: int) -> list[str]:
    columns = prospect_files.columns(workspace, file_id).values()
    return [column.label for column in columns if column.is_own]


def test_the_name_of_a_file_lists_its_columns(prospect: CommandLine, file_id: int) -> None:
    prospect("columns", "add", FILE, "Teinte", "--choices", "rouge, bleu")
    answer = prospect("columns", FILE)
    assert answer.code == Exit.DONE
    assert answer.rows[0][:3] == ["company_name", "Société", "texte"]
    assert ["own:1", "Teinte", "choix", "rouge, bleu", "oui", "", ""] in answer.rows
    first, *_rest, last = prospect("columns", "list", FILE, "--json").json
    assert first == {
        "key": "company_name",
        "title": "Société",
        "kind": "text",
        "choices": [],
        "is_own": False,
        "is_shown": True,
        "is_frozen": True,
        "width": None,
    }
    assert last["is_shown"] is False


def test_a_file_may_be_called_like_a_command(prospect: CommandLine, workspace: Workspace) -> None:
    make_file(workspace, "add")
    assert prospect("columns", "list", "add").code == Exit.DONE
    assert prospect("columns", "add", "add", "Surface").code == Exit.DONE


@pytest.mark.parametrize("kind", ["text", "number", "date", "yes_no"])
def test_a_column_is_added_renamed_and_deleted(
    prospect: CommandLine, workspace: Workspace, file_id: int, kind: str
) -> None:
    added = prospect("columns", "add", FILE, 'order by "select"', "--kind", kind, "--json")
    assert added.json == {
        "key": "own:1", "title": 'order by "select"', "kind": kind, "choices": [],
    }  # fmt: skip
    renamed = prospect("columns", "rename", FILE, 'ORDER BY "select"', "Surface", "--json")
    assert renamed.json["title"] == "Surface"
    prospect("set", 1, "surface", "12")
    deleted = prospect("columns", "delete", FILE, "surface", "--json")
    assert deleted.json == {"key": "own:1", "title": "Surface", "values": 1}
    assert own(workspace, file_id) == []
    assert "suppression d'une colonne · Surface" in prospect("undo").err
    assert own(workspace, file_id) == ["Surface"]
    columns = prospect_files.columns(workspace, file_id)
    assert grid.records(workspace, [1], [columns["own:1"]])[1].values == ("12",)


def test_the_kind_of_a_column_is_changed(
    prospect: CommandLine, workspace: Workspace, file_id: int
) -> None:
    prospect("columns", "add", FILE, "Surface")
    prospect("set", 1, "surface", "grande")
    changed = prospect("columns", "kind", FILE, "surface", "number", "--json")
    assert changed.json == {
        "key": "own:1", "title": "Surface", "kind": "number", "choices": [], "values": 1,
        "problems": 1,
    }  # fmt: skip
    assert "« Surface » contient" in changed.err.replace("\u00a0", " ")
    assert prospect("columns", "kind", FILE, "ville", "number").code == Exit.REFUSED
    assert prospect("columns", "kind", FILE, "surface", "couleur").code == Exit.REFUSED
    assert prospect_files.columns(workspace, file_id)["own:1"].kind == "number"


def test_choices_are_changed(prospect: CommandLine, file_id: int) -> None:
    prospect("columns", "add", FILE, "Teinte", "--kind", "choice", "--choices", "rouge, bleu")
    changed = prospect("columns", "choices", FILE, "teinte", "bleu; vert, clair", "--json")
    assert changed.json["choices"] == ["bleu", "vert, clair"]


def test_columns_are_hidden_and_shown(
    prospect: CommandLine, workspace: Workspace, file_id: int
) -> None:
    before = shown(workspace, file_id)
    assert prospect("columns", "hide", FILE, "Ville", "phone").code == Exit.DONE
    assert shown(workspace, file_id) == [key for key in before if key not in {"city", "phone"}]
    assert prospect("columns", "hide", FILE, "Ville").code == Exit.NOTHING
    assert prospect("columns", "show", FILE, "e-mail", "ville").code == Exit.DONE
    assert {"email", "city"} <= set(shown(workspace, file_id))
    listed = {line["key"]: line["is_shown"] for line in prospect("columns", FILE, "--json").json}
    assert (listed["email"], listed["phone"]) == (True, False)
    assert prospect("columns", "reset", FILE).code == Exit.DONE
    assert shown(workspace, file_id) == before


@pytest.mark.parametrize(
    "words",
    [
        ("Inconnu",),
        ("add", FILE, ""),
        ("add", FILE, "Ville"),
        ("add", FILE, "city"),
        ("add", FILE, "x" * 81),
        ("add", FILE, "Teinte", "--kind", "phone"),
        ("add", FILE, "Teinte", "--kind", "choice"),
        ("rename", FILE, "ville", "Commune"),
        ("rename", FILE, "inconnue", "Commune"),
        ("choices", FILE, "ville", "Lyon"),
        ("delete", FILE, "ville"),
        ("hide", FILE, "inconnue"),
        ("hide", "Inconnu", "ville"),
    ],
)
def test_what_makes_no_sense_is_refused(
    prospect: CommandLine, workspace: Workspace, file_id: int, words: tuple[str, ...]
) -> None:
    before = prospect("columns", FILE).out
    answer = prospect("columns", *words)
    assert answer.code == Exit.REFUSED
    assert answer.err.count("\n") == 1
    assert answer.out == ""
    assert prospect("columns", FILE).out == before


def test_the_last_column_stays(prospect: CommandLine, workspace: Workspace, file_id: int) -> None:
    every = shown(workspace, file_id)
    assert prospect("columns", "hide", FILE, *every).code == Exit.REFUSED
    assert shown(workspace, file_id) == every
    assert prospect("columns", "hide", FILE, *every[1:]).code == Exit.DONE
    assert shown(workspace, file_id) == every[:1]
