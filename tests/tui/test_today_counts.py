"""What is left to call is counted: planned and cold calls; behind the list when files are big."""

from datetime import timedelta
from typing import NoReturn

import pytest

from prospect_tui.services import agenda
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.driver import sqlite3
from prospect_tui.tui.screens.today import TodayScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import MONDAY, clock_of, make_file, make_prospect
from tests.tui.desk import desk
from tests.tui.shell import seen


async def test_what_is_left_of_big_files_is_counted_behind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id)
    with monkeypatch.context() as slow:
        slow.setattr(agenda, "deadline", out_of_time)
        async with desk(workspace) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "1 à froid" in seen(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, TodayScreen)
            assert screen.query_one("#today-list", LinesView).cursor == ("file", file_id)
            make_prospect(workspace, file_id)
            screen.context.changed.ring()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "2 à froid" in seen(pilot)


def out_of_time(_connection: object, _seconds: float) -> NoReturn:
    """Stand for a base in which nothing is counted in time."""
    raise sqlite3.OperationalError("interrupted")


async def test_calls_left_to_the_queue_are_counted_with_their_file(workspace: Workspace) -> None:
    due, other = make_file(workspace, "Menuisiers"), make_file(workspace, "Garages")
    make_prospect(workspace, other)
    for days_ago in (4, 3, 0):  # due on Friday, today and tomorrow
        clock_of(workspace).moment = MONDAY - timedelta(days=days_ago)
        log_call(workspace, CallEntry(make_prospect(workspace, due), "NRP"))
    log_call(workspace, CallEntry(make_prospect(workspace, due), "ERR"))  # nothing to call it on
    async with desk(workspace) as pilot:
        text = seen(pilot)
        assert "1 à faire · 2 appels prévus · 1 à froid" in text
        assert "Menuisiers · 2 appels prévus" in text
        assert "Garages" in text
        assert " 0 " not in text.split("À froid", 1)[1]
