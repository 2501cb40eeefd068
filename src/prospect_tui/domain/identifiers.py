"""Brings identifiers to their one spelling and says what is wrong with them, offline.

SIREN, SIRET, VAT, NAF, postcode, e-mail. Check digits are python-stdnum's work. `normalise_…`
never raises: what it does not recognise comes back cleaned and otherwise as typed. `check_…`
returns a message id, or None when the value is fine or empty; it proves nothing about existence.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from prospect_tui.domain.cleaning import clean, fold, lost_digits, whole_number
from prospect_tui.domain.expressions import expression

SIREN_LENGTH = 9
SIRET_LENGTH = 14
MOST_ZEROS_LOST = 3
"""How many leading zeros a spreadsheet may have taken: the oldest SIREN start with 000."""

_LA_POSTE = "356000000"
"""The SIREN whose establishments have a check of their own."""
_REMEMBERED = 8192
"""Numbers whose check is remembered: an import asks for those of thousands of rows twice."""

LOST_DIGITS = "identifier.lost_digits"

FRENCH_COUNTRIES = frozenset(
    {"", "f", "fr", "fra", "france", "guadeloupe", "guyane", "martinique", "mayotte", "monaco"}
    | {"la reunion", "reunion", "saint-martin", "saint-barthelemy", "saint-pierre-et-miquelon"}
)
"""Folded country names under which postcodes are the French five digits."""

_LABEL = expression(
    r"^(?:code )?(?:n[°ou.]* ?)?(?:siren|siret|tva|vat|naf|ape)(?![a-z])(?: intra[\w.]*)?"
    r" ?(?:n[°ou.]*)? ?[:=]? ?",
    re.IGNORECASE,
)


class _Problems(NamedTuple):
    """The message ids of what may be wrong with a number of the register."""

    characters: str
    length: str
    checksum: str


_SIREN_PROBLEMS = _Problems("siren.characters", "siren.length", "siren.checksum")
_SIRET_PROBLEMS = _Problems("siret.characters", "siret.length", "siret.checksum")

_SEPARATOR = expression(r"[\s.\-/_]")
_FRENCH_VAT = expression(r"FR[0-9A-Z]{2}[0-9]{9}")
_VAT_WITHOUT_COUNTRY = expression(r"[0-9A-Z]{2}[0-9]{9}")
_NAF = expression(r"([0-9]{2})[ .]?([0-9]{2})[ .]?([A-Z])")
_POSTCODE = expression(r"(?:FR?[- ]?)?([0-9]{2}) ?([0-9]{3})")

_ATOM = r"A-Z0-9!#$%&*+=?^_`{}~\-"
_ADDRESS = expression(
    rf"(?<![\w.@{_ATOM}])([{_ATOM}](?:[{_ATOM}']|\.(?=[{_ATOM}])){{0,63}})"
    r"@((?:[^\W_](?:[^\W_]|-(?=[^\W_]|-)){0,62}\.)+(?:XN--[A-Z0-9]{2,59}|[^\W\d_]{2,63}))"
    r"(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
"""At most 64 characters before the @ (RFC 5321, 4.5.3.1.1). "/" and "|" separate addresses here."""

_AROUND_ADDRESSES = expression(r"(?:mailto:|\b(?:ou|et|or|and)\b|[\s,;/|<>()\"']|\.$)*", re.I)
_LONGEST_ADDRESS = 254
"""Octets of a whole address (RFC 5321, 4.5.3.1.3 with its errata)."""


def normalise_siren(raw: str) -> str:
    """Return the nine digits of `raw`, its lost leading zeros given back."""
    return _normalised_number(raw, SIREN_LENGTH, _is_siren)


def normalise_siret(raw: str) -> str:
    """Return the fourteen digits of `raw`, its lost leading zeros given back."""
    return _normalised_number(raw, SIRET_LENGTH, _is_siret)


def check_siren(value: str) -> str | None:
    """Return what is wrong: nine digits are wanted, with a right check digit (Luhn)."""
    return _checked_number(value, _SIREN_PROBLEMS, SIREN_LENGTH, _is_siren)


def check_siret(value: str) -> str | None:
    """Return what is wrong: fourteen digits are wanted, with a right check digit.

    Luhn, or for La Poste (356 000 000) a sum of digits that five divides, as INSEE has it.
    """
    return _checked_number(value, _SIRET_PROBLEMS, SIRET_LENGTH, _is_siret)


def siren_of_siret(siret: str) -> str:
    """Return the company's SIREN, which opens a right `siret`; "" when it is wrong or empty."""
    digits = normalise_siret(siret)
    return digits[:SIREN_LENGTH] if _is_siret(digits) else ""


