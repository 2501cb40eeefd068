"""The history of a record: what was said, what was done, and every field that was changed."""

from datetime import timedelta

import pytest

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    cells,
    companies,
    configuring,
    contacts,
    histories,
    notes,
    opportunities,
    own_columns,
    people_pages,
    prospect_files,
    qualifying,
    quotes,
    sheets,
    undo,
)
from prospect_tui.services.histories import EventKind, FieldChange, HistoryLine, Shown
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.sales import history_text
from tests.builders import clock_of, make_file, make_prospect
from tests.services.quote_desk import make_quote, with_identity


@pytest.fixture
def sale(workspace: Workspace) -> int:
    made = opportunities.create(workspace, "Atelier Nord", origin=Origin.REFERRAL)
    clock_of(workspace).advance(minutes=1)
    return made


def changed(workspace: Workspace, sale: int) -> list[tuple[FieldChange, ...]]:
    """Return what was changed, the newest first."""
    found = sheets.opportunity_sheet(workspace, sale, shown=Shown.CHANGES)
    return [line.changes for line in found.history if line.kind is EventKind.CHANGE]


def told(workspace: Workspace, sale: int) -> list[str]:
    """Return the lines of the history without their days, the newest first."""
    lines = sheets.opportunity_sheet(workspace, sale).history
    shown = (history_text(line, workspace.zone, workspace.clock.today()) for line in lines)
    return [line.partition("  ")[2].replace("\u00a0", " ").replace("\u202f", " ") for line in shown]


def plain(line: HistoryLine, workspace: Workspace) -> str:
    return history_text(line, workspace.zone, workspace.clock.today()).replace("\u00a0", " ")


def test_what_a_sale_was_made_with_is_no_change(workspace: Workspace) -> None:
    call = NextAction(ActionKind.CALL, When(workspace.clock.today() + timedelta(days=4)))
    made = opportunities.create(
        workspace,
        "Atelier Sud",
        origin=Origin.REFERRAL,
        contact_name="Mme Anne Roux",
        company_name="Bois Roux",
        source="Salon du bois",
        next_action=call,
    )
    assert changed(workspace, made) == []
    twin = opportunities.close(workspace, made, Status.WON, renewal_months=6)
    assert twin is not None
    assert changed(workspace, twin) == []


def test_a_stage_move_is_told_with_both_stages(workspace: Workspace, sale: int) -> None:
    stages = configuring.stages(workspace)
    opportunities.move(workspace, sale, stages[4].id)
    ((stage, probability),) = changed(workspace, sale)
    assert (stage.field, stage.before, stage.after) == ("stage", stages[0], stages[4])
    assert probability == FieldChange("probability", 20, 85)
    assert told(workspace, sale)[0] == (
        "étape Analyse des besoins → Négociation · probabilité 20 % → 85 %"
    )


@pytest.mark.parametrize(
    ("field", "text", "line"),
    [
        ("title", "Atelier Sud", "titre « Atelier Nord » → « Atelier Sud »"),
        ("description", "une\ndeux", "description – → « une deux »"),
        ("has_budget", "yes", "Budget non → oui"),
        ("w_why", "trop lent", "Pourquoi changer – → « trop lent »"),
        ("source", "Salon du bois", "source – → Salon du bois"),
        ("origin", "inbound_call", "origine Recommandation → Appel entrant"),
    ],
)
def test_a_field_is_told_with_what_it_held(
    workspace: Workspace, sale: int, field: str, text: str, line: str
) -> None:
    opportunities.edit(workspace, sale, field, text)
    assert told(workspace, sale)[0] == line


def test_amounts_and_dates_are_told(workspace: Workspace, sale: int) -> None:
    opportunities.set_amount(workspace, sale, amount_cents=120_000)
    day = clock_of(workspace).today() + timedelta(days=3)
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.MAIL, When(day), "devis"))
    clock_of(workspace).advance(minutes=1)
    opportunities.set_next_action(
        workspace, sale, NextAction(ActionKind.MAIL, When(day + timedelta(days=1)), "devis")
    )
    lines = told(workspace, sale)
    assert lines[0] == "prochaine action jeu. 26/11 → ven. 27/11"
    assert "prochaine action – → jeu. 26/11" in lines[1]
    assert "montant 0 € → 1 200 €" in lines


def test_what_was_undone_never_was(workspace: Workspace, sale: int) -> None:
    opportunities.edit(workspace, sale, "tags", "bois")
    undo.undo(workspace)
    assert changed(workspace, sale) == []
    undo.redo(workspace)
    assert changed(workspace, sale) == [(FieldChange("tags", "", "bois"),)]


def test_star_and_place_on_the_board_are_not_the_same(workspace: Workspace, sale: int) -> None:
    other = opportunities.create(workspace, "Autre", origin=Origin.REFERRAL)
    stage = configuring.stages(workspace)[0].id
    opportunities.move(workspace, sale, stage, before_id=other)
    assert changed(workspace, sale) == []
    opportunities.star(workspace, sale)
    assert changed(workspace, sale) == [(FieldChange("starred", 0, 1),)]


def test_a_closing_is_told_once_and_a_reopening_too(workspace: Workspace, sale: int) -> None:
    opportunities.close(workspace, sale, Status.LOST, reason="budget")
    assert told(workspace, sale)[0] == "Perdue · budget"
    assert changed(workspace, sale) == []
    clock_of(workspace).advance(minutes=1)
    opportunities.reopen(workspace, sale)
    assert told(workspace, sale)[:2] == ["rouverte (Perdue)", "Perdue"]


