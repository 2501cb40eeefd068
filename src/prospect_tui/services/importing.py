"""Importing a table: preview of its mapping, then every row imported or listed with its reason."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dictionary
from contextlib import contextmanager
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
    duplicate_keys,
    guess_mapping,
    preview_values,
    to_draft,
)
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.files.table import BadRow, TableSource, open_table
from prospect_tui.services.import_target import ImportPlan, ImportReport, Tally, Target
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches as batch_store
from prospect_tui.storage import imports, journal
from prospect_tui.storage.connection import base_error, connect
from prospect_tui.storage.imports import NewRow

__all__ = [
    "BatchRecord",
    "ImportPlan",
    "ImportPreview",
    "ImportReport",
    "batches",
    "count_rows",
    "inspect",
    "mapping_with",
    "rejected_rows",
    "run_import",
    "undo_batch",
]

CHUNK = 500
_WITH_PERSON = ("siret:", "phone:", "name:")
SAMPLE_ROWS = 1000


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file was found to be, before anything is written."""

    source: TableSource
    mapping: Mapping
    samples: Dictionary[int, tuple[str, ...]]
    """The first filled values of each column, by its place."""


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
    return ImportPreview(source, mapping, preview_values(mapping, rows))


def count_rows(preview: ImportPreview) -> int:
    """Return how many rows a source has; may run in any thread."""
    return sum(1 for _row in preview.source.rows())


def mapping_with(mapping: Mapping, overrides: Dictionary[str, str]) -> Mapping:
    """Return a mapping with some columns, by header or place from 1, sent to another field.

    Raises `InvalidValue` for an unknown column or field.
    """
    fields = {*IMPORTABLE_KEYS, FULL_NAME, OWN, SKIP}
    for name, target in overrides.items():
        places = [c.index for c in mapping if fold(c.header) == fold(name)]
        if not places and name.isdigit() and 0 < int(name) <= len(mapping):
            places = [int(name) - 1]
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
) -> ImportReport:
    """Import a file; may run in any thread. A cancelled import leaves nothing behind.

    Raises `UnreadableFile` or `UnusableBase`; rows already written are then taken back by undo.
    """
    preview = inspect(plan.path, sheet=plan.sheet)
    mapping = plan.mapping or preview.mapping
    tally = Tally()
    with _connection(workspace) as connection:
        target = Target(workspace, connection, plan, mapping, preview.source)
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
    source: TableSource, mapping: Mapping, tally: Tally
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
    tally: Tally,
    waiting: list[tuple[NewRow, ProspectDraft]],
    target: Target,
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
    own_mail = f"mail:{values.get('email', '').lower()}"
    shared = [f"{key}|{person}" for key in duplicate_keys(draft) if key.startswith(_WITH_PERSON)]
    if not values.get("postcode"):
        shared = [key for key in shared if not key.startswith("name:")]
    return (own_mail, *shared) if values.get("email") else tuple(shared)


def _twin(connection: sqlite3.Connection, keys: tuple[str, ...], seen: set[str]) -> str | None:
    """Return the row (its number, or "" when in this same source) that a draft repeats."""
    if any(key in seen for key in keys):
        return ""
    for key in keys:
        row_id = batch_store.row_with_identity(connection, key)
        if row_id is not None:
            return str(row_id)
    return None


def _nature(plan: ImportPlan, values: Dictionary[str, str]) -> str:
    if plan.nature:
        return plan.nature
    guessed = values.get("nature", "")
    if guessed in {Nature.PROFESSIONAL, Nature.INDIVIDUAL}:
        return guessed
    company = values.get("company_name") or values.get("siren") or values.get("siret")
    return Nature.PROFESSIONAL.value if company else Nature.UNKNOWN.value


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
