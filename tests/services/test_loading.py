"""What writing needs is loaded behind the first screen: a save at that very moment goes through."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import make_file, make_prospect, make_workspace

PROGRAM = """
import sys, threading
from importlib.abc import MetaPathFinder
from pathlib import Path

from prospect_tui.clock import FixedClock
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from tests.builders import MONDAY, PARIS

begun, saving, within = threading.Event(), threading.Event(), threading.Event()


class Meeting(MetaPathFinder):
    # Both threads stand in the middle of sqlalchemy, unless one waits for the other.

    def find_spec(self, name, path=None, target=None):
        is_first = threading.current_thread() is threading.main_thread()
        if name == "sqlmodel" and not is_first:
            begun.set()
            saving.wait(1)
        elif name == "sqlalchemy.util" and is_first:
            saving.set()
            within.wait(1)
        elif name == "sqlalchemy.engine.base" and not is_first:
            within.set()
        return None


sys.meta_path.insert(0, Meeting())
workspace = Workspace(Path(sys.argv[1]), FixedClock(MONDAY, PARIS), Settings())
thread = threading.Thread(target=workspace.prepare_writing)
thread.start()
assert begun.wait(60)
{save}
thread.join()
workspace.close()
print("saved")
"""
WITH_A_SESSION = """
with workspace.writing("note") as writing:
    writing.session.flush()
"""
WITH_MODELS = """
from prospect_tui.storage.models import Note
with workspace.writing("note") as writing:
    writing.session.add(Note(at=writing.now, body="hi"))
"""
CELL = """
import sys
from pathlib import Path
from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.services import grid, undo
from tests.builders import make_workspace

workspace = make_workspace(Path(sys.argv[1]).parent)
grid.edit_cell(workspace, 1, COLUMNS_BY_KEY["city"], "Brest")
undo.undo(workspace)
workspace.close()
assert not {"sqlalchemy", "sqlmodel", "pydantic"} & set(sys.modules)
print("saved")
"""


def run(program: str, base: Path) -> subprocess.CompletedProcess[str]:
    """Run a program on a base, in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", program, str(base)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("save", [WITH_A_SESSION, WITH_MODELS], ids=["session", "models"])
def test_a_save_while_writing_is_being_prepared(tmp_path: Path, save: str) -> None:
    workspace = make_workspace(tmp_path)
    workspace.close()
    done = run(PROGRAM.format(save=save), workspace.path)
    assert done.stderr == ""
    assert done.stdout == "saved\n"


def test_a_cell_is_saved_and_taken_back_without_loading_models(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    make_prospect(workspace, make_file(workspace))
    workspace.close()
    done = run(CELL, workspace.path)
    assert done.stderr == ""
    assert done.stdout == "saved\n"
