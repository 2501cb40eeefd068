"""Taking back and bringing back whole actions, even after a restart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import imports, journal

Progress = Callable[[int, int], None]

LONG = 1_000
"""Rows that an action changed from which taking it back is felt."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What undo or redo would do next."""

    id: int
    code: str
    params: dict[str, object]
    is_long: bool
    """Whether it takes a while, so that keys are not to wait for it."""


@dataclass(frozen=True, slots=True)
class UndoDone:
    """What was taken back or brought back, for the message."""

    code: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class PastAction:
    """A line of the history of actions."""

    id: int
    code: str
    params: dict[str, object]
    at: datetime
    is_undone: bool


def pending(workspace: Workspace, *, redo: bool = False) -> Pending | None:
    """Return what `undo`, or `redo`, would do next; None when there is nothing."""
    connection = workspace.connection
    bundle = journal.next_redo(connection) if redo else journal.last_done(connection)
    if bundle is None:
        return None
    is_long = (
        bundle.code == imports.BUNDLE_CODE or journal.changes(connection, bundle.id, LONG) >= LONG
    )
    return Pending(bundle.id, bundle.code, bundle.params, is_long)


def undo(workspace: Workspace, progress: Progress = lambda _done, _total: None) -> UndoDone | None:
    """Take back the last action that still holds, or return None when there is none.

    May run in any thread; `progress` is told the rows done and their number, and may raise to stop:
    nothing is then changed. Raises `Refused` ("undo.row_gone") when a row it touched has been
    removed since.
    """
    with workspace.transaction() as connection:
        bundle = journal.last_done(connection)
        if bundle is None:
            return None
        if bundle.code == imports.BUNDLE_CODE:
            batch_id = imports.batch_of(bundle.params)
            imports.remove_batch(connection, bundle.id, batch_id, workspace.clock.now())
        else:
            journal.revert(connection, bundle.id, progress)
        journal.mark_undone(connection, bundle.id, workspace.clock.now())
    return UndoDone(bundle.code, bundle.params)


def redo(workspace: Workspace, progress: Progress = lambda _done, _total: None) -> UndoDone | None:
    """Bring back the action that was last taken back, or return None when there is none.

    In any thread and with `progress`, as `undo`.
    """
    with workspace.transaction() as connection:
        bundle = journal.next_redo(connection)
        if bundle is None:
            return None
        if bundle.code == imports.BUNDLE_CODE:
            imports.restore_batch(connection, bundle.id, imports.batch_of(bundle.params))
        else:
            journal.replay(connection, bundle.id, progress)
        journal.mark_done(connection, bundle.id)
    return UndoDone(bundle.code, bundle.params)


def history(workspace: Workspace, limit: int = 50) -> list[PastAction]:
    """Return the newest actions first, the undone ones among them."""
    return [
        PastAction(b.id, b.code, b.params, b.at, b.is_undone)
        for b in journal.recent(workspace.connection, limit)
    ]
