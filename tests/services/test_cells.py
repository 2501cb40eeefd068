"""Editing cells: one, a block, a column; what is refused leaves everything as it was."""

from array import array
from collections.abc import Callable

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.errors import InvalidValue, NotFound, ProspectError, Refused
from prospect_tui.services import cells, cockpit, grid, opposition, queue, search, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.cells import CellChange
from prospect_tui.services.prospect_files import columns as columns_of
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.storage.checks import problems, search_index_is_sound

CITY, PHONE, NOTES = (COLUMNS_BY_KEY[key] for key in ("city", "phone", "notes"))
NAME, TURNOVER, SCORE = (COLUMNS_BY_KEY[key] for key in ("company_name", "turnover", "score"))
NATURE, POSTCODE, COUNTRY = (COLUMNS_BY_KEY[key] for key in ("nature", "postcode", "country"))
FOUNDED = COLUMNS_BY_KEY["founded_on"]


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


@pytest.fixture
def ids(workspace: Workspace, file: int) -> list[int]:
    """Return four rows of it."""
    return [make_prospect(workspace, file) for _ in range(4)]


def own_column(workspace: Workspace, file: int, label: str, kind: str = "text") -> Column:
    with workspace.writing("add_column") as writing:
        writing.connection.execute(
            "INSERT INTO file_column (file_id, label, kind) VALUES (?, ?, ?)", (file, label, kind)
        )
    return next(c for c in columns_of(workspace, file).values() if c.label == label)


def values(workspace: Workspace, ids: list[int], *columns: Column) -> list[tuple[str, ...]]:
    found = grid.records(workspace, ids, columns)
    return [found[row_id].values for row_id in ids]


def in_step(workspace: Workspace) -> bool:
    return problems(workspace.connection) == [] and search_index_is_sound(workspace.connection)


# many cells


def test_any_cells_are_written_in_one_action(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    surface = own_column(workspace, file, "Surface", "number")
    before = dump(workspace)
    changes = [
        CellChange(ids[0], TURNOVER, "12 k€"),
        CellChange(ids[1], CITY, "Lyon"),
        CellChange(ids[2], SCORE, "CHAUD"),
        CellChange(ids[3], surface, "grande"),
        CellChange(ids[0], PHONE, "01 99 00 55 55"),
        CellChange(ids[0], CITY, "Bron"),
        CellChange(ids[0], CITY, "Dax"),
    ]
    written = cells.write_cells(workspace, iter(changes))
    assert written == cells.CellsWritten(4, (ids[0], ids[3]), problems=1, skipped=1)
    shown = values(workspace, ids, TURNOVER, CITY, surface)
    assert shown == [("1200000", "Dax", ""), *([("", "Lyon", "")] * 2), ("", "Lyon", "grande")]
    assert [found.id for found in search.find(workspace, "0199005555")] == [ids[0]]
    assert in_step(workspace)
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["count"]) == ("edit_cells", 2)
    assert dump(workspace) == before


def test_cells_that_stay_the_same_are_no_action(workspace: Workspace, ids: list[int]) -> None:
    before, history = dump(workspace), undo.history(workspace)
    written = cells.write_cells(workspace, [CellChange(row, CITY, " Lyon ") for row in ids])
    assert written == cells.CellsWritten(0, ())
    assert (dump(workspace), undo.history(workspace)) == (before, history)


def test_a_row_alone_is_named_in_the_history(workspace: Workspace, ids: list[int]) -> None:
    cells.write_cells(workspace, [CellChange(ids[1], CITY, "Bron")], code="paste", column="city")
    last = undo.history(workspace)[0]
    assert (last.code, last.params) == (
        "paste",
        {"column": "city", "count": 1, "name": "Menuiserie 001"},
    )


