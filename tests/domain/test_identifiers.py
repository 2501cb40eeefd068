import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.eu import nace
from stdnum.eu import vat as eu_vat
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret
from stdnum.fr import tva as stdnum_tva

from prospect_tui.domain import identifiers

# Numbers of the documentation of python-stdnum, or with a computed check digit.
SIREN, SIRET, VAT = "732829320", "73282932000074", "FR44732829320"
LOST = "identifier.lost_digits"

NINE_DIGITS = st.integers(1, 10**9 - 1).map(lambda n: f"{n:09}")
FOURTEEN_DIGITS = st.integers(10**5, 10**14 - 1).map(lambda n: f"{n:014}")


@pytest.mark.parametrize(
    ("raw", "wanted", "problem"),
    [
        ("", "", None),
        ("732 829 320", SIREN, None),
        ("732\u00a0829\u202f320", SIREN, None),
        ("732.829.320", SIREN, None),
        ("SIREN : 732829320", SIREN, None),
        ("siren n°732829320", SIREN, None),
        ("732829320.0", SIREN, None),
        ("5880034", "005880034", None),
        ("325175", "000325175", None),
        ("732 829 321", "732829321", "siren.checksum"),
        ("000000000", "000000000", "siren.checksum"),
        ("5880035", "5880035", "siren.length"),
        (SIRET, SIRET, "siren.length"),
        ("en cours", "en cours", "siren.characters"),
        ("７３２８２９３２０", SIREN, None),
        ("7,3E+08", "7,3E+08", LOST),
    ],
)
def test_siren(raw: str, wanted: str, problem: str | None) -> None:
    assert identifiers.normalise_siren(raw) == wanted
    assert identifiers.check_siren(raw) == problem
    assert identifiers.check_siren(wanted) == problem


@pytest.mark.parametrize(
    ("raw", "wanted", "problem"),
    [
        ("", "", None),
        ("732 829 320 00074", SIRET, None),
        ("SIRET n° 73282932000074", SIRET, None),
        ("73282932000074.0", SIRET, None),
        ("7,3282932000074E+13", SIRET, None),
        ("35600000000048", "35600000000048", None),
        ("35600000049837", "35600000049837", None),
        ("35600000049838", "35600000049838", "siret.checksum"),
        ("12345678900012.0", "12345678900012", "siret.checksum"),
        ("732829320", "732829320", "siret.length"),
        ("à demander", "à demander", "siret.characters"),
        ("7,32829E+13", "7,32829E+13", LOST),
    ],
)
def test_siret(raw: str, wanted: str, problem: str | None) -> None:
    assert identifiers.normalise_siret(raw) == wanted
    assert identifiers.check_siret(raw) == problem
    assert identifiers.check_siret(wanted) == problem


def _with_check_digit(body: str) -> str:
    return body + luhn.calc_check_digit(body)


@given(NINE_DIGITS)
@settings(deadline=None)
def test_our_siren_verdict_is_the_library_s(digits: str) -> None:
    for number in (digits, _with_check_digit(digits[:8])):
        right = stdnum_siren.is_valid(number) and number != "0" * 9
        assert (identifiers.check_siren(number) is None) is right


@given(FOURTEEN_DIGITS, st.integers(0, 10**5 - 1))
@settings(deadline=None)
def test_our_siret_verdict_is_the_library_s(digits: str, site: int) -> None:
    made = _with_check_digit(_with_check_digit(digits[:8]) + digits[9:13])
    for number in (digits, made, f"356000000{site:05}"):
        right = stdnum_siret.is_valid(number) and not number.startswith("0" * 9)
        assert (identifiers.check_siret(number) is None) is right


def test_lost_zeros_come_back() -> None:
    dice = random.Random(14)
    for zeros in (1, 2, 3):
        siren = _with_check_digit(
            "0" * zeros + str(dice.randrange(10 ** (7 - zeros), 10 ** (8 - zeros)))
        )
        siret = _with_check_digit(siren + "0001")
        assert identifiers.normalise_siren(str(int(siren))) == siren
        assert identifiers.normalise_siret(f"{int(siret)}.0") == siret


def test_a_siret_opens_with_its_siren() -> None:
    assert identifiers.siren_of_siret("732 829 320 00074") == SIREN
    assert identifiers.siren_of_siret("73282932000075") == ""
    assert identifiers.siren_of_siret("") == ""


@pytest.mark.parametrize(
    ("raw", "wanted", "problem"),
    [
        ("", "", None),
        ("fr 44 732 829 320", VAT, None),
        ("44732829320", VAT, None),
        ("44732829320.0", VAT, None),
        ("N° TVA intracommunautaire : FR44732829320", VAT, None),
        ("TVA44732829320", VAT, None),
        ("FRK7399859412", "FRK7399859412", None),
        ("K7399859412", "FRK7399859412", None),
        ("be 0403.170.701", "BE0403170701", None),
        ("DE 136 695 976", "DE136695976", None),
        ("EL094259216", "EL094259216", None),
        ("FR45732829320", "FR45732829320", "vat.checksum"),
        ("FR44000000000", "FR44000000000", "vat.checksum"),
        ("BE0403170702", "BE0403170702", "vat.format"),
        ("EU372022452", "EU372022452", "vat.format"),
        ("non assujetti", "non assujetti", "vat.format"),
        ("4,47E+10", "4,47E+10", LOST),
    ],
)
def test_vat(raw: str, wanted: str, problem: str | None) -> None:
    assert identifiers.normalise_vat(raw) == wanted
    assert identifiers.check_vat(raw) == problem
    assert identifiers.check_vat(wanted) == problem


