"""A program killed at any moment: what it said was saved is there, and nothing by half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from prospect_tui.services import undo
from prospect_tui.services.workspace import Workspace
from tests.architecture.sources import PROJECT
from tests.builders import dump, make_workspace
from tests.storage.callers import SAVED, TAKEN_BACK, TAKING_BACK
from tests.storage.checks import problems, search_index_is_sound

MOMENTS = 60
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the folders of callers that were killed, each at another moment."""
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.callers", str(folder), str(MOMENTS)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    folders = [folder / str(number) for number in range(MOMENTS)]
    ahead = [(one / "base.db-wal").exists() for one in folders]
    assert not any(ahead[::2])
    assert sum(ahead[1::2]) > MOMENTS // 3, "both kinds of log were left behind"
    return folders


def said_by(folder: Path, word: str) -> list[str]:
    """Return the calls of which a caller said `word`, in order."""
    lines = (folder / "said.txt").read_text("utf-8").splitlines()
    return [line.split()[1] for line in lines if line.split()[0] == word]


def calls_of(workspace: Workspace) -> dict[str, str]:
    return dict(workspace.connection.execute("SELECT uid, note FROM call ORDER BY id").fetchall())


def test_the_moments_are_many(killed: list[Path]) -> None:
    sizes = [len(said_by(folder, SAVED)) for folder in killed]
    assert len(sizes) == MOMENTS
    assert len(set(sizes)) > 5, "killed early and late"
    assert sum(sizes) > MOMENTS


def test_what_was_said_to_be_saved_is_there_whole(killed: list[Path]) -> None:
    for folder in killed:
        saved, gone = set(said_by(folder, SAVED)), set(said_by(folder, TAKEN_BACK))
        between = set(said_by(folder, TAKING_BACK)) - gone
        workspace = make_workspace(folder)
        assert problems(workspace.connection) == [], folder
        assert search_index_is_sound(workspace.connection)
        kept = calls_of(workspace)
        assert saved - gone - between <= set(kept), "lost"
        assert gone.isdisjoint(kept), "came back"
        assert len(set(kept) - saved) <= 1, "only the last one may be saved before it is said"
        assert all(note == f"note {uid}" for uid, note in kept.items())
        workspace.close()


def test_everything_can_still_be_undone_and_redone(killed: list[Path]) -> None:
    for folder in killed[::7]:
        workspace = make_workspace(folder)
        before = dump(workspace)
        count = 0
        while undo.undo(workspace) is not None:
            count += 1
        assert workspace.connection.execute("SELECT count(*) FROM prospect").fetchone() == (0,)
        assert problems(workspace.connection) == []
        for _ in range(count):
            undo.redo(workspace)
        assert dump(workspace) == before
        workspace.close()
