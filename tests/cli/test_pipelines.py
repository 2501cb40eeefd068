"""Pipelines and stages on the command line."""

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import dump
from tests.cli.running import CommandLine
from tests.tui.desk import make_opportunity


def test_stages_are_listed_added_changed_and_moved(prospect: CommandLine) -> None:
    names = [row[2] for row in prospect("stage", "list").rows]
    assert names[:2] == ["Analyse des besoins", "Proposition"]
    made = prospect(
        "stage",
        "add",
        "Signature",
        "--probability",
        95,
        "--patience",
        5,
        "--color",
        "green",
        "--json",
    )
    assert made.code == Exit.DONE
    assert made.json["probability"] == 95
    assert made.json["color"] == "green"
    assert "Signature" in made.err
    prospect("stage", "move", "signature", 1)
    prospect("stage", "change", "Proposition", "--probability", 45)
    stages = prospect("stage", "list", "--json").json
    assert [one["name"] for one in stages][:3] == [
        "Signature",
        "Analyse des besoins",
        "Proposition",
    ]
    assert (stages[2]["code"], stages[2]["probability"]) == ("proposal", 45)


def test_cards_are_told_where_they_pass(prospect: CommandLine, workspace: Workspace) -> None:
    for name in "AB":
        make_opportunity(workspace, name)
    before = dump(workspace)
    refused = prospect("stage", "archive", "needs")
    assert refused.code == Exit.REFUSED
    assert "2" in refused.err
    assert dump(workspace) == before
    done = prospect("stage", "archive", "needs", "--to", "proposition")
    assert done.code == Exit.DONE
    assert "2 cartes passent dans «\u00a0Proposition\u00a0»" in done.err
    assert prospect("undo").code == Exit.DONE
    assert dump(workspace) == before


def test_a_second_pipeline_and_a_name_that_is_in_both(
    prospect: CommandLine, workspace: Workspace
) -> None:
    made = prospect("pipeline", "add", "Formations", "--json").json
    assert len(made["stages"]) == 5
    card = make_opportunity(workspace, "Atelier", euros=500)
    assert prospect("stage", "change", "Chiffrage", "--probability", 50).code != Exit.DONE
    told = prospect(
        "stage", "change", "Chiffrage", "--pipeline", "formations", "--probability", 50, "--json"
    )
    assert told.json["pipeline"] == "Formations"
    moved = ("opportunity", "move", card, "proposal", "--pipeline", "formations", "--json")
    assert prospect(*moved).json["amount_cents"] == 50_000
    prospect("pipeline", "rename", "Formations", "Stages")
    prospect("pipeline", "move", "Stages", 1)
    rows = prospect("pipeline", "list", "--json").json
    assert [(one["name"], one["open"]) for one in rows] == [("Stages", 1), ("Pipeline", 0)]
    assert prospect("pipeline", "archive", "Stages").code == Exit.REFUSED
    assert prospect("pipeline", "archive", "Stages", "--to", "negotiation").code == Exit.DONE
    assert prospect("pipeline", "restore", "Stages").code == Exit.DONE
    assert prospect("pipeline", "list", "--json").json[0]["open"] == 0


def test_a_stage_gets_a_colour_or_none_by_a_word(prospect: CommandLine) -> None:
    added = prospect("stage", "add", "Essai", "--color", "blue", "--json")
    assert added.json["color"] == "blue"
    assert prospect("stage", "change", "Essai", "--color", "plain", "--json").json["color"] == ""
    refused = prospect("stage", "change", "Essai", "--color", "rose")
    assert "aucune, bleu, vert, orange, rouge, gris" in refused.err
    assert prospect("stage", "change", "Essai", "--color", "bleu", "--json").json["color"] == "blue"
