"""Quotes and the catalogue from the command line."""

import json
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import dump
from tests.cli.running import CommandLine

IDENTITY = """
[identity]
name = "Claire Morel"
legal_form = "EI"
address = ["8 rue des Tanneurs", "69003 Lyon"]
siret = "732 829 320 00074"
"""


@pytest.fixture
def desk(prospect: CommandLine, workspace: Workspace) -> CommandLine:
    """Return the command line of somebody who may send quotes, with one opportunity."""
    workspace.path.with_name("settings.toml").write_text(IDENTITY, encoding="utf-8")
    prospect("opportunity", "new", "Atelier Nord", "--origin", "referral", "--amount", 5_000)
    return prospect


def made(desk: CommandLine) -> CommandLine:
    """Give the opportunity a quote of 1,000 euros."""
    desk("quote", "new", 1, "--subject", "Audit")
    desk("quote", "add", "D2026-001", "Audit", "--price", 500, "--quantity", 2, "--unit", "jour")
    return desk


def test_a_quote_from_the_first_line_to_the_signature(desk: CommandLine) -> None:
    begun = desk("quote", "new", 1, "--subject", "Audit", "--json").json
    assert (begun["reference"], begun["state"], begun["lines"]) == ("D2026-001", "draft", [])
    desk("catalogue", "add", "Journée", "--price", "900", "--unit", "jour", "--code", "JOUR")
    desk("quote", "add", "d2026-001", "--item", "jour", "--quantity", "2,5")
    added = desk("quote", "add", "D2026-001", "Livre", "--price", "19,90", "--vat", "5,5 %",
                 "--quantity", 12, "--json")  # fmt: skip
    assert [one["amount_cents"] for one in added.json["lines"]] == [225_000, 23_880]
    changed = desk("quote", "set", "D2026-001", "--discount", "3,33", "--json").json["totals"]
    assert (changed["net_cents"], changed["vat_cents"]) == (240_592, 43_501 + 1_270)
    assert [rate["base_cents"] for rate in changed["rates"]] == [217_507, 23_085]
    sent = desk("quote", "send", "D2026-001", "--json").json
    assert (sent["state"], sent["valid_until"]) == ("sent", "2026-12-23")
    assert sent["sender"].startswith("Claire Morel EI\n8 rue")
    accepted = desk("quote", "accept", "D2026-001", "--json").json
    assert (accepted["state"], accepted["decided_at"]) == ("accepted", "2026-11-23T09:15:00Z")
    deal = desk("opportunity", "list", "--json").json[0]
    assert deal["amount_cents"] == 240_592


def test_a_change_of_a_sent_quote_is_a_new_version(desk: CommandLine) -> None:
    made(desk)
    desk("quote", "send", "D2026-001")
    changed = desk("quote", "edit", "D2026-001", 1, "--price", 600)
    assert changed.err.startswith("D2026-001 v2 · Brouillon · 1\u202f200\u00a0€ HT")
    assert desk("quote", "edit", "D2026-001 v1", 1, "--price", 1).code == Exit.REFUSED
    found = desk("quote", "list", "--json").json
    assert [(one["reference"], one["net_cents"], one["is_current"]) for one in found] == [
        ("D2026-001 v2", 120_000, True),
        ("D2026-001", 100_000, False),
    ]
    assert "remplacé par D2026-001 v2" in desk("quote", "list").out
    desk("undo")
    assert len(desk("quote", "list", "--opportunity", 1, "--json").json) == 1


def test_what_is_shown_for_people(desk: CommandLine) -> None:
    shown = made(desk)("quote", "show", "D2026-001").out
    assert "1\tAudit\t2\tjour\t500,00\u00a0€\t\t20\u202f%\t1\u202f000,00\u00a0€" in shown
    assert "Total TTC\t1\u202f200,00\u00a0€" in shown


def test_lines_are_moved_copied_and_removed(desk: CommandLine) -> None:
    made(desk)
    desk("quote", "add", "D2026-001", "Frais", "--price", 50, "--optional")
    moved = desk("quote", "move", "D2026-001", 2, 1, "--json").json
    assert [one["label"] for one in moved["lines"]] == ["Frais", "Audit"]
    counted = desk("quote", "edit", "D2026-001", 1, "--counted", "--json").json
    assert counted["totals"]["net_cents"] == 105_000
    left = desk("quote", "remove", "D2026-001", 2, "--json").json
    assert [one["label"] for one in left["lines"]] == ["Frais"]
    copy = desk("quote", "copy", "D2026-001", 1, "--json").json
    assert (copy["reference"], copy["is_current"]) == ("D2026-002", True)
    assert desk("quote", "set", "D2026-001", "--current", "--json").json["is_current"]