def normalise_vat(raw: str) -> str:
    """Return the VAT number of `raw` in capitals, without separators, with its country."""
    text, compact = _compact(raw)
    if compact.isdigit() and len(compact) == SIREN_LENGTH + 1 and _is_french_vat(f"0{compact}"):
        return f"FR0{compact}"  # the key's leading zero, lost by a spreadsheet
    if _FRENCH_VAT.fullmatch(compact):
        return compact
    if foreign := _foreign_vat(compact):
        return foreign
    # Two letters may be another country's as well as a French key: only a right key decides.
    bare = _VAT_WITHOUT_COUNTRY.fullmatch(compact)
    if bare and (not compact[:2].isalpha() or _is_french_vat(compact)):
        return f"FR{compact}"
    return text


def check_vat(value: str) -> str | None:
    """Return what is wrong: for France, "FR", two characters that check, and the SIREN."""
    if _FRENCH_VAT.fullmatch(value):
        return None if _is_french_vat(value[2:]) else "vat.checksum"
    text, _compacted = _compact(value)
    if not text:
        return None
    if lost_digits(text):
        return LOST_DIGITS
    number = normalise_vat(value)
    if _FRENCH_VAT.fullmatch(number):
        return None if _is_french_vat(number[2:]) else "vat.checksum"
    return None if _foreign_vat(number) else "vat.format"


def normalise_naf(raw: str) -> str:
    """Return the activity code as INSEE prints it, "43.32A"; both nomenclatures look so."""
    text = clean(raw).strip()
    found = _NAF.fullmatch(_LABEL.sub("", text).upper())
    return f"{found[1]}.{found[2]}{found[3]}" if found else text


def check_naf(value: str) -> str | None:
    """Return what is wrong: four digits and a letter are wanted."""
    code = normalise_naf(value)
    return None if not code or _NAF.fullmatch(code) else "naf.format"


def normalise_postcode(raw: str, country: str = "") -> str:
    """Return the five digits of a French postcode, its lost leading zero given back.

    `country` is the row's country as typed; outside France the postcode is left as typed.
    """
    text = whole_number(clean(raw).strip())
    if fold(country).strip() not in FRENCH_COUNTRIES:
        return text
    compact = re.sub(r"\s", "", text)
    if re.fullmatch(r"[1-9][0-9]{3}", compact):
        return f"0{compact}"
    found = _POSTCODE.fullmatch(compact.upper())
    return f"{found[1]}{found[2]}" if found else text


def check_postcode(value: str, country: str = "") -> str | None:
    """Return what is wrong: five digits are wanted for France, anything elsewhere."""
    code = normalise_postcode(value, country)
    if lost_digits(code):
        return LOST_DIGITS
    wrong = code and fold(country).strip() in FRENCH_COUNTRIES and not _POSTCODE.fullmatch(code)
    return "postcode.format" if wrong else None


def parse_emails(raw: str) -> tuple[str, ...]:
    """Return every address of the cell `raw`, in order, each once, its domain in lower case.

    The part before the @ keeps its capitals: lower the whole for a comparison.
    """
    if "@" not in raw:
        return ()
    found = (f"{m[1]}@{m[2].lower()}" for m in _ADDRESS.finditer(clean(raw)))
    return tuple(dict.fromkeys(address for address in found if _is_short_enough(address)))


