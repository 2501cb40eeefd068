"""Which rows a command acts on: some by their numbers, or those of a file, a filter, a view.

Rows that were not named one by one are counted first, and changed only with --yes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from prospect_tui.cli.options import option, whole_number
from prospect_tui.cli.views import applied, files_asked, one_file, view_asked
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.i18n import N_, formats
from prospect_tui.services import grid, prospect_files
from prospect_tui.services.sheets import prospect_sheet
from prospect_tui.services.workspace import Workspace

SomeRows = Annotated[
    list[int] | None,
    typer.Argument(
        parser=whole_number,
        metavar=N_("ROW"),
        help=N_("Numbers of the rows; none with --file, --filter or --view."),
    ),
]
Yes = Annotated[
    bool, option("--yes", help=N_("Change the rows of --file, --filter or --view indeed."))
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that a command acts on."""

    ids: Sequence[int]
    columns: Mapping[str, Column]
    """The columns of their file, by key."""
    is_sure: bool
    """Whether they may be changed."""

    def check_sure(self) -> None:
        """Raise `Refused` with the number of rows when they still have to be agreed to."""
        if not self.is_sure:
            raise Refused("command.sure", count=formats.number(len(self.ids)))


def chosen_rows(
    workspace: Workspace,
    rows: Sequence[int] | None,
    file: str,
    filter_text: str,
    view: str,
    *,
    yes: bool,
) -> Chosen:
    """Return the rows named, else those of the file that a filter and a view let through.

    Raises `InvalidValue` when nothing, or both, says which rows.
    """
    if bool(rows) == bool(file or filter_text or view):
        raise InvalidValue("command.which_rows")
    if rows:
        columns = {column.key: column for column in prospect_sheet(workspace, rows[0]).columns}
        return Chosen(tuple(dict.fromkeys(rows)), columns, is_sure=True)
    named = view_asked(workspace, view, file)
    source = one_file(files_asked(workspace, file, named))
    known = prospect_files.columns(workspace, source.id)
    shown = applied(workspace, source, named, filter_text)
    ids = grid.ids_of(workspace, source.id, shown, known)
    return Chosen(ids, known, is_sure=yes or not ids)
