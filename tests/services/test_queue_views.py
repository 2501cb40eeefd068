"""The call queue limited to a saved view, against the rule said plainly in Python."""

import random
from datetime import date, time

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.queue import QueueRank
from prospect_tui.domain.views import Condition, SortKey, Test, View
from prospect_tui.domain.when import When
from prospect_tui.services import grid, opposition, queue, saved_views
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.prospect_files import save_sort
from prospect_tui.services.queue import CallQueue, QueueScope, upcoming
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import vectors
from prospect_tui.storage.queue import BATCH
from tests.builders import clock_of, make_file, make_prospect
from tests.services.test_saved_views import make_own

ALL = 1000
LYON = View("", (Condition("city", Test.IS, ("Lyon",)),))
TODAY = date(2026, 11, 23)


def log(workspace: Workspace, row: int, result: str, **said: object) -> None:
    log_call(workspace, CallEntry(row, result, Answers(**said)))  # type: ignore[arg-type]


def save(workspace: Workspace, view: View, file_id: int | None = None) -> QueueScope:
    columns = saved_views.known_columns(workspace, file_id)
    number = saved_views.save_view(workspace, "v", view, columns, file_id=file_id, overwrite=True)
    return QueueScope(view_id=number)


def ids(workspace: Workspace, scope: QueueScope | None = None) -> list[int]:
    return [entry.prospect_id for entry in upcoming(workspace, scope, limit=ALL)]


def city(workspace: Workspace, row: int) -> str:
    sql = "SELECT city FROM prospect WHERE id = ?"
    return str(workspace.connection.execute(sql, (row,)).fetchone()[0])


@pytest.mark.parametrize("words", ["", "menuiserie"])
@pytest.mark.parametrize("sort", [(), (SortKey("city"), SortKey("company_name", True))])
def test_the_queue_of_a_view_is_that_of_all_rows_less_the_others(
    workspace: Workspace, words: str, sort: tuple[SortKey, ...]
) -> None:
    """Two hundred rows called at random, some struck out, converted or opposed."""
    chance = random.Random(11)
    file_id = make_file(workspace)
    towns = ("Lyon", "LYON", "Bron", "Lyon 3e", "")
    rows = [make_prospect(workspace, file_id, city=chance.choice(towns)) for _row in range(200)]
    clock_of(workspace).set_local(2026, 11, 20, 9)
    for row in chance.sample(rows, 60):
        code = chance.choice(["NRP", "RAPP", "PISTE", "PROJET", "REFUS"])
        answers = Answers(when=When(TODAY), subject="s", reason="r", convert=False)
        is_dated = code in {"RAPP", "PISTE", "PROJET"}
        log_call(workspace, CallEntry(row, code, answers if is_dated else Answers()))
    convert_rows(workspace, rows[:3], anyway=True)
    grid.strike(workspace, rows[3:6])
    opposition.oppose(workspace, rows[6])
    clock_of(workspace).set_local(2026, 11, 24, 10, 15)
    save_sort(workspace, file_id, sort)
    scope = save(workspace, View(words, LYON.conditions))
    wanted = [row for row in ids(workspace) if city(workspace, row) in {"Lyon", "LYON"}]
    assert ids(workspace, scope) == wanted
    assert len(wanted) > BATCH // 2
    again = CallQueue(workspace)
    for _time in range(2):
        found = again.upcoming(scope, ALL)
        assert [entry.prospect_id for entry in found] == wanted
    assert {entry.rank for entry in found} > {QueueRank.PROMISED, QueueRank.FRESH}


def test_the_sort_of_the_view_comes_before_that_of_the_file(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id, city=one, headcount=two) for one, two in ("a2", "b1")]
    save_sort(workspace, file_id, (SortKey("city"),))
    assert ids(workspace, save(workspace, View("", (), (SortKey("headcount"),)))) == rows[::-1]
    assert ids(workspace, save(workspace, View("", ()))) == rows


