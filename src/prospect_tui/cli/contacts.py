"""The people of the sales: the twin of a contact's page and of the people of the sheet."""

from typing import Annotated

import typer

from prospect_tui.cli.call_options import OverrideReason
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.handing_over import Print, hand_over
from prospect_tui.cli.options import (
    TEXT,
    Changes,
    Deal,
    Json,
    Limit,
    command,
    named,
    noun,
    opened,
    option,
)
from prospect_tui.cli.output import Field, say, say_json, say_listing, tell
from prospect_tui.cli.people_options import (
    MOST_LISTED,
    KnownPerson,
    OfCompany,
    OfSale,
    Person,
    PersonLine,
    Words,
    check_who,
    tell_alike,
    tell_written,
    typed_changes,
)
from prospect_tui.cli.printing_options import PrintedAs, Target, print_page
from prospect_tui.cli.quote_options import Force
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.people import CONTACTS_BY_KEY
from prospect_tui.domain.vocabulary import Role
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.people_words import marked_role
from prospect_tui.services import contacts, people_pages, person_calls, sale_people
from prospect_tui.services.people_pages import Member
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import people_text
from prospect_tui.wording.choices import choices_by_name
from prospect_tui.wording.people import all_the_same
from prospect_tui.wording.people_pages import chart_lines, person_line, printed_chart

app = noun()
people = noun(name="contact", help=N_("Contacts: the people of the opportunities."))
app.add_typer(people)

STEPS = {"up": -1, "down": 1, "first": -1_000_000, "last": 1_000_000}


