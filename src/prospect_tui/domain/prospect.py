"""What is derived from the cells of a prospect row: callable numbers, keys, searchable text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prospect_tui.domain.cleaning import figures_only, fold
from prospect_tui.domain.columns import IMPORTABLE_KEYS, PHONE_KEYS
from prospect_tui.domain.joining import joined
from prospect_tui.domain.phone import PhoneNumber, parse_phones, searched_forms

_IDENTIFIERS = ("vat_number", "siren", "siret")
_UNSEARCHED = frozenset({"nature", *PHONE_KEYS, *_IDENTIFIERS})
_SEARCHED_TEXT = tuple(key for key in IMPORTABLE_KEYS if key not in _UNSEARCHED)
MOST_SEARCHED = 20_000
"""Characters of a cell, or of a remark, in which words are found. All the text of a row is indexed
again whenever one of its cells changes: the millions of an imported cell would take a minute."""


@dataclass(frozen=True, slots=True)
class CallableNumber:
    """A number found in a phone cell."""

    field: str
    position: int
    number: PhoneNumber


@dataclass(frozen=True, slots=True)
class Derived:
    """What the base keeps beside the cells."""

    name_key: str
    sort_key: str
    numbers: tuple[CallableNumber, ...]
    search_body: str
    """Folded text, then nothing but figures: the base finds numbers by the middle of these."""


def derive(
    values: Mapping[str, str],
    own: Iterable[str] = (),
    remarks: Iterable[str] = (),
    region: str = "FR",
) -> Derived:
    """Derive everything from the cells, the file's own values and the remarks of past calls."""
    numbers = callable_numbers(values, region)
    company = values.get("company_name", "")
    postcode = values.get("postcode", "")
    return Derived(
        name_key=f"{fold(company)}|{postcode}" if company else "",
        sort_key=fold(display_name(values)),
        numbers=numbers,
        search_body=_search_body(values, own, remarks, numbers),
    )


def display_name(values: Mapping[str, str]) -> str:
    """Return how a row is called: its company, else its person, else whatever identifies it."""
    person = person_name(values)
    for name in (values.get("company_name"), values.get("trade_name"), person):
        if name:
            return name
    return values.get("phone") or values.get("email") or values.get("siret") or ""


def person_name(values: Mapping[str, str]) -> str:
    """Return civility, first and last name in one line."""
    parts = (values.get(key, "") for key in ("civility", "first_name", "last_name"))
    return joined(*parts, by=" ")


def callable_numbers(values: Mapping[str, str], region: str = "FR") -> tuple[CallableNumber, ...]:
    """Return the numbers of the phone cells in the order in which they are to be tried."""
    found: list[CallableNumber] = []
    seen: set[str] = set()
    for key in PHONE_KEYS:
        raw = values.get(key, "")
        for position, number in enumerate(parse_phones(raw, region) if raw else ()):
            if number.e164 not in seen:
                seen.add(number.e164)
                found.append(CallableNumber(key, position, number))
    return tuple(found)


def _search_body(
    values: Mapping[str, str],
    own: Iterable[str],
    remarks: Iterable[str],
    numbers: tuple[CallableNumber, ...],
) -> str:
    texts = [values[key][:MOST_SEARCHED] for key in _SEARCHED_TEXT if values.get(key)]
    texts += [text[:MOST_SEARCHED] for text in (*own, *remarks) if text]
    figures = [form for entry in numbers for form in searched_forms(entry.number.e164)]
    read = {entry.field for entry in numbers}
    unread = (values.get(key, "")[:MOST_SEARCHED] for key in PHONE_KEYS if key not in read)
    figures += map(figures_only, unread)
    for key in _IDENTIFIERS:
        identifier = "".join(values.get(key, "")[:MOST_SEARCHED].split())
        is_number = identifier.isascii() and identifier.isdigit()
        (figures if is_number else texts).append(identifier)
    return joined(fold(" ".join(texts)).strip(), *figures, by=" ")
