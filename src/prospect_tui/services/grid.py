"""The spreadsheet of a file: which rows a view shows, a window of them, and editing them."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_id
from prospect_tui.domain.consequence import NextCall
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.numbers import parse_money
from prospect_tui.domain.prospect import derive, display_name
from prospect_tui.domain.values import normalise, problem
from prospect_tui.domain.views import View
from prospect_tui.domain.vocabulary import ColumnKind, Nature, PlanKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.services import opposition, rows
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import filter_sql, imports, prospects
from prospect_tui.storage import grid as store
from prospect_tui.storage.grid import GridRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Prospect

__all__ = [
    "MAX_CELL",
    "CellSaved",
    "GridRecord",
    "add_row",
    "cell_problem",
    "delete_rows",
    "edit_cell",
    "first_ids",
    "ids_of",
    "records",
    "restore",
    "set_nature",
    "set_next_date",
    "set_next_dates",
    "stored_value",
    "strike",
]

MAX_CELL = 5000
_REACHES_SOMEBODY = (ColumnKind.PHONE, ColumnKind.EMAIL)


@dataclass(frozen=True, slots=True)
class CellSaved:
    """A cell that is on disk; `problem` is the message id of what is wrong with it, or ""."""

    row_id: int
    column: str
    value: str
    problem: str = ""


def ids_of(
    workspace: Workspace, file_id: int, view: View, columns: Mapping[str, Column]
) -> "array[int]":
    """Return the ids of the rows of a view in its order, read by the main thread at once.

    `services.row_query` does the same in another thread.
    """
    filter_sql.prepare(workspace.connection)
    return store.row_ids(workspace.connection, file_id, view, columns)


def records(
    workspace: Workspace, ids: Sequence[int], columns: Sequence[Column]
) -> dict[int, GridRecord]:
    """Return a window of rows (some dozens) by id, each column's stored text in it."""
    return store.records(workspace.connection, ids, columns, workspace.zone)


def first_ids(workspace: Workspace, file_id: int, count: int) -> list[int]:
    """Return the first rows of a file as it was filled: a sample of what it holds."""
    return store.first_ids(workspace.connection, file_id, count)


def edit_cell(workspace: Workspace, row_id: int, column: Column, text: str) -> CellSaved:
    """Write one cell, normalised; a wrong value is kept and its problem returned.

    Raises `Refused` for a computed column, `InvalidValue` for more than 5,000 characters.
    """
    if not column.is_editable:
        raise Refused("cell.computed", column=column.label or column.key)
    if len(text) > MAX_CELL:
        raise InvalidValue("cell.too_long", length=len(text), limit=MAX_CELL)
    value = stored_value(column, text)
    name = prospects.name_of(workspace.connection, row_id)
    with workspace.writing("edit_cell", row=row_id, name=name, column=column.key) as writing:
        row = rows.fetch(writing, row_id)
        if _set_cell(row, column, value):
            rows.touch(row, writing.now)
            rows.rederive(writing, row)
            if column.kind in _REACHES_SOMEBODY:
                opposition.enforce(workspace, writing, row)
    return CellSaved(row_id, column.key, value, cell_problem(column, value) or "")


def _set_cell(row: "Prospect", column: Column, value: str) -> bool:
    """Put a value in a cell; say whether it is another one than before."""
    own = rows.own_values(row)
    key = str(own_id(column.key)) if column.is_own else column.key
    before = own.get(key, "") if column.is_own else getattr(row, key)
    if value == before:
        return False
    if column.is_own:
        rows.save_own(row, own | {key: value})
    else:
        setattr(row, key, value)
    return True


def stored_value(column: Column, text: str) -> str:
    """Return what is kept of a typed cell: money in whole cents, known forms normalised."""
    value = clean(text).strip()
    if column.kind is ColumnKind.MONEY and value:
        try:
            return str(parse_money(value))
        except InvalidValue:
            return value
    if column.key == "nature":
        return value if value in set(Nature) else Nature.UNKNOWN.value
    return normalise(column.kind, value)


def cell_problem(column: Column, value: str) -> str | None:
    """Return the message id of what is wrong with a stored cell, or None."""
    if column.kind is ColumnKind.MONEY:
        return None if not value or value.lstrip("-").isdigit() else "value.amount"
    if column.kind is ColumnKind.CHOICE and column.choices:
        return None if not value or value in column.choices else "cell.not_a_choice"
    return problem(column.kind, value)


