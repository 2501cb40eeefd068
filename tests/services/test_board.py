"""The board: what is narrowed, sorted, read again, and that its figures count what they list."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect_tui.domain.boards import BoardMode, Flag, Wanted
from prospect_tui.domain.views import Condition, SortKey, Test
from prospect_tui.domain.vocabulary import Status
from prospect_tui.services import board, opportunities, pipelines
from prospect_tui.services.board_filter import in_order
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of
from tests.tui.desk import TODAY, TOMORROW, make_opportunity, on


def names(shown: board.Board) -> list[str]:
    return [card.title for column in shown.columns for card in column.cards]


def make_cards(workspace: Workspace) -> list[int]:
    """Return cards in three stages: late, without a date, starred, planned."""
    made = [
        make_opportunity(workspace, "Rappel", on(TODAY), euros=900),
        make_opportunity(workspace, "Sans suite", euros=15_000, stage=1),
        make_opportunity(workspace, "Étoile", on(TOMORROW), euros=4_000, stage=1),
        make_opportunity(workspace, "Mairie", on(TOMORROW), stage=2),
    ]
    opportunities.star(workspace, made[2])
    clock_of(workspace).set_local(2026, 11, 24, 9)
    return made


def test_figures_count_exactly_the_cards_that_they_narrow_to(workspace: Workspace) -> None:
    make_cards(workspace)
    full = board.board(workspace)
    assert {flag: full.number_of(flag) for flag in Flag} == {
        Flag.LATE: 1,
        Flag.NO_DATE: 1,
        Flag.STALE: 0,
        Flag.STARRED: 1,
    }
    for flag in Flag:
        found = board.narrowed(workspace, full, Wanted(flags=(flag,)))
        assert found.count == full.number_of(flag)
    for column in full.columns:
        found = board.narrowed(workspace, full, Wanted(), column.stage.id)
        assert (found.count, found.amount_cents) == (len(column.cards), column.amount_cents)
        assert found.weighted_cents == column.weighted_cents


def test_conditions_combine_and_empty_ones_are_known(workspace: Workspace) -> None:
    make_cards(workspace)
    over = Condition("amount", Test.OVER, ("1k",))
    undated = Condition("next", Test.EMPTY)
    assert names(board.board(workspace, wanted=Wanted(conditions=(over,)))) == [
        "Sans suite",
        "Étoile",
    ]
    both = Wanted(conditions=(over, undated))
    assert names(board.board(workspace, wanted=both)) == ["Sans suite"]
    dated = Wanted(conditions=(Condition("next", Test.EMPTY, negated=True),))
    assert len(names(board.board(workspace, wanted=dated))) == 3


def test_empty_values_come_last_in_both_directions(workspace: Workspace) -> None:
    make_cards(workspace)
    full = board.board(workspace)
    for descending in (False, True):
        rows = in_order(full, (SortKey("next", descending),))
        assert rows[-1][0].title == "Sans suite"
    assert [card.title for card, _stage in in_order(full, ())] == names(full)


def test_the_choice_of_a_view_is_kept_and_is_no_action(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    board.keep_choice(workspace, BoardMode.EXTENDED, made)
    assert board.kept_choice(workspace) == (BoardMode.EXTENDED, made)
    board.keep_choice(workspace, BoardMode.COMPACT, 1)
    assert board.kept_choice(workspace) == (BoardMode.COMPACT, 1)


def test_the_newest_exchange_is_told(workspace: Workspace) -> None:
    first, second, *_rest = make_cards(workspace)
    for text in ("ancienne", "récente"):
        opportunities.add_note(workspace, first, text)
        clock_of(workspace).advance(hours=1)
    said = board.last_exchanges(workspace, [first, second])
    assert (said[first].kind, said[first].text) == ("note", "récente")
    assert second not in said
    assert board.last_exchanges(workspace, []) == {}


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["move", "order", "star", "amount", "win", "new"]),
        st.integers(0, 7),
        st.integers(0, 4),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_what_is_read_again_is_what_the_whole_board_is(
    workspace: Workspace, acts: list[tuple[str, int, int]]
) -> None:
    for stage in range(3):
        make_opportunity(workspace, f"Étape {stage}", stage=stage)
    full = board.board(workspace)
    for act, chosen, number in acts:
        cards = [card for column in full.columns for card in column.cards]
        if not cards or act == "new":
            touched = make_opportunity(workspace, f"Carte {chosen}")
        else:
            card = cards[chosen % len(cards)]
            touched = card.id
            column = full.columns[number % len(full.columns)]
            if act == "move":
                opportunities.move(workspace, touched, column.stage.id)
            elif act == "order":
                before = column.cards[0].id if column.cards else None
                opportunities.move(workspace, touched, column.stage.id, before_id=before)
            elif act == "star":
                opportunities.star(workspace, touched)
            elif act == "amount":
                opportunities.set_amount(workspace, touched, amount_cents=number * 100)
            else:
                opportunities.close(workspace, touched, Status.WON)
        full = board.refreshed(workspace, full, [touched])
        assert full == board.board(workspace)


def test_a_clock_set_back_leaves_no_card_idle_for_less_than_a_day(workspace: Workspace) -> None:
    make_opportunity(workspace, "Atelier")
    clock_of(workspace).set_local(2026, 11, 20)
    (card,) = board.board(workspace).columns[0].cards
    assert (card.idle_days, card.stale_days) == (0, 0)
