"""Tables as people send them: every row comes out once, or says why not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files.records import LONGEST_CELL
from prospect_tui.files.table import BadRow, SourceRow, TableSource, open_table

SPECTRUM = Path("tests/samples/csv-spectrum")

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return how to put a content in a file."""

    def write(content: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def good(table: TableSource) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows() if isinstance(row, SourceRow)]


def bad(table: TableSource) -> list[tuple[int, str]]:
    return [(row.line, row.message_id) for row in table.rows() if isinstance(row, BadRow)]


@pytest.mark.parametrize("path", sorted(SPECTRUM.glob("csvs/*.csv")), ids=lambda path: path.stem)
def test_csv_spectrum_gives_what_its_authors_want(path: Path) -> None:
    table = open_table(path)
    read = [dict(zip(table.header, cells, strict=True)) for cells in good(table)]
    wanted = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text())
    if path.stem == "location_coordinates":
        # Published with another phone number in the JSON than in the CSV.
        wanted = [wanted | {"Contact Phone Number": "2095257564"}]
    assert read == wanted
    assert not bad(table)


SIMPLE = "Société;Ville\nBénard;Nîmes\nFaÿ;Sète\n"


@pytest.mark.parametrize(
    "content",
    [
        SIMPLE.encode("cp1252"),
        SIMPLE.encode("utf-8-sig"),
        SIMPLE.encode("utf-16"),
        SIMPLE.replace(";", "\t").encode("utf-16-le"),
        SIMPLE.replace(";", "\t").encode("utf-16-be"),
        SIMPLE.replace(";", ",").encode("mac_roman").replace(b"\n", b"\r"),
        SIMPLE.encode("cp850").replace(b"\n", b"\r\n"),
        SIMPLE.encode("utf-32"),
        b"sep=|\r\n" + SIMPLE.replace(";", "|").encode(),
        SIMPLE.replace("\n", "\r\r\n").encode(),
        SIMPLE.replace("\n", "\n\n;\n   \n").encode(),
        SIMPLE.replace("\n", ";\n").encode(),
        SIMPLE.replace(";", "\0;\0").encode(),
        SIMPLE.encode("utf-8-sig").replace("ÿ".encode(), b"\xff"),
        b'"' + SIMPLE.replace(";", '";"').replace("\n", '"\n"').encode()[:-1],
    ],
    ids=range(15),
)
def test_one_table_in_fifteen_disguises(written: Written, content: bytes) -> None:
    table = open_table(written(content))
    rows = good(table)
    assert table.header == ("Société", "Ville")
    assert rows[0] == ("Bénard", "Nîmes")
    assert rows[1] in {("Faÿ", "Sète"), ("Fa\ufffd", "Sète")}
    assert len(rows) == 2
    assert not bad(table)


def test_rows_can_be_read_again_and_know_their_lines(written: Written) -> None:
    table = open_table(written('a;b\n1;"x\ny"\n\n2;z\n'))
    assert list(table.rows()) == [SourceRow(2, ("1", "x\ny")), SourceRow(5, ("2", "z"))]
    assert list(table.rows()) == list(table.rows())
    assert (table.format, table.delimiter, table.header_line) == ("csv", ";", 1)


@pytest.mark.parametrize(
    ("text", "header", "line", "first"),
    [
        ("Export du CRM\n\nNom;Tél;Ville\nA;0199001234;Lyon\n", ("Nom", "Tél", "Ville"), 3, "A"),
        ("Client;;\nEdité le;12/03/2026;\nNom;Tél;Ville\nA;1;2\nB;3;4\n", None, 3, "A"),
        (";;Contact;;\nNom;CP;Nom;Tél;Mail\nA;69003;B;1;2\n", None, 2, "A"),
        ("Champ X;Champ Y\n12;x@exemple.fr\n13;y@exemple.fr\n", None, 1, "12"),
        ("Nom;2023;2024\nA;10;20\nB;30;40\n", ("Nom", "2023", "2024"), 1, "A"),
        ("Société\nDupont\n", ("Société",), 1, "Dupont"),
        ("Dupont;0199001234\nDurand;0199001235\n", ("", ""), 0, "Dupont"),
        ("a@exemple.fr\nb@exemple.fr\n", ("",), 0, "a@exemple.fr"),
        ("0199001234\n", ("",), 0, "0199001234"),
        ("Nom;Tél;Tél;;tél\nA;1;2;3;4\n", ("Nom", "Tél", "Tél (2)", "", "tél"), 1, "A"),
        ('Nom;"Chiffre\n d\'affaires"\nA;1\n', ("Nom", "Chiffre d'affaires"), 1, "A"),
    ],
)
def test_the_header_is_found(
    written: Written, text: str, header: tuple[str, ...] | None, line: int, first: str
) -> None:
    table = open_table(written(text))
    assert table.header_line == line
    assert table.generated_header is (line == 0)
    assert good(table)[0][0] == first
    if header is not None:
        assert table.header == header


