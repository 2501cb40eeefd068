"""Importing tables, and taking imports back."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    Json,
    Limit,
    command,
    noun,
    one_of,
    opened,
    option,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, say_table, tell
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.importing import Mapping
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.files.writers.csv import write_csv
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import importing
from prospect_tui.services.importing import BatchRecord, ImportPlan, ImportPreview, ImportReport
from prospect_tui.services.typed_paths import is_there
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.columns import column_names
from prospect_tui.wording.imports import problem_line, summary, target_label
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.own_columns import reserved_names

app = noun()
STANDARD = "-"
"""Stands for standard input, as elsewhere."""
BATCHES = 20
PROBLEMS_TOLD = 20
"""How many rejected rows are told one by one; `--rejects` writes them all."""


File = Annotated[
    str, typer.Argument(metavar=N_("FILE"), help=N_("The table; “-” is standard input."))
]
Into = Annotated[
    str, option("--into", metavar=N_("NAME"), help=N_("Prospecting file to fill, made if need be."))
]
Mapped = Annotated[
    list[str] | None,
    option("--map", metavar=N_("COLUMN=FIELD"), help=N_("Where a column goes; may be repeated.")),
]
Sheet = Annotated[str, option("--sheet", metavar=N_("NAME"), help=N_("Sheet of a spreadsheet."))]
About = Annotated[
    Nature | None, option("--nature", **one_of(Nature), help=N_("Whom the rows are about."))
]
Rejects = Annotated[
    str,
    option("--rejects", metavar=N_("PATH"), help=N_("Write the rows not imported to this CSV.")),
]
Duplicates = Annotated[
    bool, option("--keep-duplicates", help=N_("Import rows that are already there too."))
]
DryRun = Annotated[
    bool, option("--dry-run", help=N_("Show what was understood, and write nothing."))
]


@command(
    app, "import", N_("Import a table: CSV or spreadsheet. Nothing is lost without being told.")
)
def _import(
    context: typer.Context,
    file: File,
    into: Into = "",
    mapped: Mapped = None,
    sheet: Sheet = "",
    nature: About = None,
    rejects: Rejects = "",
    duplicates: Duplicates = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    rejected_to = _free_path(rejects)
    with opened(context) as workspace, _source(file) as path:
        preview = importing.inspect(path, sheet=sheet)
        mapping = importing.mapping_with(preview.mapping, _overrides(mapped or []))
        plan = ImportPlan(
            path,
            into=into,
            mapping=mapping,
            sheet=sheet,
            nature=nature or "",
            keep_duplicates=duplicates,
            unnamed=_("Column {number}"),
            reserved=reserved_names(),
            dry_run=dry_run,
        )
        try:
            report = importing.run_import(workspace, plan, tell_progress)
        except KeyboardInterrupt:
            tell(_("Import stopped: nothing was kept."))
            return Exit.INTERRUPTED
        if as_json:
            say_json(_report_json(report, mapping), workspace.zone)
        elif dry_run:
            say_table(_mapping_rows(preview, mapping))
        _tell_report(report)
        if rejected_to and report.rejected:
            _write_rejects(workspace, report, rejected_to)
    return Exit.PARTLY if report.rejected else Exit.DONE


def _free_path(text: str) -> Path | None:
    """Return where rejected rows go; raises `Refused` before anything is imported."""
    path = Path(text).expanduser() if text else None
    if path and is_there(path):
        raise Refused("file.exists", name=path.name)
    return path


@contextmanager
def _source(file: str) -> Iterator[Path]:
    """Give the file to read; standard input is first put into one."""
    if file != STANDARD:
        yield Path(file).expanduser()
        return
    with tempfile.TemporaryDirectory(prefix="prospect-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path


def tell_progress(rows: int) -> None:
    """Show how many rows were read, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{formats.number(rows)}", end="\r", file=sys.stderr, flush=True)


def _overrides(mapped: list[str]) -> dict[str, str]:
    """Read "COLUMN=FIELD", the field by its title or its English name."""
    names = column_names(COLUMNS_BY_KEY)
    found = {}
    for text in mapped:
        column, equals, field = text.rpartition("=")
        if not equals or not column:
            raise InvalidValue("command.map", value=text)
        found[column] = names.get(fold(field), field)
    return found


def _mapping_rows(preview: ImportPreview, mapping: Mapping) -> list[list[str]]:
    """Return the table of what was understood: column, where it goes, first filled values."""
    heading = [_("Column"), _("Goes to"), _("First values")]
    return [heading] + [
        [
            column.header or _("Column {number}").format(number=column.index + 1),
            target_label(column.target),
            " · ".join(preview.samples.get(column.index, ())),
        ]
        for column in mapping
    ]


def _tell_report(report: ImportReport) -> None:
    tell(labelled(report.file_name, summary(report)))
    for problem in report.problems[:PROBLEMS_TOLD]:
        tell(problem_line(problem))
    more = report.rejected - PROBLEMS_TOLD
    if more > 0:
        text = ngettext("and {count} more row", "and {count} more rows", more)
        tell(text.format(count=formats.number(more)))


def _report_json(report: ImportReport, mapping: Mapping) -> dict[str, object]:
    return {
        "batch_id": report.batch_id,
        "file_id": report.file_id,
        "file": report.file_name,
        "rows_in": report.rows_in,
        "imported": report.imported,
        "rejected": report.rejected,
        "opposed": report.opposed,
        "marked": report.marked,
        "mapping": [{"column": one.header, "field": one.target} for one in mapping],
        "problems": [
            {"line": one.line, "code": one.message_id, "text": problem_line(one), "row": one.raw}
            for one in report.problems
        ],
    }


def _write_rejects(workspace: Workspace, report: ImportReport, path: Path) -> None:
    """Write every rejected row with its line and reason."""
    batch = report.batch_id
    problems = importing.rejected_rows(workspace, batch) if batch else report.problems
    rows = ([str(one.line), problem_line(one), one.raw] for one in problems)
    write_csv(path, [_("Line"), _("Reason"), _("Row")], rows)


@command(app, "imports", N_("List past imports, newest first."))
def _imports(context: typer.Context, limit: Limit = BATCHES, as_json: Json = False) -> int:
    shown: list[Field[BatchRecord]] = [
        Field("id", lambda b: b.id, _("No.")),
        Field("file", lambda b: b.file_name, _("File")),
        Field("source", lambda b: b.source_name, _("Source")),
        Field("rows_in", lambda b: b.rows_in, _("Rows")),
        Field("imported", lambda b: b.imported, _("Imported")),
        Field("rejected", lambda b: b.rejected, _("Rejected")),
        Field("is_undone", lambda b: b.is_undone, _("State"),
              lambda b: _("undone") if b.is_undone else ""),
    ]  # fmt: skip
    with opened(context) as workspace:
        found = importing.batches(workspace, limit)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(app, "undo-import", N_("Take an import back; rows called since are kept."))
def _undo_import(
    context: typer.Context,
    number: Annotated[
        int,
        typer.Argument(
            parser=whole_number, metavar=N_("NUMBER"), help=N_("As “imports” lists it.")
        ),
    ],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        kept = importing.undo_batch(workspace, number)
        if as_json:
            say_json({"id": number, "kept": kept}, workspace.zone)
        tell(_("Import taken back."))
        if kept:
            text = ngettext("{count} row kept: it was called since",
                            "{count} rows kept: they were called since", kept)  # fmt: skip
            tell(text.format(count=formats.number(kept)))
    return Exit.DONE
