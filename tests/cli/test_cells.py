"""Changing the cells of several rows from the command line: set, replace, tag, duplicate."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.services import grid
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Make four rows of one file, two of them in Lyon."""
    file = make_file(workspace)
    towns = ("Lyon", "Bron", "LYON 3e", "Dax")
    return [make_prospect(workspace, file, city=town, notes="à voir") for town in towns]


def values(workspace: Workspace, rows: list[int], key: str) -> list[str]:
    found = grid.records(workspace, rows, [COLUMNS_BY_KEY[key]])
    return [found[row].values[0] for row in rows]


def test_several_rows_get_one_value(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    answer = prospect("set", *rows[:3], "ville", "Sète", "--json")
    assert answer.code == Exit.DONE
    assert answer.json == {"cells": 3, "rows": rows[:3], "problems": 0}
    assert values(workspace, rows, "city") == ["Sète", "Sète", "Sète", "Dax"]
    assert prospect("set", *rows[:3], "ville", "Sète").code == Exit.NOTHING
    assert prospect("set", *rows, "siret", "12", "--json").json["problems"] == 4
    assert prospect("undo", "--count", "2").code == Exit.DONE
    assert values(workspace, rows, "city")[0] == "Lyon"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--filter", "ville:lyon"), 2),
        (("--file", "Menuisiers 69"), 4),
        (("--filter", "lyon", "--file", "Menuisiers 69"), 2),
    ],
)
def test_a_filter_is_counted_before_it_is_written(
    prospect: CommandLine, workspace: Workspace, rows: list[int], words: tuple[str, ...], count: int
) -> None:
    answer = prospect("set", "région", "Rhône", *words)
    assert answer.code == Exit.REFUSED
    assert str(count) in answer.err
    assert "--yes" in answer.err
    assert values(workspace, rows, "region") == [""] * 4
    answer = prospect("set", "région", "Rhône", *words, "--yes")
    assert answer.code == Exit.DONE
    assert values(workspace, rows, "region").count("Rhône") == count


def test_a_saved_view_says_which_rows(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    prospect("views", "save", "Lyonnais", "--filter", "ville:lyon", "--file", "Menuisiers 69")
    answer = prospect("tag", "--view", "Lyonnais", "--add", "69", "--yes")
    assert (answer.code, answer.err) == (Exit.DONE, "2 lignes étiquetées\n")
    assert values(workspace, rows, "tags") == ["69", "", "69", ""]


@pytest.mark.parametrize(
    "words",
    [
        ("set", "ville", "Lyon"),
        ("set", 1, "ville", "Lyon", "--filter", "x"),
        ("set", "ville", "Lyon", "--view", "absente"),
        ("set", "ville", "Lyon", "--filter", "x", "--file", "absent"),
        ("set", 1, 2, "résultat", "x"),
        ("set", 1, 999, "ville", "x"),
        ("replace", "a", "b"),
        ("replace", "(", "b", 1, "--regex"),
        ("replace", "", "b", 1),
        ("replace", "a", "b", 1, "--column", "couleur"),
        ("tag", 1),
        ("tag", "--add", "x"),
        ("duplicate", 999),
    ],
)
def test_what_is_not_clear_changes_nothing(
    prospect: CommandLine, workspace: Workspace, rows: list[int], words: tuple[object, ...]
) -> None:
    before = prospect("history", "--json").json
    answer = prospect(*words)
    assert answer.code == Exit.REFUSED
    assert answer.err
    assert prospect("history", "--json").json == before


def test_a_text_is_replaced_in_some_rows(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    assert prospect("replace", "lyon", "Bron", *rows[:3]).err == "2 cellules écrites\n"
    assert values(workspace, rows, "city") == ["Bron", "Bron", "Bron 3e", "Dax"]
    assert prospect("replace", "lyon", "Bron", *rows).code == Exit.NOTHING
    pattern = ("replace", r"(\w+) (\d)e", r"\2 \1", *rows, "--regex", "--column", "ville")
    assert prospect(*pattern).code == Exit.DONE
    assert values(workspace, rows, "city")[2] == "3 Bron"
    assert prospect("replace", "bron", "x", *rows, "--exact").code == Exit.NOTHING
    assert prospect("replace", "bron", "x", *rows, "--whole", "--json").json["cells"] == 2


def test_what_a_replacement_would_do_is_shown_first(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    words = ("replace", "lyon", "Bron", "--file", "Menuisiers 69", "--column", "ville")
    answer = prospect(*words)
    assert answer.code == Exit.REFUSED
    assert answer.rows == [["Lyon", "Bron"], ["LYON 3e", "Bron 3e"]]
    assert "2 cellules seraient modifiées" in answer.err
    assert values(workspace, rows, "city") == ["Lyon", "Bron", "LYON 3e", "Dax"]
    assert prospect(*words, "--yes", "--json").json["rows"] == [rows[0], rows[2]]


def test_tags_are_put_on_and_taken_off(
    prospect: CommandLine, workspace: Workspace, rows: list[int]
) -> None:
    assert prospect("tag", *rows[:2], "--add", "salon", "--add", "VIP").code == Exit.DONE
    answer = prospect("tag", *rows, "--remove", "vip", "--json")
    assert answer.json == {"rows": rows[:2]}
    assert values(workspace, rows, "tags") == ["salon", "salon", "", ""]
    assert prospect("tag", *rows, "--remove", "vip").code == Exit.NOTHING


def test_rows_are_duplicated(prospect: CommandLine, workspace: Workspace, rows: list[int]) -> None:
    answer = prospect("duplicate", rows[0], rows[2], "--json")
    made = answer.json["ids"]
    assert values(workspace, made, "city") == ["Lyon", "LYON 3e"]
    listed = [int(row[0]) for row in prospect("list", "--columns", "ville").rows]
    assert listed == [rows[0], made[0], rows[1], rows[2], made[1], rows[3]]


@pytest.mark.parametrize(
    ("name", "said"),
    [("tva", "Vouliez-vous dire : N° de TVA ?"), ("vile", "Vouliez-vous dire : Ville"),
     ("zzz", "« prospect columns list FICHIER » les liste")],
)  # fmt: skip
def test_a_mistyped_column_is_answered_with_the_nearest_ones(
    prospect: CommandLine, rows: list[int], name: str, said: str
) -> None:
    refused = prospect("set", rows[0], name, "5")
    assert refused.code == Exit.REFUSED
    assert said in refused.err.replace("\u00a0", " ")
    assert len(refused.err) < 120
