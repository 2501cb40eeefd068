"""Exports: whole or absent, harmless to spreadsheets, and read back as they were."""

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook  # type: ignore[import-untyped]

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.guarding import guarded, unguarded
from prospect_tui.files.table import SourceRow, open_table
from prospect_tui.files.writers import xlsx
from prospect_tui.files.writers.csv import write_csv
from prospect_tui.files.writers.xlsx import write_xlsx

HEADER = ["Société", "Téléphone", "Notes"]
DANGERS = "=+-@\t\r＝＋－＠"
WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}

# What the entries of the program let through: no control character but line ends and tabs.
kept = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(
    "\n\t\r" + DANGERS + "'\";,|"
)
texts = st.text(kept, max_size=30)


def read_back(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in open_table(path).rows() if isinstance(row, SourceRow)]


def columns_read_by(delimiter: str, path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream, delimiter=delimiter):
            yield from row


@pytest.mark.parametrize("sign", DANGERS)
@pytest.mark.parametrize("before", ["", "'", '"', ";", ",", '";', "x;", 'x"', "a\n", "''"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_no_spreadsheet_sees_a_formula(
    tmp_path: Path, sign: str, before: str, delimiter: str
) -> None:
    text = f"{before}{sign}cmd|' /C calc'!A0"
    path = tmp_path / "export.csv"
    write_csv(path, HEADER, [["A", text, "x"]])
    assert not [
        cell for cell in columns_read_by(delimiter, path) if cell.lstrip('" ')[:1] in set(DANGERS)
    ]
    assert read_back(path) == [("A", text, "x")]


@pytest.mark.parametrize("sign", DANGERS)
def test_the_guard_is_one_apostrophe(sign: str) -> None:
    assert guarded(f"{sign}1") == f"'{sign}1"
    assert guarded(f'"{sign}1') == f"\"'{sign}1"
    assert guarded(f"a{sign}1") == f"a{sign}1"


@pytest.mark.parametrize("text", ["l'été", "'tis", "06 39 98 00 01", "a-b", "x@y.fr", "", "' ="])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(texts)
def test_unguarding_gives_back_any_text(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(texts, texts, texts).filter(lambda row: "".join(row).strip()), min_size=1)
)
def test_exporting_then_importing_changes_nothing(
    tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path / "export.csv"
    assert write_csv(path, HEADER, rows, overwrite=True) == len(rows)
    table = open_table(path)
    assert table.header == tuple(HEADER)
    assert read_back(path) == rows


def test_ten_thousand_rows_come_back(tmp_path: Path) -> None:
    signs = [*DANGERS, "'", ";", '"', "\n", "é"]
    rows = [
        (f"Société {n}", signs[n % len(signs)] * (n % 4), f"a{signs[n % 7]}\n{signs[n % 5]};{n}")
        for n in range(10_000)
    ]
    write_csv(tmp_path / "export.csv", HEADER, rows)
    assert read_back(tmp_path / "export.csv") == rows


def test_csv_opens_rightly_in_french_spreadsheets(tmp_path: Path) -> None:
    write_csv(tmp_path / "export.csv", HEADER, [["Été", "01 99 00 12 34", "a;b"]])
    content = (tmp_path / "export.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == '"Été";"01 99 00 12 34";"a;b"'


def test_every_cell_of_a_spreadsheet_is_a_text(tmp_path: Path) -> None:
    texts_written = [
        "=1+1",
        "+33199001234",
        "http://exemple.fr",
        "00012",
        "12",
        "_x0041_",
        "é😀",
        "\t",
    ]
    path = tmp_path / "export.xlsx"
    assert write_xlsx(path, ["Valeur"], [[text] for text in texts_written]) == len(texts_written)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert [cells[0] for cells in read_back(path)] == texts_written[:-1]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(texts, texts, texts).filter(lambda row: "".join(row).strip()), min_size=1)
)
def test_a_spreadsheet_gives_back_what_was_written(
    tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path / "export.xlsx"
    write_xlsx(path, HEADER, rows, overwrite=True)
    assert read_back(path) == rows


def test_limits_of_spreadsheets_are_refused_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.xlsx"
    with pytest.raises(Refused) as caught:
        write_xlsx(path, HEADER, [["A", "x" * 32_768, ""]])
    assert (caught.value.message_id, caught.value.params["line"]) == ("file.cell_too_long", 2)
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(Refused) as caught:
        write_xlsx(path, HEADER, [["A", "", ""]] * 3)
    assert caught.value.message_id == "file.too_many_rows"
    assert not list(tmp_path.iterdir())
    assert write_xlsx(path, HEADER, [["A", "", ""]] * 2) == 2


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_file_is_private_and_never_replaced_unasked(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"export{suffix}"
    former = os.umask(0)
    try:
        WRITERS[suffix](path, HEADER, [["A", "1", ""]])
    finally:
        os.umask(former)
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        WRITERS[suffix](path, HEADER, [["B", "2", ""]])
    assert caught.value.message_id == "file.exists"
    assert path.read_bytes() == before
    WRITERS[suffix](path, HEADER, [["B", "2", ""]], overwrite=True)
    assert read_back(path) == [("B", "2", "")]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_failure_leaves_the_former_file_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    def rows() -> Iterable[list[str]]:
        yield ["A", "1", ""]
        raise RuntimeError("the base went away")

    path = tmp_path / f"export{suffix}"
    path.write_text("former")
    with pytest.raises(RuntimeError):
        WRITERS[suffix](path, HEADER, rows(), overwrite=True)
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    link = tmp_path / "export.csv"
    link.symlink_to(target)
    with pytest.raises(Refused):
        write_csv(link, HEADER, [])
    write_csv(link, HEADER, [["A", "", ""]], overwrite=True)
    assert target.read_text() == "precious"
    assert not link.is_symlink()


def test_a_name_taken_meanwhile_is_respected(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"

    def rows() -> Iterable[list[str]]:
        path.write_text("another program was quicker")
        yield ["A", "", ""]

    with pytest.raises(Refused) as caught:
        write_csv(path, HEADER, rows())
    assert caught.value.message_id == "file.exists"
    assert path.read_text() == "another program was quicker"


def test_disks_without_hard_links_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    path = tmp_path / "export.csv"
    write_csv(path, HEADER, [["A", "", ""]])
    assert read_back(path) == [("A", "", "")]


@pytest.mark.parametrize("name", ["missing/export.csv", "x" * 300, "a\0b.csv"])
def test_places_that_cannot_be_written_are_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as caught:
        write_csv(tmp_path / name, HEADER, [["A", "", ""]])
    assert caught.value.message_id == "file.not_writable"
    assert caught.value.params["reason"]
    assert not list(tmp_path.iterdir())
