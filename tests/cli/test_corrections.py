"""Calls listed, corrected and removed without a screen."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Make a row that may be called."""
    return make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")


def call(prospect: CommandLine, row: int, result: str, *words: str) -> int:
    number = prospect("call", row, result, *words, "--json").json["call_id"]
    assert isinstance(number, int)
    return number


def test_the_calls_of_a_row_are_listed_with_their_numbers(prospect: CommandLine, row: int) -> None:
    first = call(prospect, row, "NRP")
    prospect.at("2026-11-24T15:00+01:00")
    second = call(prospect, row, "RAPP", "--at-date", "jeu 14h", "--note", "décide seul")
    answer = prospect("calls", row)
    assert answer.code == Exit.DONE
    newer, older = answer.rows
    assert (newer[0], newer[2], newer[-1]) == (str(second), "RAPP", "décide seul")
    assert (older[0], older[2], older[3]) == (str(first), "NRP", "1")
    assert [line["id"] for line in prospect("calls", row, "--json").json] == [second, first]


def test_a_call_is_corrected(prospect: CommandLine, row: int) -> None:
    number = call(prospect, row, "NRP")
    answer = prospect(
        "correct-call", number, "--result", "rapp", "--at-date", "jeu 14h", "--decider"
    )
    assert answer.code == Exit.DONE
    assert "Menuiserie Éloi · 0/6 essais" in answer.err
    assert "jeu. 26/11 14:00" in answer.err
    assert prospect("calls", row).rows[0][2] == "RAPP"


def test_a_call_is_removed_and_comes_back(
    prospect: CommandLine, workspace: Workspace, row: int
) -> None:
    number = call(prospect, row, "NRP")
    before = dump(workspace)
    answer = prospect("remove-call", number, "--json")
    assert answer.json["standing"]["attempts"] == 0
    assert prospect("calls", row).rows == []
    assert "appel supprimé NRP" in prospect("undo").err
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("remove-call", "99"), "Il n'y a pas d'appel numéro 99"),
        (("correct-call", "1", "--result", "PISTE"), "--at-date --subject"),
        (
            ("correct-call", "1", "--result", "SIESTE"),
            "Il n'y a pas de résultat d'appel «\u00a0SIESTE\u00a0»",
        ),
    ],
)
def test_what_cannot_be_corrected_is_told(
    prospect: CommandLine, workspace: Workspace, row: int, words: tuple[str, ...], sentence: str
) -> None:
    call(prospect, row, "NRP")
    before = dump(workspace)
    answer = prospect(*words)
    assert answer.code == Exit.REFUSED
    assert sentence in answer.err
    assert dump(workspace) == before
