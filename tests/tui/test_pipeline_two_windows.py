"""Two windows on one pipeline: who comes second is told, sees what is there, and loses nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.boards import StageDraft
from prospect_tui.services import board, opportunities, pipelines
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.pipelines_shown import Ref
from prospect_tui.tui.widgets.card_table import CardTable
from tests.builders import clock_of, dump
from tests.tui.desk import desk, make_opportunity, press, sheet, type_in
from tests.tui.shell import seen, toasts
from tests.tui.test_pipeline import cursor, pipeline, titles
from tests.tui.test_pipeline_order import drag
from tests.tui.test_pipeline_views import listed
from tests.tui.test_pipelines_screen import editor


@asynccontextmanager
async def two_windows(
    workspace: Workspace, other: Workspace
) -> AsyncIterator[tuple[Pilot[None], Pilot[None]]]:
    """Open the pipeline twice; a minute later, neither has looked at what the other writes."""
    async with desk(workspace, "pipeline") as first, desk(other, "pipeline") as second:
        clock_of(workspace).advance(minutes=1)
        yield first, second


def stage_ids(workspace: Workspace) -> list[int]:
    return [column.stage.id for column in board.board(workspace).columns]


@pytest.mark.parametrize(
    "keys", [("shift+right",), ("m", "down", "down", "enter"), ("v", "shift+right")]
)
async def test_the_second_who_moves_a_card_is_told_and_sees_it_where_it_is(
    workspace: Workspace, other: Workspace, keys: tuple[str, ...]
) -> None:
    card = make_opportunity(workspace, "Atelier")
    async with two_windows(workspace, other) as (first, second):
        await press(first, "shift+right", "shift+right", "shift+right")
        assert titles(workspace)[3] == ["Atelier"]
        before = dump(workspace)["opportunity"]
        await press(second, *keys)
        assert "Atelier" in toasts(second)[-1]
        assert "autre fenêtre" in toasts(second)[-1]
        assert dump(workspace)["opportunity"] == before
        assert pipeline(second).shown.place_of(card) == (3, 0)
        assert cursor(second) == card or listed(second) == ["Atelier"]
        await press(second, "shift+right")
        assert titles(workspace)[4] == ["Atelier"]


async def test_a_card_dragged_in_both_windows_moves_once(
    workspace: Workspace, other: Workspace
) -> None:
    make_opportunity(workspace, "A")
    make_opportunity(workspace, "B")
    async with two_windows(workspace, other) as (first, second):
        await press(first, "w", "ctrl+s")
        await press(second, "v")
        await drag(second, CardTable, 1, 2)
        assert titles(workspace)[0] == ["B"]
        assert listed(second) == ["B"]
        assert len(toasts(second)) == 1


async def test_a_star_put_in_both_windows_is_not_taken_away_by_the_second(
    workspace: Workspace, other: Workspace
) -> None:
    make_opportunity(workspace, "Atelier")
    async with two_windows(workspace, other) as (first, second):
        await press(first, "k")
        await press(second, "k")
        assert "autre fenêtre" in toasts(second)[-1]
        assert "★ Atelier" in seen(second)
        await press(second, "k")
        assert "★ Atelier" not in seen(second)


async def test_a_card_put_in_a_stage_that_the_other_window_put_away_stays(
    workspace: Workspace, other: Workspace
) -> None:
    make_opportunity(workspace, "Atelier")
    async with two_windows(workspace, other) as (_first, second):
        pipelines.archive_stage(workspace, stage_ids(workspace)[1])
        await press(second, "shift+right")
        assert "n'existe plus" in toasts(second)[-1]
        assert titles(workspace)[0] == ["Atelier"]
        assert "Proposition" not in seen(second)
        await press(second, "shift+right")
        assert titles(workspace)[1] == ["Atelier"]
        assert "Chiffrage (1)" in seen(second)


async def test_the_cards_of_a_stage_put_away_elsewhere_are_shown_where_they_passed(
    workspace: Workspace, other: Workspace
) -> None:
    card = make_opportunity(workspace, "Atelier", stage=1)
    async with two_windows(workspace, other) as (_first, second):
        _one, gone, passed, *_rest = stage_ids(workspace)
        pipelines.archive_stage(workspace, gone, passed)
        await press(second, "shift+right")
        assert "autre fenêtre" in toasts(second)[-1]
        assert titles(workspace)[1] == ["Atelier"]
        assert cursor(second) == card


async def test_a_list_of_a_stage_put_away_elsewhere_is_empty_and_says_how_to_go_on(
    workspace: Workspace, other: Workspace
) -> None:
    make_opportunity(workspace, "Atelier", stage=1)
    async with two_windows(workspace, other) as (_first, second):
        await press(second, "c")
        assert listed(second) == ["Atelier"]
        _one, gone, passed, *_rest = stage_ids(workspace)
        pipelines.archive_stage(workspace, gone, passed)
        pipeline(second).context.changed.ring(elsewhere=True)
        await second.pause()
        assert listed(second) == []
        assert "Échap" in seen(second)
        await press(second, "escape")
        assert "Atelier" in seen(second)


async def test_cards_that_come_while_a_stage_is_put_away_are_said_first(
    workspace: Workspace, other: Workspace
) -> None:
    make_opportunity(workspace, "Atelier", stage=1)
    second_card = make_opportunity(workspace, "Bardeau")
    async with editor(other, at=Ref(1, 2)) as pilot:
        await press(pilot, "b")
        assert "1 carte passe" in seen(pilot)
        opportunities.move(workspace, second_card, stage_ids(workspace)[1])
        await press(pilot, "enter")
        assert "2 ouvertes" in toasts(pilot)[-1]
        assert len(stage_ids(workspace)) == 5
        await press(pilot, "b")
        assert "2 cartes passent" in seen(pilot)
        await press(pilot, "enter")
        assert len(stage_ids(workspace)) == 4
        assert titles(workspace)[0] == ["Atelier", "Bardeau"]


async def test_a_stage_changed_in_both_windows_is_told_once_then_replaced(
    workspace: Workspace, other: Workspace
) -> None:
    async with editor(other, at=Ref(1, 1)) as pilot:
        await press(pilot, "enter")
        pipelines.change_stage(workspace, 1, StageDraft("Découverte", 10, 7))
        await type_in(pilot, " !")
        await press(pilot, "ctrl+s")
        assert "autre fenêtre" in seen(pilot)
        assert pipelines.stage(workspace, 1)[1].stage.name == "Découverte"
        await press(pilot, "ctrl+s")
        assert pipelines.stage(workspace, 1)[1].stage.name == "Analyse des besoins !"


async def test_a_sheet_that_moves_a_card_moved_elsewhere_says_so(
    workspace: Workspace, other: Workspace
) -> None:
    card = make_opportunity(workspace, "Atelier")
    async with two_windows(workspace, other) as (first, second):
        await press(second, "enter", "s")
        await press(first, "shift+right")
        await press(second, "down", "down", "down", "enter")
        assert "autre fenêtre" in toasts(second)[-1]
        assert titles(workspace)[1] == ["Atelier"]
        assert "Proposition" in seen(second)
        assert sheet(second).record_id == card
