"""The call queue on a real base of three hundred rows."""

import random
from datetime import date, time

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.queue import QueueRank
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.vocabulary import HalfDay, Nature
from prospect_tui.domain.when import When
from prospect_tui.services import grid, opposition
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.prospect_files import save_sort
from prospect_tui.services.queue import QueueScope, next_entry, upcoming
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect

ALL = 1000
TODAY = date(2026, 11, 23)


def log(workspace: Workspace, row: int, result: str, **said: object) -> None:
    log_call(workspace, CallEntry(row, result, Answers(**said)))  # type: ignore[arg-type]


def ids(workspace: Workspace, scope: QueueScope | None = None) -> list[int]:
    return [entry.prospect_id for entry in upcoming(workspace, scope, limit=ALL)]


def test_three_hundred_rows_come_class_by_class(workspace: Workspace) -> None:
    """Two weeks of calls drawn at random: the order must be the one of the rule."""
    chance = random.Random(7)
    file = make_file(workspace)
    rows = [make_prospect(workspace, file, nature="professional") for _ in range(300)]
    clock = clock_of(workspace)
    clock.set_local(2026, 11, 16, 9)
    codes = ["NRP", "OCC", "RAPP", "PISTE", "PROJET", "MAIL", "REFUS", "HORS_CIBLE", "ERR"]
    for row in chance.sample(rows, 240):
        clock.advance(minutes=chance.randrange(1, 20))
        day = date(2026, 11, chance.randrange(20, 29))
        when = When(day, chance.choice([None, time(9), time(15)]))
        answers = Answers(when=when, subject="s", reason="r", convert=False)
        code = chance.choice(codes)
        is_dated = code in {"RAPP", "PISTE", "PROJET"}
        log_call(workspace, CallEntry(row, code, answers if is_dated else Answers()))
    lukewarm = make_prospect(workspace, file)
    log(workspace, lukewarm, "PROJET", when=When(date(2027, 6, 1)), reason="r", convert=False)
    grid.set_next_date(workspace, lukewarm, When(date(2026, 11, 23)))
    convert_rows(workspace, rows[:5], anyway=True)
    grid.strike(workspace, rows[5:10])
    opposition.oppose(workspace, rows[10])
    grid.set_nature(workspace, rows[11:13], Nature.INDIVIDUAL)
    clock.set_local(2026, 11, 23, 10, 15)
    entries = upcoming(workspace, limit=ALL)
    ranks = [entry.rank for entry in entries]
    assert ranks == sorted(ranks)
    assert set(ranks) == set(QueueRank)
    found = [entry.prospect_id for entry in entries]
    assert len(set(found)) == len(found)
    assert set(found).isdisjoint(rows[:13])
    dead = workspace.connection.execute(
        "SELECT id FROM prospect WHERE state <> 'active' OR result IN ('REFUS', 'HORS_CIBLE')"
    ).fetchall()
    assert set(found).isdisjoint(row for (row,) in dead)
    for entry in entries:
        if entry.when is not None:
            assert entry.when.is_due(clock.now(), workspace.zone)
            if entry.rank is QueueRank.RETRY:
                assert entry.when.half is not HalfDay.AFTERNOON
    promised = [entry.when for entry in entries if entry.rank is QueueRank.PROMISED]
    days = [when.day for when in promised if when]
    assert days == sorted(days)
    fresh = [entry.prospect_id for entry in entries if entry.rank is QueueRank.FRESH]
    assert fresh == sorted(fresh), "in the order of the file"
    first = next_entry(workspace)
    assert first is not None
    assert first.prospect_id == found[0]


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Return six fresh rows of one file."""
    file = make_file(workspace)
    return [make_prospect(workspace, file, city=city) for city in "CABCAB"]


def test_fresh_rows_come_in_the_order_of_the_file(workspace: Workspace, rows: list[int]) -> None:
    assert ids(workspace) == rows
    save_sort(workspace, 1, (SortKey("city"), SortKey("company_name", descending=True)))
    assert ids(workspace) == [rows[place] for place in (4, 1, 5, 2, 3, 0)]
    save_sort(workspace, 1, (SortKey("own:99"),))
    assert ids(workspace) == rows


def test_a_promise_comes_first_at_its_hour(workspace: Workspace, rows: list[int]) -> None:
    log(workspace, rows[3], "RAPP", when=When(TODAY, time(11)))
    log(workspace, rows[4], "PISTE", when=When(TODAY, time(10, 30)), subject="s")
    assert ids(workspace)[0] == rows[0]
    clock_of(workspace).advance(minutes=45)
    entries = upcoming(workspace)
    assert [entry.prospect_id for entry in entries[:2]] == [rows[4], rows[3]]
    assert entries[0].subject == "s"
    assert entries[0].rank is QueueRank.PROMISED


def test_a_promise_waits_for_years(workspace: Workspace, rows: list[int]) -> None:
    log(workspace, rows[5], "RAPP", when=When(TODAY, time(11)))
    clock_of(workspace).advance(days=3650)
    assert ids(workspace)[0] == rows[5]


def test_hot_then_warm_then_retries(workspace: Workspace, rows: list[int]) -> None:
    tomorrow = When(date(2026, 11, 24))
    log(workspace, rows[0], "OCC")
    log(workspace, rows[1], "PROJET", when=When(date(2027, 6, 1)), reason="r", convert=False)
    log(workspace, rows[2], "PROJET", when=tomorrow, reason="r", convert=False)
    clock_of(workspace).set_local(2026, 11, 24, 9)
    grid.set_next_date(workspace, rows[1], tomorrow)
    assert [entry.rank for entry in upcoming(workspace)] == [
        QueueRank.HOT,
        QueueRank.WARM,
        QueueRank.RETRY,
        *[QueueRank.FRESH] * 3,
    ]
    assert ids(workspace)[:3] == [rows[2], rows[1], rows[0]]


def test_a_retry_is_offered_in_its_half_day(workspace: Workspace, rows: list[int]) -> None:
    log(workspace, rows[0], "NRP")
    clock = clock_of(workspace)
    clock.set_local(2026, 11, 24, 10)
    assert ids(workspace)[0] == rows[1]
    clock.set_local(2026, 11, 24, 14)
    assert ids(workspace)[0] == rows[0]
    clock.set_local(2026, 11, 27, 10)
    assert ids(workspace)[0] == rows[1]


def test_what_was_skipped_is_passed_over(workspace: Workspace, rows: list[int]) -> None:
    assert ids(workspace, QueueScope(skipped=frozenset(rows[:2]))) == rows[2:]


def test_the_queue_is_limited_to_chosen_files(workspace: Workspace, rows: list[int]) -> None:
    other = make_file(workspace, "Salon")
    row = make_prospect(workspace, other)
    log(workspace, rows[0], "RAPP", when=When(TODAY, time(10)))
    assert ids(workspace, QueueScope(files=(other,))) == [row]
    assert ids(workspace)[0] == rows[0]
    assert ids(workspace)[-1] == row


def test_an_archived_file_is_not_called(workspace: Workspace, rows: list[int]) -> None:
    log(workspace, rows[0], "RAPP", when=When(TODAY, time(10)))
    with workspace.transaction() as connection:
        connection.execute("UPDATE prospect_file SET archived_at = '2026-11-01 00:00:00.000000'")
    assert ids(workspace) == []


def test_individuals_are_offered_in_their_hours_when_they_consent(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), nature="individual")
    assert next_entry(workspace) is None
    with workspace.writing("consent") as writing:
        writing.connection.execute(
            "INSERT INTO consent (prospect_id, channel, given_at) VALUES (?, 'phone', ?)",
            (row, "2026-09-01 10:00:00.000000"),
        )
    assert ids(workspace) == [row]
    clock_of(workspace).set_local(2026, 11, 23, 13, 30)
    assert ids(workspace) == []


@pytest.mark.parametrize(
    "change",
    [
        "channel = 'email'",
        "revoked_at = '2026-10-01 10:00:00.000000'",
        "valid_until = '2026-11-22'",
    ],
)
def test_a_consent_for_something_else_or_past_does_not_count(
    workspace: Workspace, change: str
) -> None:
    row = make_prospect(workspace, make_file(workspace), nature="individual")
    with workspace.writing("consent") as writing:
        writing.connection.execute(
            "INSERT INTO consent (prospect_id, channel, given_at) VALUES (?, '', ?)",
            (row, "2026-09-01 10:00:00.000000"),
        )
    assert ids(workspace) == [row]
    with workspace.writing("consent") as writing:
        writing.connection.execute(f"UPDATE consent SET {change}")
    assert ids(workspace) == []


def test_an_individual_is_left_alone_after_four_calls_or_a_refusal(workspace: Workspace) -> None:
    file = make_file(workspace)
    often = make_prospect(workspace, file, nature="individual")
    refused = make_prospect(workspace, file, nature="individual")
    with workspace.writing("consent") as writing:
        writing.connection.executemany(
            "INSERT INTO consent (prospect_id, given_at) VALUES (?, '2026-09-01 10:00:00.000000')",
            [(often,), (refused,)],
        )
    clock = clock_of(workspace)
    for day in range(4):
        clock.set_local(2026, 11, 23 + day, 10, 15)
        log(workspace, often, "NRP", when=When(date(2026, 11, 24 + day)))
    log(workspace, refused, "REFUS", return_months=1)
    clock.set_local(2026, 11, 27, 10, 15)
    assert ids(workspace) == []
    clock.set_local(2026, 12, 24, 10, 15)
    assert ids(workspace) == [often], "thirty days after the first of the four calls"
    clock.set_local(2027, 1, 25, 10, 15)
    assert ids(workspace) == [often, refused], "sixty days after the refusal"
