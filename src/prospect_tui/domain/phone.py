"""Reads the phone numbers of one cell, however they are spelt, into E.164.

One subscriber gives one E.164 whatever the spelling, which is what the opposition list relies
on. Letters never become digits, and nothing is dialled from here: short numbers, emergency
numbers and network codes give no number at all.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from prospect_tui.domain.cleaning import clean_lines, figures_only, lost_digits, whole_number
from prospect_tui.domain.expressions import expression

FRENCH_REGIONS = frozenset({"FR", "GP", "GF", "MQ", "RE", "YT", "PM", "BL", "MF"})
"""Where the French ten-digit numbers are dialled."""

EMERGENCY = frozenset(
    {"15", "17", "18", "112", "114", "115", "119", "191", "196", "197", "116000", "116117"}
)
"""French emergency numbers: never offered for a call."""

LONGEST_CELL = 1000
"""Characters of a cell that are read; no list of numbers is longer."""

_REMEMBERED = 8192
"""Cells whose numbers are remembered: an import asks for those of thousands of rows twice."""

_SHORTEST, _LONGEST = 7, 17
"""Digits of one number, with a "00" in front of the fifteen of E.164."""

_SPACE = r"[ .\-/\u00a0\u202f]"
_USUAL = expression(
    rf"(?:(?:\+|00)33{_SPACE}?(?:\(0\){_SPACE}?)?|0)([1-9](?:{_SPACE}?[0-9]{{2}}){{4}})"
)
"""The spellings of nine cells out of ten, read without the library."""

_OVERSEAS = expression(
    r"(?P<p590>590|69[01]|5987|7090)|(?P<p594>594|694|5988|7093[0-3])"
    r"|(?P<p596>596|69[67]|5989|7091)|(?P<p508>508|7084|7085)"
    r"|(?P<p262>26[239]|268[89]|69[23]|639(?!98)|7092|7093[5-7])"
)
"""Overseas prefixes of the French plan (Arcep decision 2018-0881) by country code.

06 39 belongs to Mayotte, save 06 39 98, kept for fiction in mainland France.
"""

_EXTENSION = (
    r"(?<![^\W\d_])(?:postes?|extension|ext|interne|int|p|x)(?![^\W\d_])[ .:=]*(?:n[°o] ?)?"
    r"(?P<extension>[0-9]{1,6})(?![ .\-/]?[0-9])|\# ?(?P<hash>[0-9]{1,6})(?![0-9])"
)
_RUN = r"(?P<run>(?:\+[ (]*)?[0-9](?:[ .,\-/()_·•]*[0-9])*)"
_TOKEN = expression(f"{_EXTENSION}|{_RUN}", re.IGNORECASE)

_SERVICE_CODE = expression(r"[*#]{1,2}[0-9]{1,3}[*#]|^[ \"']*[*#]{1,2}[0-9]|[0-9] ?\*[0-9*]")
_DATE = expression(r"(?<![0-9])[0-3]?[0-9]([/.\-])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9]|\1)")

_LOUD_BREAK = expression(r" +[/\-] +|  +|, +|\((?!0\))")
_BREAK = expression(r"[/,]| - |  +")
_NATIONAL = expression(r"(?:33)?0([1-9][0-9]{8})|33([1-9][0-9]{8})")
_INTERNATIONAL = expression(r"330?([1-9][0-9]{8})")
_GLUED = expression(r"(?:(?:(?:00)?330?|0)[1-9][0-9]{8}){2,5}")
_GLUED_PIECE = expression(r"(?:(?:00)?330?|0)[1-9][0-9]{8}")
_WITHOUT_ZERO = expression(r"[1-9](?:[0-9]{8}|(?: [0-9]{2}){4}|[0-9]{2} [0-9]{3} [0-9]{3})")

_DIALABLE = expression(r"\+[1-9][0-9]{6,14}")
_FRENCH_E164 = expression(r"\+(?:33|590|594|596|262|508)([0-9]{9})")
_SAINT_PIERRE = expression(r"\+508([0-9]{6})")
_SHORT = expression(r"3[0-9]{3}|10[0-9]{2}|11[68][0-9]{3}")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number: E.164 with its "+", and the extension to ask for ("" when none)."""

    e164: str
    extension: str = ""


@lru_cache(_REMEMBERED)
def parse_phones(raw: str, region: str = "FR") -> tuple[PhoneNumber, ...]:
    """Return every number of the cell `raw`, in order, each once.

    `region` (ISO 3166 code of the row's country) is how national spellings are read; French
    overseas prefixes win over it. A number that is possible is enough: it need not be assigned.
    """
    if usual := _usual(raw, region):
        return (PhoneNumber(_french(figures_only(usual[1]))),)
    text = _plain(raw)
    if _SERVICE_CODE.search(text) or lost_digits(text):
        return ()
    found: list[PhoneNumber] = []
    end = 0
    for token in _TOKEN.finditer(text):
        if token["run"]:
            numbers = _numbers_of(token["run"], region)
            found += map(PhoneNumber, numbers)
            end = token.end() if numbers else 0
        elif end and not text[end : token.start()].strip(" ,;()-"):
            found[-1] = replace(found[-1], extension=token["extension"] or token["hash"])
    return tuple(dict.fromkeys(found))


