"""The columns that a file has for itself: adding, changing and deleting them, each one undo.

A name may be anything that can be read, a keyword or quotes included: columns are known by number.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import OWN_KINDS, Column, own_id, own_key
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.values import cell_problem
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services.cell_writer import CellWriter, Progress, stored_value
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import own_columns as store
from prospect_tui.storage.cells import RowCells
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.own_columns import OwnColumn

MAX_NAME = 80
"""Characters of a column's name, and of one of its choices."""
MAX_CHOICES = 200

Spelling = Callable[[Column, str], str]
"""Gives a stored value as a person types it."""


@dataclass(frozen=True, slots=True)
class KindChanged:
    """An own column that holds something else now."""

    column: Column
    values: int
    """How many rows hold a value of it."""
    problems: int
    """How many of these are no such value: kept as they were typed, and marked."""


def add_column(
    workspace: Workspace,
    file_id: int,
    name: str,
    kind: ColumnKind = ColumnKind.TEXT,
    choices: Iterable[str] = (),
    *,
    reserved: Iterable[str] = (),
) -> Column:
    """Add a column to a file and return it. `reserved` are names that other columns go by.

    Raises `InvalidValue` for a name that is empty, too long or taken, for a kind that no own
    column has, and for a choice column without choices.
    """
    if kind not in OWN_KINDS:
        raise InvalidValue("column.kind", kind=kind.value)
    label = checked_name(workspace, file_id, name, reserved=reserved)
    listed = checked_choices(choices) if kind is ColumnKind.CHOICE else ()
    with workspace.writing("add_column", name=label) as writing:
        column_id = store.insert(writing.connection, file_id, label, kind.value, listed)
    return Column(own_key(column_id), kind, shown=True, label=label, choices=listed)


def rename_column(
    workspace: Workspace, column: Column, name: str, *, reserved: Iterable[str] = ()
) -> str:
    """Give an own column another name and return it cleaned. Raises as `add_column`, and `Refused`.

    Fixed columns keep their names: they are those of the program's words, in each language.
    """
    stored = _stored(workspace, column)
    label = checked_name(workspace, stored.file_id, name, renamed=column, reserved=reserved)
    with workspace.writing("rename_column", name=label) as writing:
        store.rename(writing.connection, stored.id, label)
    return label


def change_choices(workspace: Workspace, column: Column, choices: Iterable[str]) -> tuple[str, ...]:
    """Give a choice column other choices and return them cleaned; what rows hold stays, marked."""
    stored = _stored(workspace, column)
    if column.kind is not ColumnKind.CHOICE:
        raise Refused("column.no_choice_kind", name=stored.label)
    listed = checked_choices(choices)
    with workspace.writing("choices", name=stored.label) as writing:
        store.set_choices(writing.connection, stored.id, listed)
    return listed


def change_kind(
    workspace: Workspace,
    column: Column,
    kind: ColumnKind,
    choices: Iterable[str] = (),
    *,
    typed: Spelling,
    progress: Progress | None = None,
) -> KindChanged:
    """Have an own column hold another kind of value; what rows hold is read anew, as typed.

    May run in any thread; what `progress` raises stops it, and nothing is changed. Raises as
    `add_column`, and `Refused` for a fixed column.
    """
    if kind not in OWN_KINDS:
        raise InvalidValue("column.kind", kind=kind.value)
    with closing(workspace.open_reader()) as reader:
        stored = _stored_in(reader, column)
    listed = checked_choices(choices) if kind is ColumnKind.CHOICE else ()
    before = Column(column.key, ColumnKind(stored.kind), label=stored.label, choices=stored.choices)
    after = Column(column.key, kind, shown=True, label=stored.label, choices=listed)
    problems = 0

    def change(row: RowCells) -> Mapping[str, str]:
        nonlocal problems
        country = row.values["country"]
        value = stored_value(after, typed(before, row.get(column.key)), country)
        problems += cell_problem(after, value, country) is not None
        return {column.key: value}

    with workspace.writing("column_kind", name=stored.label) as writing:
        store.set_kind(writing.connection, stored.id, kind.value, listed)
        ids = store.holders(writing.connection, stored.file_id, stored.id)
        CellWriter(workspace, writing, [after]).write(ids, change, progress)
    return KindChanged(after, len(ids), problems)


def count_values(workspace: Workspace, column: Column) -> int:
    """Return how many rows hold a value of an own column. May run in any thread."""
    with closing(workspace.open_reader()) as reader:
        stored = store.column(reader, own_id(column.key)) if column.is_own else None
        return len(store.holders(reader, stored.file_id, stored.id)) if stored else 0


def delete_column(
    workspace: Workspace,
    column: Column,
    *,
    progress: Progress | None = None,
) -> int:
    """Delete an own column with its values and return how many there were: one undo.

    May run in any thread; what `progress` raises stops it, and nothing is deleted. Raises
    `Refused` for a fixed column.
    """
    if not column.is_own:
        raise Refused("column.fixed_delete")
    with closing(workspace.open_reader()) as reader:
        stored = store.column(reader, own_id(column.key))
    if stored is None:
        raise NotFound("column.gone", name=column.label)
    emptied = {column.key: ""}
    with workspace.writing("delete_column", name=stored.label) as writing:
        ids = store.holders(writing.connection, stored.file_id, stored.id)
        CellWriter(workspace, writing, [column]).write(ids, lambda _row: emptied, progress)
        store.delete(writing.connection, stored.id)
    return len(ids)


def checked_name(
    workspace: Workspace,
    file_id: int,
    name: str,
    *,
    renamed: Column | None = None,
    reserved: Iterable[str] = (),
) -> str:
    """Return a usable name for a column of a file; raises `InvalidValue`.

    No two columns of a file have names that differ by case or accents only; `renamed` is the
    column that may keep its own.
    """
    label = " ".join(clean(name).split())
    if not label:
        raise InvalidValue("column.no_name")
    if len(label) > MAX_NAME:
        raise InvalidValue("column.name_too_long", length=len(label), limit=MAX_NAME)
    if renamed is not None and fold(label) == fold(renamed.label):
        return label
    others = (one.label for one in store.columns(workspace.connection, file_id))
    if fold(label) in set(map(fold, (*others, *reserved))):
        raise InvalidValue("column.name_taken", name=label)
    return label


def checked_choices(choices: Iterable[str]) -> tuple[str, ...]:
    """Return what a choice column offers: cleaned, each once whatever its case and accents.

    Raises `InvalidValue` when none is left, when one is too long, or there are too many.
    """
    cleaned = (" ".join(clean(choice).split()) for choice in choices)
    kept = tuple({fold(choice): choice for choice in cleaned if choice}.values())
    longest = max(map(len, kept), default=0)
    if not kept:
        raise InvalidValue("column.no_choices")
    if longest > MAX_NAME:
        raise InvalidValue("column.choice_too_long", length=longest, limit=MAX_NAME)
    if len(kept) > MAX_CHOICES:
        raise InvalidValue("column.too_many_choices", count=len(kept), limit=MAX_CHOICES)
    return kept


def _stored(workspace: Workspace, column: Column) -> OwnColumn:
    """Return an own column as the base has it now; raises `Refused` for a fixed one."""
    return _stored_in(workspace.connection, column)


def _stored_in(connection: sqlite3.Connection, column: Column) -> OwnColumn:
    if not column.is_own:
        raise Refused("column.fixed")
    stored = store.column(connection, own_id(column.key))
    if stored is None:
        raise NotFound("column.gone", name=column.label)
    return stored
