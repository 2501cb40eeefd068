"""What an import says: its source, its columns, what became of its rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from prospect_tui.domain.importing import FULL_NAME, OWN, SKIP, MappedColumn, RowProblem
from prospect_tui.i18n import set_language
from prospect_tui.services.importing import ImportReport, TableSource
from prospect_tui.wording.imports import (
    REPORTED,
    column_name,
    nature_choice,
    problem_line,
    report_text,
    source_line,
    source_remarks,
    summary,
    target_label,
)


def report(
    rows_in: int = 500, rejected: int = 0, marked: int = 0, opposed: int = 0
) -> ImportReport:
    """Return the report of an import."""
    problems = [
        RowProblem(line, "row.duplicate_line", {"twin": 2}, f"ligne\x1b[31m {line} " + "x" * 999)
        for line in range(3, 3 + rejected)
    ]
    return ImportReport(
        1, 1, "F", rows_in, rows_in - rejected, rejected, tuple(problems), opposed, marked
    )


def source(**fields: object) -> TableSource:
    """Return a table of which some fields are told."""
    usual: dict[str, object] = {
        "path": Path("/tmp/contacts.csv"), "format": "csv", "encoding": "utf-8", "delimiter": ";",
        "sheet": "", "sheets": (), "header": ("Nom",), "header_line": 1, "generated_header": False,
    }  # fmt: skip
    return TableSource(**usual | fields)  # type: ignore[arg-type]


def bare(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (report(), "500 lignes importées"),
        (report(1), "1 ligne importée"),
        (report(12345, 20), "12 345 lignes lues : 12 325 importées, 20 non importées"),
        (report(9, marked=1), "9 lignes importées · 1 avec une valeur à vérifier"),
        (report(9, 1, 2, 3), "9 lignes lues : 8 importées, 1 non importée · 2 avec une valeur à"
                             " vérifier · 3 rayées : opposition"),
        (replace(report(), batch_id=None), "500 lignes à importer"),
        (replace(report(9, 8), batch_id=None), "9 lignes lues : 1 à importer, 8 non importées"),
        (replace(report(9, 9), batch_id=None), "9 lignes lues : 0 importée, 9 non importées"),
    ],
)  # fmt: skip
def test_a_report_in_one_line(made: ImportReport, expected: str) -> None:
    assert bare(summary(made)) == expected


def test_a_report_lists_the_first_rejected_rows() -> None:
    lines = report_text(report(2000, REPORTED + 5)).splitlines()
    assert "ligne 3" in lines[2]
    assert lines[3].startswith("    ligne")
    assert len(lines[3]) < 200
    assert "5 autres lignes" in lines[-1]
    assert "prospect import --rejects" in lines[-1]
    assert len(lines) == 2 + 2 * REPORTED + 2


def test_reasons_are_told_with_the_line() -> None:
    known = RowProblem(7, "row.duplicate", {"row": 12, "name": "Roux", "file": "Salon"}, "")
    assert bare(problem_line(known)).startswith("ligne 7 : Déjà dans le fichier « Salon »")
    set_language("en")
    assert problem_line(known) == "line 7: It is already in the file “Salon”: Roux (row 12)."


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "contacts.csv · CSV · utf-8 · séparateur « ; » · 1 200 lignes"),
        ({"delimiter": "\t"},
         "contacts.csv · CSV · utf-8 · séparateur « tabulation » · 1 200 lignes"),
        ({"format": "xlsx", "encoding": "", "delimiter": "", "sheet": "Lyon"},
         "contacts.csv · XLSX · feuille Lyon · 1 200 lignes"),
    ],
)  # fmt: skip
def test_a_source_in_one_line(fields: dict[str, object], expected: str) -> None:
    assert bare(source_line(source(**fields), 1200)) == expected
    assert "ligne" not in source_line(source(**fields), 0)


def test_what_there_is_to_know_of_a_source() -> None:
    assert source_remarks(source()) == []
    assert source_remarks(source(generated_header=True, header_line=0)) != []
    titles, repaired = source_remarks(source(header_line=4, repaired_lines=(7, 9)))
    assert "ligne 4" in titles
    assert "2 lignes" in repaired
    assert "ligne 7" in repaired


def test_names_of_columns_and_targets() -> None:
    assert column_name(MappedColumn(2, "", OWN)) == "Colonne 3"
    assert column_name(MappedColumn(2, "Nom", OWN)) == "Nom"
    labels = [target_label(target) for target in (OWN, SKIP, FULL_NAME, "city")]
    assert labels == ["colonne du fichier", "laissée de côté", "Personne (prénom, nom)", "Ville"]
    assert [nature_choice(n) for n in ("", "individual")] == ["selon le fichier", "Particulier"]
