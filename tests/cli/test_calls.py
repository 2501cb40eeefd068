"""The call queue and the call, without a screen."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Make a row that may be called."""
    return make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")


@pytest.mark.parametrize(
    ("words", "line", "facts"),
    [
        ("NRP", "NRP → demain après-midi · essai 1/6", {"attempts": 1, "state": "active"}),
        ("nrp --message-left", "NRP → demain après-midi · essai 1/6", {"counted": True}),
        ("OCC", "OCC → auj. 10:35", {"attempts": 1}),
        ("RAPP --at-date demain_9h --decider", "RAPP → demain 09:00", {"attempts": 0}),
        ("RAPP --no-decider", "RAPP → demain 10:15", {"attempts": 1}),
        (
            "RDV --at-date jeu_14h --place chez_eux --person Mme_Rey --amount 12k€",
            "RDV → jeu. 26/11 14:00 · opportunité · GAGNÉ",
            {"converts": True, "score": "GAGNE"},
        ),
        (
            "PISTE --at-date +7j --subject devis",
            "PISTE → lun. 30/11 · TIÈDE",
            {"score": "TIEDE", "converts": False},
        ),
        (
            "PROJET --at-date 15/1/27 --reason budget --convert",
            "PROJET → ven. 15/01/27 · opportunité · CHAUD",
            {"converts": True},
        ),
        ("MAIL", "MAIL → jeu. 26/11 · tâche : envoyer", {"attempts": 1}),
        (
            "REFUS --competitor Rey --return-months 0",
            "REFUS → raye la ligne · FROID",
            {"state": "struck", "next_call": None},
        ),
        ("refus_comm", "REFUS COMM → mer. 23/12", {"attempts": 1}),
        ("hors_cible --reason ferme", "HORS CIBLE → raye la ligne · ARRÊTÉ", {"state": "struck"}),
        ("ERR", "ERR → auj. · trouver un numéro", {"bad_number": "+33199000000"}),
        ("NRP --opposition", "NRP → plus jamais appelé", {"opposes": True}),
    ],
)
def test_a_result_does_what_its_line_said_before(
    prospect: CommandLine,
    workspace: Workspace,
    row: int,
    words: str,
    line: str,
    facts: dict[str, object],
) -> None:
    typed = [word.replace("_", " ") for word in words.split()]
    before = dump(workspace)
    rehearsal = prospect("call", row, *typed, "--dry-run")
    assert rehearsal.code == Exit.DONE
    assert line in rehearsal.out.replace("\N{NO-BREAK SPACE}", " ")
    assert prospect("call", row, *typed, "--dry-run", "--json").json["saved"] is False
    assert dump(workspace) == before
    logged = prospect("call", row, *typed, "--json")
    assert logged.code == Exit.DONE
    assert logged.err.startswith(rehearsal.out)
    assert logged.json["row"] == row
    assert logged.json["saved"] is True
    assert facts.items() <= logged.json["consequence"].items()
    assert prospect("undo").code == Exit.DONE
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("RDV", "--at-date"),
        ("PISTE --at-date demain", "--subject"),
        ("PISTE", "--at-date --subject"),
        ("PROJET --at-date +30j", "--reason"),
        ("RAPP --at-date hier", "hier"),
        ("RDV --at-date demain --amount beaucoup", "beaucoup"),
        ("REFUS --return-months six", "six"),
    ],
)
def test_what_lacks_is_asked_by_its_option_and_nothing_is_written(
    prospect: CommandLine, workspace: Workspace, row: int, words: str, option: str
) -> None:
    before = dump(workspace)
    answer = prospect("call", row, *words.split())
    assert answer.code == Exit.REFUSED
    assert option in answer.err
    assert dump(workspace) == before


@pytest.mark.parametrize("words", [("1", "NADA"), ("9", "NRP"), ("-1", "NRP"), ("1",)])
def test_a_call_about_nothing_is_refused(
    prospect: CommandLine, row: int, words: tuple[str, ...]
) -> None:
    assert prospect("call", *words).code == Exit.REFUSED


def test_the_law_is_overridden_only_with_a_reason(
    prospect: CommandLine, workspace: Workspace
) -> None:
    person = make_prospect(workspace, make_file(workspace), nature="individual")
    refused = prospect("call", person, "NRP")
    assert (refused.code, prospect("queue").code) == (Exit.REFUSED, Exit.NOTHING)
    assert prospect("call", person, "NRP", "--override-reason", "il a appelé").code == Exit.DONE


def test_the_queue_comes_in_order_with_its_reasons(
    prospect: CommandLine, workspace: Workspace, row: int
) -> None:
    later = make_prospect(workspace, 1)
    other = make_prospect(workspace, make_file(workspace, "Autre"))
    prospect("call", later, "RAPP", "--at-date", "11h")
    assert [cells[0] for cells in prospect("queue").rows] == [str(row), str(other)]
    prospect.at("2026-11-23T11:05")
    listed = prospect("queue").rows
    assert [cells[0] for cells in listed] == [str(later), str(row), str(other)]
    assert [cells[3] for cells in listed] == ["Rappel promis", "Premier appel", "Premier appel"]
    assert [e["id"] for e in prospect("queue", "--json", "--file", "Autre").json] == [other]
    [first] = prospect("queue", "--limit", 1, "--json").json
    assert (first["rank"], first["when"]["hour"], first["file_id"]) == ("promised", "11:00", 1)
    assert prospect("queue", "--file", "Autre chose").code == Exit.REFUSED


def test_a_sale_lost_by_a_call_keeps_its_lesson(prospect: CommandLine, row: int) -> None:
    prospect("call", row, "RDV", "--at-date", "jeu 14h")
    lost = ("--lose", "--reason", "prix", "--lesson", "venir plus tôt")
    assert prospect("call", row, "REFUS", *lost).code == Exit.DONE
    sale = prospect("show", 1, "--opportunity", "--json").json
    assert (sale["status"], sale["lesson"]) == ("lost", "venir plus tôt")


def test_a_call_notes_the_code_of_its_result_however_it_was_typed(
    prospect: CommandLine, row: int
) -> None:
    prospect("call", row, "hors cible")
    assert prospect("history", "--json").json[0]["params"]["result"] == "HORS_CIBLE"
