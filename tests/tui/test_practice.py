"""The rehearsal on screen: told, judged, taken back; its clock is the user's to set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from textual.pilot import Pilot

from prospect_tui.services.practice import Practice
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens import calls as calls_module
from prospect_tui.tui.widgets.practice_lines import PracticeLines
from tests.builders import PARIS, clock_of, make_file, make_prospect
from tests.tui.cockpit import REAL_PLACES
from tests.tui.desk import press, type_in
from tests.tui.shell import seen


@pytest.fixture(autouse=True)
def rows(workspace: Workspace) -> None:
    """Make some rows to call."""
    file = make_file(workspace)
    for _ in range(6):
        make_prospect(workspace, file)


@asynccontextmanager
async def rehearsing(workspace: Workspace) -> AsyncIterator[Pilot[None]]:
    context = AppContext(workspace, practice=Practice(workspace, "fr"))
    app = ProspectApp(context, place="calls", places=REAL_PLACES)
    held, calls_module.HELD_SECONDS = calls_module.HELD_SECONDS, 0.0
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        calls_module.HELD_SECONDS = held


async def test_calls_are_told_and_judged(workspace: Workspace) -> None:
    async with rehearsing(workspace) as pilot:
        assert "Exercice 1 sur 30" in seen(pilot)
        assert "personne ne décroche" in seen(pilot)
        await press(pilot, "n")
        assert "✔ Juste." in seen(pilot)
        assert "Exercice 2 sur 30" in seen(pilot)
        await press(pilot, "n")
        assert "Vous avez noté NRP" in seen(pilot)
        assert "Exercice 3 sur 30" in seen(pilot)
        await press(pilot, "u")
        assert "Exercice 2 sur 30" in seen(pilot)
        await press(pilot, "o")
        assert "✔ Juste." in seen(pilot)


async def test_a_date_is_judged_as_it_was_said(workspace: Workspace) -> None:
    async with rehearsing(workspace) as pilot:
        await press(pilot, "n", "o", "N")
        assert "rappelez demain à 9\u00a0h" in seen(pilot) or "demain à 9 h" in seen(pilot)
        await press(pilot, "r")
        await type_in(pilot, "demain 10h")
        await press(pilot, "enter")
        assert "la date était autre" in seen(pilot)
        await press(pilot, "u", "r")
        await type_in(pilot, "demain 9h")
        await press(pilot, "enter")
        assert "✔ Juste." in seen(pilot)


async def test_painting_reads_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Practice] = []
    look = Practice.look

    def noted(practice: Practice) -> bool:
        looked.append(practice)
        return look(practice)

    async with rehearsing(workspace) as pilot:
        before = seen(pilot)
        monkeypatch.setattr(Practice, "look", noted)
        pilot.app.screen.query_one(PracticeLines).refresh(layout=True)
        await pilot.pause()
        assert looked == []
        assert seen(pilot) == before
        await press(pilot, "n")
        assert looked != []
        assert "Exercice 2 sur 30" in seen(pilot)


async def test_the_clock_is_set(workspace: Workspace) -> None:
    async with rehearsing(workspace) as pilot:
        await press(pilot, "ctrl+k")
        await type_in(pilot, "demain 14h")
        await press(pilot, "enter")
        assert workspace.clock.local_now() == datetime(2026, 11, 24, 14, tzinfo=PARIS)
        assert clock_of(workspace).today().day == 24


async def test_outside_a_rehearsal_there_is_no_clock_to_set(workspace: Workspace) -> None:
    app = ProspectApp(AppContext(workspace), place="calls", places=REAL_PLACES)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "ctrl+k")
        assert "Quelle heure" not in seen(pilot)
        assert "Exercice" not in seen(pilot)
