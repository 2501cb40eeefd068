"""Prospecting files and their rows: the twin of the files screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import maxsize
from typing import Annotated

import typer

from prospect_tui.cli.options import Filter, InFile, Json, Limit, command, named, noun, opened, option
from prospect_tui.cli.output import Field, say_listing
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import COLUMNS_BY_KEY, PROSPECT_COLUMNS, Column
from prospect_tui.domain.views import SortKey, View, parse_filter, sort_of
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _
from prospect_tui.services import grid, prospect_files, queue
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.cells import cell_text, title

app = noun()
WINDOW = 500


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a file with its cells by column key."""

    file: str
    record: grid.GridRecord
    cells: Mapping[str, str]
    own: Mapping[str, str]
    """The file's own cells by their titles."""


@command(app, "files", N_("List the prospecting files and how far each has been worked."))
def _files(context: typer.Context, as_json: Json = False) -> int:
    shown: list[Field[prospect_files.FileSummary]] = [
        Field("id", lambda f: f.id, _("No.")),
        Field("name", lambda f: f.name, _("File")),
        Field("origin", lambda f: f.origin),
        Field("created_at", lambda f: f.created_at),
        Field("rows", lambda f: f.rows, _("Rows"), lambda f: str(f.rows)),
        Field("never_called", lambda f: f.never_called, _("Never called"), lambda f: str(f.never_called)),
        Field("active", lambda f: f.active),
        Field("struck", lambda f: f.struck, _("Struck out"), lambda f: str(f.struck)),
        Field("converted", lambda f: f.converted, _("Converted"), lambda f: str(f.converted)),
    ]
    with opened(context) as workspace:
        return say_listing(prospect_files.files(workspace), shown, workspace.zone, as_json=as_json)
