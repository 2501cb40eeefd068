"""The companies of the sales: the twin of a company's page."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    Changes,
    Deal,
    Json,
    Limit,
    command,
    noun,
    opened,
    option,
    whole_number,
)
from prospect_tui.cli.output import Field, say, say_json, say_listing, tell
from prospect_tui.cli.people_options import (
    MOST_LISTED,
    Firm,
    KnownPerson,
    PersonLine,
    Words,
    check_who,
    tell_alike,
    tell_written,
    typed_changes,
)
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.people import COMPANIES_BY_KEY
from prospect_tui.i18n import N_, _
from prospect_tui.services import companies, people_pages
from prospect_tui.services.companies import CompanyRecord
from prospect_tui.wording import people_text
from prospect_tui.wording.people_pages import person_line

app = noun()
firms = noun(name="company", help=N_("Companies: their people, opportunities and figures."))
app.add_typer(firms)


@command(firms, "list", N_("List the companies whose name, mail, town or number has these words."))
def _list(
    context: typer.Context,
    words: Words = None,
    limit: Limit = MOST_LISTED,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = companies.find(workspace, " ".join(words or ()), limit)
        return say_listing(found, _fields(), workspace.zone, as_json=as_json)


def _fields() -> list[Field[CompanyRecord]]:
    def cell(key: str, title: str = "") -> Field[CompanyRecord]:
        return Field(key, lambda one: one.values[key], title)

    return [
        Field("id", lambda one: one.id, _("No.")),
        Field("name", lambda one: one.name, _("Company")),
        cell("postcode", _("Postcode")),
        cell("city", _("City")),
        cell("siret", _("SIRET")),
        cell("phone", _("Phone")),
        Field("people", lambda one: one.people, _("People")),
        Field("opportunities", lambda one: one.opportunities, _("Opportunities")),
        *(cell(key) for key in ("trade_name", "siren", "naf", "naf_2025", "kind", "headcount")),
    ]


@command(firms, "show", N_("Show everything about a company."))
def _show(context: typer.Context, company: Firm, as_json: Json = False) -> int:
    with opened(context) as workspace:
        page = people_pages.company_page(workspace, company)
        if as_json:
            say_json(people_text.company_data(page), workspace.zone)
        else:
            say(*people_text.company_lines(page, workspace.clock.today(), workspace.zone))
    return Exit.DONE


@command(firms, "add", N_("Add a person to a company: a new one, or one who is of none yet."))
def _add(
    context: typer.Context,
    company: Firm,
    line: PersonLine = "",
    contact: KnownPerson = None,
    as_json: Json = False,
) -> int:
    check_who(contact, line)
    with opened(context) as workspace:
        if contact is None:
            contact = companies.add_person(workspace, company, line)
            tell_alike(workspace, contact)
        else:
            companies.take_in(workspace, company, contact)
        members = people_pages.members_of_company(workspace, company)
        if as_json:
            known = [{"contact": one.person.id, "name": one.person.name} for one in members]
            say_json({"company": company, "contact": contact, "people": known}, workspace.zone)
        for member in members:
            tell(f"{person_line(member)} ({member.person.id})")
    return Exit.DONE


@command(firms, "change", N_("Change fields of a company."))
def _change(context: typer.Context, company: Firm, changes: Changes, as_json: Json = False) -> int:
    with opened(context) as workspace:
        typed = typed_changes(changes, COMPANIES_BY_KEY)
        saved = companies.change_fields(workspace, company, typed)
        written = tell_written(saved, typed, COMPANIES_BY_KEY)
        page = people_pages.company_page(workspace, company)
        if as_json:
            say_json({"id": company, **written, "problems": page.problems}, workspace.zone)
        tell(_("Company {number} · {name}").format(number=company, name=page.company.name))
    return Exit.DONE


@command(firms, "link", N_("Put an opportunity under another company, new or known already."))
def _link(
    context: typer.Context,
    opportunity: Deal,
    company: Annotated[
        int | None,
        typer.Argument(
            parser=whole_number, metavar=N_("COMPANY"), help=N_("Number of the company.")
        ),
    ] = None,
    new: Annotated[str, option("--new", metavar=TEXT, help=N_("Name of a new company."))] = "",
    none: Annotated[bool, option("--none", help=N_("Under no company any more."))] = False,
    as_json: Json = False,
) -> int:
    if [company is not None, bool(new.strip()), none].count(True) != 1:
        raise InvalidValue("company.which")
    with opened(context) as workspace:
        if new.strip():
            for one in companies.alike(workspace, {"name": new}):
                said = _("A company of that name is known already: {name} (company {number}).")
                tell(said.format(name=one.name, number=one.id))
            company = companies.link_new(workspace, opportunity, new)
        else:
            companies.link(workspace, opportunity, company)
        if as_json:
            say_json({"opportunity": opportunity, "company": company}, workspace.zone)
        if company is None:
            tell(_("Opportunity {number} is under no company.").format(number=opportunity))
        else:
            name = people_pages.company_page(workspace, company).company.name
            tell(_("Company {number} · {name}").format(number=company, name=name))
    return Exit.DONE
