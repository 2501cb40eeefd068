"""Signs of interest on the screens: their list, noting one from every place, taking it back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities, scoring
from prospect_tui.services.scoring import Owner
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import Form
from prospect_tui.tui.screens.scoring import Ref, ScoringScreen
from prospect_tui.tui.screens.sheet import SheetScreen
from tests.builders import dump, make_file, make_prospect
from tests.tui.cockpit import cockpit
from tests.tui.desk import NASTY, is_harmless, press, sheet_of, type_in
from tests.tui.files_desk import files_desk
from tests.tui.files_desk import keys as files_keys
from tests.tui.shell import seen, toasts

SIZES = [(80, 24), (120, 36), (160, 48)]


@asynccontextmanager
async def signs(
    workspace: Workspace, size: tuple[int, int] = SIZES[1]
) -> AsyncIterator[Pilot[None]]:
    app = ProspectApp(AppContext(workspace, workspace.settings), place="scoring")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


def shown(pilot: Pilot[Any]) -> str:
    return seen(pilot).replace("\u00a0", " ").replace("\u202f", " ")


def labels(workspace: Workspace) -> list[tuple[str, int]]:
    return [(rule.label or rule.code, rule.points) for rule in scoring.rules(workspace).values()]


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(workspace, make_file(workspace), company_name="Menuiserie Lambert")


def make_hot(workspace: Workspace, row: int) -> None:
    scoring.add_event(workspace, Owner(row), "webinar", date(2026, 11, 12))
    scoring.add_event(workspace, Owner(row), "white_paper", date(2026, 11, 3))


@pytest.mark.parametrize("size", SIZES)
async def test_the_signs_and_who_is_hot_are_shown(
    workspace: Workspace, row: int, size: tuple[int, int]
) -> None:
    async with signs(workspace, size) as pilot:
        assert "Personne encore" in shown(pilot)
        make_hot(workspace, row)
        pilot.app.screen.renew()  # type: ignore[attr-defined]
        await pilot.pause()
        text = shown(pilot)
        for part in ("+15", "livre blanc", "noté 1 fois", "à partir de 25 points (1)"):
            assert part in text
        assert "webinar 12/11 +20 · livre blanc" in text
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, SheetScreen)
        assert pilot.app.screen.record_id == row


async def test_a_sign_is_added_changed_moved_retired_and_all_of_it_undone(
    workspace: Workspace,
) -> None:
    before = dump(workspace)
    async with signs(workspace) as pilot:
        await press(pilot, "n")
        await type_in(pilot, "Salon")
        await press(pilot, "enter")
        await type_in(pilot, "2,5")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Form)
        await press(pilot, "backspace", "backspace", "enter")
        assert labels(workspace)[-1] == ("Salon", 2)
        await press(pilot, "shift+up", "enter", "ctrl+s", "b")
        assert [label for label, _points in labels(workspace)] == [
            "newsletter", "white_paper", "webinar",
        ]  # fmt: skip
        assert "── Retirés" in shown(pilot)
        await press(pilot, "b")
        assert labels(workspace)[2] == ("Salon", 2)
        for _act in range(4):
            await press(pilot, "u")
        assert dump(workspace) == before


async def test_a_sign_is_noted_on_a_sheet_and_taken_back_there(
    workspace: Workspace, row: int
) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "ctrl+l", "right", "right", "enter")
        await type_in(pilot, "12/11")
        await press(pilot, "enter")
        await type_in(pilot, "Bois")
        await press(pilot, "enter")
        assert "webinar (Bois) 12/11 +20 = 20" in shown(pilot)
        assert toasts(pilot)[-1] == "webinar 12/11 +20 = 20"
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        sheet.change_interest()
        await pilot.pause()
        await press(pilot, "down", "enter")
        assert scoring.of(workspace, Owner(row)).events == ()
        await press(pilot, "u")
        assert scoring.of(workspace, Owner(row)).points == 20


async def test_a_day_to_come_is_refused_where_it_is_typed(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "ctrl+l", "enter")
        await type_in(pilot, "demain")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Form)
        assert "pas encore eu lieu" in shown(pilot)
        assert scoring.of(workspace, Owner(row)).events == ()


async def test_a_sign_is_noted_for_an_opportunity(workspace: Workspace) -> None:
    sale = opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "ctrl+l", "ctrl+s")
        assert scoring.of(workspace, Owner(opportunity=sale)).points == 5


async def test_a_sign_is_noted_in_the_calls_and_stands_on_the_card(
    workspace: Workspace, row: int
) -> None:
    async with cockpit(workspace) as pilot:
        await press(pilot, "ctrl+l", "ctrl+s")
        assert scoring.of(workspace, Owner(row)).points == 5
        assert "newsletter 23/11 +5 = 5" in shown(pilot)


async def test_a_sign_is_noted_in_a_file(workspace: Workspace, row: int) -> None:
    async with files_desk(workspace) as pilot:
        await files_keys(pilot, "ctrl+l", "ctrl+s")
        assert scoring.of(workspace, Owner(row)).points == 5


async def test_without_any_sign_in_use_one_is_told_where_they_are(
    workspace: Workspace, row: int
) -> None:
    for code in list(scoring.rules(workspace)):
        scoring.retire_rule(workspace, code)
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "ctrl+l")
        assert not isinstance(pilot.app.screen, Form)
        assert "g i" in toasts(pilot)[-1]


@pytest.mark.parametrize("text", NASTY)
async def test_names_from_outside_are_drawn_as_plain_text(workspace: Workspace, text: str) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name=text)
    scoring.add_rule(workspace, f"x{text}", 40)
    scoring.add_event(workspace, Owner(row), list(scoring.rules(workspace))[-1], detail=text)
    async with signs(workspace) as pilot:
        assert is_harmless(seen(pilot))
        await press(pilot, "end")
        assert is_harmless(seen(pilot))
        assert pilot.app.screen.query_one("#defined-list").cursor == Ref("", "prospect", row)  # type: ignore[attr-defined]


async def test_another_window_s_sign_is_shown(workspace: Workspace, row: int) -> None:
    async with signs(workspace) as pilot:
        make_hot(workspace, row)
        pilot.app.context.changed.ring(elsewhere=True)  # type: ignore[attr-defined]
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScoringScreen)
        assert "Menuiserie Lambert" in shown(pilot)