def normalise_email(raw: str) -> str:
    """Return the addresses of `raw` joined by "; ", without "mailto:" nor brackets.

    A cell that also holds other words is left as typed: they may matter.
    """
    text = clean(raw).strip()
    if (alone := _ADDRESS.fullmatch(text)) and _is_short_enough(text):
        return f"{alone[1]}@{alone[2].lower()}"
    rest = _ADDRESS.sub(" ", text)
    addresses = parse_emails(text)
    return "; ".join(addresses) if addresses and _AROUND_ADDRESSES.fullmatch(rest) else text


def check_email(value: str) -> str | None:
    """Return what is wrong with the addresses of `value`: each @ must belong to a right one."""
    text = clean(value).strip()
    if not text:
        return None
    if "@" not in text:
        return "email.no_at"
    matches = list(_ADDRESS.finditer(text))
    whole = all(_is_short_enough(match[0]) for match in matches)
    return None if whole and len(matches) == text.count("@") else "email.format"


def _compact(raw: str) -> tuple[str, str]:
    """Return `raw` cleaned, spreadsheet decimals repaired, and its capitals and digits alone."""
    text = clean(raw).strip()
    unlabelled = whole_number(_LABEL.sub("", unicodedata.normalize("NFKC", text)))
    compact = _SEPARATOR.sub("", unlabelled).upper()
    return text, compact if compact.isascii() else ""


def _normalised_number(raw: str, length: int, is_right: Callable[[str], bool]) -> str:
    text, compact = _compact(raw)
    if not compact.isdigit():
        return text
    if length - MOST_ZEROS_LOST <= len(compact) < length and is_right(compact.zfill(length)):
        return compact.zfill(length)
    return compact if len(compact) == length else text


def _checked_number(
    value: str, problems: _Problems, length: int, is_right: Callable[[str], bool]
) -> str | None:
    if is_right(value):
        return None
    text, compact = _compact(value)
    if not text:
        return None
    if lost_digits(text):
        return LOST_DIGITS
    number = _normalised_number(value, length, is_right)
    if is_right(number):
        return None
    if not compact.isdigit():
        return problems.characters
    return problems.checksum if len(compact) == length else problems.length


@lru_cache(_REMEMBERED)
def _is_siren(digits: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - slow to import

    # Nine zeros satisfy Luhn; they are a filler.
    return len(digits) == SIREN_LENGTH and digits.strip("0") != "" and luhn.is_valid(digits)


@lru_cache(_REMEMBERED)
def _is_siret(digits: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - slow to import
    from stdnum.fr import siret  # noqa: PLC0415 - slow to import

    if len(digits) != SIRET_LENGTH or not _is_siren(digits[:SIREN_LENGTH]):
        return False
    return siret.is_valid(digits) if digits.startswith(_LA_POSTE) else luhn.is_valid(digits)


def _is_french_vat(number: str) -> bool:
    key, digits = number[:2], number[2:]
    if key.isdigit() and _is_siren(digits):
        return int(f"{digits}12") % 97 == int(key)
    from stdnum.fr import tva  # noqa: PLC0415 - slow to import

    # Keys with a letter, and numbers of Monaco, which hold no SIREN.
    return digits.strip("0") != "" and tva.is_valid(number)


def _foreign_vat(compact: str) -> str:
    """Return a right VAT number of another country with its prefix, else ""."""
    from stdnum import get_cc_module  # noqa: PLC0415 - slow to import

    prefix = compact[:2]
    if not re.fullmatch(r"[A-Z]{2}[0-9A-Z]{5,}", compact) or prefix in {"FR", "EU"}:
        return ""
    country = {"EL": "gr", "XI": "gb"}.get(prefix, prefix.lower())
    module = get_cc_module(country, "vat")
    if module is None or not module.is_valid(compact):
        return ""
    number = str(module.compact(compact))
    return number if number.startswith(prefix) else f"{prefix}{number}"


def _is_short_enough(address: str) -> bool:
    return len(address.encode()) <= _LONGEST_ADDRESS
