"""The demo base: a believable week of an invented person, made by the program's own services.

Everything is relative to the day of the clock and drawn from a fixed seed: the same day gives the
same base. It refuses to touch a base that exists.
"""

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from prospect_tui.clock import Clock, FixedClock
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services.demo_calls import call_steps
from prospect_tui.services.demo_desk import SEED, Desk
from prospect_tui.services.demo_files import file_steps
from prospect_tui.services.demo_office import IDENTITY, office_steps
from prospect_tui.services.demo_story import story_steps
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.opposition import opposition_key
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.storage.backup import copy_base
from prospect_tui.storage.connection import DIRECTORY_MODE, base_error


def demo_settings(settings: Settings) -> Settings:
    """Return the settings with which made-up data is looked at: its quotes are sent by nobody."""
    return replace(settings, identity=IDENTITY)


def make_demo(path: Path, clock: Clock, settings: Settings | None = None) -> None:
    """Make a new base at `path`: files, four weeks of calls, opportunities, what is due today.

    The base takes its name only when it is whole, and its journal is empty: nothing in it can be
    undone. Raises `UnusableBase`: "demo.exists", or when the place cannot be written.
    """
    try:
        if path.exists():
            raise UnusableBase("demo.exists", path=str(path))
        path.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY_MODE)
        key = opposition_key(path)
    except OSError as error:
        raise base_error(error, path) from error
    with TemporaryDirectory(prefix="prospect-demo-") as folder:
        draft = Path(folder) / path.name
        draft.with_suffix(".key").write_text(key.hex(), encoding="ascii")
        moved = FixedClock(clock.now(), clock.zone)
        workspace = open_workspace(draft, moved, demo_settings(settings or Settings()))
        try:
            _stop_waiting_for_the_disk(workspace)
            desk = Desk(workspace, moved, clock.today())
            told = list(story_steps(desk))
            office = office_steps(desk)
            desk.play([*file_steps(desk), *office, *told, *call_steps(desk, told)])
            _forget_the_making(workspace)
            copy_base(workspace.connection, path)
        finally:
            workspace.close()


def _stop_waiting_for_the_disk(workspace: Workspace) -> None:
    """Save time while the base is a draft that nobody relies on; its copy is synced."""
    with workspace.writing("demo") as writing:
        connection = writing.connection
    for used in (connection, workspace.connection):
        used.execute("PRAGMA synchronous = OFF")


def _forget_the_making(workspace: Workspace) -> None:
    """Empty the journal, give the activities identifiers that follow the seed, close the gaps."""
    chance = Random(SEED)
    with workspace.transaction() as connection:
        connection.execute("DELETE FROM change")
        connection.execute("DELETE FROM bundle")
        activities = connection.execute("SELECT id FROM activity ORDER BY id").fetchall()
        connection.executemany(
            "UPDATE activity SET uid = ? WHERE id = ?",
            [
                (str(UUID(int=chance.getrandbits(128), version=4)), row_id)
                for (row_id,) in activities
            ],
        )
    workspace.connection.execute("VACUUM")
