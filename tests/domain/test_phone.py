import csv
import random
from pathlib import Path
from string import digits

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_tui.domain.phone import (
    PhoneNumber,
    check_phone,
    dialable,
    digits_forms,
    national,
    parse_phones,
)

FORMATS = Path(__file__).parent.parent / "samples" / "phone" / "formats_fr.csv"
SPELLINGS = 2_000


def _formats() -> list[tuple[str, str, str]]:
    with FORMATS.open(encoding="utf-8", newline="") as file:
        return [(r["brut"], r["region"], r["attendu_e164"]) for r in csv.DictReader(file)]


def _as_written(numbers: tuple[PhoneNumber, ...]) -> str:
    return ";".join(n.e164 + (f";ext={n.extension}" if n.extension else "") for n in numbers)


@pytest.mark.parametrize(("raw", "region", "wanted"), _formats())
def test_the_spellings_met_in_files(raw: str, region: str, wanted: str) -> None:
    assert _as_written(parse_phones(raw, region)) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("+33 0 199001234", "+33199001234"),
        ("+0033 199001234", "+33199001234"),
        ("(+33) 1 99 00 12 34", "+33199001234"),
        ("+33 [0]1 99 00 12 34", "+33199001234"),
        ("(01) 99 00 12 34", "+33199001234"),
        ("01,99,00,12,34", "+33199001234"),
        ("\uff0b\uff13\uff13 １９９００１２３４", "+33199001234"),
        ("199 001 234", "+33199001234"),
        ("'0199001234", "+33199001234"),
        ('="0199001234"', "+33199001234"),
        ("01 99 00 12 34¹", "+33199001234"),
        ("01 99 00 12 34, poste n° 12", "+33199001234;ext=12"),
        ("01 99 00 12 34 p.12", "+33199001234;ext=12"),
        ("01 99 00 12 34 #12", "+33199001234;ext=12"),
        ("tel:+33199001234;ext=12;phone-context=+33", "+33199001234;ext=12"),
        ("P : 06 39 98 12 34 T : 01 99 00 12 34", "+33639981234;+33199001234"),
        ("01 99 00 12 34 poste 12 / 06 39 98 12 34", "+33199001234;ext=12;+33639981234"),
        ("0199001234/0261911234", "+33199001234;+33261911234"),
        ("01 99 00 12 34 02 61 91 12 34", "+33199001234;+33261911234"),
        ("01 99 00 12 34 (06 39 98 12 34)", "+33199001234;+33639981234"),
        ("01 99 00 12 34\n02 61 91 12 34", "+33199001234;+33261911234"),
        ("01 99 00 12 34 ou 01.99.00.12.34", "+33199001234"),
        ("3949 / 01 99 00 12 34", "+33199001234"),
        ("01 99 00 12 34 / 35", "+33199001234"),
        ("01 99 00 12 34 le 01/02/2026 10h30", "+33199001234"),
    ],
)
def test_other_spellings(raw: str, wanted: str) -> None:
    assert _as_written(parse_phones(raw)) == wanted


@pytest.mark.parametrize(
    ("raw", "region", "wanted"),
    [
        ("+32 (0)2 123 45 67", "FR", "+3221234567"),
        ("0041 44 668 18 00", "FR", "+41446681800"),
        ("+41 (044) 668 18 00", "FR", "+41446681800"),
        ("+44 (0)20 7946 0958", "FR", "+442079460958"),
        ("+49 30 / 1234567", "FR", "+49301234567"),
        ("+39 06 1234567", "FR", "+39061234567"),
        ("02 123 45 67", "BE", "+3221234567"),
        ("+33 1 99 00 12 34", "BE", "+33199001234"),
        ("01 99 00 12 34", "nowhere", ""),
        ("+1 12345678", "FR", ""),
        ("+999 123456789", "FR", ""),
    ],
)
def test_other_countries(raw: str, region: str, wanted: str) -> None:
    assert _as_written(parse_phones(raw, region)) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("0590 12 34 56", "+590590123456"),
        ("0690 12 34 56", "+590690123456"),
        ("0594 12 34 56", "+594594123456"),
        ("0696 12 34 56", "+596696123456"),
        ("0692 12 34 56", "+262692123456"),
        ("0269 12 34 56", "+262269123456"),
        ("0639 12 34 56", "+262639123456"),
        ("0508 41 12 34", "+508411234"),
        ("06 39 98 12 34", "+33639981234"),
        ("+33 262 12 34 56", "+262262123456"),
        ("+262 (0)262 12 34 56", "+262262123456"),
        ("+508 41 12 34", "+508411234"),
        ("+590 976 01 23 45", "+33976012345"),
        ("0976 01 23 45", "+33976012345"),
    ],
)
@pytest.mark.parametrize("region", ["FR", "RE", "MQ"])
def test_overseas_prefixes_win_over_the_region(typed: str, region: str, wanted: str) -> None:
    assert _as_written(parse_phones(typed, region)) == wanted


