"""Contacts and companies from the command line."""

from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import Answer, CommandLine

MOBILE = "06 39 98 12 34"
SIRET = "73282932000074"


@pytest.fixture
def sale(prospect: CommandLine) -> int:
    words = ("--origin", "referral", "--contact", "M. Paul Lambert", "--company", "Bois Lambert")
    prospect("opportunity", "new", "Toiture", *words)
    return 1


def add(prospect: CommandLine, sale: int, *words: object) -> Answer:
    return prospect("contact", "add", sale, *words, "--json")


def order(answer: Answer) -> list[tuple[int, str]]:
    return [(one["contact"], one["role"]) for one in answer.json["people"]]


def test_a_person_is_added_ordered_and_taken_off(prospect: CommandLine, sale: int) -> None:
    answer = add(prospect, sale, f"Mme Anne Roux, acheteuse, {MOBILE}", "--role", "décide")
    assert answer.code == Exit.DONE
    assert order(answer) == [(1, ""), (2, "decides")]
    assert order(prospect("contact", "move", sale, 2, "--json")) == [(2, "decides"), (1, "")]
    assert order(prospect("contact", "role", sale, 2, "-", "--json")) == [(2, ""), (1, "")]
    assert order(prospect("contact", "remove", sale, 1, "--json")) == [(2, "")]
    assert order(add(prospect, sale, "--contact", 1)) == [(2, ""), (1, "")]
    everybody = prospect("contact", "list").rows
    assert {row[1] for row in everybody} == {"Mme Anne Roux", "M. Paul Lambert"}
    listed = prospect("contact", "list", "--opportunity", sale, "--json").json
    assert [one["name"] for one in listed] == ["Mme Anne Roux", "M. Paul Lambert"]
    assert prospect("contact", "list", "introuvable").code == Exit.NOTHING


def test_fields_are_changed_by_their_names(prospect: CommandLine, sale: int) -> None:
    words = ("Fonction=gérant", f"mobile={MOBILE}", "kind=intermédiaire", "checked_on=hier")
    answer = prospect("contact", "change", 1, *words, "email=lambert", "--json")
    assert answer.json["problems"] == {"email": "email.no_at"}
    assert "@" in answer.err
    shown = prospect("contact", "show", 1, "--json").json
    assert (shown["job_title"], shown["kind"]) == ("gérant", "intermediary")
    assert shown["checked_on"] == "2026-11-22"
    assert shown["opportunities"][0]["is_main"]
    page = prospect("contact", "show", 1).out
    for text in ("M. Paul Lambert", "Bois Lambert", "intermédiaire", "22/11/2026", "Toiture"):
        assert text in page


@pytest.mark.parametrize(
    "words",
    [
        ("contact", "change", 1, "mobile"),
        ("contact", "change", 1, "couleur=bleu"),
        ("contact", "change", 1, "kind=ami"),
        ("contact", "add", 1),
        ("contact", "add", 1, "Lambert"),
        ("contact", "add", 1, "Zoé Blanc", "--role", "chef"),
        ("contact", "role", 1, 1, "chef"),
        ("contact", "chart"),
        ("company", "change", 1, "turnover_year=25"),
        ("company", "link", 1),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    prospect: CommandLine, sale: int, words: tuple[object, ...]
) -> None:
    before = prospect("contact", "list", "--json").out
    answer = prospect(*words)
    assert answer.code == Exit.REFUSED
    assert answer.err
    assert prospect("contact", "list", "--json").out == before
    assert prospect.crashes() == ""


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("company", "change", 1, "kind=grande"), "société privée, organisme public, association"),
        (("contact", "change", 1, "kind=ami"), "client, prospect, intermédiaire"),
        (("contact", "role", 1, 1, "chef"), "décide, influence, bloque, standard, assistant"),
        (("contact", "change", 1, "couleur=bleu"), "Civilité, Prénom, Nom, Fonction"),
        (("opportunity", "change", 1, "origin=lune"), "Recommandation, Réseau, Appel entrant"),
    ],
)
def test_what_one_may_choose_from_is_told_in_the_users_words(
    prospect: CommandLine, sale: int, words: tuple[object, ...], known: str
) -> None:
    assert known in prospect(*words).err
    for one in known.split(", ") if "kind" in str(words[3]) else ():
        assert prospect(*words[:3], f"kind={one}").code == Exit.DONE


def test_unknown_numbers_are_told(prospect: CommandLine, sale: int) -> None:
    for words in (("contact", "show", 99), ("company", "show", 99), ("contact", "move", sale, 99)):
        assert (
            prospect(*words).code not in {Exit.DONE, Exit.REFUSED} or "99" in prospect(*words).err
        )


def test_the_decision_chart_is_printed(prospect: CommandLine, sale: int) -> None:
    add(prospect, sale, "Mme Roux, acheteuse", "--role", "decides")
    add(prospect, sale, "M. Noir", "--role", "blocks")
    lines = prospect("contact", "chart", "--opportunity", sale).out.splitlines()
    assert lines == [
        "Toiture",
        "├─ ◆ décide",
        "│  └─ Mme Roux, acheteuse",
        "├─ ✖ bloque",
        "│  └─ M. Noir",
        "└─ rôle à découvrir",
        "   └─ M. Paul Lambert",
    ]
    assert prospect("contact", "chart", "--company", 1).out.splitlines()[0] == "Bois Lambert"


