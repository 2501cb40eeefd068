"""The ids of the rows of a view, in order: a vector of a million costs 8 MB and some 0.2 s.

SQLite puts the ids one behind the other in a text, holding no other thread back meanwhile; the text
is then read in slices of a millisecond. Interrupting the connection ends all of it.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, compress
from typing import TypeVar

from prospect_tui.domain.columns import Column
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.storage import configuration, filter_sql, search
from prospect_tui.storage.deadlines import may_be_interrupted
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.sort_sql import order_by, pieces
from prospect_tui.storage.sql_functions import named_errors

FEW = 10_000
"""Rows that are put in order in less time than all those of a big file are gone through."""
LOOKED_AT = 250
"""First rows of a vector whose texts are read in a few milliseconds."""
SCREENFUL = 50
_SLICE = 8_192
"""Ids between which other threads may run: half a millisecond."""
_SLICE_TEXT = 65_536
_HITS = 131_072
"""Hits that are read at once."""

Query = tuple[str, Sequence[object]]
"""SQL and its parameters."""
Pause = Callable[[], None]
"""Called between slices; it may raise, to give up."""
Slices = TypeVar("Slices", "array[int]", bytearray)


def go_on() -> None:
    """Take no pause."""


def parts(
    connection: sqlite3.Connection,
    file_id: int,
    view: View,
    columns: Mapping[str, Column],
    days: Days,
) -> tuple[Query, ...]:
    """Return the queries whose rows, one after the other, are those of a view without its words.

    Raises `InvalidDate` and `InvalidValue` for what the view cannot ask of a column.
    """
    where, parameters = filter_sql.where(replace(view, words=""), columns, days)
    priorities = configuration.priorities(connection)
    return tuple(
        (
            f"SELECT prospect.id FROM prospect{piece.through}"
            f" WHERE prospect.file_id = ?{piece.where}{where} ORDER BY {piece.order}",
            (file_id, *parameters),
        )
        for piece in pieces(view.sort, columns, priorities, is_filtered=bool(where))
    )


def first(
    connection: sqlite3.Connection, queries: Sequence[Query], most: int | None = None
) -> "tuple[array[int], bool]":
    """Return the rows that come until `connection` is interrupted, and whether these are all.

    Not more than `most`, unless that is None.
    """
    ids = array("q")
    are_all = False
    with may_be_interrupted(), named_errors():
        for sql, parameters in queries:
            limit = "" if most is None else f" LIMIT {most + 1 - len(ids)}"
            ids.extend(chain.from_iterable(connection.execute(sql + limit, parameters)))
        are_all = most is None or len(ids) <= most
    return ids[:most], are_all


def read(
    connection: sqlite3.Connection, queries: Sequence[Query], pause: Pause = go_on
) -> "array[int]":
    """Return all the rows, whose column is to be called "id"."""
    ids = array("q")
    for sql, parameters in queries:
        with named_errors():
            ((text,),) = connection.execute(
                f"SELECT coalesce(group_concat(id), '') FROM ({sql})", parameters
            ).fetchall()
        extend(ids, text, pause)
    return ids


def extend(ids: "array[int]", text: str, pause: Pause) -> None:
    """Add the ids that SQLite has put one behind the other."""
    start = 0
    while start < len(text):
        end = text.find(",", start + _SLICE_TEXT)
        end = len(text) if end < 0 else end
        ids.extend(map(int, text[start:end].split(",")))
        start = end + 1
        pause()


def few_in_order(
    connection: sqlite3.Connection,
    file_id: int,
    view: View,
    columns: Mapping[str, Column],
    days: Days,
    hits: "array[int]",
) -> "array[int]":
    """Return those of some rows which a view shows, its words apart, in its order."""
    where, parameters = filter_sql.where(replace(view, words=""), columns, days)
    order = order_by(view.sort, columns, configuration.priorities(connection))
    sql = (
        "SELECT prospect.id FROM prospect WHERE prospect.id IN (SELECT value FROM json_each(?))"
        f" AND +prospect.file_id = ?{where} ORDER BY {order}"
    )
    with named_errors():
        rows = connection.execute(sql, (json.dumps(hits.tolist()), file_id, *parameters)).fetchall()
    return array("q", chain.from_iterable(rows))


class Places:
    """Where each row is in a vector, to put hits in its order."""

    def __init__(self, ids: "array[int]", pause: Pause = go_on) -> None:
        """Go through a vector once, in slices: some 0.1 s for a million ids."""
        self.ids = ids
        self._places = array("i", [-1]) * (max(map(max, slices(ids)), default=-1) + 1)
        self.is_rising = True
        """Whether the vector is in the order of the ids, as it is when rows were never moved."""
        places, before = self._places, -1
        for number, part in enumerate(slices(ids)):
            for place, row_id in enumerate(part, number * _SLICE):
                places[row_id] = place
                if row_id < before:
                    self.is_rising = False
                before = row_id
            pause()

    def narrowed(self, hits: "array[int]", pause: Pause = go_on) -> "array[int]":
        """Return the rows of the vector that are among the hits, in its order."""
        if len(hits) <= FEW:
            return array("q", map(self.ids.__getitem__, sorted(self._found(hits))))
        marks = bytearray(len(self.ids))
        for part in slices(hits):
            for place in self._found(part):
                marks[place] = 1
            pause()
        kept = array("q")
        for part, marked in zip(slices(self.ids), slices(marks), strict=True):
            kept.extend(compress(part, marked))
            pause()
        return kept

    def _found(self, hits: "array[int]") -> Iterator[int]:
        """Yield the places of those hits that are in the vector."""
        places, end = self._places, len(self._places)
        return (place for hit in hits if hit < end and (place := places[hit]) >= 0)


def slices(whole: Slices) -> Iterator[Slices]:
    """Yield parts of a vector that are gone through in less than a millisecond."""
    return (whole[start : start + _SLICE] for start in range(0, len(whole), _SLICE))


def rows_with(
    connection: sqlite3.Connection, words: str, pause: Pause = go_on
) -> "array[int] | None":
    """Return all rows with these words, rising, found by the indexes; None without words."""
    sought = search.rows_with(words)
    return None if sought is None else _hits(connection, sought, pause)


def rows_with_anywhere(
    connection: sqlite3.Connection, words: str, pause: Pause = go_on
) -> "array[int]":
    """Return all rows that hold these words even in the middle of others, rising."""
    sought = search.anywhere(words)
    return array("q") if sought is None else _hits(connection, sought, pause)


def first_hits(connection: sqlite3.Connection, words: str, most: int) -> "array[int]":
    """Return the first rows with these words, rising, found by the indexes."""
    sought = search.rows_with(words)
    return array("q") if sought is None else read(connection, [_after(sought, -1, most)])


def _hits(connection: sqlite3.Connection, sought: Query, pause: Pause) -> "array[int]":
    """Return all rows of a search, rising; a part at a time, lest its text take much memory."""
    ids = read(connection, [_after(sought, -1, _HITS)], pause)
    found = len(ids)
    while found == _HITS:
        more = read(connection, [_after(sought, ids[-1], _HITS)], pause)
        ids += more
        found = len(more)
    return ids


def _after(sought: Query, row_id: int, most: int) -> Query:
    """Return the query of at most so many rows of a search whose ids are above this one."""
    sql, parameters = sought
    return f"SELECT id FROM ({sql}) WHERE id > ? ORDER BY id LIMIT ?", (*parameters, row_id, most)


def first_with(connection: sqlite3.Connection, ids: "array[int]", words: str) -> "array[int]":
    """Return the first rows of a vector that have these words, in its order: a screenful.

    None when so many are not soon found.
    """
    found = array("q")
    for start in range(0, min(len(ids), LOOKED_AT), SCREENFUL):
        looked_at = ids[start : start + SCREENFUL]
        sought = search.those_with(words, json.dumps(looked_at.tolist()))
        having = set(read(connection, [sought]))
        found.extend(filter(having.__contains__, looked_at))
        if len(found) >= SCREENFUL:
            return found
        if 2 * len(found) * LOOKED_AT < SCREENFUL * (start + SCREENFUL):
            break  # not half of what is wanted can be expected
    return array("q")
