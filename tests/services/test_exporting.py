"""Exports: what leaves comes back the same, nothing is overwritten, nothing runs elsewhere."""

import csv
import random
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.views import SortKey, View
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.domain.when import When
from prospect_tui.i18n import set_language
from prospect_tui.services import calls, exporting, grid, opposition, prospect_files
from prospect_tui.services.exporting import default_path, export_rows, target_path
from prospect_tui.services.grid import GridRecord
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.imports import NewRow, insert_rows
from prospect_tui.wording.cells import exported_text, title
from tests.builders import make_file, make_prospect

HOSTILE = (
    *("=HYPERLINK(1)", "+33 1", "-1+1", "@SUM(A1)", "'=1", "''", "d'Aubigné", "＝1"),
    *("\u00a0insécable", 'dit "oui"', '"', "a;b,c|d", "fin\\", "[ND] ou pas", "株式会社"),
    *("👍 ok", "œuvre", "1 250,00", "0612", "vrai", "01/02/2026", "1E5", "sep=;"),
    "x" * 3000,
)
LINES = ("une\ndeux\n\ntrois", "=1\n=2", '"a"\n;b', "fin\n.")
TYPED: dict[str, tuple[str, ...]] = {
    "civility": ("M.", "Mme", "Dr"),
    ColumnKind.PHONE: ("01 99 00 12 34", "0199001234 / 06 39 98 00 01", "poste 12", "+32 2 12"),
    ColumnKind.EMAIL: ("A.B@exemple.fr", "pas une adresse", "a@ex.fr; b@ex.fr"),
    ColumnKind.POSTCODE: ("01000", "2A004", "69003", "SW1A 1AA"),
    ColumnKind.SIREN: ("356000000", "12", ""),
    ColumnKind.SIRET: ("35600000000048", "1234"),
    ColumnKind.VAT: ("FR39356000000", "faux"),
    ColumnKind.NAF: ("43.32A", "menuiserie"),
    ColumnKind.DATE: ("1999-12-31", "l'an dernier"),
    ColumnKind.MONEY: ("0", "120050", "-350", "99900000"),
    ColumnKind.CHOICE: ("professional", "individual", "unknown"),
}
"""What columns that do not hold any text may hold, by kind or by key."""
ROWS = 500


def shown_in(workspace: Workspace) -> dict[str, object]:
    """Return the words of an export."""

    def shown(column: Column, value: str, record: GridRecord) -> str:
        return exported_text(column, value, record, workspace.zone)

    return {"titles": title, "shown": shown}


def export(workspace: Workspace, file_id: int, path: Path, **options: object) -> int:
    """Export a file with the usual words."""
    words = shown_in(workspace)
    return export_rows(workspace, file_id, path, **words, **options)  # type: ignore[arg-type]


def make_hostile_file(workspace: Workspace) -> int:
    """Return a file of `ROWS` rows of which each cell holds anything, with two own columns."""
    dice = random.Random(7)
    file_id = make_file(workspace)
    with workspace.transaction() as connection:
        for place, label in enumerate(("=Surface", "Remarque; maison")):
            connection.execute(
                "INSERT INTO file_column (file_id, label, kind, position) VALUES (?, ?, 'text', ?)",
                (file_id, label, place),
            )
        rows = []
        for number in range(ROWS):
            values = {
                key: dice.choice(("", *TYPED.get(key, TYPED.get(column.kind, HOSTILE))))
                for key, column in COLUMNS_BY_KEY.items()
                if column.is_editable
            }
            values["company_name"] = f"{dice.choice(HOSTILE).strip()} {number}"
            values["notes"] = dice.choice(("", *HOSTILE, *LINES)).strip()
            values["nature"] = dice.choice(TYPED[ColumnKind.CHOICE])
            own = {str(place): dice.choice(HOSTILE).strip() for place in (1, 2)}
            clean = {key: value.strip() for key, value in values.items()}
            rows.append(NewRow(None, clean, own, derive(clean)))
        insert_rows(connection, file_id, None, rows, workspace.clock.now())
    return file_id


