"""From a row to an opportunity: nothing that is known gets lost, nothing is made in bulk."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.opportunities import CONDITIONS
from prospect_tui.domain.vocabulary import PlanKind, RowState, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    agenda,
    cockpit,
    grid,
    opportunities,
    opposition,
    search,
    sheets,
    undo,
)
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from tests.builders import dump, make_clock, make_file, make_prospect
from tests.storage.checks import problems

SIRET = "73282932000074"
RICH = {
    "company_name": "Menuiserie Œuvrard",
    "trade_name": "L'Atelier",
    "civility": "Mme",
    "first_name": "Anaïs",
    "last_name": "Lefèvre",
    "job_title": "gérante",
    "phone": "01 99 00 12 34",
    "mobile": "06 39 98 00 01",
    "direct_line": "01 99 00 12 35",
    "email": "anais@exemple.fr",
    "generic_email": "contact@exemple.fr",
    "linkedin": "in/anais",
    "siren": "732829320",
    "siret": SIRET,
    "vat_number": "FR44732829320",
    "rcs": "Lyon B 732 829 320",
    "naf": "43.32A",
    "activity": "menuiserie",
    "legal_form": "SARL",
    "website": "exemple.fr",
    "address": "1 rue des Copeaux",
    "address_extra": "bâtiment B",
    "postcode": "69003",
    "city": "Lyon",
    "country": "France",
    "headcount": "12",
    "turnover": "120000000",
    "competitor": "Lapeyre",
    "amount": "450000",
    "tags": "bois, fenêtres",
    "notes": "vue au salon",
}


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


def convert(workspace: Workspace, row: int) -> sheets.OpportunitySheet:
    (opportunity,) = convert_rows(workspace, [row], anyway=True)
    return sheets.opportunity_sheet(workspace, opportunity)


def test_everything_known_is_carried_over(workspace: Workspace, file: int) -> None:
    sheet = convert(workspace, make_prospect(workspace, file, **RICH))
    sale = sheet.opportunity
    assert sale.title == sale.company_name == "Menuiserie Œuvrard"
    assert (sale.amount_cents, sale.tags, sale.description) == (
        450_000,
        "bois, fenêtres",
        "vue au salon",
    )
    assert (sale.origin, sale.probability, sheet.status) == ("file", 20, Status.TO_DO)
    assert sheet.stage is not None
    assert sheet.stage.code == "needs"
    (contact,) = sheet.contacts
    assert sale.main_contact == contact.name == "Mme Anaïs Lefèvre"
    for name in ("job_title", "phone", "mobile", "direct_line", "email", "linkedin"):
        assert getattr(contact, name) == RICH[name]
    kept = {"siren", "siret", "vat_number", "naf", "activity", "legal_form", "headcount"}
    kept |= {"website", "address", "postcode", "city", "competitor", "trade_name"}
    assert {name: sheet.company[name] for name in kept} == {name: RICH[name] for name in kept}
    assert sheet.company["email"] == RICH["generic_email"]
    turnover = workspace.connection.execute("SELECT turnover_cents FROM company").fetchone()
    assert turnover == (120_000_000,)
    assert problems(workspace.connection) == []


def test_the_row_stays_in_its_file_linked_both_ways(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    sheet = convert(workspace, row)
    record = cockpit.card(workspace, row).prospect
    assert (record.state, record.file_id) == (RowState.CONVERTED, file)
    assert record.opportunity_id == sheet.opportunity.id
    assert sheet.rows == (row,)


def test_the_files_own_columns_are_carried_over_by_their_labels(
    workspace: Workspace, file: int
) -> None:
    row = make_prospect(workspace, file, notes="vue au salon")
    with workspace.writing("add_column") as writing:
        writing.connection.execute(
            "INSERT INTO file_column (file_id, label, position) VALUES (?, 'Surface', 1)", (file,)
        )
    (own,) = (column for column in columns(workspace, file).values() if column.is_own)
    grid.edit_cell(workspace, row, own, "300 m²")
    sale = convert(workspace, row).opportunity
    assert sale.description == "vue au salon\nSurface : 300 m²"


def test_the_history_follows(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    log_call(workspace, CallEntry(row, "NRP"))
    agenda.add_task(workspace, "Chercher le gérant", When(date(2026, 11, 24)), prospect_id=row)
    sheet = convert(workspace, row)
    assert [line.code for line in sheet.history if line.kind == "call"] == ["NRP"]
    assert [activity.subject for activity in sheet.activities] == ["Chercher le gérant"]


@pytest.mark.parametrize("result", ["RAPP", "MAIL"])
def test_a_promise_is_not_lost_by_converting(workspace: Workspace, file: int, result: str) -> None:
    row = make_prospect(workspace, file)
    planned = log_call(workspace, CallEntry(row, result)).consequence.next_call
    assert planned is not None
    sheet = convert(workspace, row)
    assert sheet.opportunity.next_when == planned.when
    assert sheet.opportunity.next_kind == "call"
    assert sheet.status is Status.STANDBY


def test_a_mere_retry_leaves_the_opportunity_to_do(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    planned = log_call(workspace, CallEntry(row, "NRP")).consequence.next_call
    assert planned is not None
    assert planned.kind is PlanKind.RETRY
    sheet = convert(workspace, row)
    assert (sheet.opportunity.next_when, sheet.status) == (None, Status.TO_DO)


def test_a_company_known_by_its_siret_is_used_again(workspace: Workspace, file: int) -> None:
    first = make_prospect(workspace, file, **RICH)
    second = make_prospect(workspace, file, **(RICH | {"last_name": "Petit", "first_name": "Luc"}))
    other = make_prospect(workspace, file, siret="44306184100047")
    none = make_prospect(workspace, file)
    made = convert_rows(workspace, [first, second, other, none], anyway=True)
    companies = [
        sheets.opportunity_sheet(workspace, opportunity).opportunity.company_id
        for opportunity in made
    ]
    assert companies[0] == companies[1]
    assert len(set(companies)) == 3
    siblings = sheets.opportunity_sheet(workspace, made[0]).siblings
    assert [sibling.id for sibling in siblings] == [made[1]]


def test_a_person_without_a_company_keeps_their_address(workspace: Workspace, file: int) -> None:
    row = make_prospect(
        workspace,
        file,
        company_name="",
        last_name="Petit",
        address="2 rue du Bois",
        postcode="69004",
    )
    sheet = convert(workspace, row)
    assert sheet.opportunity.title == "Petit"
    assert sheet.opportunity.company_id is None
    address = workspace.connection.execute("SELECT address, postcode, city FROM contact").fetchone()
    assert address == ("2 rue du Bois", "69004", "Lyon")


@pytest.mark.parametrize("key", ["direct_line", "other_phone", "mobile", "generic_email"])
def test_a_single_way_of_reaching_somebody_makes_a_contact(
    workspace: Workspace, file: int, key: str
) -> None:
    value = "contact@exemple.fr" if "mail" in key else "01 99 00 12 34"
    row = make_prospect(workspace, file, phone="", company_name="", **{key: value})
    assert len(convert(workspace, row).contacts) == 1


def test_missing_conditions_are_asked_once(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    before = dump(workspace)
    with pytest.raises(Refused) as refusal:
        convert_rows(workspace, [row])
    assert refusal.value.message_id == "convert.missing"
    assert refusal.value.params == {
        "missing": ("project", "budget", "date", "deciders"),
        "count": 1,
    }
    assert dump(workspace) == before
    with workspace.writing("edit_cell") as writing:
        writing.connection.execute(
            "UPDATE prospect SET has_project = 1, has_budget = 1, has_date = 1, has_deciders = 1"
        )
    assert len(convert_rows(workspace, [row])) == 1


def test_too_many_open_opportunities_are_asked_about(tmp_path: Path) -> None:
    settings = replace(Settings(), max_open_opportunities=2)
    workspace = open_workspace(tmp_path / "base.db", make_clock(), settings)
    file = make_file(workspace)
    rows = [make_prospect(workspace, file) for _ in range(4)]
    (first,) = convert_rows(workspace, rows[:1], anyway=True)
    with pytest.raises(Refused) as refusal:
        convert_rows(workspace, rows)
    assert refusal.value.message_id == "convert.too_many"
    assert refusal.value.params == {"open": 1, "more": 3, "limit": 2}
    opportunities.close(workspace, first, Status.CANCELLED)
    with pytest.raises(Refused, match=r"convert\.missing"):
        convert_rows(workspace, rows[1:3])
    assert len(convert_rows(workspace, rows, anyway=True)) == 3
    workspace.close()


def test_an_opposed_row_is_not_converted(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    opposition.oppose(workspace, row)
    with pytest.raises(Refused) as refusal:
        convert_rows(workspace, [row], anyway=True)
    assert refusal.value.message_id == "convert.opposed"
    assert refusal.value.params == {"name": "Menuiserie 000"}


def test_a_converted_row_is_left_as_it_is(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    assert len(convert_rows(workspace, [row, row], anyway=True)) == 1
    before = dump(workspace)
    assert convert_rows(workspace, [row, row], anyway=True) == []
    assert dump(workspace) == before


def test_several_rows_are_one_action(workspace: Workspace, file: int) -> None:
    rows = [make_prospect(workspace, file) for _ in range(3)]
    before = dump(workspace)
    made = convert_rows(workspace, rows, anyway=True, label_for="Karim")
    labels = workspace.connection.execute("SELECT DISTINCT label_for FROM opportunity").fetchall()
    assert labels == [("Karim",)]
    positions = workspace.connection.execute(
        "SELECT id FROM opportunity ORDER BY position, id"
    ).fetchall()
    assert [found for (found,) in positions] == made
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["count"]) == ("convert", 3)
    assert dump(workspace) == before


def test_an_unknown_row_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match=r"row\.not_found"):
        convert_rows(workspace, [999], anyway=True)


def test_the_opportunity_is_found_by_its_people(workspace: Workspace, file: int) -> None:
    convert(workspace, make_prospect(workspace, file, **RICH))
    for words, known in (
        ("oeuvrard", ["company"]),
        ("lefevre", ["contact"]),
        ("anais lyon", []),
        ("01.99.00.12.34", ["contact", "company"]),
    ):
        kinds = [found.kind for found in search.find(workspace, words)]
        assert kinds == ["opportunity", *known, "prospect"], words


def test_a_call_about_a_converted_row_dates_its_opportunity(
    workspace: Workspace, file: int
) -> None:
    row = make_prospect(workspace, file)
    sheet = convert(workspace, row)
    when = When(date(2026, 11, 24), time(9))
    grid_before = cockpit.card(workspace, row).prospect.next_when
    with pytest.raises(Refused, match=r"row\.not_active"):
        grid.set_next_date(workspace, row, when)
    assert cockpit.card(workspace, row).prospect.next_when is grid_before is None
    assert sheets.opportunity_sheet(workspace, sheet.opportunity.id).status is Status.TO_DO


def test_what_a_call_teaches_is_written_on_the_opportunity(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    sale = convert(workspace, row).opportunity.id
    opportunities.qualify(workspace, sale, {"project": True}, {"who": "Mme Roux", "why": "bruit"})
    when = When(date(2026, 11, 25), time(14))
    said = {"project": False, "budget": True, "date": False, "deciders": False}
    told = {"who": "", "what": "huit fenêtres", "why": "", "when": "", "where": ""}
    before = dump(workspace)
    log_call(workspace, CallEntry(row, "RDV", Answers(when=when, conditions=said, five_w=told)))
    record = sheets.opportunity_sheet(workspace, sale).opportunity
    assert [name for name, known in record.conditions.items() if known] == ["project", "budget"]
    assert (record.five_w["who"], record.five_w["what"]) == ("Mme Roux", "huit fenêtres")
    undo.undo(workspace)
    assert dump(workspace) == before


def test_what_is_known_now_counts_over_the_row_and_is_asked_no_more(
    workspace: Workspace, file: int
) -> None:
    row = make_prospect(workspace, file)
    made = convert_rows(
        workspace, [row], conditions=dict.fromkeys(CONDITIONS, True), five_w={"who": " Luc\u200b "}
    )
    record = sheets.opportunity_sheet(workspace, made[0]).opportunity
    assert all(record.conditions.values())
    assert record.five_w["who"] == "Luc"
    assert convert_rows(workspace, [row]) == []


@pytest.mark.parametrize("typed", ["123456789012345678901234567890", "፩", "-500", "à voir"])
def test_what_is_no_amount_is_none_of_the_opportunity(
    workspace: Workspace, file: int, typed: str
) -> None:
    row = make_prospect(workspace, file, amount=typed, turnover=typed)
    assert convert(workspace, row).opportunity.amount_cents == 0