def test_a_hundred_own_columns_and_a_keyword_for_a_title(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    known = [own_column(workspace, file, f"SELECT {number}") for number in range(100)]
    cells.write_cells(workspace, [CellChange(ids[0], one, one.label) for one in known])
    assert values(workspace, ids[:1], *known) == [tuple(one.label for one in known)]
    assert in_step(workspace)


def several(workspace: Workspace, ids: list[int], text: str) -> object:
    return cells.write_cells(workspace, [CellChange(row, NOTES, text) for row in ids])


@pytest.mark.parametrize(
    ("act", "error", "message"),
    [
        (lambda w, ids: several(w, ids, "x" * 5001), InvalidValue, "cell.too_long"),
        (lambda w, ids: several(w, [*ids, 999], "x"), NotFound, "row.not_found"),
        (lambda w, ids: cells.write_all(w, ids, NOTES, "x" * 5001), InvalidValue, "cell.too_long"),
        (lambda w, ids: cells.write_all(w, ids, SCORE, "x"), Refused, "cell.computed"),
        (lambda w, ids: cells.fill_down(w, [*ids, 999], [CITY]), NotFound, "row.not_found"),
        (lambda w, ids: cells.clear_cells(w, [999, *ids], [CITY]), NotFound, "row.not_found"),
        (
            lambda w, ids: cells.write_all(w, ids, Column("own:77", label="Morte"), "x"),
            NotFound,
            "cell.no_column",
        ),
    ],
)
def test_what_cannot_be_written_changes_nothing(
    workspace: Workspace,
    ids: list[int],
    act: Callable[[Workspace, list[int]], object],
    error: type[ProspectError],
    message: str,
) -> None:
    cells.edit_cell(workspace, ids[0], CITY, "Bron")
    before, history = dump(workspace), undo.history(workspace)
    with pytest.raises(error) as refusal:
        act(workspace, ids)
    assert refusal.value.message_id == message
    assert (dump(workspace), undo.history(workspace)) == (before, history)


def test_a_column_of_another_file_is_refused(workspace: Workspace, ids: list[int]) -> None:
    foreign = own_column(workspace, make_file(workspace, "Autre"), "Surface")
    with pytest.raises(NotFound) as refusal:
        cells.edit_cell(workspace, ids[0], foreign, "x")
    assert refusal.value.params == {"column": "Surface"}


@pytest.mark.parametrize(
    ("column", "text", "kept"),
    [
        (NOTES, "une\r\ndeux\x00\ud800", "une\ndeux" + 2 * "\N{REPLACEMENT CHARACTER}"),
        (CITY, "Ly\non\x1b[2J", "Ly on\N{REPLACEMENT CHARACTER}[2J"),
        (TURNOVER, "9" * 40, "9" * 40),
        (TURNOVER, "-" + "9" * 19, "-" + "9" * 19),
        (COLUMNS_BY_KEY["headcount"], "18446744073709551617", "18446744073709551617"),
        (NATURE, "Particulier", "individual"),
        (NATURE, "", "unknown"),
    ],
)  # fmt: skip
def test_hostile_text_is_cleaned_and_kept(
    workspace: Workspace, ids: list[int], column: Column, text: str, kept: str
) -> None:
    written = cells.write_cells(workspace, [CellChange(row, column, text) for row in ids])
    assert written.cells == len(ids)
    assert values(workspace, ids, column) == [(kept,)] * len(ids)
    assert cells.edit_cell(workspace, ids[0], column, text).value == kept
    assert in_step(workspace)


def test_a_text_of_ten_megabytes_is_refused_with_its_size(
    workspace: Workspace, ids: list[int]
) -> None:
    with pytest.raises(InvalidValue) as refusal:
        cells.edit_cell(workspace, ids[0], NOTES, "é" * 10_000_000)
    assert refusal.value.params == {"length": 10_000_000, "limit": 5000}


def test_a_postcode_of_another_country_is_left_alone(workspace: Workspace, ids: list[int]) -> None:
    cells.write_cells(workspace, [CellChange(row, POSTCODE, "1000") for row in ids[:1]])
    belgian = [CellChange(ids[1], POSTCODE, "1000"), CellChange(ids[1], COUNTRY, "Belgique")]
    assert cells.write_cells(workspace, belgian).problems == 0
    cells.edit_cell(workspace, ids[2], COUNTRY, "Belgique")
    assert cells.edit_cell(workspace, ids[2], POSTCODE, "1050").problem == ""
    assert values(workspace, ids[:3], POSTCODE) == [("01000",), ("1000",), ("1050",)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("demain", "2026-11-24"),
        ("+3j", "2026-11-26"),
        ("hier", "2026-11-22"),
        ("15/12", "2026-12-15"),
        ("01/02/2003", "2003-02-01"),
        ("2003", "2003"),
        ("demain 9h", "demain 9h"),
        ("31/02/2003", "31/02/2003"),
        ("je ne sais", "je ne sais"),
        ("", ""),
    ],
)
def test_a_day_may_be_typed_in_shorthand(
    workspace: Workspace, ids: list[int], text: str, kept: str
) -> None:
    assert cells.edit_cell(workspace, ids[0], FOUNDED, text).value == kept
    cells.write_all(workspace, ids, FOUNDED, text)
    assert values(workspace, ids, FOUNDED) == [(kept,)] * len(ids)


