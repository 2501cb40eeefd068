"""Who somebody is, read out of signatures, cards and mails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.pasted_person import MOST_CHARACTERS, PastedPerson, read_person

SIGNATURE = """Bonjour Monsieur Martin,

Merci pour votre appel. Nous aimerions un devis.

Cordialement,

Anne ROUX
Directrice des achats
MENUISERIE LAMBERT SAS
12 rue des Lilas
69003 LYON
Tél. : 04 65 71 00 12 | Mob : 06 39 98 00 11
Fax 04 65 71 00 13
anne.roux@menuiserie-lambert.example
www.menuiserie-lambert.example
SIRET 732 829 320 00074 - RCS Lyon 732 829 320
TVA FR44732829320

Le 12 nov. 2026 à 10:00, Jean Martin <jean@moi.example> a écrit :
> Paul Autre 01 99 00 00 00
"""


def test_a_signature_is_read_whole() -> None:
    found = read_person(SIGNATURE)
    assert found.person == {
        "first_name": "Anne",
        "last_name": "Roux",
        "job_title": "Directrice des achats",
        "phone": "04 65 71 00 12",
        "mobile": "06 39 98 00 11",
        "email": "anne.roux@menuiserie-lambert.example",
    }
    assert found.company == {
        "name": "MENUISERIE LAMBERT SAS",
        "siret": "73282932000074",
        "siren": "732829320",
        "vat_number": "FR44732829320",
        "website": "www.menuiserie-lambert.example",
        "address": "12 rue des Lilas",
        "postcode": "69003",
        "city": "Lyon",
    }
    assert found.title == "MENUISERIE LAMBERT SAS"


@pytest.mark.parametrize(
    ("text", "name", "company", "phone"),
    [
        (
            "Paul Durand | Gérant | Toitures du Rhône | 06 39 98 12 12"
            " | paul@toitures-du-rhone.example",
            "Paul Durand", "Toitures du Rhône", "06 39 98 12 12",
        ),
        ("Mme Anaïs LEFÈVRE\nSARL Bois & Fils\n+33 4 65 71 00 12", "Mme Anaïs Lefèvre",
         "SARL Bois & Fils", "04 65 71 00 12"),
        ("Société : Nord Isolation\nNom : Karim Haddad\nFonction : chef d'atelier\n0639980099",
         "Karim Haddad", "Nord Isolation", "06 39 98 00 99"),
        ("rappeler au 06 39 98 00 99 svp", "", "", "06 39 98 00 99"),
    ],
)  # fmt: skip
def test_cards_of_all_kinds(text: str, name: str, company: str, phone: str) -> None:
    found = read_person(text)
    assert (found.name, found.company.get("name", "")) == (name, company)
    assert phone in {found.person.get("phone"), found.person.get("mobile")}


def test_the_headers_of_a_copied_mail_say_who_and_what_about() -> None:
    found = read_person(
        "De : Marc Petit <marc.petit@gmail.com>\nÀ : moi@chez-moi.example\n"
        "Objet : Re: TR: demande de devis toiture\n\nBonjour,\nappelez-moi au 0639980099.\nMarc\n"
    )
    assert (found.name, found.subject) == ("Marc Petit", "demande de devis toiture")
    assert found.person["email"] == "marc.petit@gmail.com"
    assert found.company == {}, "the domain of a free mail address is no company"
    assert found.title == "Marc Petit · demande de devis toiture"


def test_whom_a_mail_is_written_to_did_not_write_it() -> None:
    found = read_person("Bonjour Madame Durand,\nMon numéro : 06 39 98 00 99\nà bientôt")
    assert found.name == ""


def test_an_address_of_the_company_is_nobodys_own() -> None:
    found = read_person("contact@bois-nord.example")
    assert found.person == {"generic_email": "contact@bois-nord.example"}
    assert found.company["name"] == "Bois Nord"


@pytest.mark.parametrize("text", ["", "   \n", "bonjour", "123", ">>> \n> > Anne Roux"])
def test_nothing_is_made_of_nothing(text: str) -> None:
    assert read_person(text).is_empty


def test_a_number_that_is_no_siret_is_no_company() -> None:
    assert "siret" not in read_person("SIRET 732 829 320 00075").company


_PIECES = st.sampled_from(
    [SIGNATURE, "De : ", "<", ">", "\n", "--", "Cordialement", "@", "06", "FR", "\x1b[31m", "\x00",
     "SARL", "[b]", "rue", "69003 ", "Le ", " a écrit :", "\u202e", "a" * 400, "https://"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=25).map("".join))
def test_no_text_harms(text: str) -> None:
    found = read_person(text)
    assert isinstance(found, PastedPerson)
    assert len(found.text) <= MOST_CHARACTERS
    values = [*found.person.values(), *found.company.values(), found.subject, found.title]
    assert [clean(value) for value in values] == values
    assert all(found.person.values())
    assert all(found.company.values())


def test_a_long_text_is_read_no_further_than_a_page() -> None:
    found = read_person("1 2 3 4 5 6 7 8 9 " * 100_000 + "Anne Roux")
    assert len(found.text) <= MOST_CHARACTERS
