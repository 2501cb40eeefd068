"""The people of a sale and their companies: added, ordered, changed, found again; each one undo."""

import pytest

from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import (
    companies,
    contacts,
    conversion,
    opportunities,
    opposition,
    people_pages,
    sale_people,
    undo,
)
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect

SIRET, SIREN = "73282932000074", "732829320"
MOBILE = "06 39 98 12 34"


@pytest.fixture
def sale(workspace: Workspace) -> int:
    return opportunities.create(
        workspace,
        "Lambert toiture",
        origin=Origin.REFERRAL,
        contact_name="M. Paul Lambert",
        company={"name": "Menuiserie Lambert", "postcode": "69003"},
    )


def names(workspace: Workspace, sale: int) -> list[str]:
    return [one.name for one, _role in sale_people.of_opportunity(workspace, sale)]


def number_of(workspace: Workspace, name: str) -> int:
    return next(one.id for one in contacts.find(workspace) if one.name == name)


def value(workspace: Workspace, contact: int, field: str) -> str:
    return people_pages.person_page(workspace, contact).person.values[field]


def lines(workspace: Workspace, contact: int) -> list[str]:
    rows = workspace.connection.execute(
        "SELECT e164 FROM phone_line WHERE contact_id = ? ORDER BY id", (contact,)
    )
    return [e164 for (e164,) in rows.fetchall()]


def test_a_name_is_enough_for_a_person(workspace: Workspace, sale: int) -> None:
    made = sale_people.add(workspace, sale, f"Mme Anne Roux, acheteuse, {MOBILE} roux@bois.example")
    assert names(workspace, sale) == ["M. Paul Lambert", "Mme Anne Roux"]
    page = people_pages.person_page(workspace, made)
    assert page.person.values["job_title"] == "acheteuse"
    assert page.person.values["mobile"] == MOBILE
    assert page.person.values["email"] == "roux@bois.example"
    assert page.person.company_name == "Menuiserie Lambert"
    assert lines(workspace, made) == ["+33639981234"]


