"""Signs of interest and the funnel on the command line."""

from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(workspace, make_file(workspace), email="jean@lambert.example")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").strip()


def test_the_signs_are_listed_added_changed_ordered_and_retired(prospect: CommandLine) -> None:
    listed = prospect("scoring", "list")
    assert listed.rows == [
        ["newsletter", "newsletter", "+5", "0", "en service"],
        ["white_paper", "livre blanc", "+15", "0", "en service"],
        ["webinar", "webinar", "+20", "0", "en service"],
    ]
    assert plain(listed.err) == ("Chaud à partir de 25 points (hot_threshold dans les réglages).")
    made = prospect("scoring", "add", "Salon visité", "30", "--json")
    assert made.json == {
        "code": "salon_visite", "label": "Salon visité", "points": 30, "retired": False,
    }  # fmt: skip
    assert plain(prospect("scoring", "change", "salon visite", "--points", "-5").err) == (
        "Salon visité −5"
    )
    assert prospect("scoring", "move", "Salon visité", 1).code == Exit.DONE
    assert prospect("scoring", "retire", "Livre blanc").code == Exit.DONE
    assert [row[0] for row in prospect("scoring", "list").rows] == [
        "salon_visite", "newsletter", "webinar",
    ]  # fmt: skip
    assert plain(prospect("undo").err) == "Annulé : signe d'intérêt retiré livre blanc"
    prospect("redo")
    assert prospect("scoring", "restore", "white_paper", "--json").json["retired"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [(("add", "Webinar", "5"), "est déjà un signe d'intérêt"), (("add", "Salon", "0"), "0 points"),
     (("add", "Salon", "beaucoup"), "beaucoup"), (("retire", "rien"), "rien"),
     (("note", "1", "webinar", "--on", "demain"), "pas encore eu lieu"),
     (("note", "99", "webinar"), "99"), (("remove", "99"), "99"),
     (("import", "none.csv", "--rule", "webinar", "--on", "hier"), "none.csv")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_writes_nothing(
    prospect: CommandLine, row: int, words: tuple[str, ...], said: str
) -> None:
    answer = prospect("scoring", *words)
    assert (answer.code, row) == (Exit.REFUSED, 1)
    assert said in plain(answer.err)
    assert prospect("history", "--json").code == Exit.DONE


def test_the_points_of_a_row_are_noted_with_their_reasons(prospect: CommandLine, row: int) -> None:
    assert prospect("scoring", "show", row).code == Exit.NOTHING
    assert plain(prospect("scoring", "note", row, "webinar", "--on", "12/11").err) == (
        "webinar 12/11 +20 = 20"
    )
    noted = prospect(
        "scoring", "note", row, "livre blanc", "--on", "3/11", "--detail", "Isoler", "--json"
    )
    assert plain(noted.err) == "webinar 12/11 +20 · livre blanc 03/11 +15 = 35 · chaud"
    assert (noted.json["points"], noted.json["is_hot"]) == (35, True)
    assert noted.json["events"][1] == {
        "id": 2, "rule": "white_paper", "points": 15, "on": "2026-11-03", "detail": "Isoler",
    }  # fmt: skip
    assert [one["row"] for one in prospect("scoring", "hot", "--json").json] == [row]
    today = prospect("today")
    assert "35 pts : webinar, livre blanc" in plain(today.out)
    assert prospect("scoring", "remove", 1).code == Exit.DONE
    assert prospect("scoring", "hot").code == Exit.NOTHING


def test_the_points_of_an_opportunity(prospect: CommandLine) -> None:
    prospect("opportunity", "new", "Vente", "--origin", "network")
    answer = prospect("scoring", "note", 1, "webinar", "--opportunity")
    assert plain(answer.err) == "webinar 23/11 +20 = 20"
    assert prospect("scoring", "show", 1, "--opportunity", "--json").json["points"] == 20


def test_a_table_is_noted_and_its_other_lines_are_told(
    prospect: CommandLine, row: int, tmp_path: Path
) -> None:
    path = tmp_path / "webinar.csv"
    path.write_text("email\njean@lambert.example\nnobody@x.example\n", encoding="utf-8")
    words = ("scoring", "import", path, "--rule", "webinar", "--on", "12/11")
    answer = prospect(*words)
    assert answer.code == Exit.PARTLY
    assert plain(answer.err) == (
        "1 signe noté · 0 déjà connu\n"
        "ligne 3 : ni mail, ni numéro, ni SIRET, ni nom qui trouve quelqu'un"
    )
    again = prospect(*words, "--json").json
    assert (again["noted"], again["known"], again["rows_in"]) == (0, 1, 2)
    assert again["problems"][0]["code"] == "scoring.line_nobody"
    assert row == 1


def test_the_funnel_of_a_period(prospect: CommandLine, row: int) -> None:
    assert prospect("funnel", "set", "visitors", 120, "--on", "22/11").code == Exit.DONE
    prospect("opportunity", "convert", row, "--anyway")
    shown = prospect("funnel", "show", "--from", "01/11", "--to", "30/11")
    rates = [[plain(cell) for cell in line[1:3]] for line in shown.rows]
    assert rates == [
        ["120", ""], ["1", "0,8 % (1 / 120)"], ["0", "0 % (0 / 1)"], ["1", ""],
        ["1", "100 % (1 / 1)"], ["0", "0 % (0 / 1)"], ["0", ""],
    ]  # fmt: skip
    found = prospect("funnel", "show", "--json").json
    assert (found["from"], found["to"]) == ("2026-11-01", "2026-11-23")
    assert found["steps"][1] == {"step": "leads", "volume": 1, "out_of": 120, "rate": 1 / 120}
    assert prospect("funnel", "list", "opportunities", "--json").json[0]["id"] == 1
    assert prospect("funnel", "list", "visitors", "--json").json == [
        {"on": "2026-11-22", "volume": 120}
    ]
    refused = prospect("funnel", "set", "clients", 3)
    assert refused.code == Exit.REFUSED
    assert "Clients se compte" in plain(refused.err)


def test_the_list_of_ambassadors_adds_up_to_its_figure(prospect: CommandLine, row: int) -> None:
    prospect("opportunity", "convert", row, "--anyway")
    prospect("contact", "add", 1, "Mme Anne Roux")
    marked = prospect("contact", "list", "--opportunity", 1, "--json").json[0]["id"]
    assert prospect("client", "ambassador", marked).code == Exit.DONE
    prospect("funnel", "set", "ambassadors", 2, "--on", "22/11")
    listed = prospect("funnel", "list", "ambassadors", "--json").json
    assert [(one["kind"], one["id"], one["on"], one["volume"]) for one in listed] == [
        ("opportunity", 1, None, 1), ("typed", None, "2026-11-22", 2),
    ]  # fmt: skip
    figure = prospect("funnel", "show", "--json").json["steps"][-1]
    assert figure["volume"] == sum(one["volume"] for one in listed)
    assert "saisi" in prospect("funnel", "list", "ambassadors").out
