"""The command line on the base of the `workspace` fixture."""

from collections.abc import Iterator

import pytest

from prospect_tui.services.workspace import Workspace
from tests.cli.running import CommandLine


@pytest.fixture
def prospect(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[CommandLine]:
    """Return the command line on Monday 23 November 2026 at 10:15 in Paris."""
    line = CommandLine(workspace.path, monkeypatch, capsys)
    yield line
    assert line.crashes() == ""
