"""Who is a client, what was sold and said, what comes again: every figure equals a recount."""

from datetime import date

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    agenda,
    ambassadors,
    calls,
    clients,
    conversion,
    duplicating,
    folders,
    funnel,
    intermediaries,
    opportunities,
)
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect
from tests.services.test_folders import make_sale
from tests.services.test_opportunity_life import is_one_undo, record_of


def won(
    workspace: Workspace, sale: int, renewal_months: int = 0, after_sale_days: int = 0
) -> int | None:
    return opportunities.close(
        workspace,
        sale,
        Status.WON,
        renewal_months=renewal_months,
        after_sale_days=after_sale_days,
    )


def test_who_bought_once_is_a_client_without_a_folder(workspace: Workspace) -> None:
    make_sale(workspace, "Rien de vendu", company_name="Prospect SARL")
    one = make_sale(workspace, amount_cents=120_000)
    won(workspace, one)
    make_sale(workspace, "Suite", amount_cents=50_000)
    alone = make_sale(workspace, "Étude", company_name="", contact_name="M. Vidal")
    won(workspace, alone)
    found = {client.name: client for client in clients.clients(workspace)}
    assert list(found) == ["Atelier Nord", "Étude"]
    atelier = found["Atelier Nord"]
    assert (atelier.folder_id, atelier.sale_id) == (None, one)
    assert (atelier.open_count, atelier.won_count, atelier.won_cents) == (1, 1, 120_000)


def test_a_folder_counts_all_its_sales(workspace: Workspace) -> None:
    first = make_sale(workspace, amount_cents=120_000)
    second = duplicating.duplicate(workspace, first, "Portes")
    opportunities.set_amount(workspace, second, amount_cents=30_050)
    third = duplicating.duplicate(workspace, first, "Volets")
    won(workspace, first, renewal_months=12, after_sale_days=30)
    won(workspace, second)
    opportunities.close(workspace, third, Status.LOST, reason="prix")
    (client,) = clients.clients(workspace)
    assert client.folder_id == 1
    assert (client.open_count, client.won_count, client.lost_count) == (1, 2, 1)
    assert client.won_cents == 150_050
    assert client.next_renewal == When(date(2027, 11, 23))
    assert client.next_follow_up == When(date(2026, 12, 23))
    page = clients.folder_page(workspace, 1)
    assert page.won_cents == client.won_cents
    assert [len(page.of(one)) for one in (None, Status.WON, Status.LOST)] == [1, 2, 1]
    assert [one.title for one in page.renewals] == ["Fenêtres 2027"]
    assert [(one.sale_id, one.client) for one in page.follow_ups] == [(first, "Atelier Nord")]
    assert [(one.title, one.client) for one in clients.renewals(workspace)] == [
        ("Fenêtres 2027", "Atelier Nord")
    ]
    assert clients.follow_ups(workspace) == list(page.follow_ups)
    agenda.finish_activity(workspace, page.follow_ups[0].id)
    assert clients.follow_ups(workspace) == []


def test_several_small_sales_keep_each_its_decider(workspace: Workspace) -> None:
    first = make_sale(workspace, "Excel", contact_name="Mme Roux", phone="04 65 71 00 12")
    second = make_sale(workspace, "Word", contact_name="M. Vidal")
    third = make_sale(workspace, "Outlook", contact_name="Mme Roux", phone="04 65 71 00 12")
    folders.file_with(workspace, second, first)
    folders.file_with(workspace, third, first)
    page = clients.folder_page(workspace, 1)
    said = {one.contact.name: set(one.titles) for one in page.people}
    assert said == {"Mme Roux": {"Excel", "Outlook"}, "M. Vidal": {"Word"}}
    assert {one.title: one.main_contact for one in page.sales} == {
        "Excel": "Mme Roux", "Word": "M. Vidal", "Outlook": "Mme Roux",
    }  # fmt: skip


