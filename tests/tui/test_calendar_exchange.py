"""An exchange with a calendar server, from a screen."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from prospect_tui.domain.calendar_account import CalendarAccount
from prospect_tui.domain.when import When
from prospect_tui.services import agenda
from prospect_tui.services.calendars import planned_items
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.calendar_exchange import exchange
from prospect_tui.tui.screens.today import TodayScreen
from tests.builders import clock_of
from tests.services.calendar_server import PASSWORD, free_port, radicale
from tests.tui.desk import desk
from tests.tui.shell import toasts


async def exchanged(pilot: Pilot[Any], workspace: Workspace) -> list[str]:
    """Exchange from the screen in use, and return all that was told."""
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    exchange(screen, screen.context)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return toasts(pilot)


async def test_it_runs_aside_and_tells_its_end(workspace: Workspace, tmp_path: Path) -> None:
    agenda.add_task(workspace, "[bold]Relire", When(date(2026, 11, 26), time(9)))
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "server").mkdir()
    with radicale(tmp_path / "server") as server:
        account = server.account()._replace(password_command=("cat", str(secret)))
        workspace.settings = replace(workspace.settings, caldav=account)
        pro = server.make()
        async with desk(workspace) as pilot:
            assert await exchanged(pilot, workspace) == ["Pro\u00a0: 1 envoyé"]
            (href,) = server.texts(pro)
            server.rewrite(pro, href, lambda text: text.replace("20261126T", "20261127T"))
            clock_of(workspace).advance(minutes=5)
            told = await exchanged(pilot, workspace)
            assert "Pro\u00a0: 1 déplacé ici" in told
            assert any(line.startswith("[bold]Relire (jeu. 26/11 09:00 ici, ") for line in told)
    assert planned_items(workspace)[0].when.day == date(2026, 11, 27)


async def test_a_server_that_is_gone_is_told(workspace: Workspace) -> None:
    account = CalendarAccount(f"http://127.0.0.1:{free_port()}/")
    workspace.settings = replace(workspace.settings, caldav=account)
    async with desk(workspace) as pilot:
        (told,) = await exchanged(pilot, workspace)
        assert told.startswith("Le serveur d'agenda 127.0.0.1 ne répond pas")
