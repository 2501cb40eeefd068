"""A prospector's day on the command line, from a cold table to a won sale."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from tests.cli.running import CommandLine

TABLE = """Société;Nom;Téléphone;Ville;Effectif;Logiciel
Menuiserie Éloi;Marc Éloi;01 99 00 10 01;Lyon;12;Chantidoc
Zinguerie Rey;Anne Rey;01 99 00 10 02;Bron;4;
Charpentes Aubert;Luc Aubert;01 99 00 10 03;Lyon;30;Devigestal
Atelier Œuvray;;01 99 00 10 04;Oullins;;
"""


@pytest.fixture
def prospect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[CommandLine]:
    """Sit down on Monday morning, before there is any base."""
    (tmp_path / "salon.csv").write_text(TABLE, encoding="cp1252")
    line = CommandLine(tmp_path / "base" / "prospect.db", monkeypatch, capsys)
    yield line
    assert line.crashes() == ""


def test_a_day_from_a_cold_table_to_a_won_sale(prospect: CommandLine, tmp_path: Path) -> None:
    import_the_table(prospect, tmp_path)
    call_the_queue(prospect)
    work_on_the_opportunity(prospect)
    come_back_on_tuesday(prospect)
    take_back_and_bring_back(prospect)
    leave_with_everything(prospect, tmp_path)


def import_the_table(prospect: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "salon.csv"
    preview = prospect("import", table, "--into", "Salon Habitat", "--dry-run")
    assert preview.rows[0][:2] == ["Société", "Société"]
    assert prospect("files").code == Exit.NOTHING
    assert prospect("import", table, "--into", "Salon Habitat").code == Exit.DONE
    assert prospect("files").rows == [["1", "Salon Habitat", "4", "4", "0", "0"]]


def call_the_queue(prospect: CommandLine) -> None:
    assert [cells[1] for cells in prospect("queue").rows] == [
        "Menuiserie Éloi", "Zinguerie Rey", "Charpentes Aubert", "Atelier Œuvray",
    ]  # fmt: skip
    assert "demain après-midi" in prospect("call", 1, "NRP", "--dry-run").out
    assert "essai 1/6" in prospect("call", 1, "NRP").err
    prospect.at("2026-11-23T10:20")
    assert "auj. 11:00" in prospect("call", 2, "RAPP", "--at-date", "11h", "--decider").err
    prospect.at("2026-11-23T10:30")
    agreed = ("--at-date", "jeu 14h", "--place", "chez lui", "--amount", "12 k€")
    met = prospect("call", 3, "RDV", *agreed, "--note", "Change de logiciel en janvier", "--json")
    assert met.json["opportunity_id"] == 1
    assert [cells[1] for cells in prospect("queue").rows] == ["Atelier Œuvray"]
    prospect.at("2026-11-23T11:01")
    assert [cells[1] for cells in prospect("queue").rows] == ["Zinguerie Rey", "Atelier Œuvray"]


def work_on_the_opportunity(prospect: CommandLine) -> None:
    [card] = prospect("opportunity", "list").rows
    assert card[1:5] == ["Charpentes Aubert", "Luc Aubert", "Analyse des besoins", "En attente"]
    assert "Change de logiciel en janvier" in prospect("show", "--opportunity", 1).out
    assert prospect("opportunity", "move", 1, "proposition").code == Exit.DONE
    assert prospect("opportunity", "next", 1, "mar 9h", "--label", "le devis").code == Exit.DONE


def come_back_on_tuesday(prospect: CommandLine) -> None:
    prospect.at("2026-11-24T09:30")
    today = prospect("today").out
    assert "Zinguerie Rey" in today
    assert "Charpentes Aubert" in today
    late = {
        line["title"] for line in prospect("today", "--json").json["lines"] if line["red_reason"]
    }
    assert late == {"Zinguerie Rey", "Charpentes Aubert"}
    won = prospect("opportunity", "win", 1, "--lesson", "Rappelé le jour dit")
    assert "Gagnée" in won.err
    assert prospect("opportunity", "list").code == Exit.NOTHING


def take_back_and_bring_back(prospect: CommandLine) -> None:
    assert prospect("undo").code == Exit.DONE
    assert len(prospect("opportunity", "list").rows) == 1
    assert prospect("undo", "--count", 3).err.count("Annulé") == 3
    row = prospect("show", 3, "--json").json
    assert (row["state"], row["opportunity_id"]) == ("active", None)
    assert prospect("redo", "--count", 4).err.count("Rétabli") == 4
    assert prospect("redo").code == Exit.NOTHING
    assert prospect("show", 1, "--opportunity", "--json").json["status"] == "won"


def leave_with_everything(prospect: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    assert prospect("export", path).err == "4 lignes écrites\n"
    again = prospect("import", path, "--into", "Retour")
    assert again.code == Exit.PARTLY
    assert "4" in again.err
    assert prospect("undo").code == Exit.DONE
    copy = Path(prospect("backup").out.strip())
    assert copy.is_file()
    assert prospect("doctor").code == Exit.DONE
