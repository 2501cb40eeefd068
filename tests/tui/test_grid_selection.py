"""Selecting rows by key, and the set of selected rows."""

from array import array
from collections.abc import Sequence
from tracemalloc import get_traced_memory, start, stop

from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.tui.widgets.grid import DataGrid, Selection
from prospect_tui.tui.widgets.grid.selection import LARGEST_MARKED
from tests.tui.test_grid_stage import Stage, on_stage

IDS = st.integers(1, 40) | st.sampled_from([-7, -1, 0, LARGEST_MARKED, 1 << 62])
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "discard", "toggle", "clear"]),
        st.lists(IDS, max_size=9, unique=True)
        | st.sampled_from([range(2, 9_000, 7), range(3, 2_000)]),
    )
)


def counts(stage: Stage) -> list[int]:
    return [message.count for message in stage.said(DataGrid.SelectionChanged)]


def changed(selection: Selection, model: set[int], how: str, ids: Sequence[int]) -> None:
    """Change a selection, and a plain set in the same way."""
    vector = ids if isinstance(ids, range) else array("q", ids)
    if how == "add":
        selection.add(vector)
        model.update(vector)
    elif how == "discard":
        selection.discard(vector)
        model.difference_update(vector)
    elif how == "clear":
        selection.clear()
        model.clear()
    else:
        for row_id in vector:
            selection.toggle(row_id)
            model.symmetric_difference_update({row_id})


@given(CHANGES, st.lists(IDS, unique=True))
def test_a_selection_is_a_set_of_rows(
    changes: list[tuple[str, Sequence[int]]], view: list[int]
) -> None:
    selection, model = Selection(), set[int]()
    for how, ids in changes:
        changed(selection, model, how, ids)
        assert set(selection) == model
        assert (len(selection), bool(selection)) == (len(model), bool(model))
    assert all((row_id in selection) == (row_id in model) for row_id in range(-8, 50))
    seen = [row_id for row_id in view if row_id in model]
    ordered = selection.in_order(array("q", view))
    selection.clear()  # what was asked for does not change
    assert len(ordered) == len(model)
    assert list(ordered)[: len(seen)] == seen
    assert set(ordered) == model
    assert not seen or (ordered[0], list(ordered[:2])) == (seen[0], list(ordered)[:2])


def test_a_million_rows_are_selected_in_little_room() -> None:
    ids = array("q", range(1_000_000, 0, -1))
    start()
    try:
        selection = Selection()
        selection.add(ids)
        kept = selection.in_order(ids)
        assert len(selection) == len(kept) == 1_000_000
        assert get_traced_memory()[1] < 10_000_000
    finally:
        stop()
    assert list(selection.in_order(ids)[:2]) == [1_000_000, 999_999]


async def test_space_selects_and_goes_down() -> None:
    async with on_stage() as stage:
        assert stage.lines()[1].startswith("   name 1")
        await stage.press("space", "space", "up", "space")
        assert (stage.selected(), stage.cursor()) == ({1}, (2, 0))
        assert counts(stage) == [1, 2, 1]
        assert stage.lines()[1].startswith("☑  name 1")
        assert stage.lines()[2].startswith("☐  name 2")
        stage.grid.clear_selection()
        stage.grid.clear_selection()
        await stage.pilot.pause()
        assert stage.lines()[1].startswith("   name 1")
        assert counts(stage) == [1, 2, 1, 0]


async def test_everything_may_be_selected_and_the_selection_outlives_a_filter() -> None:
    async with on_stage() as stage:
        await stage.press("ctrl+a")
        stage.grid.set_ids(range(5, 8))
        await stage.pilot.pause()
        assert stage.selected() == set(range(1, 101))
        await stage.press("ctrl+a", "space")
        assert counts(stage) == [100, 99]
        assert stage.selected() == set(range(1, 101)) - {5}


async def test_shift_and_space_select_from_the_last_row() -> None:
    async with on_stage() as stage:
        await stage.press("down", "space", "down", "down", "shift+space")
        assert stage.selected() == {2, 3, 4, 5}
        await stage.press("home", "shift+space")
        assert stage.selected() == {1, 2, 3, 4, 5}
        stage.grid.set_ids(range(50, 60))
        await stage.press("end", "shift+space")
        assert stage.selected() == {1, 2, 3, 4, 5, 59}
        stage.grid.set_ids(range(0))
        await stage.press("shift+space")
        assert counts(stage) == [1, 4, 5, 6]


async def test_space_selects_the_rows_of_a_range_or_none_of_them() -> None:
    async with on_stage() as stage:
        await stage.press("space", "down", "shift+down", "shift+right", "shift+down", "space")
        assert stage.selected() == {1, 3, 4, 5}
        assert stage.grid.cell_range is None
        assert stage.cursor() == (4, 1)
        await stage.press("shift+up", "space")
        assert stage.selected() == {1, 3}
        assert counts(stage) == [1, 4, 2]
