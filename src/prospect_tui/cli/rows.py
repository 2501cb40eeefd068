"""Acts on rows: a date, a note, tags, a copy, struck out and back, opposed; finding anything."""

from typing import Annotated

import typer

from prospect_tui.cli.chosen import SomeRows, Yes, chosen_rows
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    Filter,
    InFile,
    IsOpportunity,
    Json,
    Limit,
    Row,
    Rows,
    ViewName,
    WhenText,
    command,
    noun,
    one_of,
    opened,
    option,
    typed_when,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.consents import Channel
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.wording_check import remarks
from prospect_tui.i18n import N_, _, current_language, formats, ngettext
from prospect_tui.i18n.labels import outcome_label
from prospect_tui.services import notes, opposition, row_acts, search
from prospect_tui.services.search import Found, FoundKind
from prospect_tui.wording.notes import remarks_text
from prospect_tui.wording.times import planned

app = noun()


@command(app, "plan", N_("Give a row the date of its next call."))
def _plan(
    context: typer.Context,
    row: Row,
    when_text: WhenText,
    subject: Annotated[
        str, option("--subject", metavar=TEXT, help=N_("What the call will be about."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        when = typed_when(workspace, when_text)
        row_acts.set_next_date(workspace, row, when, subject)
        if as_json:
            say_json({"id": row, "next": when, "next_subject": subject}, workspace.zone)
        text = _("Next call: {when}")
        tell(text.format(when=planned(when, workspace.clock.today())))
    return Exit.DONE


@command(app, "note", N_("Add a dated remark to a row."))
def _note(
    context: typer.Context,
    row: Row,
    text: Annotated[str, typer.Argument(metavar=TEXT, help=N_("The remark."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        notes.add_to_row(workspace, row, text)
        if as_json:
            say_json({"id": row}, workspace.zone)
        tell(_("Note saved."))
        if said := remarks_text(remarks(text, current_language())):
            tell(said)
    return Exit.DONE


@command(app, "strike", N_("Strike rows out: kept and visible, never offered again."))
def _strike(
    context: typer.Context,
    rows: Rows,
    reason: Annotated[str, option("--reason", metavar=TEXT, help=N_("Why."))] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        count = row_acts.strike(workspace, rows, reason)
        if as_json:
            say_json({"rows": count}, workspace.zone)
        text = ngettext("{count} row struck out", "{count} rows struck out", count)
        tell(text.format(count=formats.number(count)))
    return Exit.DONE if count else Exit.NOTHING


@command(app, "restore", N_("Bring struck rows back; people who object stay struck out."))
def _restore(context: typer.Context, rows: Rows, as_json: Json = False) -> int:
    with opened(context) as workspace:
        count = row_acts.restore(workspace, rows)
        if as_json:
            say_json({"rows": count}, workspace.zone)
        text = ngettext("{count} row restored", "{count} rows restored", count)
        tell(text.format(count=formats.number(count)))
    return Exit.DONE if count else Exit.NOTHING


@command(app, "tag", N_("Put tags on rows, or take them off."))
def _tag(
    context: typer.Context,
    rows: SomeRows = None,
    add: Annotated[
        list[str] | None,
        option("--add", metavar=N_("TAG"), help=N_("A tag to put on; may be repeated.")),
    ] = None,
    remove: Annotated[
        list[str] | None,
        option("--remove", metavar=N_("TAG"), help=N_("A tag to take off; may be repeated.")),
    ] = None,
    file: InFile = "",
    filter_text: Filter = "",
    view: ViewName = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        if not add and not remove:
            raise InvalidValue("command.no_tag")
        chosen = chosen_rows(workspace, rows, file, filter_text, view, yes=yes)
        chosen.check_sure()
        written = row_acts.tag_rows(workspace, chosen.ids, add or (), remove or ())
        if as_json:
            say_json({"rows": written.rows}, workspace.zone)
        text = ngettext("{count} row tagged", "{count} rows tagged", written.cells)
        tell(text.format(count=formats.number(written.cells)))
    return Exit.DONE if written.cells else Exit.NOTHING


@command(app, "duplicate", N_("Copy rows, each right after its original, without their calls."))
def _duplicate(context: typer.Context, rows: Rows, as_json: Json = False) -> int:
    with opened(context) as workspace:
        made = row_acts.duplicate_rows(workspace, rows)
        if as_json:
            say_json({"ids": made}, workspace.zone)
        text = ngettext("Row duplicated: {rows}", "Rows duplicated: {rows}", len(made))
        tell(text.format(rows=", ".join(map(str, made))))
    return Exit.DONE


@command(
    app, "oppose", N_("Record that a person does not want to be canvassed: never called again.")
)
def _oppose(
    context: typer.Context,
    row: Row,
    said: Annotated[str, option("--said", metavar=TEXT, help=N_("How the person said so."))] = "",
    channel: Annotated[
        list[Channel] | None,
        option(
            "--channel",
            help=N_("By what the person refuses; everything by default."),
            **one_of(Channel),
        ),
    ] = None,
    opportunity: IsOpportunity = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        channels = tuple(one.value for one in channel or Channel)
        oppose = opposition.oppose_opportunity if opportunity else opposition.oppose
        oppose(workspace, row, channels, said)
        if as_json:
            about = "opportunity" if opportunity else "row"
            say_json({about: row, "opposed": True, "channels": channels}, workspace.zone)
        tell(_("Opposition recorded: this person is never offered again."))
    return Exit.DONE


@command(app, "search", N_("Find rows, opportunities, people and companies: words or numbers."))
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
        Field("excerpt", lambda f: f.excerpt, _("Excerpt")),
    ]
    with opened(context) as workspace:
        found = search.find(workspace, " ".join(words), limit)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


def _kind(found: Found) -> str:
    words = {
        FoundKind.PROSPECT: _("row"),
        FoundKind.OPPORTUNITY: _("opportunity"),
        FoundKind.CONTACT: _("contact"),
        FoundKind.COMPANY: _("company"),
    }
    return words[found.kind]


def _where(found: Found) -> str:
    if found.kind is FoundKind.OPPORTUNITY:
        return outcome_label(found.detail) if found.detail else ""
    return found.detail
