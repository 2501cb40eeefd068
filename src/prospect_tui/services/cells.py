"""Editing the cells of a file: one, a block, a whole column. Each act is one transaction, one undo.

Every function may run in another thread than the screen's. `progress` is told how many rows are
done; when it raises, nothing is written.
"""

from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidDate, ProspectError, Refused
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.domain.values import cell_problem, typed_text
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services.cell_writer import (
    CHUNK,
    MAX_CELL,
    CellsWritten,
    CellWriter,
    Progress,
    check_length,
    stored_cells,
    stored_value,
    write_rows,
)
from prospect_tui.services.pasting import MAX_BLOCK, check_size, paste
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import journal
from prospect_tui.storage.cells import RowCells

__all__ = [
    "MAX_BLOCK",
    "MAX_CELL",
    "CellChange",
    "CellChanged",
    "CellSaved",
    "CellsWritten",
    "Progress",
    "cell_problem",
    "check_size",
    "clear_cells",
    "edit_cell",
    "fill_down",
    "paste",
    "stored_value",
    "typed_value",
    "write_all",
    "write_cells",
]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A text typed for a cell."""

    row_id: int
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class CellSaved:
    """A cell that is on disk; `problem` is the message id of what is wrong with it, or ""."""

    row_id: int
    column: str
    value: str
    problem: str = ""


class CellChanged(ProspectError):
    """A cell that another window changed while a person was typing in it; nothing is written."""

    def __init__(self, column: Column, *, mine: str, stored: str) -> None:
        """Give both texts, and `stored`, to be expected by whoever insists."""
        super().__init__("cell.changed", mine=mine, theirs=typed_text(column.kind, stored))
        self.stored = stored


def edit_cell(
    workspace: Workspace, row_id: int, column: Column, text: str, expected: str | None = None
) -> CellSaved:
    """Write one cell, normalised; a wrong value is kept and its problem returned.

    `expected` is the stored value that the person was looking at. Raises `CellChanged` when the
    cell holds something else by now, `NotFound` when its row or column is gone, `Refused` for a
    computed column, `InvalidValue` for more than 5,000 characters.
    """
    if not column.is_editable:
        raise Refused("cell.computed", column=column.label or column.key)
    value = country = name = ""

    def change(row: RowCells) -> Mapping[str, str]:
        nonlocal value, country, name
        present, country = row.get(column.key), row.values["country"]
        name = display_name(row.values)
        check_length(text, present)
        value = typed_value(workspace, column, text, country)
        if expected is not None and present not in (expected, value):
            raise CellChanged(column, mine=text, stored=present)
        return {column.key: value}

    known = column.label or column.key
    with workspace.writing_plainly("edit_cell", row=row_id, column=known) as writing:
        CellWriter(workspace, writing, [column]).write([row_id], change)
        journal.describe(writing.connection, writing.bundle_id, name=name)
    return CellSaved(row_id, column.key, value, cell_problem(column, value, country) or "")


def write_cells(
    workspace: Workspace,
    changes: Iterable[CellChange],
    *,
    code: str = "edit_cells",
    progress: Progress | None = None,
    **params: object,
) -> CellsWritten:
    """Write any number of typed cells; of two texts for one cell the last one holds.

    `code` and `params` name the action in the journal. Raises as `edit_cell` does, but leaves
    computed columns alone and counts them.
    """
    total = len(changes) if isinstance(changes, Sized) else 0
    done = skipped = 0
    waiting: dict[int, dict[str, tuple[Column, str]]] = {}
    with workspace.writing_plainly(code, **params) as writing:
        writer = CellWriter(workspace, writing)

        def change(row: RowCells) -> Mapping[str, str]:
            return stored_cells(row, waiting[row.id].values())

        for one in changes:
            done += 1
            if not one.column.is_editable:
                skipped += 1
                continue
            writer.know(one.column)
            waiting.setdefault(one.row_id, {})[one.column.key] = (one.column, one.text)
            if len(waiting) >= CHUNK:
                writer.write([*waiting], change)
                waiting.clear()
                if progress:
                    progress(done, total)
        writer.write([*waiting], change)
        if progress:
            progress(done, total)
        return writer.written(skipped)


def fill_down(
    workspace: Workspace,
    ids: Sequence[int],
    columns: Sequence[Column],
    progress: Progress | None = None,
) -> CellsWritten:
    """Give every row the cells of the first one, as they are stored."""
    above: dict[str, str] = {}
    keys = [column.key for column in columns if column.is_editable]

    def change(row: RowCells) -> Mapping[str, str]:
        if not above:
            above.update((key, row.get(key)) for key in keys)
        return above

    return write_rows(workspace, "fill", ids, columns, change, progress)


def clear_cells(
    workspace: Workspace,
    ids: Sequence[int],
    columns: Sequence[Column],
    progress: Progress | None = None,
    *,
    code: str = "clear",
) -> CellsWritten:
    """Empty cells; whom a row is about becomes unknown. `code` names the action: clear or cut."""
    empty = {column.key: stored_value(column, "") for column in columns if column.is_editable}
    return write_rows(workspace, code, ids, columns, lambda _row: empty, progress)


def write_all(
    workspace: Workspace,
    ids: Sequence[int],
    column: Column,
    text: str,
    progress: Progress | None = None,
) -> CellsWritten:
    """Write one typed text in a column of many rows. Raises `Refused` for a computed column."""
    if not column.is_editable:
        raise Refused("cell.computed", column=column.label or column.key)
    check_length(text)

    def change(row: RowCells) -> Mapping[str, str]:
        return {column.key: typed_value(workspace, column, text, row.values["country"])}

    return write_rows(workspace, "write_all", ids, [column], change, progress)


def typed_value(workspace: Workspace, column: Column, text: str, country: str = "") -> str:
    """Return what is kept of a text typed by a person: as `stored_value`, and dates in shorthand.

    "lundi", "+3j" or "15/12" in a column of dates is that day, to come or else gone by.
    """
    value = stored_value(column, text, country)
    if column.kind is not ColumnKind.DATE or not value or value.isdigit():
        return value
    if cell_problem(column, value) is None:
        return value
    for past in (False, True):
        try:
            when = parse_when(value, workspace.clock.local_now(), workspace.calendar, past=past)
        except InvalidDate:
            continue
        return value if when.hour or when.half else when.day.isoformat()
    return value
