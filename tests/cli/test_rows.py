"""Changing rows from the command line, and finding anything."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Make a row."""
    return make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")


@pytest.mark.parametrize(
    ("column", "typed", "stored", "problem"),
    [
        ("ville", "  Bron ", "Bron", ""),
        ("city", "Bron\x07", "Bron\N{REPLACEMENT CHARACTER}", ""),
        ("Chiffre d'affaires", "12 k€", "1200000", ""),
        ("turnover", "beaucoup", "beaucoup", "value.amount"),
        ("e-mail", "eloi", "eloi", "email.no_at"),
        ("nature", "individual", "individual", ""),
    ],
)
def test_a_cell_is_written_and_a_wrong_value_told(
    prospect: CommandLine, row: int, column: str, typed: str, stored: str, problem: str
) -> None:
    answer = prospect("set", row, column, typed, "--json")
    assert answer.code == Exit.DONE
    written = answer.json
    assert (written["id"], written["value"], written["problem"]) == (row, stored, problem)
    assert len(answer.err.splitlines()) == 1 + bool(problem)


@pytest.mark.parametrize(
    "words", [("set", 1, "couleur", "x"), ("set", 1, "résultat", "x"), ("set", 9, "ville", "x")]
)
def test_a_cell_that_cannot_be_written_is_refused(
    prospect: CommandLine, row: int, words: tuple[object, ...]
) -> None:
    assert prospect(*words).code == Exit.REFUSED
    assert prospect("history").code == Exit.DONE  # the row itself
    assert "city" not in prospect("history", "--json").out


def test_everything_about_a_row(prospect: CommandLine, row: int) -> None:
    prospect(
        "call", row, "PISTE", "--at-date", "jeu 14h", "--subject", "devis", "--note", "Curieux"
    )
    prospect("note", row, "A rappelé lui-même")
    shown = prospect("show", row)
    assert "Menuiserie Éloi" in shown.out
    assert "Curieux" in shown.out
    assert "A rappelé lui-même" in shown.out
    found = prospect("show", row, "--json").json
    assert (found["result"], found["score"], found["attempts"]) == ("PISTE", "TIEDE", 0)
    assert found["next"]["at"] == "2026-11-26T13:00:00Z"
    assert (found["next_kind"], found["next_subject"]) == ("promised", "devis")
    assert found["cells"]["company_name"] == "Menuiserie Éloi"
    assert {line["kind"] for line in found["history"]} == {"call", "note"}
    assert found["may_call"] is True


def test_a_call_may_be_planned(prospect: CommandLine, row: int) -> None:
    answer = prospect("plan", row, "+2j 9h30", "--subject", "reprise", "--json")
    assert answer.json["next"] == {
        "day": "2026-11-25", "hour": "09:30", "half": None, "at": "2026-11-25T08:30:00Z",
    }  # fmt: skip
    assert "mer. 25/11 09:30" in answer.err
    assert prospect("plan", row, "hier").code == Exit.REFUSED


def test_rows_are_struck_out_and_come_back(prospect: CommandLine, row: int) -> None:
    struck = prospect("strike", row, "--reason", "fermée")
    assert (struck.code, struck.err) == (Exit.DONE, "1 ligne rayée\n")
    assert prospect("strike", row).code == Exit.NOTHING
    assert prospect("queue").code == Exit.NOTHING
    assert prospect("show", row, "--json").json["struck_reason"] == "fermée"
    assert prospect("restore", row).code == Exit.DONE
    assert prospect("queue").code == Exit.DONE


def test_who_objects_is_never_offered_again(prospect: CommandLine, row: int) -> None:
    assert prospect("oppose", row, "--said", "par lettre").code == Exit.DONE
    assert prospect("restore", row).code == Exit.NOTHING
    assert prospect("call", row, "NRP").code == Exit.REFUSED
    assert prospect("show", row, "--json").json["opposed"] is True


def test_anything_is_found_by_words(prospect: CommandLine, workspace: Workspace, row: int) -> None:
    make_prospect(workspace, 1, company_name="Zinguerie Rey", last_name="Eloiset")
    found = prospect("search", "menuiserie", "eloi", "--json").json
    assert found == [
        {
            "kind": "prospect",
            "id": row,
            "title": "Menuiserie Éloi",
            "person": "",
            "detail": "Menuisiers 69",
            "phone": "01 99 00 00 00",
            "excerpt": "",
        }
    ]
    assert len(prospect("search", "eloi").rows) == 2
    assert prospect("search", "personne").code == Exit.NOTHING


def test_a_converted_row_is_found_as_its_opportunity(prospect: CommandLine, row: int) -> None:
    prospect("opportunity", "convert", row, "--anyway")
    prospect("opportunity", "lose", 1, "--reason", "trop cher")
    assert prospect("search", "éloi").rows[0][:3] == ["opportunité", "1", "Menuiserie Éloi"]
    assert "Perdue" in prospect("search", "éloi").rows[0]


def test_people_and_companies_found_are_named_as_such(
    prospect: CommandLine, workspace: Workspace
) -> None:
    opportunities.create(
        workspace, "Toiture", origin=Origin.REFERRAL, contact_name="M. Paul Lambert",
        company_name="Bois Lambert",
    )  # fmt: skip
    found = prospect("search", "lambert").rows
    assert [row[:3] for row in found] == [
        ["opportunité", "1", "Toiture"],
        ["contact", "1", "M. Paul Lambert"],
        ["société", "1", "Bois Lambert"],
    ]
