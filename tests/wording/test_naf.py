"""Activity codes in words."""

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.i18n import set_language
from prospect_tui.wording.naf import naf_remark, with_label
from prospect_tui.wording.people import company


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("naf", "43.32A", "43.32A Travaux de menuiserie bois et PVC (NAF rév. 2)"),
        ("naf_2025", "43.32G", "43.32G Travaux de menuiserie bois et PVC (NAF 2025)"),
        (
            "naf_2025",
            "43.32A",
            "43.32A : code inconnu de la NAF 2025 ; dans la NAF rév. 2 :"
            " Travaux de menuiserie bois et PVC",
        ),
        ("naf", "99.99Z", "99.99Z : code inconnu de la NAF rév. 2"),
        ("naf", "", ""),
        ("naf", "menuisier", ""),
        ("city", "43.32A", ""),
    ],
)
def test_a_code_says_what_it_means(key: str, code: str, said: str) -> None:
    assert naf_remark(COLUMNS_BY_KEY[key], code).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_code_says_so_in_english_too() -> None:
    set_language("en")
    naf = COLUMNS_BY_KEY["naf"]
    assert naf_remark(naf, "43.32A") == "43.32A Travaux de menuiserie bois et PVC (NAF rev. 2)"
    assert naf_remark(naf, "99.99Z") == "99.99Z is not in the NAF rev. 2"


@pytest.mark.parametrize(
    ("key", "code", "shown"),
    [
        ("naf", "43.32A", "43.32A Travaux de menuiserie bois et PVC"),
        ("naf", "99.99Z", "99.99Z"),
        ("naf_2025", "", ""),
        ("city", "Lyon", "Lyon"),
    ],
)
def test_a_label_goes_with_its_code(key: str, code: str, shown: str) -> None:
    assert with_label(COLUMNS_BY_KEY[key], code) == shown


def test_the_card_gives_the_label_unless_the_business_is_told() -> None:
    assert company({"naf": "43.32A"}) == "NAF 43.32A Travaux de menuiserie bois et PVC"
    assert company({"naf_2025": "43.32G"}) == "NAF 43.32G Travaux de menuiserie bois et PVC"
    assert company({"naf": "43.32A", "activity": "Menuiserie"}) == "NAF 43.32A · Menuiserie"
