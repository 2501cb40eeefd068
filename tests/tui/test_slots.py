"""Free slots offered where an appointment is set: in the form of a call, in a next action."""

from datetime import date, time
from typing import Any

from textual.pilot import Pilot

from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services import activities
from prospect_tui.services.activities import Draft
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.tui.cockpit import cockpit, field, form, one
from tests.tui.desk import USUAL, desk, make_opportunity, press, type_in, value
from tests.tui.shell import seen

MONDAY = date(2026, 11, 23)


def note(pilot: Pilot[Any]) -> str:
    row = next(row for row in form(pilot)._rows if row.field.name == "when")
    return str(row.query_one(".form-note").render())


async def test_an_appointment_is_given_the_next_free_slots(workspace: Workspace) -> None:
    visit = When(MONDAY, time(14))
    activities.add(workspace, Draft("Visite", visit, ActivityKind.EVENT))
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("v", "ctrl+l")
        assert field(pilot, "when") == "23/11 10:30"
        assert note(pilot).endswith("libre")
        await pilot.press("ctrl+l", "ctrl+l", "ctrl+l")
        assert field(pilot, "when") == "23/11 15:00"
        await pilot.press("ctrl+s")
    assert one(workspace, "SELECT at FROM activity WHERE code = 'meeting'") == (
        "2026-11-23 14:00:00.000000"
    )


async def test_a_taken_hour_says_by_what(workspace: Workspace) -> None:
    visit = When(MONDAY, time(14))
    activities.add(workspace, Draft("Visite", visit, ActivityKind.EVENT))
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("v", *"14h30")
        assert "conflit avec Visite (14:00)" in note(pilot)


async def test_the_next_action_of_a_sale_is_given_a_free_slot(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    async with desk(workspace, size=USUAL) as pilot:
        await press(pilot, "f")
        await type_in(pilot, "intéressé")
        await press(pilot, "tab", "ctrl+l", "ctrl+s")
        assert value(workspace, "opportunity", sale, "next_at").startswith("2026-11-23 09:30")
        assert "Atelier" in seen(pilot)
