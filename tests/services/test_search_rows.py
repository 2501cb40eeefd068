"""Rows that are found: called as everywhere, and what of their longest texts is searched."""

import pytest

from prospect_tui.domain import prospect
from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.services import grid, undo
from prospect_tui.services.search import find
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.prospects import name_of
from tests.builders import make_file, make_prospect
from tests.storage.checks import search_index_is_sound


def ids_found(workspace: Workspace, words: str) -> list[int]:
    return [found.id for found in find(workspace, words)]


@pytest.mark.parametrize(
    ("cells", "name", "person"),
    [
        ({"company_name": "Rivage", "civility": "Mme", "last_name": "Rey"}, "Rivage", "Mme Rey"),
        ({"trade_name": "Chez Rivage", "last_name": "Rey"}, "Chez Rivage", "Rey"),
        ({"civility": "Mme", "last_name": "Rey", "city": "Rivage"}, "Mme Rey", ""),
        ({"phone": "", "email": "a@rivage.example"}, "a@rivage.example", ""),
    ],
)
def test_a_row_is_called_as_everywhere(
    workspace: Workspace, cells: dict[str, str], name: str, person: str
) -> None:
    row = make_prospect(workspace, make_file(workspace), **({"company_name": ""} | cells))
    (found,) = find(workspace, "rivage")
    assert (found.title, found.person) == (name, person)
    assert found.title == name_of(workspace.connection, row)


def test_an_excerpt_comes_from_what_is_searched(workspace: Workspace) -> None:
    unread = f"{'x ' * prospect.MOST_SEARCHED}volets à part"
    make_prospect(workspace, make_file(workspace), notes=unread, activity="Pose de volets")
    (found,) = find(workspace, "volets")
    assert found.excerpt == "Pose de volets"


def test_a_very_long_cell_indexed_whole_by_an_older_version(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"debut {'x ' * prospect.MOST_SEARCHED}fin"
    with monkeypatch.context() as older:
        older.setattr(prospect, "MOST_SEARCHED", len(text))
        row = make_prospect(workspace, make_file(workspace), notes=text)
    assert ids_found(workspace, "debut fin") == [row]
    grid.edit_cell(workspace, row, COLUMNS_BY_KEY["city"], "Brest")
    assert ids_found(workspace, "debut brest") == [row]
    assert ids_found(workspace, "fin") == []
    assert search_index_is_sound(workspace.connection)
    undo.undo(workspace)
    assert ids_found(workspace, "debut fin") == [row]
    assert search_index_is_sound(workspace.connection)
