"""Abbreviations written in full as one types, and never where they are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.abbreviations import USUAL, expanded, known_in
from prospect_tui.domain.cleaning import fold

FRENCH = known_in("fr", {})


def typed(text: str, known: dict[str, str] = FRENCH) -> str:
    """Type a text letter by letter at its end; return what the line holds."""
    line = ""
    for letter in text:
        line += letter
        found = expanded(line, len(line), known)
        line = found.text if found else line
    return line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ld ", "ligne directe "),
        ("ld", "ld"),
        ("demander la ld du dir", "demander la ligne directe du dir"),
        ("Std fermé", "Standard fermé"),
        ("LD 01", "ligne directe 01"),
        ("msg. laissé", "message laissé"),
        ("rappeler qd dispo ", "rappeler quand disponible "),
        ("éch en juin", "échéance en juin"),
        ("bold ", "bold "),
        ("x@ld ", "x@ld "),
        ("www.ld ", "www.ld "),
        ("l'ld ", "l'ld "),
        ("12ld ", "12ld "),
        ("ld-b ", "ld-b "),
        ("ld, absent", "ld, absent"),
        ("RDV jeudi", "RDV jeudi"),
        ("un tel projet", "un tel projet"),
    ],
)
def test_what_is_typed(text: str, expected: str) -> None:
    assert typed(text) == expected


def test_only_the_word_at_the_cursor_changes_and_the_cursor_follows() -> None:
    found = expanded("ld et ld  fin ld", 9, FRENCH)
    assert found is not None
    assert found.text == "ld et ligne directe  fin ld"
    assert found.text[: found.cursor] == "ld et ligne directe "


def test_the_users_own_come_first_and_may_forget_a_usual_one() -> None:
    known = known_in("fr", {"LD": "", "Cat": "catalogue", "msg": "mot"})
    assert typed("ld cat msg ", known) == "ld catalogue mot "


def test_each_language_has_its_own() -> None:
    assert typed("vm dl ", known_in("en", {})) == "voicemail direct line "
    assert typed("ld ", known_in("en", {})) == "ld "
    assert known_in("de", {}) == known_in("fr", {})


@pytest.mark.parametrize("language", USUAL)
def test_none_stands_for_another_one(language: str) -> None:
    known = USUAL[language]
    assert all(word == fold(word) and word.isalpha() for word in known)
    assert not {word for text in known.values() for word in fold(text).split()} & known.keys()


@given(st.text(max_size=60), st.integers(0, 60))
def test_any_text_and_cursor(text: str, cursor: int) -> None:
    found = expanded(text, cursor, FRENCH)
    if found is not None:
        assert found.text.endswith(text[cursor:])
        assert found.text[found.cursor - 1] == " "
        assert expanded(found.text, found.cursor, FRENCH) is None
