"""The rules of calling, consents and notes from the command line."""

from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services import conversion, notes
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def person(workspace: Workspace) -> int:
    """Return an individual who consented to nothing."""
    return make_prospect(workspace, make_file(workspace), nature="individual")


def test_the_rules_are_listed_with_their_texts(prospect: CommandLine) -> None:
    rules = {rule["id"]: rule for rule in prospect("law", "--json").json}
    assert rules["hours"]["reference"] == "D. 223-9 c. conso."
    assert (rules["hours"]["to_check"], rules["hours"]["in_force"]) == (True, True)
    assert rules["professional_hours"]["in_force"] is False
    shown = prospect("law").out
    assert "lun.-ven., de 10:00 à 13:00 et de 14:00 à 20:00, jamais un jour férié" in shown
    assert "D. 223-9 c. conso. (à vérifier)" in shown
    assert "4 appels ou tentatives au plus en 30 jours" in shown


def test_ones_own_file_is_begun_from_the_programs(
    prospect: CommandLine, person: int, tmp_path: Path
) -> None:
    own = prospect("law", "--file").out.replace('"10:00-13:00"', '"11:00-13:00"')
    (tmp_path / "law.toml").write_text(own, encoding="utf-8")
    prospect("consent", "add", person, "--wording", "oui")
    refused = prospect("call", person, "NRP")
    assert refused.code == Exit.REFUSED
    assert "de 11:00 à 13:00" in refused.err
    assert all(rule["own"] for rule in prospect("law", "--json").json)


def test_a_wrong_file_is_told_at_each_command(prospect: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_text('[[rule]]\nid = "hours"\n', encoding="utf-8")
    answer = prospect("law")
    assert answer.code == Exit.DONE
    assert "règle n° 1" in answer.err.replace("\u00a0", " ")


def test_why_not_is_told_by_show(prospect: CommandLine, person: int) -> None:
    assert "L. 223-1 c. conso." in prospect("show", person).out
    answer = prospect("show", person, "--json").json
    assert (answer["may_call"], answer["why_not"]) == (False, "law.no_consent")
    assert answer["why_not_reference"] == "L. 223-1 c. conso."


def test_a_consent_is_added_listed_and_revoked(prospect: CommandLine, person: int) -> None:
    words = ("--wording", "J'accepte", "--on", "15/11", "--by", "Zoé", "--until", "31/12")
    added = prospect("consent", "add", person, *words, "--evidence", "page 3", "--json")
    assert added.code == Exit.DONE
    number = added.json["id"]
    [listed] = prospect("consent", "list", person, "--json").json
    assert listed["wording"] == "J'accepte"
    assert listed["valid_until"] == "2026-12-31"
    assert listed["given_at"] == "2026-11-14T23:00:00Z"
    assert listed["holds"] is True
    assert prospect("call", person, "NRP").code == Exit.DONE
    assert prospect("consent", "revoke", number).code == Exit.DONE
    assert prospect("consent", "list", person, "--json").json[0]["holds"] is False
    assert "révoqué le 23/11/2026" in prospect("consent", "list", person).out
    assert prospect("call", person, "NRP").code == Exit.REFUSED
    assert prospect("undo").code == Exit.DONE
    assert prospect("call", person, "NRP").code == Exit.DONE


def test_a_contract_is_one_too(prospect: CommandLine, person: int) -> None:
    words = ("--contract", "--wording", "Entretien annuel")
    assert prospect("consent", "add", person, *words).code == Exit.DONE
    assert prospect("consent", "list", person, "--json").json[0]["kind"] == "contract"
    assert prospect("call", person, "NRP").code == Exit.DONE


@pytest.mark.parametrize(
    "words",
    [
        ("1",),
        ("1", "--wording", " "),
        ("9", "--wording", "oui"),
        ("1", "--wording", "oui", "--on", "demain"),
        ("1", "--wording", "oui", "--until", "hier"),
        ("1", "--wording", "oui", "--channel", "pigeon"),
    ],
)
def test_what_proves_nothing_is_refused(
    prospect: CommandLine, workspace: Workspace, person: int, words: tuple[str, ...]
) -> None:
    before = dump(workspace)
    answer = prospect("consent", "add", *words)
    assert answer.code == Exit.REFUSED
    assert answer.err
    assert dump(workspace) == before


def test_nothing_to_list_or_to_revoke(prospect: CommandLine, person: int) -> None:
    assert prospect("consent", "list", person).code == Exit.NOTHING
    assert prospect("consent", "list", 9).code == Exit.REFUSED
    assert prospect("consent", "revoke", 9).code == Exit.REFUSED


def test_why_a_forbidden_call_was_made_is_in_its_history(
    prospect: CommandLine, workspace: Workspace, person: int
) -> None:
    before = dump(workspace)
    assert prospect("call", person, "NRP", "--override", "il m'a demandé").code == Exit.DONE
    assert "(appelé quand même : il m'a demandé)" in prospect("show", person).out.replace(
        "\u00a0", " "
    )
    [line] = prospect("show", person, "--json").json["history"]
    assert line["override_reason"] == "il m'a demandé"
    prospect("undo")
    assert dump(workspace) == before
    prospect("redo")
    assert "il m'a demandé" in prospect("show", person).out


def test_a_blank_reason_is_none(prospect: CommandLine, person: int) -> None:
    assert prospect("call", person, "NRP", "--override", "  ").code == Exit.REFUSED


def test_notes_are_dated_lines(prospect: CommandLine, workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    assert prospect("notes", row).code == Exit.NOTHING
    prospect("call", row, "NRP", "--note", "message au standard")
    clock_of(workspace).set_local(2026, 11, 24, 9, 0)
    notes.add_to_row(workspace, row, "il est malade\nrappeler")
    assert prospect("notes", row).out.replace("\u00a0", " ").splitlines() == [
        "23/11/26 : NRP, message au standard",
        "24/11/26 : il est malade / rappeler",
    ]
    assert len(prospect("notes", row, "--json").json) == 2
    checked = prospect("notes", row, "--check").out.replace("\u00a0", " ")
    assert "À dire autrement (santé) : « malade » → absent" in checked
    assert "NRP" not in checked


def test_channels_of_an_objection_and_the_people_of_an_opportunity(
    prospect: CommandLine, workspace: Workspace
) -> None:
    row = make_prospect(workspace, make_file(workspace), last_name="Roux")
    [sale] = conversion.convert_rows(workspace, [row], anyway=True)
    words = ("--opportunity", "--channel", "phone", "--channel", "sms", "--said", "stop")
    assert prospect("oppose", sale, *words).code == Exit.DONE
    kept = workspace.connection.execute("SELECT channel, said FROM opposition").fetchall()
    assert kept == [("phone,sms", "stop")]
    assert prospect("show", row, "--json").json["opposed"] is True
    assert prospect("oppose", 9, "--opportunity").code == Exit.REFUSED
    assert prospect("oppose", row, "--channel", "pigeon").code == Exit.REFUSED


def test_a_delicate_word_is_told_when_a_note_is_saved(
    prospect: CommandLine, workspace: Workspace
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    answer = prospect("note", row, "elle est enceinte")
    assert answer.code == Exit.DONE
    assert "absente à partir du" in answer.err
    assert "enceinte" in prospect("notes", row).out
    assert "autrement" not in prospect("note", row, "budget en janvier").err
