"""Changing rows: a cell, a date, a note, struck out and back, opposed; and finding anything."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    Json,
    Limit,
    Row,
    Rows,
    WhenText,
    column_named,
    command,
    noun,
    opened,
    option,
    typed_when,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.i18n import N_, _, ngettext
from prospect_tui.i18n.labels import outcome_label
from prospect_tui.services import grid, notes, opposition, search
from prospect_tui.services.search import Found, FoundKind
from prospect_tui.services.sheets import prospect_sheet
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.messages import message
from prospect_tui.wording.times import planned

app = noun()


@command(app, "set", N_("Change one cell of a row. A wrong value is kept, and told."))
def _set(
    context: typer.Context,
    row: Row,
    column_name: Annotated[
        str,
        typer.Argument(metavar=N_("COLUMN"), help=N_("Title of the column, or its English name.")),
    ],
    value: Annotated[str, typer.Argument(metavar=N_("VALUE"), help=N_("What to write."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        columns = {column.key: column for column in prospect_sheet(workspace, row).columns}
        column = column_named(column_name, columns)
        saved = grid.edit_cell(workspace, row, column, value)
        if as_json:
            answer = {
                "id": row,
                "column": saved.column,
                "value": saved.value,
                "problem": saved.problem,
            }
            say_json(answer, workspace.zone)
        tell(f"{title(column)} : {editable_text(column, saved.value)}")
        if saved.problem:
            tell(message(saved.problem, value=saved.value))
    return Exit.DONE


@command(app, "plan", N_("Give a row the date of its next call."))
def _plan(
    context: typer.Context,
    row: Row,
    when_text: WhenText,
    subject: Annotated[
        str, option("--subject", metavar=N_("TEXT"), help=N_("What the call will be about."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        when = typed_when(workspace, when_text)
        grid.set_next_date(workspace, row, when, subject)
        if as_json:
            say_json({"id": row, "next": when, "next_subject": subject}, workspace.zone)
        text = _("Next call: {when}")
        tell(text.format(when=planned(when, workspace.clock.today())))
    return Exit.DONE


@command(app, "note", N_("Add a dated remark to a row."))
def _note(
    context: typer.Context,
    row: Row,
    text: Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The remark."))],
) -> int:
    with opened(context) as workspace:
        notes.add_to_row(workspace, row, text)
        tell(_("Note saved."))
    return Exit.DONE


@command(app, "strike", N_("Strike rows out: kept and visible, never offered again."))
def _strike(
    context: typer.Context,
    rows: Rows,
    reason: Annotated[str, option("--reason", metavar=N_("TEXT"), help=N_("Why."))] = "",
) -> int:
    with opened(context) as workspace:
        count = grid.strike(workspace, rows, reason)
        tell(
            ngettext("{count} row struck out", "{count} rows struck out", count).format(count=count)
        )
    return Exit.DONE if count else Exit.NOTHING


@command(app, "restore", N_("Bring struck rows back; people who object stay struck out."))
def _restore(context: typer.Context, rows: Rows) -> int:
    with opened(context) as workspace:
        count = grid.restore(workspace, rows)
        tell(ngettext("{count} row restored", "{count} rows restored", count).format(count=count))
    return Exit.DONE if count else Exit.NOTHING


@command(
    app, "oppose", N_("Record that a person does not want to be canvassed: never called again.")
)
def _oppose(
    context: typer.Context,
    row: Row,
    said: Annotated[
        str, option("--said", metavar=N_("TEXT"), help=N_("How the person said so."))
    ] = "",
) -> int:
    with opened(context) as workspace:
        opposition.oppose(workspace, row, said=said)
        tell(_("Opposition recorded: this person is never offered again."))
    return Exit.DONE


@command(app, "search", N_("Find rows and opportunities by words, names or numbers."))
def _search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar=N_("WORDS"), help=N_("All of them are looked for."))
    ],
    limit: Limit = search.LIMIT,
    as_json: Json = False,
) -> int:
    shown: list[Field[Found]] = [
        Field("kind", lambda f: f.kind, _("Kind"), _kind),
        Field("id", lambda f: f.id, _("No.")),
        Field("title", lambda f: f.title, _("Name")),
        Field("person", lambda f: f.person, _("Person")),
        Field("detail", lambda f: f.detail, _("Where"), _where),
        Field("phone", lambda f: f.phone, _("Phone")),
    ]
    with opened(context) as workspace:
        found = search.find(workspace, " ".join(words), limit)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


def _kind(found: Found) -> str:
    return _("opportunity") if found.kind is FoundKind.OPPORTUNITY else _("row")


def _where(found: Found) -> str:
    if found.kind is FoundKind.OPPORTUNITY:
        return outcome_label(found.detail) if found.detail else ""
    return found.detail