@pytest.mark.parametrize("prefix", ["590", "690", "594", "694", "596", "696", "262", "692", "693"])
def test_the_library_knows_the_overseas_prefixes_we_map(prefix: str) -> None:
    numbers = [parse_phones(f"0{prefix}{tail:06}")[0].e164 for tail in range(0, 10**6, 33_333)]
    parsed = [phonenumbers.parse(e164, None) for e164 in numbers]
    assert any(phonenumbers.is_valid_number(number) for number in parsed)
    assert all(e164.startswith(f"+{parsed[0].country_code}{prefix}") for e164 in numbers)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("", None),
        ("  \u200b", None),
        ("01 99 00 12 34", None),
        ("1,99001234E8", None),
        ("3949", "phone.short"),
        ("N° 118 218", "phone.short"),
        ("15", "phone.emergency"),
        ("1 1 2", "phone.emergency"),
        ("*21*0199001234#", "phone.service_code"),
        ("#31#0199001234", "phone.service_code"),
        ("tel:*21*0199001234#", "phone.service_code"),
        ("01 99 ** 12 34", "phone.service_code"),
        ("01 99 00 12", "phone.too_short"),
        ("01 99 OO 12 34", "phone.too_short"),
        ("0800 FLOWERS", "phone.too_short"),
        ("01 99 00 12 345", "phone.too_long"),
        ("01 99 00 12 34 35", "phone.too_long"),
        ("6,1E+08", "phone.lost_digits"),
        ("3,3199001234E5", "phone.lost_digits"),
        ("1990012340", "phone.unknown"),
        ("FR76 3000 4000 0312 3456 7890 143", "phone.unknown"),
        ("néant", "phone.unknown"),
    ],
)
def test_what_is_wrong(raw: str, wanted: str | None) -> None:
    assert check_phone(raw) == wanted
    if wanted:
        assert parse_phones(raw) == ()


@pytest.mark.parametrize(
    ("e164", "wanted"),
    [
        ("+33199001234", "01 99 00 12 34"),
        ("+262262123456", "02 62 12 34 56"),
        ("+508123456", "05 08 12 34 56"),
        ("+33800123456", "0 800 123 456"),
        ("+3221234567", "+32 2 123 45 67"),
        ("+99912345678", "+99912345678"),
        ("3949", "3949"),
        ("", ""),
    ],
)
def test_how_people_write_it(e164: str, wanted: str) -> None:
    assert national(e164) == wanted


def test_searched_digits() -> None:
    assert digits_forms("+33 1 99 00 12 34") == ("0199001234", "33199001234")
    assert digits_forms("0596 12 34 56") == ("0596123456", "596596123456")
    assert digits_forms("+32 2 123 45 67") == ("021234567", "3221234567")
    assert digits_forms("39 49") == ("3949",)
    assert digits_forms("néant") == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "+33199001234;ext=1",
        "*21*0199001234#",
        "+0199001234",
        "-rf",
        "+33199001234\n",
        "+33１99001234",
    ],
)
def test_nothing_but_e164_is_dialable(hostile: str) -> None:
    assert not dialable(hostile)


@given(st.text() | st.text(st.sampled_from(digits + "+ .-/()#*,xp\u202f")))
@settings(deadline=None)
def test_any_cell_gives_dialable_numbers_or_a_problem(raw: str) -> None:
    numbers = parse_phones(raw)
    assert all(dialable(number.e164) for number in numbers)
    assert bool(numbers) or check_phone(raw) is not None or not any(map(str.isalnum, raw))


@given(st.integers(10**8, 10**9 - 1))
def test_the_national_form_reads_back(significant: int) -> None:
    (number,) = parse_phones(f"0{significant}")
    assert parse_phones(national(number.e164)) == (number,)
    assert parse_phones(number.e164) == (number,)
    assert parse_phones(f"+33{significant}") == (number,)


def _any_spelling(dice: random.Random) -> str:
    """Spell 01 99 00 12 34 at random, as files, people and spreadsheets do."""
    if dice.random() < 0.1:
        return dice.choice(["199001234", "33199001234", "199001234.0", "1,99001234E+08"])
    groups = dice.choice(["99 00 12 34", "990 012 34", "99001234", "99 001 234", "9 9 0 0 1 2 3 4"])
    separator = dice.choice(["", " ", ".", "-", "/", ",", " . ", "\u00a0", "\u202f", "‑", "_", "·"])
    opening = dice.choice(
        ["0", "+33", "+33 ", "0033", "00 33 ", "+33 (0)", "+33(0) ", "33 ", "(0)"]
    )
    digits = f"{opening}1{separator}{groups.replace(' ', separator)}"
    if dice.random() < 0.2:
        digits = digits.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    marked = list(digits)
    for _ in range(dice.randrange(3)):
        marked.insert(
            dice.randrange(len(marked) + 1), dice.choice("\u200b\u200e\u202c\u2060\ufeff")
        )
    label = dice.choice(["", "", "Tél. : ", "tel:", "bureau ", "'", "T. ", "☎ "])
    ending = dice.choice(["", "", " ", " (perso)", " poste 12", " ; voir Mme X", "\n"])
    return f"{label}{''.join(marked)}{ending}"


def test_an_opposed_number_is_known_under_every_spelling() -> None:
    dice = random.Random(223)
    spellings = {_any_spelling(dice) for _ in range(SPELLINGS)}
    missed = [s for s in spellings if [n.e164 for n in parse_phones(s)] != ["+33199001234"]]
    assert not missed
    assert len(spellings) > SPELLINGS / 2
