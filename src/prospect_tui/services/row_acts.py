"""Acts on whole rows of a file, one or thousands: each is one transaction and one undo.

Every function may run in another thread than the screen's; `progress` is told how many rows are
done, and when it raises nothing is written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.prospect import derive, display_name
from prospect_tui.domain.tags import with_tags
from prospect_tui.domain.vocabulary import Nature, RowState
from prospect_tui.domain.when import When
from prospect_tui.services import opposition
from prospect_tui.services.cell_writer import (
    CHUNK,
    CellsWritten,
    CellWriter,
    Progress,
    check_length,
    describe,
    stored_value,
    write_rows,
)
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import cells as cell_store
from prospect_tui.storage import grid as grid_store
from prospect_tui.storage import imports, prospects, row_order
from prospect_tui.storage import row_acts as store
from prospect_tui.storage.cells import RowCells

_TAGS = COLUMNS_BY_KEY["tags"]
_NATURE = COLUMNS_BY_KEY["nature"]


def add_row(workspace: Workspace, file_id: int, values: Mapping[str, str] | None = None) -> int:
    """Add a row at the end of a file; returns its number."""
    typed = {key: stored_value(COLUMNS_BY_KEY[key], text) for key, text in (values or {}).items()}
    with workspace.writing("add_row", file=file_id, name=display_name(typed)) as writing:
        columns = [COLUMNS_BY_KEY[key] for key in typed]
        (row_id,) = CellWriter(workspace, writing, columns).add(file_id, [typed])
        return row_id


def strike(
    workspace: Workspace,
    row_ids: Sequence[int],
    reason: str = "",
    progress: Progress | None = None,
) -> int:
    """Strike rows out: kept, visible, out of the queue. Returns how many changed."""
    said = clean(reason).strip()

    def act(writing: Writing, chunk: Sequence[int]) -> int:
        return grid_store.set_state(
            writing.connection, chunk, RowState.ACTIVE, RowState.STRUCK, said, writing.now
        )

    return _in_chunks(workspace, "strike", row_ids, act, progress)


def restore(workspace: Workspace, row_ids: Sequence[int], progress: Progress | None = None) -> int:
    """Bring struck rows back. Returns how many changed; opposed ones stay struck.

    A row that was called before and has no next call is due today: else no queue would offer it.
    """

    def act(writing: Writing, chunk: Sequence[int]) -> int:
        connection = writing.connection
        changed = grid_store.set_state(
            connection, chunk, RowState.STRUCK, RowState.ACTIVE, "", writing.now
        )
        grid_store.plan_retry(connection, chunk, workspace.clock.today())
        return changed

    return _in_chunks(workspace, "restore", row_ids, act, progress)


def delete_rows(
    workspace: Workspace, row_ids: Sequence[int], progress: Progress | None = None
) -> int:
    """Delete rows that were never called nor converted; returns how many. One undo.

    Raises `Refused` when one of them has a history: such rows are struck instead.
    """

    def act(writing: Writing, chunk: Sequence[int]) -> int:
        called = store.with_history(writing.connection, chunk)
        if called is not None:
            raise Refused("row.has_history", name=prospects.name_of(writing.connection, called))
        return store.delete(writing.connection, chunk)

    return _in_chunks(workspace, "delete_rows", row_ids, act, progress)


def set_next_date(workspace: Workspace, row_id: int, when: When, subject: str = "") -> None:
    """Give a row a promised call-back by hand. Raises `Refused` for a closed row or a past day."""
    set_next_dates(workspace, [row_id], when, subject)


def set_next_dates(
    workspace: Workspace,
    row_ids: Sequence[int],
    when: When,
    subject: str = "",
    progress: Progress | None = None,
) -> int:
    """As `set_next_date`, for several rows: one undo. Returns how many have it now.

    Those that are closed are left as they are. Raises `Refused` when all of them are.
    """
    if when.day < workspace.clock.today():
        raise Refused("opportunity.next_in_past")
    said = clean(subject).strip()

    def act(writing: Writing, chunk: Sequence[int]) -> int:
        _check_there(writing, chunk)
        return store.plan(writing.connection, chunk, when, said, workspace.zone, writing.now)

    dated = _in_chunks(workspace, "postpone", row_ids, act, progress)
    if row_ids and not dated:
        raise Refused("row.not_active", name=prospects.name_of(workspace.connection, row_ids[0]))
    return dated


def _in_chunks(
    workspace: Workspace,
    code: str,
    row_ids: Sequence[int],
    act: Callable[[Writing, Sequence[int]], int],
    progress: Progress | None,
) -> int:
    """Do something to rows in one action, some at a time; return how many changed in all."""
    changed = 0
    with workspace.writing(code) as writing:
        describe(writing, row_ids)
        if len(row_ids) > CHUNK:
            cell_store.make_room(writing.connection)
        for start in range(0, len(row_ids), CHUNK):
            chunk = row_ids[start : start + CHUNK]
            changed += act(writing, chunk)
            if progress:
                progress(start + len(chunk), len(row_ids))
    return changed


def _check_there(writing: Writing, row_ids: Sequence[int]) -> None:
    gone = store.missing(writing.connection, row_ids)
    if gone is not None:
        raise NotFound("row.not_found", row=gone)


def duplicate_rows(
    workspace: Workspace, row_ids: Sequence[int], progress: Progress | None = None
) -> list[int]:
    """Copy rows, each right after its original; return the numbers of the copies in order.

    A copy has the cells, own values and tags of its original. Calls, results, dates and the import
    it came from do not go with it; who objects to canvassing still does, and a bad number is still
    bad. Raises `NotFound`.
    """
    made: list[int] = []

    def act(writing: Writing, chunk: Sequence[int]) -> int:
        copies = _copies(workspace, writing, chunk)
        made.extend(copies)
        return len(copies)

    _in_chunks(workspace, "duplicate", row_ids, act, progress)
    return made


def _copies(workspace: Workspace, writing: Writing, row_ids: Sequence[int]) -> list[int]:
    connection = writing.connection
    originals = cell_store.read(connection, row_ids)
    copies: dict[int, RowCells] = {}
    pairs = []
    for row_id in row_ids:
        if row_id not in originals:
            raise NotFound("row.not_found", row=row_id)
        file_id, following = row_order.after(connection, row_id)
        (place,) = row_order.places_before(connection, file_id, following, 1)
        copy_id = store.copy(connection, row_id, place, writing.now)
        copies[copy_id] = originals[row_id]
        pairs.append((row_id, copy_id))
    derived = {i: derive(row.values, row.own.values()) for i, row in copies.items()}
    imports.write_derived(connection, derived.items())
    store.copy_bad_marks(connection, pairs)
    opposition.close_rows(writing, [i for i, row in copies.items() if row.is_opposed])
    opposition.enforce(
        workspace,
        writing,
        {
            copy_id: opposition.reached_by(row.values, derived[copy_id])
            for copy_id, row in copies.items()
            if not row.is_opposed
        },
    )
    return list(copies)


def move_rows(
    workspace: Workspace, file_id: int, row_ids: Sequence[int], before: int | None
) -> None:
    """Put rows, in the given order, just before another one, or at the end of the file for None.

    This is the order in which a file is shown unsorted, and called. Raises `NotFound` when the row
    `before` is gone.
    """
    with workspace.writing("move_rows") as writing:
        connection = writing.connection
        describe(writing, row_ids)
        _check_there(writing, row_ids)
        if before is not None:
            _check_there(writing, [before])
            before = row_order.first_unmoved(connection, file_id, before, row_ids)
        places = row_order.places_before(connection, file_id, before, len(row_ids), row_ids)
        row_order.put(connection, row_ids, places)


def tag_rows(
    workspace: Workspace,
    row_ids: Sequence[int],
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    progress: Progress | None = None,
) -> CellsWritten:
    """Add tags to rows and take others off; case and accents make no other tag."""
    added, removed = tuple(add), tuple(remove)

    def change(row: RowCells) -> Mapping[str, str]:
        before = row.values["tags"]
        tags = with_tags(before, added, removed)
        check_length(tags, before)
        return {"tags": tags}

    return write_rows(workspace, "tag", row_ids, [_TAGS], change, progress)


def set_nature(workspace: Workspace, row_ids: Sequence[int], nature: Nature) -> None:
    """Say whom rows are about, for the law."""
    write_rows(workspace, "edit_cell", row_ids, [_NATURE], lambda _row: {"nature": nature.value})
