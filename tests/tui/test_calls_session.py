"""The session on the calls screen: its keys, its live line, what was forgotten; and look-ups."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.sessions import Goal
from prospect_tui.services import dialling, sessions
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.choose import Choose
from prospect_tui.tui.dialogs.report import Report
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.cockpit import SMALL, cockpit, one, row_in_hand, rows, screen, status
from tests.tui.shell import seen, toasts


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id) for _row in range(4)]


def first_line(pilot: Pilot[Any]) -> str:
    return seen(pilot).splitlines()[0].replace("\u00a0", " ").strip()


def current(workspace: Workspace) -> sessions.CallSession:
    found = sessions.current(workspace)
    assert found is not None
    return found


async def test_a_session_from_its_goal_to_its_report(workspace: Workspace, ids: list[int]) -> None:
    clock = clock_of(workspace)
    async with cockpit(workspace) as pilot:
        assert first_line(pilot).startswith("0 appel aujourd'hui")
        await pilot.press("ctrl+t", *"2 appels ou 1 rdv")
        assert "2 appels ou 1 RDV" in seen(pilot).replace("\u00a0", " ")
        await pilot.press("enter")
        assert first_line(pilot).startswith(
            "Session 00:00 · 0 appel · 0 décideur · 0 RDV · objectif 2 appels ou 1 RDV"
        )
        clock.advance(minutes=15)
        await pilot.press("n")
        assert first_line(pilot).startswith("Session 00:15 · 1 appel (4/h)")
        clock.advance(minutes=15)
        await pilot.press("n")
        assert "objectif atteint ✔" in first_line(pilot)
        await pilot.press("ctrl+t", "enter")
        assert isinstance(pilot.app.screen, Report)
        assert "Temps de travail : 30 min" in seen(pilot).replace("\u00a0", " ")
        assert "NRP 2" in pilot.app.clipboard
        await pilot.press("escape")
        assert first_line(pilot).startswith("2 appels aujourd'hui")
        assert "Compte rendu copié" in status(pilot)
    assert rows(workspace, "SELECT session_id FROM call") == [(1,), (1,)]
    assert sessions.current(workspace) is None


async def test_space_pauses_and_goes_on(workspace: Workspace, ids: list[int]) -> None:
    clock = clock_of(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("space")
        assert toasts(pilot) == ["Aucune session n'est en cours\u00a0: Ctrl+T en commence une."]
        assert one(workspace, "SELECT count(*) FROM call_session") == 0
        await pilot.press("ctrl+t", "enter")
        clock.advance(minutes=10)
        await pilot.press("space")
        clock.advance(minutes=5)
        screen(pilot).show_figures()
        await pilot.pause()
        assert first_line(pilot).startswith("PAUSE 00:05 · Session 00:10")
        await pilot.press("space")
        assert not current(workspace).times.is_paused
        assert current(workspace).worked_seconds == 600
        await pilot.press("space")
        clock.advance(minutes=5)
        await pilot.press("a")
        assert not current(workspace).times.is_paused, "who dials is at work"
        await pilot.press("i", *"a b", "escape")
        assert screen(pilot).note.text == "a b", "a space in the note is a space"


async def test_the_goal_is_changed_and_a_wrong_one_is_told(
    workspace: Workspace, ids: list[int]
) -> None:
    sessions.start(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("ctrl+t", *"objectif", "enter", *"beaucoup")
        assert "Je ne comprends pas l'objectif" in seen(pilot)
        await pilot.press("enter")
        assert current(workspace).goal == Goal()
        await pilot.press(*["backspace"] * 8, *"40", "enter")
        assert "objectif 40 appels" in first_line(pilot)
        await pilot.press("ctrl+t", *"jusqu", "enter")
        assert isinstance(pilot.app.screen, Report)
    assert current(workspace).times.is_open


@pytest.mark.parametrize(
    ("typed", "worked", "is_open"),
    [("", 30, False), ("pause", 30, True), ("travail", 150, True)],
)
async def test_what_was_forgotten_is_asked_at_the_next_opening(
    workspace: Workspace, ids: list[int], typed: str, worked: int, is_open: bool
) -> None:
    sessions.start(workspace)
    clock = clock_of(workspace)
    clock.advance(minutes=30)
    async with cockpit(workspace) as pilot:
        await pilot.press("n")
        clock.advance(hours=2)
        await pilot.press("f3", "f4")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        assert "restée ouverte" in seen(pilot)
        await pilot.press(*typed, "enter")
        await pilot.pause()
        if not is_open:
            assert isinstance(pilot.app.screen, Report)
    [session] = sessions.listed(workspace)
    assert session.times.is_open is is_open
    assert session.worked_seconds == worked * 60


async def test_somebody_who_types_is_not_disturbed(workspace: Workspace, ids: list[int]) -> None:
    sessions.start(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *"long")
        clock_of(workspace).advance(hours=2)
        screen(pilot)._tick()
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Choose)
        await pilot.press("escape")
        screen(pilot)._tick()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("escape", "n")
        assert row_in_hand(pilot) == ids[1]
        assert rows(workspace, "SELECT session_id FROM call") == [(None,)]
        assert first_line(pilot).startswith("1 appel aujourd'hui")


async def test_the_live_line_fits_a_small_terminal(workspace: Workspace, ids: list[int]) -> None:
    sessions.start(workspace, Goal(40, 3))
    async with cockpit(workspace, SMALL) as pilot:
        clock_of(workspace).advance(minutes=42)
        await pilot.press("n")
        await pilot.press("a")
        short = "☎ 00:00 · Session 00:42 · 1/40 appels (1/h) · 0 décideur · 0/3 RDV"
        assert first_line(pilot).startswith(short)


async def test_why_this_one_is_one_key(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("pagedown", "q")
        assert isinstance(pilot.app.screen, Report)
        text = seen(pilot).replace("\u00a0", " ")
        assert "Pourquoi Menuiserie 001 ?" in text
        assert "Jamais appelée" in text
        assert "Place dans la file : 2" in text
        await pilot.press("escape")
        assert row_in_hand(pilot) == ids[1]


async def test_a_look_up_is_opened_without_a_shell_or_shown(
    workspace: Workspace, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dialling, "start", lambda words: started.append(list(words)))
    async with cockpit(workspace) as pilot:
        await pilot.press("w", *"carte", "enter")
        assert isinstance(pilot.app.screen, Report)
        assert pilot.app.clipboard == "https://www.openstreetmap.org/search?query=Lyon"
        assert started == []
        await pilot.press("escape")
        monkeypatch.setattr(dialling, "_opener", lambda: ("xdg-open",))
        await pilot.press("w", *"annuaire", "enter")
        assert toasts(pilot) == ["Ouvert dans le navigateur\u00a0: Annuaire des entreprises"]
    address = "https://annuaire-entreprises.data.gouv.fr/rechercher?terme=Menuiserie%20000"
    assert started == [["xdg-open", address]]


async def test_the_users_own_look_up_comes_first(workspace: Workspace, ids: list[int]) -> None:
    own = {"Pages pro": "https://x.example/{city}"}
    workspace.settings = replace(workspace.settings, lookups=own)
    async with cockpit(workspace) as pilot:
        await pilot.press("w", "enter")
        assert pilot.app.clipboard == "https://x.example/Lyon"
