"""A new opportunity, from wherever it comes: nobody is doubled, nothing is lost."""

from datetime import date

import pytest

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.opportunities import LARGEST_AMOUNT, NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import board, creating, opportunities, sheets
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.services.test_opportunity_life import is_one_undo, make_sale, record_of

FRIDAY = When(date(2026, 11, 27))


@pytest.fixture
def sale(workspace: Workspace) -> int:
    """Return an opportunity with a person."""
    return make_sale(workspace, contact_name="Mme Anne Roux", phone="04 65 71 00 12")


def test_the_same_person_and_company_are_found_again(workspace: Workspace) -> None:
    firm = {"name": "Lambert", "siret": "73282932000074", "postcode": "69003"}
    make_sale(workspace, contact_name="Mme Anne Roux", phone="04.65.71.00.12")
    second = creating.create(
        workspace,
        "Portes",
        origin=Origin.NETWORK,
        contact_name="Mme Roux",
        phone="+33 4 65 71 00 12",
        email="anne@lambert.example",
        company=firm,
    )
    third = creating.create(workspace, "Volets", origin=Origin.NETWORK, company=firm)
    people = workspace.connection.execute("SELECT last_name, email FROM contact").fetchall()
    assert people == [("Roux", "anne@lambert.example")]
    assert record_of(workspace, third).company_id == record_of(workspace, second).company_id


def test_a_shared_number_is_no_proof(workspace: Workspace, sale: int) -> None:
    known = creating.whoever_is_known(
        workspace, {"phone": "0465710012", "last_name": "Petit"}, {"name": ""}
    )
    assert known.contact is None
    assert [one.last_name for one in known.others] == ["Roux"]
    make_sale(workspace, "Portes", contact_name="M. Paul Petit", phone="0465710012")
    assert len(workspace.connection.execute("SELECT id FROM contact").fetchall()) == 2


def test_two_companies_of_one_name_stay_two(workspace: Workspace) -> None:
    for postcode in ("69003", "13001"):
        creating.create(
            workspace,
            "Toit",
            origin=Origin.NETWORK,
            company={"name": "Lambert", "postcode": postcode},
        )
    assert len(workspace.connection.execute("SELECT id FROM company").fetchall()) == 2
    unsure = creating.whoever_is_known(workspace, {}, {"name": "LAMBERT"})
    assert unsure.company is None


def test_a_row_with_the_same_number_is_told(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), phone="04 65 71 00 12")
    known = creating.whoever_is_known(workspace, {"mobile": "0465710012"}, {})
    assert [(one[0], one[2]) for one in known.rows] == [(row, "Menuisiers 69")]


def test_everything_is_created_by_one_action(workspace: Workspace) -> None:
    is_one_undo(
        workspace,
        lambda: creating.create(
            workspace,
            "Stand",
            origin=Origin.TRADE_FAIR,
            contact_name="Mme Roux",
            second_contact="M. Petit",
            company_name="Lambert",
            source="Salon Bâti",
            campaign="Automne",
            next_action=NextAction(ActionKind.QUOTE, FRIDAY, "chiffrer"),
            conditions=("budget",),
            five_w={"who": "Mme Roux"},
        ),
    )
    (card,) = board.board(workspace).columns[0].cards
    sheet = sheets.opportunity_sheet(workspace, card.id)
    assert [one.last_name for one in sheet.contacts] == ["Roux", "Petit"]
    assert (sheet.opportunity.source, sheet.opportunity.campaign) == ("Salon Bâti", "Automne")
    assert sheet.opportunity.conditions["budget"]
    assert sheet.opportunity.five_w["who"] == "Mme Roux"
    assert sheet.status is Status.STANDBY


def test_a_name_is_one_source_whatever_its_case(workspace: Workspace) -> None:
    for name in ("Salon Bâti", "salon bâti", " Salon Bâti "):
        make_sale(workspace, source=name)
    assert creating.known_sources(workspace) == ["Salon Bâti"]


@pytest.mark.parametrize("title", ["x" * 5000, "[red]{title}[/] \x1b[31m %s", "Ünïcode 👩‍🔧"])
def test_titles_are_kept_whole(workspace: Workspace, title: str) -> None:
    sale = make_sale(workspace, title)
    kept = record_of(workspace, sale).title
    assert len(kept) == len(title)
    assert "\x1b" not in kept


def test_amounts_that_nobody_sells_for(workspace: Workspace, sale: int) -> None:
    for amount in (-1, LARGEST_AMOUNT + 1, 10**30):
        with pytest.raises(InvalidValue):
            opportunities.set_amount(workspace, sale, amount_cents=amount)
        with pytest.raises(InvalidValue):
            creating.create(workspace, "A", origin=Origin.NETWORK, amount_cents=amount)


def test_the_limit_on_open_ones_is_told(workspace: Workspace) -> None:
    limit = workspace.settings.max_open_opportunities
    for _ in range(limit):
        make_sale(workspace)
    assert creating.over_limit(workspace) is None
    make_sale(workspace)
    assert creating.over_limit(workspace) == (limit + 1, limit)


@pytest.mark.parametrize(
    ("field", "text"), [("origin", "lune"), ("title", " \u202e"), ("stage_id", "1")]
)
def test_what_cannot_be_edited(workspace: Workspace, sale: int, field: str, text: str) -> None:
    before = dump(workspace)
    with pytest.raises(InvalidValue):
        opportunities.edit(workspace, sale, field, text)
    assert dump(workspace) == before
