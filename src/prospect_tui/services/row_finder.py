"""Which rows a view shows: some at once, all in another thread, for the newest question only.

The rows of a file under conditions and in an order are read once and kept; words then narrow them
without reading any row. What is kept serves only as long as nobody has written to the base: after
that it still gives the first answer, and the complete one is read anew.
"""

import threading
from array import array
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from prospect_tui.domain.columns import Column
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.services.newest import GaveWay, GivenUp, Newest
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects, search, vectors
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.deadlines import deadline, had_no_time, may_be_interrupted
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.sorted_rows import rows_in_order
from prospect_tui.storage.vectors import Places

AT_ONCE = 0.008
"""Seconds that a key may wait for its first rows."""
MOST_AT_ONCE = 2_000
"""Rows found by words that are put in order while a key waits."""
_LOOK_SECONDS = 0.02
"""Between two looks, while the question before gives up, at whether this one is still wanted."""

Sign = tuple[int, int]
"""Differs after each change of the base."""


class Found(NamedTuple):
    """What is known at once of the rows of a view."""

    ids: "array[int]"
    """The rows, or the first ones of them, in order."""
    is_complete: bool
    total: int | None
    """Rows of the whole file, whatever the view leaves of them; None while it is not known."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question, and how the base was when it was asked."""

    file_id: int
    view: View
    days: Days
    sign: Sign | None

    @property
    def without_words(self) -> "_Asked":
        """Return the question whose answer words narrow."""
        return replace(self, view=replace(self.view, words=""))

    def is_of(self, file_id: int, view: View) -> bool:
        """Say whether this is the question about a view of a file."""
        return (self.file_id, self.view) == (file_id, view)

    def narrows(self, other: "_Asked") -> bool:
        """Say whether all of its rows are among those of the other one, but for later changes."""
        return self.without_words.asks_as(other.without_words) and search.narrows(
            self.view.words, other.view.words
        )

    def asks_as(self, other: "_Asked") -> bool:
        """Say whether the other one asks the same, however the base was."""
        return self.is_of(other.file_id, other.view) and self.days == other.days


@dataclass(slots=True)
class _Kept:
    """The rows of a question without words."""

    asked: _Asked
    ids: "array[int]"
    places: Places | None = None
    """Made when words are first searched in these rows."""

    def prepare(self, pause: vectors.Pause = vectors.go_on) -> Places:
        """Return the places of the rows, made if need be."""
        places = self.places = self.places or Places(self.ids, pause)
        return places


