"""What a note offers to the fields of its row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.note_finds import finds

PHONE = "01 99 00 12 34"
ROW = {"phone": PHONE, "last_name": "Lambert"}


def offered(note: str, **row: str) -> list[dict[str, str]]:
    return [dict(find.values) for find in finds(note, ROW | row)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("ld 01 99 00 56 78", {"direct_line": "01 99 00 56 78"}),
        ("ligne directe : 01.99.00.56.78, rappeler", {"direct_line": "01 99 00 56 78"}),
        ("LD=0199005678", {"direct_line": "01 99 00 56 78"}),
        ("sa directe est le 0199005678", {"direct_line": "01 99 00 56 78"}),
        ("portable 06 39 98 12 34", {"mobile": "06 39 98 12 34"}),
        ("+33 6 39 98 12 34", {"mobile": "06 39 98 12 34"}),
        ("au 0199005678", {"direct_line": "01 99 00 56 78"}),
        ("std 0199005678", {"other_phone": "01 99 00 56 78"}),
        ("écrire à Claire@Exemple.FR demain", {"email": "Claire@exemple.fr"}),
        ("contact@exemple.fr", {"generic_email": "contact@exemple.fr"}),
        ("Compta@exemple.fr", {"generic_email": "Compta@exemple.fr"}),
    ],
)
def test_a_number_or_mail_has_its_field(note: str, expected: dict[str, str]) -> None:
    assert offered(note) == [expected]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("voir Mme Roux", {"civility": "Mme", "last_name": "Roux"}),
        (
            "décide : M. Jean LAMBERT, gérant",
            {
                "job_title": "gérant",
                "civility": "M.",
                "first_name": "Jean",
                "last_name": "Lambert",
            },
        ),
        (
            "Madame Claire de Villiers demain",
            {"civility": "Mme", "first_name": "Claire", "last_name": "de Villiers"},
        ),
    ],
)
def test_a_name_fills_its_fields_when_there_is_none(note: str, expected: dict[str, str]) -> None:
    assert offered(note, last_name="") == [expected]
    assert offered(note) == []


@pytest.mark.parametrize(
    ("note", "job"),
    [
        ("Mme Martin, directrice des achats", "directrice des achats"),
        ("Mme Martin, directrice des achats, 06 39 98 12 34", "directrice des achats"),
        ("Mme Martin directrice des achats décide", "directrice des achats"),
        ("M. Jean Martin (responsable formation)", "responsable formation"),
        ("M. Martin est le directeur général adjoint.", "directeur général adjoint"),
        ("Mme Martin, DRH", "DRH"),
        ("Mme Martin, cheffe d'entreprise", "cheffe d'entreprise"),
        ("M. Martin, chef de projet informatique", "chef de projet informatique"),
        ("Mme Martin, assistante de M. Petit", "assistante"),
        ("Mme Martin, acheteuse et décideuse", "acheteuse"),
        ("M. Martin, gérant rappelle demain", "gérant"),
        ("Mme Martin décide", ""),
        ("Mme Martin, M. Petit directeur", ""),
        ("Mme Martin passe par la direction", ""),
    ],
)
def test_a_name_brings_its_function_along(note: str, job: str) -> None:
    (find, *_others) = finds(note, {})
    assert find.values.get("job_title", "") == job
    assert (find.field, find.shown.endswith(job)) == ("last_name", True)
    (find, *_others) = finds(note, {"job_title": "gérante"})
    assert "job_title" not in find.values


@pytest.mark.parametrize(
    "note",
    [
        "",
        "rappeler le 15/12/2026 à 14h30",
        "budget 12 000 000 €",
        f"toujours au {PHONE}",
        "toujours au +33 (0)1.99.00.12.34",
        "SIRET 732 829 320 00074",
        "facture 2026-11-001",
        "devis n° 202611230001",
        "monsieur absent",
        "Mme rappelle",
    ],
)
def test_nothing_is_offered(note: str) -> None:
    assert offered(note, last_name="") == []


def test_a_field_that_is_filled_is_offered_nothing() -> None:
    full = {"direct_line": "01 99 00 00 01", "other_phone": "01 99 00 00 02", "email": "a@b.fr"}
    assert offered("ld 0199005678 et claire@exemple.fr", **full) == []
    assert offered("ld 0199005678", direct_line="01 99 00 00 01") == [
        {"other_phone": "01 99 00 56 78"}
    ]


def test_several_finds_go_to_several_fields() -> None:
    note = "ld 01 99 00 56 78 ou 06 39 98 12 34, claire@exemple.fr"
    assert offered(note) == [
        {"direct_line": "01 99 00 56 78"},
        {"mobile": "06 39 98 12 34"},
        {"email": "claire@exemple.fr"},
    ]


def test_a_number_said_twice_is_offered_once() -> None:
    assert len(offered("ld 0199005678, je répète 01 99 00 56 78")) == 1


def test_once_taken_it_is_offered_no_more() -> None:
    (find,) = finds("ld 0199005678", ROW)
    assert finds("ld 0199005678", ROW | dict(find.values)) == []


@given(st.text(max_size=200))
def test_any_note_can_be_read(note: str) -> None:
    for find in finds(note, {}):
        assert find.values.keys() <= COLUMNS_BY_KEY.keys()
        assert find.field in find.values
        assert all(find.values.values())
