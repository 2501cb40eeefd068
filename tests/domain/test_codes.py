"""Codes made of labels."""

import pytest

from prospect_tui.domain.codes import code_of, free_code


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Démo en visio", "demo_en_visio"),
        ("  œuvre -- d'art ", "oeuvre_d_art"),
        ("株式会社", ""),
        ("X" * 60, "x" * 24),
        ("vingt-trois lettres ici et plus", "vingt_trois_lettres_ici"),
        ("a,b:c", "a_b_c"),
    ],
)
def test_a_code_is_made_of_a_label(label: str, code: str) -> None:
    assert code_of(label) == code


@pytest.mark.parametrize(
    ("known", "code"),
    [(set(), "demo"), ({"demo"}, "demo_2"), ({"demo", "demo_2"}, "demo_3"), ({"demo_2"}, "demo")],
)
def test_a_code_is_that_of_one_entry_alone(known: set[str], code: str) -> None:
    assert free_code("demo", known) == code
