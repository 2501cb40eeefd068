"""Changing any number of cells inside one transaction, with all that hangs on them.

Numbers, keys and searchable text follow; the opposition list is enforced; a wrong value is kept and
counted. Cells that stay as they were cost nothing and are no change.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.columns import EMAIL_KEYS, PHONE_KEYS, Column, own_id
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.domain.numbers import parse_money
from prospect_tui.domain.prospect import Derived, derive
from prospect_tui.domain.values import cell_problem, normalise, spell_choice, spell_nature
from prospect_tui.domain.vocabulary import ColumnKind, Nature
from prospect_tui.services import opposition
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import cells as store
from prospect_tui.storage import imports, journal, prospects
from prospect_tui.storage.cells import RowCells

MAX_CELL = 5000
"""Characters that may be typed in a cell."""
CHUNK = 500
"""Rows written at a time: a few hundredths of a second, between which work may be stopped."""
_UNSEARCHED = frozenset({"nature"})
"""Columns from which nothing is derived."""
_REACH = frozenset((*PHONE_KEYS, *EMAIL_KEYS))

Progress = Callable[[int, int], object]
"""Told how many are done of how many (0: unknown); it may raise, and then nothing is written."""
Change = Callable[[RowCells], Mapping[str, str]]
"""Gives what cells of a row are to hold, as stored, by column key."""


@dataclass(frozen=True, slots=True)
class CellsWritten:
    """Cells that are on disk."""

    cells: int
    """How many hold another value than before."""
    rows: tuple[int, ...]
    """The rows which they are in, new ones included."""
    problems: int = 0
    """How many of them are wrong, kept and marked."""
    skipped: int = 0
    """Cells left alone because they fill themselves."""
    added: tuple[int, ...] = ()
    """New rows at the end of the file, in order."""


class CellWriter:
    """The changes of one action, in columns that it is told of first."""

    def __init__(
        self, workspace: Workspace, writing: Writing, columns: Iterable[Column] = ()
    ) -> None:
        """Change nothing yet; `columns` may be changed, and those told of later."""
        self._workspace = workspace
        self._writing = writing
        self._connection = writing.connection
        self._columns: dict[str, Column] = {}
        self._file_of: dict[str, int | None] = {}
        """The file to which each own column belongs, None when it is gone."""
        self._cells = self._problems = 0
        self._rows: list[int] = []
        self._added: list[int] = []
        for column in columns:
            self.know(column)

    def know(self, column: Column) -> None:
        """Hear of a column that may be changed."""
        if column.key not in self._columns:
            self._columns[column.key] = column
            if column.is_own:
                self._file_of[column.key] = store.file_of_column(self._connection, column)

    def write(self, ids: Sequence[int], change: Change, progress: Progress | None = None) -> None:
        """Change rows; raises `NotFound` when one of them, or a column, is gone."""
        if len(ids) > CHUNK:
            store.make_room(self._connection)
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            self._write(chunk, change)
            if progress:
                progress(start + len(chunk), len(ids))

    def _write(self, ids: Sequence[int], change: Change) -> None:
        rows = store.read(self._connection, ids)
        changed: dict[int, RowCells] = {}
        touched: set[str] = set()
        for row_id in ids:
            row = rows.get(row_id)
            if row is None:
                raise NotFound("row.not_found", row=row_id)
            self._check_columns(row.file_id)
            if keys := self._put(row, change(row)):
                changed[row_id] = row
                touched.update(keys)
        if changed:
            self._save(changed, touched)
            self._rows += changed

    def _check_columns(self, file_id: int) -> None:
        """Refuse a column that another window has deleted."""
        for key, owner in self._file_of.items():
            if owner != file_id:
                raise NotFound("cell.no_column", column=self._columns[key].label)

    def _put(self, row: RowCells, values: Mapping[str, str]) -> list[str]:
        changed = [key for key, value in values.items() if row.get(key) != value]
        for key in changed:
            row.put(key, values[key])
        self._count({key: values[key] for key in changed}, row.values["country"])
        return changed

    def _count(self, values: Mapping[str, str], country: str) -> None:
        self._cells += len(values)
        for key, value in values.items():
            if cell_problem(self._columns[key], value, country) is not None:
                self._problems += 1

    def _save(self, rows: Mapping[int, RowCells], keys: set[str]) -> None:
        derived = {} if keys <= _UNSEARCHED else self._derived(rows)
        with_names = False
        for row_id, entry in derived.items():
            row = rows[row_id]
            if (row.name_key, row.sort_key) != (entry.name_key, entry.sort_key):
                row.name_key, row.sort_key = entry.name_key, entry.sort_key
                with_names = True
        now = self._writing.now
        store.write(self._connection, rows.values(), keys, now, with_names=with_names)
        if derived:
            with_numbers = not keys.isdisjoint(PHONE_KEYS)
            imports.rewrite_derived(self._connection, derived, with_numbers=with_numbers)
        if not keys.isdisjoint(_REACH):
            self._enforce({i: row.values for i, row in rows.items() if not row.is_opposed}, derived)

    def _derived(self, rows: Mapping[int, RowCells]) -> dict[int, Derived]:
        remarks = store.remarks(self._connection, rows)
        return {
            row_id: derive(row.values, row.own.values(), remarks.get(row_id, ()))
            for row_id, row in rows.items()
        }

    def _enforce(
        self, cells: Mapping[int, Mapping[str, str]], derived: Mapping[int, Derived]
    ) -> None:
        reach = {i: opposition.reached_by(values, derived[i]) for i, values in cells.items()}
        opposition.enforce(self._workspace, self._writing, reach)

    def add(self, file_id: int, rows: Iterable[Mapping[str, str]]) -> list[int]:
        """Add rows of stored values, by column key, at the end of a file; return their ids.

        A row that does not tell whom it is about is like all the others of its file.
        """
        self._check_columns(file_id)
        usual = {"nature": store.common_nature(self._connection, file_id)}
        new = []
        for cells in rows:
            filled = {key: value for key, value in cells.items() if value}
            own = {key: filled.pop(key) for key in self._file_of if key in filled}
            by_id = {str(own_id(key)): value for key, value in own.items()}
            values = {**usual, **filled}
            new.append(imports.NewRow(None, values, by_id, derive(values, own.values())))
            self._count(filled | own, filled.get("country", ""))
        ids = imports.insert_rows(self._connection, file_id, None, new, self._writing.now)
        made = dict(zip(ids, new, strict=True))
        self._enforce(
            {row_id: row.values for row_id, row in made.items()},
            {row_id: row.derived for row_id, row in made.items()},
        )
        self._rows += ids
        self._added += ids
        return ids

    def written(self, skipped: int = 0) -> CellsWritten:
        """Return what was written, and note in the journal in how many rows."""
        describe(self._writing, self._rows)
        return CellsWritten(
            self._cells, tuple(self._rows), self._problems, skipped, tuple(self._added)
        )


def write_rows(
    workspace: Workspace,
    code: str,
    ids: Sequence[int],
    columns: Sequence[Column],
    change: Change,
    progress: Progress | None = None,
) -> CellsWritten:
    """Change the same columns of many rows in one action; computed ones are left alone."""
    editable = [column for column in columns if column.is_editable]
    about = {"column": editable[0].label or editable[0].key} if len(editable) == 1 else {}
    with workspace.writing(code, **about) as writing:
        writer = CellWriter(workspace, writing, editable)
        if editable:
            writer.write(ids, change, progress)
        return writer.written((len(columns) - len(editable)) * len(ids))


def describe(writing: Writing, row_ids: Sequence[int]) -> None:
    """Note in the journal of how many rows an action is, or the name of the only one."""
    about: dict[str, object] = {"count": len(row_ids)}
    if len(row_ids) == 1:
        about |= {"name": prospects.name_of(writing.connection, row_ids[0])}
    journal.describe(writing.connection, writing.bundle_id, **about)


def check_length(text: str, before: str = "") -> None:
    """Raise `InvalidValue` for a text too long for a cell, unless what it held was as long."""
    if len(text) > max(MAX_CELL, len(before)):
        raise InvalidValue("cell.too_long", length=len(text), limit=MAX_CELL)


def stored_value(column: Column, text: str, country: str = "") -> str:
    """Return what is kept of a typed cell: money in whole cents, known forms normalised.

    `country` is the row's, as typed: outside France a postcode is left alone.
    """
    if column.key == "notes":
        return clean_lines(text).strip()
    value = clean(text).strip()
    if column.kind is ColumnKind.MONEY and value:
        try:
            return str(parse_money(value))
        except InvalidValue:
            return value
    if column.key == "nature":
        return spell_nature(value) or Nature.UNKNOWN.value
    if column.kind is ColumnKind.CHOICE:
        return spell_choice(column, value)
    return normalise(column.kind, value, country=country)


def stored_cells(row: RowCells, typed: Collection[tuple[Column, str]]) -> dict[str, str]:
    """Return what a row is to keep of texts typed for it. Raises `InvalidValue` for a long one."""
    texts = {column.key: text for column, text in typed}
    country = texts.get("country", row.values["country"])
    for key, text in texts.items():
        check_length(text, row.get(key))
    return {column.key: stored_value(column, text, country) for column, text in typed}
