"""Which words of a note are warned about, and which look alike and are not."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.packaged_texts import packaged_text
from prospect_tui.domain.wording_check import Delicate, remarks
from prospect_tui.i18n import LANGUAGES

FRENCH = {
    Delicate.HEALTH: (
        "il est malade | en arrêt maladie | ARRÊT MALADIE | enceinte, absente en mars | a un cancer"
        " | hospitalisée hier | est à l'hôpital | burn-out | mi-temps thérapeutique | dépressif"
        " | Malade, rappeler | elle est handicapée | chimiothérapie | alcoolique | est sourde"
    ),
    Delicate.RELIGION: (
        "c'est un Juif | il est juif | femme musulmane | ramadan | fait le carême | va à l'église"
        " | témoin de Jéhovah | très croyant"
    ),
    Delicate.OPINIONS: (
        "extrême-droite | facho | vote RN | communiste | il est de gauche | franc-maçon"
        " | homosexuel | militante"
    ),
    Delicate.UNION: "syndicaliste | délégué syndical | CGT | syndiquée | gréviste",
    Delicate.ORIGIN: (
        "un Arabe | maghrébin | d'origine algérienne | gros accent | une noire"
        " | sans-papiers | gitans"
    ),
    Delicate.INSULTS: "quel con | CONNARD | pauvre type | casse-couilles | abrutie | un idiot",
    Delicate.JUDGEMENTS: (
        "menteur | très agressif | mauvais payeur | elle est folle | radin"
        " | désagréable au téléphone | malpolie"
    ),
}
HARMLESS = (
    "sain d'esprit d'équipe | Martin Noir | M. Noir est absent | Mme Blanche Con | rue de l'Église"
    " | 12 place de l'Église | 3 rue du Général Malade | assurance maladie | caisse primaire"
    " d'assurance maladie | assurance invalidité | enceinte acoustique | mur d'enceinte | accès"
    " handicapés | place handicapée | Handicap International | école catholique | prière de"
    " rappeler | concurrent | consulter son conseil | il conclut en mars | concessionnaire"
    " | contrat en cours"
    " | infirmière libérale | secteur Lyon | Jean-Baptiste décide | portail noir | portail blanc"
    " | bureau à gauche | porte de gauche | syndicat mixte | syndic de copropriété"
    " | pièce d'origine"
    " | restaurant asiatique | chiffres arabes | ordures ménagères | prix fou | un monde fou"
    " | fracture numérique | facture à refaire | cabinet de psychiatrie | sous-traitance"
    " | Pascal Juif, gérant | l'Église Saint-Jean | budget janvier, décide avec son frère | votant"
    " | rappeler mardi 14h | opère dans le Rhône | voile de bateau | centre écologique | Sourdes"
    "-les-Bains | il ne veut pas | santé au travail | maison médicale"
)
ENGLISH = (
    "he is sick | pregnant | Muslim | in hospital | far-right | union member | thick accent | idiot"
    " | rude on the phone | SHIT"
)
ENGLISH_HARMLESS = (
    "health insurance | Church Street | 12 Church Lane | Black Friday | credit union"
    " | European Union"
    " | classic contract | illustrated | skill | fluent | Mr Black | decides with his brother"
    " | Western Union | disabled access | sickle | therapist | shipment | cowork"
)


def split(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


@pytest.mark.parametrize(
    ("about", "note"), [(about, note) for about, line in FRENCH.items() for note in split(line)]
)
def test_a_french_word_is_warned_about(about: Delicate, note: str) -> None:
    found = remarks(note, "fr")
    assert about in [one.about for one in found]
    assert all(one.neutral and one.word in note for one in found)
    assert all(note[one.start :].startswith(one.word) for one in found)


@pytest.mark.parametrize("note", split(HARMLESS))
def test_what_looks_alike_in_french_is_left_alone(note: str) -> None:
    assert remarks(note, "fr") == []


@pytest.mark.parametrize("note", split(ENGLISH))
def test_an_english_word_is_warned_about(note: str) -> None:
    assert remarks(note, "en")


@pytest.mark.parametrize("note", split(ENGLISH_HARMLESS))
def test_what_looks_alike_in_english_is_left_alone(note: str) -> None:
    assert remarks(note, "en") == []


def test_a_neutral_wording_is_the_words_own_or_that_of_its_kind() -> None:
    assert [(one.word, one.neutral) for one in remarks("en arrêt maladie, très radin", "fr")] == [
        ("arrêt maladie", "absent"),
        ("radin", "prix jugé trop élevé"),
    ]
    (only,) = remarks("un cancer", "fr")
    assert only.neutral == "indisponible, à rappeler plus tard"


def test_a_word_said_twice_is_told_once() -> None:
    assert len(remarks("malade, encore Malade, toujours malade", "fr")) == 1


def test_an_unknown_language_is_read_as_french() -> None:
    assert remarks("malade", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_are_written_as_they_are_read(language: str) -> None:
    table = tomllib.loads(packaged_text("wording", f"{language}.toml"))
    assert set(table) == {"harmless", *Delicate}
    for about in Delicate:
        part = table[about.value]
        assert part["neutral"]
        for word in part["words"]:
            assert word == fold(word) == " ".join(word.split()), word
            assert not set(word) & set("-'’."), word
        assert set(part.get("instead", {})) <= set(part["words"])
        assert len(part["words"]) == len(set(part["words"]))


@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_any_text_can_be_looked_at(note: str, language: str) -> None:
    for one in remarks(note, language):
        assert note[one.start : one.start + len(one.word)] == one.word
