"""Tidies the names of people and companies that a file shouts or whispers.

Only a name all in capitals or all in small letters is touched: a mixed one was typed with care.
Refuses to guess accents, and first names from a list.
"""

import re

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.expressions import expression

_CIVILITIES = {
    "M.": ("m", "mr", "monsieur", "mister"),
    "Mme": ("mme", "madame", "mlle", "mademoiselle", "mrs", "ms", "miss"),
    "Dr": ("dr", "docteur", "doctor"),
    "Me": ("me", "maitre"),
    "Pr": ("pr", "professeur", "prof"),
    "M. et Mme": ("m et mme", "mr et mme", "monsieur et madame", "m mme", "mr mme", "mme et m"),
}
_CIVILITY_OF = {spelling: title for title, known in _CIVILITIES.items() for spelling in known}
_LONGEST_CIVILITY = 3
"""Words in the longest spelling of a civility."""

_ALWAYS_SMALL = frozenset({"de", "du", "des", "d"})
_SMALL_INSIDE = frozenset(
    {"et", "la", "le", "les", "l", "en", "sur", "sous", "lez", "au", "aux", "à", "von", "van"}
    | {"der", "den", "dos", "da", "do", "y"}
)
_LEGAL_FORMS = frozenset(
    {"SARL", "SAS", "SASU", "EURL", "SCI", "SNC", "SCM", "SCP", "SELARL", "SELAS", "SCOP", "SCIC"}
    | {"GIE", "GAEC", "EARL", "EIRL", "SCEA", "SCA", "SCCV", "SPRL", "SRL", "BTP", "SA", "EI"}
)
_ONLY_AT_AN_END = frozenset({"SA", "EI"})
"""Legal forms that are also words: read as such only as the first or the last word."""

_ELISION = expression(r"(d|l|qu|n|s|j|m|t|c|o)(['’])(.+)", re.IGNORECASE)
_DOTTED = expression(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")
_ROMAN = expression(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_ORDINAL = expression(r"[0-9]+(?:er|ere|ère|e|eme|ème|nd|nde)", re.IGNORECASE)
_CONSONANTS = expression(r"(?!(?:ST|NG|MC|MR|DR)$)[B-DF-HJ-NP-TV-XZ]{2,5}", re.IGNORECASE)
_INITIAL = expression(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")


def civility(raw: str) -> str:
    """Return "M.", "Mme", "Dr", "Me", "Pr" or "M. et Mme"; another title as typed, cleaned.

    "Mademoiselle" gives "Mme", as French administrations do since 2012.
    """
    text = " ".join(clean(raw).split())
    words = re.sub(r"[.&/+,]", " ", fold(text)).split()
    return _CIVILITY_OF.get(" ".join(words), text)


def tidy_name(text: str) -> str:
    """Return `text` with the capitals of a name when it is all upper or all lower case.

    Particles are small ("de Gaulle"), legal forms and initials capitals ("SARL", "J.-P."), each
    part of a hyphenated name has its own ("Saint-Germain-en-Laye").
    """
    text = " ".join(clean(text).split())
    if not (text.isupper() or text.islower()):
        return text
    words = text.split(" ")
    last = len(words) - 1
    return " ".join(_tidy_word(word, at, last) for at, word in enumerate(words))


def split_person(full: str) -> tuple[str, str, str]:
    """Return the civility, first name and last name of `full`, tidied, each "" when absent.

    The last name is what stands before a comma, else the words in capitals among others, else
    all but the first word. A single word is a last name.
    """
    title, rest = _without_civility(" ".join(clean(full).split()))
    last, comma, first = (part.strip() for part in rest.partition(","))
    if comma:
        late_title, first = _without_civility(first)
        return title or late_title, tidy_name(first), tidy_name(last)
    words = rest.split()
    shouted = [word for word in words if word.isupper() and not _INITIAL.fullmatch(word)]
    if not shouted or len(shouted) == len(words):
        first, last = (words[0], " ".join(words[1:])) if len(words) > 1 else ("", rest)
    else:
        first = " ".join(word for word in words if word not in shouted)
        last = " ".join(shouted)
    return title, tidy_name(first), tidy_name(last)


def _without_civility(text: str) -> tuple[str, str]:
    """Split the civility that opens `text` from the rest."""
    words = text.split()
    for count in range(min(_LONGEST_CIVILITY, len(words)), 0, -1):
        opening = " ".join(words[:count])
        title = civility(opening)
        if title in _CIVILITIES:
            return title, " ".join(words[count:])
    return "", text


def _tidy_word(word: str, at: int, last: int) -> str:
    """Give the word number `at` of a name whose last word is number `last` its capitals."""
    bare = word.strip('(),;:"«»').upper()
    if bare in _LEGAL_FORMS and (bare not in _ONLY_AT_AN_END or at in {0, last}):
        return word.upper()
    if _DOTTED.fullmatch(bare):
        return word.upper()
    parts = word.split("-")
    return "-".join(_tidy_part(part, at == 0 and i == 0) for i, part in enumerate(parts))


def _tidy_part(part: str, is_first: bool) -> str:
    """Give capitals to one part of a hyphenated word."""
    lower = part.lower()
    if lower in _ALWAYS_SMALL or (lower in _SMALL_INSIDE and not is_first):
        return lower
    if elided := _ELISION.fullmatch(lower):
        start = elided[1]
        small = start == "d" or (start == "l" and not is_first)
        opening = start if small else start.capitalize()
        return f"{opening}{elided[2]}{_capitalised(elided[3])}"
    if _ORDINAL.fullmatch(part):
        return lower
    if _ROMAN.fullmatch(part) or _CONSONANTS.fullmatch(part):
        return part.upper()
    return part if any(map(str.isdigit, part)) else _capitalised(lower)


def _capitalised(word: str) -> str:
    """Raise the first letter, which quotes or brackets may precede."""
    for place, character in enumerate(word):
        if character.isalpha():
            return word[:place] + character.upper() + word[place + 1 :]
    return word