def test_who_is_named_in_the_notes_is_promoted(prospect: CommandLine, sale: int) -> None:
    prospect("opportunity", "note", sale, f"Mme Anne Roux, acheteuse, décide, {MOBILE}")
    assert prospect("contact", "said", sale).out.strip() == f"Mme Anne Roux, acheteuse, {MOBILE}"
    made = prospect("contact", "said", sale, "--promote", "--json").json
    assert made[0]["contact"] == 2
    assert prospect("contact", "show", 2, "--json").json["job_title"] == "acheteuse"
    assert prospect("contact", "said", sale).code == Exit.NOTHING


def test_a_company_is_shown_changed_and_linked(prospect: CommandLine, sale: int) -> None:
    words = ("siret=732 829 320 00074", "Chiffre d'affaires=1,2 M€", "kind=association")
    answer = prospect("company", "change", 1, *words, "--json")
    assert answer.json["siret"] == SIRET
    shown = prospect("company", "show", 1, "--json").json
    assert (shown["turnover"], shown["kind"]) == ("120000000", "association")
    assert [one["name"] for one in shown["people"]] == ["M. Paul Lambert"]
    page = prospect("company", "show", 1).out
    for text in ("Bois Lambert", "1 200 000 €", "association", "M. Paul Lambert", "Toiture"):
        assert text in page.replace("\u202f", " ").replace("\u00a0", " ")
    linked = prospect("company", "link", sale, "--new", "bois lambert", "--json")
    assert linked.json["company"] == 2
    assert "société 1" in linked.err
    listed = prospect("company", "list", "--json").json
    assert {one["id"]: one["opportunities"] for one in listed} == {1: 0, 2: 1}
    assert prospect("company", "link", sale, "--none").code == Exit.DONE


def test_an_objection_is_told_wherever_the_person_stands(prospect: CommandLine, sale: int) -> None:
    prospect("contact", "change", 1, f"mobile={MOBILE}")
    assert prospect("contact", "oppose", 1, "--said", "au téléphone", "--json").json["opposed"]
    assert "oppose" in prospect("contact", "show", 1).out
    twin = add(prospect, sale, f"Zoé Blanc {MOBILE}").json["contact"]
    assert prospect("contact", "show", twin, "--json").json["opposed"]


def test_a_company_known_already_is_told_at_conversion(
    prospect: CommandLine, workspace: Workspace, sale: int
) -> None:
    prospect("company", "change", 1, f"siret={SIRET}")
    row = make_prospect(workspace, make_file(workspace), siret=SIRET)
    answer = prospect("opportunity", "convert", row, "--anyway")
    assert "Rattachée à la société déjà connue\u00a0: Bois Lambert." in answer.err


def test_a_person_is_added_to_a_company_in_no_sale(prospect: CommandLine, sale: int) -> None:
    added = prospect("company", "add", 1, f"Mme Anne Roux, {MOBILE}", "--json").json
    assert (added["contact"], {one["name"] for one in added["people"]}) == (
        2, {"M. Paul Lambert", "Mme Anne Roux"},
    )  # fmt: skip
    assert len(prospect("contact", "list", "--opportunity", sale, "--json").json) == 1
    prospect("opportunity", "new", "Véranda", "--origin", "referral", "--contact", "M. Luc Vidal")
    assert prospect("company", "add", 1, "--contact", 3).code == Exit.DONE
    for words in (("--contact", 3), ("Mme Roux",), (), ("Zoé Blanc", "--contact", 3)):
        assert prospect("company", "add", 1, *words).code == Exit.REFUSED
    assert len(prospect("contact", "list", "--company", 1, "--json").json) == 3


def test_the_chart_is_printed_as_markdown_and_pdf(
    prospect: CommandLine, sale: int, tmp_path: Path
) -> None:
    prospect("contact", "role", sale, 1, "décide")
    shown = prospect("contact", "chart", "--opportunity", sale, "--format", "markdown").out
    assert "## ◆ décide" in shown
    assert "- M. Paul Lambert" in shown
    words = ("contact", "chart", "--company", 1, "--to", tmp_path / "qui.pdf")
    assert prospect(*words).code == Exit.DONE
    assert (tmp_path / "qui.pdf").read_bytes().startswith(b"%PDF")
    assert prospect(*words).code == Exit.REFUSED
    assert prospect(*words, "--force").code == Exit.DONE


def test_the_number_of_a_contact_is_handed_over_as_the_law_allows(
    prospect: CommandLine, sale: int
) -> None:
    assert prospect("contact", "dial", 1).code == Exit.REFUSED
    prospect("contact", "change", 1, f"mobile={MOBILE}")
    answer = prospect("contact", "dial", 1, "--json").json
    assert answer == {
        "contact": 1, "row": None, "number": "+33639981234", "link": "tel:+33639981234",
    }  # fmt: skip
    prospect(
        "opportunity", "new", "Véranda", "--origin", "referral", "--contact", "M. Luc Vidal",
        "--phone", MOBILE,
    )  # fmt: skip
    assert prospect("contact", "dial", 2).code == Exit.REFUSED
    answer = prospect("contact", "dial", 2, "--override", "il me l'a demandé")
    assert (answer.code, answer.out.strip()) == (Exit.DONE, "tel:+33639981234")
    assert "il me l'a demandé" in prospect("contact", "show", 2).out
    assert sale == 1
