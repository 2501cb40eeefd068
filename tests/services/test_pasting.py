"""Pasting blocks: where they go, what they add, and what is refused whole."""

from array import array

import pytest

from prospect_tui.domain.blocks import parse_block
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.errors import InvalidValue, NotFound, ProspectError, Refused
from prospect_tui.services import cells, cockpit, grid, opposition, queue, undo
from prospect_tui.services.cells import CellsWritten, paste
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.storage.checks import problems, search_index_is_sound

KEYS = ("company_name", "city", "score", "turnover")
COLUMNS = [COLUMNS_BY_KEY[key] for key in KEYS]
TEXTS = [COLUMNS_BY_KEY[key] for key in ("company_name", "city", "region", "activity")]


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


@pytest.fixture
def ids(workspace: Workspace, file: int) -> "array[int]":
    """Return four rows of it, all in Lyon, as a view gives them."""
    return array("q", [make_prospect(workspace, file, company_name="") for _ in range(4)])


def shown(workspace: Workspace, file: int, *columns: Column) -> list[tuple[str, ...]]:
    ids = grid.first_ids(workspace, file, 100)
    found = grid.records(workspace, ids, columns or TEXTS)
    return [found[row_id].values for row_id in ids]


def in_step(workspace: Workspace) -> bool:
    return problems(workspace.connection) == [] and search_index_is_sound(workspace.connection)


def test_a_block_goes_down_and_to_the_right(
    workspace: Workspace, file: int, ids: "array[int]"
) -> None:
    before = dump(workspace)
    block = parse_block("Éloi\tBron\tCHAUD\t12 k€\nNord\t\tFROID\tbeaucoup\r\n")
    written = paste(workspace, file, ids, COLUMNS, block, start_row=1)
    assert written == CellsWritten(6, (ids[1], ids[2]), problems=1, skipped=2)
    assert shown(workspace, file, *COLUMNS) == [
        ("", "Lyon", "", ""),
        ("Éloi", "Bron", "", "1200000"),
        ("Nord", "", "", "beaucoup"),
        ("", "Lyon", "", ""),
    ]
    assert in_step(workspace)
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params) == ("paste", {"file": file, "count": 2})
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("text", "over", "rows"),
    [
        ("x", (1, 1), ["x", "", "", ""]),
        ("x", (3, 1), ["x", "x", "x", ""]),
        ("x", (2, 2), ["x x", "x x", "", ""]),
        ("x\ty", (3, 1), ["x y", "x y", "x y", ""]),
        ("x\ty", (3, 2), ["x y", "x y", "x y", ""]),
        ("x\ty", (1, 4), ["x y x y", "", "", ""]),
        ("x\ny", (1, 3), ["x x x", "y y y", "", ""]),
        ("x\ny", (4, 1), ["x", "y", "x", "y"]),
        ("x\ny", (3, 1), ["x", "y", "", ""]),
        ("x\ty\ty", (1, 2), ["x y y", "", "", ""]),
        ("w\tx\ny\tz", (4, 4), ["w x w x", "y z y z", "w x w x", "y z y z"]),
    ],
)
def test_a_block_is_repeated_over_a_range_that_holds_it_some_times(
    workspace: Workspace, file: int, text: str, over: tuple[int, int], rows: list[str]
) -> None:
    ids = [make_prospect(workspace, file, company_name="", city="") for _ in range(4)]
    paste(workspace, file, ids, TEXTS, parse_block(text), over=over)
    assert [" ".join(filter(None, row)) for row in shown(workspace, file)] == rows


def test_a_short_row_leaves_its_last_cells_alone(
    workspace: Workspace, file: int, ids: "array[int]"
) -> None:
    paste(workspace, file, ids, TEXTS, [["A", "B", "C"], ["D"], ["E", ""]])
    assert shown(workspace, file)[:3] == [
        ("A", "B", "C", ""),
        ("D", "Lyon", "", ""),
        ("E", "", "", ""),
    ]


def test_rows_are_added_for_what_goes_beyond_the_last(
    workspace: Workspace, file: int, ids: "array[int]"
) -> None:
    before = dump(workspace)
    phone, nature = COLUMNS_BY_KEY["phone"], COLUMNS_BY_KEY["nature"]
    block = [[f"Neuve {n}", f"01 99 00 44 {n:02}", "professionnel"] for n in range(3)]
    written = paste(
        workspace, file, ids, [TEXTS[0], phone, nature], block, start_row=3, add_rows=True
    )
    assert (written.cells, len(written.added)) == (8, 2)
    assert written.rows == (ids[3], *written.added)
    names = [name for (name,) in shown(workspace, file, TEXTS[0])]
    assert names == ["", "", "", "Neuve 0", "Neuve 1", "Neuve 2"]
    assert set(written.added) <= {entry.prospect_id for entry in queue.upcoming(workspace)}
    assert in_step(workspace)
    undo.undo(workspace)
    assert dump(workspace) == before
    undo.redo(workspace)
    assert in_step(workspace)


