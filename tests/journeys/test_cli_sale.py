"""A sale on the command line: from a pasted card to a signed quote, renewed a year later."""

from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from tests.cli.running import CommandLine

IDENTITY = """
[identity]
name = "Claire Morel"
address = ["8 rue des Tanneurs", "69003 Lyon"]
siret = "732 829 320 00074"
"""
CARD = """Anne ROUX
Responsable formation
LAMBERT BOIS SARL
12 rue des Scieurs, 69007 Lyon
Tél. 04 65 71 00 12 - 06 39 98 12 34
anne.roux@lambert-bois.example
"""


@pytest.fixture
def prospect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Return the command line on a new base, with an identity and a card in a file."""
    (tmp_path / "settings.toml").write_text(IDENTITY, encoding="utf-8")
    (tmp_path / "card.txt").write_text(CARD, encoding="utf-8")
    return CommandLine(tmp_path / "base.db", monkeypatch, capsys)


def sell(prospect: CommandLine, tmp_path: Path) -> None:
    """Note the card, quote, have it signed, and let the renewal wait."""
    card = ("--from", tmp_path / "card.txt", "--origin", "trade_fair")
    found = prospect("opportunity", "new", *card, "--dry-run")
    assert "LAMBERT BOIS SARL" in found.out
    assert prospect("opportunity", "list").code == Exit.NOTHING
    made = prospect("opportunity", "new", "Formation", *card, "--next", "jeu 9h")
    assert made.code == Exit.DONE
    assert "jeu. 26/11 09:00" in made.err
    prospect.at("2026-11-26T09:30")
    done = prospect("opportunity", "done", 1, "--result", "un devis", "--next", "lun 10h")
    assert "lun. 30/11 10:00" in done.err
    assert prospect("quote", "new", 1).code == Exit.DONE
    line = ("--price", "900", "--quantity", "2,5", "--unit", "jour")
    assert "2\u202f250\xa0€ HT" in prospect("quote", "add", "D2026-001", "Journée", *line).err
    assert prospect("quote", "send", "D2026-001").code == Exit.DONE
    refused = prospect("quote", "send", "D2026-001")
    assert refused.code == Exit.REFUSED
    prospect.at("2026-11-30T11:00")
    assert "Accepté" in prospect("quote", "accept", "D2026-001").err
    won = prospect("opportunity", "win", 1, "--renewal", 12, "--after-sale", 30)
    assert "Formation 2027" in won.err


def test_from_a_card_to_a_signed_quote_and_its_renewal(
    prospect: CommandLine, tmp_path: Path
) -> None:
    sell(prospect, tmp_path)
    (client,) = prospect("client", "list", "--json").json
    assert client["name"] == "LAMBERT BOIS SARL"
    assert (client["won_cents"], client["open"], client["has_folder"]) == (225_000, 1, True)
    prospect.at("2027-11-29T09:00")
    assert "Formation 2027" not in prospect("today").out
    prospect.at("2027-11-30T09:00")
    assert "Formation 2027" in prospect("today").out
    shown = prospect("show", "--opportunity", 2, "--format", "text").out
    assert "Anne Roux" in shown
    assert "0465710012" in "".join(shown.split())


def test_three_trainings_are_three_sales_of_one_client(
    prospect: CommandLine, tmp_path: Path
) -> None:
    sell(prospect, tmp_path)
    for title in ("Word", "Outlook"):
        assert prospect("opportunity", "duplicate", 1, "--title", title).code == Exit.DONE
    (client,) = prospect("client", "list", "--json").json
    assert (client["won"], client["open"]) == (1, 3)
    page = prospect("client", "show", client["id"]).out
    assert all(title in page for title in ("Formation 2027", "Word", "Outlook"))
    for number in (2, 3, 4):
        assert prospect("client", "unfile", number).code == Exit.DONE
        left = [one["has_folder"] for one in prospect("client", "list", "--json").json]
        assert left == [number < 4]
    assert prospect("undo", "--count", 3).err.count("Annulé") == 3
    assert prospect("client", "list", "--json").json == [client]


def test_a_week_is_planned_and_moved(prospect: CommandLine) -> None:
    assert prospect("event", "new", "Comptable", "mar 14h").code == Exit.DONE
    told = prospect("event", "new", "Visite", "mar 14h30")
    assert "Comptable" in told.err, "the conflict is told"
    assert prospect("event", "postpone", 2, "mer 14h30").code == Exit.DONE
    shown = prospect("planning", "--json").json
    placed = {item["title"]: day["day"] for day in shown["days"] for item in day["items"]}
    assert placed == {"Comptable": "2026-11-24", "Visite": "2026-11-25"}
