"""The appetence score: a sum with its reasons, and the day on which somebody became hot."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.scoring import (
    DEFAULT_RULES,
    ScoringEvent,
    appetence,
    check_day,
    check_points,
    hot_since,
)

FIRST = date(2026, 11, 1)


def event(number: int, day: int, points: int) -> ScoringEvent:
    return ScoringEvent(number, "webinar", "", points, FIRST + timedelta(days=day))


def test_the_example_of_marketing_makes_forty_points() -> None:
    points = dict(DEFAULT_RULES)
    assert points == {"newsletter": 5, "white_paper": 15, "webinar": 20}
    found = appetence([event(n, n, worth) for n, worth in enumerate(points.values())], 25)
    assert (found.points, found.is_hot) == (40, True)


@pytest.mark.parametrize(("points", "is_hot"), [([5], False), ([24], False), ([25], True),
                                                 ([20, 15, -11], False), ([], False)])  # fmt: skip
def test_hot_from_the_threshold_on(points: list[int], is_hot: bool) -> None:
    assert appetence([event(n, 0, p) for n, p in enumerate(points)], 25).is_hot is is_hot


def test_nobody_is_hot_without_a_reason_whatever_the_threshold() -> None:
    assert not appetence([], 0).is_hot


def test_the_newest_reason_comes_first() -> None:
    found = appetence([event(1, 2, 5), event(2, 9, 5), event(3, 9, 5)], 25)
    assert [one.id for one in found.events] == [3, 2, 1]


SIGNS = st.lists(st.tuples(st.integers(0, 30), st.integers(-40, 40).filter(bool)), max_size=12)


@given(SIGNS, st.integers(1, 60))
def test_hot_since_is_the_first_day_whose_sum_so_far_is_enough(
    signs: list[tuple[int, int]], threshold: int
) -> None:
    events = [(FIRST + timedelta(days=day), points) for day, points in signs]
    days = [FIRST + timedelta(days=day) for day in range(31)]
    sums = {day: sum(p for on, p in events if on <= day) for day in days}
    enough = [day for day in days if sums[day] >= threshold]
    assert hot_since(events, threshold) == (enough[0] if enough else None)


@pytest.mark.parametrize("points", [0, 1_001, -1_001])
def test_points_that_say_nothing_or_too_much_are_refused(points: int) -> None:
    with pytest.raises(InvalidValue) as error:
        check_points(points)
    assert error.value.message_id == "scoring.points"


def test_what_is_to_come_is_no_sign() -> None:
    check_day(FIRST, FIRST)
    with pytest.raises(InvalidValue):
        check_day(FIRST + timedelta(days=1), FIRST)
