"""Blocks of cells on the clipboard: read as spreadsheets write them, and written back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.blocks import block_text, parse_block
from prospect_tui.domain.cleaning import clean_lines

CELLS = st.text(max_size=8) | st.text("\"\t\n\r ;a'=+-@", max_size=6)
BLOCKS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [[""]]),
        ("Lyon", [["Lyon"]]),
        ("Lyon\n", [["Lyon"]]),
        ("Lyon\r\n", [["Lyon"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\n\n", [["a"], [""]]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
        ("a\nb\tc", [["a"], ["b", "c"]]),
        ('"deux\nlignes"\tx', [["deux\nlignes", "x"]]),
        ('"deux\r\nlignes"', [["deux\nlignes"]]),
        ('"avec\ttab"\n', [["avec\ttab"]]),
        ('"dit ""oui"""\tx', [['dit "oui"', "x"]]),
        ('""\t""""', [["", '"']]),
        ('12" de long\t5"', [['12" de long', '5"']]),
        ('"Chez Paul" & fils\tx', [['"Chez Paul" & fils', "x"]]),
        ('"jamais fermé\tx\ny', [['"jamais fermé', "x"], ["y"]]),
        ('dit "oui"', [['dit "oui"']]),
        ("=1+1\t+33\t-5", [["=1+1", "+33", "-5"]]),
        ("'=1+1\t''+33\t'ici\t'", [["=1+1", "'+33", "'ici", "'"]]),
        ('"\'=1\n+2"', [["=1\n+2"]]),
        ("\ud800\x00\t\x1b[2J", [["\ud800\x00", "\x1b[2J"]]),
    ],
)
def test_a_pasted_text_is_read_as_a_spreadsheet_wrote_it(text: str, rows: list[list[str]]) -> None:
    assert parse_block(text) == rows


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["a", "b"], ["c", "d"]], "a\tb\nc\td"),
        ([["deux\nlignes", 'dit "oui"']], '"deux\nlignes"\t"dit ""oui"""'),
        ([["a"], [""]], "a\n\n"),
        ([["a"], ["", ""]], "a\n\t"),
        ([["=1+1", "+33 x", "-5", "@a", "＝1"]], "'=1+1\t'+33 x\t'-5\t'@a\t'＝1"),
        ([["'=1", "a=1", "l'été", "x\n=1", '"=1']], '\'\'=1\ta=1\tl\'été\t"x\n=1"\t"""=1"'),
        ([["tab\tdedans", "\x1b[2J"]], "tab dedans\t\N{REPLACEMENT CHARACTER}[2J"),
        ([[""]], ""),
        ([], ""),
    ],
)
def test_rows_are_written_as_spreadsheets_read_them(rows: list[list[str]], text: str) -> None:
    assert block_text(rows) == text


@given(BLOCKS)
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    text = block_text(rows)
    assert parse_block(text) == [[clean_lines(cell) for cell in row] for row in rows]
    assert parse_block(text.replace("\n", "\r\n")) == parse_block(text)


@given(BLOCKS)
def test_no_control_character_is_written(rows: list[list[str]]) -> None:
    text = block_text(rows).replace("\t", "").replace("\n", "")
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)


@given(st.text('"\t\n\ra', max_size=40))
def test_any_text_is_some_block_without_loss(text: str) -> None:
    rows = parse_block(text)
    assert rows
    assert all(rows)
    read = "".join(cell for row in rows for cell in row)
    assert read.count("a") == text.count("a")


def test_a_text_of_a_megabyte_full_of_quotes_is_read_in_one_pass() -> None:
    text = '"x\t""y\n' * 150_000
    assert len(parse_block(text)) == 150_000
