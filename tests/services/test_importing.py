"""Imports: every row of every sample is imported or listed; batches are taken back whole."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import InvalidValue, UnreadableFile, UnusableBase
from prospect_tui.domain.importing import OWN, SKIP
from prospect_tui.domain.phone import parse_phones
from prospect_tui.files.table import SourceRow
from prospect_tui.services import (
    calls,
    importing,
    opposition,
    prospect_files,
    undo,
)
from prospect_tui.services.importing import ImportPlan, ImportReport, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import imports
from tests.builders import dump, make_file, make_prospect

SAMPLES = Path(__file__).parents[1] / "samples"
TABLES = sorted(
    path
    for path in SAMPLES.rglob("*.csv")
    if path.parent.name in {"crm", "sirene", "csvs", "phone"}
)
WITHOUT_ROWS = {"empty.csv", "empty_crlf.csv"}


def make_table(folder: Path, text: str, name: str = "liste.csv") -> Path:
    """Return the path of a new table."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    """Return the line and the reason of each rejected row."""
    return [(problem.line, problem.message_id) for problem in report.problems]


def stored(workspace: Workspace, *columns: str) -> list[tuple[object, ...]]:
    """Return these columns of every row of the base."""
    sql = f"SELECT {', '.join(columns)} FROM prospect ORDER BY id"
    return [tuple(row) for row in workspace.connection.execute(sql).fetchall()]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_row_of_a_sample_is_imported_or_listed(workspace: Workspace, path: Path) -> None:
    rows = importing.count_rows(importing.inspect(path))
    report = run_import(workspace, ImportPlan(path))
    assert report.rows_in == rows > 0
    assert report.imported + report.rejected == rows
    assert len(report.problems) == report.rejected
    assert len(stored(workspace, "id")) == report.imported
    lines = [line for (line,) in stored(workspace, "source_line")]
    told = Counter([*lines, *(problem.line for problem in report.problems)])
    assert sum(told.values()) == len(told) == rows
    if report.batch_id is not None:
        assert len(importing.rejected_rows(workspace, report.batch_id)) == report.rejected


def test_the_samples_are_all_there() -> None:
    assert len(TABLES) >= 24
    assert {path.name for path in TABLES} >= {"formats_fr.csv", "atomic_crm_test_contacts.csv"}


def test_the_french_spellings_of_numbers_give_their_e164(workspace: Workspace) -> None:
    path = SAMPLES / "phone" / "formats_fr.csv"
    preview = importing.inspect(path)
    wanted = next(c.index for c in preview.mapping if "e164" in c.header.lower())
    spelt = next(c.index for c in preview.mapping if c.index != wanted)
    found = 0
    for row in preview.source.rows():
        assert isinstance(row, SourceRow)
        numbers = [part for part in row.cells[wanted].split(";") if part.startswith("+")]
        found += bool(numbers)
        assert [number.e164 for number in parse_phones(row.cells[spelt])] == numbers, row
    assert found >= 20


# the same prospect twice


@pytest.mark.parametrize(
    ("first", "second", "is_twin"),
    [
        ("A;M. Un;01 99 00 00 01;x@a.fr;;69001", "B;Mme Deux;;X@A.fr;;69002", True),
        ("A;M. Un;01 99 00 00 01;;;", "A;M. Un;+33 1 99 00 00 01;;;", True),
        ("A;M. Un;01 99 00 00 01;;;", "A;Mme Deux;01 99 00 00 01;;;", False),
        ("A;M. Un;;;130 025 265 00013;", "A bis;Un;;;13002526500013;", True),
        ("A;M. Un;;;13002526500013;", "A;Mme Deux;;;13002526500013;", False),
        ("Été & Fils;;;;;69003", "ETE & FILS;;;;;69003", True),
        ("Été & Fils;;;;;69003", "ETE & FILS;;;;;69004", False),
        ("Été & Fils;;;;;", "ETE & FILS;;;;;", False),
        ("La Poste;;36 31;;35600000000048;75015", "La Poste;;36 31;;35600000049837;75015", False),
        ("A;;01 99 00 00 01;;13002526500013;", "B;;01 99 00 00 01;;35600000000048;", False),
        ("A;;01 99 00 00 01;;13002526500013;", "A;;01 99 00 00 01;;;", True),
    ],
)
@pytest.mark.parametrize("in_one_file", [True, False])
def test_who_is_the_same(
    workspace: Workspace, tmp_path: Path, first: str, second: str, is_twin: bool, in_one_file: bool
) -> None:
    header = "Société;Contact;Tél;E-mail;SIRET;CP\n"
    if in_one_file:
        path = make_table(tmp_path, f"{header}{first}\n{second}\n")
        report = run_import(workspace, ImportPlan(path))
        wanted = [(3, "row.duplicate_line")]
        assert [p.params for p in report.problems] == [{"twin": 2}] * is_twin
    else:
        run_import(workspace, ImportPlan(make_table(tmp_path, f"{header}{first}\n"), into="Un"))
        path = make_table(tmp_path, f"{header}{second}\n")
        report = run_import(workspace, ImportPlan(path))
        wanted = [(2, "row.duplicate")]
        if is_twin:
            assert report.problems[0].params["file"] == "Un"
            assert report.problems[0].params["row"] == 1
    assert reasons(report) == (wanted if is_twin else [])


def test_twins_are_found_across_chunks_and_in_dry_runs(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK_ROWS", 2)
    text = "Société;E-mail\n" + "".join(f"S{n % 5};s{n % 5}@ex.fr\n" for n in range(9))
    path = make_table(tmp_path, text)
    tried = run_import(workspace, ImportPlan(path, dry_run=True))
    real = run_import(workspace, ImportPlan(path))
    wanted = [(line, "row.duplicate_line") for line in (7, 8, 9, 10)]
    assert reasons(tried) == reasons(real) == wanted
    assert [p.params["twin"] for p in real.problems] == [2, 3, 4, 5]


def test_twins_may_be_kept(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Société;E-mail\nA;a@ex.fr\nA;a@ex.fr\n")
    assert run_import(workspace, ImportPlan(path, keep_duplicates=True)).imported == 2


# what is written


def test_what_is_not_imported_leaves_no_trace(workspace: Workspace, tmp_path: Path) -> None:
    make_file(workspace, "Vide")
    before = dump(workspace)
    path = make_table(tmp_path, "Société;Ville\n;\n;Lyon\n")
    dry = run_import(workspace, ImportPlan(path, dry_run=True))
    report = run_import(workspace, ImportPlan(path))
    assert (report.rows_in, report.imported, report.rejected) == (1, 0, 1)
    assert report == replace(dry, problems=report.problems)
    assert (report.file_id, report.batch_id) == (None, None)
    run_import(workspace, ImportPlan(path, into="Vide"))
    assert dump(workspace) == before
    assert undo.history(workspace)[0].code == "create_file"


def test_an_overriding_mapping_is_followed(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Qui;Quoi;Note;Secret\nAtelier;bois;bof;chut\n")
    mapping = importing.mapping_with(
        importing.inspect(path).mapping,
        {"Qui": "company_name", "2": "activity", "note": OWN, "SECRET": SKIP},
    )
    run_import(workspace, ImportPlan(path, mapping=mapping))
    assert stored(workspace, "company_name", "activity", "notes", "extra") == [
        ("Atelier", "bois", "", '{"1": "bof"}')
    ]
    for name in ("Absente", "0", "5", "²", "1" * 5_000):
        with pytest.raises(InvalidValue, match=r"import\.unknown_column"):
            importing.mapping_with(mapping, {name: OWN})
    with pytest.raises(InvalidValue, match=r"import\.unknown_field"):
        importing.mapping_with(mapping, {"Qui": "password"})


@pytest.mark.parametrize(
    ("nature", "expected"),
    [("", ["professional", "unknown"]), ("individual", ["individual", "individual"])],
)
def test_whom_the_rows_are_about(
    workspace: Workspace, tmp_path: Path, nature: str, expected: list[str]
) -> None:
    path = make_table(tmp_path, "Société;Nom;Tél\nA;;01 99 00 00 01\n;Deux;01 99 00 00 02\n")
    run_import(workspace, ImportPlan(path, nature=nature))
    assert [value for (value,) in stored(workspace, "nature")] == expected


def test_opposed_numbers_and_addresses_come_back_struck(
    workspace: Workspace, tmp_path: Path
) -> None:
    row = make_prospect(
        workspace, make_file(workspace), phone="01 99 00 12 34", email="Non@Merci.fr; n@m.fr"
    )
    opposition.oppose(workspace, row)
    path = make_table(
        tmp_path,
        "Société;Nom;Tél;E-mail\nA;Un;+33 (0)1.99.00.12.34;\nB;;;n@m.fr\n"
        "C;;01 99 00 12 35;oui@merci.fr\n",
    )
    report = run_import(workspace, ImportPlan(path))
    assert (report.imported, report.opposed) == (3, 2)
    found = stored(workspace, "company_name", "state", "opposed")[1:]
    assert found == [("A", "struck", 1), ("B", "struck", 1), ("C", "active", 0)]


def test_marked_rows_are_counted(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Société;Tél;SIRET\nA;0199;1\nB;01 99 00 00 01;\n")
    report = run_import(workspace, ImportPlan(path))
    assert (report.imported, report.marked) == (2, 1)


def test_every_row_can_be_searched(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Société;Tél\nÉtablissements Œuvre;01 99 00 00 01\n")
    run_import(workspace, ImportPlan(path))
    count = "SELECT count(*) FROM prospect_fts WHERE prospect_fts MATCH ?"
    for words in ('"oeuv"*', '"0199000001"*'):
        assert workspace.connection.execute(count, (words,)).fetchone() == (1,)
    workspace.connection.execute(
        "INSERT INTO prospect_fts (prospect_fts, rank) VALUES ('integrity-check', 1)"
    )


# taking back


def test_a_batch_is_undone_and_redone(workspace: Workspace) -> None:
    empty = dump(workspace)
    run_import(workspace, ImportPlan(SAMPLES / "crm" / "atomic_crm_test_contacts.csv"))
    full = dump(workspace)
    assert undo.undo(workspace) is not None
    assert prospect_files.files(workspace) == []
    assert stored(workspace, "id") == []
    assert dump(workspace)["phone_line"] == empty["phone_line"]
    assert undo.redo(workspace) is not None
    assert dump(workspace) == full
    assert undo.undo(workspace) is not None
    assert undo.redo(workspace) is not None
    assert dump(workspace) == full


def test_rows_called_since_are_kept_when_a_batch_is_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = make_table(tmp_path, "Société;Tél\nA;01 99 00 00 01\nB;01 99 00 00 02\n")
    report = run_import(workspace, ImportPlan(path, nature="professional"))
    assert report.batch_id is not None
    calls.log_call(workspace, calls.CallEntry(1, "NRP", Answers(), calls.new_uid()))
    assert importing.undo_batch(workspace, report.batch_id) == 1
    assert stored(workspace, "company_name") == [("A",)]
    assert [file.rows for file in prospect_files.files(workspace)] == [1]
    assert importing.batches(workspace)[0].is_undone
    assert undo.redo(workspace) is not None
    assert stored(workspace, "company_name") == [("A",), ("B",)]
    with pytest.raises(InvalidValue, match=r"import\.unknown_batch"):
        importing.undo_batch(workspace, 99)


def test_an_import_taken_back_leaves_its_name_free(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Société;Surface\nA;120\n")
    run_import(workspace, ImportPlan(path))
    undo.undo(workspace)
    assert prospect_files.free_name(workspace, "liste") == "liste"
    mapping = importing.mapping_with(importing.inspect(path).mapping, {"Surface": "notes"})
    report = run_import(workspace, ImportPlan(path, mapping=mapping))
    assert report.file_name == "liste"
    assert [c.label for c in prospect_files.columns(workspace, 1).values() if c.is_own] == []
    path = make_table(tmp_path, "Société\nB\n")
    assert run_import(workspace, ImportPlan(path)).file_name == "liste (2)"


@pytest.mark.parametrize("chunks", [1, 2, 3])
@pytest.mark.parametrize("into", ["", "Plein", "Vide"])
def test_a_cancelled_import_leaves_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunks: int, into: str
) -> None:
    monkeypatch.setattr(importing, "CHUNK_ROWS", 3)
    monkeypatch.setattr(imports, "_DROPPED_AT_ONCE", 2)
    make_file(workspace, "Vide")
    make_prospect(workspace, make_file(workspace, "Plein"))
    before = dump(workspace)
    text = "Société;Surface\n" + "".join(f"S{n};{n}\n" for n in range(20))
    seen: list[int] = []
    report = run_import(
        workspace,
        ImportPlan(make_table(tmp_path, text), into=into),
        seen.append,
        lambda: len(seen) == chunks,
    )
    assert seen == [3 * (number + 1) for number in range(chunks)]
    assert report.cancelled
    assert report.rows_in == report.imported + report.rejected == 3 * chunks
    assert dump(workspace) == before
    assert undo.redo(workspace) is None


def test_rows_called_while_a_cancelled_import_ran_are_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = make_table(tmp_path, "Société;Tél\nA;01 99 00 00 01\nB;01 99 00 00 02\n")

    def call(_rows: int) -> None:
        calls.log_call(workspace, calls.CallEntry(1, "NRP", Answers(), calls.new_uid()))

    plan = ImportPlan(path, nature="professional")
    assert run_import(workspace, plan, call, lambda: True).cancelled
    assert stored(workspace, "company_name") == [("A",)]
    assert [file.rows for file in prospect_files.files(workspace)] == [1]


def test_an_import_that_fails_leaves_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK_ROWS", 2)
    before = dump(workspace)
    path = make_table(tmp_path, "Société\n" + "".join(f"S{n}\n" for n in range(9)))

    def pull_the_plug(rows: int) -> None:
        if rows == 4:
            raise UnreadableFile("file.unreadable", name="liste.csv", reason="cable")

    with pytest.raises(UnreadableFile):
        run_import(workspace, ImportPlan(path), pull_the_plug)
    assert dump(workspace) == before


def test_a_base_that_cannot_be_written_is_told(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Société\nA\n")
    with workspace.transaction() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON prospect BEGIN"
            " SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(UnusableBase, match=r"base\.disk_full"):
        run_import(workspace, ImportPlan(path))
    assert prospect_files.files(workspace) == []


def test_chunks_are_bounded_in_characters(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK_CHARACTERS", 1000)
    text = "Société;Note\n" + "".join(f"S{n};{'x' * 600}\n" for n in range(4))
    seen: list[int] = []
    run_import(workspace, ImportPlan(make_table(tmp_path, text)), seen.append)
    assert seen == [2, 4, 4]


def test_a_preview_is_imported_as_it_was_seen(workspace: Workspace, tmp_path: Path) -> None:
    path = make_table(tmp_path, "Société;Ville\nA;Lyon\n")
    preview = importing.inspect(path)
    assert preview.samples[1] == ("Lyon",)
    report = run_import(workspace, ImportPlan(path), preview=preview)
    assert stored(workspace, "company_name", "city") == [("A", "Lyon")]
    assert importing.batches(workspace)[0].imported == report.imported == 1