def test_the_user_may_say_whether_there_is_a_header(written: Written) -> None:
    path = written("Alpha;Beta\nGamma;Delta\n")
    assert len(good(open_table(path))) == 1
    assert len(good(open_table(path, header=False))) == 2
    data = written("A;0199001234\nB;0199001235\n")
    assert open_table(data, header=True).header == ("A", "0199001234")


def test_ragged_rows_are_padded_or_widen_the_table(written: Written) -> None:
    table = open_table(written("Nom;Ville\nA\nB;Lyon;suite\nC;Nice;;\n"))
    assert table.header == ("Nom", "Ville", "")
    assert good(table) == [("A", "", ""), ("B", "Lyon", "suite"), ("C", "Nice", "")]


def test_a_late_row_with_too_many_cells_is_bad(written: Written) -> None:
    lines = ["Nom;Ville"] + ["A;Lyon"] * 1_100 + ["B;Nice;de trop", "C;Sète;;"]
    table = open_table(written("\n".join(lines)))
    assert len(good(table)) == 1_101
    (row,) = [row for row in table.rows() if isinstance(row, BadRow)]
    assert (row.line, row.message_id, row.raw) == (1_102, "row.too_long", "B;Nice;de trop")
    assert row.params == {"wanted": 2, "found": 3}


FIVE = "Nom;Ville;Notes\n1;Lyon;x\n{}\n3;Nice;y\n4;Metz;z\n5;Sète;t\n"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('2;"Caen;n', ("2", '"Caen', "n")),
        ('2;Caen;"n', ("2", "Caen", '"n')),
        ('2;"Le Havre" centre;n', ("2", '"Le Havre" centre', "n")),
        ('2;"dit "oui" puis non";n', ("2", 'dit "oui" puis non', "n")),
        ('2;Tube 5";n', ("2", 'Tube 5"', "n")),
        ('2;"Caen" ;"n, m"', ("2", "Caen", "n, m")),
        ('2;"a\nb "c" d\ne";n', ("2", 'a\nb "c" d\ne', "n")),
        ('2;"a\nb";n', ("2", "a\nb", "n")),
        ('2;"a;b";n', ("2", "a;b", "n")),
    ],
)
def test_a_wrong_quote_costs_no_other_row(
    written: Written, line: str, cells: tuple[str, ...]
) -> None:
    table = open_table(written(FIVE.format(line)))
    rows = good(table)
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[1] == cells
    assert not bad(table)


def test_a_quote_never_closed_is_one_bad_row(written: Written) -> None:
    rows = "".join(f"{number};Ville {number};x\n" for number in range(3_000))
    table = open_table(written(f'Nom;Ville;Notes\n{rows}A;"Lyon\n{rows}'))
    assert len(good(table)) == 6_000
    assert bad(table) == [(3_002, "row.open_quote")]


def test_rows_behind_a_quote_closed_by_chance_are_found(written: Written) -> None:
    text = 'Nom;Ville;Tél;Notes\n1;Lyon;0;"a\n2;Nice;0;b\n3;Metz;0;c"\n4;Sète;0;d\n'
    assert [row[0] for row in good(open_table(written(text)))] == ["1", "2", "3", "4"]


