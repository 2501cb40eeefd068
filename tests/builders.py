"""Short ways of making what tests need, through the program's own services."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from prospect_tui.clock import FixedClock
from prospect_tui.domain.prospect import derive
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.prospect_files import create_file
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.storage.imports import NewRow, insert_rows

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=PARIS)
"""Monday 23 November 2026, a working morning."""
TRUSTED_SINCE = {"wal": (3, 0, 0), "truncate": (99, 0, 0)}
"""The version from which a write-ahead log is trusted, for any SQLite to choose a journal mode."""


def make_clock(moment: datetime = MONDAY) -> FixedClock:
    """Return a clock standing at `moment` in Paris."""
    return FixedClock(moment, PARIS)


def make_workspace(folder: Path, moment: datetime = MONDAY) -> Workspace:
    """Return a workspace on a new base."""
    return open_workspace(folder / "base.db", make_clock(moment), Settings())


def clock_of(workspace: Workspace) -> FixedClock:
    """Return the standing clock of a test workspace, to be moved."""
    assert isinstance(workspace.clock, FixedClock)
    return workspace.clock


def make_file(workspace: Workspace, name: str = "Menuisiers 69") -> int:
    """Return the number of a new, empty file."""
    return create_file(workspace, name)


def make_prospect(workspace: Workspace, file_id: int, **values: str) -> int:
    """Return the number of a new row: a callable company unless told otherwise."""
    number = workspace.connection.execute("SELECT count(*) FROM prospect").fetchone()[0]
    cells = {
        "company_name": f"Menuiserie {number:03}",
        "phone": f"01 99 00 {number // 100 % 100:02} {number % 100:02}",
        "city": "Lyon",
        "nature": "professional",
    } | values
    with workspace.writing("add_row") as writing:
        row = NewRow(None, cells, {}, derive(cells))
        return insert_rows(writing.connection, file_id, None, [row], writing.now)[0]


def dump(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the journal, to compare two states of a base."""
    connection = workspace.connection
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        " AND name NOT IN ('bundle', 'change') AND name NOT LIKE 'prospect_fts%'"
    ).fetchall()
    return {
        name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for (name,) in tables
    }
