"""What is wrong with a cell, on the line under the rows: what matters of it fits 80 columns."""

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import set_language
from prospect_tui.wording.typed import problem

ROOM = 78
"""Cells of the line of remarks of a screen of 80 columns."""
_SURFACE = Column("own:1", ColumnKind.NUMBER, label="Surface")

WRONG = [
    ("phone", "01 99 00", "il en faut dix.", "ten are needed."),
    ("mobile", "0199001234567", "plus de dix chiffres.", "more than ten digits."),
    ("phone", "voir mobile", "n'est pas un numéro.", "is no phone number."),
    ("siren", "732829321", "n'a le SIREN « 732829321 » : clé fausse.", "wrong check digit."),
    ("siret", "73282932000075", "« 73282932000075 » : clé fausse.", "wrong check digit."),
    ("vat_number", "FR12", "(FR + 2 signes + SIREN).", "(FR + 2 characters + SIREN)."),
    ("vat_number", "FR12303265045", "est faux.", "is wrong."),
    ("naf", "6201", "comme 43.32A", "like 43.32A"),
    ("postcode", "750011", "cinq chiffres en France.", "it has five digits."),
    ("email", "a.b@exemple", "une adresse fausse : une espace", "a wrong address: a space"),
    ("founded_on", "31/2/2020", "écrivez 31/12/2026", "type 31/12/2026"),
    ("amount", "trois", "comme 1234, 1 234,50 € ou 12 k€.", "type 1234, 1 234,50 € or 12 k€."),
    ("own:1", "12 m2", "écrivez 1250 ou 3,5.", "digits only, like 1 250 or 3,5."),
]


@pytest.mark.parametrize(("key", "text", "french", "english"), WRONG)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_to_type_is_read_on_a_small_screen(
    key: str, text: str, french: str, english: str, language: str
) -> None:
    set_language(language)
    said = problem(COLUMNS_BY_KEY.get(key, _SURFACE), text, text)
    shown = said[:ROOM].replace("\u00a0", " ").replace("\u202f", " ")
    assert shown.startswith("! ")
    assert (french if language == "fr" else english) in shown