@pytest.mark.parametrize("line", ["", "   ", "Mme", "Mme, acheteuse"])
def test_nothing_is_no_person(workspace: Workspace, sale: int, line: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        sale_people.add(workspace, sale, line)
    assert refusal.value.message_id == "contact.no_name"


def test_somebody_of_that_name_is_told_not_doubled(workspace: Workspace, sale: int) -> None:
    with pytest.raises(Refused) as refusal:
        sale_people.add(workspace, sale, "Lambert")
    assert refusal.value.params["contact"] == number_of(workspace, "M. Paul Lambert")


def test_an_existing_one_of_the_company_is_added(workspace: Workspace, sale: int) -> None:
    roux = sale_people.add(workspace, sale, "Mme Roux")
    sale_people.remove(workspace, sale, roux)
    assert [one.id for one in sale_people.candidates(workspace, sale)] == [roux]
    sale_people.add_known(workspace, sale, roux)
    assert names(workspace, sale) == ["M. Paul Lambert", "Mme Roux"]
    with pytest.raises(Refused):
        sale_people.add_known(workspace, sale, roux)


def test_the_order_says_who_matters(workspace: Workspace, sale: int) -> None:
    roux = sale_people.add(workspace, sale, "Mme Roux")
    sale_people.add(workspace, sale, "M. Petit")
    assert sale_people.move(workspace, sale, roux, -1)
    assert names(workspace, sale) == ["Mme Roux", "M. Paul Lambert", "M. Petit"]
    assert not sale_people.move(workspace, sale, roux, -1)
    page = people_pages.person_page(workspace, roux)
    assert page.sales[0].is_main


def test_a_role_is_of_the_sale(workspace: Workspace, sale: int) -> None:
    paul = number_of(workspace, "M. Paul Lambert")
    other = opportunities.create(workspace, "Lambert cuisine", origin=Origin.UPSELL)
    sale_people.add_known(workspace, other, paul)
    sale_people.set_role(workspace, sale, paul, "decides")
    sale_people.set_role(workspace, other, paul, "influences")
    roles = {
        one.opportunity.title: one.role for one in people_pages.person_page(workspace, paul).sales
    }
    assert roles == {"Lambert toiture": "decides", "Lambert cuisine": "influences"}
    with pytest.raises(InvalidValue):
        sale_people.set_role(workspace, sale, paul, "boss")
    with pytest.raises(NotFound):
        sale_people.set_role(
            workspace, sale, sale_people.add(workspace, other, "Zoé Blanc"), "blocks"
        )


def test_somebody_taken_off_a_sale_stays_in_the_base(workspace: Workspace, sale: int) -> None:
    paul = number_of(workspace, "M. Paul Lambert")
    sale_people.remove(workspace, sale, paul)
    assert names(workspace, sale) == []
    assert people_pages.person_page(workspace, paul).person.company_name == "Menuiserie Lambert"


def test_each_act_is_one_undo(workspace: Workspace, sale: int) -> None:
    roux = sale_people.add(workspace, sale, "Mme Roux")
    opportunities.add_note(workspace, sale, f"M. Noir bloque, {MOBILE}")
    paul = number_of(workspace, "M. Paul Lambert")
    acts = (
        lambda: sale_people.add(workspace, sale, f"Zoé Blanc {MOBILE}"),
        lambda: sale_people.move(workspace, sale, roux, -1),
        lambda: sale_people.set_role(workspace, sale, roux, "blocks"),
        lambda: sale_people.remove(workspace, sale, paul),
        lambda: sale_people.promote(workspace, sale, sale_people.people_said(workspace, sale)[0]),
        lambda: contacts.change(workspace, roux, "mobile", MOBILE),
        lambda: contacts.oppose(workspace, roux),
        lambda: companies.change(workspace, 1, "siret", SIRET),
        lambda: companies.link_new(workspace, sale, "Autre SARL"),
        lambda: companies.link(workspace, sale, None),
    )
    for act in acts:
        before = dump(workspace)
        act()
        after = dump(workspace)
        assert after != before
        undo.undo(workspace)
        assert dump(workspace) == before
        undo.redo(workspace)
        assert dump(workspace) == after
        undo.undo(workspace)


def test_somebody_named_in_a_note_becomes_a_contact(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(
        workspace, sale, f"Mme Anne Roux (achats) décide, {MOBILE}; M. Lambert ok"
    )
    (found,) = sale_people.people_said(workspace, sale)
    assert contacts.said_of(found) == f"Mme Anne Roux, {MOBILE}"
    made = sale_people.promote(workspace, sale, found)
    assert value(workspace, made, "mobile") == MOBILE
    assert sale_people.people_said(workspace, sale) == []


def test_a_changed_number_is_found_and_dialled(workspace: Workspace, sale: int) -> None:
    paul = number_of(workspace, "M. Paul Lambert")
    saved = contacts.change(workspace, paul, "mobile", "0033 6 39 98 12 34")
    assert saved.problem == ""
    assert lines(workspace, paul) == ["+33639981234"]
    assert [one.id for one in contacts.find(workspace, "0639981234")] == [paul]
    record = workspace.connection.execute(
        "SELECT search_text FROM opportunity WHERE id = ?", (sale,)
    ).fetchone()
    assert "0639981234" in record[0]
    contacts.change(workspace, paul, "mobile", "")
    assert lines(workspace, paul) == []


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("mobile", "06 39", "phone.too_short"),
        ("email", "lambert", "email.no_at"),
        ("postcode", "690", "postcode.format"),
    ],
)
def test_a_wrong_value_is_kept_and_marked(
    workspace: Workspace, sale: int, field: str, text: str, problem: str
) -> None:
    paul = number_of(workspace, "M. Paul Lambert")
    assert contacts.change(workspace, paul, field, text).problem == problem
    page = people_pages.person_page(workspace, paul)
    assert page.person.values[field] == text
    assert page.problems == {field: problem}


@pytest.mark.parametrize(
    ("field", "text"), [("kind", "ami"), ("checked_on", "jamais"), ("email_permission", "bof")]
)
def test_what_cannot_be_kept_is_refused(
    workspace: Workspace, sale: int, field: str, text: str
) -> None:
    paul, before = number_of(workspace, "M. Paul Lambert"), dump(workspace)
    with pytest.raises(InvalidValue):
        contacts.change(workspace, paul, field, text)
    assert dump(workspace) == before


def test_the_second_window_is_told(workspace: Workspace, sale: int) -> None:
    paul = number_of(workspace, "M. Paul Lambert")
    contacts.change(workspace, paul, "job_title", "gérant")
    with pytest.raises(contacts.FieldChanged) as changed:
        contacts.change(workspace, paul, "job_title", "directeur", "")
    assert changed.value.stored == "gérant"
    assert value(workspace, paul, "job_title") == "gérant"


def test_the_opposition_list_is_asked(workspace: Workspace, sale: int) -> None:
    row = make_prospect(workspace, make_file(workspace), mobile=MOBILE, email="non@bois.example")
    opposition.oppose(workspace, row)
    paul = number_of(workspace, "M. Paul Lambert")
    assert not people_pages.person_page(workspace, paul).is_opposed
    assert contacts.change(workspace, paul, "email", "NON@bois.example").is_opposed
    assert people_pages.person_page(workspace, paul).is_opposed


