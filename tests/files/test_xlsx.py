"""Spreadsheets, with openpyxl as the witness of what they hold."""

import datetime as dt
import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.utils.datetime import CALENDAR_MAC_1904  # type: ignore[import-untyped]

from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files.readers.xlsx import cell_text
from prospect_tui.files.table import BadRow, SourceRow, TableSource, open_table

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def saved(path: Path, rows: list[list[Any]]) -> Path:
    """Save a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def cells(table: TableSource) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows() if isinstance(row, SourceRow)]


def refusal(path: Path, sheet: str = "") -> str:
    with pytest.raises(UnreadableFile) as caught:
        open_table(path, sheet=sheet)
    return caught.value.message_id


def archive(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (612345678.0, "612345678"),
        (13002526500013, "13002526500013"),
        (1234.5, "1234.5"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e20, "100000000000000000000"),
        (float("nan"), ""),
        (-3.0, "-3"),
        (True, "true"),
        (False, "false"),
        ("#N/A", ""),
        ("#REF!", ""),
        ("# N/A", "# N/A"),
        ("a\0b", "ab"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime.fromisoformat("2026-03-01"), "2026-03-01"),
        (dt.datetime.fromisoformat("2026-03-01T14:30"), "2026-03-01 14:30:00"),
        (dt.time(9, 30), "09:30"),
        (dt.time(9, 30, 5), "09:30:05"),
        (dt.timedelta(hours=26, minutes=3), "26:03"),
        (dt.timedelta(seconds=65), "00:01:05"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_value_becomes_the_text_that_people_expect(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_sheet_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Société", "Téléphone", "SIRET", "Créée le", "CA", "Client"],
        ["Hôtel du Château", 199001234, 13002526500013, dt.date(2017, 5, 24), 1250.5, True],
        ["  =HYPERLINK", "01 99 00 12 34", "00013", None, -3, False],
        [None, None, None, None, None, None],
        ["ligne 1\nligne 2", "", "'", "x", "é😀", "#N/A"],
    ]
    table = open_table(saved(tmp_path / "clients.xlsx", rows))
    assert table.format == "xlsx"
    assert table.header == tuple(map(str, rows[0]))
    assert list(table.rows()) == [
        SourceRow(
            2,
            ("Hôtel du Château", "199001234", "13002526500013", "2017-05-24", "1250.5", "true"),
        ),
        SourceRow(3, ("  =HYPERLINK", "01 99 00 12 34", "00013", "", "-3", "false")),
        SourceRow(5, ("ligne 1\nligne 2", "", "'", "x", "é😀", "")),
    ]
    assert list(table.rows()) == list(table.rows())


def test_a_formula_gives_its_last_result_and_is_never_computed(tmp_path: Path) -> None:
    path = saved(tmp_path / "f.xlsx", [["Nom", "Calcul"], ["A", "=1+1"], ["B", "x"]])
    assert cells(open_table(path))[0][0] == "A"
    assert "2" not in cells(open_table(path))[0][1:]


def test_days_counted_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nom", "Date"])
    sheet.append(["A", dt.date(2026, 3, 1)])
    book.save(tmp_path / "mac.xlsx")
    assert cells(open_table(tmp_path / "mac.xlsx")) == [("A", "2026-03-01")]


def test_titles_empty_margins_and_merged_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C3"] = "Salon de Lyon, 3 mars"
    sheet.merge_cells("C3:E3")
    for column, name in zip("CDE", ["Nom", "Ville", "Tél"], strict=True):
        sheet[f"{column}5"] = name
        sheet[f"{column}6"] = f"{name} 1"
    book.save(tmp_path / "salon.xlsx")
    table = open_table(tmp_path / "salon.xlsx")
    assert table.header == ("Nom", "Ville", "Tél")
    assert table.header_line == 5
    assert list(table.rows()) == [SourceRow(6, ("Nom 1", "Ville 1", "Tél 1"))]


def test_sheets_are_listed_chosen_and_skipped(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    book = Workbook()
    for name in ("Vide", "Clients", "Caché", "Autres"):
        book.create_sheet(name)
    book["Clients"].append(["Nom"])
    book["Clients"].append(["A"])
    book["Caché"].append(["Nom"])
    book["Caché"].append(["B"])
    book["Caché"].sheet_state = "hidden"
    book.save(path)
    table = open_table(path)
    assert table.sheets == ("Sheet", "Vide", "Clients", "Autres")
    assert (table.sheet, cells(table)) == ("Clients", [("A",)])
    assert cells(open_table(path, sheet="Caché")) == [("B",)]
    assert refusal(path, sheet="Absente") == "file.no_sheet"
    assert refusal(path, sheet="Vide") == "file.no_rows"


def test_a_spreadsheet_is_known_by_its_content(tmp_path: Path) -> None:
    saved(tmp_path / "a.xlsx", [["Nom"], ["A"]])
    for name in ("a.csv", "a.xls", "a", "a.foo"):
        path = tmp_path / name
        path.write_bytes((tmp_path / "a.xlsx").read_bytes())
        assert (open_table(path).format, cells(open_table(path))) == ("xlsx", [("A",)])


def test_the_rows_go_away_with_their_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spools = tmp_path / "spools"
    spools.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spools))
    table = open_table(saved(tmp_path / "a.xlsx", [["Nom"], ["A"], ["B"]]))
    (spool,) = spools.iterdir()
    assert spool.stat().st_mode & 0o777 == 0o600
    rows = table.rows()
    assert next(rows) == SourceRow(2, ("A",))
    del table
    assert list(rows) == [SourceRow(3, ("B",))]
    del rows
    assert not list(spools.iterdir())


def test_passwords_archives_and_documents_have_their_reason(tmp_path: Path) -> None:
    encrypted = tmp_path / "secret.xlsx"
    encrypted.write_bytes(OLE + bytes(2_000) + "EncryptedPackage".encode("utf-16-le") + bytes(99))
    assert refusal(encrypted) == "file.password"
    manifest = {"content.xml": b"<x/>", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert refusal(archive(tmp_path / "secret.ods", manifest)) == "file.password"
    word = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
    assert refusal(archive(tmp_path / "lettre.docx", word)) == "file.not_a_spreadsheet"
    assert refusal(archive(tmp_path / "stock.zip", {"stock.csv": b"a;b"})) == "file.archive"
    (tmp_path / "lettre.doc").write_bytes(OLE + bytes(5_000))
    assert refusal(tmp_path / "lettre.doc") == "file.damaged"


@pytest.mark.parametrize(
    "members",
    [
        {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * (64 << 20)},
        {"xl/workbook.xml": b""} | {f"xl/{n}.xml": b"0" * (9 << 20) for n in range(25)},
        {"xl/workbook.xml": b"", "xl/again.zip": b"PK\x03\x04"},
        {"xl/workbook.xml": b""} | {f"xl/{n}.xml": b"" for n in range(10_001)},
    ],
    ids=["ratio", "unpacked", "nested", "members"],
)
def test_bombs_are_refused_before_any_parser_runs(
    tmp_path: Path, members: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("subprocess.run")
    assert refusal(archive(tmp_path / "bomb.xlsx", members)) == "file.bomb"


def test_a_bomb_that_lies_about_its_size_is_refused_in_the_child(tmp_path: Path) -> None:
    honest = io.BytesIO()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nom", "x" * 32_000])
    book.save(honest)
    source = zipfile.ZipFile(honest)
    members = {name: source.read(name) for name in source.namelist()}
    members["xl/worksheets/sheet1.xml"] += b" " * (64 << 20)
    path = archive(tmp_path / "liar.xlsx", members)
    content = path.read_bytes()
    size = struct.pack("<I", len(members["xl/worksheets/sheet1.xml"]))
    assert content.count(size) >= 1
    path.write_bytes(content.replace(size, struct.pack("<I", 5_000)))
    assert refusal(path) == "file.damaged"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    saved(tmp_path / "a.xlsx", [["Nom"], ["A"]])
    source = zipfile.ZipFile(tmp_path / "a.xlsx")
    members = {name: source.read(name) for name in source.namelist()}
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>'
    members["xl/sharedStrings.xml"] = (
        bomb + '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>Nom</t></si><si><t>&e11;</t></si></sst>"
    ).encode()
    path = archive(tmp_path / "laughs.xlsx", members)
    try:
        text = "".join("".join(row) for row in cells(open_table(path)))
    except UnreadableFile:
        text = ""
    assert len(text) < 100


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.lists(st.tuples(st.integers(0), st.binary(max_size=6)), min_size=1, max_size=4))
def test_a_mutilated_workbook_is_read_or_refused(
    tmp_path: Path, changes: list[tuple[int, bytes]]
) -> None:
    content = bytearray(
        saved(tmp_path / "a.xlsx", [["Nom", "Tél"], ["A", 1], ["B", 2]]).read_bytes()
    )
    for place, patch in changes:
        at = place % len(content)
        content[at : at + len(patch)] = patch
    path = tmp_path / "mutilated.xlsx"
    path.write_bytes(bytes(content))
    try:
        rows = list(open_table(path).rows())
    except UnreadableFile as error:
        rows = []
        refused = error.message_id
    else:
        refused = ""
    assert refused.startswith("file.") or rows
    assert not any(isinstance(row, BadRow) for row in rows)
