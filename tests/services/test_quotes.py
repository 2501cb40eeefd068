"""The life of a quote: what was sent stays, the amount follows, undo takes all back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from prospect_tui.domain.errors import InvalidValue, NotFound, ProspectError, Refused
from prospect_tui.domain.quotes import Line, QuoteState
from prospect_tui.domain.vocabulary import Status
from prospect_tui.services import conversion, opportunities, quote_drafts, quote_lines, quotes
from prospect_tui.services.undo import redo, undo
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.services.quote_desk import (
    IDENTITY,
    amount,
    make_deal,
    make_quote,
    make_sent,
    with_identity,
)


def state_of(workspace: Workspace, quote_id: int) -> QuoteState:
    return quotes.quote_sheet(workspace, quote_id).state


def labels(workspace: Workspace, quote_id: int) -> list[str]:
    return [one.line.label for one in quotes.quote_sheet(workspace, quote_id).lines]


def line_ids(workspace: Workspace, quote_id: int) -> list[int]:
    return [one.id for one in quotes.quote_sheet(workspace, quote_id).lines]


def why(refused: "pytest.ExceptionInfo[ProspectError]") -> str:
    return refused.value.message_id


def test_the_amount_of_the_opportunity_follows_its_current_quote(workspace: Workspace) -> None:
    deal = make_deal(workspace, "Atelier Nord", euros=5_000)
    quote_id = quotes.create(workspace, deal)
    assert amount(workspace, quote_id) == 500_000  # nothing is counted yet
    quote_lines.add_line(workspace, quote_id, Line("Audit", 2_000, 60_000))
    assert amount(workspace, quote_id) == 120_000
    quotes.set_details(workspace, quote_id, discount_bp=1_000)
    assert amount(workspace, quote_id) == 108_000
    other = quotes.create(workspace, deal)
    quote_lines.add_line(workspace, other, Line("Audit court", 1_000, 30_000))
    assert amount(workspace, other) == 30_000
    quotes.set_current(workspace, quote_id)
    quote_lines.add_line(workspace, other, Line("Déplacement", 1_000, 10_000))
    assert amount(workspace, other) == 108_000
    assert [one.is_current for one in quotes.of_opportunity(workspace, deal)] == [False, True]


def test_a_closed_sale_keeps_its_amount(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    deal = quotes.quote_sheet(workspace, quote_id).record.opportunity_id
    opportunities.close(workspace, deal, Status.WON)
    quote_lines.add_line(workspace, quote_id, Line("Après coup", 1_000, 99_900))
    assert amount(workspace, quote_id) == 120_000


def test_it_begins_with_the_address_and_the_usual_conditions(workspace: Workspace) -> None:
    with_identity(workspace, vat_exemption="TVA non applicable, art. 293 B du CGI")
    row = make_prospect(
        workspace, make_file(workspace), company_name="Durand & Fils", last_name="Roux",
        civility="Mme", address="3 quai Nord", postcode="69002",
    )  # fmt: skip
    (deal,) = conversion.convert_rows(workspace, [row], anyway=True)
    record = quotes.quote_sheet(workspace, quotes.create(workspace, deal)).record
    assert record.recipient == "Durand & Fils\nMme Roux\n3 quai Nord\n69002 Lyon"
    assert record.conditions.startswith("TVA non applicable, art. 293 B du CGI\nPaiement")
    assert quote_lines.usual_vat(workspace) == 0


def test_numbers_have_no_gap_even_after_an_undo(workspace: Workspace) -> None:
    deal = make_deal(workspace, "Atelier Nord")
    for _ in range(3):
        quotes.create(workspace, deal)
    undo(workspace)
    quotes.create(workspace, deal)
    found = [one.reference for one in quotes.of_opportunity(workspace, deal)]
    assert found == ["D2026-003", "D2026-002", "D2026-001"]
    clock_of(workspace).advance(days=60)
    assert quotes.find(workspace, "d2026 - 002") == 2
    quotes.create(workspace, deal)
    assert quotes.of_opportunity(workspace, deal)[0].reference == "D2027-001"


def test_what_was_sent_keeps_its_sender_and_its_lines(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    with_identity(workspace, name="Autre nom")
    before = quotes.quote_sheet(workspace, quote_id)
    assert before.sender.startswith("Claire Morel EI\n8 rue des Tanneurs\n69003 Lyon")
    assert before.record.issued_on == workspace.clock.today()
    assert before.record.valid_until == workspace.clock.today() + timedelta(days=30)
    (line_id,) = line_ids(workspace, quote_id)
    newer = quote_lines.change_line(workspace, line_id, quantity_milli=3_000)
    after = quotes.quote_sheet(workspace, quote_id)
    assert (after.lines, after.totals) == (before.lines, before.totals)
    assert not after.record.is_current
    made = quotes.quote_sheet(workspace, newer)
    assert (made.record.reference, made.state) == ("D2026-001 v2", QuoteState.DRAFT)
    assert (made.totals.net_cents, amount(workspace, newer)) == (180_000, 180_000)
    with pytest.raises(Refused) as refused:
        quotes.set_details(workspace, quote_id, subject="Autre")
    assert why(refused) == "quote.replaced"
    assert quotes.find(workspace, "D2026-001") == newer
    assert quotes.find(workspace, "D2026-001 V2") == newer
    assert quotes.find(workspace, "D2026-001 v1") != newer


def test_a_quote_expires_by_the_clock_alone(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    clock_of(workspace).advance(days=30)
    assert state_of(workspace, quote_id) is QuoteState.SENT
    clock_of(workspace).advance(days=1)
    assert state_of(workspace, quote_id) is QuoteState.EXPIRED
    quotes.accept(workspace, quote_id)
    assert state_of(workspace, quote_id) is QuoteState.ACCEPTED


def test_an_accepted_quote_is_not_changed(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    quotes.accept(workspace, quote_id)
    with pytest.raises(Refused) as refused:
        quote_lines.add_line(workspace, quote_id, Line("Encore", 1_000, 100))
    assert why(refused) == "quote.accepted"
    newer = quotes.new_version(workspace, quote_id)
    assert labels(workspace, newer) == ["Formation"]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (quotes.accept, "quote.not_sent"),
        (quotes.refuse, "quote.not_sent"),
        (quotes.new_version, "quote.draft"),
    ],
)
def test_a_draft_cannot_be_answered(
    workspace: Workspace, act: Callable[[Workspace, int], object], reason: str
) -> None:
    quote_id = make_quote(workspace)
    before = dump(workspace)
    with pytest.raises(Refused) as refused:
        act(workspace, quote_id)
    assert why(refused) == reason
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("changes", "line", "reason"),
    [
        ({"siret": ""}, None, "quote.no_identity"),
        ({}, Line("Option", 1_000, 100, is_optional=True), "quote.empty"),
        ({"vat_exemption": "art. 293 B"}, None, "quote.exempt"),
    ],
)
def test_what_the_law_wants_is_asked_before_sending(
    workspace: Workspace, changes: dict[str, str], line: Line | None, reason: str
) -> None:
    quote_id = make_quote(with_identity(workspace, **changes), *([line] if line else []))
    with pytest.raises(Refused) as refused:
        quotes.send(workspace, quote_id)
    assert why(refused) == reason


def test_a_quote_is_answered_once(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    quotes.refuse(workspace, quote_id)
    with pytest.raises(Refused) as refused:
        quotes.accept(workspace, quote_id)
    assert why(refused) == "quote.decided"
    with pytest.raises(Refused) as refused:
        quotes.send(workspace, quote_id)
    assert why(refused) == "quote.sent_already"


def test_lines_are_ordered_and_removed(workspace: Workspace) -> None:
    lines = [Line(name, unit_price_cents=100) for name in "abc"]
    quote_id = make_quote(workspace, *lines)
    first, _second, third = line_ids(workspace, quote_id)
    quote_lines.move_line(workspace, third, 0)
    assert labels(workspace, quote_id) == ["c", "a", "b"]
    quote_lines.add_line(workspace, quote_id, Line("d"), place=1)
    quote_lines.remove_line(workspace, first)
    assert labels(workspace, quote_id) == ["c", "d", "b"]
    with pytest.raises(NotFound) as refused:
        quote_lines.remove_line(workspace, first)
    assert why(refused) == "quote.line_gone"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Line(" \x00".strip("\x00")), "quote.no_label"),
        (Line("a" * 501), "quote.too_long"),
        (Line("a", -1), "quote.quantity"),
        (Line("a", 1, -1), "quote.price"),
        (Line("a", 1, 1, 1_960), "quote.vat"),
        (Line("a", 1, 1, 0, 10_001), "quote.discount"),
    ],
)
def test_a_line_that_cannot_be_is_refused(workspace: Workspace, line: Line, reason: str) -> None:
    quote_id = make_quote(workspace)
    before = dump(workspace)
    with pytest.raises(InvalidValue) as refused:
        quote_lines.add_line(workspace, quote_id, line)
    assert why(refused) == reason
    assert dump(workspace) == before


def test_hostile_text_is_made_harmless(workspace: Workspace) -> None:
    quote_id = make_quote(workspace, Line("a\x1b[31m\u202eb\nc", detail="x\x07\ny"))
    (line,) = quotes.quote_sheet(workspace, quote_id).lines
    assert line.line.label == "a\N{REPLACEMENT CHARACTER}[31mb c"
    assert line.line.detail == "x\N{REPLACEMENT CHARACTER}\ny"


def test_a_copy_for_another_sale_has_a_number_and_an_address_of_its_own(
    workspace: Workspace,
) -> None:
    quote_id = make_sent(workspace)
    other = make_deal(workspace, "Café Sud")
    copy = quotes.quote_sheet(workspace, quotes.duplicate(workspace, quote_id, other))
    assert (copy.record.reference, copy.state) == ("D2026-002", QuoteState.DRAFT)
    assert (copy.record.recipient, copy.totals.net_cents) == ("Café Sud", 120_000)
    assert amount(workspace, copy.record.id) == 120_000


def test_every_act_is_one_undo(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    (line_id,) = line_ids(workspace, quote_id)
    other = make_deal(workspace, "Café Sud")
    acts: list[Callable[[], object]] = [
        lambda: quote_lines.change_line(workspace, line_id, discount_bp=500),
        lambda: quote_lines.add_line(workspace, quote_id, Line("Suite", 1_500, 999)),
        lambda: quote_lines.remove_line(workspace, line_id),
        lambda: quotes.set_details(workspace, quote_id, discount_bp=250, subject="Autre"),
        lambda: quotes.accept(workspace, quote_id),
        lambda: quotes.refuse(workspace, quote_id),
        lambda: quotes.new_version(workspace, quote_id),
        lambda: quotes.duplicate(workspace, quote_id, other),
        lambda: quotes.create(workspace, other, "Encore"),
    ]
    for act in acts:
        before = dump(workspace)
        act()
        after = dump(workspace)
        assert after != before
        assert undo(workspace) is not None
        assert dump(workspace) == before
        assert redo(workspace) is not None
        assert dump(workspace) == after
        undo(workspace)


def test_a_past_validity_is_refused(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    yesterday = workspace.clock.today() - timedelta(days=1)
    with pytest.raises(InvalidValue) as refused:
        quotes.set_details(workspace, quote_id, valid_until=yesterday)
    assert why(refused) == "quote.validity"
    assert IDENTITY.is_complete


def test_a_sale_taken_up_again_has_the_amount_of_its_quote(workspace: Workspace) -> None:
    quote_id = make_quote(workspace, title="Entretien")
    deal = quotes.quote_sheet(workspace, quote_id).record.opportunity_id
    opportunities.close(workspace, deal, Status.CANCELLED)
    quote_lines.add_line(workspace, quote_id, Line("Visite", 1_000, 5_000))
    assert amount(workspace, quote_id) == 120_000, "what is closed stays as it was"
    opportunities.reopen(workspace, deal)
    assert amount(workspace, quote_id) == 125_000


def test_a_draft_is_deleted_and_the_amount_follows_what_was_before(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    newer = quote_lines.add_line(workspace, quote_id, Line("Suite", unit_price_cents=50_000))
    assert amount(workspace, quote_id) == 170_000
    before = dump(workspace)
    quote_drafts.discard(workspace, newer)
    assert amount(workspace, quote_id) == 120_000
    assert quotes.quote_sheet(workspace, quote_id).record.is_current
    with pytest.raises(NotFound):
        quotes.quote_sheet(workspace, newer)
    undo(workspace)
    assert dump(workspace) == before
    redo(workspace)
    assert quotes.find(workspace, "D2026-001") == quote_id


def test_what_was_sent_is_not_deleted(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    before = dump(workspace)
    with pytest.raises(Refused) as refused:
        quote_drafts.discard(workspace, quote_id)
    assert why(refused) == "quote.not_a_draft"
    assert dump(workspace) == before


def test_a_deleted_draft_leaves_its_place_to_a_quote_that_counts(workspace: Workspace) -> None:
    first = make_quote(with_identity(workspace))
    deal = quotes.quote_sheet(workspace, first).record.opportunity_id
    refused = quotes.duplicate(workspace, first, deal)
    quotes.send(workspace, refused)
    quotes.refuse(workspace, refused)
    last = quotes.create(workspace, deal)
    quote_drafts.discard(workspace, last)
    assert [one.id for one in quotes.of_opportunity(workspace, deal) if one.is_current] == [first]
    quote_drafts.discard(workspace, first)
    assert [one.id for one in quotes.of_opportunity(workspace, deal)] == [refused]
    assert amount(workspace, refused) == 120_000, "nothing is offered: the amount stays"


def test_an_amount_typed_by_hand_is_known_until_the_quote_replaces_it(
    workspace: Workspace,
) -> None:
    quote_id = make_quote(workspace)
    sheet = quotes.quote_sheet(workspace, quote_id)
    deal = sheet.record.opportunity_id
    assert (sheet.typed_cents, sheet.record.sale_cents) == (None, 120_000)
    opportunities.set_amount(workspace, deal, amount_cents=500_000)
    assert quotes.quote_sheet(workspace, quote_id).typed_cents == 500_000
    quote_lines.add_line(workspace, quote_id, Line("Suite", unit_price_cents=100))
    assert quotes.typed_amount(workspace, deal) is None
    opportunities.set_amount(workspace, deal, amount_cents=0)
    assert quotes.typed_amount(workspace, deal) is None, "nobody misses nothing"
    opportunities.set_amount(workspace, deal, amount_cents=500_000)
    opportunities.close(workspace, deal, Status.WON)
    assert quotes.typed_amount(workspace, deal) is None, "what is closed keeps its amount"
