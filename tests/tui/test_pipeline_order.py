"""Cards get another place in the lists too, and in columns that are longer than the screen."""

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import board, opportunities, plans
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.board_view import BoardView
from prospect_tui.tui.widgets.card_table import CardTable
from tests.tui.desk import LARGE, SMALL, desk, make_opportunity, press, type_in
from tests.tui.shell import seen, toasts
from tests.tui.test_pipeline import pipeline, titles
from tests.tui.test_pipeline_views import listed


async def drag(pilot: Pilot[None], kind: type[Widget], *lines: int, x: int = 5) -> None:
    """Press the button on the first line, go by the others, and let go on the last."""
    await pilot.mouse_down(kind, offset=(x, lines[0]))
    for y in lines[1:]:
        await go_on(pilot, kind, y, x)
    await pilot.mouse_up(kind, offset=(x, lines[-1]))


async def go_on(pilot: Pilot[None], kind: type[Widget], y: int, x: int = 5) -> None:
    """Move the mouse with its button down."""
    await pilot._post_mouse_events([events.MouseMove], kind, (x, y), button=1)


@pytest.fixture
def three_and_two(workspace: Workspace) -> None:
    """Make three cards in the first stage and two in the second."""
    for name in "ABC":
        make_opportunity(workspace, name)
    for name in "DE":
        make_opportunity(workspace, name, stage=1)


@pytest.mark.parametrize("lines", [1, 3])
@pytest.mark.usefixtures("three_and_two")
async def test_the_mouse_gives_a_card_the_place_of_another_one_in_a_list(
    workspace: Workspace, lines: int
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, *["v"] * (1 if lines == 1 else 2))

        def at(place: int) -> int:
            return 1 + place * lines

        await drag(pilot, CardTable, at(0), at(2))
        assert titles(workspace)[:2] == [["B", "C", "A"], ["D", "E"]]
        await drag(pilot, CardTable, at(2), at(0))
        assert titles(workspace)[:2] == [["A", "B", "C"], ["D", "E"]]
        await drag(pilot, CardTable, at(0), at(3))
        assert titles(workspace)[:2] == [["B", "C"], ["D", "A", "E"]]
        assert pipeline(pilot).query_one(CardTable).card.title == "A"  # type: ignore[union-attr]
        await drag(pilot, CardTable, at(1), at(4))
        assert titles(workspace)[:2] == [["B"], ["D", "A", "E", "C"]]
        await drag(pilot, CardTable, at(4), at(0))
        assert titles(workspace)[:2] == [["C", "B"], ["D", "A", "E"]]
        await press(pilot, *["u"] * 5)
        assert titles(workspace)[:2] == [["A", "B", "C"], ["D", "E"]]


