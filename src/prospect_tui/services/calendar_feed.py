"""The calendar file kept up to date for other programs, away from the thread that answers keys."""

import threading
from collections.abc import Callable
from pathlib import Path

from prospect_tui.domain.errors import ProspectError, Refused
from prospect_tui.services import calendars
from prospect_tui.services.calendars import Words
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import journal
from prospect_tui.storage.connection import FAILURES, base_error

REST = 3.0
"""Seconds between two looks at whether the file still tells the truth."""

Sign = tuple[int, int]


def write_feed(workspace: Workspace, words: Words, name: str) -> tuple[Path, int]:
    """Write the calendar file of the settings; returns it, and how many events it has.

    May run in any thread. Raises `Refused` when no file is set or it cannot be written.
    """
    path = workspace.settings.calendar_feed
    if path is None:
        raise Refused("calendar.no_feed")
    text, count = calendars.planned_text(workspace, words, name)
    calendars.write_calendar(path, text, overwrite=True)
    return path, count


def last_action(workspace: Workspace) -> Sign:
    """Return the sign of the last action: another one after each action, undo and redo."""
    newest = journal.recent(workspace.connection, 1)
    done = journal.last_done(workspace.connection)
    return newest[0].id if newest else 0, done.id if done else 0


class FeedKeeper:
    """Writes the file again after each change, whoever made it; close it before the workspace.

    `failed` is told, in another thread, what prevents it: once, until it works again.
    """

    def __init__(
        self,
        workspace: Workspace,
        words: Words,
        name: str,
        failed: Callable[[ProspectError], object],
    ) -> None:
        """Start to watch; the file is written at once, for the base may have changed meanwhile."""
        self._workspace = workspace
        self._words, self._name, self._failed = words, name, failed
        self._written: Sign | None = None
        self._is_failing = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="calendar feed", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Write what is not written yet, and stop."""
        self._closing.set()
        self._thread.join()

    def _keep(self) -> None:
        while True:
            is_last = self._closing.is_set()
            self._look()
            if is_last:
                return
            self._closing.wait(REST)

    def _look(self) -> None:
        try:
            sign = last_action(self._workspace)
            if sign != self._written:
                write_feed(self._workspace, self._words, self._name)
                self._written, self._is_failing = sign, False
        except ProspectError as error:
            self._tell(error)
        except FAILURES as error:
            self._tell(base_error(error, self._workspace.path))

    def _tell(self, error: ProspectError) -> None:
        if not self._is_failing:
            self._is_failing = True
            self._failed(error)
