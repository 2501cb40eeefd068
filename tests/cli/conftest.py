"""The command line on the base of the `workspace` fixture."""

import pytest

from prospect_tui.services.workspace import Workspace
from tests.cli.running import CommandLine


@pytest.fixture
def prospect(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Return the command line on Monday 23 November 2026 at 10:15 in Paris."""
    return CommandLine(workspace.path, monkeypatch, capsys)
