"""Changing cells from the command line: one, those of several rows, those of a filter."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from prospect_tui.cli.chosen import Chosen, SomeRows, Yes, chosen_rows
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    Filter,
    InFile,
    Json,
    ViewName,
    column_named,
    command,
    noun,
    opened,
    option,
)
from prospect_tui.cli.output import say_json, say_table, tell
from prospect_tui.domain.columns import Column
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import cells, replacing
from prospect_tui.services.cells import CellsWritten
from prospect_tui.services.replacing import Replacement
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.messages import message

app = noun()
_SEARCHED = frozenset(ColumnKind) - {
    ColumnKind.COMPUTED,
    ColumnKind.DATE,
    ColumnKind.MONEY,
    ColumnKind.CHOICE,
    ColumnKind.YES_NO,
}
"""What find and replace looks into when no column is named."""


@command(app, "set", N_("Write one value in a column of rows. A wrong value is kept, and told."))
def _set(
    context: typer.Context,
    *,
    rows: SomeRows = None,
    column_name: Annotated[
        str,
        typer.Argument(metavar=N_("COLUMN"), help=N_("Title of the column, or its English name.")),
    ],
    value: Annotated[str, typer.Argument(metavar=N_("VALUE"), help=N_("What to write."))],
    file: InFile = "",
    filter_text: Filter = "",
    view: ViewName = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        chosen = chosen_rows(workspace, rows, file, filter_text, view, yes=yes)
        column = column_named(column_name, chosen.columns)
        if rows and len(chosen.ids) == 1:
            return _set_one(workspace, chosen.ids[0], column, value, as_json=as_json)
        chosen.check_sure()
        written = cells.write_all(workspace, chosen.ids, column, value)
        return say_written(workspace, written, as_json=as_json)


def _set_one(workspace: Workspace, row: int, column: Column, value: str, *, as_json: bool) -> int:
    saved = cells.edit_cell(workspace, row, column, value)
    if as_json:
        answer = {"id": row, "column": column.key, "value": saved.value, "problem": saved.problem}
        say_json(answer, workspace.zone)
    tell(labelled(title(column), editable_text(column, saved.value)))
    if saved.problem:
        tell(message(saved.problem, value=saved.value))
    return Exit.DONE


@command(app, "replace", N_("Find and replace in the cells of rows; one undo takes it back."))
def _replace(
    context: typer.Context,
    find: Annotated[str, typer.Argument(metavar=TEXT, help=N_("What to find."))],
    by: Annotated[str, typer.Argument(metavar=N_("NEW"), help=N_("What to put in its place."))],
    rows: SomeRows = None,
    column_names: Annotated[
        list[str] | None,
        option(
            "--column",
            metavar=N_("COLUMN"),
            help=N_("Only in this column (may be repeated); else in every column of text."),
        ),
    ] = None,
    is_regex: Annotated[
        bool,
        option("--regex", help=N_(r"TEXT is a regular expression; \1 in NEW is its first group.")),
    ] = False,
    whole_cell: Annotated[
        bool, option("--whole", help=N_("Only cells which hold nothing else."))
    ] = False,
    match_case: Annotated[
        bool, option("--exact", help=N_("With the same capitals and accents only."))
    ] = False,
    file: InFile = "",
    filter_text: Filter = "",
    view: ViewName = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        chosen = chosen_rows(workspace, rows, file, filter_text, view, yes=yes)
        columns = _columns(column_names or (), chosen.columns)
        wanted = Replacement(find, by, is_regex, whole_cell, match_case)
        if not chosen.is_sure:
            _tell_preview(workspace, chosen, columns, wanted)
            chosen.check_sure()
        written = replacing.replace_cells(
            workspace, chosen.ids, columns, wanted, shown=editable_text
        )
        return say_written(workspace, written, as_json=as_json)


def _columns(names: Sequence[str], known: Mapping[str, Column]) -> list[Column]:
    if names:
        return [column_named(name, known) for name in names]
    return [column for column in known.values() if column.kind in _SEARCHED]


def _tell_preview(
    workspace: Workspace, chosen: Chosen, columns: Sequence[Column], wanted: Replacement
) -> None:
    """Show what would become of some cells, and say of how many."""
    told = replacing.replace_preview(workspace, chosen.ids, columns, wanted, shown=editable_text)
    if told.examples:
        say_table([(_("Before"), _("After")), *told.examples])
    text = ngettext("{count} cell would change", "{count} cells would change", told.cells)
    tell(text.format(count=formats.number(told.cells)))


def say_written(workspace: Workspace, written: CellsWritten, *, as_json: bool) -> int:
    """Say how many cells were changed, and how many of them are wrong."""
    if as_json:
        answer = {
            "cells": written.cells,
            "rows": written.rows,
            "problems": written.problems,
        }
        say_json(answer, workspace.zone)
    text = ngettext("{count} cell written", "{count} cells written", written.cells)
    tell(text.format(count=formats.number(written.cells)))
    if written.problems:
        wrong = ngettext("{count} to check (!)", "{count} to check (!)", written.problems)
        tell(wrong.format(count=formats.number(written.problems)))
    return Exit.DONE if written.cells else Exit.NOTHING
