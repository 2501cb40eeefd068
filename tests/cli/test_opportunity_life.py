"""Creating, doing, closing and reopening opportunities from the command line."""

import io
import sys
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from tests.cli.running import Answer, CommandLine

MAIL = b"""From: Anne Roux <anne.roux@lambert-bois.example>
To: moi@exemple.example
Subject: =?utf-8?q?Re=3A_Demande_de_devis_fen=C3=AAtres?=
Date: Fri, 20 Nov 2026 17:05:00 +0100
Message-ID: <1@lambert-bois.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><style>p {color: red}</style><p>Bonjour Monsieur,</p><p>Merci de me rappeler.</p>
<div>-- <br>Anne Roux<br>Directrice des achats<br>LAMBERT BOIS SARL<br>
T\xc3\xa9l. 04 65 71 00 12<br>SIRET 732 829 320 00074<br>12 rue des Lilas<br>69003 LYON</div></html>
"""


def new(prospect: CommandLine, title: str = "Devis toiture", *options: object) -> Answer:
    return prospect("opportunity", "new", title, "--origin", "referral", *options)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_mail_becomes_an_opportunity(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, MAIL)
    answer = prospect("opportunity", "new", "--from", "-", "--json")
    assert answer.code == Exit.DONE
    assert answer.json["title"] == "LAMBERT BOIS SARL · Demande de devis fenêtres"
    shown = prospect("show", 1, "--opportunity", "--json").json
    assert shown["origin"] == "inbound_mail"
    (contact,) = shown["contacts"]
    assert (contact["first_name"], contact["last_name"]) == ("Anne", "Roux")
    assert (contact["email"], contact["phone"]) == (
        "anne.roux@lambert-bois.example",
        "04 65 71 00 12",
    )
    assert shown["company"]["siret"] == "73282932000074"
    assert shown["company"]["city"] == "Lyon"


@pytest.mark.parametrize(
    ("words", "title", "origin"),
    [
        ((), "LAMBERT BOIS SARL · Demande de devis fenêtres", "inbound_mail"),
        (("--origin", "quote_request"), "LAMBERT BOIS SARL · Demande de devis fenêtres",
         "quote_request"),
        (("Fenêtres",), "Fenêtres", "inbound_mail"),
        (("Fenêtres", "--origin", "web_form"), "Fenêtres", "web_form"),
    ],
)  # fmt: skip
def test_a_mail_is_handed_over_without_a_word(
    prospect: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    title: str,
    origin: str,
) -> None:
    feed(monkeypatch, MAIL)
    assert prospect("opportunity", "new", *words, "--json").json["title"] == title
    shown = prospect("show", 1, "--opportunity", "--json").json
    assert shown["origin"] == origin
    is_eaten = sys.stdin.read() == ""
    assert is_eaten == bool(shown["contacts"]) == (len(words) < 3)


