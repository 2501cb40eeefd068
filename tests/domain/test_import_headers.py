"""The names that columns bear in outside files."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.import_headers import (
    ANY_NAME,
    FULL_NAME,
    HEADCOUNT_BANDS,
    OWN,
    PERSON_NAME,
    SKIP,
    SPELLINGS,
    header_words,
    is_about_records,
    is_known,
    meaning_of,
    meanings,
)
from prospect_tui.domain.import_mapping import guess_mapping
from prospect_tui.i18n import set_language
from prospect_tui.i18n.labels import column_label

SAMPLES = Path("tests/samples")


def target(header: str) -> str | None:
    meaning = meaning_of(header)
    return meaning.target if meaning else None


def test_there_are_enough_names_and_none_has_two_meanings() -> None:
    targets: dict[tuple[str, ...], set[str]] = {}
    for key, names in SPELLINGS.items():
        for name in names.split(";"):
            targets.setdefault(header_words(name.strip(" \n+&?")), set()).add(key)
    assert len(meanings()) == len(targets) >= 250
    assert {words: keys for words, keys in targets.items() if len(keys) > 1} == {}


def test_every_target_exists_and_every_column_has_names() -> None:
    special = {FULL_NAME, PERSON_NAME, ANY_NAME, OWN, SKIP}
    assert set(SPELLINGS) - special <= set(IMPORTABLE_KEYS)
    assert set(IMPORTABLE_KEYS) <= set(SPELLINGS)


@pytest.mark.parametrize("key", IMPORTABLE_KEYS)
def test_a_column_is_known_by_its_key(key: str) -> None:
    assert target(key) == key
    assert target(key.upper()) == key


@pytest.mark.parametrize("language", ["fr", "en"])
def test_our_own_exports_are_understood(language: str) -> None:
    set_language(language)
    mapping = guess_mapping([column_label(key) for key in IMPORTABLE_KEYS])
    assert [column.target for column in mapping] == list(IMPORTABLE_KEYS)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("Téléphone", "phone"),
        ("TELEPHONE", "phone"),
        ("téléphones", "phone"),
        ("N° de Tél.", "phone"),
        ("numero_telephone", "phone"),
        ("telephoneNumero", "phone"),
        (" Tél. fixe : ", "phone"),
        ("Téléphone (obligatoire)", "phone"),
        ("Phone 3 - Value", "phone"),
        ("Téléphone du siège lyonnais", "phone"),
        ("Tel portable", "mobile"),
        ("Mobile du gérant", "mobile"),
        ("Tél direct", "direct_line"),
        ("E-mail", "email"),
        ("Adresse mail du gérant", "email"),
        ("Courriel 3", "email"),
        ("Raison Sociale", "company_name"),
        ("raison_sociale", "company_name"),
        ("Nom de l'entreprise", "company_name"),
        ("Nom de l’entreprise", "company_name"),
        ("C.P.", "postcode"),
        ("Code postal du siège", "postcode"),
        ("CA 2023", "turnover"),
        ("C.A. (k€)", "turnover"),
        ("Chiffre d'affaires HT", "turnover"),
        ("Nb de salariés", "headcount"),
        ("Prénom", "first_name"),
        ("NOM", ANY_NAME),
        ("Nom du contact", PERSON_NAME),
        ("Nom Prénom", FULL_NAME),
        ("Prénom + Nom", FULL_NAME),
        ("Fax", OWN),
        ("Bloctel", OWN),
        ("Code INSEE", OWN),
        ("FirstName", "first_name"),
        ("LinkedIn URL", "linkedin"),
        ("Code NAF (APE)", "naf"),
        ("NAF 2025", "naf_2025"),
        ("N° SIRET du siège", "siret"),
        ("Street2", "address_extra"),
        ("Zip/Postal Code", "postcode"),
        ("Œuvre", None),
        ("Date du dernier e-mail", None),
        ("Statut téléphone", None),
        ("Email owner id", None),
        ("Create Date", None),
        ("", None),
        ("???", None),
        ("x" * 5_000, None),
    ],
)
def test_spellings_have_their_meaning(header: str, wanted: str | None) -> None:
    assert target(header) == wanted


PRODUCTS = {
    "Google Contacts (2024 et après)": 20,
    "HubSpot": 2,
    "Pipedrive": 3,
    "Salesforce": 6,
    "Zoho CRM": 4,
    "Outlook (français)": 4,
    "Odoo": 13,
    "EspoCRM (français)": 5,
}


def test_the_exports_of_other_programs_are_understood() -> None:
    understood: dict[str, set[str]] = {}
    with (SAMPLES / "crm/entetes_exports_crm.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            known = {name for name in row["entetes"].split(",") if target(name)}
            understood.setdefault(row["produit"], set()).update(known)
    assert {product for product, few in PRODUCTS.items() if len(understood[product]) < few} == set()
    contact = {"Person - Name", "Person - Email", "Person - Phone", "Organization - Name"}
    assert understood["Pipedrive"] == contact


@pytest.mark.parametrize(
    "name", ["stock_unite_legale", "stock_etablissement", "export_annuaire_entreprises"]
)
def test_the_layouts_of_the_register_are_known_whole(name: str) -> None:
    with (SAMPLES / f"sirene/{name}_sample.csv").open(encoding="utf-8") as stream:
        header = next(csv.reader(stream))
    assert [column for column in header if target(column) is None] == []


def test_the_bands_are_those_of_the_register() -> None:
    with (SAMPLES / "sirene/tranches_effectifs.csv").open(encoding="utf-8") as stream:
        labels = {row["code"]: row["libelle"] for row in csv.DictReader(stream)}
    assert set(HEADCOUNT_BANDS) == set(labels)
    for code, band in HEADCOUNT_BANDS.items():
        figures = [part for part in band.replace("+", "").split("-") if part]
        assert all(figure in labels[code].replace(" ", "") for figure in figures)


@pytest.mark.parametrize("cell", ["Dupont SARL", "0199001234", "Lyon", "a@exemple.fr", "Mme Petit"])
def test_values_are_not_taken_for_names_of_columns(cell: str) -> None:
    assert not is_known(cell)


def test_remarks_about_values_are_told_from_values() -> None:
    assert is_about_records("E-mail validé le")
    assert not is_about_records("E-mail du gérant")


@given(st.permutations(["Numéro", "Téléphones", "du", "GÉRANT"]), st.sampled_from(" _-/;"))
def test_neither_order_nor_signs_count(words: list[str], sign: str) -> None:
    assert header_words(sign.join(words)) == ("gerant", "numero", "telephone")


@given(st.text(max_size=60))
def test_any_text_has_words(text: str) -> None:
    words = header_words(text)
    assert list(words) == sorted(set(words))
    assert all(word.isalnum() for word in words)
