"""The call queue: who is called next, and why."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.compliance import Verdict
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.queue import Obstacle, QueueRank, offer, rank
from prospect_tui.domain.tags import split_tags
from prospect_tui.domain.views import Condition, Test, View, sort_of
from prospect_tui.domain.vocabulary import PlanKind
from prospect_tui.domain.when import When
from prospect_tui.services import cell_values, law, opposition, saved_views
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration
from prospect_tui.storage import queue as store
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.queue import Candidate, QueueFile, Sought
from prospect_tui.storage.sql_functions import named_errors


@dataclass(frozen=True, slots=True)
class QueueScope:
    """What the queue is limited to: files, or all of them; a saved view; rows skipped for now."""

    files: tuple[int, ...] = ()
    skipped: frozenset[int] = field(default_factory=frozenset)
    view_id: int | None = None
    """A view of one file brings rows of that file only; one that is gone, none at all."""
    tags: tuple[str, ...] = ()
    """Only rows that have one of these tags; none: all rows."""


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


@dataclass(frozen=True, slots=True)
class WhyThisOne:
    """Why a row is offered now, and where it stands; or why it is not."""

    prospect_id: int
    name: str
    rank: QueueRank | None
    obstacle: Obstacle | None
    verdict: Verdict
    plan: PlanKind | None
    when: When | None
    subject: str
    score: str
    score_priority: int
    attempts: int
    place: int | None
    """Its place in the queue, the first one being 1; None beyond `PLACES` or when not in it."""
    is_left_out: bool
    """Whether it is not among the rows being called: another file or view, or skipped."""


PLACES = 200
"""Rows of the queue gone through to tell the place of one."""


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

    def why(self, scope: QueueScope, row_id: int) -> WhyThisOne:
        """Return why a row is offered now, or why it is not; raises `NotFound`."""
        workspace, connection = self._workspace, self._workspace.connection
        now, rules = workspace.clock.now(), law.rules_of(workspace)
        scores = configuration.scores(connection)
        row = store.candidate(connection, row_id, now, workspace.zone, scores, rules)
        if row is None:
            raise NotFound("row.not_found", row=row_id)
        found = offer(row.facts, now, workspace.zone, workspace.calendar, rules)
        verdict = law.verdict(workspace, row_id, now)
        if isinstance(found, QueueRank) and not verdict.allowed:
            found = Obstacle.FORBIDDEN
        with named_errors():
            files = _files(workspace, scope, connection)
            is_among = store.is_among(connection, files, row, self._sought)
        is_left_out = not is_among or row_id in scope.skipped
        place = None
        if isinstance(found, QueueRank) and not is_left_out:
            ids = [entry.prospect_id for entry in self.upcoming(scope, PLACES)]
            place = ids.index(row_id) + 1 if row_id in ids else None
        return WhyThisOne(
            prospect_id=row_id,
            name=row.company_name or row.person,
            rank=found if isinstance(found, QueueRank) else None,
            obstacle=found if isinstance(found, Obstacle) else None,
            verdict=verdict,
            plan=row.facts.planned_kind,
            when=row.next_when,
            subject=row.next_subject,
            score=row.score,
            score_priority=row.facts.score_priority,
            attempts=row.attempts,
            place=place,
            is_left_out=is_left_out,
        )

    def _entries(self, scope: QueueScope, connection: sqlite3.Connection) -> Iterator[QueueEntry]:
        workspace, now = self._workspace, self._workspace.clock.now()
        scores = configuration.scores(connection)
        files, rules = _files(workspace, scope, connection), law.rules_of(workspace)
        for wanted in QueueRank:
            for candidate in store.candidates(
                connection, wanted, files, now, workspace.zone, scores, self._sought, rules
            ):
                if candidate.id in scope.skipped:
                    continue
                found = rank(candidate.facts, now, workspace.zone, workspace.calendar, rules)
                if found is wanted and not opposition.opposed_rows(
                    workspace, [candidate.id], connection
                ):
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
    is_plain = scope.view_id is None and not scope.tags and not any(sorts)
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


def known_tags(
    workspace: Workspace, is_cancelled: Callable[[], bool] = lambda: False
) -> dict[str, int]:
    """Return the tags of living files with their rows, the most frequent first; in any thread."""
    counts: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    with closing(workspace.open_reader()) as reader:
        files = [file_id for file_id, _sort in store.living_files(reader)]
    for file_id in files:
        found = cell_values.values_of(
            workspace, file_id, COLUMNS_BY_KEY["tags"], View(), is_cancelled=is_cancelled
        )
        for one in found:
            for tag in split_tags(one.value):
                counts[fold(tag)] += one.count
                spelt.setdefault(fold(tag), tag)
    return {spelt[key]: count for key, count in counts.most_common()}


def upcoming(
    workspace: Workspace, scope: QueueScope | None = None, limit: int = 12
) -> list[QueueEntry]:
    """Return the next rows to call, first one first."""
    return CallQueue(workspace).upcoming(scope, limit)


def why(workspace: Workspace, prospect_id: int, scope: QueueScope | None = None) -> WhyThisOne:
    """Return why a row is offered now, or why it is not; raises `NotFound`."""
    return CallQueue(workspace).why(scope or QueueScope(), prospect_id)


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
        if scope.tags:
            tagged = Condition("tags", Test.IN, scope.tags)
            view = replace(view, conditions=(*view.conditions, tagged))
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
