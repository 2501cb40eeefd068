"""What is given up in the planning: a task, an appointment, a next action, a promised call-back."""

from datetime import date, time
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services import activities, calls
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.planning import PlanningScreen
from prospect_tui.tui.widgets.planning_grid import Spot
from tests.builders import make_file, make_prospect
from tests.tui import desk as desks
from tests.tui.desk import desk, make_opportunity, make_promise, press, type_in, value, visits
from tests.tui.shell import seen, toasts

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _with_planning(monkeypatch: pytest.MonkeyPatch) -> None:
    place = {"planning": "prospect_tui.tui.screens.planning:PlanningScreen"}
    monkeypatch.setattr(desks, "REAL_PLACES", desks.REAL_PLACES | place)


async def give_up(pilot: Pilot[Any], ref: tuple[str, int]) -> None:
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, PlanningScreen))
    screen._read(Spot(TUESDAY, None, ref))
    await pilot.pause()
    await press(pilot, "x")


async def test_a_next_action_leaves_its_opportunity_to_do(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier", When(TUESDAY))
    async with desk(workspace, "planning") as pilot:
        await give_up(pilot, ("opportunity", sale))
        assert value(workspace, "opportunity", sale, "next_day") is None
        assert toasts(pilot)[-1].endswith("Atelier · sans date")
        await press(pilot, "u")
        assert value(workspace, "opportunity", sale, "next_day") == "2026-11-24"


async def test_an_appointment_takes_along_what_hangs_on_it(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Lambert")
    answers = Answers(when=When(TUESDAY, time(14)))
    calls.log_call(workspace, calls.CallEntry(row, "RDV", answers, calls.new_uid()))
    (meeting,) = activities.listed(workspace, (ActivityKind.EVENT,))
    async with desk(workspace, "planning") as pilot:
        await give_up(pilot, ("activity", meeting.id))
        assert toasts(pilot)[-1].endswith("Lambert · sans date")
        assert activities.listed(workspace, tuple(ActivityKind)) == []
        await press(pilot, "u")
        assert len(activities.listed(workspace, tuple(ActivityKind))) == 2


@pytest.mark.parametrize("choice", [0, 1, 2])
async def test_of_a_call_back_it_asks_what_becomes_of_the_row(
    workspace: Workspace, choice: int
) -> None:
    row = make_promise(workspace, make_file(workspace), "Ozanne", When(TUESDAY, time(14)))
    async with desk(workspace, "planning") as pilot:
        await give_up(pilot, ("prospect", row))
        assert "ne pas rappeler" in seen(pilot)
        await press(pilot, *["down"] * choice, "enter")
        if choice == 0:
            assert visits(pilot) == [{"prospect_id": row}]
        elif choice == 1:
            await type_in(pilot, "jeudi 9h")
            await press(pilot, "enter")
            assert value(workspace, "prospect", row, "next_day") == "2026-11-26"
        else:
            assert value(workspace, "prospect", row, "state") == "struck"
            assert "Ozanne" not in seen(pilot).replace(toasts(pilot)[-1], "")
            await press(pilot, "u")
            assert value(workspace, "prospect", row, "next_day") == "2026-11-24"
