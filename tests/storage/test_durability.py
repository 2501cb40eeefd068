"""The log beside the base: chosen by SQLite and by disk, never shared by two kinds of SQLite.

Both kinds are played on any SQLite, by moving the version from which its log is trusted.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services import backups, cockpit, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import durability
from prospect_tui.storage.connection import connect
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import LOG_BYTES, TRUNCATE, WAL, journal_mode
from tests.builders import TRUSTED_SINCE, make_file, make_prospect, make_workspace

LOCAL = Path("base.db")

Choice = Callable[[str], None]


@pytest.fixture(autouse=True)
def _local_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the disk of these tests for a local one, wherever they run."""
    monkeypatch.setattr(durability, "MOUNTS", Path(os.devnull))


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choice:
    """Return what makes the program choose a mode from now on, as on another SQLite."""
    return lambda mode: monkeypatch.setattr(durability, "FIXED_WAL", TRUSTED_SINCE[mode])


@pytest.fixture(params=[WAL, TRUNCATE])
def chosen(request: pytest.FixtureRequest, choose: Choice) -> str:
    """Return the mode that the program chooses: each test runs in both."""
    choose(request.param)
    return str(request.param)


@pytest.fixture
def logging_ahead(tmp_path: Path, choose: Choice) -> Iterator[Workspace]:
    """Return an open base with a row and a write-ahead log."""
    choose(WAL)
    opened = make_workspace(tmp_path)
    make_prospect(opened, make_file(opened))
    yield opened
    opened.close()


def mode_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def beside(path: Path) -> dict[str, int]:
    """Return the size of what SQLite keeps beside a base, empty journals left out."""
    found = {p.name.removeprefix(path.name): p for p in path.parent.glob(f"{path.name}-*")}
    return {end: p.stat().st_size for end, p in found.items() if end != "-journal"}


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 31, 0), TRUNCATE),
        ((3, 40, 1), TRUNCATE),
        ((3, 51, 2), TRUNCATE),
        ((3, 51, 3), WAL),
        ((3, 54, 0), WAL),
        ((4, 0, 0), WAL),
    ],
)
def test_the_write_ahead_log_is_used_only_where_it_is_safe(
    version: tuple[int, ...], mode: str
) -> None:
    assert journal_mode(LOCAL, version) == mode


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
nas:/volume /srv/nas nfs4 rw 0 0
/dev/sdb1 /srv/nas/local ext4 rw 0 0
//nas/share /mnt/le\\040partage cifs rw 0 0
C:\\134 /mnt/c 9p rw,aname=drvfs 0 0
me@host: /srv/cloud fuse.sshfs rw 0 0
/dev/sdc1 /mnt/twice nfs rw 0 0
/dev/sdc1 /mnt/twice xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "is_far"),
    [
        ("/srv", False),
        ("/srv/nas", True),
        ("/srv/nas/2026/leads", True),
        ("/srv/nasty", False),
        ("/srv/nas/local", False),
        ("/mnt/le partage/x", True),
        ("/mnt/c/Users", True),
        ("/srv/cloud", True),
        ("/mnt/twice", False),
    ],
)
def test_a_disk_that_other_machines_see_has_no_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, is_far: bool
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(durability, "MOUNTS", tmp_path / "mounts")
    mode = journal_mode(Path(folder) / "base.db", (3, 53, 0))
    assert mode == (TRUNCATE if is_far else WAL)


def test_where_mounts_are_not_listed_disks_are_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durability, "MOUNTS", tmp_path / "none")
    assert journal_mode(LOCAL, (3, 53, 0)) == WAL