# two windows


def test_a_cell_changed_meanwhile_is_not_overwritten(workspace: Workspace, ids: list[int]) -> None:
    cells.edit_cell(workspace, ids[0], CITY, "Bron")
    before = dump(workspace)
    with pytest.raises(cells.CellChanged) as refusal:
        cells.edit_cell(workspace, ids[0], CITY, "Dax", expected="Lyon")
    assert refusal.value.params == {"mine": "Dax", "theirs": "Bron"}
    assert refusal.value.stored == "Bron"
    assert dump(workspace) == before
    insisted = cells.edit_cell(workspace, ids[0], CITY, "Dax", expected=refusal.value.stored)
    assert insisted.value == "Dax"


def test_the_same_text_from_two_windows_is_no_conflict(
    workspace: Workspace, ids: list[int]
) -> None:
    cells.edit_cell(workspace, ids[0], CITY, "Bron")
    history = undo.history(workspace)
    assert cells.edit_cell(workspace, ids[0], CITY, "Bron", expected="Lyon").value == "Bron"
    assert undo.history(workspace) == history


def test_an_amount_changed_meanwhile_is_told_in_euros(workspace: Workspace, ids: list[int]) -> None:
    cells.edit_cell(workspace, ids[0], TURNOVER, "1234,50")
    with pytest.raises(cells.CellChanged) as refusal:
        cells.edit_cell(workspace, ids[0], TURNOVER, "1 k€", expected="")
    assert refusal.value.params == {"mine": "1 k€", "theirs": "1234,50"}
    assert refusal.value.stored == "123450"


# fill, clear, one value everywhere


