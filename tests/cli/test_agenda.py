"""The morning list, tasks, and taking back."""

from datetime import UTC, datetime
from email import message_from_string
from email.policy import default

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


def test_a_quiet_morning(prospect: CommandLine) -> None:
    assert prospect("today").code == Exit.NOTHING
    assert prospect("today", "--json").json == {"day": "2026-11-23", "lines": [], "cold": []}


def test_the_morning_by_section(prospect: CommandLine, workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")
    make_prospect(workspace, 1)
    prospect("call", row, "RAPP", "--at-date", "11h")
    prospect("task", "new", "Relire le contrat", "vendredi 9h", "--row", row)
    prospect("opportunity", "new", "Façade", "--origin", "network")
    prospect.at("2026-11-28T08:00")
    answer = prospect("today")
    assert answer.code == Exit.DONE
    text = answer.out
    for words in (
        "En retard (1)",
        "rappel manqué",
        f"ligne {row}",
        "tâche 1",
        "opportunité 1",
        "Menuisiers 69",
    ):
        assert words in text
    found = prospect("today", "--json").json
    assert [(line["section"], line["kind"], line["id"]) for line in found["lines"]] == [
        ("forgotten", "prospect", row), ("forgotten", "opportunity", 1), ("late", "activity", 1),
    ]  # fmt: skip
    assert found["cold"] == [{"file_id": 1, "name": "Menuisiers 69", "left": 1, "planned": 0}]
    assert found["lines"][0]["when"]["at"] == "2026-11-23T10:00:00Z"


def test_the_digest_is_a_message_to_be_sent(prospect: CommandLine, workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")
    prospect("call", row, "RAPP", "--at-date", "11h")
    answer = prospect("today", "--mail", "moi@exemple.fr")
    assert answer.code == Exit.DONE
    message = message_from_string(answer.out, policy=default)
    assert message["To"] == "moi@exemple.fr"
    assert message["Subject"] == "Prospect · lundi 23 novembre 2026 · 1 à faire"
    assert message["Date"].datetime == datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
    assert "Menuiserie Éloi" in message.get_content()
    assert answer.out.isascii()


@pytest.mark.parametrize("address", ["moi", "moi@", "a@b.fr\nBcc: c@d.fr"])
def test_a_digest_goes_to_an_address_only(prospect: CommandLine, address: str) -> None:
    answer = prospect("today", "--mail", address)
    assert (answer.code, answer.out) == (Exit.REFUSED, "")
    assert answer.err


def test_a_task_is_planned_postponed_and_done(prospect: CommandLine) -> None:
    planned = prospect("task", "new", "Relire le contrat", "demain 9h", "--json")
    assert planned.json["id"] == 1
    assert planned.json["when"]["hour"] == "09:00"
    assert "Tâche 1" in planned.err
    assert prospect("today").code == Exit.NOTHING
    prospect.at("2026-11-24T08:00")
    assert prospect("today").code == Exit.DONE
    assert "jeu. 26/11" in prospect("task", "postpone", 1, "jeudi").err
    assert prospect("today").code == Exit.NOTHING
    assert prospect("task", "done", 1, "--result", "signé").code == Exit.DONE
    assert prospect("task", "done", 9).code == Exit.REFUSED
    for about in ("--row", "--opportunity"):
        assert prospect("task", "new", "Relire", "demain", about, 9).code == Exit.REFUSED


def test_actions_are_taken_back_and_brought_back(
    prospect: CommandLine, workspace: Workspace
) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")
    prospect("call", row, "NRP")
    prospect("set", row, "ville", "Bron")
    taken = prospect("undo", "--count", 2, "--json")
    assert [one["code"] for one in taken.json] == ["edit_cell", "call"]
    assert "appel NRP · Menuiserie Éloi" in taken.err
    assert prospect("history", "--limit", 1).rows[0][3] == "annulé"
    assert prospect("redo", "--count", 5).err.count("Rétabli") == 2
    assert (prospect("redo").code, prospect("redo").out) == (Exit.NOTHING, "")
    history = prospect("history", "--json").json
    assert [one["is_undone"] for one in history] == [False] * len(history)
    assert set(history[0]) == {"id", "at", "code", "params", "is_undone"}
    assert prospect("undo", "--count", 50).code == Exit.DONE
    assert prospect("undo", "--json").json == []
