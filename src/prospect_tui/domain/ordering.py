"""Lists that the user puts in order: one entry gets another place, the others keep theirs."""

from collections.abc import Sequence
from typing import TypeVar

Entry = TypeVar("Entry")


def placed(order: Sequence[Entry], one: Entry, place: int) -> list[Entry]:
    """Return `order` with `one`, new or moved, at a place from 0; beyond an end it is that end."""
    others = [other for other in order if other != one]
    others.insert(max(place, 0), one)
    return others
