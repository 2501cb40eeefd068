"""Prospecting files: listing, creating, their own columns, their sort and layout."""

from collections.abc import Collection

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column, all_columns
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.domain.views import SortKey, sort_of, sort_text
from prospect_tui.services import layouts
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches, own_settings, prospects
from prospect_tui.storage import prospect_files as store
from prospect_tui.storage.prospects import CountedFile, FileSummary

__all__ = [
    "CountedFile",
    "FileSummary",
    "checked_name",
    "columns",
    "create_file",
    "file_named",
    "files",
    "free_name",
    "has_rows",
    "keep_open_file",
    "last_open",
    "listed",
    "never_called",
    "save_sort",
    "saved_sort",
    "shown_columns",
]


_OPEN_FILE = "files.open"
"""The setting of the base that names the file last gone to."""


def listed(workspace: Workspace) -> list[FileSummary]:
    """Return the living files by name, at once: nothing is counted."""
    return prospects.file_summaries(workspace.connection)


def last_open(workspace: Workspace) -> FileSummary | None:
    """Return the living file to open first: the one kept, else the first by name."""
    found = listed(workspace)
    kept = own_settings.value(workspace.connection, _OPEN_FILE)
    first = found[0] if found else None
    return next((file for file in found if str(file.id) == kept), first)


def keep_open_file(workspace: Workspace, file_id: int) -> None:
    """Keep which file the user went to: the next start opens it. No undo speaks of it."""
    with workspace.transaction() as connection:
        own_settings.keep(connection, {_OPEN_FILE: str(file_id)})


def files(workspace: Workspace) -> list[CountedFile]:
    """Return the living files by name, with how far each has been worked.

    Big files take tenths of a second to count: in any thread but that of the keys.
    """
    return prospects.files(workspace.connection)


def never_called(workspace: Workspace, file_ids: Collection[int] = ()) -> int:
    """Return how many rows of these files, or of all the living ones, were never called."""
    chosen = file_ids or [file.id for file in listed(workspace)]
    return prospects.never_called(workspace.connection, chosen)


def has_rows(workspace: Workspace) -> bool:
    """Say whether some living file has a row."""
    return prospects.has_rows(workspace.connection)


def file_named(workspace: Workspace, name_or_id: str | int) -> FileSummary:
    """Return the file with this name or number; raises `NotFound`."""
    for file in listed(workspace):
        if str(file.id) == str(name_or_id) or file.name.lower() == str(name_or_id).lower():
            return file
    raise NotFound("file.unknown", name=name_or_id)


def create_file(workspace: Workspace, name: str, *, origin: str = "", targeting: str = "") -> int:
    """Create an empty file; returns its number. Raises `InvalidValue` for a name already taken."""
    from prospect_tui.storage.models import ProspectFile  # noqa: PLC0415 - slow to import

    name = checked_name(workspace, name)
    with workspace.writing("create_file", name=name) as writing:
        file = ProspectFile(
            name=name, origin=clean(origin), targeting=clean(targeting), created_at=writing.now
        )
        writing.session.add(file)
        writing.session.flush()
        assert file.id is not None
        return file.id


def checked_name(workspace: Workspace, name: str) -> str:
    """Return a usable file name; raises `InvalidValue` when it is empty or taken."""
    name = clean(name).strip()[: batches.MAX_NAME]
    if not name:
        raise InvalidValue("file.no_name")
    if store.is_name_taken(workspace.connection, name):
        raise InvalidValue("file.name_taken", name=name)
    return name


def free_name(workspace: Workspace, wanted: str) -> str:
    """Return `wanted`, or "wanted (2)"… when a file already has that name."""
    return batches.free_name(workspace.connection, wanted)


def columns(workspace: Workspace, file_id: int) -> dict[str, Column]:
    """Return every column of a file by key: the fixed ones, then its own."""
    return all_columns(prospects.own_columns(workspace.connection, file_id))


def shown_columns(workspace: Workspace, file_id: int) -> tuple[Column, ...]:
    """Return the columns that a file shows, as its user arranged them, else as is natural to it."""
    return layouts.arrangement(workspace, file_id).shown


def saved_sort(workspace: Workspace, file_id: int) -> tuple[SortKey, ...]:
    """Return the order in which the user sorted a file, which is that of its cold calls."""
    return sort_of(store.sort(workspace.connection, file_id))


def save_sort(workspace: Workspace, file_id: int, sort: tuple[SortKey, ...]) -> None:
    """Keep the order in which the user sorted a file; the call queue follows it."""
    with workspace.transaction() as connection:
        store.keep_sort(connection, file_id, sort_text(sort))