def test_a_promise_outside_the_view_waits(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    inside = make_prospect(workspace, file_id, city="Lyon")
    outside = make_prospect(workspace, file_id, city="Bron")
    log(workspace, outside, "RAPP", when=When(TODAY, time(10, 15)))
    assert ids(workspace) == [outside, inside]
    assert ids(workspace, save(workspace, LYON)) == [inside]


def test_a_view_of_one_file_brings_rows_of_that_file(workspace: Workspace) -> None:
    here, there = make_file(workspace), make_file(workspace, "Salon")
    ours = make_prospect(workspace, here, city="Lyon")
    theirs = make_prospect(workspace, there, city="Lyon")
    assert ids(workspace, save(workspace, LYON, here)) == [ours]
    everywhere = save(workspace, LYON)
    assert ids(workspace, everywhere) == [ours, theirs]
    assert ids(workspace, QueueScope((there,), view_id=everywhere.view_id)) == [theirs]


def test_each_file_has_its_own_column_of_that_title(workspace: Workspace) -> None:
    here, there, bare = (make_file(workspace, name) for name in ("A", "B", "C"))
    found = []
    for file_id in (here, there):
        column = make_own(workspace, file_id, "Logiciel")
        make_prospect(workspace, file_id)
        found.append(make_prospect(workspace, file_id))
        log_call_day = When(TODAY)
        grid.edit_cell(workspace, found[-1], column, "Batigest")
        log(workspace, found[-1], "RAPP", when=log_call_day)
    found.append(make_prospect(workspace, bare))
    view = View("", (Condition(column.key, Test.IS, ("batigest",)),))
    columns = saved_views.known_columns(workspace, there)
    number = saved_views.save_view(workspace, "v", view, columns)
    assert ids(workspace, QueueScope(view_id=number)) == found


def test_days_of_a_view_are_those_of_today(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    row = make_prospect(workspace, file_id)
    grid.set_next_date(workspace, row, When(date(2026, 11, 26)))
    scope = save(workspace, View("", (Condition("next", Test.IS, ("aujourd'hui",)),)))
    kept = CallQueue(workspace)
    assert kept.upcoming(scope) == []
    clock_of(workspace).set_local(2026, 11, 26, 10)
    assert [entry.prospect_id for entry in kept.upcoming(scope)] == [row]
    clock_of(workspace).set_local(2026, 11, 27, 10)
    assert kept.upcoming(scope) == []


def test_a_row_that_does_not_fit_any_more_is_not_offered(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _row in range(BATCH + 2)]
    scope, kept = save(workspace, LYON), CallQueue(workspace)
    assert [one.prospect_id for one in kept.upcoming(scope, ALL)] == rows
    column = saved_views.known_columns(workspace)["city"]
    grid.edit_cell(workspace, rows[1], column, "Bron")
    assert rows[1] not in [one.prospect_id for one in kept.upcoming(scope, ALL)]
    new = make_prospect(workspace, file_id)
    assert new not in [one.prospect_id for one in kept.upcoming(scope, ALL)]
    kept.renew()
    assert kept.upcoming(scope, ALL)[-1].prospect_id == new


def test_a_view_that_is_gone_offers_nothing(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    scope = save(workspace, View())
    assert len(ids(workspace, scope)) == 1
    assert scope.view_id is not None
    saved_views.delete_view(workspace, scope.view_id)
    assert ids(workspace, scope) == []


def test_what_is_prepared_in_a_thread_is_read_at_once(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _row in range(3)]
    scope, kept = save(workspace, LYON), CallQueue(workspace)
    assert kept.prepare(scope, ALL)
    assert [one.prospect_id for one in kept.upcoming(scope)] == rows
    assert not CallQueue(workspace).prepare(scope, ALL, is_cancelled=lambda: True)


def test_the_rows_of_a_view_are_counted(workspace: Workspace) -> None:
    here, there = make_file(workspace), make_file(workspace, "Salon")
    rows = [make_prospect(workspace, one) for one in (here, here, there)]
    make_prospect(workspace, here, city="Bron")
    scope = save(workspace, LYON)
    assert queue.active_rows(workspace, scope) == 3
    log(workspace, rows[0], "NRP")
    grid.strike(workspace, [rows[1]])
    assert queue.active_rows(workspace, scope) == 2
    assert queue.active_rows(workspace, QueueScope((there,))) == 1


def test_a_plain_queue_is_quick_and_a_small_base_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id)
    scope = save(workspace, LYON)
    assert queue.is_quick(workspace, scope)
    monkeypatch.setattr(queue, "FEW", 0)
    assert not queue.is_quick(workspace, scope)
    assert queue.is_quick(workspace, QueueScope())
    save_sort(workspace, file_id, (SortKey("city"),))
    assert not queue.is_quick(workspace, QueueScope((file_id,)))
    assert queue.is_quick(workspace, QueueScope((99,)))


@pytest.mark.parametrize("few", [10_000, 0])
def test_words_in_the_middle_of_others_are_found_as_on_screen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(vectors, "FEW", few)
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id, company_name=one) for one in ("Zinguerie", "Bois")]
    promised = make_prospect(workspace, file_id, company_name="Zingueurs réunis")
    grid.set_next_date(workspace, promised, When(TODAY))
    for words in ("zing", "ingue", "zing"):
        scope = save(workspace, View(words))
        assert ids(workspace, scope) == [promised, rows[0]]
        assert queue.active_rows(workspace, scope) == 2
    assert ids(workspace, save(workspace, View("zzz"))) == []
