"""The life of an opportunity on a real base: one action each, one undo each."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from prospect_tui.domain.boards import Wanted
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import board, opportunities, search, sheets, undo
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump
from tests.storage.checks import problems

TOMORROW = NextAction(ActionKind.QUOTE, When(date(2026, 11, 24), time(14)), "devis fenêtres")


@pytest.fixture
def sale(workspace: Workspace) -> int:
    """Return an opportunity met at a trade fair."""
    return opportunities.create(
        workspace,
        "  Fenêtres du lycée ",
        origin=Origin.TRADE_FAIR,
        amount_cents=100_000,
        contact_name="Mme Anaïs Lefèvre",
        phone="01 99 00 12 34",
        email="anais@exemple.fr",
        description="vue au salon\nBudget voté",
    )


def sheet_of(workspace: Workspace, sale: int) -> sheets.OpportunitySheet:
    return sheets.opportunity_sheet(workspace, sale)


def test_a_new_opportunity_is_to_do_in_the_first_stage(workspace: Workspace, sale: int) -> None:
    sheet = sheet_of(workspace, sale)
    assert sheet.opportunity.title == "Fenêtres du lycée"
    assert (sheet.status, sheet.opportunity.probability) == (Status.TO_DO, 20)
    assert sheet.stage is not None
    assert sheet.stage.code == "needs"
    (contact,) = sheet.contacts
    assert (contact.civility, contact.first_name, contact.last_name) == ("Mme", "Anaïs", "Lefèvre")
    assert sheet.opportunity.description == "vue au salon\nBudget voté"
    assert sheet.history[-1].code == "trade_fair"


@pytest.mark.parametrize(("title", "amount"), [("  ", 0), ("\u202e", 0), ("Salon", -1)])
def test_what_cannot_be_created(workspace: Workspace, title: str, amount: int) -> None:
    before = dump(workspace)
    with pytest.raises(InvalidValue):
        opportunities.create(workspace, title, origin=Origin.NETWORK, amount_cents=amount)
    assert dump(workspace) == before


def test_an_opportunity_without_anybody_has_no_contact(workspace: Workspace) -> None:
    sale = opportunities.create(workspace, "Salon", origin=Origin.NETWORK)
    assert sheet_of(workspace, sale).contacts == ()


def test_a_dated_action_puts_it_in_stand_by_until_its_hour(workspace: Workspace, sale: int) -> None:
    opportunities.set_next_action(workspace, sale, TOMORROW)
    assert sheet_of(workspace, sale).status is Status.STANDBY
    clock_of(workspace).set_local(2026, 11, 24, 13, 59)
    assert sheet_of(workspace, sale).status is Status.STANDBY
    clock_of(workspace).set_local(2026, 11, 24, 14, 0)
    assert sheet_of(workspace, sale).status is Status.TO_DO
    clock_of(workspace).set_local(2026, 11, 24, 14, 1)
    assert sheet_of(workspace, sale).is_late


def test_there_is_one_next_action(workspace: Workspace, sale: int) -> None:
    opportunities.set_next_action(workspace, sale, TOMORROW)
    other = NextAction(ActionKind.CALL, When(date(2026, 12, 1)))
    opportunities.set_next_action(workspace, sale, other)
    found = sheet_of(workspace, sale).opportunity
    assert (found.next_kind, found.next_when, found.next_label) == ("call", other.when, "")


def test_a_past_action_is_refused(workspace: Workspace, sale: int) -> None:
    past = NextAction(ActionKind.CALL, When(date(2026, 11, 22)))
    with pytest.raises(Refused, match=r"opportunity\.next_in_past"):
        opportunities.set_next_action(workspace, sale, past)


@pytest.mark.parametrize("outcome", [Status.WON, Status.LOST, Status.CANCELLED])
def test_closing_clears_the_next_action(workspace: Workspace, sale: int, outcome: Status) -> None:
    opportunities.set_next_action(workspace, sale, TOMORROW)
    clock_of(workspace).advance(hours=1)
    opportunities.close(workspace, sale, outcome, reason=" prix ", lesson="chiffrer plus tôt")
    sheet = sheet_of(workspace, sale)
    assert sheet.status is outcome
    assert (sheet.opportunity.next_when, sheet.opportunity.next_kind) == (None, "")
    assert (sheet.opportunity.reason, sheet.opportunity.lesson) == ("prix", "chiffrer plus tôt")
    assert sheet.opportunity.closed_at == workspace.clock.now()
    assert sheet.history[0].code == outcome.value
    assert board.board(workspace).columns[0].cards == ()
    assert problems(workspace.connection) == []


def test_a_loss_needs_a_reason_or_a_competitor(workspace: Workspace, sale: int) -> None:
    with pytest.raises(InvalidValue, match=r"opportunity\.reason_needed"):
        opportunities.close(workspace, sale, Status.LOST, reason=" ")
    opportunities.close(workspace, sale, Status.LOST, lost_to="Lapeyre")
    assert sheet_of(workspace, sale).opportunity.lost_to == "Lapeyre"


@pytest.mark.parametrize("outcome", [Status.TO_DO, Status.STANDBY])
def test_only_an_outcome_closes(workspace: Workspace, sale: int, outcome: Status) -> None:
    with pytest.raises(InvalidValue, match=r"opportunity\.not_an_outcome"):
        opportunities.close(workspace, sale, outcome)


def test_a_closed_opportunity_is_neither_moved_dated_nor_closed(
    workspace: Workspace, sale: int
) -> None:
    opportunities.close(workspace, sale, Status.WON)
    before = dump(workspace)
    changes: list[Callable[[], object]] = [
        lambda: opportunities.move(workspace, sale, 2),
        lambda: opportunities.set_next_action(workspace, sale, TOMORROW),
        lambda: opportunities.close(workspace, sale, Status.WON),
    ]
    for change in changes:
        with pytest.raises(Refused, match=r"opportunity\.closed"):
            change()
    assert dump(workspace) == before


def test_a_new_stage_gives_its_probability(workspace: Workspace, sale: int) -> None:
    opportunities.set_amount(workspace, sale, probability=33)
    clock_of(workspace).advance(days=2)
    opportunities.move(workspace, sale, 3)
    found = sheet_of(workspace, sale).opportunity
    assert (found.stage_id, found.probability) == (3, 60)
    assert found.stage_since == found.last_activity_at == workspace.clock.now()


def test_another_order_within_a_stage_is_no_activity(workspace: Workspace, sale: int) -> None:
    other = opportunities.create(workspace, "Autre", origin=Origin.NETWORK)
    before = sheet_of(workspace, other).opportunity
    clock_of(workspace).advance(days=20)
    opportunities.move(workspace, other, 1, before_id=sale)
    after = sheet_of(workspace, other).opportunity
    assert [card.id for card in board.board(workspace).columns[0].cards] == [other, sale]
    assert after.last_activity_at == before.last_activity_at
    assert after.stage_since == before.stage_since
    assert after.probability == before.probability


def test_cards_change_places_as_often_as_one_likes(workspace: Workspace) -> None:
    """Each move halves the gap between two cards: it must never run out."""
    cards = [opportunities.create(workspace, f"Carte {n}", origin=Origin.NETWORK) for n in range(4)]
    for n in range(120):
        moved = cards.pop(-1)
        cards.insert(1 + n % 2, moved)
        opportunities.move(workspace, moved, 1, before_id=cards[2 + n % 2])
        assert [card.id for card in board.board(workspace).columns[0].cards] == cards
    before = dump(workspace)
    opportunities.move(workspace, cards[3], 1, before_id=cards[1])
    undo.undo(workspace)
    assert dump(workspace) == before


def test_an_unknown_stage_or_opportunity_is_told(workspace: Workspace, sale: int) -> None:
    with pytest.raises(NotFound) as refusal:
        opportunities.move(workspace, sale, 99)
    assert refusal.value.params == {"stage": 99}
    with pytest.raises(NotFound, match=r"opportunity\.not_found"):
        opportunities.star(workspace, 999)


def test_a_star_is_turned_on_and_off(workspace: Workspace, sale: int) -> None:
    assert opportunities.star(workspace, sale)
    assert not opportunities.star(workspace, sale)


def test_fields_conditions_and_questions_are_edited(workspace: Workspace, sale: int) -> None:
    opportunities.edit(workspace, sale, "title", " Portes\u200b du lycée ")
    opportunities.edit(workspace, sale, "has_budget", "yes")
    opportunities.edit(workspace, sale, "w_who", "Mme Lefèvre")
    found = sheet_of(workspace, sale).opportunity
    assert found.title == "Portes du lycée"
    assert found.conditions["budget"]
    assert found.five_w["who"] == "Mme Lefèvre"
    opportunities.edit(workspace, sale, "has_budget", "no")
    assert not sheet_of(workspace, sale).opportunity.conditions["budget"]


@pytest.mark.parametrize(
    ("field", "text", "message_id"),
    [
        ("title", "  ", "opportunity.no_title"),
        ("outcome", "won", "opportunity.unknown_field"),
        ("id", "3", "opportunity.unknown_field"),
    ],
)
def test_what_cannot_be_edited(
    workspace: Workspace, sale: int, field: str, text: str, message_id: str
) -> None:
    with pytest.raises(InvalidValue) as refusal:
        opportunities.edit(workspace, sale, field, text)
    assert refusal.value.message_id == message_id


@pytest.mark.parametrize(
    "words", ["lefevre", "anais@exemple.fr", "0199001234", "+33 1 99 00 12 34"]
)
def test_it_is_found_by_its_people_before_and_after_an_edit(
    workspace: Workspace, sale: int, words: str
) -> None:
    assert sales_found(workspace, words) == [sale]
    opportunities.edit(workspace, sale, "title", "Portes")
    assert sales_found(workspace, words) == [sale]


def sales_found(workspace: Workspace, words: str) -> list[int]:
    """Return the opportunities among what is found; the person is found too."""
    return [hit.id for hit in search.find(workspace, words) if hit.kind == "opportunity"]


def test_amount_and_probability(workspace: Workspace, sale: int) -> None:
    opportunities.set_amount(workspace, sale, amount_cents=50_000, probability=50)
    (column, *_) = board.board(workspace).columns
    assert (column.amount_cents, column.weighted_cents) == (50_000, 25_000)
    with pytest.raises(InvalidValue):
        opportunities.set_amount(workspace, sale, amount_cents=-1)
    with pytest.raises(InvalidValue):
        opportunities.set_amount(workspace, sale, probability=101)


def test_a_note_is_dated_and_never_empty(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(workspace, sale, "  appelé\nmessage laissé ")
    note = sheet_of(workspace, sale).history[0]
    assert (note.text, note.at) == ("appelé\nmessage laissé", workspace.clock.now())
    with pytest.raises(InvalidValue, match=r"note\.empty"):
        opportunities.add_note(workspace, sale, " \n ")


def test_silence_makes_stale_and_a_note_wakes_up(workspace: Workspace, sale: int) -> None:
    clock_of(workspace).advance(days=14)
    assert sheet_of(workspace, sale).stale_days == 14
    opportunities.star(workspace, sale)
    assert sheet_of(workspace, sale).stale_days == 14
    opportunities.add_note(workspace, sale, "relancé")
    assert sheet_of(workspace, sale).stale_days == 0


def test_each_change_is_undone_by_itself(workspace: Workspace, sale: int) -> None:
    states = [dump(workspace)]
    changes: list[Callable[[], object]] = [
        lambda: opportunities.set_next_action(workspace, sale, TOMORROW),
        lambda: opportunities.move(workspace, sale, 2),
        lambda: opportunities.star(workspace, sale),
        lambda: opportunities.edit(workspace, sale, "tags", "bois"),
        lambda: opportunities.add_note(workspace, sale, "note"),
        lambda: opportunities.close(workspace, sale, Status.LOST, reason="prix"),
    ]
    for change in changes:
        clock_of(workspace).moment += timedelta(minutes=1)
        change()
        states.append(dump(workspace))
    while len(states) > 1:
        assert dump(workspace) == states.pop()
        done = undo.undo(workspace)
        assert done is not None
        assert done.params["name"] == "Fenêtres du lycée"
    assert dump(workspace) == states[0]


@pytest.mark.parametrize(("word", "kind"), [("", ActionKind.CALL), ("quote", ActionKind.QUOTE)])
def test_a_kind_of_action_is_named(word: str, kind: ActionKind) -> None:
    assert opportunities.default_action(word) is kind


def test_an_unknown_kind_of_action_is_told() -> None:
    with pytest.raises(InvalidValue) as refusal:
        opportunities.default_action("fax")
    assert refusal.value.params == {
        "kind": "fax",
        "known": tuple(ActionKind),
    }


def test_the_board_is_narrowed_by_words(workspace: Workspace, sale: int) -> None:
    opportunities.create(workspace, "Autre", origin=Origin.NETWORK)
    wanted = Wanted(words=("lycee", "anais"))
    (column, *_) = board.board(workspace, wanted=wanted).columns
    assert [card.id for card in column.cards] == [sale]
