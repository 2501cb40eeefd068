"""The order of a file's rows that a person makes by hand: `position`, then the number of the row.

A row goes between two others by a position halfway, so that moving it writes nothing else; where
the halves become too small, the rows around are spread out again.
"""

from collections.abc import Sequence
from itertools import pairwise

from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.row_acts import listed

STEP = 1.0
_AROUND = 32
"""Rows spread out at first; four times as many each time that this is not enough."""
_ROOM = 1e-6
"""Least distance between two positions after spreading out."""


def places_before(
    connection: sqlite3.Connection,
    file_id: int,
    before: int | None,
    count: int,
    moved: Sequence[int] = (),
) -> list[float]:
    """Return `count` rising positions just before a row of a file, or at its end for None.

    The rows `moved` do not count as neighbours; the row `before` must not be one of them.
    """
    without = listed(moved)
    places = _between(*_bounds(connection, file_id, before, without), count)
    around = max(_AROUND, count)
    while places is None:
        assert before is not None
        _spread(connection, file_id, before, around)
        around *= 4
        places = _between(*_bounds(connection, file_id, before, without), count)
    return places


def after(connection: sqlite3.Connection, row_id: int) -> tuple[int, int | None]:
    """Return the file of a row, and the row that comes next in it."""
    file_id, position = connection.execute(
        "SELECT file_id, position FROM prospect WHERE id = ?", (row_id,)
    ).fetchone()
    row = connection.execute(
        "SELECT id FROM prospect WHERE file_id = ? AND (position, id) > (?, ?)"
        " ORDER BY position, id LIMIT 1",
        (file_id, position, row_id),
    ).fetchone()
    return file_id, row[0] if row else None


def first_unmoved(
    connection: sqlite3.Connection, file_id: int, row_id: int, moved: Sequence[int]
) -> int | None:
    """Return the row itself or the first after it that is not `moved`, None at the end."""
    row = connection.execute(
        "SELECT id FROM prospect WHERE file_id = ?1 AND (position, id) >="
        " (SELECT position, id FROM prospect WHERE id = ?2)"
        " AND id NOT IN (SELECT value FROM json_each(?3)) ORDER BY position, id LIMIT 1",
        (file_id, row_id, listed(moved)),
    ).fetchone()
    return row[0] if row else None


def put(connection: sqlite3.Connection, row_ids: Sequence[int], places: Sequence[float]) -> None:
    """Give rows their positions."""
    connection.executemany(
        "UPDATE prospect SET position = ?1 WHERE id = ?2 AND position <> ?1",
        zip(places, row_ids, strict=True),
    )


def _bounds(
    connection: sqlite3.Connection, file_id: int, before: int | None, without: str
) -> tuple[float | None, float | None]:
    """Return the positions of the two neighbours to be, None beyond an end."""
    high, limit = None, ""
    parameters: tuple[object, ...] = (file_id, without)
    if before is not None:
        (high,) = connection.execute(
            "SELECT position FROM prospect WHERE id = ?", (before,)
        ).fetchone()
        limit = " AND (position, id) < (?, ?)"
        parameters += (high, before)
    row = connection.execute(
        "SELECT position FROM prospect WHERE file_id = ?"
        f" AND id NOT IN (SELECT value FROM json_each(?)){limit}"
        " ORDER BY position DESC, id DESC LIMIT 1",
        parameters,
    ).fetchone()
    return (row[0] if row else None), high


def _between(low: float | None, high: float | None, count: int) -> list[float] | None:
    """Return `count` positions between two, None when there is no room left."""
    if high is None:
        start = low or 0.0
        return [start + STEP * number for number in range(1, count + 1)]
    if low is None:
        return [high - STEP * number for number in range(count, 0, -1)]
    step = (high - low) / (count + 1)
    places = [low + step * number for number in range(1, count + 1)]
    rising = all(one < other for one, other in pairwise((low, *places, high)))
    return places if rising else None


def _spread(connection: sqlite3.Connection, file_id: int, row_id: int, around: int) -> None:
    """Put room between the rows around one: so many on each side, or all of the file."""
    sides = []
    for sign, order in (("<", "DESC"), (">=", "ASC")):
        sides.append(
            connection.execute(
                "SELECT id, position FROM prospect WHERE file_id = ?1 AND (position, id)"
                f" {sign} (SELECT position, id FROM prospect WHERE id = ?2)"
                f" ORDER BY position {order}, id {order} LIMIT ?3",
                (file_id, row_id, around + 1),
            ).fetchall()
        )
    below, above = sides
    low = below[around][1] if len(below) > around else None
    high = above[around][1] if len(above) > around else None
    rows = [row for row, _ in (*reversed(below[:around]), *above[:around])]
    if low is not None and high is not None and (high - low) / (len(rows) + 1) < _ROOM:
        return
    places = _between(low, high, len(rows)) if low is not None or high is not None else None
    put(connection, rows, places or [STEP * number for number in range(1, len(rows) + 1)])
