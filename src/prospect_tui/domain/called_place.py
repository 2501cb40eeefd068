"""Where the called person's clock is: overseas departments and territories have their own.

The postcode of the row says it best, then the prefix of a number. Mainland mobiles travel: a +33
number without a postcode is taken for the mainland.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from prospect_tui.domain.cadence import ALSACE_MOSELLE, MAINLAND, REGIONS

_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
_MAINLAND_ZONE = "Europe/Paris"
_CODES = {
    "+590": "971",
    "+596": "972",
    "+594": "973",
    "+508": "975",
    "+681": "986",
    "+689": "987",
    "+687": "988",
}
_MAYOTTE = ("+262269", "+262268", "+262639", "+262709")
"""Mayotte shares the country code of La Réunion (French numbering plan)."""
_ALSACE_MOSELLE_DEPARTMENTS = frozenset({"57", "67", "68"})
_POSTCODE_FIGURES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """The zone in which a person lives, and whose public holidays are kept there."""

    zone: ZoneInfo
    region: str


def place_of(postcode: str, numbers: Iterable[str] = ()) -> Place | None:
    """Return where a row lives by its postcode, else by its first number (E.164) that tells.

    None when nothing tells: abroad, or no postcode and no number.
    """
    code = postcode.replace(" ", "")
    if len(code) == _POSTCODE_FIGURES and code.isascii() and code.isdigit():
        return _mainland(code[:2]) if code[:3] not in _ZONES else _overseas(code[:3])
    found = (_by_number(number) for number in numbers)
    return next((place for place in found if place is not None), None)


def _by_number(e164: str) -> Place | None:
    if e164.startswith("+262"):
        return _overseas("976" if e164.startswith(_MAYOTTE) else "974")
    if e164.startswith("+33"):
        return _mainland("")
    code = _CODES.get(e164[:4])
    return _overseas(code) if code else None


@cache
def _mainland(department: str) -> Place:
    region = ALSACE_MOSELLE if department in _ALSACE_MOSELLE_DEPARTMENTS else MAINLAND
    return Place(ZoneInfo(_MAINLAND_ZONE), region)


@cache
def _overseas(code: str) -> Place:
    """Holidays kept by a single department are known for the five of them only."""
    return Place(ZoneInfo(_ZONES[code]), code if code in REGIONS else MAINLAND)