@command(people, "list", N_("List the people of an opportunity, of a company, or all of them."))
def _list(
    context: typer.Context,
    words: Words = None,
    opportunity: OfSale = None,
    company: OfCompany = None,
    limit: Limit = MOST_LISTED,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = _members(workspace, opportunity, company)
        if words or found is None:
            listed = contacts.find(workspace, " ".join(words or ()), limit)
            kept = None if found is None else {one.person.id for one in found}
            found = tuple(
                Member(one, one.values["role"]) for one in listed if kept is None or one.id in kept
            )
        return say_listing(found, _fields(), workspace.zone, as_json=as_json)


def _members(
    workspace: Workspace, opportunity: int | None, company: int | None
) -> tuple[Member, ...] | None:
    if opportunity is not None:
        return people_pages.members_of_opportunity(workspace, opportunity)
    if company is not None:
        return people_pages.members_of_company(workspace, company)
    return None


def _fields() -> list[Field[Member]]:
    def cell(key: str) -> Field[Member]:
        return Field(key, lambda one: one.person.values[key])

    return [
        Field("id", lambda one: one.person.id, _("No.")),
        Field("name", lambda one: one.person.name, _("Person")),
        Field("role", lambda one: one.role, _("Role"), lambda one: marked_role(one.role)),
        Field("job_title", lambda one: one.person.values["job_title"], _("Job title")),
        Field("company", lambda one: one.person.company_name, _("Company")),
        Field("company_id", lambda one: one.person.company_id),
        Field("phone", lambda one: one.person.values["phone"], _("Phone")),
        Field("mobile", lambda one: one.person.values["mobile"], _("Mobile")),
        Field("email", lambda one: one.person.values["email"], _("E-mail")),
        Field("opposed", lambda one: one.person.opposed, _("Opposition"),
              lambda one: "!" * one.person.opposed),
        *(cell(key) for key in ("direct_line", "other_phone", "kind")),
    ]  # fmt: skip


@command(people, "show", N_("Show everything about a contact."))
def _show(context: typer.Context, contact: Person, as_json: Json = False) -> int:
    with opened(context) as workspace:
        page = people_pages.person_page(workspace, contact)
        if as_json:
            say_json(people_text.person_data(page), workspace.zone)
        else:
            say(*people_text.person_lines(page, workspace.clock.today(), workspace.zone))
    return Exit.DONE


@command(people, "add", N_("Add a person to an opportunity, new or known already."))
def _add(
    context: typer.Context,
    opportunity: Deal,
    line: PersonLine = "",
    contact: KnownPerson = None,
    role: Annotated[
        str, option("--role", metavar=N_("ROLE"), help=N_("The role in the decision."))
    ] = "",
    as_json: Json = False,
) -> int:
    check_who(contact, line)
    with opened(context) as workspace:
        wanted = _role(role)
        if contact is None:
            contact = sale_people.add(workspace, opportunity, line, wanted)
            tell_alike(workspace, contact)
        else:
            sale_people.add_known(workspace, opportunity, contact, wanted)
        return _told(workspace, opportunity, contact, as_json=as_json)


def _role(text: str) -> str:
    """Return the code of a role by its code or word, "" for none; raises `InvalidValue`."""
    if text.strip() in {"", "-"}:
        return ""
    return named(text, choices_by_name(Role), "command.choice").value


@command(people, "said", N_("List who is named in the notes and calls of an opportunity."))
def _said(
    context: typer.Context,
    opportunity: Deal,
    promote: Annotated[
        bool, option("--promote", help=N_("Make them people of the opportunity."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = sale_people.people_said(workspace, opportunity)
        made = [
            sale_people.promote(workspace, opportunity, one) if promote else None for one in found
        ]
        if as_json:
            told = [{"contact": n, **one} for n, one in zip(made, found, strict=True)]
            say_json(told, workspace.zone)
        else:
            say(*map(contacts.said_of, found))
            if not found:
                tell(_("Nothing found."))
    return Exit.DONE if found else Exit.NOTHING


@command(people, "change", N_("Change fields of a contact."))
def _change(
    context: typer.Context, contact: Person, changes: Changes, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        typed = typed_changes(changes, CONTACTS_BY_KEY)
        saved = contacts.change_fields(workspace, contact, typed)
        written = tell_written(saved, typed, CONTACTS_BY_KEY)
        page = people_pages.person_page(workspace, contact)
        if as_json:
            say_json({"id": contact, **written, "problems": page.problems}, workspace.zone)
        tell(_("Contact {number} · {name}").format(number=contact, name=page.person.name))
    return Exit.DONE


@command(people, "role", N_("Say what a contact is in the decision of an opportunity."))
def _set_role(
    context: typer.Context,
    opportunity: Deal,
    contact: Person,
    role: Annotated[
        str,
        typer.Argument(
            metavar=N_("ROLE"),
            help=N_("decides, influences, blocks, switchboard or assistant; “-” for none."),
        ),
    ],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        sale_people.set_role(workspace, opportunity, contact, _role(role))
        return _told(workspace, opportunity, contact, as_json=as_json)


@command(people, "move", N_("Move a contact among those of an opportunity: the first one matters."))
def _move(
    context: typer.Context,
    opportunity: Deal,
    contact: Person,
    where: Annotated[
        str, typer.Argument(metavar="up|down|first|last", help=N_("Where to."))
    ] = "first",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        step = named(where, STEPS, "command.choice")
        sale_people.move(workspace, opportunity, contact, step)
        return _told(workspace, opportunity, contact, as_json=as_json)


@command(people, "remove", N_("Take a contact off an opportunity; the contact stays in the base."))
def _remove(
    context: typer.Context, opportunity: Deal, contact: Person, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        sale_people.remove(workspace, opportunity, contact)
        return _told(workspace, opportunity, contact, as_json=as_json)


@command(people, "chart", N_("Print who decides, who influences and who blocks."))
def _chart(
    context: typer.Context,
    opportunity: OfSale = None,
    company: OfCompany = None,
    printed_as: PrintedAs = None,
    target: Target = "",
    force: Force = False,
    as_json: Json = False,
) -> int:
    if (opportunity is None) is (company is None):
        raise InvalidValue("contact.whose_chart")
    with opened(context) as workspace:
        members = _members(workspace, opportunity, company) or ()
        if opportunity is not None:
            title = opportunity_sheet(workspace, opportunity).opportunity.title
        else:
            assert company is not None
            title = people_pages.company_page(workspace, company).company.name
        if as_json:
            return say_listing(members, _fields(), workspace.zone, as_json=True)
        if printed_as or target:
            page = printed_chart(title, members, workspace.clock.today())
            print_page(page, printed_as, target, force=force)
            return Exit.DONE if members else Exit.NOTHING
        say(*chart_lines(title, members))
        return Exit.DONE if members else Exit.NOTHING


@command(people, "dial", N_("Hand the number of a contact to your telephone. Nothing is dialled."))
def _dial(
    context: typer.Context,
    contact: Person,
    override_reason: OverrideReason = "",
    only_print: Print = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        call = person_calls.of_person(workspace, contact)
        if not call.number:
            raise NotFound("dial.nobody", contact=contact)
        reason = override_reason.strip()
        if not call.verdict.allowed and not reason:
            raise Refused("call.forbidden", reason=call.verdict, row=contact)
        whose = {"contact": contact, "row": call.row}
        code = hand_over(workspace, call.number, whose, only_print=only_print, as_json=as_json)
        if not only_print:
            person_calls.begin(workspace, call, all_the_same(reason))
        return code


@command(people, "oppose", N_("Record that a contact objects to being canvassed."))
def _oppose(
    context: typer.Context,
    contact: Person,
    said: Annotated[str, option("--said", metavar=TEXT, help=N_("How it was said."))] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        contacts.oppose(workspace, contact, said=said)
        page = people_pages.person_page(workspace, contact)
        if as_json:
            say_json({"id": contact, "opposed": page.is_opposed}, workspace.zone)
        tell(_("{name} objects: noted, and told wherever this person stands.").format(
            name=page.person.name))  # fmt: skip
    return Exit.DONE


def _told(workspace: Workspace, opportunity: int, contact: int, *, as_json: bool) -> int:
    """Say who is in a sale now that it is written."""
    members = people_pages.members_of_opportunity(workspace, opportunity)
    if as_json:
        order = [{"contact": m.person.id, "name": m.person.name, "role": m.role} for m in members]
        answer = {"opportunity": opportunity, "contact": contact, "people": order}
        say_json(answer, workspace.zone)
    for place, member in enumerate(members, start=1):
        tell(f"{place}. {person_line(member)} ({member.person.id})")
    return Exit.DONE
