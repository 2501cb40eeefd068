"""Pasting a block of texts over the cells of a file, as spreadsheets do.

Nothing is ever cut: a block that does not fit is refused with its size, and nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.services.cell_writer import (
    CHUNK,
    CellsWritten,
    CellWriter,
    Progress,
    stored_cells,
)
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.cells import RowCells

MAX_BLOCK = 200_000
"""Cells of a block; a larger table is imported."""
Block = Sequence[Sequence[str]]


def paste(
    workspace: Workspace,
    file_id: int,
    ids: Sequence[int],
    columns: Sequence[Column],
    block: Block,
    *,
    start_row: int = 0,
    add_rows: bool = False,
    over: tuple[int, int] = (1, 1),
    progress: Progress | None = None,
) -> CellsWritten:
    """Write a block from the row `ids[start_row]` down and the first of `columns` to the right.

    `ids` are the rows shown, `columns` the columns shown from the cell's on, `over` the rows and
    columns of the range: a block that goes into it a whole number of times is repeated. With
    `add_rows`, what goes beyond the last row makes new ones at the end of the file. A row of the
    block that is shorter than another leaves the cells it lacks as they are. Raises `Refused`
    (too high, too wide) and `InvalidValue` (too many cells, too long a text).
    """
    width = max(map(len, block), default=0)
    check_size(block)
    if not width:
        return CellsWritten(0, ())
    rows, across = (_times(*sizes) for sizes in zip(over, (len(block), width), strict=True))
    if across > len(columns):
        raise Refused("paste.too_wide", columns=across, left=len(columns))
    left = max(0, len(ids) - start_row)
    if rows > left and not add_rows:
        raise Refused("paste.too_high", rows=rows, left=left)
    target = _Target(block, columns[:across], width)
    there = min(rows, left)
    places = count()

    def change(row: RowCells) -> Mapping[str, str]:
        return stored_cells(row, target.cells(next(places)))

    def report(done: int, _total: int) -> None:
        if progress:
            progress(done, rows)

    with workspace.writing("paste", file=file_id) as writing:
        writer = CellWriter(workspace, writing, target.editable)
        writer.write(ids[start_row : start_row + there], change, report)
        for first in range(there, rows, CHUNK):
            last = min(first + CHUNK, rows)
            writer.add(file_id, [target.new_row(at) for at in range(first, last)])
            report(last, rows)
        return writer.written(target.skipped(rows))


def check_size(block: Block) -> None:
    """Raise `InvalidValue` "paste.too_big" for a block of too many cells."""
    cells = sum(map(len, block))
    if cells > MAX_BLOCK:
        raise InvalidValue("paste.too_big", cells=cells, limit=MAX_BLOCK)


def _times(wanted: int, size: int) -> int:
    """Return how far a block of `size` reaches in a range of `wanted`."""
    return wanted if wanted % size == 0 else size


class _Target:
    """What a block puts in each row of its target, counted from its first."""

    def __init__(self, block: Block, columns: Sequence[Column], width: int) -> None:
        self._block = block
        self._columns = columns
        self._width = width
        self.editable = [column for column in columns if column.is_editable]

    def _texts(self, at: int) -> Iterator[tuple[Column, str]]:
        texts = self._block[at % len(self._block)]
        for place, column in enumerate(self._columns):
            if place % self._width < len(texts):
                yield column, texts[place % self._width]

    def cells(self, at: int) -> list[tuple[Column, str]]:
        return [(column, text) for column, text in self._texts(at) if column.is_editable]

    def skipped(self, rows: int) -> int:
        if len(self.editable) == len(self._columns):
            return 0
        return sum(not column.is_editable for at in range(rows) for column, _ in self._texts(at))

    def new_row(self, at: int) -> Mapping[str, str]:
        return stored_cells(_NEW, self.cells(at))


_NEW = RowCells(0, 0, False, "", "", dict.fromkeys(COLUMNS_BY_KEY, ""), {})
"""A row that is not there yet."""
