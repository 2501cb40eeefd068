"""The file that an import fills: made at the first write, chunk by chunk, as one batch."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from prospect_tui.domain.importing import OWN, Mapping, ProspectDraft, RowProblem
from prospect_tui.files.table import TableSource
from prospect_tui.services import prospect_files
from prospect_tui.services.opposition import opposed_values
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches as batch_store
from prospect_tui.storage import imports, journal
from prospect_tui.storage.imports import NewRow

PAUSE_SECONDS = 0.002
"""Between two chunks: SQLite's write lock is not fair, and somebody may be logging a call."""
KEPT_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is to be imported, how and where."""

    path: Path
    into: str = ""
    """Name of the file to fill, made if need be; "" makes one called like the source."""
    mapping: Mapping | None = None
    """The user's mapping; None means the guessed one."""
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
class Tally:
    """What was counted so far."""

    rows_in: int = 0
    imported: int = 0
    opposed: int = 0
    marked: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    rejected: int = 0
    seen: set[str] = field(default_factory=set)

    def reject(self, problem: RowProblem) -> None:
        """Count a row that is not imported and keep its reason."""
        self.rejected += 1
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append(problem)


class Target:
    """The file being filled: made at the first write, chunk by chunk, one batch."""

    def __init__(
        self,
        workspace: Workspace,
        connection: sqlite3.Connection,
        plan: ImportPlan,
        mapping: Mapping,
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

    def _open(self, mapping: Mapping, source: TableSource) -> None:
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
                    if column.target == OWN
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

    def write(self, waiting: list[tuple[NewRow, ProspectDraft]], tally: Tally) -> None:
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

    def finish(self, tally: Tally, *, cancelled: bool = False) -> ImportReport:
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

    def give_up(self, tally: Tally) -> ImportReport:
        """Take back what was written and return the report of a cancelled import."""
        if self.batch_id is not None:
            now = self.workspace.clock.now()
            with self._transaction():
                imports.remove_batch(self.connection, self.bundle_id, self.batch_id, now)
                journal.mark_undone(self.connection, self.bundle_id, now)
        return self.finish(tally, cancelled=True)