def test_what_was_found_is_shown_without_writing(prospect: CommandLine, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(MAIL)
    answer = prospect("opportunity", "new", "--from", mail, "--dry-run", "--json")
    assert answer.json["company"]["postcode"] == "69003"
    assert answer.json["sent_on"] == "2026-11-20"
    assert answer.json["known"]["contact"] is None
    assert "Rien n'a été écrit" in answer.err
    assert prospect("opportunity", "list").code == Exit.NOTHING
    prospect("opportunity", "new", "--from", mail)
    again = prospect("opportunity", "new", "--from", mail, "--dry-run", "--json").json
    assert again["known"]["contact"]["name"] == "Anne Roux"
    assert again["known"]["company"]["field"] == "siret"


def test_whoever_is_known_is_not_doubled(prospect: CommandLine, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(MAIL)
    prospect("opportunity", "new", "--from", mail)
    answer = prospect("opportunity", "new", "Portes", "--from", mail)
    assert "Déjà connu" in answer.err
    first, second = (prospect("show", n, "--opportunity", "--json").json for n in (1, 2))
    assert first["contacts"][0]["id"] == second["contacts"][0]["id"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\xff\xfe bla", "Rien d'utile"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 50, "Rien d'utile"),
        (b"x" * (20 * 1024 * 1024 + 1), "20"),
    ],
    ids=["garbage", "hollow mail", "endless"],
)
def test_a_text_of_no_use_is_told(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch, data: bytes, words: str
) -> None:
    feed(monkeypatch, data)
    answer = prospect("opportunity", "new", "--from", "-")
    assert answer.code != Exit.DONE
    assert words in answer.err
    assert prospect.crashes() == ""


def test_an_origin_is_needed_without_a_mail(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, b" \n")
    answer = prospect("opportunity", "new", "Devis")
    assert answer.code != Exit.DONE
    assert "--origin" in answer.err


def test_it_is_created_with_its_date_source_and_campaign(prospect: CommandLine) -> None:
    new(prospect, "Stand", "--next", "+3j 9h", "--kind", "quote", "--source", "Salon Bâti",
        "--campaign", "Automne", "--company", "Lambert", "--second-contact", "M. Paul Petit",
        "--contact", "Mme Roux")  # fmt: skip
    (card,) = prospect("opportunity", "list", "--json").json
    assert (card["status"], card["next_type"]) == ("standby", "quote")
    contacts = prospect("show", 1, "--opportunity", "--json").json["contacts"]
    assert [one["last_name"] for one in contacts] == ["Roux", "Petit"]


def test_what_lacks_is_said_and_stops_nothing(prospect: CommandLine) -> None:
    assert "Pas encore connu" in new(prospect).err
    prospect("opportunity", "qualify", 1, "--known", "budget", "--known", "Projet", "--who", "Paul")
    shown = prospect("show", 1, "--opportunity", "--json").json
    assert shown["conditions"]["budget"]
    assert shown["conditions"]["project"]
    assert not shown["conditions"]["date"]
    assert shown["five_w"]["who"] == "Paul"
    assert prospect("opportunity", "qualify", 1, "--known", "bof").code != Exit.DONE


def test_an_action_done_gives_way_to_the_next(prospect: CommandLine) -> None:
    new(prospect)
    prospect("opportunity", "next", 1, "demain", "--kind", "quote", "--label", "chiffrer")
    done = prospect("opportunity", "done", 1, "--result", "envoyé", "--next", "+5j", "--json")
    assert (done.json["status"], done.json["next_type"]) == ("standby", "call")
    assert "chiffrer" in prospect("show", 1, "--opportunity").out
    assert prospect("opportunity", "done", 1, "--result", "eu", "--json").json["status"] == "to_do"
    assert prospect("opportunity", "done", 1).code == Exit.REFUSED


def test_the_standard_actions_of_a_stage(prospect: CommandLine) -> None:
    plan = prospect(
        "stage", "plan", "set", "needs", "Appel +0 découverte", "mail +2 compte rendu", "--json"
    )
    assert [step["after_days"] for step in plan.json["steps"]] == [0, 2]
    assert "Action standard proposée" in new(prospect).err
    taken = prospect("opportunity", "next", 1, "--standard", "--json").json
    assert (taken["next_type"], taken["next_label"]) == ("call", "découverte")
    done = prospect("opportunity", "done", 1, "--result", "vu", "--standard", "--json").json
    assert (done["next_type"], done["next"]["day"]) == ("mail", "2026-11-25")
    assert prospect("opportunity", "done", 1, "--standard").code == Exit.REFUSED
    assert len(prospect("stage", "plan", "list", "--json").json) == 2
    assert prospect("stage", "plan", "set", "needs").code == Exit.DONE
    assert prospect("stage", "plan", "list").code == Exit.NOTHING


def test_a_type_of_action_of_ones_own(prospect: CommandLine) -> None:
    made = prospect("action-type", "add", "Démo en visio", "--kind", "meeting", "--json").json
    assert made == {
        "code": "demo_en_visio", "label": "Démo en visio", "kind": "meeting", "retired": False,
    }  # fmt: skip
    new(prospect)
    said = prospect("opportunity", "next", 1, "demain 14h", "--kind", "démo en visio")
    assert "Démo en visio" in said.err
    assert "Démo en visio" in prospect("opportunity", "list").out
    prospect("action-type", "change", "demo_en_visio", "--label", "Démo")
    assert "Démo" in prospect("today").out + prospect("opportunity", "list").out
    prospect("action-type", "move", "Démo", 1)
    assert prospect("action-type", "list", "--json").json[0]["code"] == "demo_en_visio"
    assert prospect("action-type", "retire", "Démo").code == Exit.DONE
    assert prospect("opportunity", "next", 1, "demain", "--kind", "Démo").code != Exit.DONE
    assert prospect("action-type", "restore", "Démo").code == Exit.DONE


def test_a_renewal_a_year_later_and_the_after_sale(prospect: CommandLine) -> None:
    new(prospect, "Entretien 2026", "--amount", "1200", "--contact", "Mme Roux")
    won = prospect("opportunity", "win", 1, "--renewal", 12, "--after-sale", 30, "--json").json
    assert (won["status"], won["renewal"]) == ("won", 2)
    (twin,) = prospect("opportunity", "list", "--json").json
    assert (twin["title"], twin["status"]) == ("Entretien 2027", "standby")
    assert (twin["amount_cents"], twin["contact"]) == (120_000, "Mme Roux")
    assert prospect("opportunity", "after-sale", 1, "demain").code == Exit.DONE
    prospect.at("2026-12-23T10:15+01:00")
    assert "Après-vente" in prospect("today").out
    prospect.at("2027-11-23T10:15+01:00")
    (twin,) = prospect("opportunity", "list", "--json").json
    assert twin["status"] == "to_do"


def test_a_closed_one_is_taken_up_again(prospect: CommandLine) -> None:
    new(prospect)
    assert prospect("opportunity", "reopen", 1).code == Exit.REFUSED
    prospect("opportunity", "lose", 1, "--competitor", "Duval")
    assert prospect("opportunity", "after-sale", 1, "demain").code == Exit.REFUSED
    assert prospect("opportunity", "reopen", 1, "--json").json["status"] == "to_do"


def test_amounts_that_nobody_sells_for(prospect: CommandLine) -> None:
    new(prospect)
    for words in (["--amount", "9" * 14], ["--probability", "101"], ["--amount", "-5"]):
        assert prospect("opportunity", "amount", 1, *words).code not in {Exit.DONE, 70}
    assert prospect.crashes() == ""
