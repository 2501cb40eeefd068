"""The encoding and the layout of text files, as they come out of French offices."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.files.sniff import (
    REPAIR,
    Encoding,
    Layout,
    looks_binary,
    sniff_encoding,
    sniff_layout,
)

TABLE = (
    "Société;Prénom;Téléphone\n"
    "Boulangerie de l’Église;Hélène;01 99 00 12 34\n"
    "À la Bonne Pâte;François;02 61 91 00 07\n"
    "Hôtel du Château;Noël;01 99 00 43 21\n"
)
SHOUTED = "SOCIÉTÉ;VILLE\nÉPICERIE FRANÇAISE;SAINT-ÉTIENNE\nCAFÉ DU THÉÂTRE;NÎMES\n"
PLAIN = TABLE.replace("’", "'")


def sniffed(content: bytes) -> tuple[Encoding, str]:
    encoding = sniff_encoding(io.BytesIO(content))
    return encoding, content.decode(encoding.name, encoding.errors)


@pytest.mark.parametrize("text", [TABLE, SHOUTED])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encodings_are_told_apart(text: str, codec: str, name: str) -> None:
    encoding, read = sniffed(text.encode(codec))
    assert encoding.name == name
    assert read == text
    assert encoding.repaired_lines == ()


@pytest.mark.parametrize("text", [PLAIN, SHOUTED])
def test_the_page_of_old_dos_programs_is_known(text: str) -> None:
    encoding, read = sniffed(text.encode("cp850"))
    assert (encoding.name, read) == ("cp850", text)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_with_its_mark_is_read_in_both_orders(mark: bytes) -> None:
    codec = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert sniffed(mark + TABLE.encode(codec))[1] == TABLE


def test_an_accent_that_comes_after_megabytes_counts() -> None:
    text = "Nom;Ville\n" + "Dupont;Lyon\n" * 200_000 + "Hélène;Nîmes\n"
    assert sniffed(text.encode("cp1252"))[0].name == "cp1252"
    assert sniffed(text.encode())[0].name == "utf-8"


def test_a_letter_across_two_blocks_is_whole() -> None:
    text = "x" * ((1 << 20) - 1) + "é" * 10
    content = text.encode() + b"\xe9"
    encoding, read = sniffed(content)
    assert encoding.name == "utf-8"
    assert read == text + "é"


def test_one_foreign_byte_among_utf8_is_repaired_and_told() -> None:
    content = TABLE.encode() + "Crémerie;Zoé;\n".encode("cp1252")
    encoding, read = sniffed(content)
    assert (encoding.name, encoding.errors) == ("utf-8", REPAIR)
    assert encoding.repaired_lines == (5,)
    assert read == f"{TABLE}Crémerie;Zoé;\n"


def test_a_file_glued_from_two_encodings_is_read_whole() -> None:
    lines = TABLE.splitlines(keepends=True) * 5
    content = b"".join(
        line.encode("utf-8" if at % 2 else "cp1252") for at, line in enumerate(lines)
    )
    encoding, read = sniffed(content)
    assert read == "".join(lines)
    assert len(encoding.repaired_lines) == 10


def test_what_is_no_french_letter_is_marked_lost() -> None:
    assert b"caf\xc3 noir".decode("utf-8", REPAIR) == "caf\ufffd noir"
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", REPAIR)


@given(st.text())
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    content = text.encode("utf-8", "replace")
    if content.count(0) == 0:
        encoding, read = sniffed(content)
        assert read.removeprefix("\ufeff") == content.decode().removeprefix("\ufeff")
        assert encoding.errors != REPAIR


@given(st.binary(max_size=300))
def test_any_bytes_have_an_encoding_that_reads_them(content: bytes) -> None:
    encoding, read = sniffed(content)
    assert isinstance(read, str)
    assert len(encoding.repaired_lines) <= 300


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7 ...", True),
        (b"\x89PNG\r\n\x1a\n", True),
        (bytes(range(32)) * 30, True),
        (b"a;b\n1;\x002\n3;4\n", False),
        ("é;à\n".encode("utf-16"), False),
        (b"\xff\xfe" + b"\x00\xd8" * 50, True),
        (b"", False),
    ],
)
def test_binary_files_are_told_from_text(content: bytes, expected: bool) -> None:
    encoding = sniff_encoding(io.BytesIO(content))
    assert looks_binary(content, encoding) is expected


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a;b;c\n1;2;3\n", ";", 3),
        ("a\tb\n1\t2,5\n", "\t", 2),
        ("a,b\n1,2\n", ",", 2),
        ("a|b|c|d\n1|2|3|4\n", "|", 4),
        ("nom;prix\nvis;1,5\nclou;2,5\n", ";", 2),
        ('nom,adresse\nA,"1; rue, B"\nB,"2; rue, C"\n', ",", 2),
        ('"a";"b"\n"x, y, z";"1, 2"\n', ";", 2),
        ("Export du 3 mars, 10 h\n\nnom;ville\nA;Lyon\nB;Nice\nC;Metz\n", ";", 2),
        ("nom;notes\nA;un, deux, trois\nB;un, deux\nC;rien\n", ";", 2),
        ("code,villes\n1,a|b|c\n2,d\n3,e|f\n", ",", 2),
        ("contact@exemple.fr\nvente@exemple.fr\n", ";", 1),
        ("Société\nDupont\nDurand\nPetit\nMartin\nMoreau\nRoux, fils\n", ";", 1),
        ('a;"ligne 1\nligne 2, suite";c\n1;2;3\n', ";", 3),
        ("", ";", 1),
        ("\n\n", ";", 1),
    ],
)
def test_the_delimiter_is_the_most_regular(text: str, delimiter: str, width: int) -> None:
    layout = sniff_layout(text)
    assert (layout.delimiter, layout.width) == (delimiter, width)


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("sep=;\r\n", ";"),
        ("sep=,\n", ","),
        ("SEP=\t\n", "\t"),
        ('"sep=|"\n', "|"),
        ("sep=^\n", "^"),
    ],
)
def test_the_order_of_a_spreadsheet_is_obeyed(first: str, delimiter: str) -> None:
    body = "a;b,c|d\te^f\n1;2,3|4\t5^6\n"
    layout = sniff_layout(first + body)
    assert layout.delimiter == delimiter
    assert layout.preamble == 1


@pytest.mark.parametrize("first", ["sep=\r\n", 'sep="\n', "sep=a\n", "sep=;;\n", "sep=\n"])
def test_an_order_that_cannot_be_obeyed_is_a_line_like_another(first: str) -> None:
    layout = sniff_layout(first + "a,b\n1,2\n3,4\n")
    assert (layout.delimiter, layout.preamble) == (",", 0)


def test_spaces_before_quotes_and_escaped_quotes_are_noticed() -> None:
    assert sniff_layout('a, b\n1, "x, y"\n2, "z, t"\n') == Layout(",", 2, skip_space=True)
    assert sniff_layout('a,b\n1,"dit \\"oui, non\\", puis"\n2,"x"\n').escapes_quotes
    assert sniff_layout('a,b\n1,"C:\\temp"\n2,"D:\\"\n').escapes_quotes is False


def test_the_samples_have_the_delimiter_of_their_origin() -> None:
    paths = sorted(Path("tests/samples").glob("[cs]*/**/*.csv"))
    found = {}
    for path in paths:
        with path.open("rb") as stream:
            encoding = sniff_encoding(stream)
        text = path.read_text(encoding=encoding.name, errors=encoding.errors)
        found[path.name] = sniff_layout(text[:65_536]).delimiter
    assert len(found) >= 20
    assert set(found.values()) == {","}