def cells_of(workspace: Workspace, file_id: int) -> list[dict[str, str]]:
    """Return the editable cells of a file by key, or by title for its own columns."""
    columns = prospect_files.columns(workspace, file_id)
    computed = {title(c) for c in COLUMNS_BY_KEY.values() if not c.is_editable}
    kept = [c for c in columns.values() if c.is_editable and c.label not in computed]
    ids = grid.ids_of(workspace, file_id, View(), columns)
    found = grid.records(workspace, ids, kept)
    names = [c.label or c.key for c in kept]
    return [dict(zip(names, found[row].values, strict=True)) for row in ids]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_exported_comes_back_the_same(
    workspace: Workspace, tmp_path: Path, suffix: str, language: str
) -> None:
    set_language(language)
    file_id = make_hostile_file(workspace)
    path = tmp_path / f"tout{suffix}"
    assert export(workspace, file_id, path) == ROWS
    report = run_import(workspace, ImportPlan(path, into="Retour", keep_duplicates=True))
    assert (report.imported, report.rejected) == (ROWS, 0)
    assert report.file_id is not None
    before, after = cells_of(workspace, file_id), cells_of(workspace, report.file_id)
    assert list(after[0]) == list(before[0])
    for was, comes_back in zip(before, after, strict=True):
        assert comes_back == was


def test_no_cell_starts_like_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "tout.csv"
    export(workspace, make_hostile_file(workspace), path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert len(rows) == ROWS + 1
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r＝＋－＠" and cell] == []


def test_a_spreadsheet_holds_texts_only(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "tout.xlsx"
    export(workspace, make_hostile_file(workspace), path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet.max_row == ROWS + 1


def test_cells_are_written_for_other_programs(workspace: Workspace, tmp_path: Path) -> None:
    file_id = make_file(workspace)
    row = make_prospect(
        workspace,
        file_id,
        phone="+33 1 99 00 12 34",
        mobile="+33 6 39 98 00 01 / 01 99 00 00 02",
        turnover="123456700",
        amount="120050",
        founded_on="1999-12-31",
    )
    answers = Answers(when=When(workspace.clock.today()), subject="devis")
    calls.log_call(workspace, calls.CallEntry(row, "RAPP", answers, calls.new_uid()))
    path = tmp_path / "liste.csv"
    export(workspace, file_id, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (found,) = csv.DictReader(stream, delimiter=";")
    assert found["Téléphone"] == "01 99 00 12 34"
    assert found["Mobile"] == "'+33 6 39 98 00 01 / 01 99 00 00 02"
    assert (found["Chiffre d'affaires"], found["Montant"]) == ("1234567", "1200,50")
    assert found["Création"] == "31/12/1999"
    assert found["Nature"] == "Professionnel"
    assert found["Résultat"] == "RAPP"
    assert found["Prochain"].startswith("23/11/2026")
    assert found["Dernier appel"] == "23/11/2026 10:15"
    assert found["Essais"] == "1"


def test_rows_come_in_the_order_of_the_view_without_who_objects(
    workspace: Workspace, tmp_path: Path
) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id, company_name=name) for name in "bca"]
    opposition.oppose(workspace, rows[1])
    view = View(sort=(SortKey("company_name"),))
    path = tmp_path / "liste.csv"

    def names() -> list[str]:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [row[0] for row in csv.reader(stream, delimiter=";")][1:]

    assert export(workspace, file_id, path, view=view) == 2
    assert names() == ["a", "b"]
    with pytest.raises(Refused, match=r"file\.exists"):
        export(workspace, file_id, path, view=view, with_opposed=True)
    assert export(workspace, file_id, path, view=view, with_opposed=True, overwrite=True) == 3
    assert names() == ["a", "b", "c"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_stops_an_export_leaves_the_former_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "WINDOW", 2)
    file_id = make_file(workspace)
    for _number in range(5):
        make_prospect(workspace, file_id)
    path = tmp_path / "liste.csv"
    path.write_text("avant")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(workspace, file_id, path, overwrite=True, progress=stop)
    assert told == [(0, 5), (2, 5), (4, 5)]
    assert path.read_text() == "avant"
    assert [one.name for one in tmp_path.iterdir() if one.suffix in {".csv", ".tmp"}] == [path.name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Menuisiers 69", "Menuisiers 69.csv"),
        ("../../etc/passwd", "-..-etc-passwd.csv"),
        ("/absolu", "-absolu.csv"),
        ("a:b*c?", "a-b-c-.csv"),
        ("...", "-.csv"),
        ("CON", "CON-.csv"),
        ("x" * 300, "x" * 100 + ".csv"),
    ],
)
def test_a_file_name_stays_in_its_folder(tmp_path: Path, name: str, expected: str) -> None:
    path = default_path(tmp_path, name)
    assert path == tmp_path / expected
    assert path.resolve().parent == tmp_path.resolve()


def test_the_target_of_an_export(tmp_path: Path) -> None:
    assert target_path(tmp_path, "F") == tmp_path / "F.csv"
    assert target_path(tmp_path / "liste", "F") == tmp_path / "liste.csv"
    assert target_path(tmp_path / "liste.XLSX", "F") == tmp_path / "liste.XLSX"
    with pytest.raises(InvalidValue, match=r"export\.suffix"):
        target_path(tmp_path / "liste.pdf", "F")
