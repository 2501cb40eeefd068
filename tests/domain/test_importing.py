"""From the rows of any table to prospects to be: nothing is lost, nothing is invented."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.importing import (
    FULL_NAME,
    OWN,
    SKIP,
    MappedColumn,
    Mapping,
    ProspectDraft,
    RowProblem,
    duplicate_keys,
    guess_mapping,
    preview_values,
    to_draft,
)

SAMPLES = Path("tests/samples")


def targets(header: str, *rows: str) -> list[str]:
    return [c.target for c in guess_mapping(header.split(";"), [row.split(";") for row in rows])]


def draft(header: str, row: str, *, region: str = "FR") -> ProspectDraft:
    cells = row.split(";")
    made = to_draft(2, cells, guess_mapping(header.split(";"), [cells]), region=region)
    assert isinstance(made, ProspectDraft)
    return made


def problem(header: str, row: str) -> RowProblem:
    cells = row.split(";")
    made = to_draft(7, cells, guess_mapping(header.split(";"), [cells]))
    assert isinstance(made, RowProblem)
    return made


def sample(name: str) -> tuple[list[str], list[list[str]]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return header, rows


def drafts(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[ProspectDraft | RowProblem]:
    mapping = guess_mapping(header, rows[:50])
    return [to_draft(line, row, mapping) for line, row in enumerate(rows, start=2)]


@pytest.mark.parametrize(
    ("header", "rows", "wanted"),
    [
        ("Nom;Prénom", [], ["last_name", "first_name"]),
        ("Nom;Société", [], [FULL_NAME, "company_name"]),
        ("Nom;Téléphone", ["Boulangerie Petit;0199001234"], ["company_name", "phone"]),
        ("Nom;Téléphone", ["Mme Petit;1", "M. Roux;2"], [FULL_NAME, "phone"]),
        ("Contact;Nom;Prénom", [], [OWN, "last_name", "first_name"]),
        ("Nom du contact;Prénom", [], ["last_name", "first_name"]),
        ("Nom du contact;Entreprise", [], [FULL_NAME, "company_name"]),
        ("Client;Société", [], [OWN, "company_name"]),
        ("Client;Ville", [], ["company_name", "city"]),
        ("Tél;Tél (2);Tél (3)", [], ["phone", "mobile", "direct_line"]),
        ("Tél;Téléphone;Fixe;Standard;Bureau tél", [], None),
        ("Tél;Portable;Tél bureau", [], ["phone", "mobile", "direct_line"]),
        ("Tél;Tél (2)", [";0199001234"], ["mobile", "phone"]),
        ("Mail;E-mail;Courriel", [], ["email", "generic_email", OWN]),
        ("Ville;Commune", [], ["city", OWN]),
        ("Adresse;Adresse 2;N° voie", [], ["address", "address_extra", OWN]),
        ("N° voie;Type voie;Libellé voie", [], ["address", "address", "address"]),
        ("Address 1 - Formatted;Address 1 - Street", [], [OWN, "address"]),
        ("Address 1 - Formatted;Name", [], ["address", "company_name"]),
        ("Titre;Nom", ["Mme;Petit", "M.;Roux"], ["civility", "company_name"]),
        ("Titre;Société", ["Directrice commerciale;A"], ["job_title", "company_name"]),
        (";", [], [SKIP, SKIP]),
        (";;", ["x;;0199001234"], [OWN, SKIP, "phone"]),
        ("Couleur;Taille de chemise", ["bleu;42"], [OWN, OWN]),
    ],
)
def test_headers_are_understood(header: str, rows: list[str], wanted: list[str] | None) -> None:
    found = targets(header, *rows)
    if wanted is None:
        assert found == ["phone", "mobile", "direct_line", "other_phone", OWN]
    else:
        assert found == wanted


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["a@exemple.fr", "b.c@exemple.fr"], "email"),
        (["01 99 00 12 34", "+33 6 39 98 00 01"], "phone"),
        (["13002526500013"], "siret"),
        (["130025265", "198100125"], "siren"),
        (["https://www.exemple.fr", "www.exemple.org/x"], "website"),
        (["https://www.linkedin.com/in/petit"], "linkedin"),
        (["43.32A", "6201Z"], "naf"),
        (["12", "13"], OWN),
        (["123456789"], OWN),
        (["rappeler", "a@exemple.fr"], OWN),
    ],
)
def test_cells_speak_when_the_header_does_not(values: list[str], wanted: str) -> None:
    for header in ("Champ 12", ""):
        (column,) = guess_mapping([header], [[value] for value in values])
        assert column.target == wanted
    (remark,) = guess_mapping(["Date de dernier envoi"], [[value] for value in values])
    assert remark.target == OWN


def test_five_digits_are_a_postcode_only_without_a_header() -> None:
    assert targets("", "69003", "01000") == ["postcode"]
    assert targets("Référence", "69003", "01000") == [OWN]


def test_a_mapping_is_corrected_by_making_another() -> None:
    mapping = guess_mapping(["Champ 1", "Ville"])
    corrected = mapping.with_target(0, "company_name")
    assert mapping[0] == MappedColumn(0, "Champ 1", OWN)
    assert corrected[0].target == "company_name"
    made = to_draft(2, ["A", "Lyon"], corrected)
    assert isinstance(made, ProspectDraft)
    assert made.values == {"company_name": "A", "city": "Lyon", "nature": "unknown"}


def test_previews_show_filled_cells_only() -> None:
    mapping = guess_mapping(["Nom", "Ville", "Notes"])
    rows = [["", "Lyon"], [" A ", ""], ["B", "", ""], ["C", "Nice"], ["D", "Metz"]]
    assert preview_values(mapping, rows) == {0: ("A", "B", "C"), 1: ("Lyon", "Nice", "Metz"), 2: ()}


def test_a_row_becomes_a_prospect() -> None:
    made = draft(
        "Société;Civ.;Nom;Prénom;Tél;E-mail;CP;Ville;CA;Créée le;Notes;Couleur",
        " Dupont SARL ;MME;PETIT;Anne;01.99.00.12.34;<a@Exemple.FR>;1000;Bourg;12 k€;"
        "31/12/2019;à\trappeler;bleu",
    )
    assert made.values == {
        "company_name": "Dupont SARL",
        "civility": "Mme",
        "last_name": "PETIT",
        "first_name": "Anne",
        "phone": "01.99.00.12.34",
        "email": "a@exemple.fr",
        "postcode": "01000",
        "city": "Bourg",
        "turnover": "1200000",
        "founded_on": "2019-12-31",
        "notes": "à rappeler",
        "nature": "professional",
    }
    assert made.own == {11: "bleu"}
    assert (made.line, made.problems) == (2, ())


def test_wrong_values_are_kept_and_marked() -> None:
    made = draft(
        "Société;Tél;E-mail;CP;SIRET;Créée le", "A;0199;pas un mail;ABC;13002526500014;hier"
    )
    assert made.values["email"] == "pas un mail"
    assert [key for key, _ in made.problems] == [
        "phone",
        "email",
        "postcode",
        "siret",
        "founded_on",
    ]
    assert dict(made.problems)["email"] == "email.no_at"


def test_amounts_are_cents_and_unreadable_ones_become_notes() -> None:
    assert draft("Société;Chiffre d'affaires (k€)", "A;250").values["turnover"] == "25000000"
    assert draft("Société;CA en millions €", "A;1,5").values["turnover"] == "150000000"
    assert draft("Société;Montant", "A;1 234,50 €").values["amount"] == "123450"
    made = draft("Société;CA;Notes", "A;de 2 à 5 M€;urgent")
    assert made.values["notes"] == "urgent\nCA: de 2 à 5 M€"
    assert "turnover" not in made.values
    assert made.problems == (("turnover", "value.amount"),)


def test_a_whole_name_is_split_unless_it_is_a_company() -> None:
    values = draft("Contact;Société", "Mme Anne DE LA TOUR;A").values
    assert (values["civility"], values["first_name"]) == ("Mme", "Anne")
    header, rows = sample("crm/odoo_res_partner.csv")
    grocery, bob, *_ = drafts(header, rows)
    assert isinstance(grocery, ProspectDraft)
    assert isinstance(bob, ProspectDraft)
    assert grocery.values["company_name"] == "Grocery Outlet"
    assert "last_name" not in grocery.values
    assert (bob.values["last_name"], bob.values["company_name"]) == ("Bob", "Grocery Outlet")


@pytest.mark.parametrize(
    ("raw", "title"),
    [("male", "M."), ("F", "Mme"), ("Homme", "M."), ("Mademoiselle", "Mme"), ("Dr", "Dr")],
)
def test_genders_and_titles_are_one_column(raw: str, title: str) -> None:
    assert draft("Nom;Prénom;Genre", f"Petit;Anne;{raw}").values["civility"] == title


def test_two_columns_for_one_place_lose_nothing() -> None:
    mapping = Mapping(
        MappedColumn(index, header, target)
        for index, (header, target) in enumerate(
            [("a", "phone"), ("b", "phone"), ("c", "tags"), ("d", "tags"), ("e", "notes")]
        )
    )
    made = to_draft(2, ["0199001234", "0199004321", "vip", "salon", "x\r\ny"], mapping)
    assert isinstance(made, ProspectDraft)
    assert made.values == {
        "phone": "0199001234",
        "mobile": "0199004321",
        "tags": "vip, salon",
        "notes": "x\ny",
        "nature": "unknown",
    }


@pytest.mark.parametrize(
    ("header", "row", "nature"),
    [
        ("Nom;Prénom", "Petit;Anne", "unknown"),
        ("Société", "Garage Petit", "unknown"),
        ("Société", "Garage Petit S.A.R.L.", "professional"),
        ("Société;SIRET", "A;13002526500013", "professional"),
        ("Société;Forme juridique", "A;EI", "professional"),
        ("Nom;Prénom;Nature", "Petit;Anne;Particulier", "individual"),
        ("Société;Nature", "A SARL;b2b", "professional"),
        ("Société;Nature", "A SARL;bizarre", "professional"),
    ],
)
def test_the_nature_is_told_or_deduced_from_the_register(
    header: str, row: str, nature: str
) -> None:
    assert draft(header, row).values["nature"] == nature


def test_rows_without_anybody_are_refused() -> None:
    refused = problem("Ville;Notes;Couleur", "Lyon;rappeler; ")
    assert (refused.line, refused.message_id) == (7, "row.empty")
    assert refused.raw == "Lyon;rappeler; "
    assert draft("Ville;Couleur", "Lyon;bleu").own == {1: "bleu"}


@pytest.mark.parametrize(
    ("state", "diffusion", "message_id"),
    [("F", "O", "row.closed"), ("c", "O", "row.closed"), ("A", "P", "row.not_diffusible"),
     ("F", "n", "row.not_diffusible")],
)  # fmt: skip
def test_the_register_is_obeyed(state: str, diffusion: str, message_id: str) -> None:
    header = "siret;etatAdministratifEtablissement;statutDiffusionEtablissement"
    assert problem(header, f"13002526500013;{state};{diffusion}").message_id == message_id
    kept = draft(header, "13002526500013;A;O")
    assert kept.values == {"siret": "13002526500013", "nature": "professional"}


def test_the_exports_of_the_register_become_prospects() -> None:
    made = drafts(*sample("sirene/export_annuaire_entreprises_sample.csv"))
    kept = [row for row in made if isinstance(row, ProspectDraft)]
    assert len(kept) == 38
    assert [row.message_id for row in made if isinstance(row, RowProblem)] == ["row.closed"]
    first = kept[0]
    assert first.values | {"nature": ""} == {
        "company_name": "DIRECTION INTERMINISTERIELLE DU NUMERIQUE",
        "trade_name": "DINUM",
        "siren": "130025265",
        "siret": "13002526500013",
        "founded_on": "2017-05-24",
        "headcount": "250-499",
        "legal_form": "7120",
        "naf": "84.11Z",
        "naf_2025": "84.11Y",
        "address": "20 AVENUE DE SEGUR",
        "postcode": "75007",
        "city": "Paris",
        "nature": "",
    }
    assert not any(row.problems for row in kept)
    assert {row.values["nature"] for row in kept} == {"professional"}


def test_people_of_the_register_keep_their_usual_name() -> None:
    made = drafts(*sample("sirene/stock_unite_legale_personnes_fictives.csv"))
    assert [getattr(row, "message_id", "") for row in made] == [
        "",
        "row.not_diffusible",
        "row.closed",
    ]
    person = made[0]
    assert isinstance(person, ProspectDraft)
    names = [person.values[key] for key in ("civility", "first_name", "last_name")]
    assert names == ["Mme", "Éloïse", "Fictif-Exemple"]
    header = "siren;nomUniteLegale;nomUsageUniteLegale;prenom1UniteLegale;prenomUsuelUniteLegale"
    values = draft(header, "900000001;D'EXEMPLE;L'INVENTÉ;JEAN;PAUL").values
    assert (values["first_name"], values["last_name"]) == ("Paul", "L'Inventé")
    assert "[ND]" not in draft(header, "900000001;[ND];;[ND];").values.values()


def test_duplicate_keys_are_exact() -> None:
    made = draft(
        "Société;CP;SIRET;Tél;Portable;E-mail",
        "ÉTÉ & Fils;69003;130 025 265 00013;01 99 00 12 34;+33 (0)1.99.00.12.34 / 0639980001;"
        "A.B@Exemple.FR",
    )
    assert duplicate_keys(made) == (
        "siret:13002526500013",
        "phone:+33199001234",
        "phone:+33639980001",
        "mail:a.b@exemple.fr",
        "name:ete & fils|69003",
    )
    wrong = draft("Société;SIRET;Tél", "A;13002526500014;0199")
    assert duplicate_keys(wrong) == ("name:a|",)


def test_numbers_are_read_in_their_region() -> None:
    made = draft("Société;Tél", "A;02 123 45 67", region="BE")
    assert duplicate_keys(made)[0] == "phone:+3221234567"


header_texts = st.one_of(
    st.sampled_from(["Nom", "Tél", "CA", "siret", "Notes", ""]), st.text(max_size=9)
)
cell_texts = st.one_of(
    st.sampled_from(["0199001234", "[ND]", "a@b.fr", "12 k€"]), st.text(max_size=9)
)


@given(st.lists(st.tuples(header_texts, cell_texts), max_size=8))
def test_any_row_gives_a_prospect_or_a_reason(columns: list[tuple[str, str]]) -> None:
    header = [name for name, _ in columns]
    cells = [cell for _, cell in columns]
    mapping = guess_mapping(header, [cells])
    assert [column.index for column in mapping] == list(range(len(header)))
    assert {column.target for column in mapping} <= {*IMPORTABLE_KEYS, FULL_NAME, OWN, SKIP}
    made = to_draft(3, cells, mapping)
    if isinstance(made, RowProblem):
        assert made.message_id == "row.empty"
        return
    assert set(made.values) <= set(IMPORTABLE_KEYS)
    assert all(made.values.values())
    assert {key for key, _ in made.problems} <= set(IMPORTABLE_KEYS)
    assert all(clean(text) == text for key, text in made.values.items() if key != "notes")
    assert to_draft(3, [*cells, "surplus"], mapping) == made
