"""Importing a table: preview of its mapping, then every row imported or listed with its reason."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.importing import (
    MappedColumn,
    ProspectDraft,
    RowProblem,
    duplicate_keys,
    guess_mapping,
    preview_values,
    retarget,
    to_draft,
)
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.files.table import BadRow, TableSource, open_table
from prospect_tui.services import prospect_files
from prospect_tui.services.opposition import opposed_values
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches as batch_store
from prospect_tui.storage import imports, journal
from prospect_tui.storage.connection import base_error, connect
from prospect_tui.storage.imports import NewRow

CHUNK = 500
PAUSE_SECONDS = 0.002
"""Between two chunks: SQLite's write lock is not fair, and somebody may be logging a call."""
SAMPLE_ROWS = 1000
KEPT_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file was found to be, before anything is written."""

    source: TableSource
    mapping: tuple[MappedColumn, ...]
    samples: Mapping[int, tuple[str, ...]]
    """The first filled values of each column, by its place."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is to be imported, how and where."""

    path: Path
    into: str = ""
    """Name of the file to fill, made if need be; "" makes one called like the source."""
    mapping: tuple[MappedColumn, ...] = ()
    """The user's mapping; empty means the guessed one."""
    sheet: str = ""
    nature: str = ""
    """Whom rows are about; "" means professional as soon as there is a company."""
    keep_duplicates: bool = False
    unnamed: str = "Column {number}"
    """How the edge calls an own column which the source does not name."""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: `rows_in` is always `imported + rejected`."""

    batch_id: int | None
    """None for a dry run."""
    file_id: int | None
    file_name: str
    rows_in: int
    imported: int
    rejected: int
    problems: tuple[RowProblem, ...]
    """The first 10,000 rejected rows, by line; the base holds them all."""
    opposed: int
    marked: int
    """Rows imported with at least one value marked as wrong."""
    cancelled: bool = False


@dataclass(slots=True)
class _Tally:
    rows_in: int = 0
    imported: int = 0
    opposed: int = 0
    marked: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    rejected: int = 0
    seen: set[str] = field(default_factory=set)

    def reject(self, problem: RowProblem) -> None:
        self.rejected += 1
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append(problem)


def inspect(path: Path, *, sheet: str = "") -> ImportPreview:
    """Look at a file without writing anything. Raises `UnreadableFile`."""
    source = open_table(path, sheet=sheet)
    rows: list[tuple[str, ...]] = []
    for row in source.rows():
        if not isinstance(row, BadRow):
            rows.append(row.cells)
        if len(rows) >= SAMPLE_ROWS:
            break
    mapping = tuple(guess_mapping(source.header, rows))
    return ImportPreview(source, mapping, preview_values(mapping, rows))


def mapping_with(
    mapping: tuple[MappedColumn, ...], overrides: Mapping[str, str]
) -> tuple[MappedColumn, ...]:
    """Return a mapping with some columns, by header or place from 1, sent to another field.

    Raises `InvalidValue` for an unknown column or field.
    """
    return retarget(mapping, overrides)


def run_import(
    workspace: Workspace,
    plan: ImportPlan,
    progress: Callable[[int], None] = lambda _rows: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Import a file; may run in any thread. A cancelled import leaves nothing behind.

    Raises `UnreadableFile` or `UnusableBase`; rows already written are then taken back by undo.
    """
    preview = inspect(plan.path, sheet=plan.sheet)
    mapping = plan.mapping or preview.mapping
    tally = _Tally()
    with _connection(workspace) as connection:
        target = _Target(workspace, connection, plan, mapping, preview.source)
        waiting: list[tuple[NewRow, ProspectDraft]] = []
        for entry in _drafts(preview.source, mapping, tally):
            if isinstance(entry, RowProblem):
                tally.reject(entry)
                target.note_problem(entry)
            else:
                _sort_out(connection, plan, entry, tally, waiting, target)
            if len(waiting) >= CHUNK:
                target.write(waiting, tally)
                waiting.clear()
                progress(tally.rows_in)
                if is_cancelled():
                    return target.give_up(tally)
        target.write(waiting, tally)
        return target.finish(tally)