def test_a_long_letter_in_a_cell_is_kept(written: Written) -> None:
    letter = "\n".join(f"ligne {number}, suite" for number in range(300))
    table = open_table(written(f'Nom,Lettre\nA,"{letter}"\nB,x\n'))
    assert good(table) == [("A", letter), ("B", "x")]


def test_huge_cells_are_read_and_monstrous_ones_told(written: Written) -> None:
    huge, monstrous = "x" * 200_000, "y" * (LONGEST_CELL + 3_000_000)
    table = open_table(written(f"Nom;Notes\nA;{huge}\nB;{monstrous}\nC;ok\n"))
    assert good(table) == [("A", huge), ("C", "ok")]
    assert bad(table) == [(3, "row.cell_too_long")]
    (row,) = [row for row in table.rows() if isinstance(row, BadRow)]
    assert len(row.raw) == 10_000


def test_many_opened_quotes_do_not_hang(written: Written) -> None:
    line = ';"a' * 100_000
    table = open_table(written(f"Nom;Notes\nA;x\n{line}\nB;y\n"))
    names = [row[0] for row in good(table) if row[0]]
    assert names == ["A", "B"]


def test_five_hundred_columns(written: Written) -> None:
    header = ";".join(f"Colonne {number}" for number in range(500))
    row = ";".join(str(number) for number in range(500))
    table = open_table(written(f"{header}\n{row}\n"))
    assert len(table.header) == 500
    assert good(table) == [tuple(row.split(";"))]


def test_backslashes_escape_quotes_where_the_file_does_so(written: Written) -> None:
    table = open_table(written('a,b\n1,"dit \\"oui, non\\""\n2,"x"\nC:\\temp,"D:\\\\"\n'))
    assert good(table) == [("1", 'dit "oui, non"'), ("2", "x"), (r"C:\temp", r"D:\\")]


@pytest.mark.parametrize(
    ("content", "name", "message_id"),
    [
        (b"", "a.csv", "file.empty"),
        (b"\xef\xbb\xbf\r\n \n", "a.csv", "file.empty"),
        (b"\0" * 5_000, "a.csv", "file.empty"),
        (b"Nom;Ville\n", "a.csv", "file.no_rows"),
        (b"Nom;Ville\n;;\n  ;\n", "a.csv", "file.no_rows"),
        (b"%PDF-1.7\n1 0 obj", "a.csv", "file.binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "a.csv", "file.binary"),
        (b"\x1f\x8b\x08" + bytes(9), "a.csv", "file.archive"),
        (b"<!DOCTYPE html><table>", "a.xls", "file.web_page"),
        (b'{"a": 1}', "a.json", "file.unsupported"),
        (b"BEGIN:VCARD", "a.vcf", "file.unsupported"),
        (b"PK\x03\x04 nonsense", "a.xlsx", "file.damaged"),
    ],
)
def test_what_cannot_be_read_has_its_reason(
    written: Written, content: bytes, name: str, message_id: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_table(written(content, name))
    assert caught.value.message_id == message_id
    assert caught.value.params["name"] == name


@pytest.mark.parametrize(
    ("name", "message_id"),
    [("absent.csv", "file.not_found"), (".", "file.is_directory"), ("a\0b", "file.unreadable")],
)
def test_paths_that_lead_to_no_file(tmp_path: Path, name: str, message_id: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_table(tmp_path / name)
    assert caught.value.message_id == message_id


def test_names_that_drive_a_terminal_are_cleaned(written: Written) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_table(written(b"", "a\x1b[2Jb.csv"))
    assert "\x1b" not in str(caught.value.params["name"])


def test_text_is_read_whatever_spreadsheet_it_claims_to_be(written: Written) -> None:
    assert good(open_table(written("Nom\tVille\nA\tLyon\n", "export.xls"))) == [("A", "Lyon")]
    assert good(open_table(written("Nom;Ville\nA;Lyon\n", "sans_suffixe"))) == [("A", "Lyon")]


def test_a_file_that_goes_away_while_it_is_read(written: Written) -> None:
    path = written("Nom;Ville\nA;Lyon\n")
    table = open_table(path)
    path.unlink()
    with pytest.raises(UnreadableFile) as caught:
        list(table.rows())
    assert caught.value.message_id == "file.not_found"
