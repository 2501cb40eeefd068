"""What a note says that has a field of its own: a number, a mail address, a name.

It only offers: a field that is filled is never offered another value, and nothing is written here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import EMAIL_KEYS, PHONE_KEYS
from prospect_tui.domain.identifiers import parse_emails
from prospect_tui.domain.job_titles import job_after
from prospect_tui.domain.joining import joined
from prospect_tui.domain.names import split_person
from prospect_tui.domain.phone import LONGEST_CELL, national, parse_phones

MOST = 5
"""Offers at once: a note is a line."""
_MOBILE = (
    "+336",
    "+337",
    "+590690",
    "+590691",
    "+594694",
    "+596696",
    "+596697",
    "+26269",
    "+262639",
)
_NUMBER = re.compile(r"(?<![\w@])\+?\(?[0-9][0-9 .()/\-\u00a0\u202f]{6,24}[0-9](?![\w@])")
_DIRECT = re.compile(r"\b(?:ld|ligne directe|directe?|direct line|dl)\b\W*(?:est|is|:|=)?\W*$")
_SWITCHBOARD = re.compile(
    r"\b(?:std|standard|accueil|switchboard|reception)\b\W*(?:est|is|:|=)?\W*$"
)
_GENERIC_NAMES = (
    "contact info infos accueil bonjour hello commercial secretariat direction compta comptabilite"
    " administration admin agence bureau sales office mail courrier"
)
_GENERIC = frozenset(_GENERIC_NAMES.split())
_CIVILITY = r"(?:M\.|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle|Mrs\.?|Ms\.?)"
_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’\-]*"
_PARTICLES = "(?:(?:de|du|des|d'|d’|le|la|van|von) ?)*"
NAME = re.compile(
    rf"(?<!\w){_CIVILITY} {_PARTICLES}{_NAME_WORD}(?: {_PARTICLES}{_NAME_WORD}){{0,2}}"
)
"""A person as a note names one: "Mme Anne de la Tour"."""
_PERSON = ("civility", "first_name", "last_name")


class Find(NamedTuple):
    """One value of a note, offered to the fields of the row."""

    values: Mapping[str, str]
    """By column key: a name fills up to three, and brings its function along."""
    shown: str
    """As it is told: "01 99 00 12 34", "Mme Roux, acheteuse"."""

    @property
    def field(self) -> str:
        """Return the column that names what was found."""
        return list(self.values)[-1]


def finds(note: str, row: Mapping[str, str], region: str = "FR", most: int = MOST) -> list[Find]:
    """Return what `note` offers to the empty fields of a `row`, by column key, in its order."""
    text = note[:LONGEST_CELL]
    taken = {key for key, value in row.items() if value.strip()}
    found: list[Find] = []
    for find in (
        *_names(text, taken),
        *_phones(text, row, taken, region),
        *_mails(text, row, taken),
    ):
        if len(found) < most and not find.values.keys() & taken:
            found.append(find)
            taken |= find.values.keys()
    return found


def find_values(note: str) -> dict[str, str]:
    """Return all that a note tells of one person, by column key."""
    return {key: value for find in finds(note, {}) for key, value in find.values.items()}


def _phones(text: str, row: Mapping[str, str], taken: set[str], region: str) -> Iterator[Find]:
    known = {one.e164 for key in PHONE_KEYS for one in parse_phones(row.get(key, ""), region)}
    for written in _NUMBER.finditer(text):
        before = fold(text[: written.start()])
        for number in parse_phones(written[0], region):
            if number.e164 in known:
                continue
            known.add(number.e164)
            wanted = _phone_fields(before, number.e164)
            field = next((key for key in wanted if key not in taken), None)
            if field is not None:
                taken_here = national(number.e164)
                yield Find({field: taken_here}, taken_here)


def _phone_fields(before: str, e164: str) -> tuple[str, ...]:
    """Return the fields for a number, by what is said just before it, then by what it is."""
    if _DIRECT.search(before):
        return ("direct_line", "other_phone")
    if e164.startswith(_MOBILE):
        return ("mobile", "other_phone")
    if _SWITCHBOARD.search(before):
        return ("phone", "other_phone")
    return ("phone", "direct_line", "other_phone")


def _mails(text: str, row: Mapping[str, str], taken: set[str]) -> Iterator[Find]:
    known = {mail.lower() for key in EMAIL_KEYS for mail in parse_emails(row.get(key, ""))}
    for mail in parse_emails(text):
        if mail.lower() in known:
            continue
        is_generic = fold(mail.partition("@")[0]) in _GENERIC
        wanted = ("generic_email",) if is_generic else ("email",)
        field = next((key for key in wanted if key not in taken), None)
        if field is not None:
            yield Find({field: mail}, mail)


def _names(text: str, taken: set[str]) -> Iterator[Find]:
    if "last_name" in taken:
        return
    said = NAME.search(text)
    if said is not None:
        job = "" if "job_title" in taken else job_after(text, said.end())
        cells = {"job_title": job, **dict(zip(_PERSON, split_person(said[0]), strict=True))}
        shown = joined(said[0], job, by=", ")
        yield Find({key: value for key, value in cells.items() if value}, shown)
