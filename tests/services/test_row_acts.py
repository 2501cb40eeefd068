"""Acts on whole rows: copies, hand order, tags, deleting, striking, dating; one or thousands."""

import json
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.when import When
from prospect_tui.services import cockpit, grid, opposition, queue, row_acts, search, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import row_order
from tests.builders import dump, make_file, make_prospect, make_workspace
from tests.storage.checks import problems, search_index_is_sound

TAGS = COLUMNS_BY_KEY["tags"]
SOON = When(date(2026, 11, 25), time(9, 30))


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


@pytest.fixture
def ids(workspace: Workspace, file: int) -> list[int]:
    """Return five rows of it."""
    return [make_prospect(workspace, file) for _ in range(5)]


def order(workspace: Workspace, file: int) -> list[int]:
    return grid.first_ids(workspace, file, 10_000)


def in_step(workspace: Workspace) -> bool:
    return problems(workspace.connection) == [] and search_index_is_sound(workspace.connection)


# copies


def test_copies_come_right_after_their_originals(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    before = dump(workspace)
    one, two = row_acts.duplicate_rows(workspace, [ids[1], ids[4]])
    assert order(workspace, file) == [ids[0], ids[1], one, *ids[2:], two]
    assert [found.id for found in search.find(workspace, "menuiserie 001")] == [ids[1], one]
    assert in_step(workspace)
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params) == ("duplicate", {"count": 2})
    assert dump(workspace) == before


def test_a_copy_has_the_cells_and_nothing_of_the_calls(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, tags="salon", mobile="06 39 98 00 01", notes="à voir")
    with workspace.writing("add_column") as writing:
        own = writing.connection.execute(
            "INSERT INTO file_column (file_id, label) VALUES (?, 'Surface') RETURNING id", (file,)
        ).fetchall()[0][0]
        writing.connection.execute(
            "UPDATE prospect SET extra = ? WHERE id = ?", (json.dumps({str(own): "300"}), row)
        )
    log_call(workspace, CallEntry(row, "ERR"))
    log_call(workspace, CallEntry(row, "NRP"))
    (copy,) = row_acts.duplicate_rows(workspace, [row])
    old, new = (cockpit.card(workspace, one) for one in (row, copy))
    assert (new.prospect.values, new.prospect.own) == (old.prospect.values, old.prospect.own)
    assert new.history == ()
    assert (new.prospect.result, new.prospect.score, new.prospect.attempts) == ("", "", 0)
    assert (new.prospect.next_when, new.prospect.last_call_at) == (None, None)
    assert [number.is_bad for number in new.prospect.numbers] == [True, False]


