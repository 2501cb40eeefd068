"""Importing: nothing is lost, and what is not taken is told."""

import io
import sys
from pathlib import Path

import pytest

from prospect_tui.cli import imports
from prospect_tui.cli.exits import Exit
from prospect_tui.services import importing
from prospect_tui.services.workspace import Workspace
from tests.builders import dump
from tests.cli.running import CommandLine

TABLE = """Raison sociale;Téléphone;Ville;Logiciel
Menuiserie Éloi;01 99 00 00 01;Lyon;Chantidoc
Zinguerie Rey;01 99 00 00 02;Bron;
;;;
Menuiserie Éloi;01 99 00 00 01;Lyon;Chantidoc
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a table of three rows, one of them twice."""
    path = tmp_path / "contacts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_every_row_is_imported_or_told(prospect: CommandLine, table: Path) -> None:
    answer = prospect("import", table, "--into", "Menuisiers", "--json")
    assert answer.code == Exit.PARTLY
    report = answer.json
    assert (report["rows_in"], report["imported"], report["rejected"]) == (3, 2, 1)
    assert (report["file"], report["batch_id"]) == ("Menuisiers", 1)
    [problem] = report["problems"]
    assert problem["line"] == 5
    assert problem["code"].startswith("row.duplicate")
    assert problem["row"].startswith("Menuiserie Éloi")
    assert {"column": "Raison sociale", "field": "company_name"} in report["mapping"]
    assert {"column": "Logiciel", "field": "own"} in report["mapping"]
    assert [row[1:3] for row in prospect("list", "--columns", "société,ville").rows] == [
        ["Menuiserie Éloi", "Lyon"],
        ["Zinguerie Rey", "Bron"],
    ]


def test_the_first_rows_that_are_not_taken_are_told(prospect: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "twins.csv"
    path.write_text("Société;Téléphone\n" + "Rey;01 99 00 00 01\n" * 30, encoding="utf-8")
    answer = prospect("import", path)
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1 + 20 + 1
    assert "ligne 3" in answer.err
    assert "et 9 autres lignes" in answer.err
    assert prospect("import", path, "--keep-duplicates").code == Exit.DONE


def test_a_rehearsal_shows_the_columns_and_writes_nothing(
    prospect: CommandLine, workspace: Workspace, table: Path
) -> None:
    before = dump(workspace)
    answer = prospect("import", table, "--dry-run", "--map", "Logiciel=notes", "--map", "3=skip")
    shown = {row[0]: row[1:] for row in answer.rows}
    assert shown["Raison sociale"][0] == "Société"
    assert shown["Raison sociale"][1].startswith("Menuiserie Éloi · Zinguerie Rey")
    assert shown["Logiciel"][0] == "Note"
    assert dump(workspace) == before


def test_a_column_called_like_a_fixed_one_gets_a_number(
    prospect: CommandLine, tmp_path: Path
) -> None:
    table = tmp_path / "achat.csv"
    table.write_text("Société;Score;Résultat\nA;95;ok\nB;12;\n", encoding="utf-8")
    prospect("import", table)
    own = [row[1] for row in prospect("columns", "achat").rows if row[0].startswith("own:")]
    assert own == ["Score (2)", "Résultat (2)"]
    found = prospect("list", "--filter", '"score (2)">50', "--columns", "société,score (2)")
    assert [row[1:] for row in found.rows] == [["A", "95"]]


def test_columns_are_sent_where_the_user_says(prospect: CommandLine, table: Path) -> None:
    prospect("import", table, "--map", "Logiciel=Concurrent en place", "--nature", "individual")
    row = prospect("list", "--json").json[0]
    assert (row["competitor"], row["nature"], row["own"]) == ("Chantidoc", "individual", {})


@pytest.mark.parametrize(
    "words",
    [
        ("--map", "Logiciel"),
        ("--map", "=notes"),
        ("--map", "Couleur=notes"),
        ("--map", "Logiciel=couleur"),
        ("--nature", "martien"),
        ("--sheet",),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(
    prospect: CommandLine, workspace: Workspace, table: Path, words: tuple[str, ...]
) -> None:
    assert prospect("import", table, *words).code == Exit.REFUSED
    assert prospect("files").code == Exit.NOTHING


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 50, b"PK\x03\x04"])
def test_a_file_that_is_no_table_is_refused(
    prospect: CommandLine, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "strange.csv"
    if content is not None:
        path.write_bytes(content)
    answer = prospect("import", path)
    assert answer.code == Exit.REFUSED
    assert "strange.csv" in answer.err
    assert prospect("files").code == Exit.NOTHING


def test_rows_not_taken_are_written_to_a_file(
    prospect: CommandLine, table: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rejected.csv"
    prospect("import", table, "--rejects", path)
    heading, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert heading == '"Ligne";"Motif";"Contenu"'
    assert [row.split(";")[0] for row in rows] == ['"5"']
    assert prospect("import", table, "--rejects", path).code == Exit.REFUSED
    assert len(prospect("imports").rows) == 1


def test_a_table_may_come_from_another_program(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode("cp1252"))))
    assert prospect("import", "-", "--into", "Reçus").code == Exit.PARTLY
    assert (
        prospect("list", "--file", "Reçus", "--json").json[0]["company_name"] == "Menuiserie Éloi"
    )


def test_an_import_is_taken_back_whenever_it_was_made(prospect: CommandLine, table: Path) -> None:
    prospect("import", table)
    prospect("call", 1, "NRP")
    assert prospect("imports").rows == [["1", "contacts", "contacts.csv", "3", "2", "1", ""]]
    answer = prospect("undo-import", 1)
    assert answer.code == Exit.DONE
    assert "1 ligne gardée" in answer.err
    assert [row["id"] for row in prospect("list", "--json").json] == [1]
    assert prospect("imports", "--json").json[0]["is_undone"] is True
    assert prospect("undo-import", 9).code == Exit.REFUSED


def test_ctrl_c_leaves_nothing_of_an_import(
    prospect: CommandLine, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_ctrl_c(_rows: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "CHUNK_ROWS", 1)
    monkeypatch.setattr(imports, "tell_progress", press_ctrl_c)
    answer = prospect("import", table)
    assert answer.code == Exit.INTERRUPTED
    assert "rien n'a été gardé" in answer.err
    assert prospect("list").code == Exit.NOTHING
