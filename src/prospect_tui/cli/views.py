"""Saved views: the twin of the views of the files screen, and how other commands use one."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    Filter,
    InFile,
    Json,
    Sort,
    column_named,
    command,
    noun,
    opened,
    option,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.views import SortKey, View, sort_of, sort_text
from prospect_tui.i18n import N_, _
from prospect_tui.services import prospect_files, saved_views
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.services.saved_views import NamedView
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.columns import (
    missing_text,
    read_filter,
    unknown_text,
    worded_filter,
    worded_sort,
)

app = noun()
views = noun(
    name="views",
    help=N_("Saved views: filters and sorts under a name."),
    no_args_is_help=False,
    invoke_without_command=True,
)
app.add_typer(views)

Name = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("Name of the view."))]


@views.callback()
def _list(context: typer.Context, file: InFile = "", as_json: Json = False) -> int:
    if context.invoked_subcommand is not None:
        return Exit.DONE
    with opened(context) as workspace:
        files = {one.id: one.name for one in prospect_files.listed(workspace)}
        file_id = prospect_files.file_named(workspace, file).id if file else None
        columns = saved_views.known_columns(workspace, file_id)
        shown: list[Field[NamedView]] = [
            Field("id", lambda v: v.id, _("No.")),
            Field("name", lambda v: v.name, _("View")),
            Field(
                "file",
                lambda v: None if v.file_id is None else files[v.file_id],
                _("File"),
                lambda v: _("every file") if v.file_id is None else files[v.file_id],
            ),
            Field(
                "filter",
                lambda v: worded_filter(v.view.words, v.view.conditions, columns),
                _("Filter"),
            ),
            Field(
                "sort",
                lambda v: sort_text(v.view.sort),
                _("Sort"),
                lambda v: worded_sort(v.view.sort, columns),
            ),
        ]
        found = saved_views.views(workspace, file_id)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(views, "save", N_("Save a filter and a sort as a view, for one file or for every file."))
def _save(
    context: typer.Context,
    name: Name,
    file: InFile = "",
    filter_text: Filter = "",
    sort: Sort = "",
    overwrite: Annotated[
        bool, option("--force", help=N_("Replace the view that has this name."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        file_id = prospect_files.file_named(workspace, file).id if file else None
        columns = saved_views.known_columns(workspace, file_id)
        view = _typed(filter_text, sort, columns)
        if doubt := unknown_text(filter_text, columns):
            tell(doubt)
        number = saved_views.save_view(
            workspace, name, view, columns, file_id=file_id, overwrite=overwrite
        )
        if as_json:
            say_json({"id": number}, workspace.zone)
        tell(_("View “{name}” saved.").format(name=name))
    return Exit.DONE


@command(views, "delete", N_("Delete a saved view; undo brings it back."))
def _delete(context: typer.Context, name: Name, file: InFile = "", as_json: Json = False) -> int:
    with opened(context) as workspace:
        file_id = prospect_files.file_named(workspace, file).id if file else None
        named = saved_views.view_named(workspace, name, file_id)
        saved_views.delete_view(workspace, named.id)
        if as_json:
            say_json({"id": named.id}, workspace.zone)
        tell(_("View “{name}” deleted.").format(name=named.name))
    return Exit.DONE


# how other commands use a view


def view_asked(workspace: Workspace, name: str, file: str) -> NamedView | None:
    """Return the view called `name`, None for "", of the file called `file` if it is not ""."""
    if not name:
        return None
    file_id = prospect_files.file_named(workspace, file).id if file else None
    return saved_views.view_named(workspace, name, file_id)


def files_asked(workspace: Workspace, file: str, named: NamedView | None) -> list[FileSummary]:
    """Return the file called `file`, else the one to which the view belongs, else all files."""
    if file:
        return [prospect_files.file_named(workspace, file)]
    home = named.file_id if named else None
    return [one for one in prospect_files.listed(workspace) if home in {None, one.id}]


def one_file(files: Sequence[FileSummary]) -> FileSummary:
    """Return the only file; raises `InvalidValue` when there are many."""
    if len(files) != 1:
        raise InvalidValue("command.which_file", known=", ".join(file.name for file in files))
    return files[0]


def applied(
    workspace: Workspace,
    file: FileSummary,
    named: NamedView | None,
    filter_text: str,
    sort: str = "",
) -> View:
    """Return the rows of a view that a typed filter lets through too.

    They come in the order of the typed sort, else of the view. What the view asks of columns that
    the file lacks is left out, and told; so is what is typed of them, which is searched as a text.
    """
    columns = prospect_files.columns(workspace, file.id)
    typed = _typed(filter_text, sort, columns)
    if doubt := unknown_text(filter_text, columns):
        tell(f"{file.name} · {doubt}")
    own = saved_views.view_of(workspace, named.id, file.id) if named else None
    if own is None:
        return typed
    if own.missing:
        tell(missing_text(own.missing, file.name))
    words = f"{own.view.words} {typed.words}".strip()
    conditions = (*own.view.conditions, *typed.conditions)
    return View(words, conditions, typed.sort or own.view.sort)


def _typed(filter_text: str, sort: str, columns: Mapping[str, Column]) -> View:
    words, conditions = read_filter(filter_text, columns)
    order = (
        SortKey(column_named(key.column, columns).key, key.descending) for key in sort_of(sort)
    )
    return View(words, conditions, tuple(order))
