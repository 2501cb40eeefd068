"""A calendar server for the tests that exchange with one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prospect_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from prospect_tui.files.caldav import RemoteCalendar
    from tests.services.calendar_server import Desk


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> "Iterator[Desk]":
    """Return a server which the settings name."""
    from tests.services.calendar_server import radicale  # noqa: PLC0415 - slow to import

    (tmp_path / "server").mkdir()
    with radicale(tmp_path / "server") as running:
        workspace.settings = replace(workspace.settings, caldav=running.account())
        yield running


@pytest.fixture
def pro(desk: "Desk") -> "RemoteCalendar":
    """Return its one calendar."""
    return desk.make()
