"""Copies of the base: faithful, private, never half made."""

from datetime import datetime
from pathlib import Path

import pytest

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services import backups
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import backup
from prospect_tui.storage.connection import connect
from prospect_tui.storage.driver import sqlite3
from tests.builders import clock_of, dump, make_file, make_prospect, make_workspace


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row that was called once."""
    row_id = make_prospect(workspace, make_file(workspace))
    log_call(workspace, CallEntry(row_id, "NRP"))
    return row_id


def folder_of(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


@pytest.mark.usefixtures("row")
def test_a_copy_is_equal_row_by_row(workspace: Workspace, tmp_path: Path) -> None:
    target = backups.back_up(workspace, tmp_path / "copies" / "copy.db")
    copy = Workspace(target, workspace.clock, workspace.settings)
    assert dump(copy) == dump(workspace)
    journal = "SELECT * FROM bundle", "SELECT * FROM change"
    for question in journal:
        assert (
            copy.connection.execute(question).fetchall()
            == workspace.connection.execute(question).fetchall()
        )
    copy.close()
    assert folder_of(tmp_path / "copies") == ["copy.db"]


@pytest.mark.usefixtures("row")
def test_a_copy_opens_as_a_base(workspace: Workspace, tmp_path: Path) -> None:
    backups.back_up(workspace, tmp_path / "copy" / "base.db")
    opened = make_workspace(tmp_path / "copy")
    assert dump(opened) == dump(workspace)
    opened.close()


def test_a_copy_is_made_while_another_program_writes(
    workspace: Workspace, row: int, tmp_path: Path
) -> None:
    other = connect(workspace.path)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE prospect SET notes = 'not yet saved'")
    target = backups.back_up(workspace, tmp_path / "copy.db")
    other.execute("ROLLBACK")
    other.close()
    copy = connect(target)
    assert copy.execute("SELECT notes FROM prospect WHERE id = ?", (row,)).fetchone() == ("",)
    copy.close()


def test_the_base_stands_still_until_its_copy_is_verified(
    workspace: Workspace, row: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row saved between the copy and its counting would make a good copy look bad."""
    count = backup._row_counts
    saved: list[str] = []

    def count_after_a_save(connection: sqlite3.Connection) -> dict[str, int]:
        counts = count(connection)
        if not saved:
            saved.append(make_prospect_elsewhere(workspace.path))
        return counts

    monkeypatch.setattr(backup, "_row_counts", count_after_a_save)
    target = backups.back_up(workspace, tmp_path / "copy.db")
    copy = connect(target)
    assert copy.execute("SELECT count(*) FROM tag").fetchone() == (0,)
    copy.close()
    assert saved in (["database is locked"], ["saved"])  # by the kind of journal


def make_prospect_elsewhere(path: Path) -> str:
    other = connect(path)
    other.execute("PRAGMA busy_timeout = 0")
    try:
        other.execute("INSERT INTO tag (name) VALUES ('new')")
    except sqlite3.OperationalError as error:
        return str(error)
    finally:
        other.close()
    return "saved"


@pytest.mark.usefixtures("row")
def test_an_existing_file_is_never_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "precious.db"
    target.write_text("precious", encoding="utf-8")
    with pytest.raises(UnusableBase, match=r"backup\.exists"):
        backups.back_up(workspace, target)
    assert target.read_text(encoding="utf-8") == "precious"


@pytest.mark.usefixtures("row")
def test_a_copy_that_is_not_faithful_does_not_count(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter(({"prospect": 1}, {"prospect": 2}))
    monkeypatch.setattr(backup, "_row_counts", lambda _connection: next(counts))
    with pytest.raises(UnusableBase) as refusal:
        backups.back_up(workspace, tmp_path / "copies" / "copy.db")
    assert refusal.value.message_id == "backup.not_faithful"
    assert folder_of(tmp_path / "copies") == []


@pytest.mark.usefixtures("row")
def test_a_folder_that_cannot_be_written_is_told(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnusableBase) as refusal:
        backups.back_up(workspace, tmp_path / "file" / "copy.db")
    assert refusal.value.params["path"] == str(tmp_path / "file" / "copy.db")


@pytest.mark.usefixtures("row")
def test_a_leftover_of_a_copy_cut_short_does_not_stop_the_next_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / ".copy.db.part").write_text("half", encoding="utf-8")
    assert backups.back_up(workspace, tmp_path / "copy.db").exists()
    assert ".copy.db.part" not in folder_of(tmp_path)


@pytest.mark.usefixtures("row")
def test_copies_are_named_by_their_moment(workspace: Workspace) -> None:
    first = backups.back_up(workspace)
    clock_of(workspace).advance(seconds=1)
    second = backups.back_up(workspace)
    assert [first.name, second.name] == [
        "base-20261123-101500-manual.db",
        "base-20261123-101501-manual.db",
    ]
    assert first.parent == workspace.path.parent / "backups"


def test_the_name_of_a_copy_says_why() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - a local time as told to the user
    assert backup.backup_name(Path("x/base.db"), at, "import") == "base-20260102-030405-import.db"


@pytest.mark.usefixtures("row")
def test_a_sound_base_is_well(workspace: Workspace) -> None:
    health = backups.health(workspace)
    assert health.is_well
    assert health.rows["call"] == 1
    assert health.path == workspace.path
