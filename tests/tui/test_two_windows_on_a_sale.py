"""Two windows on one sale, seen from today, its sheet and its forms: who comes second is told."""

from datetime import time

import pytest

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Status
from prospect_tui.domain.when import When
from prospect_tui.services import agenda, configuring, opportunities, plans
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump
from tests.tui.desk import (
    TODAY,
    TOMORROW,
    desk,
    make_opportunity,
    on,
    press,
    sheet_of,
    type_in,
    value,
)
from tests.tui.shell import seen, toasts

MEANWHILE = "autre fenêtre"


@pytest.fixture
def sale(workspace: Workspace) -> int:
    """Return an opportunity whose stage has a standard action."""
    stage = configuring.stages(workspace)[0]
    plans.set_plan(workspace, stage.id, [PlanStep("quote", "chiffrer", 1)])
    return make_opportunity(workspace, "Atelier", on(TODAY), euros=900)


def change(other: Workspace, sale: int) -> dict[str, list[tuple[object, ...]]]:
    """Let the other window do something, a minute later; return all that there is then."""
    clock_of(other).advance(minutes=1)
    at_nine = NextAction(ActionKind.MAIL, When(TOMORROW, time(9)), "plaquette")
    opportunities.set_next_action(other, sale, at_nine)
    return dump(other)


async def test_the_sheet_tells_it_then_shows_what_is_there(
    workspace: Workspace, other: Workspace, sale: int
) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        before = change(other, sale)
        await press(pilot, "ctrl+d")
        assert MEANWHILE in toasts(pilot)[-1]
        assert dump(workspace) == before
        assert "plaquette" in seen(pilot)
        await press(pilot, "ctrl+d")
        assert value(workspace, "opportunity", sale, "next_label") == "chiffrer"


async def test_a_closed_sale_taken_up_elsewhere_is_told(
    workspace: Workspace, other: Workspace, sale: int
) -> None:
    opportunities.close(workspace, sale, Status.CANCELLED)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        clock_of(other).advance(minutes=1)
        opportunities.reopen(other, sale)
        await press(pilot, "z")
        assert "fenêtre" in toasts(pilot)[-1]
        assert "À faire" in seen(pilot)


@pytest.mark.parametrize("key", ["w", "x", "d", "t"])
async def test_a_form_keeps_what_is_typed_and_writes_the_second_time(
    workspace: Workspace, other: Workspace, sale: int, key: str
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, key)
        if key == "d":
            await press(pilot, "end", "tab", "tab")
        await type_in(pilot, "noté ici")
        before = change(other, sale)
        await press(pilot, "ctrl+s")
        assert MEANWHILE in seen(pilot)
        assert "noté ici" in seen(pilot)
        assert dump(workspace) == before
        await press(pilot, "ctrl+s")
        assert "noté ici" in str(dump(workspace))


async def test_a_line_of_today_moved_elsewhere_is_not_put_off(
    workspace: Workspace, other: Workspace, sale: int
) -> None:
    task = agenda.add_task(workspace, "Facture", on(TODAY))
    async with desk(workspace) as pilot:
        change(other, sale)
        agenda.postpone_activity(other, task, on(TOMORROW, 9))
        before = dump(other)
        await press(pilot, "home", "plus")
        assert MEANWHILE in toasts(pilot)[-1]
        assert dump(workspace) == before
        assert "Facture" not in seen(pilot)


async def test_two_windows_drop_and_win_one_sale(
    workspace: Workspace, other: Workspace, sale: int
) -> None:
    async with desk(workspace, "pipeline") as first, desk(other, "pipeline") as second:
        await press(first, "w", "ctrl+s")
        assert value(workspace, "opportunity", sale, "outcome") == "won"
        before = dump(workspace)
        await press(second, "x", "ctrl+s")
        assert "Cette opportunité est close" in seen(second)
        assert dump(workspace) == before