def test_out_as_pdf_and_as_data(desk: CommandLine, tmp_path: Path) -> None:
    made(desk)
    assert desk("quote", "pdf", "D2026-001", tmp_path / "q.pdf").code == Exit.DONE
    assert (tmp_path / "q.pdf").read_bytes().startswith(b"%PDF-")
    assert desk("quote", "pdf", "D2026-001", tmp_path / "q.pdf").code == Exit.REFUSED
    again = desk("quote", "pdf", "D2026-001", tmp_path / "q.pdf", "--force", "--json").json
    assert again == {"path": str(tmp_path / "q.pdf"), "pages": 1, "opened": False}
    exported = desk("quote", "export", "D2026-001", tmp_path / "q.json", "--json").json
    assert exported == {"path": str(tmp_path / "q.json")}
    data = json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))
    assert data == desk("quote", "show", "D2026-001", "--json").json
    desk("quote", "export", "D2026-001", tmp_path / "q.csv")
    table = (tmp_path / "q.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[1] == '"D2026-001";"Audit";"";"2000";"jour";"50000";"0";"2000";"0";"100000"'
    assert desk("quote", "export", "D2026-001", tmp_path / "q.txt").code == Exit.REFUSED


@pytest.mark.parametrize(
    "words",
    [
        "quote new 9",
        "quote show D2026-009",
        "quote add D2026-001 X --price=-5",
        "quote add D2026-001 X --quantity 0",
        "quote add D2026-001 X --vat 19,6",
        "quote add D2026-001 X --discount 101",
        "quote add D2026-001 X --price 1Md",
        "quote add D2026-001",
        "quote add D2026-001 --item rien",
        "quote edit D2026-001 2 --price 5",
        "quote set D2026-001 --until hier",
        "quote accept D2026-001",
        "quote version D2026-001",
        "catalogue retire rien",
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    desk: CommandLine, workspace: Workspace, words: str
) -> None:
    made(desk)
    before = dump(workspace)
    answer = desk(*words.split(" "))
    assert answer.code == Exit.REFUSED
    assert answer.err
    assert dump(workspace) == before


def test_a_draft_is_deleted(desk: CommandLine) -> None:
    made(desk)
    assert desk("quote", "delete", "D2026-001", "--json").json == {"deleted": "D2026-001"}
    assert desk("quote", "list").code == Exit.NOTHING
    desk("undo")
    desk("quote", "send", "D2026-001")
    assert desk("quote", "delete", "D2026-001").code == Exit.REFUSED


def test_an_amount_typed_by_hand_does_not_give_way_in_silence(desk: CommandLine) -> None:
    begun = desk("quote", "new", 1)
    assert "suit le devis" not in begun.err
    added = desk("quote", "add", "D2026-001", "Audit", "--price", 500)
    assert "Le montant suit le devis retenu : 5 000 € → 500 €" in spaced(added.err)
    assert "suit le devis" not in desk("quote", "edit", "D2026-001", 1, "--price", 600).err
    typed = desk("opportunity", "amount", 1, "--amount", 900)
    assert "D2026-001 donne 600 € HT : son prochain changement remettra" in spaced(typed.err)
    changed = desk("quote", "set", "D2026-001", "--discount", 10, "--json")
    assert changed.json["opportunity_amount_cents"] == 54_000
    assert "900 € → 540 €" in spaced(changed.err)


def spaced(text: str) -> str:
    """Return a text whose spaces are all alike."""
    return " ".join(text.split())


def test_without_identity_it_says_what_to_write(desk: CommandLine, workspace: Workspace) -> None:
    made(desk)
    workspace.path.with_name("settings.toml").write_text("[identity]\nname = 'Moi'\n")
    refused = desk("quote", "send", "D2026-001")
    assert refused.code == Exit.REFUSED
    assert "[identity]" in refused.err


def test_the_catalogue(desk: CommandLine) -> None:
    desk("catalogue", "add", "Journée", "--price", 900, "--code", "J")
    desk("catalogue", "add", "Heure", "--price", 120)
    assert desk("catalogue", "add", "Autre", "--code", "J").code == Exit.REFUSED
    desk("catalogue", "move", "heure", 1)
    desk("catalogue", "set", "j", "--price", 950, "--unit", "jour")
    found = desk("catalogue", "list", "--json").json
    assert [(one["label"], one["unit_price_cents"]) for one in found] == [
        ("Heure", 12_000),
        ("Journée", 95_000),
    ]
    desk("catalogue", "retire", "Heure")
    assert len(desk("catalogue", "list", "--json").json) == 1
    assert [one["retired"] for one in desk("catalogue", "list", "--all", "--json").json] == [
        False,
        True,
    ]
    desk("catalogue", "restore", "Heure")
    assert len(desk("catalogue", "list", "--json").json) == 2


@pytest.mark.parametrize("place", ["0", "99", "deux", "-1", "1,5"])
def test_a_place_that_no_line_has_is_told_as_such(prospect: CommandLine, place: str) -> None:
    prospect("opportunity", "new", "Vente", "--origin", "network")
    prospect("quote", "new", 1)
    prospect("quote", "add", "D2026-001", "Jour", "--price", "900")
    refused = prospect("quote", "edit", "D2026-001", place, "--label", "Journée")
    assert refused.code == Exit.REFUSED
    assert "quantité" not in refused.err
