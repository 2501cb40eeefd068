"""The people that a note names: "Mme Roux (achats) décide, 06 39 98 12 34, roux@bois.example".

It only offers: somebody known is never offered again, and nothing is written here.
"""

from collections.abc import Iterable, Iterator, Mapping

from prospect_tui.domain.note_finds import NAME, find_values
from prospect_tui.domain.people import same_person
from prospect_tui.domain.phone import LONGEST_CELL

MOST = 20
Person = dict[str, str]
"""What is told of somebody, by field."""


def people_said(notes: Iterable[str], known: Iterable[Mapping[str, str]]) -> list[Person]:
    """Return the people that some notes name and who are not known, in the order of the notes.

    The numbers and the addresses that follow a name, up to the next one, are taken for theirs. Who
    is named again is told once, with what was said first.
    """
    present = list(known)
    found: list[Person] = []
    for note in notes:
        for person in _named(note[:LONGEST_CELL]):
            is_new = not any(same_person(person, one) for one in (*present, *found))
            if person.get("last_name") and is_new and len(found) < MOST:
                found.append(person)
    return found


def _named(note: str) -> Iterator[Person]:
    names = list(NAME.finditer(note))
    for place, name in enumerate(names):
        end = names[place + 1].start() if place + 1 < len(names) else len(note)
        yield find_values(note[name.start() : end])
