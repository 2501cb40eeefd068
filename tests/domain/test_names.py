import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.names import civility, split_person, tidy_name


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("M", "M."),
        ("mr.", "M."),
        ("MONSIEUR", "M."),
        ("Mme", "Mme"),
        ("Mlle", "Mme"),
        ("Mrs", "Mme"),
        ("Ms.", "Mme"),
        ("docteur", "Dr"),
        ("Me", "Me"),
        ("MAÎTRE", "Me"),
        ("Pr", "Pr"),
        ("M. & Mme", "M. et Mme"),
        ("M/Mme", "M. et Mme"),
        (" Colonel\n", "Colonel"),
        ("", ""),
    ],
)
def test_civility(raw: str, wanted: str) -> None:
    assert civility(raw) == wanted
    assert civility(wanted) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("DUPONT", "Dupont"),
        ("jean-pierre", "Jean-Pierre"),
        ("ÉLÉONORE", "Éléonore"),
        ("DE GAULLE", "de Gaulle"),
        ("D'ARTAGNAN", "d'Artagnan"),
        ("d’artagnan", "d’Artagnan"),
        ("JEANNE D'ARC", "Jeanne d'Arc"),
        ("LE GOFF", "Le Goff"),
        ("O'BRIEN", "O'Brien"),
        ("ALOYSIUS NG", "Aloysius Ng"),
        ("J.-P. MARTIN", "J.-P. Martin"),
        ("SAINT-GERMAIN-EN-LAYE", "Saint-Germain-en-Laye"),
        ("SARL DUPONT ET FILS", "SARL Dupont et Fils"),
        ("dupont & fils sarl", "Dupont & Fils SARL"),
        ("boulangerie (eurl)", "Boulangerie (EURL)"),
        ("S.A.R.L. DURAND", "S.A.R.L. Durand"),
        ("SCI DU MOULIN", "SCI du Moulin"),
        ("AU PAIN D'ANTAN", "Au Pain d'Antan"),
        ("A L'ANCIENNE", "A l'Ancienne"),
        ("L'ATELIER DES LYS", "L'Atelier des Lys"),
        ("AUJOURD'HUI", "Aujourd'hui"),
        ("DUPONT SA", "Dupont SA"),
        ("AVEC SA MAISON", "Avec Sa Maison"),
        ("BTP NORD", "BTP Nord"),
        ("SNCF", "SNCF"),
        ("LYCEE HENRI IV", "Lycee Henri IV"),
        ("1ER CHOIX 3D", "1er Choix 3D"),
        ("Dupont SARL", "Dupont SARL"),
        ("McDonald", "McDonald"),
        ("  DUPONT   DURAND ", "Dupont Durand"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_tidy_name(text: str, wanted: str) -> None:
    assert tidy_name(text) == wanted


@given(st.text(st.sampled_from("ABDELNORST abdelnorst -'.éÉ"), max_size=24))
def test_tidying_twice_changes_nothing_and_keeps_the_letters(text: str) -> None:
    tidied = tidy_name(text)
    assert tidied.casefold() == " ".join(text.split()).casefold()
    assert tidy_name(tidied) == tidied


@pytest.mark.parametrize(
    ("full", "wanted"),
    [
        ("M. Jean DUPONT", ("M.", "Jean", "Dupont")),
        ("DUPONT Jean", ("", "Jean", "Dupont")),
        ("Dupont, Jean", ("", "Jean", "Dupont")),
        ("DUPONT, Mme ANNE", ("Mme", "Anne", "Dupont")),
        ("Jean Dupont", ("", "Jean", "Dupont")),
        ("jean de la tour", ("", "Jean", "de la Tour")),
        ("Jean-Pierre DE LA TOUR", ("", "Jean-Pierre", "de la Tour")),
        ("D'ARTAGNAN Charles", ("", "Charles", "d'Artagnan")),
        ("J.-P. DUPONT", ("", "J.-P.", "Dupont")),
        ("J DUPONT", ("", "J", "Dupont")),
        ("M. et Mme Jean DUPONT", ("M. et Mme", "Jean", "Dupont")),
        ("Dr. Jean Le Goff", ("Dr", "Jean", "Le Goff")),
        ("Maître DUPONT", ("Me", "", "Dupont")),
        ("Dupont", ("", "", "Dupont")),
        ("Mme", ("Mme", "", "")),
        ("", ("", "", "")),
    ],
)
def test_split_person(full: str, wanted: tuple[str, str, str]) -> None:
    assert split_person(full) == wanted


@given(st.text(st.sampled_from("ABDENOR abdenor-'.éÉ"), max_size=24))
def test_no_letter_of_a_person_is_lost(full: str) -> None:
    _title, first, last = split_person(f"Mme {full}")
    letters = sorted(filter(str.isalpha, (first + last).casefold()))
    assert letters == sorted(filter(str.isalpha, full.casefold()))
