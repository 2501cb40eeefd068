"""Every figure of the pipeline is reached by keys and mouse, and opens exactly what it counts."""

import pytest
from textual import events
from textual.pilot import Pilot

from prospect_tui.services import board, opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.board_view import BoardView
from prospect_tui.tui.widgets.card_table import CardTable
from prospect_tui.tui.widgets.figure_line import FigureLine
from tests.builders import clock_of
from tests.tui.desk import (
    LARGE,
    SMALL,
    TODAY,
    TOMORROW,
    USUAL,
    desk,
    make_opportunity,
    on,
    press,
    type_in,
)
from tests.tui.shell import seen, toasts
from tests.tui.test_pipeline import pipeline
from tests.tui.test_pipeline_views import listed, plain

EVERYTHING = ["Rappel promis", "Encore promis", "Sans suite", "Mairie"]


@pytest.fixture(autouse=True)
def cards(workspace: Workspace) -> None:
    """Make four cards in three stages: two late ones, one without a date, one planned."""
    make_opportunity(workspace, "Rappel promis", on(TODAY), euros=900)
    make_opportunity(workspace, "Encore promis", on(TODAY), euros=1_000, stage=1)
    make_opportunity(workspace, "Sans suite", euros=15_000, stage=1)
    make_opportunity(workspace, "Mairie", on(TOMORROW), euros=4_000, stage=2)
    clock_of(workspace).set_local(2026, 11, 24, 9)


async def click_on(pilot: Pilot[None], words: str) -> None:
    """Click on the middle of some words of the first line."""
    line = seen(pilot).splitlines()[0]
    assert words in plain(pilot).splitlines()[0]
    x = line.replace("\u00a0", " ").replace("\u202f", " ").index(words) + len(words) // 2
    await pilot.click(FigureLine, offset=(x, 0))
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4", EVERYTHING),
        ("pond", EVERYTHING),
        ("2 en retard", ["Rappel promis", "Encore promis"]),
        ("1 sans date", ["Sans suite"]),
    ],
)
async def test_a_click_on_a_total_lists_its_cards(
    workspace: Workspace, size: tuple[int, int], words: str, expected: list[str]
) -> None:
    async with desk(workspace, "pipeline", size) as pilot:
        await click_on(pilot, words)
        assert listed(pilot) == expected
        assert isinstance(pilot.app.focused, CardTable)
        assert f"{len(expected)} sur 4" in seen(pilot)
        await press(pilot, "escape")
        assert pipeline(pilot).query_one(BoardView).has_focus


async def test_the_totals_are_reached_with_the_arrows(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "up", "up")
        assert isinstance(pilot.app.focused, FigureLine)
        assert "▌4" in plain(pilot)
        await press(pilot, "left", "right", "right", "right")
        assert "▌2 en retard" in plain(pilot)
        await press(pilot, "right", "right", "left", "enter")
        assert listed(pilot) == ["Rappel promis", "Encore promis"]
        await press(pilot, "escape")
        assert pipeline(pilot).query_one(BoardView).has_focus
        await press(pilot, "up", "up", "down")
        assert pipeline(pilot).query_one(BoardView).has_focus
        await press(pilot, "up", "escape")
        assert pipeline(pilot).query_one(BoardView).has_focus
        await press(pilot, "v", "up", "right", "right", "right", "right", "enter")
        assert listed(pilot) == ["Sans suite"]


