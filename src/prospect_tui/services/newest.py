"""Questions that replace each other: only the newest one is read to its end, in whatever thread."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.deadlines import was_interrupted


class GivenUp(Exception):
    """The question has been replaced by a newer one, or by none."""


class GaveWay(Exception):
    """The reading was stopped by a change that a key waits for; it is to be begun again."""


class Newest:
    """Whose turn it is, and what is being read for it."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin without any question."""
        self.turn = 0
        """The number of the newest question."""
        self._workspace = workspace
        self._readers: set[sqlite3.Connection] = set()
        self._telling = threading.Lock()

    def ask(self, *, lets_read: bool = False) -> int:
        """Begin a question and return its number; what is read for another one is interrupted.

        With `lets_read` it goes on: what it reads serves the new question too.
        """
        with self._telling:
            self.turn += 1
            for reader in () if lets_read else self._readers:
                reader.interrupt()
            return self.turn

    def check(self, turn: int) -> None:
        """Raise `GivenUp` when there is a newer question."""
        if turn != self.turn:
            raise GivenUp

    @contextmanager
    def reading(self, turn: int) -> Iterator[sqlite3.Connection]:
        """Give a question a reading connection of its own, as soon as nobody is to be let past.

        Raises `GivenUp` when it is replaced, `GaveWay` when it is to be begun again, `UnusableBase`
        for what is wrong with the base.
        """
        self._workspace.readings.wait()
        with closing(self._workspace.open_reader()) as reader:
            self._workspace.readings.watch(reader)
            with self._telling:
                self._readers.add(reader)
            try:
                self.check(turn)
                yield reader
                self.check(turn)
            except sqlite3.Error as error:
                self.check(turn)
                if was_interrupted(error):
                    raise GaveWay from error
                raise base_error(error, self._workspace.path) from error
            finally:
                with self._telling:
                    self._readers.discard(reader)
