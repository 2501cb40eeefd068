"""Noticing what another program writes, and nothing of one's own."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services import cockpit, grid, undo
from prospect_tui.services import workspace as workspaces
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.watching import Watch
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_clock, make_file, make_prospect

CITY = COLUMNS_BY_KEY["city"]


@pytest.fixture
def other(workspace: Workspace) -> Iterator[Workspace]:
    """Return a second program on the base of `workspace`, which watches it."""
    opened = Workspace(workspace.path, make_clock(), workspace.settings)
    opened.watch.start()
    yield opened
    opened.close()


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row of a new file, which `workspace` watches."""
    made = make_prospect(workspace, make_file(workspace))
    workspace.watch.start()
    return made


def import_one(workspace: Workspace) -> None:
    """Import a table of one row."""
    table = workspace.path.with_name("table.csv")
    table.write_text("Société;Ville\nZinc;Bron\n", encoding="utf-8")
    run_import(workspace, ImportPlan(table))


WRITES: dict[str, Callable[[Workspace, int], object]] = {
    "a cell": lambda workspace, row: grid.edit_cell(workspace, row, CITY, "Albi"),
    "a draft": lambda workspace, row: cockpit.save_draft(workspace, row, "texte"),
    "undo": lambda workspace, _row: undo.undo(workspace),
    "an import": lambda workspace, _row: import_one(workspace),
}


@pytest.mark.parametrize("what", WRITES)
def test_the_others_are_told_once_and_the_writer_is_not(
    workspace: Workspace, row: int, other: Workspace, what: str
) -> None:
    WRITES[what](workspace, row)
    assert not workspace.watch.has_changed()
    assert other.watch.has_changed()
    assert not other.watch.has_changed()


@pytest.mark.parametrize("what", WRITES)
def test_a_write_between_two_questions_does_not_hide_that_of_another(
    workspace: Workspace, row: int, other: Workspace, what: str
) -> None:
    grid.edit_cell(other, row, CITY, "Brest")
    WRITES[what](workspace, row)
    assert workspace.watch.has_changed()
    assert not workspace.watch.has_changed()


def test_nothing_is_told_before_watching_or_of_a_base_that_is_not_there(
    workspace: Workspace, tmp_path: Path
) -> None:
    file_id = make_file(workspace)
    watch = Watch(workspace.path)
    make_prospect(workspace, file_id)
    assert not watch.has_changed()
    watch.start()
    assert not watch.has_changed()
    make_prospect(workspace, file_id)
    assert watch.has_changed()
    watch.close()
    assert not watch.has_changed()
    nowhere = Watch(tmp_path / "nowhere.db")
    nowhere.start()
    assert not nowhere.has_changed()


def test_asking_never_waits_for_who_is_writing(
    workspace: Workspace, row: int, other: Workspace
) -> None:
    with workspace.transaction() as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("UPDATE prospect SET city = 'Albi' WHERE id = ?", (row,))
        assert not other.watch.has_changed()
        connection.execute("PRAGMA locking_mode = NORMAL")
    assert other.watch.has_changed()


def test_one_thread_writes_at_a_time_and_the_keys_do_not_wait(
    workspace: Workspace, row: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspaces, "PATIENCE", 0.0)
    writing, go_on = threading.Event(), threading.Event()

    def work() -> None:
        with workspace.writing("edit_cell") as open_one:
            open_one.connection.execute("UPDATE prospect SET city = 'Albi'")
            writing.set()
            go_on.wait()

    thread = threading.Thread(target=work)
    thread.start()
    writing.wait()
    try:
        with pytest.raises(UnusableBase, match=r"base\.at_work"):
            cockpit.save_draft(workspace, row, "texte")
        with pytest.raises(UnusableBase, match=r"base\.at_work"):
            grid.edit_cell(workspace, row, CITY, "Brest")
    finally:
        go_on.set()
        thread.join()
    grid.edit_cell(workspace, row, CITY, "Brest")
    assert not workspace.watch.has_changed()


def test_undo_works_in_another_thread(workspace: Workspace, row: int) -> None:
    grid.edit_cell(workspace, row, CITY, "Albi")
    done: list[undo.UndoDone | None] = []
    thread = threading.Thread(target=lambda: done.append(undo.undo(workspace)))
    thread.start()
    thread.join()
    assert done[0] is not None
    assert done[0].code == "edit_cell"
    assert not workspace.watch.has_changed()


def test_two_threads_never_share_a_connection(workspace: Workspace, row: int) -> None:
    """Else SQLite, which calls our functions, and Python would wait for each other for ever."""
    seen: list[object] = []

    def read() -> None:
        seen.extend((workspace.connection, workspace.connection))
        seen.append(grid.records(workspace, [row], [CITY])[row].values)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert seen[0] is seen[1]
    assert seen[0] is not workspace.connection
    assert seen[2] == ("Lyon",)
    workspace.close()
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].execute("SELECT 1")  # type: ignore[attr-defined]
