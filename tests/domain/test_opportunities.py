"""The life of an opportunity: status from the clock, what is refused, figures."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain import opportunities as rules
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.vocabulary import Status
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=PARIS)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, Status.TO_DO),
        (When(TOMORROW), Status.STANDBY),
        (When(TODAY), Status.TO_DO),
        (When(TODAY, time(10, 16)), Status.STANDBY),
        (When(TODAY, time(10, 15)), Status.TO_DO),
        (When(date(2020, 1, 1)), Status.TO_DO),
    ],
)
def test_an_open_opportunity_is_to_do_until_dated(when: When | None, expected: Status) -> None:
    assert rules.status("", when, NOW, PARIS) is expected


@pytest.mark.parametrize("outcome", rules.CLOSED)
def test_a_closed_opportunity_keeps_its_outcome(outcome: Status) -> None:
    assert rules.status(outcome.value, None, NOW, PARIS) is outcome


@pytest.mark.parametrize(
    ("last_second", "first_moment", "when"),
    [
        ("2026-11-23 23:59:59", "2026-11-24 00:00:00", When(TOMORROW)),
        ("2026-11-24 08:59:59", "2026-11-24 09:00:00", When(TOMORROW, time(9))),
        # the clocks go forward that night: 02:30 does not exist, 03:30 is the next such moment
        ("2027-03-28 03:29:59", "2027-03-28 03:30:00", When(date(2027, 3, 28), time(2, 30))),
        # the clocks go back that night: the first 02:30 counts
        ("2026-10-25 02:29:59", "2026-10-25 02:30:00", When(date(2026, 10, 25), time(2, 30))),
    ],
)
def test_stand_by_ends_by_itself(last_second: str, first_moment: str, when: When) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)

    assert rules.status("", when, at(last_second), PARIS) is Status.STANDBY
    assert rules.status("", when, at(first_moment), PARIS) is Status.TO_DO


@pytest.mark.parametrize(
    ("when", "late"),
    [
        (None, False),
        (When(TODAY), False),
        (When(TODAY, time(10, 15)), False),
        (When(TODAY, time(10, 14)), True),
        (When(date(2026, 11, 22)), True),
        (When(TOMORROW), False),
    ],
)
def test_an_action_is_late_after_its_day_or_hour(when: When | None, late: bool) -> None:
    assert rules.is_late(when, NOW, PARIS) is late


@pytest.mark.parametrize(
    ("amount", "probability", "expected"),
    [
        (100_000, 20, 20_000),
        (0, 85, 0),
        (1, 50, 1),
        (1, 49, 0),
        (333, 33, 110),
        (12345, 100, 12345),
    ],
)
def test_the_weighted_value_is_rounded_half_up(
    amount: int, probability: int, expected: int
) -> None:
    assert rules.weighted(amount, probability) == expected


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_the_weighted_value_never_exceeds_the_amount(amount: int, probability: int) -> None:
    assert 0 <= rules.weighted(amount, probability) <= amount


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (13, 0), (14, 14), (40, 40)])
def test_stale_is_silence_beyond_the_patience_of_the_stage(days: int, expected: int) -> None:
    assert rules.days_stale(NOW - timedelta(days=days), NOW, 14) == expected


def test_a_next_action_is_not_in_the_past() -> None:
    rules.check_next(When(TODAY), TODAY)
    with pytest.raises(Refused, match=r"opportunity\.next_in_past"):
        rules.check_next(When(date(2026, 11, 22)), TODAY)


def test_only_an_open_opportunity_is_changed() -> None:
    rules.check_open("")
    with pytest.raises(Refused, match=r"opportunity\.closed"):
        rules.check_open("won")


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_probability_is_a_percentage(percent: int) -> None:
    with pytest.raises(InvalidValue) as refusal:
        rules.check_probability(percent)
    assert refusal.value.params == {"value": percent}


@pytest.mark.parametrize("percent", [0, 100])
def test_the_ends_of_a_percentage_are_allowed(percent: int) -> None:
    rules.check_probability(percent)


def test_an_amount_is_not_negative() -> None:
    rules.check_amount(0)
    with pytest.raises(InvalidValue, match=r"opportunity\.amount"):
        rules.check_amount(-1)


def test_what_is_missing_is_told_in_order() -> None:
    assert rules.missing_conditions({}) == ("project", "budget", "date", "deciders")
    assert rules.missing_conditions({"budget": True, "date": False}) == (
        "project",
        "date",
        "deciders",
    )
    assert rules.missing_conditions(dict.fromkeys(rules.CONDITIONS, True)) == ()


def test_the_default_stages_are_more_and_more_likely() -> None:
    probabilities = [stage.probability for stage in rules.DEFAULT_STAGES]
    assert probabilities == sorted(probabilities)
    assert [stage.code for stage in rules.DEFAULT_STAGES] == [
        "needs",
        "proposal",
        "costing",
        "presentation",
        "negotiation",
    ]
