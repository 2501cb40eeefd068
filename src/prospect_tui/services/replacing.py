"""Find and replace in the cells of chosen rows and columns: what it would do, then doing it.

Both look at the cells as a person would type them: an amount in euros, not in cents.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from prospect_tui.domain import blind_text, patterns
from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.values import typed_text
from prospect_tui.services.cell_writer import (
    CHUNK,
    CellsWritten,
    Progress,
    check_length,
    stored_value,
    write_rows,
)
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import cells as store
from prospect_tui.storage.cells import RowCells

EXAMPLES = 8
Shown = Callable[[Column, str], str]
"""Gives a stored value as a person types it."""


@dataclass(frozen=True, slots=True)
class Replacement:
    r"""What is replaced by what.

    A literal text is found whatever its accents and case unless `match_case`; a regular expression
    whatever its case, and its groups go into `replace` as "\1" or "\g<name>".
    """

    find: str
    replace: str
    is_regex: bool = False
    whole_cell: bool = False
    match_case: bool = False


@dataclass(frozen=True, slots=True)
class ReplacePreview:
    """What a replacement would change."""

    cells: int
    rows: int
    examples: tuple[tuple[str, str], ...]
    """Some different cells before and after, as they are typed."""


def _as_typed(column: Column, value: str) -> str:
    return typed_text(column.kind, value)


def replace_preview(
    workspace: Workspace,
    ids: Sequence[int],
    columns: Sequence[Column],
    replacement: Replacement,
    *,
    shown: Shown = _as_typed,
    progress: Progress | None = None,
) -> ReplacePreview:
    """Count what `replace_cells` would change; raises as it does.

    It reads by a connection of its own, so that it may run in another thread.
    """
    change = _change(columns, replacement, shown)
    connection = workspace.open_reader()
    cells = rows = 0
    examples: dict[tuple[str, str], None] = {}
    try:
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            for row in store.read(connection, chunk).values():
                found = change(row)
                cells += len(found)
                rows += bool(found)
                if len(examples) < EXAMPLES:
                    examples |= _told(row, found, columns, shown)
            if progress:
                progress(start + len(chunk), len(ids))
    finally:
        connection.close()
    return ReplacePreview(cells, rows, tuple(examples)[:EXAMPLES])


def replace_cells(
    workspace: Workspace,
    ids: Sequence[int],
    columns: Sequence[Column],
    replacement: Replacement,
    *,
    shown: Shown = _as_typed,
    progress: Progress | None = None,
) -> CellsWritten:
    """Replace in the cells as they are now; one undo.

    Raises `InvalidValue`: replace.no_text, pattern.wrong, pattern.too_slow, pattern.replacement, or
    cell.too_long when a cell would outgrow its limit.
    """
    change = _change(columns, replacement, shown)
    return write_rows(workspace, "replace", ids, columns, change, progress)


def _change(
    columns: Sequence[Column], replacement: Replacement, shown: Shown
) -> Callable[[RowCells], Mapping[str, str]]:
    """Return what gives the cells of a row that the replacement makes different."""
    replaced = _replacer(replacement)
    editable = [column for column in columns if column.is_editable]

    def change(row: RowCells) -> Mapping[str, str]:
        found = {}
        for column in editable:
            before = row.get(column.key)
            typed = shown(column, before)
            after = replaced(typed)
            if after == typed:
                continue
            check_length(after, before)
            value = stored_value(column, after, row.values["country"])
            if value != before:
                found[column.key] = value
        return found

    return change


def _told(
    row: RowCells, found: Mapping[str, str], columns: Sequence[Column], shown: Shown
) -> dict[tuple[str, str], None]:
    by_key = {column.key: column for column in columns}
    pairs = [
        (shown(by_key[key], row.get(key)), shown(by_key[key], value))
        for key, value in found.items()
    ]
    return dict.fromkeys(pairs)


def _replacer(replacement: Replacement) -> Callable[[str], str]:
    """Return what replaces in one text."""
    by = replacement.replace if replacement.is_regex else clean(replacement.replace)
    if replacement.is_regex:
        if not replacement.find:
            raise InvalidValue("replace.no_text")
        pattern = patterns.compiled(replacement.find, ignore_case=not replacement.match_case)
        return lambda text: pattern.replaced(text, by, whole=replacement.whole_cell)
    return _literal(replacement.find, by, replacement)


def _literal(find: str, by: str, replacement: Replacement) -> Callable[[str], str]:
    find = clean(find)
    if replacement.whole_cell:
        if replacement.match_case:
            return lambda text: by if text == find else text
        folded = fold(find)
        return lambda text: by if fold(text) == folded else text
    if not find:
        raise InvalidValue("replace.no_text")
    if replacement.match_case:
        return lambda text: text.replace(find, by)
    wanted = fold(find)
    if not wanted:
        raise InvalidValue("replace.no_text")
    return lambda text: blind_text.replaced(text, wanted, by)
