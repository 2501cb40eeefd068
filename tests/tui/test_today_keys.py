"""The bottom line of the morning list offers what fits the line under the cursor."""

import pytest
from textual.pilot import Pilot

from prospect_tui.services import agenda
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.bottom_lines import KeyLine
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import make_file, make_prospect
from tests.tui.desk import LARGE, TODAY, desk, make_opportunity, make_promise, on, press
from tests.tui.shell import seen, toasts

ON_DEALS = ("étoile", "gagnée", "perdue", "abandonner")


def offered(pilot: Pilot[None]) -> set[str]:
    """Return which of the commands on an opportunity the bottom line shows."""
    line = seen(pilot).splitlines()[pilot.app.screen.query_one(KeyLine).region.y]
    return {word for word in ON_DEALS if word in line}


async def test_each_line_offers_what_is_done_with_it(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id)
    make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
    deal = make_opportunity(workspace, "Mairie", on(TODAY))
    agenda.add_task(workspace, "Cartes de visite", on(TODAY))
    async with desk(workspace, size=LARGE) as pilot:
        lines = pilot.app.screen.query_one("#today-list", LinesView)
        found = {}
        await press(pilot, "home")
        for ref in lines.refs:
            assert lines.cursor == ref
            found[str(ref[0])] = offered(pilot)  # type: ignore[index]
            await press(pilot, "down")
        assert found.pop("opportunity") == set(ON_DEALS)
        assert found.pop("activity") == {"abandonner"}
        assert set().union(*found.values()) == set()
        await press(pilot, "home", *["down"] * lines.refs.index(("opportunity", deal)), "k")
        assert "★ Mairie" in seen(pilot)


@pytest.mark.parametrize("key", ["k", "w", "l", "x"])
async def test_they_say_that_they_want_an_opportunity(workspace: Workspace, key: str) -> None:
    make_promise(workspace, make_file(workspace), "Ozanne", on(TODAY, 14))
    async with desk(workspace) as pilot:
        await press(pilot, "home", key)
        assert len(pilot.app.screen_stack) == 1
        assert toasts(pilot)[-1].startswith("C'est pour une opportunité")