def add_row(workspace: Workspace, file_id: int, values: Mapping[str, str] | None = None) -> int:
    """Add a row at the end of a file; returns its number."""
    kept = {key: stored_value(COLUMNS_BY_KEY[key], value) for key, value in (values or {}).items()}
    with workspace.writing("add_row", file=file_id, name=display_name(kept)) as writing:
        new = imports.NewRow(None, kept, {}, derive(kept))
        (row_id,) = imports.insert_rows(writing.connection, file_id, None, [new], writing.now)
        opposition.enforce(workspace, writing, rows.fetch(writing, row_id))
        return row_id


def strike(workspace: Workspace, row_ids: Sequence[int], reason: str = "") -> int:
    """Strike rows out: kept, visible, out of the queue. Returns how many changed."""
    return _set_state(workspace, "strike", row_ids, RowState.ACTIVE, RowState.STRUCK, reason)


def restore(workspace: Workspace, row_ids: Sequence[int]) -> int:
    """Bring struck rows back. Returns how many changed; opposed ones stay struck.

    A row that was called before and has no next call is due today: else no queue would offer it.
    """
    return _set_state(workspace, "restore", row_ids, RowState.STRUCK, RowState.ACTIVE, "")


def _set_state(
    workspace: Workspace,
    code: str,
    row_ids: Sequence[int],
    before: RowState,
    after: RowState,
    reason: str,
) -> int:
    name = prospects.name_of(workspace.connection, row_ids[0]) if row_ids else ""
    with workspace.writing(code, count=len(row_ids), name=name) as writing:
        connection, said = writing.connection, clean(reason).strip()
        changed = store.set_state(connection, row_ids, before, after, said, writing.now)
        if after is RowState.ACTIVE:
            store.plan_retry(connection, row_ids, workspace.clock.today())
        return changed


def delete_rows(workspace: Workspace, row_ids: Sequence[int]) -> int:
    """Delete rows that were never called nor converted; returns how many. One undo.

    Raises `Refused` when one of them has a history: such rows are struck instead.
    """
    name = prospects.name_of(workspace.connection, row_ids[0]) if row_ids else ""
    with workspace.writing("delete_rows", count=len(row_ids), name=name) as writing:
        for row_id in row_ids:
            called = writing.connection.execute(
                "SELECT 1 FROM call WHERE prospect_id = ? UNION ALL SELECT 1 FROM prospect"
                " WHERE id = ? AND state = 'converted'",
                (row_id, row_id),
            ).fetchone()
            if called:
                raise Refused("row.has_history", name=prospects.name_of(writing.connection, row_id))
            writing.connection.execute("DELETE FROM prospect WHERE id = ?", (row_id,))
    return len(row_ids)


def set_next_date(workspace: Workspace, row_id: int, when: When, subject: str = "") -> None:
    """Give a row a promised call-back by hand. Raises `Refused` for a closed row or a past day."""
    set_next_dates(workspace, [row_id], when, subject)


def set_next_dates(
    workspace: Workspace, row_ids: Sequence[int], when: When, subject: str = ""
) -> None:
    """As `set_next_date`, for several rows or for none of them: one undo."""
    if when.day < workspace.clock.today():
        raise Refused("opportunity.next_in_past")
    name = prospects.name_of(workspace.connection, row_ids[0])
    with workspace.writing("postpone", row=row_ids[0], count=len(row_ids), name=name) as writing:
        for row_id in row_ids:
            row = rows.fetch(writing, row_id)
            if row.state != RowState.ACTIVE:
                raise Refused("row.not_active", name=prospects.name_of(writing.connection, row_id))
            kind = PlanKind(row.next_kind) if row.next_kind else PlanKind.PROMISED
            subject = clean(subject).strip() or row.next_subject
            rows.set_next(row, NextCall(kind, when, subject), workspace)
            rows.touch(row, writing.now)


def set_nature(workspace: Workspace, row_ids: Sequence[int], nature: Nature) -> None:
    """Say whom rows are about, for the law."""
    name = prospects.name_of(workspace.connection, row_ids[0]) if row_ids else ""
    with workspace.writing("edit_cell", count=len(row_ids), name=name, column="nature") as writing:
        for row_id in row_ids:
            row = rows.fetch(writing, row_id)
            row.nature = nature.value
            rows.touch(row, writing.now)
