import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prospect_tui.domain.cleaning import (
    MARKS_KEPT,
    clean,
    clean_block,
    clean_lines,
    figures_only,
    fold,
    fold_words,
    lost_digits,
    whole_number,
)

NASTY = "\x00\x07\x1b\x7f\x85\x9b\t\n\r\v\f\u00ad\u061c\u200b\u200d\u200e\u202e\u2028\u2069\ufeff"
ANYTHING = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from(f"aeé {NASTY}\u0301\u0300\u0327\u20dd\ufe0f\u0958\u09be\ud800\U000e0041ﬁ👩💻한")
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Dupont & fils [/b]", "Dupont & fils [/b]"),
        ("Crêperie d’Œuf", "Crêperie d’Œuf"),
        ("deux\tmots", "deux mots"),
        ("deux\r\nlignes", "deux lignes"),
        ("deux\u2028lignes", "deux lignes"),
        ("\x1b]0;titre\x07", "\ufffd]0;titre\ufffd"),
        ("\x9b5n", "\ufffd5n"),
        ("a\x00b", "a\ufffdb"),
        ("\u200e01 99 00 12 34\u202c", "01 99 00 12 34"),
        ("cou\u00adpure\u200b\ufeff", "coupure"),
        ("\U000e0041\U000e007f", ""),
        ("lone \udc80", "lone \ufffd"),
        ("10\u00a0000\u202f€", "10\u00a0000\u202f€"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("e\u0301te\u0301", "été"),
        ("", ""),
    ],
)
def test_one_line(typed: str, wanted: str) -> None:
    assert clean(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("a\nb", "a\nb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\vb\fc\u2029d", "a\nb\nc\nd"),
        ("a\tb\x1b", "a b\ufffd"),
        ("a\r\u200b\nb", "a\nb"),
    ],
)
def test_several_lines(typed: str, wanted: str) -> None:
    assert clean_lines(typed) == wanted


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("a\tb\r\nc\rd\n", "a\tb\nc\nd\n"),
        ("a\vb\fc\u2029d", "a b c d"),
        ("a\x00b\x00", "ab"),
        ("a\x1b[31m\x9b\ud800", "a\ufffd[31m\ufffd\ufffd"),
        ("e\u0301\u200b", "é"),
    ],
)
def test_a_block(pasted: str, wanted: str) -> None:
    assert clean_block(pasted) == wanted


def test_a_tower_of_accents_is_cut() -> None:
    tower = "z" + "\u0316\u0301" * 25
    assert len(clean(tower)) == 1 + MARKS_KEPT
    assert len(clean("z" + "\u0301\u200d" * 25).replace("\u200d", "")) == 1 + MARKS_KEPT


@given(ANYTHING)
@example("\x1b[2J")
@example("a\u0301\u0301\u0301\u0301\u0301\u09be")
def test_cleaned_text_is_harmless_and_stays(text: str) -> None:
    block = clean_block(text).replace("\t", "")
    for cleaned in (clean(text), clean_lines(text).replace("\n", ""), block.replace("\n", "")):
        categories = {unicodedata.category(character) for character in cleaned}
        assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert clean_block(clean_block(text)) == clean_block(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Éléonore ŒUVRE", "eleonore oeuvre"),
        ("Lætitia Groß", "laetitia gross"),
        ("SØREN Łukasz", "soren lukasz"),
        ("L’Haÿ–les\u00a0Roses", "l'hay-les roses"),
        ("ﬁ ™ ½", "fi tm 1⁄2"),
        ("Dupont", "dupont"),
        ("DU\u200dPONT\ufe0f", "dupont"),
    ],
)
def test_fold(text: str, wanted: str) -> None:
    assert fold(text) == wanted


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_folding_ignores_case_and_accents(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(text.lower()) == fold(text)


def test_words_of_a_name() -> None:
    assert fold_words("SARL L’Étoile_du-Nord, n° 3") == (
        "sarl", "l", "etoile", "du", "nord", "n", "3",
    )  # fmt: skip
    assert fold_words(" - ") == ()


@pytest.mark.parametrize(
    ("typed", "figures"),
    [("+33 (0)1.99", "330199"), ("1 234,50 €", "123450"), ("x² ٣", ""), ("", "")],
)
def test_the_figures_of_a_number(typed: str, figures: str) -> None:
    assert figures_only(typed) == figures


@pytest.mark.parametrize(
    ("typed", "wanted", "lost"),
    [
        ("199001234.0", "199001234", False),
        ("199001234,00", "199001234", False),
        ("1,99001234E8", "199001234", False),
        ("1.990012340e+08", "199001234", False),
        ("6,1E+08", "6,1E+08", True),
        ("6E8", "6E8", True),
        ("1,990012345E8", "1,990012345E8", True),
        ("01.99.00", "01.99.00", False),
        ("12.5", "12.5", False),
        ("", "", False),
    ],
)
def test_spreadsheet_numbers(typed: str, wanted: str, lost: bool) -> None:
    assert whole_number(typed) == wanted
    assert lost_digits(typed) is lost
