"""The places of opportunities in their stage: numbers, between which another one always fits."""

from prospect_tui.storage import user_lists
from prospect_tui.storage.driver import sqlite3

SMALLEST_GAP = 2**-10
"""Between two places: its halves are still written exactly in the journal."""


def places(connection: sqlite3.Connection, stage_id: int) -> dict[int, float]:
    """Return the place of each open opportunity of a stage, in their order."""
    return dict(
        connection.execute(
            "SELECT id, position FROM opportunity WHERE stage_id = ? AND outcome = ''"
            " ORDER BY position, id",
            (stage_id,),
        ).fetchall()
    )


def after_last(connection: sqlite3.Connection, stage_id: int) -> float:
    """Return the place after everything in a stage, what is closed included."""
    (last,) = connection.execute(
        "SELECT coalesce(max(position), 0) FROM opportunity WHERE stage_id = ?", (stage_id,)
    ).fetchone()
    return float(last) + 1


def before(
    connection: sqlite3.Connection, stage_id: int, moved_id: int, before_id: int | None
) -> float:
    """Return the place of an opportunity put before another one, else at the end.

    Only the moved one is to be written, unless halving has left no gap: the others are then
    numbered anew.
    """
    others = places(connection, stage_id)
    others.pop(moved_id, None)
    if before_id not in others:
        return after_last(connection, stage_id)
    rank = list(others).index(before_id)
    previous = list(others.values())[rank - 1] if rank else 0.0
    if others[before_id] - previous >= SMALLEST_GAP:
        return (previous + others[before_id]) / 2
    user_lists.set_order(connection, "opportunity", others, first=1)
    return rank + 0.5
