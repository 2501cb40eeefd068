"""Undo and redo: labels, restarts, order, what was done elsewhere meanwhile."""

from pathlib import Path

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.services import grid, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect, make_workspace


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row of a new file."""
    return make_prospect(workspace, make_file(workspace))


def test_there_is_nothing_to_undo_in_a_new_base(workspace: Workspace) -> None:
    assert undo.undo(workspace) is None
    assert undo.redo(workspace) is None
    assert undo.history(workspace) == []


def test_actions_are_undone_newest_first_and_redone_oldest_first(
    workspace: Workspace, row: int
) -> None:
    city = COLUMNS_BY_KEY["city"]
    for text in ("Albi", "Brest", "Caen"):
        grid.edit_cell(workspace, row, city, text)
    values = []
    for step in (undo.undo, undo.undo, undo.redo, undo.redo, undo.undo):
        assert step(workspace) is not None
        (record,) = grid.records(workspace, [row], [city]).values()
        values.append(record.values[0])
    assert values == ["Brest", "Albi", "Brest", "Caen", "Brest"]


def test_undo_survives_a_restart(workspace: Workspace, row: int, tmp_path: Path) -> None:
    before = dump(workspace)
    log_call(workspace, CallEntry(row, "NRP"))
    after = dump(workspace)
    workspace.close()
    opened = make_workspace(tmp_path)
    done = undo.undo(opened)
    assert done is not None
    assert done.params == {"result": "NRP", "row": row, "name": "Menuiserie 000"}
    assert dump(opened) == before
    opened.close()
    opened = make_workspace(tmp_path)
    again = undo.redo(opened)
    assert again == done
    assert dump(opened) == after
    opened.close()


def test_an_action_of_another_window_is_the_last_one(workspace: Workspace, row: int) -> None:
    other = Workspace(workspace.path, workspace.clock, workspace.settings)
    before = dump(workspace)
    grid.strike(other, [row])
    done = undo.undo(workspace)
    assert done is not None
    assert done.code == "strike"
    assert dump(workspace) == before
    other.close()


def test_the_history_tells_what_was_done_and_undone(workspace: Workspace, row: int) -> None:
    grid.strike(workspace, [row])
    grid.restore(workspace, [row])
    undo.undo(workspace)
    told = [(past.code, past.is_undone) for past in undo.history(workspace)]
    assert told == [
        ("restore", True),
        ("strike", False),
        ("add_row", False),
        ("create_file", False),
    ]
    assert undo.history(workspace)[0].at == workspace.clock.now()
    assert len(undo.history(workspace, limit=2)) == 2


def test_redo_ends_where_a_new_action_begins(workspace: Workspace, row: int) -> None:
    grid.set_nature(workspace, [row], Nature.INDIVIDUAL)
    grid.strike(workspace, [row])
    undo.undo(workspace)
    undo.undo(workspace)
    undo.redo(workspace)
    grid.edit_cell(workspace, row, COLUMNS_BY_KEY["city"], "Albi")
    assert undo.redo(workspace) is None
    while undo.undo(workspace) is not None:
        pass
    codes = []
    while (done := undo.redo(workspace)) is not None:
        codes.append(done.code)
    assert codes == ["create_file", "add_row", "edit_cell", "edit_cell"]
