"""Client folders: born with the second sale of a client, gone when fewer than two are left.

A folder is nothing but the sales that it holds, so it can neither be made empty nor stay so: two
sales filed together make it, and the last but one that leaves dissolves it. Both follow from the
one rule that a folder holds two sales at least.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from prospect_tui.domain.errors import Refused

FEWEST = 2
"""Sales in a folder: with one only there is no folder yet, or no more."""

Filed = Mapping[int, int | None]
"""The folder of each sale, None for one that is in none."""


class Filing(NamedTuple):
    """What becomes of folders when a sale enters or leaves one."""

    folder_id: int | None
    """The folder that the sale enters; None: one is born, or the sale leaves the one it is in."""
    members: tuple[int, ...]
    """The sales that enter it: two when it is born, else one; none for a sale that leaves."""
    dissolved: int | None = None
    """The folder that is left with a single sale, which then is in none."""


def file_with(sale: int, other: int, filed: Filed) -> Filing:
    """Return what happens when a sale is filed with another one of the same client.

    It enters the folder of the other one; else the other one enters its own; else one is born with
    both. Raises `Refused` for a sale and itself, or two that are in one folder already.
    """
    if sale == other:
        raise Refused("folder.itself")
    mine, theirs = filed.get(sale), filed.get(other)
    if mine is not None and mine == theirs:
        raise Refused("folder.already_together")
    if theirs is not None:
        return Filing(theirs, (sale,), _dissolved(mine, filed))
    if mine is not None:
        return Filing(mine, (other,))
    return Filing(None, (sale, other))


def take_out(sale: int, filed: Filed) -> Filing:
    """Return what happens when a sale leaves its folder; raises `Refused` when it is in none."""
    mine = filed.get(sale)
    if mine is None:
        raise Refused("folder.not_filed")
    return Filing(None, (), _dissolved(mine, filed))


def _dissolved(left: int | None, filed: Filed) -> int | None:
    """Return the folder left when it does not keep enough sales."""
    return left if left is not None and Counter(filed.values())[left] <= FEWEST else None
