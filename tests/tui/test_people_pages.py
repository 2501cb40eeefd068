"""The people on the sheet, and the pages of a person and of a company, by their keys."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import contacts, opportunities, people_pages, sale_people
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.company import CompanyScreen
from prospect_tui.tui.screens.contact import ContactScreen
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.wording.sheet_lines import Does, Ref
from tests.tui.desk import (
    LARGE,
    NASTY,
    SMALL,
    USUAL,
    is_harmless,
    page,
    press,
    sheet,
    sheet_of,
    type_in,
    walk_to,
)
from tests.tui.shell import seen, toasts

MOBILE = "06 39 98 12 34"


@pytest.fixture
def sale(workspace: Workspace) -> int:
    return opportunities.create(
        workspace,
        "Lambert toiture",
        origin=Origin.REFERRAL,
        contact_name="M. Paul Lambert",
        phone="01 99 00 12 34",
        company={"name": "Bois Lambert", "city": "Lyon"},
    )


def people(workspace: Workspace, sale: int) -> list[tuple[str, str]]:
    found = people_pages.members_of_opportunity(workspace, sale)
    return [(one.person.name, one.role) for one in found]


async def go_to(pilot: Pilot[Any], ref: Ref) -> None:
    """Put the cursor on a line by the keys."""
    await walk_to(pilot, lambda one: one == ref)


def screen(pilot: Pilot[Any]) -> type[object]:
    return type(pilot.app.screen)


def person(contact: int) -> Ref:
    return Ref(Does.OPEN_CONTACT, id=contact)


async def test_a_person_is_added_by_a_name_and_moved_up(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "opportunity", sale, USUAL) as pilot:
        await press(pilot, "ctrl+n")
        await type_in(pilot, f"Mme Anne Roux, acheteuse, {MOBILE}")
        await press(pilot, "enter")
        assert people(workspace, sale) == [("M. Paul Lambert", ""), ("Mme Anne Roux", "")]
        assert sheet(pilot).ref == person(2)
        await press(pilot, "shift+up")
        assert [name for name, _ in people(workspace, sale)] == ["Mme Anne Roux", "M. Paul Lambert"]
        assert sheet(pilot).ref == person(2)
        await press(pilot, "shift+up")
        assert len(toasts(pilot)) == 1
        await press(pilot, "u", "u")
        assert people(workspace, sale) == [("M. Paul Lambert", "")]


async def test_somebody_of_the_company_is_added_again(workspace: Workspace, sale: int) -> None:
    roux = sale_people.add(workspace, sale, "Mme Anne Roux")
    async with sheet_of(workspace, "opportunity", sale, USUAL) as pilot:
        await go_to(pilot, person(roux))
        await press(pilot, "delete")
        assert people(workspace, sale) == [("M. Paul Lambert", "")]
        await press(pilot, "insert", "enter")
        assert [name for name, _ in people(workspace, sale)] == ["M. Paul Lambert", "Mme Anne Roux"]


async def test_a_role_is_given_and_shown_with_a_mark_and_a_word(
    workspace: Workspace, sale: int
) -> None:
    async with sheet_of(workspace, "opportunity", sale, USUAL) as pilot:
        await go_to(pilot, person(1))
        await press(pilot, "j")
        await type_in(pilot, "bloque")
        await press(pilot, "enter")
        assert people(workspace, sale) == [("M. Paul Lambert", "blocks")]
        assert "✖ bloque" in page(pilot)


async def test_somebody_named_in_a_note_becomes_a_contact(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(workspace, sale, f"Mme Roux décide, {MOBILE}")
    async with sheet_of(workspace, "opportunity", sale, USUAL) as pilot:
        await press(pilot, "ctrl+g")
        assert [name for name, _ in people(workspace, sale)] == ["M. Paul Lambert", "Mme Roux"]
        assert contacts.find(workspace, MOBILE)[0].name == "Mme Roux"
        await press(pilot, "ctrl+g")
        assert len(toasts(pilot)) == 2


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_from_the_sheet_to_the_person_to_the_company_and_back(
    workspace: Workspace, sale: int, size: tuple[int, int]
) -> None:
    async with sheet_of(workspace, "opportunity", sale, size) as pilot:
        await go_to(pilot, person(1))
        await press(pilot, "enter")
        assert screen(pilot) is ContactScreen
        assert "01 99 00 12 34" in seen(pilot)
        await press(pilot, "v")
        assert screen(pilot) is CompanyScreen
        assert "Bois Lambert" in seen(pilot)
        await go_to(pilot, Ref(Does.OPEN_OPPORTUNITY, id=sale))
        await press(pilot, "enter")
        assert screen(pilot) is SheetScreen
        await press(pilot, "escape", "escape", "escape")
        assert screen(pilot) is SheetScreen
        assert sheet(pilot).ref == person(1)


async def test_a_field_is_edited_where_it_stands(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        await go_to(pilot, Ref(Does.EDIT, "email"))
        await press(pilot, "enter")
        await type_in(pilot, "lambert")
        await press(pilot, "enter")
        assert "! " in seen(pilot)
        assert people_pages.person_page(workspace, 1).problems == {"email": "email.no_at"}
        await press(pilot, "u")
        assert people_pages.person_page(workspace, 1).problems == {}
        await press(pilot, "y")
        assert people_pages.person_page(workspace, 1).person.values["checked_on"] == "2026-11-23"


async def test_a_choice_and_a_wrong_year_on_the_page_of_a_company(
    workspace: Workspace, sale: int
) -> None:
    async with sheet_of(workspace, "company", 1, USUAL) as pilot:
        await go_to(pilot, Ref(Does.EDIT, "kind"))
        await press(pilot, "enter")
        await type_in(pilot, "asso")
        await press(pilot, "enter")
        assert people_pages.company_page(workspace, 1).company.values["kind"] == "association"
        await go_to(pilot, Ref(Does.EDIT, "turnover_year"))
        await press(pilot, "enter")
        await type_in(pilot, "25")
        await press(pilot, "enter")
        assert "quatre chiffres" in seen(pilot)
        await press(pilot, "backspace", "backspace")
        await type_in(pilot, "2025")
        await press(pilot, "enter")
        assert people_pages.company_page(workspace, 1).company.values["turnover_year"] == "2025"


async def test_the_second_window_is_told_once(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        await go_to(pilot, Ref(Does.EDIT, "job_title"))
        await press(pilot, "enter")
        contacts.change(workspace, 1, "job_title", "gérant")
        await type_in(pilot, "directeur")
        await press(pilot, "enter")
        assert people_pages.person_page(workspace, 1).person.values["job_title"] == "gérant"
        await press(pilot, "enter")
        assert people_pages.person_page(workspace, 1).person.values["job_title"] == "directeur"


async def test_an_opposed_person_is_shown_and_not_called(workspace: Workspace, sale: int) -> None:
    contacts.oppose(workspace, 1)
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        assert "S'oppose au démarchage" in seen(pilot)
        await press(pilot, "a")
        assert "01 99 00 12 34" not in " ".join(toasts(pilot))


async def test_another_company_is_chosen_or_made(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "opportunity", sale, USUAL) as pilot:
        await press(pilot, "ctrl+r")
        await type_in(pilot, "Autre SARL")
        await press(pilot, "enter")
        record = people_pages.company_page(workspace, 2)
        assert record.company.name == "Autre SARL"
        assert [one.opportunity.id for one in record.sales] == [sale]


@pytest.mark.parametrize("name", NASTY)
async def test_text_from_outside_does_nothing_on_the_pages(
    workspace: Workspace, sale: int, name: str
) -> None:
    contacts.change(workspace, 1, "job_title", name)
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        assert is_harmless(seen(pilot))
        assert "Bois Lambert" in seen(pilot)


async def test_a_person_who_is_gone_is_told(workspace: Workspace) -> None:
    async with sheet_of(workspace, "contact", 99, USUAL) as pilot:
        assert "n'existe plus" in seen(pilot)
        await press(pilot, "enter", "v", "y", "a", "h")
        assert toasts(pilot) == []


async def test_found_people_open_their_page(workspace: Workspace, sale: int) -> None:
    sale_people.add(workspace, sale, "Mme Zoé Lambert")
    async with sheet_of(workspace, "opportunity", sale, USUAL) as pilot:
        await press(pilot, "ctrl+f")
        await type_in(pilot, "zoe")
        await press(pilot, "down", "enter")
        await pilot.pause()
        assert screen(pilot) is ContactScreen
        assert "Mme Zoé Lambert" in seen(pilot)


async def test_a_person_is_added_on_the_page_of_the_company(
    workspace: Workspace, sale: int
) -> None:
    company = people_pages.person_page(workspace, 1).person.company_id
    assert company is not None
    async with sheet_of(workspace, "company", company, USUAL) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, f"Mme Anne Roux, acheteuse, {MOBILE}")
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(LinesView).cursor == person(2)
        assert "Anne Roux, acheteuse" in seen(pilot)
        assert people(workspace, sale) == [("M. Paul Lambert", "")]
        await press(pilot, "u")
        assert [one.name for one in contacts.find(workspace)] == ["M. Paul Lambert"]


async def test_who_is_known_is_not_added_twice(workspace: Workspace, sale: int) -> None:
    company = people_pages.person_page(workspace, 1).person.company_id
    assert company is not None
    async with sheet_of(workspace, "company", company, USUAL) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Lambert")
        await press(pilot, "enter")
        assert screen(pilot) is CompanyScreen
    assert [one.name for one in contacts.find(workspace)] == ["M. Paul Lambert"]
    assert people(workspace, sale) == [("M. Paul Lambert", "")]


async def test_somebody_of_no_company_joins_one(workspace: Workspace, sale: int) -> None:
    private = opportunities.create(
        workspace, "Véranda", origin=Origin.REFERRAL, contact_name="M. Luc Vidal"
    )
    company = people_pages.person_page(workspace, 1).person.company_id
    assert private + sale
    assert company is not None
    async with sheet_of(workspace, "company", company, USUAL) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "vid")
        assert "D'aucune société" in seen(pilot)
        await press(pilot, "enter")
    members = people_pages.members_of_company(workspace, company)
    assert {one.person.name for one in members} == {"M. Paul Lambert", "M. Luc Vidal"}


async def test_the_decision_chart_is_copied_or_saved(
    workspace: Workspace, sale: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sale_people.set_role(workspace, sale, 1, "decides")
    company = people_pages.person_page(workspace, 1).person.company_id
    assert company is not None
    async with sheet_of(workspace, "company", company, USUAL) as pilot:
        await press(pilot, "o", "enter")
        assert pilot.app.clipboard.startswith("Qui décide\u00a0: Bois Lambert\n")
        assert "◆ décide" in pilot.app.clipboard
        for suffix in ("txt", "md", "pdf"):
            await press(pilot, "o")
            await type_in(pilot, suffix)
            await press(pilot, "enter")
    assert {one.suffix for one in tmp_path.glob("Qui décide*")} == {".txt", ".md", ".pdf"}


@pytest.mark.parametrize("kind", ["contact", "company"])
async def test_the_past_stands_beside_on_a_large_terminal(
    workspace: Workspace, sale: int, kind: str
) -> None:
    opportunities.add_note(workspace, sale, "décide seule")
    record = people_pages.person_page(workspace, 1).person.company_id if kind == "company" else 1
    assert record is not None
    async with sheet_of(workspace, kind, record, LARGE) as pilot:
        main, aside = pilot.app.screen.query(LinesView)
        assert "décide seule" in seen(pilot)
        assert Ref(Does.READ, "history", 0) not in main.refs
        await press(pilot, "right")
        assert (pilot.app.focused, aside.cursor) == (aside, Ref(Does.READ, "history", 0))
        await press(pilot, "left")
        assert pilot.app.focused is main
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert Ref(Does.READ, "history", 0) in main.refs
