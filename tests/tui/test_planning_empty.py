"""What the planning tells where there is nothing yet: an empty day, an empty line."""

import pytest

from prospect_tui.services.workspace import Workspace
from tests.tui import desk as desks
from tests.tui.desk import SMALL, desk, press
from tests.tui.shell import seen


@pytest.fixture(autouse=True)
def _with_planning(monkeypatch: pytest.MonkeyPatch) -> None:
    place = {"planning": "prospect_tui.tui.screens.planning:PlanningScreen"}
    monkeypatch.setattr(desks, "REAL_PLACES", desks.REAL_PLACES | place)


async def test_how_to_fill_an_empty_day_is_read_whole_on_a_small_screen(
    workspace: Workspace,
) -> None:
    async with desk(workspace, "planning", SMALL) as pilot:
        assert "rappels et prochaines actions y viennent d'eux-mêmes." in seen(pilot)


async def test_an_empty_line_shows_how_to_type_a_day_and_no_error(workspace: Workspace) -> None:
    async with desk(workspace, "planning") as pilot:
        await press(pilot, "j")
        assert "mar 14h · +3j · 15/12 9h30" in seen(pilot)
        assert "Aucune date" not in seen(pilot)
        await press(pilot, "enter")
        assert "Aucune date n'a été saisie" in seen(pilot)
