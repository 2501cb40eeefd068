"""Tasks, appointments, the planning and free slots from the command line."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


def test_a_task_is_planned_listed_moved_and_done(prospect: CommandLine) -> None:
    assert prospect("task", "list").code == Exit.NOTHING
    planned = prospect("task", "new", "Compta", "demain 14h", "--repeat", "tous les mardis")
    assert "tous les mardis" in planned.err
    (found,) = prospect("task", "list", "--json").json
    assert (found["subject"], found["recurrence"]) == ("Compta", "FREQ=WEEKLY;BYDAY=TU")
    prospect("task", "postpone", 1, "jeudi 9h")
    assert "revient mar. 01/12 09:00, numéro 2" in prospect("task", "done", 1).err
    assert "revient mar. 08/12" in prospect("task", "cancel", 2).err
    assert prospect("task", "repeat", 3, "jamais").code == Exit.DONE
    assert "revient" not in prospect("task", "done", 3).err
    assert prospect("task", "list").code == Exit.NOTHING
    states = prospect("task", "list", "--all", "--json").json
    assert [bool(one["done_at"]) for one in states] == [True, False, True]


def test_a_call_is_planned_too(prospect: CommandLine) -> None:
    prospect("task", "new", "Rappeler", "demain", "--call")
    assert [one["kind"] for one in prospect("task", "list", "--json").json] == ["call"]


def test_an_appointment_tells_its_conflicts(prospect: CommandLine) -> None:
    prospect("event", "new", "Visite", "mar 14h", "--length", "1h30", "--place", "Lyon")
    answer = prospect("event", "new", "Café", "mar 15h", "--json")
    assert answer.json["conflicts"] == ["Visite"]
    assert "conflit avec Visite (14:00)" in answer.err
    text = prospect("planning").out
    assert "● 14:00–15:30 · Rendez-vous · Visite · Lyon · conflit avec Café (15:00)" in text
    assert "14:30" not in prospect("slots", "--after", "mar 14h", "--limit", "1").out
    pairs = prospect("planning", "--scale", "day", "demain", "--json").json["conflicts"]
    assert pairs[0]["with"] == [["activity", 2]]


def test_a_missed_appointment_is_called_back(prospect: CommandLine, workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Lambert")
    prospect("event", "new", "Visite", "mar 14h", "--row", row)
    answer = prospect("event", "done", 1, "--missed", "--call-back", "mer 9h")
    assert "Rendez-vous 1 manqué." in answer.err
    (found,) = prospect("event", "list", "--all", "--json").json
    assert found["result"] == "meeting_missed"
    assert "☎ 09:00 · Rappel promis · Lambert · RDV manqué" in prospect("planning").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("task", "new", "X", "demain", "--repeat", "souvent"), "Je ne comprends pas « souvent »"),
        (("task", "new", "X", "demain", "--length", "45 min"), "Donnez d'abord une heure"),
        (("event", "new", " ", "demain"), "Dites en quelques mots"),
        (("event", "new", "X", "demain", "--row", "99"), "n'existe plus"),
        (("task", "done", "99"), "n'existe plus"),
    ],
)
def test_what_is_wrong_is_told(prospect: CommandLine, words: tuple[str, ...], said: str) -> None:
    answer = prospect(*words)
    assert answer.code == Exit.REFUSED
    assert said in answer.err.replace("\u00a0", " ")


def test_a_task_is_not_missed(prospect: CommandLine) -> None:
    prospect("task", "new", "Compta", "demain")
    assert prospect("task", "done", 1, "--missed").code == Exit.REFUSED
    assert prospect("task", "done", 1, "--call-back", "demain").code == Exit.REFUSED


def test_an_empty_planning_and_a_holiday(prospect: CommandLine) -> None:
    assert prospect("planning").code == Exit.NOTHING
    assert "férié\u00a0: Noël" in prospect("planning", "25/12").out


def test_free_slots_skip_the_holiday(prospect: CommandLine) -> None:
    prospect.at("2026-12-24T18:00")
    found = prospect("slots", "--json", "--limit", "2").json
    assert [one["when"]["day"] for one in found] == ["2026-12-28", "2026-12-28"]


@pytest.mark.parametrize("minutes", ["0", "271", "10000", "9" * 15])
def test_a_slot_that_no_half_day_has_room_for_is_refused(
    prospect: CommandLine, minutes: str
) -> None:
    refused = prospect("slots", "--minutes", minutes)
    assert (refused.code, refused.out) == (Exit.REFUSED, "")
    assert refused.err.startswith("Un créneau dure de 1 à 270 minutes, pas ")
    assert prospect("slots", "--minutes", 270, "--after", "lundi").code == Exit.DONE


def test_nothing_is_planned_in_a_thousand_years(prospect: CommandLine) -> None:
    prospect("opportunity", "new", "Atelier", "--origin", "referral", "--next", "lundi")
    for words in (
        ("opportunity", "next", 1, "15/12/2999"),
        ("opportunity", "new", "Stage", "--origin", "referral", "--next", "15/12/2999"),
        ("task", "new", "Compta", "15/12/2999"),
        ("slots", "--after", "15/12/2999"),
    ):
        refused = prospect(*words)
        assert (refused.code, refused.out) == (Exit.REFUSED, "")
        assert "c'est dans 973 ans" in refused.err
    assert len(prospect("opportunity", "list").rows) == 1


def test_every_change_answers_in_json(prospect: CommandLine) -> None:
    prospect("task", "new", "Compta", "demain 14h", "--repeat", "tous les mardis")
    moved = prospect("task", "postpone", 1, "jeudi 9h", "--json").json
    assert (moved["when"]["day"], moved["conflicts"]) == ("2026-11-26", [])
    done = prospect("task", "done", 1, "--result", "envoyé", "--json").json
    assert (done["result"], done["again"]["id"]) == ("envoyé", 2)
    repeated = prospect("task", "repeat", 2, "jamais", "--json").json
    assert repeated["recurrence"] == ""
    cancelled = prospect("task", "cancel", 2, "--json").json
    assert (bool(cancelled["cancelled_at"]), cancelled["again"]) == (True, None)
    prospect("event", "new", "Visite", "mar 14h")
    held = prospect("event", "done", 3, "--json").json
    assert (held["id"], held["kind"], bool(held["done_at"])) == (3, "event", True)


def test_a_next_action_is_given_up(prospect: CommandLine) -> None:
    prospect("opportunity", "new", "Atelier", "--origin", "referral")
    prospect("opportunity", "next", 1, "demain")
    assert prospect("opportunity", "next", 1, "--drop", "--json").json["next"] is None
    assert prospect("opportunity", "next", 1, "--drop").code == Exit.REFUSED


def test_what_is_said_of_an_appointment_is_changed(prospect: CommandLine) -> None:
    prospect("event", "new", "Visite", "jeu 10h", "--place", "Lyon", "--person", "Anne")
    words = ("event", "change", 1, "--subject", "Démonstration", "--place", "", "--length", "2h")
    changed = prospect(*words, "--json").json
    told = {name: changed[name] for name in ("subject", "place", "person", "ends_at")}
    assert told == {
        "subject": "Démonstration", "place": "", "person": "Anne",
        "ends_at": "2026-11-26T11:00:00Z",
    }  # fmt: skip
    refused = prospect("event", "change", 1, "--subject", "")
    assert (refused.code, refused.out) == (Exit.REFUSED, "")
