"""Call results and scores on the command line, and what a result of one's own does there."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.results import DEFAULT_RESULTS, DEFAULT_SCORES
from prospect_tui.services import configuring
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.cli.running import CommandLine

OWN = (
    "results", "add", "Démo en visio", "--key", "k", "--like", "PISTE", "--delay", "working_days:2",
    "--ask", "reason,when", "--require", "reason", "--definition", "Veut voir le produit",
)  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_results_are_listed_with_what_they_mean(prospect: CommandLine) -> None:
    rows = prospect("results").rows
    assert [row[1] for row in rows] == [rule.code for rule in DEFAULT_RESULTS]
    assert plain(rows[0][4]) == (
        "réessayer à l'autre demi-journée, après 1, 2, 3, 5, 10 jours ouvrés"
    )
    assert rows[0][:4] == ["n", "NRP", "NRP", "Personne ne répond"]
    assert [one["code"] for one in prospect("results", "--json").json] == [row[1] for row in rows]


def test_an_own_result_is_added_shown_and_taken_back(
    prospect: CommandLine, workspace: Workspace
) -> None:
    before = dump(workspace)
    answer = prospect(*OWN, "--json")
    assert answer.code == Exit.DONE
    assert answer.err.strip() == "Résultat d'appel Démo en visio ajouté."
    assert answer.json == {
        "code": "DEMO_EN_VISIO",
        "key": "k",
        "label": "Démo en visio",
        "definition": "Veut voir le produit",
        "flags": ["valid_number", "answered", "decision_maker", "argued", "positive"],
        "delay": "working_days:2",
        "attempts": "zero",
        "score": "TIEDE",
        "row": "stay",
        "conversion": "offer_no",
        "promised": True,
        "plans": [],
        "asked": ["reason", "when", "convert"],
        "required": ["reason"],
        "marks_number_bad": False,
        "retired": False,
    }
    shown = dict(prospect("results", "show", "demo EN visio").rows)
    assert shown["Prochain appel"] == "dans 2 jours ouvrés · promis à la personne"
    assert shown["Exige"] == "motif"
    assert plain(prospect("undo").err) == "Annulé : nouveau résultat d'appel · Démo en visio\n"
    assert dump(workspace) == before


def test_an_own_result_is_logged_and_stays_readable(
    prospect: CommandLine, workspace: Workspace
) -> None:
    prospect(*OWN)
    row = make_prospect(workspace, make_file(workspace))
    refused = prospect("call", row, "demo en visio")
    assert refused.code == Exit.REFUSED
    assert "--reason" in refused.err
    assert "Démo en visio" in refused.err
    assert prospect("call", row, "DEMO_EN_VISIO", "--reason", "budget", "--dry-run").out == (
        "Démo en visio → mer. 25/11 · TIÈDE\n"
    )
    done = prospect("call", row, "Démo en visio", "--reason", "budget", "--json")
    assert done.json["consequence"]["result"] == "DEMO_EN_VISIO"
    prospect("results", "retire", "Démo en visio")
    assert "Démo en visio" in prospect("show", row).out
    assert "Démo en visio" in prospect("history").out
    assert prospect("call", row, "DEMO_EN_VISIO", "--reason", "x").code == Exit.REFUSED
    found = prospect("list", "--filter", 'résultat="demo en visio"', "--columns", "résultat").rows
    assert [one[1] for one in found] == ["Démo en visio"]


def test_a_result_that_does_nothing_says_so(prospect: CommandLine, workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    prospect("results", "add", "Vu", "--key", "k", "--delay", "none")
    assert prospect("call", row, "Vu", "--dry-run").out == "Vu → plus d'appel\n"
    assert prospect("call", row, "Vu").err == "Vu → plus d'appel\n"


@pytest.mark.parametrize(
    ("ask", "option", "value"),
    [
        ("when", "--at-date", "+3j"),
        ("subject", "--subject", "tarifs"),
        ("competitor", "--competitor", "Lapeyre"),
        ("place", "--place", "Lyon"),
        ("person", "--person", "Mme Roux"),
        ("amount", "--amount", "1200"),
        ("email", "--email", "contact@example.org"),
        ("budget", "--budget", "5k"),
        ("deciders", "--who-decides", "Mme Roux"),
    ],
)
def test_whatever_a_result_requires_has_its_option(
    prospect: CommandLine, workspace: Workspace, ask: str, option: str, value: str
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    asks, plans = (f"when,{ask}", "meeting") if ask in {"place", "person"} else (ask, "")
    prospect(
        "results", "add", "X", "--key", "k", "--delay", "days:3", "--ask", asks, "--require", ask,
        "--plan", plans,
    )  # fmt: skip
    refused = prospect("call", row, "X")
    assert refused.code == Exit.REFUSED
    assert option in refused.err
    assert prospect("call", row, "X", option, value).code == Exit.DONE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("add", "Visio", "--key", "s"),
            "La touche « s » est déjà celle de la commande « passer »",
        ),
        (("add", "Visio", "--key", "n"), "déjà celle du résultat NRP"),
        (("add", "Visio"), "Il faut une touche"),
        (("add", "RDV", "--key", "k"), "Le code RDV existe déjà"),
        (
            ("add", "V", "--key", "k", "--delay", "bientôt"),
            "Le délai « bientôt » n'est pas compris",
        ),
        (("add", "V", "--key", "k", "--score", "ZUT"), "Aucun score en service"),
        (("add", "V", "--key", "k", "--ask", "age"), "age"),
        (("add", "V", "--key", "k", "--require", "when"), "« date » est exigé mais pas demandé"),
        (("add", "V", "--key", "k", "--flags", "won"), "won"),
        (("set", "NRP", "--attempts", "two"), "two"),
        (("key", "NRP", "!"), "opposition"),
        (("show", "ZUT"), "ZUT"),
        (("move", "NRP", "premier"), "premier"),
        (("restore", "NRP", "--key", "o"), "déjà celle du résultat OCC"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    prospect: CommandLine, workspace: Workspace, words: tuple[str, ...], said: str
) -> None:
    before = dump(workspace)
    answer = prospect("results", *words)
    assert answer.code in {Exit.REFUSED, Exit.NOTHING}
    assert said in plain(answer.err)
    assert dump(workspace) == before


def test_a_result_is_changed_keyed_moved_retired_and_restored(
    prospect: CommandLine, workspace: Workspace
) -> None:
    assert prospect("results", "set", "NRP", "--label", "ABSENT", "--flags", "answered").code == 0
    assert prospect("results", "key", "absent", "k").code == Exit.DONE
    assert prospect("results", "move", "ABSENT", 3).code == Exit.DONE
    rule = configuring.call_results(workspace)["NRP"]
    assert (rule.key, rule.label, rule.flags.answered, rule.flags.valid_number) == (
        "k", "ABSENT", True, False,
    )  # fmt: skip
    assert [row[2] for row in prospect("results").rows][2] == "ABSENT"
    assert prospect("results", "retire", "MAIL").code == Exit.DONE
    assert "MAIL" not in [row[1] for row in prospect("results").rows]
    retired = {row[1]: row[6] for row in prospect("results", "--all").rows}
    assert (retired["MAIL"], retired["NRP"]) == ("retiré", "en service")
    assert prospect("results", "restore", "MAIL").code == Exit.DONE
    assert "MAIL" in [row[1] for row in prospect("results", "list").rows]


def test_the_users_own_keys_are_not_free(prospect: CommandLine, workspace: Workspace) -> None:
    path = workspace.path.parent / "settings.toml"
    path.write_text('[keymap]\n"calls.skip" = "k"\n', encoding="utf-8")
    assert prospect("results", "key", "NRP", "k").code == Exit.REFUSED
    assert prospect("results", "key", "NRP", "s").code == Exit.DONE


def test_scores_are_listed_added_changed_moved_and_retired(
    prospect: CommandLine, workspace: Workspace
) -> None:
    assert [row[0] for row in prospect("scores").rows] == [rule.code for rule in DEFAULT_SCORES]
    made = prospect("scores", "add", "À chauffer", "--priority", 2, "--json").json
    assert made == {
        "code": "A_CHAUFFER",
        "label": "À chauffer",
        "definition": "",
        "priority": 2,
        "tone": "warm",
        "needs_reason": False,
        "retired": False,
    }
    prospect("scores", "set", "a chauffer", "--definition", "Presque", "--tone", "cold", "--reason")
    prospect("scores", "move", "À chauffer", 1)
    assert prospect("scores", "show", "À chauffer").rows == [
        ["A_CHAUFFER", "À chauffer", "Presque", "2", "froid", "en service"]
    ]
    assert prospect("scores").rows[0][0] == "A_CHAUFFER"
    assert prospect("scores", "retire", "À chauffer").code == Exit.DONE
    assert len(prospect("scores").rows) == len(DEFAULT_SCORES)
    assert len(prospect("scores", "--all").rows) == len(DEFAULT_SCORES) + 1
    assert prospect("scores", "restore", "À chauffer").code == Exit.DONE
    assert configuring.score_rules(workspace)["A_CHAUFFER"].needs_reason


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retire", "ARRETE"), "ARRÊTÉ reste"),
        (("retire", "FROID"), "donné par le résultat d'appel REFUS"),
        (("add", "X", "--tone", "rose"), "rose"),
        (("add", "X", "--priority", "12"), "de 1"),
        (("show", "ZUT"), "ZUT"),
    ],
)
def test_a_score_that_cannot_be_is_refused(
    prospect: CommandLine, words: tuple[str, ...], said: str
) -> None:
    answer = prospect("scores", *words)
    assert answer.code in {Exit.REFUSED, Exit.NOTHING}
    assert said in plain(answer.err)


def test_figures_of_the_cadence_come_from_the_settings(
    prospect: CommandLine, workspace: Workspace
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    path = workspace.path.parent / "settings.toml"
    path.write_text(
        "retry_steps = [4]\nbusy_minutes = 45\ncall_back_days = 2\nmax_attempts = 1\n"
        "return_months = 3\nreturn_choices = [2, 9]\n",
        encoding="utf-8",
    )
    lines = {code: plain(prospect("call", row, code, "--dry-run").out) for code in ("OCC", "RAPP")}
    assert lines["OCC"].startswith("OCC → auj. 11:0")
    assert lines["RAPP"].startswith("RAPP → mer. 25/11 10:15")
    assert "essai 1/1 : ARRÊTÉ proposé, retour dans 2/3/9 mois" in plain(
        prospect("call", row, "NRP", "--dry-run").out
    )
    shown = dict(prospect("results", "show", "NRP").rows)
    assert "après 4 jours ouvrés" in shown["Prochain appel"]
