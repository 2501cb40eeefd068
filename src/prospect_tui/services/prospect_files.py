"""Prospecting files: listing, creating, their own columns, their sort and layout."""

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import PHONE_KEYS, Column, all_columns
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.domain.views import SortKey, sort_of, sort_text
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches, prospects
from prospect_tui.storage import grid as grid_store
from prospect_tui.storage.batches import MAX_NAME
from prospect_tui.storage.prospects import FileSummary

__all__ = [
    "MAX_NAME",
    "FileSummary",
    "checked_name",
    "columns",
    "create_file",
    "file_named",
    "files",
    "free_name",
    "save_sort",
    "saved_sort",
    "shown_columns",
]


def files(workspace: Workspace) -> list[FileSummary]:
    """Return the living files by name, with how far each has been worked."""
    return prospects.files(workspace.connection)


def file_named(workspace: Workspace, name_or_id: str | int) -> FileSummary:
    """Return the file with this name or number; raises `NotFound`."""
    for file in files(workspace):
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
    name = clean(name).strip()[:MAX_NAME]
    if not name:
        raise InvalidValue("file.no_name")
    taken = workspace.connection.execute(
        "SELECT 1 FROM prospect_file WHERE lower(name) = lower(?)", (name,)
    ).fetchone()
    if taken:
        raise InvalidValue("file.name_taken", name=name)
    return name


def free_name(workspace: Workspace, wanted: str) -> str:
    """Return `wanted`, or "wanted (2)"… when a file already has that name."""
    return batches.free_name(workspace.connection, wanted)


def columns(workspace: Workspace, file_id: int) -> dict[str, Column]:
    """Return every column of a file by key: the fixed ones, then its own."""
    return all_columns(prospects.own_columns(workspace.connection, file_id))


FEW_ROWS = 20
_NAMES = ("company_name", "trade_name", "last_name", "first_name")
"""What a row is called by, the best first."""


def shown_columns(workspace: Workspace, file_id: int) -> tuple[Column, ...]:
    """Return the columns worth showing, that by which rows are called first.

    Then what a caller needs, the other columns that the file fills, its own, and last the usual
    and own ones that it leaves empty, to be typed in; but a file of a few rows without columns of
    its own, begun by hand, has the usual ones in their usual order. A file that names nobody
    begins with its own.
    """
    everything = columns(workspace, file_id)
    filled = prospects.filled_keys(workspace.connection, file_id)
    name = next((key for key in _NAMES if key in filled), None)
    rows = len(grid_store.first_ids(workspace.connection, file_id, FEW_ROWS))
    is_unnamed = name is None and rows > 0
    is_young = rows < FEW_ROWS and not any(column.is_own for column in everything.values())
    number = next((key for key in PHONE_KEYS if key in filled), PHONE_KEYS[0])
    filled.add(number)  # what a caller looks for first, be it still to be found

    def rank(column: Column) -> int:
        if column.is_own:
            return 4 if column.key not in filled else 0 if is_unnamed else 3
        if column.key == name:
            return 0
        if column.key in filled or not column.is_editable or is_young:
            return 1 if column.shown or column.key == number else 2
        return 4

    shown = [
        column
        for column in everything.values()
        if column.shown or (column.key in filled and column.key != "nature")
    ]
    return tuple(sorted(shown, key=rank))


def saved_sort(workspace: Workspace, file_id: int) -> tuple[SortKey, ...]:
    """Return the order in which the user sorted a file, which is that of its cold calls."""
    row = workspace.connection.execute(
        "SELECT sort FROM prospect_file WHERE id = ?", (file_id,)
    ).fetchone()
    return sort_of(row[0]) if row else ()


def save_sort(workspace: Workspace, file_id: int, sort: tuple[SortKey, ...]) -> None:
    """Keep the order in which the user sorted a file; the call queue follows it."""
    with workspace.transaction() as connection:
        connection.execute(
            "UPDATE prospect_file SET sort = ? WHERE id = ?", (sort_text(sort), file_id)
        )