def test_exchanges_of_all_sales_and_rows_are_one_history(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Atelier Nord")
    calls.log_call(workspace, calls.CallEntry(row, "NRP", Answers(), calls.new_uid()))
    clock_of(workspace).advance(minutes=5)
    (first,) = conversion.convert_rows(workspace, [row], anyway=True)
    second = duplicating.duplicate(workspace, first, "Portes")
    for number, sale in enumerate((first, second, first)):
        clock_of(workspace).advance(minutes=5)
        opportunities.add_note(workspace, sale, f"note {number}")
    clock_of(workspace).advance(minutes=5)
    opportunities.do_next_action(workspace, second, "devis envoyé")
    page = clients.folder_page(workspace, 1)
    assert [(one.kind.value, one.text) for one in page.history] == [
        ("activity", "Portes · devis envoyé"),
        ("note", "Atelier Nord · note 2"),
        ("note", "Portes · note 1"),
        ("note", "Atelier Nord · note 0"),
        ("call", "Atelier Nord"),
    ]
    assert not page.has_more
    short = clients.folder_page(workspace, 1, most=2)
    assert short.history == page.history[:2]
    assert short.has_more
    (client,) = clients.clients(workspace)
    assert client.last_exchange == page.history[0].at


def test_clients_are_found_without_accents_and_sorted(workspace: Workspace) -> None:
    first = make_sale(workspace, "Été", amount_cents=100)
    second = make_sale(workspace, "Scierie", company_name="Vidal", amount_cents=200)
    won(workspace, first, renewal_months=12)
    won(workspace, second)
    clock_of(workspace).advance(minutes=5)
    opportunities.add_note(workspace, second, "vu")
    found = clients.clients(workspace)

    def names(order: clients.Order) -> list[str]:
        return [one.name for one in clients.in_order(workspace, found, order)]

    assert names(clients.Order.NAME) == ["Atelier Nord", "Vidal"]
    assert names(clients.Order.TOTAL) == ["Vidal", "Atelier Nord"]
    assert names(clients.Order.LAST) == ["Vidal", "Atelier Nord"]
    assert names(clients.Order.RENEWAL) == ["Atelier Nord", "Vidal"]
    assert [one.name for one in clients.narrowed(found, "ATELIER ete")] == ["Atelier Nord"]
    assert clients.narrowed(found, "atelier scierie") == []


def test_a_folder_that_is_gone_says_so(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        clients.folder_page(workspace, 3)


def test_an_upsell_waits_in_the_folder(workspace: Workspace) -> None:
    first = make_sale(workspace)
    won(workspace, first)
    second = make_sale(workspace, "Entretien", origin=Origin.UPSELL)
    page = clients.folder_page(workspace, 1)
    assert [one.id for one in page.sales] == [second, first], "open ones first"


# intermediaries


def test_a_sale_through_an_agency_is_filed_with_the_end_client(workspace: Workspace) -> None:
    bought = make_sale(workspace, "Fenêtres")
    sale = make_sale(
        workspace, "Volets", company_name="Agence Pivot", contact_name="M. Vidal",
        phone="04 65 71 00 12",
    )  # fmt: skip
    (person,) = intermediaries.proposed(workspace, sale)
    assert (person.name, person.agency) == ("M. Vidal", "Agence Pivot")
    is_one_undo(
        workspace,
        lambda: intermediaries.through(
            workspace, sale, person.contact_id, tag="via Agence Pivot", client="atelier nord"
        ),
    )
    record = record_of(workspace, sale)
    assert record.intermediary
    assert record.company_name == "Atelier Nord"
    assert record.tags == "via Agence Pivot"
    assert intermediaries.proposed(workspace, sale)[0].agency == "Agence Pivot"
    assert folders.candidates(workspace, sale)[0].id == bought
    folders.file_with(workspace, sale, bought)
    assert record_of(workspace, sale).folder_name == "Atelier Nord"
    is_one_undo(workspace, lambda: intermediaries.directly(workspace, sale))
    assert not record_of(workspace, sale).intermediary


def test_the_intermediary_comes_first_and_a_new_client_is_made(workspace: Workspace) -> None:
    sale = make_sale(workspace, second_contact="M. Vidal")
    vidal = next(o for o in intermediaries.proposed(workspace, sale) if o.name == "M. Vidal")
    intermediaries.through(workspace, sale, vidal.contact_id, client="Mairie de Bron")
    record = record_of(workspace, sale)
    assert record.main_contact == "M. Vidal"
    assert record.company_name == "Mairie de Bron"
    with pytest.raises(Refused):
        intermediaries.through(workspace, sale, 999)
    nobody = make_sale(workspace, contact_name="")
    with pytest.raises(Refused):
        intermediaries.proposed(workspace, nobody)


# ambassadors


def test_an_ambassador_is_marked_and_counted_once_by_client(workspace: Workspace) -> None:
    first = make_sale(workspace, second_contact="M. Vidal")
    won(workspace, first)
    duplicating.duplicate(workspace, first, "Portes")
    today, step = workspace.clock.today(), funnel.FunnelStep.AMBASSADORS
    assert volume(workspace, step) == 0
    main = ambassadors.main_person(workspace, first)
    is_one_undo(workspace, lambda: ambassadors.toggle(workspace, main))
    page = clients.folder_page(workspace, 1)
    assert [one.is_ambassador for one in page.people] == [True, False]
    ambassadors.toggle(workspace, page.people[1].contact.id)
    (client,) = clients.clients(workspace)
    assert client.is_ambassador
    assert volume(workspace, step) == 1
    funnel.set_typed(workspace, step, today, 4)
    assert volume(workspace, step) == 5
    shown = funnel.counted(workspace, step, today, today)
    assert [(one.kind, one.id) for one in shown] == [("opportunity", first)]
    assert funnel.counted(workspace, step, date(2026, 1, 1), date(2026, 1, 31)) == []
    for one in page.people:
        ambassadors.toggle(workspace, one.contact.id)
    assert volume(workspace, step) == 4
    with pytest.raises(Refused):
        ambassadors.main_person(workspace, make_sale(workspace, contact_name=""))


def volume(workspace: Workspace, step: funnel.FunnelStep) -> int:
    today = workspace.clock.today()
    steps = funnel.funnel(workspace, today, today).steps
    return next(one.volume for one in steps if one.step is step)
