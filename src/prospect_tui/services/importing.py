"""Importing a table: preview of its mapping, then every row imported or listed with its reason."""

import json
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dictionary
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.importing import (
    FULL_NAME,
    OWN,
    SKIP,
    Mapping,
    ProspectDraft,
    RowProblem,
    day_columns,
    guess_mapping,
    preview_values,
    to_draft,
)
from prospect_tui.files.readers import SUFFIXES
from prospect_tui.files.table import BadRow, TableSource, open_table
from prospect_tui.services.import_target import ImportPlan, ImportReport, Target
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches as batch_store
from prospect_tui.storage import imports, journal
from prospect_tui.storage.connection import base_error, connect
from prospect_tui.storage.driver import sqlite3

__all__ = [
    "SUFFIXES",
    "BatchRecord",
    "ImportPlan",
    "ImportPreview",
    "ImportReport",
    "TableSource",
    "batches",
    "count_rows",
    "inspect",
    "mapping_with",
    "rejected_rows",
    "run_import",
    "undo_batch",
]

CHUNK_ROWS = 2000
CHUNK_CHARACTERS = 4_000_000
"""What is held in memory of a source, whatever its size."""
SAMPLE_ROWS = 1000


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file was found to be, before anything is written."""

    source: TableSource
    mapping: Mapping
    samples: Dictionary[int, tuple[str, ...]]
    """The first filled values of each column, by its place."""
    days: frozenset[int] = frozenset()
    """The places of the columns that hold days: a new own column is one of days then."""


def inspect(path: Path, *, sheet: str = "") -> ImportPreview:
    """Look at a file without writing anything. Raises `UnreadableFile`."""
    source = open_table(path, sheet=sheet)
    rows: list[tuple[str, ...]] = []
    for row in source.rows():
        if not isinstance(row, BadRow):
            rows.append(row.cells)
        if len(rows) >= SAMPLE_ROWS:
            break
    mapping = guess_mapping(source.header, rows)
    return ImportPreview(source, mapping, preview_values(mapping, rows), day_columns(mapping, rows))


def count_rows(preview: ImportPreview) -> int:
    """Return how many rows a source has; may run in any thread."""
    return sum(1 for _row in preview.source.rows())


def mapping_with(mapping: Mapping, overrides: Dictionary[str, str]) -> Mapping:
    """Return a mapping with some columns, by header or place from 1, sent to another field.

    Raises `InvalidValue` for an unknown column or field.
    """
    fields = {*IMPORTABLE_KEYS, FULL_NAME, OWN, SKIP}
    numbers = [str(column.index + 1) for column in mapping]
    for name, target in overrides.items():
        places = [c.index for c in mapping if fold(c.header) == fold(name)]
        if not places and name in numbers:
            places = [numbers.index(name)]
        if not places:
            known = ", ".join(c.header for c in mapping if c.header)
            raise InvalidValue("import.unknown_column", column=name, known=known)
        if target not in fields:
            raise InvalidValue("import.unknown_field", field=target, known=", ".join(fields))
        mapping = mapping.with_target(places[0], target)
    return mapping


def run_import(
    workspace: Workspace,
    plan: ImportPlan,
    progress: Callable[[int], None] = lambda _rows: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    preview: ImportPreview | None = None,
) -> ImportReport:
    """Import a file; may run in any thread. A cancelled import leaves nothing behind.

    With the `preview` that the user saw, the file is not looked at again.

    Raises `UnreadableFile` or `UnusableBase`: what was already written is then taken away too, or,
    if the base cannot do even that, by undo.
    """
    preview = preview or inspect(plan.path, sheet=plan.sheet)
    mapping = plan.mapping or preview.mapping
    with _connection(workspace) as connection:
        target = Target(workspace, connection, plan, mapping, preview.source, days=preview.days)
        try:
            for chunk in _chunks(preview.source, mapping):
                target.write(chunk)
                progress(target.tally.rows_in)
                if is_cancelled():
                    return target.give_up()
            return target.finish()
        except BaseException:
            with suppress(sqlite3.Error):
                target.give_up()
            raise


@contextmanager
def _connection(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    connection = connect(workspace.path)
    try:
        yield connection
    except sqlite3.Error as error:
        raise base_error(error, workspace.path) from error
    finally:
        connection.close()


def _chunks(source: TableSource, mapping: Mapping) -> Iterator[list[ProspectDraft | RowProblem]]:
    """Yield what each row of a source makes, some thousands together."""
    chunk: list[ProspectDraft | RowProblem] = []
    characters = 0
    for row in source.rows():
        if isinstance(row, BadRow):
            chunk.append(RowProblem(row.line, row.message_id, row.params, row.raw))
            characters += len(row.raw)
        else:
            chunk.append(to_draft(row.line, row.cells, mapping))
            characters += sum(map(len, row.cells))
        if len(chunk) >= CHUNK_ROWS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    yield chunk


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
    now = workspace.clock.now()
    with workspace.transaction() as connection:
        bundle_id = batch_store.bundle_of(connection, batch_id)
        if bundle_id is None:
            raise InvalidValue("import.unknown_batch", batch=batch_id)
        kept = imports.remove_batch(connection, bundle_id, batch_id, now)
        journal.mark_undone(connection, bundle_id, now)
    return kept


def rejected_rows(workspace: Workspace, batch_id: int) -> list[RowProblem]:
    """Return every rejected row of an import, by line."""
    return [
        RowProblem(line, message_id, json.loads(params or "{}"), raw)
        for line, message_id, params, raw in batch_store.problems(workspace.connection, batch_id)
    ]
