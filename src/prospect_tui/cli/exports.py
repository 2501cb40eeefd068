"""Leaving with everything: the rows of a file as CSV or as a spreadsheet."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Filter, InFile, ViewName, command, noun, opened, option
from prospect_tui.cli.output import say, tell
from prospect_tui.cli.views import applied, files_asked, one_file, view_asked
from prospect_tui.domain.columns import Column
from prospect_tui.i18n import N_, formats, ngettext
from prospect_tui.services import exporting
from prospect_tui.services.grid import GridRecord
from prospect_tui.wording.cells import exported_text, title

app = noun()
STANDARD = "-"
"""Stands for standard output, as elsewhere."""


@command(app, "export", N_("Write rows with all their columns, as CSV or .xlsx, to be read again."))
def _export(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar=N_("PATH"), help=N_("File to write; “-” is standard output, as CSV.")
        ),
    ],
    file: InFile = "",
    filter_text: Filter = "",
    view: ViewName = "",
    overwrite: Annotated[
        bool, option("--force", help=N_("Replace the file if it exists."))
    ] = False,
    opposed: Annotated[
        bool, option("--with-opposed", help=N_("People who object to canvassing too."))
    ] = False,
) -> int:
    with opened(context) as workspace, _target(target) as path:
        named = view_asked(workspace, view, file)
        source = one_file(files_asked(workspace, file, named))
        zone = workspace.zone

        def shown(column: Column, value: str, record: GridRecord) -> str:
            return exported_text(column, value, record, zone)

        count = exporting.export_rows(
            workspace,
            source.id,
            path,
            view=applied(workspace, source, named, filter_text),
            titles=title,
            shown=shown,
            overwrite=overwrite,
            with_opposed=opposed,
        )
        text = ngettext("{count} row written", "{count} rows written", count)
        tell(text.format(count=formats.number(count)))
    return Exit.DONE if count else Exit.NOTHING


@contextmanager
def _target(target: str) -> Iterator[Path]:
    """Give the file to write; for standard output it is printed at the end."""
    if target != STANDARD:
        yield Path(target).expanduser()
        return
    with tempfile.TemporaryDirectory(prefix="prospect-") as folder:
        path = Path(folder) / "stdout.csv"
        yield path
        say(path.read_text(encoding="utf-8-sig").removesuffix("\n"))
