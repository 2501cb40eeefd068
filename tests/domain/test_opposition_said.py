"""Which notes say that somebody objects to being called, and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.opposition_said import LONGEST, opposition_said

OBJECTS = {
    "Ne souhaite plus être démarché": "plus être démarché",
    "ne pas rappeler": "ne pas rappeler",
    "NE PLUS APPELER !!!": "NE PLUS APPELER",
    "Vu en mars. Ne pas rappeler. Salon en juin": "Ne pas rappeler",
    "STOP PUB": "STOP PUB",
    "stop-pub sur la boîte": "stop-pub",
    "ne veut plus être rappelée, en colère": "plus être rappelée",
    "demande à ne plus être contacté": "plus être contacté",
    "Ne m'appelez plus": "Ne m'appelez plus",
    "ne plus l’appeler": "ne plus l’appeler",
    "pas de démarchage svp": "pas de démarchage",
    "inscrit sur Bloctel": "inscrit sur Bloctel",
    "a fait opposition": "fait opposition",
    "à blacklister": "blacklister",
    "non, ne pas rappeler": "ne pas rappeler",
    "ne pas rappeler Mme Roux": "ne pas rappeler",
    "ne pas rappeler : avant c'était M. Roux": "ne pas rappeler",
    "À supprimer de nos fichiers": "supprimer de nos fichiers",
    "Do not call": "Do not call",
    "DON'T CALL AGAIN": "DON'T CALL",
    "does not want to be contacted": "not want to be contacted",
    "no longer wishes to be called": "no longer wishes to be called",
    "Please remove from our list": "remove from our list",
    "opted out by mail": "opted out",
    "no cold calls": "no cold calls",
}
HARMLESS = (
    "",
    "ne pas rappeler avant janvier",
    "Ne pas rappeler avant le 15/12",
    "ne pas rappeler cette semaine",
    "ne pas appeler le matin",
    "ne plus appeler Mme Roux le lundi",
    "ne pas rappeler pendant les congés",
    "ne pas rappeler aujourd'hui",
    "ne pas rappeler le 24/11",
    "ne pas appeler sur ce numéro",
    "ne plus rappeler au standard, ligne directe",
    "ne pas rappeler tant que le devis n'est pas signé",
    "ne pas rappeler si absent",
    "pas inscrit sur Bloctel",
    "non inscrit Bloctel",
    "n'a pas fait opposition",
    "à rappeler",
    "ne pas oublier de rappeler",
    "pas disponible, rappeler",
    "opposition de son associé au projet",
    "le stop de la publicité",
    "do not call before June",
    "do not call in the morning",
    "don't call until Monday",
    "never called",
    "has not opted out",
    "call back",
)


@pytest.mark.parametrize(("note", "words"), OBJECTS.items())
def test_a_note_that_objects_is_heard(note: str, words: str) -> None:
    assert opposition_said(note) == words


@pytest.mark.parametrize("note", HARMLESS)
def test_a_note_about_a_moment_or_the_contrary_is_not(note: str) -> None:
    assert not opposition_said(note)


def test_the_first_text_that_objects_is_quoted() -> None:
    assert opposition_said("rappeler", "stop pub", "ne pas rappeler") == "stop pub"


def test_a_date_first_does_not_hide_an_objection_after_it() -> None:
    note = "Ne pas rappeler avant mars. Le 2 mars : ne plus appeler"
    assert opposition_said(note) == "ne plus appeler"


@given(st.text(max_size=3 * LONGEST))
def test_what_is_quoted_stands_in_the_text(text: str) -> None:
    assert opposition_said(text) in text