def test_a_copy_of_an_opportunity_is_a_fresh_row(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    convert_rows(workspace, [row], anyway=True)
    (copy,) = row_acts.duplicate_rows(workspace, [row])
    record = cockpit.card(workspace, copy).prospect
    assert (record.state, record.opportunity_id) == ("active", None)


def test_who_objects_still_does_in_a_copy(workspace: Workspace, file: int) -> None:
    reached = make_prospect(workspace, file)
    unreached = make_prospect(workspace, file, phone="")
    for row in (reached, unreached):
        opposition.oppose(workspace, row)
    copies = row_acts.duplicate_rows(workspace, [reached, unreached])
    records = [cockpit.card(workspace, row).prospect for row in copies]
    assert [(record.opposed, record.state) for record in records] == [(True, "struck")] * 2
    assert in_step(workspace)


def test_a_row_copied_again_and_again_keeps_its_copies_beside_it(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    copies = [row_acts.duplicate_rows(workspace, [ids[0]])[0] for _ in range(70)]
    assert order(workspace, file) == [ids[0], *reversed(copies), *ids[1:]]
    with pytest.raises(NotFound, match=r"row\.not_found"):
        row_acts.duplicate_rows(workspace, [ids[0], 999])


# the order made by hand


@pytest.mark.parametrize(
    ("moved", "before", "wanted"),
    [
        ([3], 1, [0, 3, 1, 2, 4]),
        ([0], 2, [1, 0, 2, 3, 4]),
        ([0], None, [1, 2, 3, 4, 0]),
        ([4], 0, [4, 0, 1, 2, 3]),
        ([4, 0], 2, [1, 4, 0, 2, 3]),
        ([1, 2], 0, [1, 2, 0, 3, 4]),
        ([1, 2], 2, [0, 1, 2, 3, 4]),
        ([3, 4], 3, [0, 1, 2, 3, 4]),
        ([4, 3, 2, 1, 0], None, [4, 3, 2, 1, 0]),
        ([], 1, [0, 1, 2, 3, 4]),
    ],
)
def test_rows_are_put_before_another_one(
    workspace: Workspace,
    file: int,
    ids: list[int],
    moved: list[int],
    before: int | None,
    wanted: list[int],
) -> None:
    elsewhere = make_prospect(workspace, make_file(workspace, "Autre"))
    start = dump(workspace)
    target = None if before is None else ids[before]
    row_acts.move_rows(workspace, file, [ids[place] for place in moved], target)
    assert order(workspace, file) == [ids[place] for place in wanted]
    called = [entry.prospect_id for entry in queue.upcoming(workspace)]
    assert called == [*order(workspace, file), elsewhere]
    if order(workspace, file) != ids:
        undo.undo(workspace)
        assert dump(workspace) == start


def test_rows_that_are_gone_are_not_moved(workspace: Workspace, file: int, ids: list[int]) -> None:
    row_acts.delete_rows(workspace, [ids[1]])
    before = dump(workspace)
    for moved, target in (([ids[1]], ids[0]), ([ids[0]], ids[1])):
        with pytest.raises(NotFound, match=r"row\.not_found"):
            row_acts.move_rows(workspace, file, moved, target)
    assert dump(workspace) == before


def test_two_rows_may_change_places_for_ever(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    wanted = list(ids)
    for _ in range(150):
        row_acts.move_rows(workspace, file, [wanted[2]], wanted[1])
        wanted[1], wanted[2] = wanted[2], wanted[1]
        assert order(workspace, file) == wanted
    assert in_step(workspace)


def test_rows_imported_at_one_position_are_told_apart(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    with workspace.writing("edit_cell") as writing:
        writing.connection.execute("UPDATE prospect SET position = 7")
    row_acts.move_rows(workspace, file, [ids[4]], ids[2])
    assert order(workspace, file) == [ids[0], ids[1], ids[4], ids[2], ids[3]]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_moving_rows_is_moving_them_in_a_list(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        workspace = make_workspace(Path(folder))
        file = make_file(workspace)
        wanted = [make_prospect(workspace, file) for _ in range(80)]
        for _ in range(data.draw(st.integers(5, 25))):
            moved = data.draw(st.lists(st.sampled_from(wanted), unique=True, max_size=6))
            rest = [row for row in wanted if row not in moved]
            place = data.draw(st.integers(0, 3))
            row_acts.move_rows(workspace, file, moved, rest[place])
            wanted = [*rest[:place], *moved, *rest[place:]]
            assert order(workspace, file) == wanted
        workspace.close()


def test_a_crowded_place_is_spread_out_around_it_only(workspace: Workspace, file: int) -> None:
    ids = [make_prospect(workspace, file) for _ in range(120)]
    for _ in range(60):
        wanted = order(workspace, file)
        row_acts.move_rows(workspace, file, [wanted[62]], wanted[61])
    far = workspace.connection.execute(
        "SELECT position FROM prospect WHERE id IN (?, ?) ORDER BY id", (ids[0], ids[-1])
    ).fetchall()
    assert far == [(1.0,), (120.0,)]


def test_positions_rise_between_neighbours(workspace: Workspace, file: int, ids: list[int]) -> None:
    places = row_order.places_before(workspace.connection, file, ids[3], 1000)
    assert places == sorted(set(places))
    assert 3.0 < places[0] < places[-1] < 4.0


# tags


def tags(workspace: Workspace, ids: list[int]) -> list[str]:
    found = grid.records(workspace, ids, [TAGS])
    return [found[row_id].values[0] for row_id in ids]


def test_tags_are_added_and_taken_off_in_one_action(workspace: Workspace, file: int) -> None:
    cells = ("", "salon", "Salon;VIP", "vip")
    ids = [make_prospect(workspace, file, tags=text) for text in cells]
    written = row_acts.tag_rows(workspace, ids, ["salon", "à revoir"], ["VIP"])
    assert tags(workspace, ids) == [
        "salon, à revoir", "salon, à revoir", "Salon, à revoir", "salon, à revoir",
    ]  # fmt: skip
    assert (written.cells, written.rows) == (4, tuple(ids))
    assert len(search.find(workspace, "revoir")) == 4
    assert row_acts.tag_rows(workspace, ids, ["SALON"], ["vip"]).cells == 0
    last = undo.undo(workspace)
    assert last is not None
    assert (last.code, last.params) == ("tag", {"column": "tags", "count": 4})
    assert tags(workspace, ids) == list(cells)
    with pytest.raises(InvalidValue, match=r"cell\.too_long"):
        row_acts.tag_rows(workspace, ids, ["x" * 5001])


# thousands


def test_thousands_of_rows_are_deleted_in_one_action(workspace: Workspace, file: int) -> None:
    ids = [make_prospect(workspace, file) for _ in range(1200)]
    kept = make_prospect(workspace, file)
    before = dump(workspace)
    told: list[tuple[int, int]] = []
    assert row_acts.delete_rows(workspace, ids, lambda *done: told.append(done)) == 1200
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
    assert order(workspace, file) == [kept]
    assert in_step(workspace)
    undo.undo(workspace)
    assert dump(workspace) == before
    undo.redo(workspace)
    assert order(workspace, file) == [kept]
    undo.undo(workspace)
    log_call(workspace, CallEntry(ids[-1], "NRP"))
    before = dump(workspace)
    with pytest.raises(Refused, match=r"row\.has_history"):
        row_acts.delete_rows(workspace, ids)
    assert dump(workspace) == before


def test_several_rows_are_dated_each_with_its_own_subject(
    workspace: Workspace, ids: list[int]
) -> None:
    row_acts.set_next_date(workspace, ids[0], SOON, "devis")
    row_acts.set_next_dates(workspace, ids[:3], When(date(2026, 11, 26)))
    records = [cockpit.card(workspace, row).prospect for row in ids[:3]]
    assert [record.next_subject for record in records] == ["devis", "", ""]
    assert {record.next_when for record in records} == {When(date(2026, 11, 26))}
    assert {record.next_kind for record in records} == {"promised"}
    before = dump(workspace)
    with pytest.raises(NotFound, match=r"row\.not_found"):
        row_acts.set_next_dates(workspace, [ids[0], 999], SOON)
    assert dump(workspace) == before


def test_dating_many_rows_leaves_the_closed_ones_as_they_are(
    workspace: Workspace, ids: list[int]
) -> None:
    row_acts.strike(workspace, [ids[4]])
    before = dump(workspace)
    assert row_acts.set_next_dates(workspace, ids, SOON) == 4
    planned = [cockpit.card(workspace, row).prospect.next_when for row in ids]
    assert planned == [SOON] * 4 + [None]
    undo.undo(workspace)
    assert dump(workspace) == before
    with pytest.raises(Refused, match=r"row\.not_active") as refusal:
        row_acts.set_next_dates(workspace, [ids[4]], SOON)
    assert refusal.value.params == {"name": "Menuiserie 004"}
    assert dump(workspace) == before


def test_the_history_names_one_row_and_counts_several(workspace: Workspace, ids: list[int]) -> None:
    row_acts.strike(workspace, ids[:1])
    row_acts.strike(workspace, ids)
    assert [past.params for past in undo.history(workspace, 2)] == [
        {"count": 5},
        {"count": 1, "name": "Menuiserie 000"},
    ]
