"""Reading a block of cells, however many rows it has, to be put on the clipboard."""

from collections.abc import Iterator, Sequence

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.services.cells import Progress
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import grid as store
from prospect_tui.storage.grid import GridRecord

__all__ = ["MAX_COPIED", "GridRecord", "block_records"]

MAX_COPIED = 2_000_000
"""Cells that may be copied at once; more is exported."""
CHUNK = 500


def block_records(
    workspace: Workspace,
    ids: Sequence[int],
    columns: Sequence[Column],
    progress: Progress | None = None,
) -> Iterator[GridRecord]:
    """Yield the rows with these ids in their order, those left out that do not exist any more.

    Reads by a connection of its own, so that it may run in another thread than the screen's; what
    `progress` raises stops it. Raises `InvalidValue` when it is too much for a clipboard.
    """
    if len(ids) * len(columns) > MAX_COPIED:
        cells = len(ids) * len(columns)
        raise InvalidValue("copy.too_big", cells=cells, limit=MAX_COPIED)
    reader = workspace.open_reader()
    try:
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            found = store.records(reader, chunk, columns, workspace.zone)
            yield from (found[row_id] for row_id in chunk if row_id in found)
            if progress:
                progress(start + len(chunk), len(ids))
    finally:
        reader.close()