class RowFinder:
    """Answers one screen's questions: `first` in the main thread, `complete` in any other one."""

    def __init__(self, workspace: Workspace) -> None:
        """Read nothing yet."""
        self._workspace = workspace
        self._newest = Newest(workspace)
        self._asked: _Asked | None = None
        self._kept: _Kept | None = None
        self._answered: tuple[_Asked, array[int]] | None = None
        """The last question of which all the rows were found, and the first ones of these."""
        self._counted: tuple[int, Sign | None, int] | None = None
        self._being_kept: _Asked | None = None
        """The question without words whose rows are being read."""
        self._working = threading.Lock()

    @property
    def total(self) -> int | None:
        """Return how many rows the whole file last asked for has; None while it is not known."""
        asked, counted = self._asked, self._counted
        if asked is None or counted is None or counted[:2] != (asked.file_id, asked.sign):
            return None
        return counted[2]

    def cancel(self) -> None:
        """Give up the question being answered, from any thread."""
        self._ask(None)

    # at once, in the main thread

    def first(
        self, file_id: int, view: View, columns: Mapping[str, Column], most: int | None = None
    ) -> Found:
        """Return what is found in some milliseconds; the question before is given up.

        A view without words is looked at as far as `most` rows, unless that is None, and the file
        is then counted only if these are all: it shows itself sooner.

        Raises `UnusableBase`, and `InvalidValue` for what the view cannot ask of a column.
        """
        try:
            with self._workspace.glance() as connection:
                asked = _Asked(file_id, view, self._workspace.days, _sign(connection))
                self._ask(asked)
                ids, is_complete = self._first_ids(connection, asked, columns, most)
                total = self.total
                if most is None or is_complete:
                    with deadline(connection, AT_ONCE):
                        total = self._count(connection, asked)
        except sqlite3.Error as error:
            if had_no_time(error):
                return Found(array("q"), False, None)
            raise base_error(error, self._workspace.path) from error
        if is_complete:
            self._answered = asked, ids[: vectors.LOOKED_AT]
        return Found(ids, is_complete and total is not None, total)

    def _first_ids(
        self,
        connection: sqlite3.Connection,
        asked: _Asked,
        columns: Mapping[str, Column],
        most: int | None,
    ) -> "tuple[array[int], bool]":
        kept, is_fresh = self._kept_for(asked)
        may_take_long = asked.view.has_expressions  # one row alone may
        if search.terms(asked.view.words):
            if may_take_long and not is_fresh:
                return array("q"), False
            return self._first_with_words(connection, asked, columns)
        if kept is not None and (is_fresh or may_take_long):
            return kept.ids, is_fresh
        if may_take_long:
            return array("q"), False
        queries = vectors.parts(connection, asked.file_id, asked.view, columns, asked.days)
        with deadline(connection, AT_ONCE):
            ids, are_all = vectors.first(connection, queries, most)
        if are_all:
            self._remember(asked, ids)
        return (kept.ids, False) if kept is not None and not are_all else (ids, are_all)

    def _first_with_words(
        self, connection: sqlite3.Connection, asked: _Asked, columns: Mapping[str, Column]
    ) -> "tuple[array[int], bool]":
        """Return the first rows with the words, perhaps all.

        None at all is no answer: the words may still stand in the middle of others.
        """
        ways = [self._first_shown, self._first_hits]
        kept, is_fresh = self._kept_for(asked)
        if kept is not None and is_fresh and len(kept.ids) <= vectors.FEW:
            kept.prepare()
            ways.reverse()  # of more rows, the indexes gather too many to say which are the first
        for way in ways:
            with may_be_interrupted(), deadline(connection, AT_ONCE):
                ids, are_all = way(connection, asked, columns)
                if ids:
                    return ids, are_all
        return array("q"), False

    def _first_shown(
        self, connection: sqlite3.Connection, asked: _Asked, _columns: Mapping[str, Column]
    ) -> "tuple[array[int], bool]":
        """Return the first rows with the words among those found before letters were added."""
        ids = array("q")
        kept, _is_fresh = self._kept_for(asked)
        if self._answered is not None and asked.narrows(self._answered[0]):
            ids = self._answered[1]
        elif kept is not None:
            ids = kept.ids
        return vectors.first_with(connection, ids, asked.view.words), False

    def _first_hits(
        self, connection: sqlite3.Connection, asked: _Asked, columns: Mapping[str, Column]
    ) -> "tuple[array[int], bool]":
        """Return the rows with the words: all of them if they are few, else the first ones."""
        hits = vectors.first_hits(connection, asked.view.words, MOST_AT_ONCE + 1)
        are_all = len(hits) <= MOST_AT_ONCE
        kept, is_fresh = self._kept_for(asked)
        places = kept.places if kept is not None else None
        if are_all and not (is_fresh and places):
            ids = vectors.few_in_order(
                connection, asked.file_id, asked.view, columns, asked.days, hits
            )
            return ids, True
        if places is not None and (are_all or places.is_rising):
            return places.narrowed(hits), are_all and is_fresh
        return array("q"), False

    # all of them, in another thread

    def complete(
        self, file_id: int, view: View, columns: Mapping[str, Column]
    ) -> "array[int] | None":
        """Return every row in order; None when a newer question was asked, or none any more.

        Raises `UnusableBase`, and `InvalidValue` for what the view cannot ask of a column.
        """
        turn, asked = self._newest.turn, self._asked
        if asked is None:
            asked = self._asked = _Asked(file_id, view, self._workspace.days, None)
        while asked.is_of(file_id, view):
            try:
                return self._in_turn(turn, asked, columns)
            except GaveWay:
                continue
            except GivenUp:
                break
        return None

    def _in_turn(self, turn: int, asked: _Asked, columns: Mapping[str, Column]) -> "array[int]":
        """Read all the rows once the question before has ended."""
        while not self._working.acquire(timeout=_LOOK_SECONDS):
            self._newest.check(turn)
        try:
            self._newest.check(turn)
            return self._read_all(turn, asked, columns)
        finally:
            self._working.release()

    def prepare_words(self) -> None:
        """Make ready, in another thread, for words to be searched in the rows last read."""
        if self._kept is not None:
            self._kept.prepare()

    def _read_all(self, turn: int, asked: _Asked, columns: Mapping[str, Column]) -> "array[int]":
        pause = partial(self._newest.go_on, turn)
        with self._newest.reading(turn) as reader:
            hits = vectors.rows_with(reader, asked.view.words, pause)
            if hits is None:
                ids = self._keep(reader, asked, columns, pause).ids
            else:
                ids = self._narrowed(reader, asked, columns, hits, pause)
            if hits is not None and not ids:
                self._newest.check(turn)
                hits = vectors.rows_with_anywhere(reader, asked.view.words, pause)
                ids = self._narrowed(reader, asked, columns, hits, pause)
            self._count(reader, asked)
        self._answered = asked, ids[: vectors.LOOKED_AT]
        return ids

    def _narrowed(
        self,
        reader: sqlite3.Connection,
        asked: _Asked,
        columns: Mapping[str, Column],
        hits: "array[int]",
        pause: vectors.Pause,
    ) -> "array[int]":
        _kept, is_fresh = self._kept_for(asked)
        if len(hits) <= vectors.FEW and not is_fresh:
            return vectors.few_in_order(
                reader, asked.file_id, asked.view, columns, asked.days, hits
            )
        return self._keep(reader, asked, columns, pause).prepare(pause).narrowed(hits, pause)

    def _keep(
        self,
        reader: sqlite3.Connection,
        asked: _Asked,
        columns: Mapping[str, Column],
        pause: vectors.Pause,
    ) -> _Kept:
        """Return the rows of a question without its words, read if they are not known already."""
        kept, is_fresh = self._kept_for(asked)
        if kept is not None and is_fresh:
            return kept
        self._being_kept = asked.without_words
        try:
            days, view = asked.days, asked.view
            ids = rows_in_order(reader, asked.file_id, view, columns, days, pause)
            return self._remember(asked, ids)
        finally:
            self._being_kept = None

    # both

    def _ask(self, asked: _Asked | None) -> None:
        """Make this the question; what is being read goes on if it serves this one too."""
        self._asked = asked
        serves = asked is not None and self._being_kept == asked.without_words
        self._newest.ask(lets_read=serves)

    def _kept_for(self, asked: _Asked) -> tuple[_Kept | None, bool]:
        """Return what is kept of a question, and whether the base is as it was then."""
        kept = self._kept
        if kept is None or not kept.asked.asks_as(asked.without_words):
            return None, False
        return kept, asked.sign is not None and kept.asked.sign == asked.sign

    def _remember(self, asked: _Asked, ids: "array[int]") -> _Kept:
        """Keep the rows of a question without its words."""
        self._kept = kept = _Kept(asked.without_words, ids)
        if not asked.view.conditions:
            self._counted = asked.file_id, asked.sign, len(ids)
        return kept

    def _count(self, connection: sqlite3.Connection, asked: _Asked) -> int | None:
        """Return how many rows the file has; None when counting them takes too long."""
        if self.total is None:
            with may_be_interrupted():
                total = prospects.row_count(connection, asked.file_id)
                self._counted = asked.file_id, asked.sign, total
        return self.total


def _sign(connection: sqlite3.Connection) -> Sign | None:
    """Return what differs after each change, or None while one is being put in the file."""
    with suppress(sqlite3.Error):
        ((version,),) = connection.execute("PRAGMA data_version").fetchall()
        return version, connection.total_changes
    return None
