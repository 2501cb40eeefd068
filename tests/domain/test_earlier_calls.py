"""What the earlier calls of a row say about the next one."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.consequence import CallFacts
from prospect_tui.domain.earlier_calls import EarlierCall, with_earlier_calls
from prospect_tui.domain.vocabulary import Nature, PlanKind

PARIS = ZoneInfo("Europe/Paris")
FACTS = CallFacts(score="hot", attempts=2, planned_kind=PlanKind.RETRY, nature=Nature.INDIVIDUAL)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 15, tzinfo=PARIS)


def completed(*calls: EarlierCall) -> CallFacts:
    """Return the facts of a row called on Monday 23 at 11:15."""
    return with_earlier_calls(FACTS, calls, at(23, 11), WorkCalendar())


def test_a_row_never_called_keeps_its_facts() -> None:
    assert completed() == FACTS


def test_results_are_counted_by_code_today_and_ever() -> None:
    facts = completed(
        EarlierCall(at(20, 9), "NRP", True),
        EarlierCall(at(20, 15), "OCC", False),
        EarlierCall(at(23, 9), "NRP", True),
        EarlierCall(at(23, 10), "NRP", False),
    )
    assert facts.results_today == {"NRP": 2}
    assert facts.results_before == {"NRP": 3, "OCC": 1}
    assert (facts.score, facts.attempts, facts.planned_kind) == ("hot", 2, PlanKind.RETRY)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (EarlierCall(at(23, 9), "NRP", True), True),
        (EarlierCall(at(23, 9), "OCC", False), False),
        (EarlierCall(at(23, 15), "NRP", True), False),
        (EarlierCall(at(20, 9), "NRP", True), False),
    ],
    ids=["this half-day", "no attempt", "the other half-day", "another day"],
)
def test_an_attempt_counts_once_per_half_day(call: EarlierCall, expected: bool) -> None:
    assert completed(call).counted_this_half_day is expected