def test_quotes_are_told_when_they_are_sent_and_answered(workspace: Workspace) -> None:
    quote = make_quote(with_identity(workspace))
    sale = quotes.quote_sheet(workspace, quote).record.opportunity_id
    clock_of(workspace).advance(minutes=1)
    quotes.send(workspace, quote)
    clock_of(workspace).advance(minutes=1)
    quotes.accept(workspace, quote)
    found = sheets.opportunity_sheet(workspace, sale, shown=Shown.DONE)
    assert [(one.kind, one.code) for one in found.history] == [
        (EventKind.QUOTE, "accepted"),
        (EventKind.QUOTE, "sent"),
    ]
    assert [one.state for one in found.quotes] == ["accepted"]


def test_a_history_is_read_in_pages_and_by_kind(workspace: Workspace, sale: int) -> None:
    for number in range(5):
        clock_of(workspace).advance(minutes=1)
        opportunities.add_note(workspace, sale, f"note {number}")
    first = sheets.opportunity_sheet(workspace, sale, most=2)
    assert ([line.text for line in first.history], first.has_more) == (["note 4", "note 3"], True)
    whole = sheets.opportunity_sheet(workspace, sale, most=6)
    assert (len(whole.history), whole.has_more) == (6, False)
    kept = sheets.opportunity_sheet(workspace, sale, shown=Shown.NOTES, most=5)
    assert {line.kind for line in kept.history} == {EventKind.NOTE}
    assert not kept.has_more
    assert sheets.opportunity_sheet(workspace, sale, shown=Shown.CALLS).history == ()


def test_the_changes_of_a_row_are_told(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    row = make_prospect(workspace, file_id, city="Lyon")
    columns = prospect_files.columns(workspace, file_id)
    cells.edit_cell(workspace, row, columns["city"], "Villeurbanne")
    clock_of(workspace).advance(minutes=1)
    notes.add_to_row(workspace, row, "décide seule")
    found = sheets.prospect_sheet(workspace, row, shown=Shown.CHANGES).history
    assert [line.changes for line in found] == [(FieldChange("city", "Lyon", "Villeurbanne"),)]
    assert "Ville « Lyon » → « Villeurbanne »" in plain(found[0], workspace)


def test_a_cell_of_an_own_column_is_told_by_its_name(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    row = make_prospect(workspace, file_id)
    colour = own_columns.add_column(workspace, file_id, "Couleur du toit")
    other = own_columns.add_column(workspace, file_id, "Pente")
    for text in ("ocre", "noir"):
        for column in (colour, other):
            cells.edit_cell(workspace, row, column, text)
    found = sheets.prospect_sheet(workspace, row, shown=Shown.CHANGES).history
    assert [line.changes for line in found][:2] == [
        (FieldChange(other.key, "ocre", "noir", label="Pente"),),
        (FieldChange(colour.key, "ocre", "noir", label="Couleur du toit"),),
    ]
    assert "Couleur du toit « ocre » → « noir »" in plain(found[1], workspace)
    own_columns.delete_column(workspace, other)
    newest = sheets.prospect_sheet(workspace, row, shown=Shown.CHANGES).history[0]
    assert "colonne supprimée « noir » → –" in plain(newest, workspace)


def test_what_is_changed_of_the_people_and_the_company_is_told(workspace: Workspace) -> None:
    sale = opportunities.create(
        workspace,
        "Toiture",
        origin=Origin.REFERRAL,
        contact_name="M. Paul Lambert",
        company={"name": "Bois Lambert"},
    )
    clock_of(workspace).advance(minutes=1)
    contacts.change(workspace, 1, "role", "decides")
    clock_of(workspace).advance(minutes=1)
    companies.change(workspace, 1, "turnover", "1,2 M€")
    clock_of(workspace).advance(minutes=1)
    contacts.change(workspace, 1, "email_permission", "oui")
    clock_of(workspace).advance(minutes=1)
    contacts.change(workspace, 1, "mobile", "06 39 98 12 34")
    assert told(workspace, sale)[:4] == [
        "Mobile – → « 06 39 98 12 34 » · M. Paul Lambert",
        "Accepte les e-mails – → oui · M. Paul Lambert",
        "Chiffre d'affaires – → 1 200 000 € · Bois Lambert",
        "Rôle décision – → ◆ décide · M. Paul Lambert",
    ]
    page = people_pages.person_page(workspace, 1)
    assert [line.changes[0].field for line in page.history] == [
        "mobile", "email_permission", "role",
    ]  # fmt: skip
    assert [line.changes[0].after for line in people_pages.company_page(workspace, 1).history] == [
        120_000_000
    ]
    undo.undo(workspace)
    assert told(workspace, sale)[0].startswith("Accepte")


def test_what_is_known_of_a_row_is_changed_and_taken_back(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    qualifying.set_quality(workspace, row, "has_budget", "yes")
    qualifying.set_quality(workspace, row, "w_who", " le gérant ")
    record = sheets.prospect_sheet(workspace, row).prospect
    assert (record.conditions["budget"], record.five_w["who"]) == (True, "le gérant")
    undo.undo(workspace)
    undo.undo(workspace)
    record = sheets.prospect_sheet(workspace, row).prospect
    assert (record.conditions["budget"], record.five_w["who"]) == (False, "")
    assert histories.of_row(workspace, record, (), Shown.CHANGES).lines == ()
