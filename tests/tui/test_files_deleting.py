"""Deleting many rows at once is asked about; a few are deleted, and undo brings them back."""

import pytest

from prospect_tui.services import calls
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.confirm import Confirm
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import column_of, files_desk, keys, plain_spaces, told
from tests.tui.shell import seen


@pytest.mark.parametrize(("count", "is_asked"), [(20, False), (21, True)])
async def test_many_rows_are_asked_about_before_they_go(
    workspace: Workspace, count: int, is_asked: bool
) -> None:
    file_id = make_file(workspace)
    for _row in range(count):
        make_prospect(workspace, file_id)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+a", "k")
        assert isinstance(pilot.app.screen, Confirm) == is_asked
        if is_asked:
            text = plain_spaces(seen(pilot))
            assert f"Supprimer {count} lignes ?" in text
            assert "n'est jamais supprimée" in text
            assert len(column_of(workspace, file_id)) == count
            await keys(pilot, "enter")
        assert column_of(workspace, file_id) == []
        await keys(pilot, "u")
        assert len(column_of(workspace, file_id)) == count


async def test_no_row_goes_without_a_yes_or_with_a_called_one(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _row in range(25)]
    calls.log_call(workspace, calls.CallEntry(rows[7], "NRP"))
    async with files_desk(workspace) as pilot:
        await keys(pilot, "ctrl+a", "k", "escape")
        assert len(column_of(workspace, file_id)) == len(rows)
        await keys(pilot, "k", "enter")
        assert len(column_of(workspace, file_id)) == len(rows)
        assert "a déjà un historique" in told(pilot) or told(pilot).startswith("« Menuiserie")
