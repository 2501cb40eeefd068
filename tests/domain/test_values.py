import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_tui.domain.columns import Column
from prospect_tui.domain.numbers import parse_money
from prospect_tui.domain.values import (
    cell_problem,
    is_checked,
    normalise,
    problem,
    spell_nature,
    typed_text,
)
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n.messages import all_messages, worded
from prospect_tui.i18n.messages.contact import MESSAGES


@pytest.mark.parametrize(
    ("kind", "raw", "wanted"),
    [
        (ColumnKind.TEXT, "  Dupont\tet\x1b fils\n", "Dupont et\ufffd fils"),
        (ColumnKind.COMPUTED, " NRP ", "NRP"),
        (ColumnKind.CHOICE, " professional ", "professional"),
        (ColumnKind.PHONE, " 01.99.00.12.34 ", "01.99.00.12.34"),
        (ColumnKind.PHONE, "199001234.0", "199001234"),
        (ColumnKind.PHONE, "1,99001234E8", "199001234"),
        (ColumnKind.PHONE, "6,1E+08", "6,1E+08"),
        (ColumnKind.EMAIL, "Jean@Exemple.FR", "Jean@exemple.fr"),
        (ColumnKind.SIREN, "732 829 320", "732829320"),
        (ColumnKind.SIRET, "73282932000074.0", "73282932000074"),
        (ColumnKind.VAT, "44732829320", "FR44732829320"),
        (ColumnKind.NAF, "4332a", "43.32A"),
        (ColumnKind.POSTCODE, "1000", "01000"),
        (ColumnKind.NUMBER, " 1 250,5 ", "1 250,5"),
        (ColumnKind.MONEY, "12 k€", "12 k€"),
        (ColumnKind.DATE, "31/12/2026", "2026-12-31"),
        (ColumnKind.DATE, "1.2.2026", "2026-02-01"),
        (ColumnKind.DATE, "2026-02-01 00:00:00", "2026-02-01"),
        (ColumnKind.DATE, "2026-02-01", "2026-02-01"),
        (ColumnKind.DATE, "31/02/2026", "31/02/2026"),
        (ColumnKind.DATE, "01/02/26", "01/02/26"),
        (ColumnKind.YES_NO, "Oui", "yes"),
        (ColumnKind.YES_NO, "X", "yes"),
        (ColumnKind.YES_NO, "1", "yes"),
        (ColumnKind.YES_NO, "VRAI", "yes"),
        (ColumnKind.YES_NO, "non", "no"),
        (ColumnKind.YES_NO, "faux", "no"),
        (ColumnKind.YES_NO, "0", "no"),
        (ColumnKind.YES_NO, "peut-être", "peut-être"),
    ],
)
def test_what_is_stored(kind: ColumnKind, raw: str, wanted: str) -> None:
    assert normalise(kind, raw) == wanted


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        (ColumnKind.TEXT, "anything", None),
        (ColumnKind.CHOICE, "anything", None),
        (ColumnKind.COMPUTED, "anything", None),
        (ColumnKind.PHONE, "01 99 00 12 34", None),
        (ColumnKind.PHONE, "3949", "phone.short"),
        (ColumnKind.EMAIL, "jean", "email.no_at"),
        (ColumnKind.SIREN, "732829321", "siren.checksum"),
        (ColumnKind.SIRET, "732829320", "siret.length"),
        (ColumnKind.VAT, "FR45732829320", "vat.checksum"),
        (ColumnKind.NAF, "6201", "naf.format"),
        (ColumnKind.POSTCODE, "SW1A 1AA", "postcode.format"),
        (ColumnKind.NUMBER, "-1 250,5", None),
        (ColumnKind.NUMBER, "1\u202f250", None),
        (ColumnKind.NUMBER, "10 à 20", "value.number"),
        (ColumnKind.MONEY, "1 250,50 €", None),
        (ColumnKind.MONEY, "€1,250.50", None),
        (ColumnKind.MONEY, "1,2 M€", None),
        (ColumnKind.MONEY, "cher", "value.amount"),
        (ColumnKind.DATE, "2026-12-31", None),
        (ColumnKind.DATE, "31/02/2026", "value.date"),
        (ColumnKind.DATE, "bientôt", "value.date"),
        (ColumnKind.YES_NO, "no", None),
        (ColumnKind.YES_NO, "peut-être", "value.yes_no"),
    ],
)
def test_what_is_wrong(kind: ColumnKind, value: str, wanted: str | None) -> None:
    assert problem(kind, value) == wanted
    assert problem(kind, "  ") is None


def test_another_country_has_its_own_postcodes_and_numbers() -> None:
    assert normalise(ColumnKind.POSTCODE, "1000", country="Belgique") == "1000"
    assert problem(ColumnKind.POSTCODE, "1000", country="Belgique") is None
    assert problem(ColumnKind.PHONE, "0475 12 34 56 7", region="BE") is not None
    assert problem(ColumnKind.PHONE, "02 123 45 67", region="BE") is None


@given(st.sampled_from(ColumnKind), st.text())
@settings(deadline=None)
def test_any_value_is_kept_or_marked_and_never_raises(kind: ColumnKind, raw: str) -> None:
    stored = normalise(kind, raw)
    assert normalise(kind, stored) == stored
    message_id = problem(kind, stored)
    assert message_id is None or message_id in all_messages()


@pytest.mark.parametrize("message_id", sorted(MESSAGES))
def test_each_sentence_shows_the_value(message_id: str) -> None:
    assert "«3949»" in worded(message_id, {"value": "«3949»"})


@pytest.mark.parametrize(
    ("value", "typed"),
    [("0", "0"), ("1200000", "12000"), ("123450", "1234,50"), ("-5", "-0,05"), ("dix", "dix")],
)
def test_an_amount_is_typed_in_euros(value: str, typed: str) -> None:
    assert typed_text(ColumnKind.MONEY, value) == typed
    assert typed_text(ColumnKind.TEXT, value) == value


@given(st.integers(-(10**15), 10**15))
def test_an_amount_that_is_typed_again_stays_the_same(cents: int) -> None:
    assert parse_money(typed_text(ColumnKind.MONEY, str(cents))) == cents


@pytest.mark.parametrize(
    ("word", "nature"),
    [
        (" Professionnelle ", "professional"),
        ("B2B", "professional"),
        ("particulier", "individual"),
        ("Inconnu", "unknown"),
        ("individual", "individual"),
        ("martien", "martien"),
    ],
)
def test_whom_a_row_is_about_is_told_in_words(word: str, nature: str) -> None:
    assert spell_nature(word) == nature


@given(kind=st.sampled_from(ColumnKind), value=st.text(), country=st.sampled_from(["", "FR", "?"]))
def test_only_a_checked_kind_has_problems(kind: ColumnKind, value: str, country: str) -> None:
    column = Column("cell", kind, choices=("one",))
    assert is_checked(kind) or cell_problem(column, value, country) is None


@pytest.mark.parametrize("kind", [kind for kind in ColumnKind if is_checked(kind)])
def test_a_checked_kind_can_be_wrong(kind: ColumnKind) -> None:
    assert cell_problem(Column("cell", kind, choices=("one",)), "?!", "FR") is not None
