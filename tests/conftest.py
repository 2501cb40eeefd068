"""Fixtures shared by all tests."""

from collections.abc import Iterator
from pathlib import Path
from time import thread_time

import hypothesis
import pytest

from prospect_tui.i18n import set_language
from prospect_tui.i18n.labels import use_names
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import deadlines
from tests.builders import make_workspace
from tests.settling import begin_tasks_as_live, settle_by_work

# No test looks at a watch: a busy machine is no fault of what is tested.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


settle_by_work()
begin_tasks_as_live()


@pytest.fixture(autouse=True)
def _french() -> None:
    """Start every test in French with the default names, whatever the machine or test before."""
    set_language("fr")
    use_names({}, {})


@pytest.fixture(autouse=True)
def _work_alone_takes_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what may read for some milliseconds count its own work, not its wait for a processor."""
    monkeypatch.setattr(deadlines, "perf_counter", thread_time)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open workspace on a new base, on Monday 23 November 2026 at 10:15."""
    opened = make_workspace(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def other(workspace: Workspace) -> Iterator[Workspace]:
    """Return another window on the base of `workspace`, with its clock."""
    opened = open_workspace(workspace.path, workspace.clock, workspace.settings)
    yield opened
    opened.close()
