"""Two programs on one base: both write, the second waits, nothing is counted twice."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import NotFound, UnusableBase
from prospect_tui.services import cells, cockpit, grid, queue, row_acts, search, undo
from prospect_tui.services.calls import CallEntry, log_call, new_uid
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration, connection
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import journal_mode
from tests.architecture.sources import PROJECT
from tests.builders import dump, make_clock, make_file, make_prospect, make_workspace
from tests.storage.checks import problems

CALLER = """
import sys
from pathlib import Path
from prospect_tui.services.calls import CallEntry, log_call
from tests.builders import make_workspace
workspace = make_workspace(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    uid = f"{sys.argv[2]}-{number}"
    log_call(workspace, CallEntry(1 + number % 4, "NRP", uid=uid))
    print(uid)
"""


@pytest.fixture
def other(workspace: Workspace) -> Iterator[Workspace]:
    """Return a second program on the base of `workspace`."""
    opened = Workspace(workspace.path, make_clock(), workspace.settings)
    yield opened
    opened.close()


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row of a new file."""
    return make_prospect(workspace, make_file(workspace))


def attempts(workspace: Workspace, row: int) -> int:
    return cockpit.card(workspace, row).prospect.attempts


def test_both_write_and_each_sees_the_other(
    workspace: Workspace, other: Workspace, row: int
) -> None:
    for number in range(1, 6):
        log_call(workspace if number % 2 else other, CallEntry(row, "NRP"))
        assert attempts(workspace, row) == attempts(other, row) == number
    assert problems(workspace.connection) == []


def test_reading_leaves_no_lock_behind(workspace: Workspace, other: Workspace, row: int) -> None:
    for number in range(100):
        make_prospect(workspace, 1, city=str(number))
    for reader in (workspace, other):
        queue.next_entry(reader)
        cockpit.card(reader, row)
        search.find(reader, "menuiserie", limit=1)
        grid.records(reader, [row], [COLUMNS_BY_KEY["city"]])
        undo.history(reader, limit=1)
    with connection_without_patience(workspace.path) as writer:
        writer.execute("UPDATE prospect SET notes = 'x'")
        kept, *_pages = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not kept, "a log that somebody still reads grows for ever"


class connection_without_patience:
    """Open a connection which fails at once when the base is locked."""

    def __init__(self, path: Path) -> None:
        self.connection = connection.connect(path)
        self.connection.execute("PRAGMA busy_timeout = 0")

    def __enter__(self) -> sqlite3.Connection:
        return self.connection

    def __exit__(self, *_error: object) -> None:
        self.connection.close()


def test_the_second_writer_waits_for_the_first(
    workspace: Workspace, other: Workspace, row: int
) -> None:
    done = threading.Event()

    def write() -> None:
        log_call(other, CallEntry(row, "NRP", uid="second"))
        done.set()

    with workspace.writing("edit_cell") as writing:
        writing.connection.execute("UPDATE prospect SET notes = 'first'")
        thread = threading.Thread(target=write)
        thread.start()
        assert not done.is_set()
    thread.join()
    assert done.is_set()
    assert attempts(workspace, row) == 1
    assert [past.code for past in undo.history(workspace)][:2] == ["call", "edit_cell"]


def test_a_writer_kept_out_too_long_is_told_and_may_try_again(
    workspace: Workspace, row: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = CallEntry(row, "NRP", uid=new_uid())
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.0)
    hasty = Workspace(workspace.path, make_clock(), workspace.settings)
    with workspace.writing("edit_cell") as writing:
        writing.connection.execute("UPDATE prospect SET notes = 'first'")
        with pytest.raises(UnusableBase) as refusal:
            log_call(hasty, entry)
        assert refusal.value.message_id == "base.busy"
        assert refusal.value.params == {"path": str(workspace.path)}
        with pytest.raises(UnusableBase, match=r"base\.busy"):
            cockpit.save_draft(hasty, row, "texte")
        with pytest.raises(UnusableBase, match=r"base\.busy"):
            undo.undo(hasty)
    assert log_call(hasty, entry).already_there is False
    assert attempts(workspace, row) == 1
    hasty.close()


def test_the_same_call_from_two_windows_is_counted_once(
    workspace: Workspace, other: Workspace, row: int
) -> None:
    entry = CallEntry(row, "NRP", uid=new_uid())
    first, second = log_call(workspace, entry), log_call(other, entry)
    assert (first.call_id, second.already_there) == (second.call_id, True)
    assert attempts(workspace, row) == 1


def test_an_edit_of_another_window_is_undone_in_the_right_order(
    workspace: Workspace, other: Workspace, row: int
) -> None:
    city = COLUMNS_BY_KEY["city"]
    before = dump(workspace)
    grid.edit_cell(workspace, row, city, "Albi")
    grid.edit_cell(other, row, city, "Brest")
    undo.undo(workspace)
    undo.undo(workspace)
    assert dump(workspace) == dump(other) == before


def test_the_second_window_on_one_cell_is_shown_both_texts(
    workspace: Workspace, other: Workspace, row: int
) -> None:
    city = COLUMNS_BY_KEY["city"]
    seen = {window: grid.records(window, [row], [city])[row] for window in (workspace, other)}
    (text,) = seen[other].values
    cells.edit_cell(workspace, row, city, "Albi", expected=text)
    before = dump(workspace)
    with pytest.raises(cells.CellChanged) as refusal:
        cells.edit_cell(other, row, city, "Brest", expected=text)
    assert refusal.value.params == {"mine": "Brest", "theirs": "Albi"}
    assert dump(workspace) == before
    cells.edit_cell(other, row, city, "Brest", expected=refusal.value.stored)
    assert grid.records(workspace, [row], [city])[row].values == ("Brest",)


def test_of_many_windows_at_once_one_saves_and_the_others_are_told(
    workspace: Workspace, row: int
) -> None:
    city = COLUMNS_BY_KEY["city"]
    together = threading.Barrier(6)
    outcomes: list[str] = []

    def save(name: str) -> None:
        window = Workspace(workspace.path, make_clock(), workspace.settings)
        together.wait()
        try:
            cells.edit_cell(window, row, city, name, expected="Lyon")
            outcomes.append(name)
        except cells.CellChanged as refusal:
            outcomes.append(f"told {refusal.params['theirs']}")
        finally:
            window.close()

    threads = [threading.Thread(target=save, args=(f"Ville {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (kept,) = grid.records(workspace, [row], [city])[row].values
    assert sorted(outcomes) == sorted([kept, *[f"told {kept}"] * 5])


@pytest.mark.parametrize(
    "act",
    [
        lambda window, row: cells.edit_cell(
            window, row, COLUMNS_BY_KEY["city"], "Brest", expected="Lyon"
        ),
        lambda window, row: cells.write_all(window, [row], COLUMNS_BY_KEY["city"], "Brest"),
        lambda window, row: cells.paste(window, 1, [row], [COLUMNS_BY_KEY["city"]], [["x"]]),
        lambda window, row: row_acts.tag_rows(window, [row], ["salon"]),
        lambda window, row: row_acts.duplicate_rows(window, [row]),
        lambda window, row: row_acts.move_rows(window, 1, [row], None),
    ],
)
def test_a_row_deleted_in_another_window_is_told(
    workspace: Workspace, other: Workspace, row: int, act: Callable[[Workspace, int], object]
) -> None:
    row_acts.delete_rows(workspace, [row])
    before = dump(workspace)
    with pytest.raises(NotFound) as refusal:
        act(other, row)
    assert (refusal.value.message_id, refusal.value.params) == ("row.not_found", {"row": row})
    assert dump(workspace) == before


def test_a_very_large_work_does_not_keep_the_screen_waiting(workspace: Workspace, row: int) -> None:
    city = [COLUMNS_BY_KEY["city"]]
    assert grid.records(workspace, [row], city)
    begun, seen = threading.Event(), threading.Event()

    def work() -> None:
        with workspace.writing("edit_cells") as writing:
            writing.connection.execute("PRAGMA cache_size = 5")  # more is written out at once
            writing.connection.executemany(
                "INSERT INTO setting (name, value) VALUES (?, ?)",
                [(str(number), "x" * 1000) for number in range(200)],
            )
            begun.set()
            seen.wait()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    keeps_out = journal_mode(workspace.path) == "truncate"
    assert (grid.glance(workspace, [row], city) == {}) is keeps_out
    seen.set()
    thread.join()
    assert grid.glance(workspace, [row], city)[row].values == ("Lyon",)
    assert grid.records(workspace, [row], city)[row].values == ("Lyon",)


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(("src", "."))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    file = make_file(workspace)
    for _ in range(4):
        make_prospect(workspace, file)
    calls = 40
    processes = [run(CALLER, tmp_path, name, calls) for name in ("left", "right")]
    said: list[str] = []
    for process in processes:
        out, err = process.communicate()
        assert process.returncode == 0, err
        said += out.split()
    kept = workspace.connection.execute("SELECT uid FROM call").fetchall()
    assert sorted(uid for (uid,) in kept) == sorted(said)
    assert len(said) == 2 * calls
    assert problems(workspace.connection) == []
    by_row = workspace.connection.execute("SELECT count(*) FROM call GROUP BY prospect_id")
    assert by_row.fetchall() == [(2 * calls // 4,)] * 4
    workspace.close()


def test_two_processes_make_one_base(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from tests.builders import make_workspace\n"
    code += "make_workspace(Path(sys.argv[1])).close()"
    processes = [run(code, tmp_path / "new") for _ in range(2)]
    for process in processes:
        _, err = process.communicate()
        assert process.returncode == 0, err
    workspace = make_workspace(tmp_path / "new")
    assert len(configuration.results(workspace.connection)) == 11
    assert len(configuration.stages(workspace.connection)) == 5
    assert problems(workspace.connection) == []
    workspace.close()
