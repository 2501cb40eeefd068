"""Web look-ups about a row: an address with marks for its cells. Nothing here opens anything.

A mark is the name of a cell, or several of which the first that is filled is used:
`https://example.org/?q={siren|company}`. Each value is quoted for an address and can never end
the part of the address in which it stands; only http and https are taken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from prospect_tui.domain.cleaning import clean

_MARK = re.compile(r"\{([^{}]*)\}")
LONGEST_VALUE = 200
"""Signs of one cell put in an address: more never names anybody."""

CELLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "company": ("company_name", "trade_name"),
        "siren": ("siren",),
        "siret": ("siret",),
        "naf": ("naf", "naf_2025"),
        "city": ("city",),
        "postcode": ("postcode",),
        "address": ("address",),
        "country": ("country",),
        "first_name": ("first_name",),
        "last_name": ("last_name",),
        "job_title": ("job_title",),
        "phone": ("phone", "mobile", "direct_line", "other_phone"),
        "email": ("email", "generic_email"),
        "website": ("website",),
    }
)
"""The cells that each mark stands for, the first filled one; `name` is the first and last name."""
MARKS = (*CELLS, "name")

DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "search": "https://duckduckgo.com/?q={company|name} {city}",
        "register": "https://annuaire-entreprises.data.gouv.fr/rechercher?terme={siren|company}",
        "map": "https://www.openstreetmap.org/search?query={address} {postcode} {city}",
        "linkedin": "https://www.linkedin.com/search/results/all/?keywords={name} {company}",
        "number": "https://duckduckgo.com/?q={phone}",
    }
)
"""A search engine, the French register of companies, a map, profiles, whose number it is."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One look-up that has something to ask about a row."""

    name: str
    url: str


def check_template(template: str) -> None:
    """Raise `ValueError` for an address that cannot be used: no web address, an unknown mark."""
    bare = _MARK.sub("", template)
    unknown = set(_names(template)) - set(MARKS)
    parts = urlsplit(bare)
    host_end = template.find("/", template.find("//") + 2)
    host = template if host_end < 0 else template[:host_end]
    if (
        unknown
        or not bare.isprintable()
        or "{" in bare
        or "}" in bare
        or parts.scheme not in {"http", "https"}
        or not parts.hostname
        or "{" in host
        or not _MARK.search(template)
    ):
        raise ValueError(template)


def lookups(values: Mapping[str, str], own: Mapping[str, str]) -> list[Lookup]:
    """Return the look-ups that know something of a row with these cells, the user's own first.

    An own one replaces the usual one of that name; an empty one leaves it out.
    """
    templates = {**own, **{name: url for name, url in DEFAULTS.items() if name not in own}}
    known = marks(values)
    return [
        Lookup(name, fill(template, known))
        for name, template in templates.items()
        if template and any(known.get(mark) for mark in _names(template))
    ]


def marks(values: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for each mark, from the cells of a row."""
    found = {
        mark: next((values[key] for key in keys if values.get(key)), "")
        for mark, keys in CELLS.items()
    }
    # Without the civility: a search engine takes "M." for a name.
    found["name"] = " ".join(values.get(key, "") for key in ("first_name", "last_name"))
    return {mark: " ".join(clean(text).split())[:LONGEST_VALUE] for mark, text in found.items()}


def fill(template: str, known: Mapping[str, str]) -> str:
    """Return the address with the marks replaced by quoted values, without idle spaces."""

    def value(mark: re.Match[str]) -> str:
        text = next((known[name] for name in mark[1].split("|") if known.get(name)), "")
        return quote(text if text.strip(".") else "", safe="")

    filled = _MARK.sub(value, template)
    return re.sub(r"(=|/) +| +$", r"\1", re.sub(" +", " ", filled)).replace(" ", "%20")


def _names(template: str) -> list[str]:
    return [name for mark in _MARK.findall(template) for name in mark.split("|")]
