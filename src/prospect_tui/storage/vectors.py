"""The ids of the rows of a view, in order: a vector of a million costs 8 MB and some 0.2 s.

SQLite puts the ids one behind the other in a text, holding no other thread back meanwhile; the text
is then read in slices of a millisecond. Interrupting the connection ends all of it.
"""

import json
import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, compress

from prospect_tui.domain.columns import Column
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.storage import configuration, filter_sql, search
from prospect_tui.storage.deadlines import may_be_interrupted
from prospect_tui.storage.sort_sql import order_by, pieces
from prospect_tui.storage.sql_functions import named_errors

FEW = 10_000
"""Rows that are put in order in less time than all those of a big file are gone through."""
LOOKED_AT = 250
"""First rows of a vector whose texts are read in a few milliseconds."""
_SCREENFUL = 50
_SLICE = 16_384
"""Ids between which other threads may run."""
_SLICE_TEXT = 65_536

Query = tuple[str, Sequence[object]]
"""SQL and its parameters."""


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


def first(connection: sqlite3.Connection, queries: Sequence[Query]) -> "tuple[array[int], bool]":
    """Return the rows that come until `connection` is interrupted, and whether these are all."""
    ids = array("q")
    are_all = False
    with may_be_interrupted(), named_errors():
        for sql, parameters in queries:
            ids.extend(chain.from_iterable(connection.execute(sql, parameters)))
        are_all = True
    return ids, are_all


def read(connection: sqlite3.Connection, queries: Sequence[Query]) -> "array[int]":
    """Return all the rows, whose column is to be called "id"."""
    ids = array("q")
    for sql, parameters in queries:
        with named_errors():
            ((text,),) = connection.execute(
                f"SELECT coalesce(group_concat(id), '') FROM ({sql})", parameters
            ).fetchall()
        start = 0
        while start < len(text):
            end = text.find(",", start + _SLICE_TEXT)
            end = len(text) if end < 0 else end
            ids.extend(map(int, text[start:end].split(",")))
            start = end + 1
    return ids


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

    def __init__(self, ids: "array[int]") -> None:
        """Go through a vector once, in slices: some 0.1 s for a million ids."""
        self.ids = ids
        starts = range(0, len(ids), _SLICE)
        last = max((max(ids[start : start + _SLICE]) for start in starts), default=-1)
        self._places = array("i", [-1]) * (last + 1)
        self.is_rising = True
        """Whether the vector is in the order of the ids, as it is when rows were never moved."""
        places, before = self._places, -1
        for place, row_id in enumerate(ids):
            places[row_id] = place
            if row_id < before:
                self.is_rising = False
            before = row_id

    def narrowed(self, hits: "array[int]") -> "array[int]":
        """Return the rows of the vector that are among the hits, in its order."""
        places, end = self._places, len(self._places)
        found = (place for hit in hits if hit < end and (place := places[hit]) >= 0)
        if len(hits) <= FEW:
            return array("q", map(self.ids.__getitem__, sorted(found)))
        marks = bytearray(len(self.ids))
        for place in found:
            marks[place] = 1
        kept = array("q")
        for start in range(0, len(self.ids), _SLICE):
            last = start + _SLICE
            kept.extend(compress(self.ids[start:last], marks[start:last]))
        return kept


def rows_with(connection: sqlite3.Connection, words: str) -> "array[int] | None":
    """Return all rows with these words, in no order, found by the indexes; None without words."""
    sought = search.rows_with(words)
    return None if sought is None else read(connection, [sought])


def rows_with_anywhere(connection: sqlite3.Connection, words: str) -> "array[int]":
    """Return all rows that hold these words even in the middle of others, in no order."""
    sought = search.anywhere(words)
    return array("q") if sought is None else read(connection, [sought])


def are_dense(hits: "array[int]") -> bool:
    """Say whether there may be a screenful of rows like the first hits among any `LOOKED_AT`."""
    return len(hits) > 1 and len(hits) * LOOKED_AT >= _SCREENFUL * (hits[-1] - hits[0] + 1)


def first_with(connection: sqlite3.Connection, ids: "array[int]", words: str) -> "array[int]":
    """Return those of the first rows of a vector that have these words, in its order."""
    looked_at = ids[:LOOKED_AT]
    sought = search.those_with(words, json.dumps(looked_at.tolist()))
    found = set(read(connection, [sought]))
    return array("q", filter(found.__contains__, looked_at))
