"""Rows that are read off the keyboard's way: what is seen meanwhile, and what comes in the end."""

import threading
from array import array
from typing import Any

import pytest

from prospect_tui.services import grid, row_finder, undo
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import deadlines, vectors
from prospect_tui.storage.driver import sqlite3
from prospect_tui.tui.screens import files_read
from tests.tui.desk import press
from tests.tui.files_desk import (
    NAMES,
    cell,
    files_desk,
    fill,
    heading,
    keys,
    screen,
    settle,
)
from tests.tui.shell import toasts
from tests.tui.test_files_rows import context, names_shown


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the keys no time: everything is read off their way."""
    monkeypatch.setattr(row_finder, "AT_ONCE", -1)
    monkeypatch.setattr(deadlines, "_STEPS", 1)


@pytest.mark.usefixtures("slow")
async def test_a_big_file_is_read_off_the_keyboards_way(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    _other_id, others = fill(workspace, "Zingueurs")
    async with files_desk(workspace) as pilot:
        assert names_shown(pilot) == list(NAMES)
        assert heading(pilot) == "Menuisiers 69 ▾ · 4 lignes"
        await press(pilot, "f", *"lyon")
        await press(pilot, *["backspace"] * 4, *"bron")
        await settle(pilot)
        assert names_shown(pilot) == [NAMES[3]]
        await keys(pilot, "escape", "s")
        assert names_shown(pilot) == [NAMES[1], NAMES[3], NAMES[2], NAMES[0]]
        screen(pilot).visit(file_id=2)
        await press(pilot, "b")
        assert cell(workspace, rows[1], "state") == "active"
        await settle(pilot)
        assert list(screen(pilot).ids) == others


async def test_a_big_file_shows_itself_before_it_is_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    other_id, others = fill(workspace, "Zingueurs")
    goes_on, complete = threading.Event(), row_finder.RowFinder.complete

    def held(*asked: Any) -> Any:
        assert goes_on.wait(60)
        return complete(*asked)

    async with files_desk(workspace) as pilot:
        monkeypatch.setattr(files_read, "FIRST_READ", 2)
        monkeypatch.setattr(row_finder.RowFinder, "complete", held)
        screen(pilot).visit(file_id=other_id)
        assert list(screen(pilot).ids) == others[:2]
        assert heading(pilot) == "Zingueurs ▾ · lecture…"
        goes_on.set()
        await settle(pilot)
        assert list(screen(pilot).ids) == others
        assert heading(pilot) == "Zingueurs ▾ · 4 lignes"


@pytest.mark.usefixtures("slow")
async def test_while_rows_are_read_the_first_ones_are_there_and_it_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file_id, rows = fill(workspace)
    goes_on, read = threading.Event(), vectors.read

    def held(*asked: Any) -> Any:
        assert goes_on.wait(60)
        return read(*asked)

    async with files_desk(workspace) as pilot:
        monkeypatch.setattr(vectors, "read", held)
        await press(pilot, "s")
        assert heading(pilot).startswith("Menuisiers 69 ▾ · 4 lignes · lecture…")
        assert names_shown(pilot) == list(NAMES)  # in the order before
        added = grid.add_row(workspace, 1, {"company_name": "Bardage"})
        screen(pilot).show_added([added])
        await press(pilot, "end")
        assert list(screen(pilot).ids) == [*rows, added]
        goes_on.set()
        await settle(pilot)
        assert heading(pilot).startswith("Menuisiers 69 ▾ · 5 lignes · tri")
        assert list(screen(pilot).ids) == [rows[1], added, rows[3], rows[2], rows[0]]


@pytest.mark.usefixtures("slow")
async def test_rows_deleted_elsewhere_are_drawn_empty_and_leave_at_the_next_reading(
    workspace: Workspace,
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        grid.delete_rows(workspace, rows[1:2])
        screen(pilot).grid.refresh_all()
        await settle(pilot)
        assert names_shown(pilot) == [NAMES[0], NAMES[2], NAMES[3]]
        assert list(screen(pilot).ids) == rows
        await keys(pilot, "ctrl+r")
        assert list(screen(pilot).ids) == [rows[0], *rows[2:]]
        undo.undo(workspace)
        context(pilot).changed.ring()
        await settle(pilot)
        assert list(screen(pilot).ids) == rows


@pytest.mark.usefixtures("slow")
async def test_a_question_that_fails_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:

        def broken(*_asked: object) -> None:
            raise sqlite3.DatabaseError("database disk image is malformed")

        monkeypatch.setattr(vectors, "read", broken)
        await keys(pilot, "s")
        assert "base.db" in toasts(pilot)[-1]
        assert "abîmé" in toasts(pilot)[-1]
        assert names_shown(pilot) == list(NAMES)
        assert "lecture" not in heading(pilot)


async def test_a_letter_and_the_rows_that_it_leaves_are_painted_together(
    workspace: Workspace,
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await press(pilot, "f")
        screen(pilot).filter_line.value = "bron"
        assert list(screen(pilot).ids) == [rows[3]]  # before anything else has its turn


@pytest.mark.usefixtures("slow")
async def test_the_scrollbar_stays_as_it_was_while_only_the_first_rows_are_known(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file_id, rows = fill(workspace)
    first = row_finder.Found(array("q", rows[:1]), is_complete=False, total=len(rows))
    async with files_desk(workspace) as pilot:
        await settle(pilot)
        monkeypatch.setattr(row_finder.RowFinder, "first", lambda *_asked, **_options: first)
        await press(pilot, "f")
        screen(pilot).filter_line.value = "menuiserie"
        assert (list(screen(pilot).ids), screen(pilot).grid.expected) == (rows[:1], len(rows))
        await settle(pilot)
        assert screen(pilot).grid.expected == 0


async def test_words_are_made_ready_when_the_filter_opens_and_not_after_each_sort(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    prepared: list[row_finder.RowFinder] = []
    monkeypatch.setattr(row_finder.RowFinder, "prepare_words", lambda one: prepared.append(one))  # noqa: PLW0108 - bound to its finder
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s")
        assert not prepared
        await press(pilot, "f")
        await settle(pilot)
        assert len(prepared) == 1