@contextmanager
def _connection(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    connection = connect(workspace.path)
    try:
        yield connection
    except sqlite3.Error as error:
        raise base_error(error, workspace.path) from error
    finally:
        connection.close()


def _drafts(
    source: TableSource, mapping: tuple[MappedColumn, ...], tally: _Tally
) -> Iterator[ProspectDraft | RowProblem]:
    for row in source.rows():
        tally.rows_in += 1
        if isinstance(row, BadRow):
            yield RowProblem(row.line, row.message_id, row.params, row.raw)
        else:
            yield to_draft(row.line, row.cells, mapping)


def _sort_out(
    connection: sqlite3.Connection,
    plan: ImportPlan,
    draft: ProspectDraft,
    tally: _Tally,
    waiting: list[tuple[NewRow, ProspectDraft]],
    target: "_Target",
) -> None:
    """Send a draft to the rows to write, or to the problems when it is already known."""
    keys = identity_keys(draft)
    twin = None if plan.keep_duplicates else _twin(connection, keys, tally.seen)
    if twin is not None:
        problem = RowProblem(
            draft.line,
            "row.duplicate",
            {"of": twin},
            " · ".join(value for value in draft.values.values() if value),
        )
        tally.reject(problem)
        target.note_problem(problem)
        return
    tally.seen.update(keys)
    values = dict(draft.values)
    values["nature"] = _nature(plan, values)
    own = target.own_values(draft)
    waiting.append((NewRow(draft.line, values, own, derive(values, own.values())), draft))


def identity_keys(draft: ProspectDraft) -> tuple[str, ...]:
    """Return what makes two rows the same: a mail, or a SIRET, number or company with a person.

    Two people of one company share its number and its SIRET and stay two rows.
    """
    values = draft.values
    person = fold(f"{values.get('first_name', '')} {values.get('last_name', '')}".strip())
    return tuple(
        key if key.startswith("mail:") else f"{key}|{person}" for key in duplicate_keys(draft)
    )


def _twin(connection: sqlite3.Connection, keys: tuple[str, ...], seen: set[str]) -> str | None:
    """Return the row (its number, or "" when in this same source) that a draft repeats."""
    if any(key in seen for key in keys):
        return ""
    for key in keys:
        row_id = batch_store.row_with_identity(connection, key)
        if row_id is not None:
            return str(row_id)
    return None


def _nature(plan: ImportPlan, values: Mapping[str, str]) -> str:
    if plan.nature:
        return plan.nature
    guessed = values.get("nature", "")
    if guessed in {Nature.PROFESSIONAL, Nature.INDIVIDUAL}:
        return guessed
    company = values.get("company_name") or values.get("siren") or values.get("siret")
    return Nature.PROFESSIONAL.value if company else Nature.UNKNOWN.value


class _Target:
    """The file being filled: made at the first write, chunk by chunk, one batch."""

    def __init__(
        self,
        workspace: Workspace,
        connection: sqlite3.Connection,
        plan: ImportPlan,
        mapping: tuple[MappedColumn, ...],
        source: TableSource,
    ) -> None:
        self.workspace = workspace
        self.connection = connection
        self.plan = plan
        self.problems: list[RowProblem] = []
        self.file_id: int | None = None
        self.batch_id: int | None = None
        self.bundle_id = 0
        self.name = plan.into
        self.own_columns: dict[int, int] = {}
        if not plan.dry_run:
            self._open(mapping, source)
        elif not self.name:
            self.name = prospect_files.free_name(workspace, plan.path.stem)

    def _open(self, mapping: tuple[MappedColumn, ...], source: TableSource) -> None:
        now = self.workspace.clock.now()
        with self._transaction():
            self.file_id, self.name = batch_store.file_to_fill(
                self.connection, self.plan.into, self.plan.path.stem, self.plan.path.name, now
            )
            self.own_columns = batch_store.own_columns_for(
                self.connection,
                self.file_id,
                {
                    column.index: column.header or self.plan.unnamed.format(number=column.index + 1)
                    for column in mapping
                    if column.target == "own"
                },
            )
            self.batch_id = batch_store.open_batch(
                self.connection,
                self.file_id,
                self.plan.path.name,
                f"{source.format} {source.encoding} {source.delimiter}".strip(),
                json.dumps({c.header: c.target for c in mapping}, ensure_ascii=False),
                now,
            )
            self.bundle_id = journal.note_bundle(
                self.connection,
                imports.BUNDLE_CODE,
                {"batch": self.batch_id, "name": self.name},
                now,
                str(self.workspace.zone),
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def own_values(self, draft: ProspectDraft) -> dict[str, str]:
        """Return the file's own values of a draft by column id."""
        return {
            str(self.own_columns.get(index, index)): value
            for index, value in draft.own.items()
            if value
        }

    def note_problem(self, problem: RowProblem) -> None:
        """Keep a rejected row for the next write."""
        self.problems.append(problem)

    def write(self, waiting: list[tuple[NewRow, ProspectDraft]], tally: _Tally) -> None:
        """Write a chunk and the rejected rows met so far, in one short transaction."""
        rows = [row for row, _draft in waiting]
        opposed = self._opposed(rows)
        if not self.plan.dry_run:
            assert self.file_id is not None
            with self._transaction():
                now = self.workspace.clock.now()
                ids = imports.insert_rows(self.connection, self.file_id, self.batch_id, rows, now)
                batch_store.mark_opposed(self.connection, [ids[place] for place in opposed])
                batch_store.note_problems(self.connection, self.batch_id, self.problems)
                batch_store.count_batch(
                    self.connection, self.batch_id, tally.rows_in, len(rows), len(self.problems)
                )
            time.sleep(PAUSE_SECONDS)
        tally.imported += len(rows)
        tally.opposed += len(opposed)
        tally.marked += sum(bool(draft.problems) for _row, draft in waiting)
        self.problems.clear()

    def _opposed(self, rows: list[NewRow]) -> list[int]:
        """Return the places of the rows that carry a number or address of the opposition list."""
        reach = [
            {n.number.e164 for n in row.derived.numbers}
            | {row.values[key] for key in ("email", "generic_email") if row.values.get(key)}
            for row in rows
        ]
        listed = opposed_values(
            self.workspace, set().union(*reach) if reach else set(), self.connection
        )
        return [place for place, values in enumerate(reach) if values & listed]

    def finish(self, tally: _Tally, *, cancelled: bool = False) -> ImportReport:
        """Return the report."""
        return ImportReport(
            batch_id=self.batch_id,
            file_id=self.file_id,
            file_name=self.name,
            rows_in=tally.rows_in,
            imported=tally.imported,
            rejected=tally.rejected,
            problems=tuple(tally.problems),
            opposed=tally.opposed,
            marked=tally.marked,
            cancelled=cancelled,
        )

    def give_up(self, tally: _Tally) -> ImportReport:
        """Take back what was written and return the report of a cancelled import."""
        if self.batch_id is not None:
            now = self.workspace.clock.now()
            with self._transaction():
                imports.remove_batch(self.connection, self.bundle_id, self.batch_id, now)
                journal.mark_undone(self.connection, self.bundle_id, now)
        return self.finish(tally, cancelled=True)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """An import of the past."""

    id: int
    file_name: str
    source_name: str
    rows_in: int
    imported: int
    rejected: int
    is_undone: bool


def batches(workspace: Workspace, limit: int = 50) -> list[BatchRecord]:
    """Return the newest imports first."""
    return [BatchRecord(*row) for row in batch_store.batches(workspace.connection, limit)]


def undo_batch(workspace: Workspace, batch_id: int) -> int:
    """Take an import back, whenever it was made; returns how many rows were kept.

    Rows called or converted since are kept. Raises `InvalidValue` for an unknown batch or one
    already taken back.
    """
    bundle_id = batch_store.bundle_of(workspace.connection, batch_id)
    if bundle_id is None:
        raise InvalidValue("import.unknown_batch", batch=batch_id)
    now = workspace.clock.now()
    with workspace.transaction() as connection:
        kept = imports.remove_batch(connection, bundle_id, batch_id, now)
        journal.mark_undone(connection, bundle_id, now)
    return kept


def rejected_rows(workspace: Workspace, batch_id: int) -> list[RowProblem]:
    """Return every rejected row of an import, by line."""
    return [
        RowProblem(line, message_id, json.loads(params or "{}"), raw)
        for line, message_id, params, raw in batch_store.problems(workspace.connection, batch_id)
    ]
