"""Clients and their folders: the twin of Clients and of a folder's page; duplicating a sale."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.opportunity_options import deals, tell_deal
from prospect_tui.cli.options import (
    TEXT,
    Deal,
    Json,
    command,
    noun,
    one_of,
    opened,
    option,
    whole_number,
)
from prospect_tui.cli.output import Field, say, say_json, say_listing, tell
from prospect_tui.cli.printing_options import PrintedAs, Target, print_page
from prospect_tui.cli.quote_options import Force
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import N_, _, formats
from prospect_tui.services import ambassadors, clients, duplicating, folders, intermediaries
from prospect_tui.services.clients import Client, FollowUp, Order, Renewal
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import folders as wording
from prospect_tui.wording.sheet_lines import Seen
from prospect_tui.wording.times import day, planned

app = noun()
nouns = noun(name="client", help=N_("Clients: their folders, what they bought, what comes again."))
app.add_typer(nouns)

FolderName = Annotated[
    str, typer.Argument(metavar=N_("FOLDER"), help=N_("Number or name of the client folder."))
]


@command(nouns, "list", N_("List the clients: folders, and who bought once and has none yet."))
def _list(
    context: typer.Context,
    words: Annotated[
        str, option("--filter", metavar=TEXT, help=N_("Words of their name, city or sales."))
    ] = "",
    order: Annotated[
        Order, option("--sort", **one_of(Order), help=N_("By name, total, last exchange…"))
    ] = Order.NAME,
    renewals: Annotated[
        bool, option("--renewals", help=N_("What comes up for renewal, soonest first."))
    ] = False,
    after_sale: Annotated[
        bool, option("--after-sale", help=N_("The after-sale follow-ups to be done."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        zone = workspace.zone
        if renewals:
            coming = clients.renewals(workspace)
            return say_listing(coming, _renewal_fields(workspace), zone, as_json=as_json)
        if after_sale:
            due = clients.follow_ups(workspace)
            return say_listing(due, _follow_up_fields(workspace), zone, as_json=as_json)
        found = clients.narrowed(clients.clients(workspace), words)
        found = clients.in_order(workspace, found, order)
        return say_listing(found, _fields(workspace), zone, as_json=as_json)


def _fields(workspace: Workspace) -> list[Field[Client]]:
    today, zone = workspace.clock.today(), workspace.zone
    return [
        Field("id", lambda c: c.folder_id, _("No."),
              lambda c: str(c.folder_id) if c.folder_id is not None else ""),
        Field("name", lambda c: c.name, _("Client")),
        Field("city", lambda c: c.city, _("City")),
        Field("has_folder", lambda c: c.folder_id is not None, _("Folder"),
              lambda c: "" if c.folder_id is not None else wording.no_folder()),
        Field("opportunity", lambda c: c.sale_id),
        Field("company", lambda c: c.company_id),
        Field("open", lambda c: c.open_count, _("Open")),
        Field("won", lambda c: c.won_count, _("Sales")),
        Field("lost", lambda c: c.lost_count),
        Field("won_cents", lambda c: c.won_cents, _("Total"),
              lambda c: formats.money(c.won_cents)),
        Field("last_exchange", lambda c: c.last_exchange, _("Last exchange"),
              lambda c: day(c.last_exchange, zone, today)),
        Field("next_renewal", lambda c: c.next_renewal, _("Renewal"),
              lambda c: planned(c.next_renewal, today)),
        Field("next_after_sale", lambda c: c.next_follow_up, _("After-sale"),
              lambda c: planned(c.next_follow_up, today)),
    ]  # fmt: skip


def _renewal_fields(workspace: Workspace) -> list[Field[Renewal]]:
    today = workspace.clock.today()
    return [
        Field("opportunity", lambda r: r.sale_id),
        Field("id", lambda r: r.sale_id, _("No.")),
        Field("when", lambda r: r.when, _("When"), lambda r: planned(r.when, today)),
        Field("client", lambda r: r.client, _("Client")),
        Field("title", lambda r: r.title, _("Opportunity")),
        Field("amount_cents", lambda r: r.amount_cents, _("Amount"),
              lambda r: formats.money(r.amount_cents)),
        Field("folder", lambda r: r.folder_id),
    ]  # fmt: skip


def _follow_up_fields(workspace: Workspace) -> list[Field[FollowUp]]:
    today = workspace.clock.today()
    return [
        Field("id", lambda f: f.id, _("No.")),
        Field("when", lambda f: f.when, _("When"), lambda f: planned(f.when, today)),
        Field("client", lambda f: f.client, _("Client")),
        Field("title", lambda f: f.title, _("Opportunity")),
        Field("subject", lambda f: f.subject, _("Subject")),
        Field("opportunity", lambda f: f.sale_id),
        Field("folder", lambda f: f.folder_id),
    ]  # fmt: skip


def _found(workspace: Workspace, text: str) -> int:
    """Return the folder with this number or name; raises `InvalidValue`."""
    named = folders.folder_named(workspace, text)
    if len(named) > 1:
        raise InvalidValue("folder.several", name=text, known=", ".join(map(str, named)))
    if named:
        return named[0]
    if text.isdecimal():
        return folders.folder(workspace, whole_number(text)).id
    raise InvalidValue("folder.unknown", name=text)


@command(nouns, "show", N_("Show everything about a client: sales, people, exchanges."))
def _show(
    context: typer.Context,
    folder: FolderName,
    printed_as: PrintedAs = None,
    target: Target = "",
    force: Force = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        page = clients.folder_page(workspace, _found(workspace, folder), most=None)
        seen = Seen(workspace.clock.today(), workspace.zone)
        if printed_as or target:
            print_page(wording.printed_folder(page, seen), printed_as, target, force=force)
        elif as_json:
            known = {"won_cents": page.won_cents, "folder": page.folder, "sales": page.sales}
            more = {"people": page.people, "renewals": [one.id for one in page.renewals],
                    "follow_ups": page.follow_ups, "history": page.history}  # fmt: skip
            say_json(known | more, workspace.zone)
        else:
            say(*wording.folder_text(page, seen))
    return Exit.DONE


@command(nouns, "file", N_("File a sale with another one of the same client, in one folder."))
def _file(
    context: typer.Context,
    opportunity: Deal,
    other: Annotated[
        int,
        typer.Argument(parser=whole_number, metavar=N_("OTHER"),
                       help=N_("Number of the other opportunity.")),
    ],
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        folder_id = folders.file_with(workspace, opportunity, other)
        return _tell_folder(workspace, folder_id, as_json=as_json)


@command(nouns, "unfile", N_("Take a sale out of its folder; with a single one left it dissolves."))
def _unfile(context: typer.Context, opportunity: Deal, as_json: Json = False) -> int:
    with opened(context) as workspace:
        is_dissolved = folders.take_out(workspace, opportunity)
        if is_dissolved:
            tell(_("A single sale was left: the folder is dissolved, its notes are on that sale."))
        more: dict[str, object] = {"folder_dissolved": is_dissolved}
        return tell_deal(workspace, opportunity, as_json=as_json, more=more)


@command(nouns, "note", N_("Add a line to the notes of a client folder."))
def _note(
    context: typer.Context,
    folder: FolderName,
    text: Annotated[str, typer.Argument(metavar=TEXT, help=N_("What is to be remembered."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        folder_id = _found(workspace, folder)
        folders.add_note(workspace, folder_id, text)
        return _tell_folder(workspace, folder_id, as_json=as_json)


@command(nouns, "rename", N_("Give a client folder another name."))
def _rename(
    context: typer.Context,
    folder: FolderName,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The new name."))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        folder_id = _found(workspace, folder)
        folders.rename(workspace, folder_id, name)
        return _tell_folder(workspace, folder_id, as_json=as_json)


def _tell_folder(workspace: Workspace, folder_id: int, *, as_json: bool) -> int:
    page = clients.folder_page(workspace, folder_id)
    if as_json:
        answer = {
            "id": folder_id,
            "name": page.folder.name,
            "opportunities": [one.id for one in page.sales],
            "won_cents": page.won_cents,
            "notes": page.folder.notes,
        }
        say_json(answer, workspace.zone)
    titles = " · ".join(one.title for one in page.sales)
    said = _("Client folder {number}, {name}: {titles}")
    tell(said.format(number=folder_id, name=page.folder.name, titles=titles))
    return Exit.DONE


@command(deals, "duplicate", N_("Make a second opportunity like this one: people, company, tags."))
def _duplicate(
    context: typer.Context,
    opportunity: Deal,
    title: Annotated[
        str, option("--title", metavar=TEXT, help=N_("What the new one is called."))
    ] = "",
    apart: Annotated[
        bool, option("--apart", help=N_("Do not file both in one client folder."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        number = duplicating.duplicate(workspace, opportunity, title, together=not apart)
        more: dict[str, object] = {"copied_from": opportunity}
        return tell_deal(workspace, number, as_json=as_json, more=more)


@command(deals, "through", N_("Say that a sale advances through one of its people, or directly."))
def _through(
    context: typer.Context,
    opportunity: Deal,
    contact: Annotated[
        int | None,
        option("--contact", parser=whole_number, metavar=N_("CONTACT"),
               help=N_("Through whom; the first person of the sale by default.")),
    ] = None,
    client: Annotated[
        str, option("--client", metavar=TEXT, help=N_("The end client, whose folder it is."))
    ] = "",
    tag: Annotated[
        str, option("--tag", metavar=TEXT, help=N_("A tag that gathers what comes this way."))
    ] = "",
    directly: Annotated[
        bool, option("--directly", help=N_("Nobody stands between any more."))
    ] = False,
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        if directly:
            intermediaries.directly(workspace, opportunity)
        else:
            known = intermediaries.proposed(workspace, opportunity)
            chosen = known[0].contact_id if contact is None else contact
            intermediaries.through(workspace, opportunity, chosen, tag=tag, client=client)
        more: dict[str, object] = {"intermediary": not directly}
        return tell_deal(workspace, opportunity, as_json=as_json, more=more)


@command(nouns, "ambassador", N_("Mark a person as recommending you, or not any more."))
def _ambassador(
    context: typer.Context,
    contact: Annotated[
        int,
        typer.Argument(parser=whole_number, metavar=N_("CONTACT"),
                       help=N_("Number of the contact.")),
    ],
    as_json: Json = False,
) -> int:  # fmt: skip
    with opened(context) as workspace:
        name, is_ambassador = ambassadors.toggle(workspace, contact)
        if as_json:
            answer = {"contact": contact, "name": name, "is_ambassador": is_ambassador}
            say_json(answer, workspace.zone)
        tell(wording.ambassador_said(name, is_ambassador=is_ambassador))
    return Exit.DONE
