"""Prospecting files and their rows: the twin of the files screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from sys import maxsize
from typing import Annotated

import typer

from prospect_tui.cli.options import (
    TEXT,
    Filter,
    InFile,
    Json,
    Limit,
    Sort,
    ViewName,
    column_named,
    command,
    noun,
    opened,
    option,
)
from prospect_tui.cli.output import Field, say_listing
from prospect_tui.cli.views import applied, files_asked, view_asked
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.numbers import cents_kept
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _
from prospect_tui.services import grid, prospect_files, queue
from prospect_tui.services.prospect_files import CountedFile, FileSummary
from prospect_tui.services.saved_views import NamedView
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.cells import cell_text, title

app = noun()
WINDOW = 500


@command(app, "files", N_("List the prospecting files and how far each has been worked."))
def _files(context: typer.Context, as_json: Json = False) -> int:
    shown: list[Field[CountedFile]] = [
        Field("id", lambda f: f.id, _("No.")),
        Field("name", lambda f: f.name, _("File")),
        Field("origin", lambda f: f.origin),
        Field("created_at", lambda f: f.created_at),
        Field("rows", lambda f: f.rows, _("Rows")),
        Field("never_called", lambda f: f.never_called, _("Never called")),
        Field("active", lambda f: f.active),
        Field("struck", lambda f: f.struck, _("Struck")),
        Field("converted", lambda f: f.converted, _("Converted")),
    ]
    with opened(context) as workspace:
        return say_listing(prospect_files.files(workspace), shown, workspace.zone, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which rows are asked for."""

    named: NamedView | None
    filter_text: str
    sort: str
    only_offered: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its cells by column key."""

    file: str
    record: grid.GridRecord
    cells: Mapping[str, str]
    own: Mapping[str, str]
    """The file's own cells by their titles."""


@command(app, "list", N_("List rows, as the files screen does."))
def _list(
    context: typer.Context,
    file: InFile = "",
    filter_text: Filter = "",
    sort: Sort = "",
    view: ViewName = "",
    only_offered: Annotated[
        bool, option("--callable", help=N_("Only rows that the call queue would offer now."))
    ] = False,
    limit: Limit = 0,
    columns: Annotated[
        str,
        option("--columns", metavar=TEXT, help=N_("Columns to show: company,phone,city.")),
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        named = view_asked(workspace, view, file)
        files = files_asked(workspace, file, named)
        known = (
            prospect_files.columns(workspace, files[0].id) if len(files) == 1 else COLUMNS_BY_KEY
        )
        chosen = _chosen(columns, known)
        wanted = _Wanted(named, filter_text, sort, only_offered)
        rows = chain.from_iterable(_rows(workspace, one, wanted) for one in files)
        shown = (
            _json_fields(chosen)
            if as_json
            else _table_fields(
                workspace, chosen or _usual(workspace, files), several=len(files) > 1
            )
        )
        listed = list(islice(rows, limit or None))
        return say_listing(listed, shown, workspace.zone, as_json=as_json)


def _chosen(text: str, known: Mapping[str, Column]) -> tuple[Column, ...]:
    """Return the columns named in `text`, separated by commas."""
    return tuple(column_named(name, known) for name in text.split(",") if name.strip())


def _usual(workspace: Workspace, files: list[FileSummary]) -> tuple[Column, ...]:
    if len(files) == 1:
        return prospect_files.shown_columns(workspace, files[0].id)
    return tuple(column for column in COLUMNS_BY_KEY.values() if column.shown)


def _rows(workspace: Workspace, file: FileSummary, wanted: _Wanted) -> Iterator[_Row]:
    columns = prospect_files.columns(workspace, file.id)
    view = applied(workspace, file, wanted.named, wanted.filter_text, wanted.sort)
    if not view.sort:
        view = replace(view, sort=prospect_files.saved_sort(workspace, file.id))
    ids = grid.ids_of(workspace, file.id, view, columns)
    kept = list(ids)
    if wanted.only_offered:
        scope = queue.QueueScope(files=(file.id,))
        offered = {entry.prospect_id for entry in queue.upcoming(workspace, scope, maxsize)}
        kept = [row_id for row_id in kept if row_id in offered]
    for start in range(0, len(kept), WINDOW):
        window = kept[start : start + WINDOW]
        found = grid.records(workspace, window, tuple(columns.values()))
        for record in (found[row_id] for row_id in window):
            cells = dict(zip(columns, record.values, strict=True))
            own = {c.label: cells[key] for key, c in columns.items() if c.is_own}
            yield _Row(file.name, record, cells, own)


def _table_fields(
    workspace: Workspace, columns: tuple[Column, ...], *, several: bool
) -> list[Field[_Row]]:
    today, zone = workspace.clock.today(), workspace.zone

    def field(column: Column) -> Field[_Row]:
        def text(row: _Row) -> str:
            return cell_text(column, row.cells.get(column.key, ""), row.record, today, zone)

        return Field(column.key, text, title(column))

    fields: list[Field[_Row]] = [Field("id", lambda row: row.record.id, _("No."))]
    if several:
        fields.append(Field("file", lambda row: row.file, _("File")))
    return [*fields, *map(field, columns)]


def _json_fields(columns: tuple[Column, ...]) -> list[Field[_Row]]:
    """Return the chosen fields, or all of them with the file's own together under "own"."""
    fields: list[Field[_Row]] = [
        Field("id", lambda row: row.record.id),
        Field("file", lambda row: row.file),
        Field("state", lambda row: row.record.state),
        Field("opportunity_id", lambda row: row.record.opportunity_id),
    ]
    if any(column.is_own for column in columns) or not columns:
        fields.append(Field("own", lambda row: row.own))
    shown = columns or tuple(COLUMNS_BY_KEY.values())
    return fields + [_json_field(column) for column in shown if not column.is_own]


def _json_field(column: Column) -> Field[_Row]:
    match column.key:
        case "next":
            return Field("next", lambda row: row.record.next_when)
        case "last_call":
            return Field("last_call", lambda row: row.record.last_call_at)
    if column.kind is ColumnKind.COMPUTED:
        return Field(column.key, lambda row: getattr(row.record, column.key))
    if column.kind is ColumnKind.MONEY:
        return Field(f"{column.key}_cents", lambda row: cents_kept(row.cells[column.key]))
    return Field(column.key, lambda row: row.cells[column.key])
