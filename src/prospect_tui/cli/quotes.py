"""Quotes: the twin of their screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli import quote_options as said
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    Deal,
    Json,
    command,
    noun,
    opened,
    option,
    typed_when,
    whole_number,
)
from prospect_tui.cli.output import Field, say, say_json, say_listing, say_table, tell
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.joining import joined
from prospect_tui.domain.quotes import THOUSAND, Line
from prospect_tui.i18n import N_, _
from prospect_tui.services import catalogue, quote_drafts, quote_files, quote_lines, quotes
from prospect_tui.services.quotes import QuoteSheet, QuoteSummary
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import quote_lines as line_words
from prospect_tui.wording import quotes as words
from prospect_tui.wording.quote_document import document

app = noun()
nouns = noun(name="quote", help=N_("Quotes: what is offered at what price, exact to the cent."))
app.add_typer(nouns)

Subject = Annotated[str | None, option("--subject", metavar=TEXT, help=N_("What it is about."))]


@contextmanager
def _changing(context: typer.Context, quote: str) -> Iterator[tuple[Workspace, int]]:
    """Open the base on a quote; a typed amount that gave way to it in the end is told."""
    with opened(context) as workspace:
        quote_id = quotes.find(workspace, quote)
        sale = quotes.quote_sheet(workspace, quote_id).record.opportunity_id
        with _amount_watched(workspace, sale):
            yield workspace, quote_id


@contextmanager
def _amount_watched(workspace: Workspace, sale: int) -> Iterator[None]:
    typed_cents = quotes.typed_amount(workspace, sale)
    yield
    now = [one.record.sale_cents for one in quotes.of_opportunity(workspace, sale)]
    if said := words.replaced_text(typed_cents, now[0]) if now else "":
        tell(said)


@command(nouns, "new", N_("Begin a quote for an opportunity: it takes the next number."))
def _new(
    context: typer.Context, opportunity: Deal, subject: Subject = None, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        return _tell(workspace, quotes.create(workspace, opportunity, subject or ""), as_json)


@command(nouns, "list", N_("List the quotes, of one opportunity or of all, the newest first."))
def _list(
    context: typer.Context,
    opportunity: Annotated[
        int | None,
        option("--opportunity", parser=whole_number, metavar=N_("OPPORTUNITY"),
               help=N_("Only those of this opportunity.")),
    ] = None,
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        found = (
            quotes.all_quotes(workspace)
            if opportunity is None
            else quotes.of_opportunity(workspace, opportunity)
        )
        return say_listing(found, _fields(), workspace.zone, as_json=as_json)


def _fields() -> list[Field[QuoteSummary]]:
    return [
        Field("id", lambda q: q.id),
        Field("reference", lambda q: q.reference, _("Quote")),
        Field("number", lambda q: q.record.number),
        Field("version", lambda q: q.record.version),
        Field("opportunity", lambda q: q.record.opportunity_id, _("No."),
              lambda q: str(q.record.opportunity_id)),
        Field("title", lambda q: q.record.title, _("Opportunity")),
        Field("state", lambda q: q.state, _("State"), words.state_text),
        Field("is_current", lambda q: q.is_current, "→", lambda q: "→" * q.is_current),
        Field("net_cents", lambda q: q.net_cents, _("Before VAT"),
              lambda q: words.exact(q.net_cents)),
        Field("total_cents", lambda q: q.total_cents, _("With VAT"),
              lambda q: words.exact(q.total_cents)),
        Field("issued_on", lambda q: q.record.issued_on),
        Field("valid_until", lambda q: q.record.valid_until, _("Dates"),
              words.days_text),
        Field("subject", lambda q: q.record.subject),
    ]  # fmt: skip


@command(nouns, "show", N_("Show a quote with its lines and totals."))
def _show(context: typer.Context, quote: said.QuoteName, as_json: Json = False) -> int:
    with opened(context) as workspace:
        sheet = quotes.quote_sheet(workspace, quotes.find(workspace, quote))
        if as_json:
            say_json(quote_files.as_data(sheet), workspace.zone)
            return Exit.DONE
        say(*_headed(sheet), "")
        if sheet.lines:
            say_table([_headings(), *(_cells(n, one.line) for n, one in enumerate(sheet.lines, 1))])
            say("")
        sums = words.totals_lines(sheet.totals, sheet.record.discount_bp)
        say_table([list(line) for line in sums])
        say(*(text for text in (words.options_text(sheet.totals),) if text))
    return Exit.DONE


def _headed(sheet: QuoteSheet) -> list[str]:
    record = sheet.record
    dates = words.days_text(sheet)
    head = joined(record.reference, words.state_text(sheet), dates)
    return [head, record.subject, *record.recipient.splitlines()]


def _headings() -> list[str]:
    return ["", *(_(column.title) for column in line_words.COLUMNS)]


def _cells(place: int, line: Line) -> list[str]:
    cells = line_words.shown(line)
    return [str(place), *(cells[column.key] for column in line_words.COLUMNS)]


@command(nouns, "add", N_("Add a line, typed or taken from the catalogue."))
def _add(
    context: typer.Context,
    quote: said.QuoteName,
    label: Annotated[
        str, typer.Argument(metavar=N_("LABEL"), help=N_("What is sold; the item with --item."))
    ] = "",
    item: Annotated[
        str, option("--item", metavar=N_("ITEM"), help=N_("Begin with this item."))
    ] = "",
    quantity: said.Quantity = None,
    unit: said.Unit = None,
    price: said.Price = None,
    vat: said.Vat = None,
    discount: said.Discount = None,
    detail: said.Detail = None,
    optional: said.Optional = None,
    as_json: Json = False,
) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        begun = (
            catalogue.line_of(catalogue.find(workspace, item))
            if item
            else Line("", THOUSAND, vat_bp=quote_lines.usual_vat(workspace))
        )
        told = said.given(
            label=label or None, quantity_milli=quantity, unit=unit, unit_price_cents=price,
            vat_bp=vat, discount_bp=discount, detail=detail, is_optional=optional,
        )  # fmt: skip
        changed = quote_lines.add_line(workspace, quote_id, replace(begun, **told))
        return _tell(workspace, changed, as_json)


@command(nouns, "edit", N_("Change a line; that of a quote already sent makes a new version."))
def _edit(
    context: typer.Context,
    quote: said.QuoteName,
    line: said.LinePlace,
    label: said.Label = None,
    quantity: said.Quantity = None,
    unit: said.Unit = None,
    price: said.Price = None,
    vat: said.Vat = None,
    discount: said.Discount = None,
    detail: said.Detail = None,
    optional: said.Optional = None,
    as_json: Json = False,
) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        told = said.given(
            label=label, quantity_milli=quantity, unit=unit, unit_price_cents=price,
            vat_bp=vat, discount_bp=discount, detail=detail, is_optional=optional,
        )  # fmt: skip
        line_id = _line_id(workspace, quote_id, line)
        return _tell(workspace, quote_lines.change_line(workspace, line_id, **told), as_json)


@command(nouns, "move", N_("Give a line another place."))
def _move(
    context: typer.Context,
    quote: said.QuoteName,
    line: said.LinePlace,
    place: said.LinePlace,
    as_json: Json = False,
) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        line_id = _line_id(workspace, quote_id, line)
        return _tell(workspace, quote_lines.move_line(workspace, line_id, place - 1), as_json)


@command(nouns, "remove", N_("Remove a line."))
def _remove(
    context: typer.Context, quote: said.QuoteName, line: said.LinePlace, as_json: Json = False
) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        line_id = _line_id(workspace, quote_id, line)
        return _tell(workspace, quote_lines.remove_line(workspace, line_id), as_json)


def _line_id(workspace: Workspace, quote_id: int, place: int) -> int:
    lines = quotes.quote_sheet(workspace, quote_id).lines
    if not 1 <= place <= len(lines):
        raise NotFound("quote.line_gone")
    return lines[place - 1].id


@command(nouns, "set", N_("Change the subject, the address, the conditions, the discount…"))
def _set(
    context: typer.Context,
    quote: said.QuoteName,
    subject: Subject = None,
    recipient: Annotated[
        str | None, option("--recipient", metavar=TEXT, help=N_("Name and address, as lines."))
    ] = None,
    conditions: Annotated[
        str | None, option("--conditions", metavar=TEXT, help=N_("What applies, as lines."))
    ] = None,
    discount: said.Discount = None,
    until: Annotated[
        str, option("--until", metavar=N_("WHEN"), help=N_("Until when it holds."))
    ] = "",
    current: Annotated[
        bool, option("--current", help=N_("The amount of the opportunity follows this one."))
    ] = False,
    as_json: Json = False,
) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        day = typed_when(workspace, until).day if until else None
        told = said.given(
            subject=subject, recipient=recipient, conditions=conditions, discount_bp=discount,
            valid_until=day,
        )  # fmt: skip
        changed = quote_id
        if told:
            changed = quotes.set_details(workspace, quote_id, is_current=current, **told)
        elif current:
            quotes.set_current(workspace, quote_id)
        return _tell(workspace, changed, as_json)


@command(nouns, "send", N_("Mark a draft as sent today: from now on it stays as it is."))
def _send(context: typer.Context, quote: said.QuoteName, as_json: Json = False) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        quotes.send(workspace, quote_id)
        return _tell(workspace, quote_id, as_json)


@command(nouns, "accept", N_("Mark a sent quote as accepted by the client."))
def _accept(context: typer.Context, quote: said.QuoteName, as_json: Json = False) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        quotes.accept(workspace, quote_id)
        return _tell(workspace, quote_id, as_json)


@command(nouns, "refuse", N_("Mark a sent quote as refused by the client."))
def _refuse(context: typer.Context, quote: said.QuoteName, as_json: Json = False) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        quotes.refuse(workspace, quote_id)
        return _tell(workspace, quote_id, as_json)


@command(nouns, "delete", N_("Delete a draft; what was sent stays. Undo brings it back."))
def _delete(context: typer.Context, quote: said.QuoteName, as_json: Json = False) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        sheet = quotes.quote_sheet(workspace, quote_id)
        quote_drafts.discard(workspace, quote_id)
        if as_json:
            say_json({"deleted": sheet.record.reference}, workspace.zone)
        tell(_("Deleted: {quote}").format(quote=sheet.record.reference))
    return Exit.DONE


@command(nouns, "version", N_("Make the next version of a quote that was sent."))
def _version(context: typer.Context, quote: said.QuoteName, as_json: Json = False) -> int:
    with _changing(context, quote) as (workspace, quote_id):
        made = quotes.new_version(workspace, quote_id)
        return _tell(workspace, made, as_json)


@command(nouns, "copy", N_("Copy a quote to an opportunity, under a number of its own."))
def _copy(
    context: typer.Context, quote: said.QuoteName, opportunity: Deal, as_json: Json = False
) -> int:
    with opened(context) as workspace, _amount_watched(workspace, opportunity):
        made = quotes.duplicate(workspace, quotes.find(workspace, quote), opportunity)
        return _tell(workspace, made, as_json)


@command(nouns, "pdf", N_("Write a quote as PDF, in French."))
def _pdf(
    context: typer.Context,
    quote: said.QuoteName,
    target: said.Target = "",
    force: said.Force = False,
    show: Annotated[
        bool, option("--open", help=N_("Open it in the viewer of the desktop."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        sheet = quotes.quote_sheet(workspace, quotes.find(workspace, quote))
        path = (
            said.written_path(target)
            if target
            else quote_files.pdf_path(Path.cwd(), sheet.record.reference)
        )
        printed = document(sheet, workspace.clock.today())
        pages = quote_files.write_pdf(path, printed, overwrite=force)
        is_open = show and quote_files.open_file(path)
        _tell_written(workspace, path, as_json, {"pages": pages, "opened": is_open})
        if show and not is_open:
            tell(_("No desktop here: open it yourself."))
    return Exit.DONE


@command(nouns, "export", N_("Write a quote as data: .json, or its lines as .csv."))
def _export(
    context: typer.Context,
    quote: said.QuoteName,
    target: said.Target,
    force: said.Force = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        sheet = quotes.quote_sheet(workspace, quotes.find(workspace, quote))
        path = said.written_path(target)
        quote_files.write_data(path, sheet, overwrite=force)
        _tell_written(workspace, path, as_json, {})
    return Exit.DONE


def _tell_written(workspace: Workspace, path: Path, as_json: bool, more: dict[str, object]) -> None:
    if as_json:
        say_json({"path": str(path), **more}, workspace.zone)
    tell(_("Written: {path}").format(path=path))


def _tell(workspace: Workspace, quote_id: int, as_json: bool) -> int:
    """Say how a quote is now."""
    sheet = quotes.quote_sheet(workspace, quote_id)
    if as_json:
        say_json(quote_files.as_data(sheet), workspace.zone)
    tell(
        joined(
            sheet.record.reference,
            words.state_text(sheet),
            words.net_text(sheet.totals.net_cents),
            words.days_text(sheet),
        )
    )
    return Exit.DONE
