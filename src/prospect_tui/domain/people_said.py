"""The people that a note names: "Mme Roux (achats) décide, 06 39 98 12 34, roux@bois.example".

It only offers: somebody known is never offered again, and nothing is written here.
"""

from collections.abc import Iterable, Iterator, Mapping

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.note_finds import NAME, find_values
from prospect_tui.domain.phone import LONGEST_CELL

MOST = 20
Person = dict[str, str]
"""What is told of somebody, by field."""


def people_said(notes: Iterable[str], known: Iterable[Mapping[str, str]]) -> list[Person]:
    """Return the people that some notes name and who are not known, in the order of the notes.

    The numbers and the addresses that follow a name, up to the next one, are taken for theirs. Who
    is named again is told once, with what was said first.
    """
    seen = {_key(one) for one in known}
    found: list[Person] = []
    for note in notes:
        for person in _named(note[:LONGEST_CELL]):
            key = _key(person)
            if key[1] and not _is_among(key, seen) and len(found) < MOST:
                seen.add(key)
                found.append(person)
    return found


def _named(note: str) -> Iterator[Person]:
    names = list(NAME.finditer(note))
    for place, name in enumerate(names):
        end = names[place + 1].start() if place + 1 < len(names) else len(note)
        yield find_values(note[name.start() : end])


def _key(person: Mapping[str, str]) -> tuple[str, str]:
    return fold(person.get("first_name", "")), fold(person.get("last_name", ""))


def _is_among(person: tuple[str, str], seen: set[tuple[str, str]]) -> bool:
    """Say whether somebody of that last name is known: "Mme Roux" may be Anne Roux."""
    first, last = person
    return any(last == other and (not first or not one or first == one) for one, other in seen)