def check_phone(raw: str, region: str = "FR") -> str | None:
    """Return the message id of what is wrong with `raw`, None when it is fine or empty."""
    if _usual(raw, region) or parse_phones(raw, region):
        return None
    text = _plain(raw)
    if not text:
        return None
    digits = figures_only(text)
    checks = (
        ("phone.lost_digits", lost_digits(text)),
        ("phone.service_code", _SERVICE_CODE.search(text)),
        ("phone.unknown", not digits),
        ("phone.emergency", digits in EMERGENCY),
        ("phone.short", _SHORT.fullmatch(digits)),
        ("phone.too_short", len(digits) < len("199001234")),
        ("phone.too_long", digits.startswith(("0", "33")) and len(digits) > len("0199001234")),
    )
    return next((message_id for message_id, wrong in checks if wrong), "phone.unknown")


def national(e164: str) -> str:
    """Return `e164` as people write it: "01 99 00 12 34", "0 800 123 456", "+32 2 123 45 67".

    All numbers of the French plan, overseas included, are in their ten-digit form. What is not
    E.164 comes back unchanged.
    """
    digits = _national_digits(e164)
    if digits:
        steps = (0, 1, 4, 7, 10) if digits.startswith("08") else (0, 2, 4, 6, 8, 10)
        return " ".join(digits[a:b] for a, b in pairwise(steps))
    return _foreign(e164, international=True) if dialable(e164) else e164


def dialable(e164: str) -> bool:
    """Say whether `e164` may be handed to a phone: "+", 7 to 15 digits, nothing else."""
    return _DIALABLE.fullmatch(e164) is not None


def digits_forms(raw: str, region: str = "FR") -> tuple[str, ...]:
    """Return the digits under which the numbers of `raw` are searched.

    National then international digits of each number ("0199001234", "33199001234"); the bare
    digits of a cell in which there is no number.
    """
    forms: list[str] = []
    for number in parse_phones(raw, region):
        forms += searched_forms(number.e164)
    bare = figures_only(_plain(raw))
    return tuple(dict.fromkeys(forms)) or ((bare,) if bare else ())


def searched_forms(e164: str) -> tuple[str, str]:
    """Return the national and the international digits of a number in E.164."""
    own = _national_digits(e164) or figures_only(_foreign(e164, international=False))
    return own, e164[1:]


def _usual(raw: str, region: str) -> re.Match[str] | None:
    """Return how a cell holds one French number in a usual spelling, None if it does not."""
    return _USUAL.fullmatch(raw) if region in FRENCH_REGIONS else None


def _plain(raw: str) -> str:
    """Bring a cell to ASCII separators and digits; undo what spreadsheets do to numbers."""
    text = clean_lines(raw[:LONGEST_CELL])
    if not text.isascii():
        text = "".join(map(_plain_character, text))
    text = text.replace("[", "(").replace("]", ")").strip()
    return whole_number(_DATE.sub(";", text))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if category == "Pd" or character == "\u2212":
        return "-"
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return character


def _numbers_of(run: str, region: str) -> list[str]:
    """Return the E.164 of a run of digits and separators, which may hold several numbers."""
    loud = _LOUD_BREAK.split(run)
    if len(loud) > 1 and _one(loud[0], region):
        return _all_of(loud, region)
    if whole := _one(run, region):
        return [whole]
    digits = figures_only(run)
    if region in FRENCH_REGIONS and _GLUED.fullmatch(digits):
        return _all_of(_GLUED_PIECE.findall(digits), region)
    return _all_of(_BREAK.split(run), region)


def _all_of(pieces: list[str], region: str) -> list[str]:
    return [e164 for piece in pieces if (e164 := _one(piece, region))]


def _one(piece: str, region: str) -> str:
    """Return the E.164 of `piece` when the whole of it is one number, else ""."""
    digits = figures_only(piece)
    if not _SHORTEST <= len(digits) <= _LONGEST:
        return ""
    if piece.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        french = _INTERNATIONAL.fullmatch(digits)
        return _french(french[1]) if french else _by_library(f"+{digits}", None)
    if region not in FRENCH_REGIONS:
        return _by_library(digits, region)
    if written := _NATIONAL.fullmatch(digits):
        return _french(written[1] or written[2])
    return _french(digits) if _WITHOUT_ZERO.fullmatch(piece.strip()) else ""


def _french(significant: str) -> str:
    """Return the E.164 of the nine digits that follow the 0, by their prefix."""
    overseas = _OVERSEAS.match(significant)
    code = (overseas.lastgroup or "")[1:] if overseas else "33"
    # Saint-Pierre-et-Miquelon has six digits, written after its country code inside the plan.
    return f"+{code}{significant.removeprefix('508') if code == '508' else significant}"


def _by_library(digits: str, region: str | None) -> str:
    import phonenumbers  # noqa: PLC0415 - 26 ms, for foreign numbers only

    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return ""
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict != phonenumbers.ValidationResult.IS_POSSIBLE:
        return ""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    french = _FRENCH_E164.fullmatch(e164)
    if french:
        return _french(french[1])
    return e164 if dialable(e164) else ""


def _national_digits(e164: str) -> str:
    """Return the ten digits of a number of the French plan, "" for any other."""
    if french := _FRENCH_E164.fullmatch(e164):
        return f"0{french[1]}"
    islands = _SAINT_PIERRE.fullmatch(e164)
    return f"0508{islands[1]}" if islands else ""


def _foreign(e164: str, *, international: bool) -> str:
    import phonenumbers  # noqa: PLC0415 - 26 ms, for foreign numbers only

    style = phonenumbers.PhoneNumberFormat
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(
        number, style.INTERNATIONAL if international else style.NATIONAL
    )
