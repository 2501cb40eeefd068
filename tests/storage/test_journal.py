"""The journal of changes: whatever was done, undoing all of it gives the base back, row by row."""

import tempfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.domain.vocabulary import ActionKind, Nature, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import agenda, conversion, grid, notes, opportunities, opposition, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import journal
from tests.builders import clock_of, dump, make_file, make_prospect, make_workspace
from tests.storage.checks import problems, search_index_is_sound

ROWS = 6
SOON = When(date(2026, 11, 25), time(14, 30))
ANSWERS = Answers(
    when=SOON, subject="tarifs", reason="budget", note="Œuvre d'art", email="a@exemple.fr"
)
CODES = [rule.code for rule in DEFAULT_RESULTS]
TEXTS = st.sampled_from(["", "Lyon", "01 99 00 12 34", "Évreux", "12 k€", "x" * 40])

Action = Callable[[Workspace], object]
row_ids = st.integers(1, ROWS + 2)
"""Some of them do not exist: what is refused must change nothing."""
sale_ids = st.integers(1, 4)


def on_row(do: Callable[[Workspace, int], object]) -> st.SearchStrategy[Action]:
    return row_ids.map(lambda row: lambda workspace: do(workspace, row))


def on_sale(do: Callable[[Workspace, int], object]) -> st.SearchStrategy[Action]:
    return sale_ids.map(lambda sale: lambda workspace: do(workspace, sale))


def a_call(row: int, code: str, *, is_answered: bool, opposes: bool) -> Action:
    answers = ANSWERS if is_answered else Answers(opposition=opposes)
    return lambda workspace: log_call(workspace, CallEntry(row, code, answers))


def an_edit(row: int, key: str, text: str) -> Action:
    return lambda workspace: grid.edit_cell(workspace, row, COLUMNS_BY_KEY[key], text)


def a_move(sale: int, stage: int, before: int) -> Action:
    return lambda workspace: opportunities.move(workspace, sale, stage, before_id=before)


def a_closing(sale: int, outcome: Status) -> Action:
    return lambda workspace: opportunities.close(workspace, sale, outcome, reason="prix")


def to_next_day(workspace: Workspace) -> None:
    clock_of(workspace).advance(days=1)


ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(
        a_call, row_ids, st.sampled_from(CODES), is_answered=st.booleans(), opposes=st.booleans()
    ),
    st.builds(
        an_edit, row_ids, st.sampled_from(["phone", "city", "turnover", "siret", "notes"]), TEXTS
    ),
    on_row(lambda w, row: grid.strike(w, [row, 1], "doublon")),
    on_row(lambda w, row: grid.restore(w, [row])),
    on_row(lambda w, row: grid.delete_rows(w, [row])),
    on_row(lambda w, row: grid.set_next_date(w, row, SOON, "rappel")),
    on_row(lambda w, row: grid.set_nature(w, [row], Nature.INDIVIDUAL)),
    on_row(lambda w, row: conversion.convert_rows(w, [row], anyway=True)),
    on_row(opposition.oppose),
    on_row(lambda w, row: notes.add_to_row(w, row, "croisé à la fête")),
    on_row(lambda w, row: agenda.add_task(w, "Devis", SOON, prospect_id=row)),
    st.just(lambda w: grid.add_row(w, 1, {"company_name": "Neuve", "phone": "01 99 00 99 99"})),
    st.just(lambda w: opportunities.create(w, "Salon", origin=Origin.TRADE_FAIR, phone="x")),
    st.builds(a_move, sale_ids, st.integers(1, 6), sale_ids),
    st.builds(a_closing, sale_ids, st.sampled_from(Status)),
    on_sale(opportunities.star),
    on_sale(lambda w, sale: opportunities.edit(w, sale, "title", "Autre titre")),
    on_sale(lambda w, sale: opportunities.set_amount(w, sale, amount_cents=5000, probability=33)),
    on_sale(lambda w, sale: opportunities.add_note(w, sale, "vu au salon")),
    on_sale(
        lambda w, sale: opportunities.set_next_action(w, sale, NextAction(ActionKind.QUOTE, SOON))
    ),
    on_sale(agenda.finish_activity),
    on_sale(lambda w, activity: agenda.postpone_activity(w, activity, SOON)),
    st.just(to_next_day),
)


def prepared(folder: Path) -> Workspace:
    """Return a workspace with rows, two opportunities and a task."""
    workspace = make_workspace(folder)
    file_id = make_file(workspace)
    for _ in range(ROWS):
        make_prospect(workspace, file_id)
    for title in ("Portes", "Fenêtres"):
        opportunities.create(workspace, title, origin=Origin.NETWORK, contact_name="M. Petit")
    agenda.add_task(workspace, "Devis", SOON)
    return workspace


def do(workspace: Workspace, action: Action) -> None:
    """Do something; what is refused must leave the base as it was."""
    before = dump(workspace)
    try:
        action(workspace)
    except ProspectError:
        assert dump(workspace) == before


