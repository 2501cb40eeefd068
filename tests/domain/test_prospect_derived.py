"""What is derived from the cells of a row: its name, keys, numbers and searchable text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import PHONE_KEYS
from prospect_tui.domain.prospect import (
    MOST_SEARCHED,
    callable_numbers,
    derive,
    display_name,
    person_name,
)

ROW = {
    "company_name": "Menuiserie Œuvrard & Fils",
    "civility": "Mme",
    "first_name": "Anaïs",
    "last_name": "Lefèvre",
    "phone": "01 99 00 12 34",
    "mobile": "+33 6 39 98 00 01",
    "postcode": "69003",
    "siret": "123 456 789 00012",
    "city": "Lyon",
    "notes": "rappeler après l'été",
    "nature": "professional",
}


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (ROW, "Menuiserie Œuvrard & Fils"),
        ({"trade_name": "Chez Lulu", "last_name": "Petit"}, "Chez Lulu"),
        ({"civility": "M.", "last_name": "Petit"}, "M. Petit"),
        ({"phone": "01 99 00 12 34", "email": "a@exemple.fr"}, "01 99 00 12 34"),
        ({"email": "a@exemple.fr", "siret": "1"}, "a@exemple.fr"),
        ({"siret": "12345678900012"}, "12345678900012"),
        ({}, ""),
    ],
)
def test_how_a_row_is_called(values: dict[str, str], name: str) -> None:
    assert display_name(values) == name


def test_how_a_person_is_called() -> None:
    assert person_name(ROW) == "Mme Anaïs Lefèvre"
    assert person_name({"last_name": "Petit"}) == "Petit"


def test_numbers_come_in_the_order_of_the_cells_each_once() -> None:
    values = {
        "mobile": "06 39 98 00 01",
        "phone": "01 99 00 12 34 / 01 99 00 12 35",
        "other_phone": "+33 1 99 00 12 34",
        "direct_line": "sans",
    }
    assert [(n.field, n.position, n.number.e164) for n in callable_numbers(values)] == [
        ("phone", 0, "+33199001234"),
        ("phone", 1, "+33199001235"),
        ("mobile", 0, "+33639980001"),
    ]


def test_an_extension_belongs_to_its_number() -> None:
    (number,) = callable_numbers({"phone": "01 99 00 12 34 poste 12"})
    assert (number.number.e164, number.number.extension) == ("+33199001234", "12")


def test_the_duplicate_key_is_the_company_and_its_postcode() -> None:
    assert derive(ROW).name_key == "menuiserie oeuvrard & fils|69003"
    assert derive({"last_name": "Petit", "postcode": "69003"}).name_key == ""


def test_the_sort_key_knows_neither_accents_nor_case() -> None:
    names = ["Étoile", "zinc", "Eden", "ébène", "Œillet", "oasis"]
    names.sort(key=lambda name: derive({"company_name": name}).sort_key)
    assert names == ["ébène", "Eden", "Étoile", "oasis", "Œillet", "zinc"]


@pytest.mark.parametrize(
    "word",
    [
        "oeuvrard",
        "anais",
        "lefevre",
        "lyon",
        "ete",
        "0199001234",
        "33199001234",
        "0639980001",
        "12345678900012",
        "salon",
        "budget",
    ],
)
def test_what_a_row_is_found_by(word: str) -> None:
    assert word in derive(ROW, own=["Salon 2026"], remarks=["parle de budget"]).search_body


def test_the_nature_is_not_searched() -> None:
    assert "professional" not in derive(ROW).search_body


@pytest.mark.parametrize("key", ["notes", "mobile", "siren", "own", "remark"])
def test_of_a_very_long_text_the_beginning_is_searched(key: str) -> None:
    text = f"77 {'x' * MOST_SEARCHED} 88"
    own, remarks = [text] * (key == "own"), [text] * (key == "remark")
    body = derive(ROW | {key: text}, own, remarks).search_body
    assert ("77" in body, "88" in body) == (True, False)
    assert {"menuiserie", "lyon", "33199001234"} <= {*body.split()}


@given(st.dictionaries(st.sampled_from(PHONE_KEYS), st.text(max_size=40)))
def test_any_cells_give_numbers_that_can_be_dialled(values: dict[str, str]) -> None:
    numbers = [entry.number.e164 for entry in derive(values).numbers]
    assert all(number.startswith("+") and number[1:].isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)
