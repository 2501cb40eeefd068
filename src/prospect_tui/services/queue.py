"""The call queue: who is called next, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from prospect_tui.domain.queue import QueueRank, rank
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration
from prospect_tui.storage import queue as store
from prospect_tui.storage.queue import Candidate, FreshOrder


@dataclass(frozen=True, slots=True)
class QueueScope:
    """What the queue is limited to: chosen files, or all of them; rows skipped for now."""

    files: tuple[int, ...] = ()
    skipped: frozenset[int] = field(default_factory=frozenset)


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
    """The queue as one screen reads it again and again: a sorted file is put in order once."""

    def __init__(self, workspace: Workspace) -> None:
        """Read nothing yet."""
        self._workspace = workspace
        self._order = FreshOrder()

    def renew(self) -> None:
        """Put sorted files in order again at the next reading: rows may have come or changed."""
        self._order = FreshOrder()

    def upcoming(self, scope: QueueScope | None = None, limit: int = 12) -> list[QueueEntry]:
        """Return the next rows to call, first one first."""
        return list(islice(self._entries(scope or QueueScope()), limit))

    def _entries(self, scope: QueueScope) -> Iterator[QueueEntry]:
        workspace = self._workspace
        connection, now = workspace.connection, workspace.clock.now()
        scores = configuration.scores(connection)
        for wanted in QueueRank:
            for candidate in store.candidates(
                connection, wanted, scope.files, now, workspace.zone, scores, self._order
            ):
                if candidate.id in scope.skipped:
                    continue
                if rank(candidate.facts, now, workspace.zone, workspace.calendar) is wanted:
                    yield _entry(candidate, wanted)


def upcoming(
    workspace: Workspace, scope: QueueScope | None = None, limit: int = 12
) -> list[QueueEntry]:
    """Return the next rows to call, first one first."""
    return CallQueue(workspace).upcoming(scope, limit)


def next_entry(workspace: Workspace, scope: QueueScope | None = None) -> QueueEntry | None:
    """Return the row to call now, or None when the queue is empty."""
    found = upcoming(workspace, scope, limit=1)
    return found[0] if found else None


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
