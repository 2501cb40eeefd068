"""The number dialled last, until its call has a result: kept on disk, for a program may be killed.

A call of its row ends it, wherever it is logged; so does saying that there was none. It dials
nothing: that is `dialling`.
"""

from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import dialled as store
from prospect_tui.storage.dialled import Dialled

__all__ = ["Dialled", "forget", "remember", "remember_person", "unanswered"]


def remember(workspace: Workspace, prospect_id: int, number: str) -> None:
    """Keep that a number of a row is dialled now."""
    with workspace.transaction() as connection:
        store.remember(connection, Dialled(prospect_id, number, workspace.clock.now()))


def remember_person(workspace: Workspace, contact_id: int, number: str) -> None:
    """Keep that a number of a person is dialled now, through no row: a note answers for it."""
    with workspace.transaction() as connection:
        store.remember(connection, Dialled(None, number, workspace.clock.now(), contact_id))


def forget(workspace: Workspace) -> None:
    """Forget the number dialled last: nobody was called."""
    with workspace.transaction() as connection:
        store.forget(connection)


def unanswered(workspace: Workspace) -> Dialled | None:
    """Return the number dialled last, if its call has no result."""
    return store.unanswered(workspace.connection)