@given(NINE_DIGITS)
@settings(deadline=None)
def test_the_vat_number_of_a_company(digits: str) -> None:
    siren = _with_check_digit(digits[:8])
    number = f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"
    if siren == "0" * 9:
        assert identifiers.check_vat(number) == "vat.checksum"
    else:
        assert stdnum_tva.is_valid(number)
        assert eu_vat.is_valid(number)
        assert identifiers.normalise_vat(number) == number
        assert identifiers.check_vat(number) is None


@pytest.mark.parametrize(
    ("raw", "wanted", "problem"),
    [
        ("", "", None),
        ("4332a", "43.32A", None),
        ("43.32A", "43.32A", None),
        ("43 32 A", "43.32A", None),
        ("NAF 4332A", "43.32A", None),
        ("Code APE : 43.32 a", "43.32A", None),
        ("6201", "6201", "naf.format"),
        ("4332A - Travaux de menuiserie", "4332A - Travaux de menuiserie", "naf.format"),
    ],
)
def test_naf(raw: str, wanted: str, problem: str | None) -> None:
    assert identifiers.normalise_naf(raw) == wanted
    assert identifiers.check_naf(raw) == problem


def test_naf_classes_are_those_of_europe() -> None:
    code = identifiers.normalise_naf("6201Z")
    assert nace.is_valid(code[:5], revision="2.0")


@pytest.mark.parametrize(
    ("raw", "country", "wanted", "problem"),
    [
        ("", "", "", None),
        ("1000", "", "01000", None),
        ("75001.0", "France", "75001", None),
        ("75 001", "FR", "75001", None),
        ("F-75001", "", "75001", None),
        ("97410", "La Réunion", "97410", None),
        ("1000", "Belgique", "1000", None),
        ("SW1A 1AA", "Royaume-Uni", "SW1A 1AA", None),
        ("SW1A 1AA", "", "SW1A 1AA", "postcode.format"),
        ("750011", "", "750011", "postcode.format"),
        ("7,5E+04", "", "7,5E+04", LOST),
    ],
)
def test_postcode(raw: str, country: str, wanted: str, problem: str | None) -> None:
    assert identifiers.normalise_postcode(raw, country) == wanted
    assert identifiers.check_postcode(raw, country) == problem


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Jean.Dupont@Exemple.FR", ("Jean.Dupont@exemple.fr",)),
        ("mailto:jean@exemple.fr?subject=x", ("jean@exemple.fr",)),
        ("Dupont, Jean <jean@exemple.fr>", ("jean@exemple.fr",)),
        ("a@exemple.fr; b@exemple.fr", ("a@exemple.fr", "b@exemple.fr")),
        (
            "a@exemple.fr/b@exemple.fr|c@exemple.fr",
            ("a@exemple.fr", "b@exemple.fr", "c@exemple.fr"),
        ),
        ("a@exemple.fr ou a@EXEMPLE.fr", ("a@exemple.fr",)),
        ("j@société.fr", ("j@société.fr",)),
        ("o'brien+pro@exemple.co.uk.", ("o'brien+pro@exemple.co.uk",)),
        ("société@exemple.fr", ()),
        ("jean..d@exemple.fr", ()),
        (".jean@exemple.fr", ()),
        ("jean@-exemple.fr", ()),
        ("jean@exemple.fr.1", ()),
        ("jean@exemple.XN--11B4C3D", ("jean@exemple.xn--11b4c3d",)),
        ("a" * 65 + "@exemple.fr", ()),
        ("a@" + "exemple." * 40 + "fr", ()),
        ("néant", ()),
    ],
)
def test_addresses_of_a_cell(raw: str, wanted: tuple[str, ...]) -> None:
    assert identifiers.parse_emails(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted", "problem"),
    [
        ("", "", None),
        (" Jean@Exemple.FR ", "Jean@exemple.fr", None),
        ("<mailto:jean@exemple.fr>", "jean@exemple.fr", None),
        ("a@exemple.fr\nb@exemple.fr", "a@exemple.fr; b@exemple.fr", None),
        ("a@exemple.fr ou b@exemple.fr", "a@exemple.fr; b@exemple.fr", None),
        ("'jean@exemple.fr'.", "jean@exemple.fr", None),
        ("Jean <jean@Exemple.fr>", "Jean <jean@Exemple.fr>", None),
        ("jean@exemple", "jean@exemple", "email.format"),
        ("jean@@exemple.fr", "jean@@exemple.fr", "email.format"),
        ("a@exemple.fr, b@", "a@exemple.fr, b@", "email.format"),
        ("jean.exemple.fr", "jean.exemple.fr", "email.no_at"),
    ],
)
def test_email(raw: str, wanted: str, problem: str | None) -> None:
    assert identifiers.normalise_email(raw) == wanted
    assert identifiers.check_email(raw) == problem


@given(st.emails())
def test_addresses_of_the_standard_are_found_or_marked(address: str) -> None:
    local, _at, domain = address.rpartition("@")
    assume(not set(local) & set("/|'"))  # they separate or quote addresses in a cell
    found = identifiers.parse_emails(address)
    assert found in {(), (f"{local}@{domain.lower()}",)}
    assert (identifiers.check_email(address) is None) is bool(found)


@given(st.text())
@settings(deadline=None)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    for normalise in (
        identifiers.normalise_siren,
        identifiers.normalise_siret,
        identifiers.normalise_vat,
        identifiers.normalise_naf,
        identifiers.normalise_postcode,
        identifiers.normalise_email,
    ):
        assert normalise(normalise(raw)) == normalise(raw)
