"""The values of a column to pick from, with how many rows have each."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.views import Condition, Test, View
from prospect_tui.services import grid
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.cell_values import ValueCount, values_of
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect, make_workspace
from tests.services.filter_desk import Desk
from tests.services.test_grid import add_own_column


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


def counts(
    workspace: Workspace, file: int, key: str, *conditions: Condition, limit: int = 500
) -> list[tuple[str, int]]:
    column = columns(workspace, file)[key]
    found = values_of(workspace, file, column, View(conditions=conditions), limit)
    return [(one.value, one.count) for one in found]


def test_the_most_frequent_come_first_with_the_empty_cells_among_them(
    workspace: Workspace, file: int
) -> None:
    for city in ("Lyon", "Sète", "Lyon", "", "Albi", "", ""):
        make_prospect(workspace, file, city=city)
    make_prospect(workspace, make_file(workspace, "Autre"), city="Nice")
    assert counts(workspace, file, "city") == [("", 3), ("Lyon", 2), ("Albi", 1), ("Sète", 1)]
    assert counts(workspace, file, "city", limit=2) == [("", 3), ("Lyon", 2)]
    filled = Condition("city", Test.EMPTY, negated=True)
    assert counts(workspace, file, "city", filled)[0] == ("Lyon", 2)


def test_spellings_are_counted_together_under_the_usual_one(
    workspace: Workspace, file: int
) -> None:
    for city in ("SETE", "Sète", "Sète", "sète", "Nice"):
        make_prospect(workspace, file, city=city)
    assert counts(workspace, file, "city") == [("Sète", 4), ("Nice", 1)]


def test_computed_columns_have_values_too(workspace: Workspace, file: int) -> None:
    rows = [make_prospect(workspace, file) for _ in range(3)]
    log_call(workspace, CallEntry(rows[0], "NRP"))
    assert counts(workspace, file, "result") == [("", 2), ("NRP", 1)]
    assert counts(workspace, file, "attempts") == [("0", 2), ("1", 1)]
    assert counts(workspace, file, "last_call") == [("", 2), ("2026-11-23", 1)]
    assert counts(workspace, file, "next") == [("", 2), ("2026-11-24", 1)]


@pytest.mark.parametrize("words", ["menuiserie", "uiseri"])
def test_words_leave_the_values_of_the_rows_shown(
    workspace: Workspace, file: int, words: str
) -> None:
    make_prospect(workspace, file, city="Lyon")
    make_prospect(workspace, file, company_name="Bois", city="Nice")
    found = values_of(workspace, file, columns(workspace, file)["city"], View(words))
    assert found == [ValueCount("Lyon", 1)]


def test_tags_are_counted_one_by_one(workspace: Workspace, file: int) -> None:
    for tags in ("devis, Salon", "salon", "Salon; Devis", "devis", ""):
        make_prospect(workspace, file, tags=tags)
    assert counts(workspace, file, "tags") == [("devis", 3), ("Salon", 3), ("", 1)]


def test_own_columns_whatever_they_are_called(workspace: Workspace, file: int) -> None:
    column = add_own_column(workspace, file, "select * from", "number")
    for number in ("1000", "1 000", "1000", "30", ""):
        grid.edit_cell(workspace, make_prospect(workspace, file), column, number)
    assert counts(workspace, file, column.key) == [("1000", 3), ("30", 1), ("", 1)]


def test_an_empty_file_has_no_value(workspace: Workspace, file: int) -> None:
    assert counts(workspace, file, "city") == []


def test_what_the_view_cannot_ask_is_told(workspace: Workspace, file: int) -> None:
    with pytest.raises(InvalidDate, match=r"date\.unknown"):
        counts(workspace, file, "city", Condition("next", Test.UNDER, ("tantôt",)))


def test_another_thread_may_ask_and_give_up(workspace: Workspace, file: int) -> None:
    make_prospect(workspace, file, city="Lyon")
    column = columns(workspace, file)["city"]
    found: list[list[ValueCount]] = []
    thread = threading.Thread(
        target=lambda: found.append(values_of(workspace, file, column, View()))
    )
    thread.start()
    thread.join()
    assert found == [[ValueCount("Lyon", 1)]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a filled file, only read by the tests."""
    workspace = make_workspace(Path(tmp_path_factory.mktemp("values")))
    yield Desk(workspace)
    workspace.close()


def test_an_answer_that_nobody_waits_for_is_given_up(desk: Desk) -> None:
    asked: list[bool] = []

    def is_cancelled() -> bool:
        asked.append(True)
        return True

    column = desk.columns["notes"]
    view = View(conditions=(Condition("notes", Test.CONTAINS, ("x",), negated=True),))
    assert values_of(desk.workspace, desk.file, column, view, is_cancelled=is_cancelled) == []
    assert asked


def test_a_value_picked_leaves_as_many_rows_as_it_counts(desk: Desk) -> None:
    for key in desk.keys:
        column = desk.columns[key]
        found = values_of(desk.workspace, desk.file, column, View())
        for value, count in ((desk.typed(column, one.value), one.count) for one in found):
            picked = Condition(key, Test.IN, (value,))
            assert len(desk.found(picked)) == count, (key, value)
        if key != "tags":
            assert sum(one.count for one in found) == len(desk.model.rows)