def test_rows_are_added_to_an_empty_file(workspace: Workspace, file: int) -> None:
    written = paste(workspace, file, [], TEXTS, [["A"]] * 1200, add_rows=True)
    assert len(written.added) == written.cells == 1200
    assert shown(workspace, file)[0] == ("A", "", "", "")


def test_a_new_row_that_objects_is_closed_at_once(workspace: Workspace, file: int) -> None:
    opposition.oppose(workspace, make_prospect(workspace, file, phone="01 99 00 77 77"))
    columns = [COLUMNS_BY_KEY["phone"], COLUMNS_BY_KEY["nature"]]
    block = [["01.99.00.77.77", "pro"], ["01 99 00 66 66", "pro"]]
    written = paste(workspace, file, [], columns, block, add_rows=True)
    opposed = [cockpit.card(workspace, row).prospect.opposed for row in written.added]
    assert opposed == [True, False]


def test_hostile_cells_are_cleaned(workspace: Workspace, file: int, ids: "array[int]") -> None:
    text = '"=cmd|\' /C calc\'!A0"\t\x1b]52;c;AAAA\x07\t"deux\nlignes"\ta\u202eb\ud800'
    paste(workspace, file, ids, TEXTS, parse_block(text))
    bad = "\N{REPLACEMENT CHARACTER}"
    assert shown(workspace, file)[0] == (
        "=cmd|' /C calc'!A0", f"{bad}]52;c;AAAA{bad}", "deux lignes", f"ab{bad}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("block", "start", "error", "message", "params"),
    [
        (
            [["x"] * 5], 0, Refused, "paste.too_wide", {"columns": 5, "left": 4},
        ),
        (
            [["x"]] * 3, 2, Refused, "paste.too_high", {"rows": 3, "left": 2},
        ),
        (
            [["x"]] * 200_001, 0, InvalidValue, "paste.too_big",
            {"cells": 200_001, "limit": 200_000},
        ),
        (
            [["x"], ["y" * 5001]], 0, InvalidValue, "cell.too_long",
            {"length": 5001, "limit": 5000},
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_whole(
    workspace: Workspace,
    file: int,
    ids: "array[int]",
    block: list[list[str]],
    start: int,
    error: type[ProspectError],
    message: str,
    params: dict[str, object],
) -> None:
    before, history = dump(workspace), undo.history(workspace)
    with pytest.raises(error) as refusal:
        paste(workspace, file, ids, TEXTS, block, start_row=start)
    assert (refusal.value.message_id, refusal.value.params) == (message, params)
    assert (dump(workspace), undo.history(workspace)) == (before, history)


def test_too_long_a_text_in_a_new_row_is_refused_whole(workspace: Workspace, file: int) -> None:
    before = dump(workspace)
    with pytest.raises(InvalidValue, match=r"cell\.too_long"):
        paste(workspace, file, [], TEXTS, [["x"]] * 600 + [["y" * 5001]], add_rows=True)
    assert dump(workspace) == before


def test_a_row_deleted_meanwhile_is_told(
    workspace: Workspace, file: int, ids: "array[int]"
) -> None:
    grid.delete_rows(workspace, [ids[1]])
    before = dump(workspace)
    with pytest.raises(NotFound, match=r"row\.not_found"):
        paste(workspace, file, ids, TEXTS, [["x"], ["y"]])
    assert dump(workspace) == before


@pytest.mark.parametrize("block", [[], [[]], [[], []]])
def test_an_empty_block_is_no_action(
    workspace: Workspace, file: int, ids: "array[int]", block: list[list[str]]
) -> None:
    assert paste(workspace, file, ids, TEXTS, block) == CellsWritten(0, ())


def test_progress_is_that_of_the_whole_target(
    workspace: Workspace, file: int, ids: "array[int]"
) -> None:
    told: list[tuple[int, int]] = []
    paste(
        workspace, file, ids, TEXTS, [["x"]] * 1004, add_rows=True,
        progress=lambda *done: told.append(done),
    )  # fmt: skip
    assert told == [(4, 1004), (504, 1004), (1004, 1004)]


def test_what_was_copied_is_pasted_back_the_same(
    workspace: Workspace, file: int, ids: "array[int]"
) -> None:
    notes = COLUMNS_BY_KEY["notes"]
    cells.edit_cell(workspace, ids[0], notes, 'dit "oui"\npuis\tnon')
    paste(workspace, file, ids, [notes], parse_block('"dit ""oui""\r\npuis non"'), start_row=1)
    assert shown(workspace, file, notes)[:2] == [('dit "oui"\npuis non',)] * 2