@pytest.mark.usefixtures("three_and_two")
async def test_a_list_shows_whose_place_a_dragged_card_takes(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v")
        await pilot.mouse_down(CardTable, offset=(5, 2))
        for y, sign in ((4, "▼"), (1, "▲")):
            await go_on(pilot, CardTable, y)
            assert seen(pilot).splitlines()[y + 1].startswith(sign)
        await pilot.mouse_up(CardTable, offset=(5, 1))
        assert "▲" not in seen(pilot)
        assert titles(workspace)[0] == ["B", "A", "C"]


@pytest.mark.parametrize("kind", [BoardView, CardTable])
@pytest.mark.usefixtures("three_and_two")
async def test_escape_gives_a_drag_up(workspace: Workspace, kind: type[Widget]) -> None:
    async with desk(workspace, "pipeline") as pilot:
        if kind is CardTable:
            await press(pilot, "v")
        before = seen(pilot)
        await pilot.mouse_down(kind, offset=(5, 4))
        await go_on(pilot, kind, 9)
        assert seen(pilot) != before
        await press(pilot, "escape")
        assert seen(pilot) == before
        await go_on(pilot, kind, 10)
        await pilot.mouse_up(kind, offset=(5, 10))
        assert titles(workspace)[:2] == [["A", "B", "C"], ["D", "E"]]
        assert seen(pilot) == before
        await drag(pilot, kind, 4, 9, 10)
        assert titles(workspace)[:2] != [["A", "B", "C"], ["D", "E"]]


@pytest.mark.usefixtures("three_and_two")
async def test_a_click_in_a_list_moves_nothing(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v")
        await drag(pilot, CardTable, 2, 2)
        await pilot.click(CardTable, offset=(5, 3))
        assert titles(workspace)[:2] == [["A", "B", "C"], ["D", "E"]]
        assert pipeline(pilot).query_one(CardTable).card.title == "C"  # type: ignore[union-attr]


@pytest.mark.usefixtures("three_and_two")
async def test_a_sorted_list_says_why_a_card_keeps_its_place(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v")
        await pilot.click(CardTable, offset=(3, 0))
        await pilot.click(CardTable, offset=(3, 0))
        assert listed(pilot) == list("EDCBA")
        await press(pilot, "home", "shift+down")
        assert "triée par «\u00a0Opportunité\u00a0»" in toasts(pilot)[-1]
        await drag(pilot, CardTable, 2, 4)
        assert len(toasts(pilot)) == 2
        assert titles(workspace)[:2] == [["A", "B", "C"], ["D", "E"]]
        await press(pilot, "s")
        await type_in(pilot, "tableau")
        await press(pilot, "enter")
        assert listed(pilot) == list("ABCDE")
        await press(pilot, "shift+up")
        assert titles(workspace)[1] == ["E", "D"]


@pytest.mark.usefixtures("three_and_two")
async def test_a_list_says_where_a_stage_ends(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "shift+up")
        assert toasts(pilot) == []
        await press(pilot, "v", "shift+up")
        assert "première de son étape" in toasts(pilot)[-1]
        await press(pilot, "down", "down", "shift+down")
        assert "dernière de son étape" in toasts(pilot)[-1]
        await press(pilot, "shift+right")
        assert titles(workspace)[:2] == [["A", "B"], ["D", "E", "C"]]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_card_is_dragged_beyond_what_a_long_column_shows(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    for number in range(30):
        make_opportunity(workspace, f"Carte {number:02}")
    async with desk(workspace, "pipeline", size) as pilot:
        bottom = pipeline(pilot).query_one(BoardView).size.height - 1
        await drag(pilot, BoardView, 4, 6, *[bottom] * 40)
        assert [*titles(workspace)[0]][-1] == "Carte 00"
        assert pipeline(pilot).query_one(BoardView).card.title == "Carte 00"  # type: ignore[union-attr]
        assert "Carte 00" in seen(pilot)
        await drag(pilot, BoardView, bottom - 2, bottom - 3, *[1] * 40)
        assert titles(workspace)[0][0] != "Carte 01"


async def test_a_card_is_dragged_beyond_what_a_long_list_shows(workspace: Workspace) -> None:
    for number in range(60):
        make_opportunity(workspace, f"Carte {number:02}")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v")
        bottom = pipeline(pilot).query_one(CardTable).size.height - 1
        await drag(pilot, CardTable, 1, 3, *[bottom] * 60)
        assert titles(workspace)[0][-1] == "Carte 00"
        assert "▌Carte 00" in seen(pilot)
        await drag(pilot, CardTable, bottom, bottom - 3, *[0] * 60)
        assert titles(workspace)[0][0] == "Carte 00"


async def test_the_standard_action_of_a_stage_is_proposed_once(workspace: Workspace) -> None:
    make_opportunity(workspace, "Atelier")
    second = board.board(workspace).columns[1].stage.id
    plans.set_plan(workspace, second, [PlanStep("mail", "la plaquette", 2)])
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "shift+right")
        assert [text for text in toasts(pilot) if "plaquette" in text] == toasts(pilot)
        assert len(toasts(pilot)) == 1


async def test_a_card_tells_its_company_unless_its_title_does(workspace: Workspace) -> None:
    opportunities.create(
        workspace, "Refonte du site", origin=Origin.REFERRAL, company_name="Bardeau"
    )
    opportunities.create(workspace, "Durand toiture", origin=Origin.REFERRAL, company_name="DURAND")
    async with desk(workspace, "pipeline") as pilot:
        assert "Bardeau" in seen(pilot)
        assert "DURAND" not in seen(pilot)
