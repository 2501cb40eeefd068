"""The pipeline from the command line."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.opportunities import CONDITIONS
from prospect_tui.services import configuring, plans
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.cli.running import Answer, CommandLine


def new(prospect: CommandLine, title: str = "Devis toiture", *options: object) -> Answer:
    return prospect("opportunity", "new", title, "--origin", "referral", *options)


def listed(prospect: CommandLine, *options: str) -> list[int]:
    return [card["id"] for card in prospect("opportunity", "list", "--json", *options).json]


def test_a_new_opportunity_is_to_do_at_once(prospect: CommandLine) -> None:
    answer = new(prospect, "Devis toiture", "--amount", "12 k€", "--contact", "Mme Anne Blot",
                 "--phone", "01 99 00 12 34", "--json")  # fmt: skip
    assert answer.code == Exit.DONE
    assert answer.json == {
        "id": 1,
        "title": "Devis toiture",
        "stage": "needs",
        "status": "to_do",
        "amount_cents": 1_200_000,
        "probability": 20,
        "is_starred": False,
        "next": None,
        "next_kind": "",
        "next_type": "",
        "next_label": "",
        "folder": "",
    }
    assert answer.err.startswith("Opportunité 1 · Devis toiture · Analyse des besoins · À faire")
    shown = prospect("show", 1, "--opportunity", "--json").json
    assert (shown["origin"], shown["contacts"][0]["last_name"]) == ("referral", "Blot")
    assert "Mme Anne Blot" in prospect("show", "--opportunity", 1).out


def test_its_whole_life(prospect: CommandLine) -> None:
    new(prospect)
    waiting = prospect("opportunity", "next", 1, "+3j 9h", "--kind", "quote", "--label", "devis")
    assert waiting.err.endswith("En attente · jeu. 26/11 09:00 · Devis\N{NO-BREAK SPACE}: devis\n")
    moved = prospect("opportunity", "move", 1, "negociation", "--json").json
    assert (moved["stage"], moved["probability"]) == ("negotiation", 85)
    assert prospect("opportunity", "star", 1).err.startswith("Opportunité 1 · ★")
    changed = prospect("opportunity", "amount", 1, "--amount", "500", "--probability", 90, "--json")
    assert (changed.json["amount_cents"], changed.json["probability"]) == (50_000, 90)
    assert prospect("opportunity", "note", 1, "A reçu le devis").code == Exit.DONE
    won = prospect("opportunity", "win", 1, "--lesson", "réactivité", "--json").json
    assert (won["status"], won["next"]) == ("won", None)
    assert prospect("opportunity", "next", 1, "demain").code == Exit.REFUSED
    assert "réactivité" in prospect("show", 1, "--opportunity").out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("lose 1 --reason prix", "lost"),
        ("lose 1 --competitor Rey", "lost"),
        ("cancel 1", "cancelled"),
    ],
)
def test_other_ends(prospect: CommandLine, words: str, status: str) -> None:
    new(prospect)
    assert prospect("opportunity", *words.split(), "--json").json["status"] == status
    assert prospect("opportunity", "list").code == Exit.NOTHING


@pytest.mark.parametrize(
    "words",
    [
        "lose 1",
        "win 2",
        "move 1 nada",
        "move 1 99",
        "next 1 hier",
        "next 1 demain --kind danse",
        "amount 1 --probability 101",
        "note 1  ",
        "convert 9",
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    prospect: CommandLine, workspace: Workspace, words: str
) -> None:
    new(prospect)
    before = dump(workspace)
    assert prospect("opportunity", *words.split(" ")).code == Exit.REFUSED
    assert dump(workspace) == before


def test_the_board_as_a_list(prospect: CommandLine) -> None:
    for title in ("Devis toiture", "Façade", "Cuisine"):
        new(prospect, title)
    prospect("opportunity", "move", 1, "2")
    prospect("opportunity", "next", 3, "+8j")
    assert listed(prospect) == [2, 3, 1]
    assert listed(prospect, "--stage", "proposition") == [1]
    assert listed(prospect, "--stage", "proposal", "--status", "standby") == []
    assert listed(prospect, "--status", "standby") == [3]
    assert listed(prospect, "--filter", "facade") == [2]
    prospect("opportunity", "move", 3, "1", "--before", "2")
    assert listed(prospect) == [3, 2, 1]
    assert "sans date" in prospect("opportunity", "list").rows[1]


def test_converting_rows_asks_once(prospect: CommandLine, workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(2)]
    refused = prospect("opportunity", "convert", *rows)
    assert refused.code == Exit.REFUSED
    made = prospect("opportunity", "convert", *rows, "--anyway", "--json")
    assert made.json == {"opportunities": [1, 2]}
    assert made.err.startswith("2 opportunités créées")
    assert prospect("opportunity", "convert", *rows).code == Exit.NOTHING


def test_what_is_known_is_told_while_converting(
    prospect: CommandLine, workspace: Workspace
) -> None:
    stage = configuring.stages(workspace)[0]
    plans.set_plan(workspace, stage.id, [PlanStep("call", "cerner le besoin", 1)])
    row = make_prospect(workspace, make_file(workspace))
    refused = prospect("opportunity", "convert", row, "--known", "budget", "--known", "Décideurs")
    assert refused.code == Exit.REFUSED
    assert "Projet, Date" in refused.err
    assert "--anyway" in refused.err
    known = [word for name in CONDITIONS for word in ("--known", name)]
    made = prospect("opportunity", "convert", row, *known, "--who", "Mme Roux", "--json")
    assert made.json == {"opportunities": [1]}
    assert "cerner le besoin (opportunity next 1 --standard)" in made.err
    shown = prospect("show", 1, "--opportunity", "--json").json
    assert all(shown["conditions"].values())
    assert shown["five_w"]["who"] == "Mme Roux"


@pytest.mark.parametrize("typed", ["-1", "101", "9" * 23, "beaucoup", ""])
def test_the_bounds_of_a_probability_are_told(prospect: CommandLine, typed: str) -> None:
    new(prospect)
    for words in (("opportunity", "amount", 1), ("stage", "change", 1), ("stage", "add", "Essai")):
        refused = prospect(*words, f"--probability={typed}")
        assert (refused.code, refused.out) == (Exit.REFUSED, "")
        assert "Une probabilité va de 0 à 100 %" in refused.err.replace("\u00a0", " ")


def test_fields_of_an_opportunity_are_changed_at_once_or_not_at_all(
    prospect: CommandLine, workspace: Workspace
) -> None:
    new(prospect)
    before = dump(workspace)
    words = ("opportunity", "change", 1, "Titre=Devis bardage", "tags=bois", "origin=network")
    answer = prospect(*words, "campagne=Salon du bois", "pour=Claire", "--json")
    told = {name: answer.json[name] for name in ("title", "tags", "origin", "campaign")}
    assert told == {
        "title": "Devis bardage", "tags": "bois", "origin": "network",
        "campaign": "Salon du bois",
    }  # fmt: skip
    prospect("undo")
    assert dump(workspace) == before
    for wrong in ("title=", "origin=lune", "prix=3", "title"):
        refused = prospect("opportunity", "change", 1, "tags=bois", wrong)
        assert (refused.code, refused.out) == (Exit.REFUSED, "")
        assert dump(workspace) == before
