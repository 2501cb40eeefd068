"""Who sends the quotes, as the settings file says it."""

import pytest

from prospect_tui.domain.identity import Identity, read_identity
from prospect_tui.settings import from_table


def test_it_presents_itself_in_the_order_of_a_letterhead() -> None:
    identity = Identity(
        name="Morel Conseil", legal_form="SARL", capital="5 000 €", address=("8 rue", "69003 Lyon"),
        siret="73282932000074", register="RCS Lyon", vat_number="FR44732829320",
        phone="04 65 71 00 12",
    )  # fmt: skip
    assert identity.is_complete
    assert identity.sender.splitlines() == [
        "Morel Conseil SARL au capital de 5 000 €", "8 rue", "69003 Lyon", "04 65 71 00 12",
        "SIRET 732 829 320 00074 · RCS Lyon", "N° TVA FR44732829320",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("73282932000074", "SIRET 732 829 320 00074"),
        ("732829320\u00a000074", "SIRET 732 829 320 00074"),
        ("732 829 320", "SIRET 732 829 320"),
        ("en cours d'attribution", "SIRET en cours d'attribution"),
    ],
)
def test_a_siret_is_printed_in_groups(typed: str, printed: str) -> None:
    assert Identity(siret=typed).sender == printed


def test_its_terms_begin_with_why_no_vat_is_charged() -> None:
    identity = Identity(vat_exemption="TVA non applicable, art. 293 B du CGI", bank="FR76 1")
    lines = identity.terms.splitlines()
    assert lines[0] == "TVA non applicable, art. 293 B du CGI"
    assert "Règlement par virement : FR76 1" in lines
    assert lines[-1] == "Devis gratuit."


def test_wrong_values_are_left_out_and_told_one_by_one() -> None:
    table = {
        "name": " Moi ", "address": "8 rue\n69003 Lyon", "siret": 5, "colour": "red",
        "validity_days": 0, "number_pattern": "D{year}", "conditions": ["a"] * 11,
        "phone": "0" * 301,
    }  # fmt: skip
    identity, problems = read_identity(table, "s.toml")
    assert identity == Identity(name="Moi", address=("8 rue", "69003 Lyon"))
    assert [(one.message_id, one.params["key"]) for one in problems] == [
        ("settings.text", "identity.siret"),
        ("settings.unknown", "identity.colour"),
        ("settings.wait", "identity.validity_days"),
        ("settings.number_pattern", "identity.number_pattern"),
        ("settings.text_lines", "identity.conditions"),
        ("settings.text", "identity.phone"),
    ]


def test_the_settings_hold_it() -> None:
    settings, problems = from_table({"identity": {"name": "Moi"}}, "s.toml")
    assert (settings.identity, problems) == (Identity(name="Moi"), ())
    settings, problems = from_table({"identity": "Moi"}, "s.toml")
    assert [one.message_id for one in problems] == ["settings.identity"]
    assert settings.identity == Identity()