def test_a_base_moved_to_such_a_disk_leaves_its_log(
    logging_ahead: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    logging_ahead.close()
    monkeypatch.setattr(durability, "is_far", lambda _path: True)
    moved = make_workspace(logging_ahead.path.parent)
    log_call(moved, CallEntry(1, "NRP"))
    assert mode_of(moved.connection) == TRUNCATE
    assert backups.health(moved).is_well
    moved.close()


def test_a_disk_that_shares_no_memory_is_written_durably_all_the_same(
    tmp_path: Path, choose: Choice
) -> None:
    choose(WAL)
    place = tmp_path / "base.db"
    with closing(sqlite3.connect(f"{place.as_uri()}?vfs=unix-dotfile", uri=True)) as connection:
        durability.choose_log(connection, place)
        assert mode_of(connection) == TRUNCATE


def test_a_base_is_well_in_either_mode(chosen: str, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    make_prospect(workspace, make_file(workspace))
    health = backups.health(workspace)
    assert (health.journal_mode, health.durable, health.is_well) == (chosen, True, True)
    workspace.close()


def test_a_log_that_is_not_trusted_is_not_durable(logging_ahead: Workspace, choose: Choice) -> None:
    choose(TRUNCATE)
    health = backups.health(logging_ahead)
    assert (health.journal_mode, health.durable, health.is_well) == (WAL, False, False)


WRITES: dict[str, Callable[[Workspace], object]] = {
    "a call": lambda workspace: log_call(workspace, CallEntry(1, "NRP")),
    "a draft": lambda workspace: cockpit.save_draft(workspace, 1, "texte"),
    "undo": undo.undo,
    "an import": lambda workspace: run_import(
        workspace, ImportPlan(workspace.path.with_name("table.csv"))
    ),
}


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("has_written", [True, False])
def test_an_older_sqlite_writes_nothing_once_a_newer_one_has_come(
    tmp_path: Path, choose: Choice, what: str, has_written: bool
) -> None:
    choose(TRUNCATE)
    older = make_workspace(tmp_path)
    (tmp_path / "table.csv").write_text("Société;Ville\nZinc;Bron\n", encoding="utf-8")
    make_prospect(older, make_file(older))
    older.close()
    older = make_workspace(tmp_path)
    assert not cockpit.card(older, 1).history
    if has_written:
        log_call(older, CallEntry(1, "NRP"))
    choose(WAL)
    newer = make_workspace(tmp_path)
    log_call(newer, CallEntry(1, "OCC"))
    choose(TRUNCATE)
    calls = len(cockpit.card(newer, 1).history)
    with pytest.raises(UnusableBase) as refusal:
        WRITES[what](older)
    assert refusal.value.message_id == "base.other_sqlite"
    assert refusal.value.params == {"path": str(older.path)}
    assert len(cockpit.card(older, 1).history) == calls, "it still reads"
    choose(WAL)
    log_call(newer, CallEntry(1, "NRP"))
    newer.close()
    older.close()
    choose(TRUNCATE)
    alone = make_workspace(tmp_path)
    WRITES[what](alone)
    assert mode_of(alone.connection) == TRUNCATE
    alone.close()


def test_an_older_sqlite_does_not_open_what_a_newer_one_has_open(
    logging_ahead: Workspace, choose: Choice
) -> None:
    choose(TRUNCATE)
    with pytest.raises(UnusableBase) as refusal:
        make_workspace(logging_ahead.path.parent)
    assert refusal.value.message_id == "base.other_sqlite"
    logging_ahead.close()
    older = make_workspace(logging_ahead.path.parent)
    log_call(older, CallEntry(1, "NRP"))
    assert mode_of(older.connection) == TRUNCATE
    older.close()


def test_a_log_left_by_a_newer_sqlite_that_was_killed_is_read_by_an_older_one(
    logging_ahead: Workspace, tmp_path: Path, choose: Choice
) -> None:
    log_call(logging_ahead, CallEntry(1, "NRP"))
    left = tmp_path / "left"
    left.mkdir()
    for end in ("", "-wal"):  # nobody writes: what a kill at this moment would leave
        name = f"{logging_ahead.path.name}{end}"
        (left / name).write_bytes((tmp_path / name).read_bytes())
    choose(TRUNCATE)
    older = make_workspace(left)
    assert len(cockpit.card(older, 1).history) == 1
    assert mode_of(older.connection) == TRUNCATE
    assert beside(older.path) == {}
    older.close()


def test_nothing_is_left_beside_a_closed_base(chosen: str, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    make_prospect(workspace, make_file(workspace))
    workspace.watch.start()
    with closing(workspace.open_reader()) as reader:
        reader.execute("SELECT count(*) FROM prospect").fetchall()
    assert bool(beside(workspace.path)) is (chosen == WAL)
    workspace.close()
    assert beside(workspace.path) == {}


def test_a_large_change_does_not_leave_a_large_log(
    logging_ahead: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durability, "LOG_BYTES", LOG_BYTES // 16)
    window = make_workspace(logging_ahead.path.parent)
    with window.writing("edit_cells") as writing:
        writing.connection.executemany(
            "INSERT INTO setting (name, value) VALUES (?, ?)",
            [(str(number), "x" * 4000) for number in range(1500)],
        )
    assert beside(window.path)["-wal"] > 2 * durability.LOG_BYTES
    log_call(window, CallEntry(1, "NRP"))
    assert beside(window.path)["-wal"] <= durability.LOG_BYTES
    window.close()


def test_a_copy_is_one_file_for_any_sqlite(logging_ahead: Workspace, tmp_path: Path) -> None:
    """A write-ahead log cannot be read on a disk that cannot be written, such as a copy is on."""
    target = backups.back_up(logging_ahead, tmp_path / "copies" / "copy.db")
    with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)) as copy:
        assert copy.execute("SELECT count(*) FROM prospect").fetchone() == (1,)
        assert mode_of(copy) == "delete"
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]


def test_reading_is_not_taken_for_a_change(logging_ahead: Workspace) -> None:
    logging_ahead.watch.start()
    with closing(connect(logging_ahead.path)) as another:
        another.execute("SELECT count(*) FROM prospect").fetchall()
    assert not logging_ahead.watch.has_changed()
    other = make_workspace(logging_ahead.path.parent)
    log_call(other, CallEntry(1, "NRP"))
    other.close()
    assert logging_ahead.watch.has_changed()