def test_somebody_who_objects_is_found_under_other_records(workspace: Workspace, sale: int) -> None:
    row = make_prospect(workspace, make_file(workspace), mobile=MOBILE)
    paul = number_of(workspace, "M. Paul Lambert")
    contacts.change(workspace, paul, "mobile", MOBILE)
    contacts.oppose(workspace, paul)
    assert opposition.opposed_rows(workspace, [row]) == {row}
    twin = sale_people.add(workspace, sale, f"Zoé Blanc {MOBILE}")
    assert people_pages.person_page(workspace, twin).is_opposed


def test_a_company_holds_its_fields_and_what_is_wrong(workspace: Workspace, sale: int) -> None:
    company = companies.find(workspace, "lambert")[0].id
    for field, text in {
        "siret": "732 829 320 00074",
        "siren": "552 100 554",
        "turnover": "1,2 M€",
        "turnover_year": "2025",
        "kind": "private",
        "naf": "4332a",
    }.items():
        companies.change(workspace, company, field, text)
    page = people_pages.company_page(workspace, company)
    assert page.company.values["turnover"] == "120000000"
    assert page.company.values["naf"] == "43.32A"
    assert page.problems == {"siren": "company.siren_of_siret"}
    assert [one.person.name for one in page.members] == ["M. Paul Lambert"]
    assert [one.opportunity.id for one in page.sales] == [sale]
    with pytest.raises(InvalidValue):
        companies.change(workspace, company, "turnover_year", "25")
    with pytest.raises(InvalidValue):
        companies.change(workspace, company, "turnover", "beaucoup")
    with pytest.raises(InvalidValue, match=r"opportunity\.amount"):
        companies.change(workspace, company, "turnover", "-5 k€")


def test_a_company_found_again_is_told_not_merged(workspace: Workspace, sale: int) -> None:
    first = companies.find(workspace, "lambert")[0].id
    companies.change(workspace, first, "siret", SIRET)
    second = companies.link_new(workspace, sale, "Lambert bis")
    saved = companies.change(workspace, second, "siret", SIRET)
    assert saved.alike == ("Menuiserie Lambert 69003",)
    assert companies.change(workspace, second, "name", "menuiserie lambert").alike
    assert len(companies.find(workspace, "lambert")) == 2


@pytest.mark.parametrize(
    ("cells", "is_known"),
    [
        ({"siret": SIRET}, True),
        ({"siren": SIREN}, True),
        ({"company_name": "MENUISERIE LAMBERT", "postcode": "69003"}, True),
        ({"company_name": "MENUISERIE LAMBERT", "postcode": "33000"}, False),
        ({"company_name": "Menuiserie Lambert"}, False),
        ({"company_name": "Menuiserie Lambert et fils", "postcode": "69003"}, False),
    ],
)
def test_a_row_finds_its_company_again(
    workspace: Workspace, sale: int, cells: dict[str, str], is_known: bool
) -> None:
    company = companies.find(workspace, "lambert")[0].id
    companies.change(workspace, company, "siret", SIRET)
    companies.change(workspace, company, "siren", SIREN)
    row = make_prospect(workspace, make_file(workspace), **cells)
    (made,) = conversion.convert_rows(workspace, [row], anyway=True)
    told = [one.company_id for one in companies.shared_by(workspace, [made])]
    assert told == ([company] if is_known else [])


def test_one_company_several_people_two_sales(workspace: Workspace, sale: int) -> None:
    company = companies.find(workspace, "lambert")[0].id
    other = opportunities.create(workspace, "Lambert cuisine", origin=Origin.UPSELL)
    companies.link(workspace, other, company)
    sale_people.add(workspace, other, "Mme Roux")
    page = people_pages.company_page(workspace, company)
    assert {one.opportunity.id for one in page.sales} == {sale, other}
    assert {one.person.name for one in page.members} == {"M. Paul Lambert", "Mme Roux"}
    with pytest.raises(NotFound):
        companies.link(workspace, other, 999)


def test_the_past_of_a_person_and_a_company(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(workspace, sale, "Veut un prix")
    paul = number_of(workspace, "M. Paul Lambert")
    expected = ["Lambert toiture · Veut un prix"]
    assert [one.text for one in people_pages.person_page(workspace, paul).history] == expected
    company = companies.find(workspace, "lambert")[0].id
    assert [one.text for one in people_pages.company_page(workspace, company).history] == expected