async def test_a_click_beside_the_totals_changes_nothing(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await click_on(pilot, "Pipeline")
        view = pipeline(pilot).query_one(BoardView)
        assert view.has_focus
        assert view.display


async def test_all_the_cards_of_a_list_are_no_figure(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v", "f")
        await type_in(pilot, "retard")
        await press(pilot, "enter")
        await click_on(pilot, "2")
        assert listed(pilot) == ["Rappel promis", "Encore promis"]
        assert "Toutes les cartes" not in seen(pilot)


async def test_a_card_that_is_asked_for_is_in_hand_wherever_one_left(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "up", "up", "f2")
        wanted = make_opportunity(workspace, "Demandée", stage=3)
        pilot.app.screen.go("pipeline", opportunity_id=wanted)  # type: ignore[attr-defined]
        await pilot.pause()
        view = pipeline(pilot).query_one(BoardView)
        assert (view.cursor_id, view.has_focus) == (wanted, True)


async def test_a_total_of_a_list_counts_within_what_is_listed(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "right", "c")
        assert listed(pilot) == ["Encore promis", "Sans suite"]
        await click_on(pilot, "1 en retard")
        assert listed(pilot) == ["Encore promis"]
        assert "Proposition · En retard" in seen(pilot)
        await click_on(pilot, "1 en retard")
        assert listed(pilot) == ["Encore promis"]
        assert "Proposition · En retard, " in seen(pilot)


async def test_a_figure_chosen_in_a_list_counts_what_it_then_opens(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "f")
        await type_in(pilot, "montant<10k")
        await press(pilot, "enter", "h")
        await type_in(pilot, "retard")
        await press(pilot, "enter")
        assert listed(pilot) == ["Rappel promis", "Encore promis"]
        await press(pilot, "h")
        await type_in(pilot, "chiffrage")
        assert "1 carte" in seen(pilot)
        await press(pilot, "enter")
        assert listed(pilot) == ["Mairie"]
        await press(pilot, "h")
        await type_in(pilot, "toutes")
        assert "3 cartes" in seen(pilot)
        await press(pilot, "enter")
        assert listed(pilot) == ["Rappel promis", "Encore promis", "Mairie"]


async def test_the_head_of_a_stage_is_reached_with_the_arrows(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "right", "down", "up", "up")
        view = pipeline(pilot).query_one(BoardView)
        assert view.is_on_head
        assert "━━━" in seen(pilot)
        await press(pilot, "w")
        assert "placez le curseur" in toasts(pilot)[-1]
        await press(pilot, "enter")
        assert listed(pilot) == ["Encore promis", "Sans suite"]
        await press(pilot, "escape")
        assert view.card is not None
        assert view.card.title == "Encore promis"
        await press(pilot, "up", "right", "right", "enter")
        assert listed(pilot) == []
        await press(pilot, "escape")
        assert view.is_on_head
        await press(pilot, "left", "down")
        assert view.card is not None
        assert view.card.title == "Mairie"


async def test_a_wheel_stays_among_the_cards(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        for kind in (BoardView, CardTable):
            view = pipeline(pilot).query_one(kind)
            view.post_message(events.MouseScrollUp(view, 5, 5, 0, -1, 0, False, False, False, 5, 6))
            await pilot.pause()
            assert pilot.app.focused is view
            assert pipeline(pilot).cards_view.card is not None
            await press(pilot, "v")


async def test_what_another_window_adds_is_in_the_figure_that_is_listed(
    workspace: Workspace,
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await click_on(pilot, "1 sans date")
        added = make_opportunity(workspace, "Elle aussi", stage=3)
        pipeline(pilot).context.changed.ring(elsewhere=True)
        await pilot.pause()
        assert listed(pilot) == ["Sans suite", "Elle aussi"]
        opportunities.star(workspace, added)
        assert "2 sans date" in plain(pilot)


@pytest.mark.parametrize(
    ("euros", "words"),
    [
        (450, "450 € · pond. 90 €"),
        (87_500, "88 k€ · pond. 18 k€"),
        (12_345_678, "12,3 M€ · pond. 2,5 M€"),
    ],
)
async def test_the_sums_of_narrow_columns_are_never_cut(
    workspace: Workspace, euros: int, words: str
) -> None:
    make_opportunity(workspace, "Autre", euros=euros, stage=4)
    make_opportunity(workspace, "Hôpital", euros=98_765_432, stage=3)
    first = board.board(workspace).columns[0].cards[0]
    opportunities.set_amount(workspace, first.id, amount_cents=euros * 100)
    async with desk(workspace, "pipeline", USUAL) as pilot:
        assert words in plain(pilot)
        assert "98,8 M€ · pond. 69,1 M€" in plain(pilot)
