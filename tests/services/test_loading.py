"""What writing needs is loaded behind the first screen: a save at that very moment goes through."""

import subprocess
import sys
from pathlib import Path

from tests.builders import make_workspace

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
with workspace.writing("note") as writing:
    writing.connection.execute("UPDATE setting SET value = value")
thread.join()
workspace.close()
print("saved")
"""


def test_a_save_while_writing_is_being_prepared(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(workspace.path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "saved\n"
