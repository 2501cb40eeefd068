"""Calling a person of a sale: the number, the row, the law, and what is remembered of it."""

from datetime import date

import pytest

from prospect_tui.domain.agenda import Section
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    agenda,
    contacts,
    conversion,
    dialled,
    opportunities,
    person_calls,
    sale_people,
)
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect

FIXED, MOBILE = "01 99 00 12 34", "06 39 98 12 34"
LATER = When(date(2026, 12, 15))


@pytest.fixture
def sale(workspace: Workspace) -> int:
    sale = opportunities.create(
        workspace,
        "Toiture",
        origin=Origin.REFERRAL,
        contact_name="M. Paul Lambert",
        phone=FIXED,
        company_name="Bois Lambert",
    )
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.CALL, LATER))
    return sale


def forgotten(workspace: Workspace) -> list[tuple[int | None, str]]:
    """Return the sales that Today tells as forgotten, with the reason."""
    lines = agenda.today(workspace).section(Section.FORGOTTEN)
    return [(line.opportunity_id, line.red_reason) for line in lines]


def dial(workspace: Workspace, contact: int, reason: str = "") -> None:
    person_calls.begin(workspace, person_calls.of_person(workspace, contact), reason)
    clock_of(workspace).advance(minutes=1)


def test_the_number_that_reaches_the_person_alone_comes_first(
    workspace: Workspace, sale: int
) -> None:
    assert person_calls.of_person(workspace, 1).number == "+33199001234"
    contacts.change(workspace, 1, "mobile", MOBILE)
    call = person_calls.of_person(workspace, 1)
    assert (call.number, call.row, call.sales) == ("+33639981234", None, (sale,))
    assert call.verdict.allowed
    contacts.change(workspace, 1, "mobile", "15")
    assert person_calls.of_person(workspace, 1).number == "+33199001234"


def test_a_number_of_the_row_is_called_through_the_row(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), phone=FIXED, last_name="Lambert")
    (sale,) = conversion.convert_rows(workspace, [row], anyway=True)
    assert person_calls.of_person(workspace, 1).row == row
    roux = sale_people.add(workspace, sale, f"Mme Roux, {MOBILE}")
    assert person_calls.of_person(workspace, roux).row is None
    dial(workspace, 1)
    last = dialled.unanswered(workspace)
    assert last is not None
    assert (last.prospect_id, last.contact_id) == (row, None)


def test_the_first_of_the_people_who_has_a_number_is_called(
    workspace: Workspace, sale: int
) -> None:
    contacts.change(workspace, 1, "phone", "")
    assert person_calls.of_opportunity(workspace, sale) is None
    roux = sale_people.add(workspace, sale, f"Mme Roux, {MOBILE}")
    call = person_calls.of_opportunity(workspace, sale)
    assert call is not None
    assert (call.contact_id, call.name) == (roux, "Mme Roux")


def test_the_law_says_no_to_who_objects_and_to_who_is_of_no_company(
    workspace: Workspace, sale: int
) -> None:
    private = opportunities.create(
        workspace, "Véranda", origin=Origin.REFERRAL, contact_name="M. Vidal", phone=MOBILE
    )
    call = person_calls.of_opportunity(workspace, private)
    assert call is not None
    assert call.verdict.message_id == "law.unknown_nature"
    contacts.oppose(workspace, 1)
    assert person_calls.of_person(workspace, 1).verdict.message_id == "law.opposed"
    clock_of(workspace).advance(hours=13)
    assert not person_calls.of_person(workspace, call.contact_id).verdict.allowed
    assert sale


def test_today_tells_a_call_of_which_nothing_was_noted(workspace: Workspace, sale: int) -> None:
    assert forgotten(workspace) == []
    dial(workspace, 1)
    assert forgotten(workspace) == [(sale, "agenda.unanswered")]
    contacts.add_note(workspace, 1, "rappellera")
    assert forgotten(workspace) == []
    assert dialled.unanswered(workspace) is None


@pytest.mark.parametrize("act", ["note", "date", "close"])
def test_anything_written_on_the_sale_answers_for_the_call(
    workspace: Workspace, sale: int, act: str
) -> None:
    dial(workspace, 1, "il me l'a demandé")
    assert dialled.unanswered(workspace) is not None
    if act == "note":
        opportunities.add_note(workspace, sale, "rappellera")
    elif act == "date":
        later = NextAction(ActionKind.CALL, When(date(2026, 12, 16)))
        opportunities.set_next_action(workspace, sale, later)
    else:
        opportunities.close(workspace, sale, Status.CANCELLED)
    assert dialled.unanswered(workspace) is None


def test_the_reason_of_a_forbidden_call_is_noted(workspace: Workspace, sale: int) -> None:
    dial(workspace, 1, "il me l'a demandé")
    noted = workspace.connection.execute("SELECT contact_id, body FROM note").fetchall()
    assert noted == [(1, "il me l'a demandé")]
    assert forgotten(workspace) == [(sale, "agenda.unanswered")]
