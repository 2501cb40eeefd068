"""The file that an import fills: made at the first write, chunk by chunk, as one batch."""

import json
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from prospect_tui.domain.columns import EMAIL_KEYS, Column, own_id
from prospect_tui.domain.importing import OWN, Mapping, ProspectDraft, RowProblem
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.results import STOPPED_SCORE
from prospect_tui.domain.vocabulary import ColumnKind, Nature
from prospect_tui.files.table import TableSource
from prospect_tui.services import layouts, opposition
from prospect_tui.services.cell_writer import stored_value
from prospect_tui.services.import_twins import Twin, Twins, identity_keys
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches as batch_store
from prospect_tui.storage import imports, journal, oppositions, prospects, row_acts
from prospect_tui.storage.batches import FilledFile
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import begin
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
    reserved: Collection[str] = ()
    """Names that other columns go by: an own column so called in the source gets a number."""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: `rows_in` is always `imported + rejected`."""

    batch_id: int | None
    """None for a dry run, and when no row was imported: nothing is then left in the base."""
    file_id: int | None
    """As for the batch."""
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
    rejected: int = 0
    opposed: int = 0
    marked: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    def reject(self, problems: Sequence[RowProblem]) -> None:
        """Count rows that are not imported and keep the reasons of the first ones."""
        self.rejected += len(problems)
        self.problems += problems[: KEPT_PROBLEMS - len(self.problems)]


class Target:
    """The file being filled, chunk by chunk, as one batch."""

    def __init__(
        self,
        workspace: Workspace,
        connection: sqlite3.Connection,
        plan: ImportPlan,
        mapping: Mapping,
        source: TableSource,
        *,
        days: Collection[int] = (),
    ) -> None:
        """Enter the batch, and make the file if need be; nothing is written for a dry run.

        `days` are the places of the columns that hold days.
        """
        self.tally = Tally()
        self._workspace = workspace
        self._connection = connection
        self._plan = plan
        self._file: FilledFile | None = None
        self._batch_id: int | None = None
        self._bundle_id = 0
        self._columns: dict[int, int] = {}
        self._kinds: dict[int, Column] = {}
        """The own columns that hold something else than texts, by number."""
        self._new_columns: tuple[int, ...] = ()
        if not plan.dry_run:
            self._open(mapping, source, days)
        self._twins = Twins(connection, self._batch_id)

    def _open(self, mapping: Mapping, source: TableSource, days: Collection[int]) -> None:
        connection, plan, now = self._connection, self._plan, self._workspace.clock.now()
        labels = {
            column.index: column.header or plan.unnamed.format(number=column.index + 1)
            for column in mapping
            if column.target == OWN
        }
        with self._transaction():
            self._file = batch_store.file_to_fill(
                connection, plan.into, plan.path.stem, plan.path.name, now
            )
            before = batch_store.own_column_ids(connection, self._file.id)
            self._columns = batch_store.own_columns_for(
                connection, self._file.id, labels, reserved=plan.reserved, days=days
            )
            self._kinds = {
                own_id(column.key): column
                for column in prospects.own_columns(connection, self._file.id)
                if column.kind is not ColumnKind.TEXT
            }
            self._new_columns = tuple(set(self._columns.values()) - before)
            self._batch_id = batch_store.open_batch(
                connection,
                self._file.id,
                plan.path.name,
                f"{source.format} {source.encoding} {source.delimiter}".strip(),
                json.dumps({c.header: c.target for c in mapping}, ensure_ascii=False),
                now,
            )
            self._bundle_id = journal.note_bundle(
                connection,
                imports.BUNDLE_CODE,
                {"batch": self._batch_id, "name": self._file.name},
                now,
                str(self._workspace.zone),
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        begin(self._connection)
        self._workspace.watch.begun()
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        with self._workspace.watch.committing():
            self._connection.execute("COMMIT")

    def write(self, entries: Sequence[ProspectDraft | RowProblem]) -> None:
        """Write a chunk of the source in one short transaction, rejected rows with their reason."""
        drafts, problems = self._sorted_out(entries)
        rows = [self._row(draft) for draft in drafts]
        opposed = self._opposed(rows)
        if self._file is not None:
            with self._transaction():
                now = self._workspace.clock.now()
                connection, batch_id = self._connection, self._batch_id
                ids = imports.insert_rows(connection, self._file.id, batch_id, rows, now)
                if opposed:
                    row_acts.close(connection, [ids[at] for at in opposed], STOPPED_SCORE, now)
                batch_store.note_problems(connection, batch_id, problems)
                batch_store.count_batch(
                    connection, batch_id, len(entries), len(rows), len(problems)
                )
            time.sleep(PAUSE_SECONDS)
        self.tally.rows_in += len(entries)
        self.tally.imported += len(rows)
        self.tally.opposed += len(opposed)
        self.tally.marked += sum(bool(draft.problems) for draft in drafts)
        self.tally.reject(problems)

    def _sorted_out(
        self, entries: Sequence[ProspectDraft | RowProblem]
    ) -> tuple[list[ProspectDraft], list[RowProblem]]:
        """Part the rows to import from those which cannot be, or are there already."""
        keys = {
            entry.line: identity_keys(entry)
            for entry in entries
            if isinstance(entry, ProspectDraft) and not self._plan.keep_duplicates
        }
        self._twins.look_up(frozenset(chain.from_iterable(keys.values())))
        drafts: list[ProspectDraft] = []
        problems: list[RowProblem] = []
        for entry in entries:
            if isinstance(entry, RowProblem):
                problems.append(entry)
                continue
            own_keys = keys.get(entry.line, ())
            twin = self._twins.of(entry, own_keys)
            if twin is not None:
                problems.append(_duplicate(entry, twin))
            else:
                self._twins.add(entry, own_keys)
                drafts.append(entry)
        return drafts, problems

    def _row(self, draft: ProspectDraft) -> NewRow:
        nature = self._plan.nature or _nature(draft)
        values = {**draft.values, "nature": nature}
        own = {}
        for index, value in draft.own.items():
            number = self._columns.get(index, index)
            column = self._kinds.get(number)
            own[str(number)] = stored_value(column, value) if column else value
        return NewRow(draft.line, values, own, derive(values, own.values()))

    def _opposed(self, rows: list[NewRow]) -> list[int]:
        """Return the places of the rows that carry a number or address of the opposition list."""
        if not oppositions.has_oppositions(self._connection):
            return []
        reach = [
            {n.number.e164 for n in row.derived.numbers}
            | {
                mail
                for key in EMAIL_KEYS
                for mail in opposition.addresses_of(row.values.get(key, ""))
            }
            for row in rows
        ]
        listed = opposition.opposed_values(self._workspace, set().union(*reach), self._connection)
        return [place for place, values in enumerate(reach) if values & listed]

    def finish(self) -> ImportReport:
        """Return the report; an import of which no row was kept leaves nothing behind."""
        if not self.tally.imported:
            self._drop()
        elif self._file is not None and self._file.is_new:
            with self._transaction():
                layouts.keep_natural(self._connection, self._file.id)
        return self._report(cancelled=False)

    def give_up(self) -> ImportReport:
        """Take away what was written and return the report of a cancelled import."""
        self._drop()
        return self._report(cancelled=True)

    def _drop(self) -> None:
        """Take away everything, chunk by chunk; rows called meanwhile stay, with their file."""
        if self._file is None or self._batch_id is None:
            return
        left = True
        while left:
            with self._transaction():
                left = imports.drop_rows(self._connection, self._batch_id)
            time.sleep(PAUSE_SECONDS)
        with self._transaction():
            kept = batch_store.drop_batch(
                self._connection, self._batch_id, self._file, self._new_columns
            )
            if not kept:
                journal.drop_bundle(self._connection, self._bundle_id)
        self._batch_id = None

    def _report(self, *, cancelled: bool) -> ImportReport:
        plan, tally = self._plan, self.tally
        name = self._file.name if self._file else plan.into
        return ImportReport(
            batch_id=self._batch_id,
            file_id=self._file.id if self._file and self._batch_id else None,
            file_name=name or batch_store.free_name(self._connection, plan.path.stem),
            rows_in=tally.rows_in,
            imported=tally.imported,
            rejected=tally.rejected,
            problems=tuple(tally.problems),
            opposed=tally.opposed,
            marked=tally.marked,
            cancelled=cancelled,
        )


def _duplicate(draft: ProspectDraft, twin: Twin) -> RowProblem:
    raw = " · ".join(draft.values.values())
    if twin.line:
        return RowProblem(draft.line, "row.duplicate_line", {"twin": twin.line}, raw)
    params = {"row": twin.row_id, "name": twin.name, "file": twin.file_name}
    return RowProblem(draft.line, "row.duplicate", params, raw)


def _nature(draft: ProspectDraft) -> str:
    """Return whom a row is about: as it tells, else professional as soon as there is a company."""
    guessed = draft.values.get("nature", "")
    if draft.tells_nature or guessed in {Nature.PROFESSIONAL, Nature.INDIVIDUAL}:
        return guessed
    company = any(draft.values.get(key) for key in ("company_name", "siren", "siret"))
    return (Nature.PROFESSIONAL if company else Nature.UNKNOWN).value
