"""Layouts kept by file: which columns are shown, and what a layout survives."""

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.layouts import ColumnPlace, Layout
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import grid, layouts, own_columns, prospect_files, undo
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from tests.builders import make_clock, make_file, make_prospect


@pytest.fixture
def file_id(workspace: Workspace) -> int:
    """Make a file of one row."""
    made = make_file(workspace)
    make_prospect(workspace, made)
    return made


def shown(workspace: Workspace, file_id: int) -> list[str]:
    return [column.key for column in prospect_files.shown_columns(workspace, file_id)]


def keep(workspace: Workspace, file_id: int, layout: Layout) -> None:
    """Save a layout of all columns, as the screen does."""
    found = layouts.arrangement(workspace, file_id)
    layouts.save_layout(workspace, file_id, found.to_save(layout))


def test_every_column_has_its_place_without_any_layout(workspace: Workspace, file_id: int) -> None:
    found = layouts.arrangement(workspace, file_id)
    assert set(found.layout.keys) == set(COLUMNS_BY_KEY)
    assert [column.key for column in found.shown] == shown(workspace, file_id)
    assert found.shown == tuple(c for c in found.everything if c.key in found.natural)
    assert "email" not in shown(workspace, file_id)


def test_a_layout_is_kept_with_its_file_and_holds_after_a_restart(workspace: Workspace) -> None:
    one, other = make_file(workspace), make_file(workspace, "Autre")
    layout = layouts.arrangement(workspace, one).layout
    layout = layout.with_hidden("city", hidden=True).with_width("phone", 33).frozen_to("phone")
    keep(workspace, one, layout)
    assert "city" in shown(workspace, other)
    again = open_workspace(workspace.path, make_clock(), Settings())
    try:
        assert layouts.arrangement(again, one).layout == layout
        assert "city" not in shown(again, one)
    finally:
        again.close()


def test_a_layout_is_no_action_to_undo(workspace: Workspace, file_id: int) -> None:
    keep(workspace, file_id, layouts.arrangement(workspace, file_id).layout.with_width("city", 9))
    done = undo.undo(workspace)
    assert done is not None
    assert done.code == "add_row"
    assert layouts.layout_of(workspace, file_id).place("city").width == 9


def test_a_broken_layout_shows_the_usual_columns(workspace: Workspace, file_id: int) -> None:
    usual = shown(workspace, file_id)
    with workspace.transaction() as connection:
        connection.execute("UPDATE prospect_file SET layout = '{\"columns\": ['")
    assert shown(workspace, file_id) == usual


def test_a_column_that_is_filled_later_shows_itself(workspace: Workspace, file_id: int) -> None:
    keep(workspace, file_id, layouts.arrangement(workspace, file_id).layout.with_width("city", 9))
    make_prospect(workspace, file_id, email="a@b.example", last_name="Roux", siret="1")
    assert {"email", "siret"} <= set(shown(workspace, file_id))


def test_a_column_that_was_hidden_stays_hidden_though_it_is_filled(
    workspace: Workspace, file_id: int
) -> None:
    row = make_prospect(workspace, file_id, email="a@b.example")
    layout = layouts.arrangement(workspace, file_id).layout
    keep(workspace, file_id, layout.with_hidden("email", hidden=True))
    grid.edit_cell(workspace, row, COLUMNS_BY_KEY["email"], "")
    keep(workspace, file_id, layouts.arrangement(workspace, file_id).layout.with_width("city", 9))
    grid.edit_cell(workspace, row, COLUMNS_BY_KEY["email"], "c@d.example")
    assert "email" not in shown(workspace, file_id)


@pytest.mark.parametrize("rows", [1, 20])
def test_an_own_column_stays_in_its_place_once_filled(workspace: Workspace, rows: int) -> None:
    file_id = make_file(workspace)
    made = [make_prospect(workspace, file_id, city="Lyon") for _ in range(rows)]
    before = shown(workspace, file_id)
    own = own_columns.add_column(workspace, file_id, "Surface", ColumnKind.NUMBER)
    empty = shown(workspace, file_id)
    assert [key for key in empty if key != own.key] == before
    grid.edit_cell(workspace, made[0], own, "12")
    assert shown(workspace, file_id) == empty


def test_a_new_own_column_is_shown_though_a_layout_does_not_name_it(
    workspace: Workspace, file_id: int
) -> None:
    keep(workspace, file_id, layouts.arrangement(workspace, file_id).layout.with_width("city", 9))
    made = own_columns.add_column(workspace, file_id, "Surface", ColumnKind.NUMBER)
    assert made.key in shown(workspace, file_id)


def test_the_place_of_a_deleted_column_is_found_again_by_undo(
    workspace: Workspace, file_id: int
) -> None:
    made = own_columns.add_column(workspace, file_id, "Surface")
    layout = layouts.arrangement(workspace, file_id).layout
    layout = layout.with_put(made.key, beside="phone", after=False).with_width(made.key, 7)
    keep(workspace, file_id, layout)
    own_columns.delete_column(workspace, made)
    assert made.key not in shown(workspace, file_id)
    without = layouts.arrangement(workspace, file_id).layout.with_hidden("city", hidden=True)
    keep(workspace, file_id, without)
    undo.undo(workspace)
    found = layouts.arrangement(workspace, file_id).layout
    assert found.shown.index(made.key) + 1 == found.shown.index("phone")
    assert found.place(made.key) == ColumnPlace(made.key, 7)
    assert "city" not in found.shown


def test_a_base_open_for_reading_only_keeps_none_but_shows_any(
    workspace: Workspace, file_id: int
) -> None:
    reader = Workspace(workspace.path, workspace.clock, workspace.settings, read_only=True)
    try:
        layout = Layout((ColumnPlace("city", hidden=True),))
        with pytest.raises(UnusableBase):
            layouts.save_layout(reader, file_id, layout)
        found = layouts.arrangement(reader, file_id, layout)
        assert "city" not in [column.key for column in found.shown]
    finally:
        reader.close()