def test_the_first_row_is_filled_down_as_it_is_stored(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    surface = own_column(workspace, file, "Surface", "number")
    cells.write_cells(
        workspace,
        [
            CellChange(ids[0], TURNOVER, "12 k€"),
            CellChange(ids[0], surface, "300"),
            CellChange(ids[0], NOTES, "une\ndeux"),
            CellChange(ids[2], NOTES, "à perdre"),
        ],
    )
    written = cells.fill_down(workspace, array("q", ids), [TURNOVER, NOTES, SCORE, surface])
    assert (written.cells, written.rows, written.skipped) == (9, tuple(ids[1:]), 4)
    assert values(workspace, ids, TURNOVER, NOTES, surface) == [("1200000", "une\ndeux", "300")] * 4
    assert in_step(workspace)


def test_an_empty_first_row_empties_the_others(workspace: Workspace, ids: list[int]) -> None:
    cells.clear_cells(workspace, ids[:1], [CITY])
    assert cells.fill_down(workspace, ids, [CITY]).cells == 3
    assert cells.fill_down(workspace, ids[:1], [CITY]).cells == 0
    assert cells.fill_down(workspace, [], [CITY]).cells == 0


def test_a_text_longer_than_what_may_be_typed_is_filled_down(
    workspace: Workspace, file: int
) -> None:
    long = "x" * 6000
    ids = [make_prospect(workspace, file, notes=long), make_prospect(workspace, file)]
    cells.fill_down(workspace, ids, [NOTES])
    assert values(workspace, ids, NOTES) == [(long,)] * 2
    assert cells.edit_cell(workspace, ids[0], NOTES, long[1:]).value == long[1:]


def test_cells_are_cleared(workspace: Workspace, ids: list[int]) -> None:
    written = cells.clear_cells(workspace, ids[:2], [CITY, PHONE, SCORE, NATURE], code="cut")
    assert (written.cells, written.skipped) == (6, 2)
    assert values(workspace, ids[:2], CITY, PHONE, NATURE) == [("", "", "unknown")] * 2
    assert cockpit.card(workspace, ids[0]).prospect.numbers == ()
    assert undo.history(workspace)[0].code == "cut"
    assert in_step(workspace)


def test_one_value_goes_in_a_whole_column(workspace: Workspace, ids: list[int]) -> None:
    written = cells.write_all(workspace, ids, COLUMNS_BY_KEY["siret"], "732 829 320 00075")
    assert (written.cells, written.problems) == (4, 4)
    last = undo.history(workspace)[0]
    assert (last.code, last.params) == ("write_all", {"column": "siret", "count": 4})


def test_a_new_nature_empties_the_queue_and_derives_nothing(
    workspace: Workspace, ids: list[int]
) -> None:
    cells.write_all(workspace, ids, NATURE, "particulier")
    assert queue.upcoming(workspace) == []
    assert in_step(workspace)


# what hangs on cells


def test_a_number_that_objects_closes_every_row_that_gets_it(
    workspace: Workspace, file: int, ids: list[int]
) -> None:
    opposed = make_prospect(workspace, file, phone="01 99 00 77 77", email="anais@exemple.fr")
    opposition.oppose(workspace, opposed)
    before = dump(workspace)
    cells.write_cells(
        workspace,
        [
            CellChange(ids[0], PHONE, "+33 1 99 00 77 77"),
            CellChange(ids[1], COLUMNS_BY_KEY["generic_email"], "ANAIS@exemple.fr"),
            CellChange(ids[2], PHONE, "01 99 00 66 66"),
        ],
    )
    assert [cockpit.card(workspace, row).prospect.opposed for row in ids] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [entry.prospect_id for entry in queue.upcoming(workspace)] == ids[2:]
    assert in_step(workspace)
    undo.undo(workspace)
    assert dump(workspace) == before


def test_remarks_of_calls_stay_searchable_and_bad_numbers_bad(
    workspace: Workspace, ids: list[int]
) -> None:
    log_call(workspace, CallEntry(ids[0], "ERR"))
    with workspace.writing("note") as writing:
        writing.connection.execute(
            "INSERT INTO note (prospect_id, at, body) VALUES (?, '2026-01-01', 'glycine')",
            (ids[0],),
        )
    cells.write_all(workspace, ids, COLUMNS_BY_KEY["direct_line"], "01 99 00 88 88")
    assert [found.id for found in search.find(workspace, "glycine")] == [ids[0]]
    numbers = cockpit.card(workspace, ids[0]).prospect.numbers
    assert [(n.e164, n.is_bad) for n in numbers] == [
        ("+33199000000", True),
        ("+33199008888", False),
    ]
    assert in_step(workspace)


def test_an_empty_name_gives_the_row_another_sort_key(workspace: Workspace, ids: list[int]) -> None:
    cells.clear_cells(workspace, ids, [NAME])
    keys = workspace.connection.execute("SELECT sort_key, name_key FROM prospect").fetchall()
    assert keys == [(f"01 99 00 00 0{number}", "") for number in range(4)]


# progress


class Stop(Exception):
    """The user has had enough."""


def test_progress_counts_rows_and_may_stop_everything(workspace: Workspace, file: int) -> None:
    ids = [make_prospect(workspace, file) for _ in range(1100)]
    told: list[tuple[int, int]] = []
    cells.write_all(workspace, ids, CITY, "Bron", lambda *done: told.append(done))
    assert told == [(500, 1100), (1000, 1100), (1100, 1100)]
    before, history = dump(workspace), undo.history(workspace)

    def stop(done: int, total: int) -> None:
        if done >= 1000:
            raise Stop

    changes = [CellChange(row, CITY, "Dax") for row in ids]
    acts: list[Callable[[], object]] = [
        lambda: cells.write_all(workspace, ids, CITY, "Dax", stop),
        lambda: cells.clear_cells(workspace, ids, [CITY], stop),
        lambda: cells.write_cells(workspace, changes, progress=stop),
    ]
    for act in acts:
        with pytest.raises(Stop):
            act()
        assert (dump(workspace), undo.history(workspace)) == (before, history)
    cells.write_all(workspace, ids, CITY, "Dax")
    assert in_step(workspace)
