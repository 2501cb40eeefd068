"""Taking back an action on thousands of rows: in a thread, the keys still heard."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.services import cells, undo
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.undo import Pending, UndoDone
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.imports import BUNDLE_CODE
from prospect_tui.tui.context import Change
from prospect_tui.tui.widgets.bottom_lines import WorkLine
from tests.builders import dump, make_file, make_prospect
from tests.tui.desk import press
from tests.tui.files_desk import column_of, files_desk, heading, keys, plain_spaces, settle, told
from tests.tui.shell import fake_app, fake_context, place, seen, toasts

PENDING = Pending(
    1, "edit_cell", {"column": "city", "count": 100_000, "stage": "long name " * 4}, is_long=True
)
DONE = UndoDone(PENDING.code, PENDING.params)


def long_context(tmp_path: Path, replay: Callable[..., UndoDone | None]) -> Any:
    """Return a context in which undo and redo are long."""
    services: dict[str, Any] = {
        "pending": lambda *_args, **_options: PENDING,
        "undo": replay,
        "redo": replay,
    }
    return fake_context(tmp_path, **services)


def work_line(pilot: Pilot[Any]) -> str:
    """Return what is told of the work in progress."""
    return plain_spaces(str(place(pilot).query_one(WorkLine).render()))


async def test_the_keys_are_heard_while_it_lasts(tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def replay(_workspace: Workspace, progress: Callable[[int, int], None]) -> UndoDone:
        threads.append(threading.current_thread())
        progress(50, 100)
        begun.set()
        go_on.wait(30)
        return DONE

    async with fake_app(long_context(tmp_path, replay)).run_test(notifications=True) as pilot:
        await press(pilot, "u")
        await asyncio.to_thread(begun.wait, 5)
        await press(pilot, "a", "u")
        assert place(pilot).done == ["call"]
        assert "On annule : " in work_line(pilot)
        assert work_line(pilot).endswith("Échap pour arrêter")
        assert len(work_line(pilot)) <= place(pilot).size.width
        assert "Attendez la fin du travail en cours" in toasts(pilot)[0]
        go_on.set()
        await settle(pilot)
        assert told(pilot).startswith("Annulé : ")
        assert place(pilot).changes == [Change(everything=True)]
    assert threads != [threading.main_thread()]
    assert len(threads) == 1


async def test_it_can_be_stopped_and_done_afterwards(tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def replay(_workspace: Workspace, progress: Callable[[int, int], None]) -> UndoDone:
        begun.set()
        go_on.wait(30)
        progress(1, 2)
        return DONE

    async with fake_app(long_context(tmp_path, replay)).run_test(notifications=True) as pilot:
        await press(pilot, "ctrl+y")
        await asyncio.to_thread(begun.wait, 5)
        await press(pilot, "escape")
        assert "On rétablit" in seen(pilot)
        go_on.set()
        await settle(pilot)
        assert toasts(pilot) == ["Arrêté."]
        assert place(pilot).changes == []
        await press(pilot, "ctrl+y")
        await settle(pilot)
        assert told(pilot).startswith("Rétabli : ")


async def test_thousands_of_rows_come_back_in_the_files_screen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = make_file(workspace)
    ids = [make_prospect(workspace, file_id) for _ in range(12)]
    before = dump(workspace)
    columns = [COLUMNS_BY_KEY["city"]]
    cells.clear_cells(workspace, ids, columns)
    after = dump(workspace)
    monkeypatch.setattr(undo, "LONG", 10)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == ["Lyon"] * 12
        assert seen(pilot).count("Lyon") == 12
        assert dump(workspace) == before
        await keys(pilot, "ctrl+y")
        assert dump(workspace) == after
        assert "Lyon" not in seen(pilot)


async def test_an_import_is_taken_back_and_brought_back_in_a_thread(workspace: Workspace) -> None:
    table = workspace.path.with_name("table.csv")
    table.write_text("Société;Ville\n" + "Zinc;Bron\n" * 3, encoding="utf-8")
    run_import(workspace, ImportPlan(table, into="Salon"))
    assert undo.pending(workspace) == Pending(ANY, BUNDLE_CODE, ANY, is_long=True)
    async with files_desk(workspace) as pilot:
        assert "3 lignes" in heading(pilot)
        await keys(pilot, "u")
        assert workspace.connection.execute("SELECT count(*) FROM prospect").fetchone() == (0,)
        assert "Zinc" not in seen(pilot)
        await keys(pilot, "ctrl+y")
        assert "Zinc" in seen(pilot)
