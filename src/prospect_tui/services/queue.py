"""The call queue: who is called next, and why."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from prospect_tui.domain.queue import QueueRank, rank
from prospect_tui.domain.views import View, sort_of
from prospect_tui.domain.when import When
from prospect_tui.services import saved_views
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration
from prospect_tui.storage import queue as store
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.queue import Candidate, QueueFile, Sought
from prospect_tui.storage.sql_functions import named_errors


@dataclass(frozen=True, slots=True)
class QueueScope:
    """What the queue is limited to: files, or all of them; a saved view; rows skipped for now."""

    files: tuple[int, ...] = ()
    skipped: frozenset[int] = field(default_factory=frozenset)
    view_id: int | None = None
    """A view of one file brings rows of that file only; one that is gone, none at all."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A row to call, with the class that brings it."""

    prospect_id: int
    file_id: int
    company_name: str
    person: str
    rank: QueueRank
    when: When | None
    score: str
    attempts: int
    subject: str

    @property
    def name(self) -> str:
        """Return the company, else the person."""
        return self.company_name or self.person


class CallQueue:
    """The queue as one screen reads it again and again: a file is put in order once."""

    def __init__(self, workspace: Workspace) -> None:
        """Read nothing yet."""
        self._workspace = workspace
        self._sought = Sought()

    def renew(self) -> None:
        """Put files in order again at the next reading: rows may have come or changed."""
        self._sought = Sought()

    def upcoming(self, scope: QueueScope | None = None, limit: int = 12) -> list[QueueEntry]:
        """Return the next rows to call, first one first."""
        entries = self._entries(scope or QueueScope(), self._workspace.connection)
        with named_errors():
            return list(islice(entries, limit))

    def prepare(
        self, scope: QueueScope, limit: int, is_cancelled: Callable[[], bool] = lambda: False
    ) -> bool:
        """Seek the first rows ahead, in another thread; says whether it was not cancelled.

        A sort of a million rows, or a filter that lets few of them through, takes a second or two.
        """
        reader = self._workspace.open_reader()
        reader.set_progress_handler(is_cancelled, _STEPS)
        try:
            with named_errors():
                list(islice(self._entries(scope, reader), limit))
        except sqlite3.Error as error:
            if is_cancelled():
                return False
            raise base_error(error, self._workspace.path) from error
        finally:
            reader.close()
        return not is_cancelled()

    def _entries(self, scope: QueueScope, connection: sqlite3.Connection) -> Iterator[QueueEntry]:
        workspace, now = self._workspace, self._workspace.clock.now()
        scores = configuration.scores(connection)
        files = _files(workspace, scope, connection)
        for wanted in QueueRank:
            for candidate in store.candidates(
                connection, wanted, files, now, workspace.zone, scores, self._sought
            ):
                if candidate.id in scope.skipped:
                    continue
                if rank(candidate.facts, now, workspace.zone, workspace.calendar) is wanted:
                    yield _entry(candidate, wanted)


_STEPS = 20_000
"""Instructions of SQLite between two looks at whether the work is still wanted."""
FEW = 5_000
"""Rows that are sorted and filtered in some milliseconds."""


def is_quick(workspace: Workspace, scope: QueueScope) -> bool:
    """Say whether who is next is found in some milliseconds, without `CallQueue.prepare`."""
    connection = workspace.connection
    sorts = (
        sort
        for one, sort in store.living_files(connection)
        if not scope.files or one in scope.files
    )
    is_plain = scope.view_id is None and not any(sorts)
    return is_plain or store.most_rows(connection) <= FEW


def active_rows(workspace: Workspace, scope: QueueScope) -> int:
    """Return how many rows of a scope may be called one day; in any thread but that of the keys."""
    reader = workspace.open_reader()
    try:
        with named_errors():
            return store.active_rows(reader, _files(workspace, scope, reader))
    except sqlite3.Error as error:
        raise base_error(error, workspace.path) from error
    finally:
        reader.close()


def upcoming(
    workspace: Workspace, scope: QueueScope | None = None, limit: int = 12
) -> list[QueueEntry]:
    """Return the next rows to call, first one first."""
    return CallQueue(workspace).upcoming(scope, limit)


def next_entry(workspace: Workspace, scope: QueueScope | None = None) -> QueueEntry | None:
    """Return the row to call now, or None when the queue is empty."""
    found = upcoming(workspace, scope, limit=1)
    return found[0] if found else None


def _files(
    workspace: Workspace, scope: QueueScope, connection: sqlite3.Connection
) -> list[QueueFile]:
    """Return the files whose rows are called, in the order of their numbers."""
    living = store.living_files(connection)
    found = []
    for file_id, sort in living:
        if scope.files and file_id not in scope.files:
            continue
        columns = saved_views.columns_in(connection, file_id)
        own_sort = tuple(key for key in sort_of(sort) if key.column in columns)
        view = View(sort=own_sort)
        if scope.view_id is not None:
            named = saved_views.view_in(connection, scope.view_id, file_id)
            if named is None or named.file_id not in {None, file_id}:
                continue
            view = replace(named.view, sort=named.view.sort or own_sort)
        found.append(QueueFile(file_id, view, workspace.days))
    return found


def _entry(candidate: Candidate, found: QueueRank) -> QueueEntry:
    return QueueEntry(
        prospect_id=candidate.id,
        file_id=candidate.file_id,
        company_name=candidate.company_name,
        person=candidate.person,
        rank=found,
        when=candidate.next_when,
        score=candidate.score,
        attempts=candidate.attempts,
        subject=candidate.next_subject,
    )