def repeated(step: Callable[[Workspace], object | None], workspace: Workspace) -> int:
    count = 0
    while step(workspace) is not None:
        count += 1
    return count


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTIONS, min_size=1, max_size=25))
def test_undoing_everything_gives_the_base_back(actions: list[Action]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = prepared(Path(folder))
        setting_up = len(undo.history(workspace))
        start = dump(workspace)
        for action in actions:
            do(workspace, action)
        end = dump(workspace)
        assert problems(workspace.connection) == []
        done = len(undo.history(workspace, limit=1000)) - setting_up
        for _ in range(done):
            assert undo.undo(workspace) is not None
        assert dump(workspace) == start
        assert repeated(undo.redo, workspace) == done
        assert dump(workspace) == end
        workspace.close()
        workspace = make_workspace(Path(folder))
        assert search_index_is_sound(workspace.connection)
        for _ in range(done):
            undo.undo(workspace)
        assert dump(workspace) == start
        assert problems(workspace.connection) == []
        assert search_index_is_sound(workspace.connection)
        repeated(undo.undo, workspace)
        assert workspace.connection.execute("SELECT count(*) FROM prospect").fetchone() == (0,)
        workspace.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(ACTIONS | st.just(undo.undo) | st.just(undo.redo), min_size=5, max_size=25))
def test_undo_and_redo_among_other_actions_keep_the_base_sound(actions: list[Action]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = prepared(Path(folder))
        for action in actions:
            do(workspace, action)
            if action is undo.undo and undo.redo(workspace):
                undo.undo(workspace)
        assert problems(workspace.connection) == []
        assert search_index_is_sound(workspace.connection)
        workspace.close()


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row of a new file."""
    return make_prospect(workspace, make_file(workspace))


def bundles(workspace: Workspace) -> list[tuple[str, bool]]:
    return [(action.code, action.is_undone) for action in undo.history(workspace)]


def test_a_new_action_takes_redo_away(workspace: Workspace, row: int) -> None:
    grid.strike(workspace, [row])
    undo.undo(workspace)
    grid.set_nature(workspace, [row], Nature.INDIVIDUAL)
    assert undo.redo(workspace) is None
    assert bundles(workspace)[:2] == [("edit_cell", False), ("strike", True)]


def test_an_action_that_changes_nothing_is_no_action(workspace: Workspace, row: int) -> None:
    before = bundles(workspace)
    assert grid.restore(workspace, [row]) == 0
    assert bundles(workspace) == before


def test_an_action_that_fails_leaves_no_trace(workspace: Workspace, row: int) -> None:
    before, history = dump(workspace), bundles(workspace)

    def write_then_fail() -> None:
        with workspace.writing("add_row") as writing:
            writing.connection.execute("UPDATE prospect SET notes = 'half'")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_then_fail()
    assert dump(workspace) == before
    assert bundles(workspace) == history
    grid.strike(workspace, [row])
    assert bundles(workspace)[0] == ("strike", False)


def test_the_journal_leaves_no_trigger_in_the_file(workspace: Workspace, row: int) -> None:
    grid.strike(workspace, [row])
    names = workspace.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    assert sorted(name for (name,) in names.fetchall()) == [
        "prospect_numbers_added",
        "prospect_numbers_changed",
        "prospect_numbers_removed",
        "prospect_search_added",
        "prospect_search_changed",
        "prospect_search_removed",
    ]


def test_only_what_changed_is_noted(workspace: Workspace, row: int) -> None:
    grid.edit_cell(workspace, row, COLUMNS_BY_KEY["city"], "Évreux")
    changes = workspace.connection.execute(
        "SELECT before, after FROM change WHERE table_name = 'prospect' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert changes == (
        '{"city":"Lyon"}',
        '{"city":"Évreux"}',
    )


def test_a_deletion_notes_the_whole_row_and_what_hangs_on_it(
    workspace: Workspace, row: int
) -> None:
    grid.delete_rows(workspace, [row])
    noted = workspace.connection.execute(
        "SELECT table_name FROM change WHERE before IS NOT NULL AND after IS NULL"
    ).fetchall()
    assert {name for (name,) in noted} == {"prospect", "phone_line", "prospect_search"}
    undo.undo(workspace)
    assert problems(workspace.connection) == []


def test_every_table_is_watched_but_those_named(workspace: Workspace) -> None:
    watched = set(journal._watched_tables(workspace.connection))
    assert watched.isdisjoint(journal.UNWATCHED)
    assert watched | journal.UNWATCHED == set(dump(workspace)) | {"bundle", "change"}


def test_undo_is_refused_when_the_row_is_gone(workspace: Workspace, row: int) -> None:
    grid.edit_cell(workspace, row, COLUMNS_BY_KEY["city"], "Évreux")
    with workspace.transaction() as connection:
        connection.execute("DELETE FROM prospect")
    before = dump(workspace)
    with pytest.raises(ProspectError, match=r"undo\.row_gone"):
        undo.undo(workspace)
    assert dump(workspace) == before
