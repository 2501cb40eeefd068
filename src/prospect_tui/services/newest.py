"""Questions that replace each other: only the newest one is read to its end, in whatever thread."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.deadlines import was_interrupted
from prospect_tui.storage.driver import sqlite3

_STEPS = 10_000
"""Instructions of SQLite between two looks at whether to go on: less than a millisecond."""


class GivenUp(Exception):
    """The question has been replaced by a newer one, or by none."""


class GaveWay(Exception):
    """The reading was stopped by a change that a key waits for; it is to be begun again."""


class Newest:
    """Whose turn it is. One thread asks, any other one reads."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin without any question."""
        self.turn = 0
        """The number of the newest question."""
        self._workspace = workspace
        self._stopped = -1
        """The last question of which nothing is read any more."""

    def ask(self, *, lets_read: bool = False) -> int:
        """Begin a question and return its number; what is read for those before is interrupted.

        With `lets_read` it goes on: what it reads serves the new question too.
        """
        if not lets_read:
            self._stopped = self.turn
        self.turn += 1
        return self.turn

    def check(self, turn: int) -> None:
        """Raise `GivenUp` when there is a newer question."""
        if turn != self.turn:
            raise GivenUp

    def go_on(self, turn: int) -> None:
        """Raise `GivenUp` when what is read for a question serves no newer one."""
        if turn <= self._stopped:
            raise GivenUp

    @contextmanager
    def reading(self, turn: int) -> Iterator[sqlite3.Connection]:
        """Give a question a reading connection of its own, as soon as nobody is to be let past.

        Raises `GivenUp` when it is replaced, `GaveWay` when it is to be begun again, `UnusableBase`
        for what is wrong with the base.
        """
        readings = self._workspace.readings
        readings.wait()
        with closing(self._workspace.open_reader()) as reader:
            reader.set_progress_handler(lambda: turn <= self._stopped or readings.is_asked, _STEPS)
            try:
                self.check(turn)
                yield reader
                self.check(turn)
            except sqlite3.Error as error:
                self.check(turn)
                if was_interrupted(error):
                    raise GaveWay from error
                raise base_error(error, self._workspace.path) from error
