"""Sick disks and wrong files: always a sentence, never a lost or half-written action."""

import os
import random
import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services import agenda, backups, cells, cockpit, grid, queue, undo
from prospect_tui.services.calls import CallEntry, log_call, new_uid
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import migrations
from prospect_tui.storage.driver import sqlite3
from tests.builders import dump, make_file, make_prospect, make_workspace
from tests.storage.checks import problems, search_index_is_sound

NOBODY = 65534
ROOT = 0


@pytest.fixture(autouse=True, scope="module")
def _all_is_loaded() -> None:
    """Do everything once: the files of a library may be out of reach of an ordinary user."""
    with TemporaryDirectory() as name:
        workspace = make_workspace(Path(name))
        make_prospect(workspace, make_file(workspace))
        assert queue.upcoming(workspace)
        workspace.prepare_writing()
        log_call(workspace, CallEntry(1, "NRP"))
        cockpit.save_draft(workspace, 1, "texte")
        undo.undo(workspace)
        assert backups.health(workspace).is_well
        workspace.close()


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Lose the rights of root, for whom nothing is read-only, if this is root."""
    if os.geteuid() != ROOT:
        yield
        return
    os.setresuid(NOBODY, NOBODY, ROOT)
    try:
        yield
    finally:
        os.setresuid(ROOT, ROOT, ROOT)


@pytest.fixture
def filled() -> Iterator[Path]:
    """Return a closed base with a row, in a folder that an ordinary user owns."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        workspace = make_workspace(folder)
        make_prospect(workspace, make_file(workspace))
        workspace.close()
        if os.geteuid() == ROOT:
            for path in (folder, *folder.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        yield workspace.path
        folder.chmod(0o700)


def forbid_folder(path: Path) -> None:
    path.parent.chmod(0o500)


def forbid_file(path: Path) -> None:
    path.chmod(0o400)


def forbid_both(path: Path) -> None:
    forbid_file(path)
    forbid_folder(path)


@pytest.mark.parametrize("mode", ["truncate", "wal"])
@pytest.mark.parametrize("forbid", [forbid_folder, forbid_file, forbid_both])
def test_what_cannot_be_written_opens_for_reading(
    filled: Path, forbid: Callable[[Path], None], mode: str
) -> None:
    connection = sqlite3.connect(filled)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.close()
    before = filled.read_bytes()
    forbid(filled)
    with ordinary_user():
        workspace = make_workspace(filled.parent)
        assert workspace.read_only
        assert [entry.name for entry in queue.upcoming(workspace)] == ["Menuiserie 000"]
        workspace.prepare_writing()
        for write in (
            lambda: log_call(workspace, CallEntry(1, "NRP")),
            lambda: cockpit.save_draft(workspace, 1, "texte"),
            lambda: undo.undo(workspace),
        ):
            with pytest.raises(UnusableBase) as refusal:
                write()
            assert refusal.value.message_id == "base.read_only"
            assert refusal.value.params == {"path": str(filled)}
        assert backups.health(workspace).read_only
        workspace.close()
    assert filled.read_bytes() == before


@pytest.mark.parametrize("mode", ["truncate", "wal"])
@pytest.mark.parametrize("forbid", [forbid_folder, forbid_file, forbid_both])
def test_what_was_only_read_is_written_again_once_it_may_be(
    filled: Path, forbid: Callable[[Path], None], mode: str
) -> None:
    """The files of a write-ahead log take the rights of the base, and outlive the reading."""
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    forbid(filled)
    with ordinary_user():
        make_workspace(filled.parent).close()
    filled.parent.chmod(0o700)
    filled.chmod(0o600)
    with ordinary_user():
        workspace = make_workspace(filled.parent)
        assert not workspace.read_only
        log_call(workspace, CallEntry(1, "NRP"))
        workspace.close()
    assert not filled.with_name("base.db-wal").exists()


def test_what_cannot_be_read_is_told(filled: Path) -> None:
    filled.chmod(0)
    with ordinary_user(), pytest.raises(UnusableBase, match=r"base\.cannot_open"):
        make_workspace(filled.parent)


def test_an_old_base_that_cannot_be_written_is_refused(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = dict(migrations.steps()) | {
        max(migrations.steps()) + 1: "CREATE TABLE extra (id INTEGER);"
    }
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    forbid_both(filled)
    with ordinary_user(), pytest.raises(UnusableBase, match=r"base\.read_only"):
        make_workspace(filled.parent)


def test_a_folder_without_room_for_a_base_is_told() -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        with ordinary_user(), pytest.raises(UnusableBase, match=r"base\.cannot_open"):
            make_workspace(Path(name) / "new")


@pytest.mark.parametrize(
    "content",
    [
        b"bonjour",
        b"company;phone\nMenuiserie;0199001234\n" * 100,
        b"PK\x03\x04" + bytes(5000),
        b"SQLite format 2\x00" + bytes(5000),
        bytes(4096),
    ],
)
def test_another_file_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "base.db"
    path.write_bytes(content)
    with pytest.raises(UnusableBase) as refusal:
        make_workspace(tmp_path)
    assert refusal.value.message_id == "base.not_a_base"
    assert refusal.value.params == {"path": str(path)}
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["base.db"]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_base_cut_short_is_refused_untouched(filled: Path, kept: float) -> None:
    content = filled.read_bytes()
    short = content[: int(len(content) * kept)]
    filled.write_bytes(short)
    with pytest.raises(UnusableBase, match=r"base\.damaged"):
        make_workspace(filled.parent)
    assert filled.read_bytes() == short


def test_a_base_emptied_by_a_fault_is_not_taken_for_a_new_one(workspace: Workspace) -> None:
    backups.back_up(workspace)
    workspace.close()
    workspace.path.write_bytes(b"")
    with pytest.raises(UnusableBase) as refusal:
        make_workspace(workspace.path.parent)
    assert refusal.value.message_id == "base.emptied"
    assert refusal.value.params == {
        "path": str(workspace.path),
        "folder": str(workspace.path.parent / "backups"),
    }
    assert workspace.path.read_bytes() == b""


def test_an_empty_file_where_nothing_was_is_a_new_base(tmp_path: Path) -> None:
    (tmp_path / "base.db").write_bytes(b"")
    workspace = make_workspace(tmp_path)
    assert backups.health(workspace).is_well
    workspace.close()


def test_damaged_pages_are_told_or_harmless(filled: Path) -> None:
    """Sixteen wrong bytes in any page: a sentence, or an answer; never another error."""
    sound = filled.read_bytes()
    chance = random.Random(60)
    told = 0
    for _ in range(60):
        place = chance.randrange(100, len(sound) - 16)
        filled.write_bytes(sound[:place] + chance.randbytes(16) + sound[place + 16 :])
        try:
            workspace = make_workspace(filled.parent)
        except UnusableBase:
            told += 1
            continue
        told += not backups.health(workspace).is_well
        with suppress(UnusableBase):
            log_call(workspace, CallEntry(1, "NRP"))
        workspace.close()
    assert told > 0


def attempts_of(workspace: Workspace) -> int:
    return cockpit.card(workspace, 1).prospect.attempts


def limit_pages(workspace: Workspace, room: int) -> None:
    """Leave `room` more pages to every connection of a workspace, as a full disk would."""
    with workspace.writing("limit") as writing:
        pages = writing.connection.execute("PRAGMA page_count").fetchone()[0]
        for connection in (writing.connection, workspace.connection):
            connection.execute(f"PRAGMA max_page_count = {pages + room}")


LONG = "x" * 4000


def test_a_full_disk_saves_nothing_by_half_and_goes_on_after_room_is_made(
    workspace: Workspace,
) -> None:
    file = make_file(workspace)
    make_prospect(workspace, file)
    limit_pages(workspace, 3)
    notes = COLUMNS_BY_KEY["notes"]
    refused = None
    for number in range(10):
        before = dump(workspace)
        try:
            grid.edit_cell(workspace, 1, notes, f"{number}{LONG}")
        except UnusableBase as error:
            refused = error
            break
    assert refused is not None
    assert refused.message_id == "base.disk_full"
    assert refused.params == {"path": str(workspace.path)}
    assert dump(workspace) == before
    assert problems(workspace.connection) == []
    limit_pages(workspace, 1000)
    grid.edit_cell(workspace, 1, notes, LONG)
    assert undo.undo(workspace) is not None
    assert problems(workspace.connection) == []


def test_a_full_disk_while_a_block_is_pasted_writes_none_of_it(workspace: Workspace) -> None:
    file = make_file(workspace)
    ids = [make_prospect(workspace, file) for _ in range(4)]
    columns = [COLUMNS_BY_KEY[key] for key in ("notes", "activity")]
    block = [[f"{number}{LONG}", str(number)] for number in range(1200)]
    limit_pages(workspace, 60)
    before, history = dump(workspace), undo.history(workspace)
    with pytest.raises(UnusableBase) as refusal:
        cells.paste(workspace, file, ids, columns, block, add_rows=True)
    assert (refusal.value.message_id, refusal.value.params) == (
        "base.disk_full",
        {"path": str(workspace.path)},
    )
    assert (dump(workspace), undo.history(workspace)) == (before, history)
    assert problems(workspace.connection) == []
    assert cells.edit_cell(workspace, ids[0], columns[1], "court").value == "court"
    limit_pages(workspace, 100_000)
    assert len(cells.paste(workspace, file, ids, columns, block, add_rows=True).rows) == 1200
    undo.undo(workspace)
    undo.undo(workspace)
    assert dump(workspace) == before
    assert search_index_is_sound(workspace.connection)


def can_log(workspace: Workspace, entry: CallEntry) -> bool:
    try:
        log_call(workspace, entry)
    except UnusableBase:
        return False
    return True


def test_a_call_refused_by_a_full_disk_is_counted_once_when_tried_again(
    workspace: Workspace,
) -> None:
    make_prospect(workspace, make_file(workspace))
    entry = CallEntry(1, "NRP", uid=new_uid())
    limit_pages(workspace, 0)
    while can_log(workspace, CallEntry(1, "RAPP")):  # until the last free page is used
        pass
    with pytest.raises(UnusableBase, match=r"base\.disk_full"):
        log_call(workspace, entry)
    calls = len(cockpit.card(workspace, 1).history)
    limit_pages(workspace, 1000)
    assert not log_call(workspace, entry).already_there
    assert log_call(workspace, entry).already_there
    assert len(cockpit.card(workspace, 1).history) == calls + 1
    assert problems(workspace.connection) == []


def test_a_full_disk_is_told_outside_the_journal_too(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    cockpit.save_draft(workspace, 1, "court")
    limit_pages(workspace, 0)
    before = dump(workspace)
    with pytest.raises(UnusableBase, match=r"base\.disk_full"):
        cockpit.save_draft(workspace, 1, LONG * 100)
    assert dump(workspace) == before
    assert not workspace.connection.in_transaction
    limit_pages(workspace, 1000)
    cockpit.save_draft(workspace, 1, LONG * 100)
    assert len(cockpit.card(workspace, 1).draft) == len(LONG) * 100


def test_undo_without_room_undoes_nothing(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    grid.edit_cell(workspace, 1, COLUMNS_BY_KEY["notes"], LONG)
    grid.edit_cell(workspace, 1, COLUMNS_BY_KEY["notes"], "")
    with workspace.transaction() as connection:
        connection.execute("INSERT INTO setting (name, value) VALUES ('x', ?)", (LONG * 30,))
    limit_pages(workspace, 0)
    before = dump(workspace)
    with pytest.raises(UnusableBase, match=r"base\.disk_full"):
        undo.undo(workspace)
    assert dump(workspace) == before
    limit_pages(workspace, 1000)
    assert undo.undo(workspace) is not None


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Refuse this process any file beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_write_that_fails_on_disk_saves_nothing_by_half(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    workspace.prepare_writing()
    entries = [CallEntry(1, "RAPP", uid=new_uid()) for _ in range(60)]
    with files_no_larger_than(workspace.path.stat().st_size):
        saved = [entry.uid for entry in entries if can_log(workspace, entry)]
    assert len(saved) < len(entries)
    kept = workspace.connection.execute("SELECT uid FROM call ORDER BY id").fetchall()
    assert [uid for (uid,) in kept] == saved
    assert problems(workspace.connection) == []
    for entry in entries:
        log_call(workspace, entry)
    assert len(cockpit.card(workspace, 1).history) == len(entries)
    assert problems(workspace.connection) == []


def test_a_backup_without_room_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    agenda.add_task(workspace, "x", agenda.later(workspace, None))
    with files_no_larger_than(8192), pytest.raises(UnusableBase) as refusal:
        backups.back_up(workspace, tmp_path / "copies" / "copy.db")
    assert refusal.value.params["path"] == str(tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []
