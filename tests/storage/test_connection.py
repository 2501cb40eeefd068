"""How the file is opened: what a power cut may take, who may read it, how times are stored."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When
from prospect_tui.services import backups, opposition
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.connection import (
    base_error,
    connect,
    moment_of,
    moment_text,
    when_of,
)
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import journal_mode
from tests.builders import make_file, make_prospect, make_workspace

PARIS = ZoneInfo("Europe/Paris")
FULL = 2


@pytest.fixture
def generous_umask() -> Iterator[None]:
    """Let new files be open to everybody unless the program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def pragmas(connection: sqlite3.Connection) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "mmap_size", "cell_size_check")
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def test_every_connection_is_durable(workspace: Workspace) -> None:
    safe = {
        "journal_mode": journal_mode(workspace.path),
        "synchronous": FULL,
        "foreign_keys": 1,
        "mmap_size": 0,
        "cell_size_check": 1,
    }
    assert pragmas(workspace.connection) == safe
    with workspace.writing("add_row") as writing:
        assert pragmas(writing.connection) == safe


def test_a_reader_cannot_write(workspace: Workspace) -> None:
    reader = workspace.open_reader()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM prospect")
    reader.close()


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("generous_umask")
def test_only_the_owner_reads_what_the_program_writes(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    workspace = make_workspace(folder)
    row = make_prospect(workspace, make_file(workspace))
    opposition.oppose(workspace, row)
    copy = backups.back_up(workspace)
    with workspace.writing("add_row") as writing:
        writing.connection.execute("UPDATE prospect SET notes = 'x'")
        writing.connection.execute("PRAGMA cache_spill = 1")
        modes = {path.name: mode_of(path) for path in folder.iterdir() if path.is_file()}
    workspace.close()
    assert {"base.db", "base.key"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert mode_of(copy) == 0o600
    assert mode_of(folder) == 0o700
    assert mode_of(copy.parent) == 0o700


def test_the_key_is_made_once(tmp_path: Path) -> None:
    key = opposition.opposition_key(tmp_path / "base.db")
    assert len(key) == opposition.KEY_BYTES
    assert opposition.opposition_key(tmp_path / "base.db") == key
    assert opposition.opposition_key(tmp_path / "other.db") != key


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnusableBase) as refusal:
        make_workspace(tmp_path / "file" / "folder")
    assert "file" in str(refusal.value.params["path"])


def test_a_folder_is_no_base(tmp_path: Path) -> None:
    (tmp_path / "base.db").mkdir()
    with pytest.raises(UnusableBase, match=r"base\.cannot_open"):
        make_workspace(tmp_path)


@pytest.mark.parametrize(
    ("error", "message_id"),
    [
        (sqlite3.DatabaseError("file is not a database"), "base.not_a_base"),
        (sqlite3.DatabaseError("database disk image is malformed"), "base.damaged"),
        (sqlite3.OperationalError("database or disk is full"), "base.disk_full"),
        (OSError(28, "No space left on device"), "base.disk_full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "base.read_only"),
        (OSError(30, "Read-only file system"), "base.read_only"),
        (sqlite3.OperationalError("database is locked"), "base.busy"),
        (sqlite3.OperationalError("unable to open database file"), "base.cannot_open"),
        (PermissionError(13, "Permission denied"), "base.cannot_open"),
        (sqlite3.OperationalError("disk I/O error"), "base.failed"),
    ],
)
def test_a_failure_has_its_sentence(error: Exception, message_id: str) -> None:
    told = base_error(error, Path("base.db"))
    assert told.message_id == message_id
    assert told.params["path"] == "base.db"


MINUTES = st.integers(0, 10**7)
MOMENTS = st.builds(
    lambda minutes, rest: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes, **rest),
    MINUTES,
    st.fixed_dictionaries({"seconds": st.integers(0, 59), "microseconds": st.integers(0, 10**6)}),
)


@given(MOMENTS, MOMENTS)
def test_stored_moments_read_back_and_sort_as_texts(one: datetime, other: datetime) -> None:
    assert moment_of(moment_text(one)) == one
    texts = moment_text(one) or "", moment_text(other) or ""
    assert (texts[0] < texts[1]) is (one < other)


def test_nothing_stored_is_nothing() -> None:
    assert moment_text(None) is None
    assert moment_of(None) is None
    assert when_of(None, None, "", PARIS) is None


@given(
    st.builds(
        When,
        st.dates(date(2020, 1, 1), date(2040, 1, 1)),
        half=st.none() | st.sampled_from(HalfDay),
    )
)
def test_a_planned_day_reads_back(when: When) -> None:
    assert when_of(when.day.isoformat(), None, when.half or "", PARIS) == when


@given(MINUTES)
def test_a_planned_hour_reads_back_as_the_same_moment(minutes: int) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    read = when_of("2020-01-01", moment_text(moment), "", PARIS)
    assert read is not None
    assert read.moment(PARIS) == moment


def test_the_hour_that_autumn_repeats_reads_back_as_its_second_occurrence() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    read = when_of("2026-10-25", moment_text(second), "", PARIS)
    assert read == When(date(2026, 10, 25), time(2, 30))
    assert read is not None
    assert read.moment(PARIS) == second
    assert not read.is_due(second - timedelta(minutes=1), PARIS)


def test_a_planned_hour_is_shown_in_the_zone_of_the_user() -> None:
    text = moment_text(datetime(2026, 11, 23, 20, 30, tzinfo=UTC))
    reunion = when_of("2026-11-23", text, "", ZoneInfo("Indian/Reunion"))
    assert reunion == When(date(2026, 11, 24), time(0, 30))


def test_a_missing_folder_is_told_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(UnusableBase, match=r"base\.cannot_open"):
        connect(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()
