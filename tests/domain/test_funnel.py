"""The funnel: rates that name what they divide by, contacts who count once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.funnel import (
    MOST_PEOPLE,
    TYPED,
    FunnelStep,
    Reached,
    check_period,
    check_typed,
    figures,
    firsts,
)

STEPS = list(FunnelStep)


def test_three_clients_for_a_hundred_visitors() -> None:
    volumes = dict(zip(STEPS, (100, 40, 20, 10, 6, 3, 1), strict=True))
    found = figures(volumes)
    assert [one.step for one in found] == STEPS
    assert [one.out_of for one in found] == [None, 100, 40, 20, 10, 6, 3]
    assert found[5].rate == 0.5


def test_nothing_is_divided_by_nothing() -> None:
    found = figures({FunnelStep.LEADS: 12})
    assert [one.rate for one in found] == [None, None, 0.0, None, None, None, None]
    assert found[1].out_of is None


REACHED = st.lists(
    st.builds(
        Reached,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from("abc"),
        st.just("prospect"),
        st.integers(1, 9),
    )
)


@given(REACHED)
def test_each_contact_counts_once_on_its_first_day(reached: list[Reached]) -> None:
    found = firsts(reached)
    assert sorted(one.contact for one in found) == sorted({one.contact for one in reached})
    for one in found:
        assert one in reached
        assert one.on == min(other.on for other in reached if other.contact == one.contact)


@pytest.mark.parametrize("step", [step for step in STEPS if step not in TYPED])
def test_what_is_counted_is_not_typed(step: FunnelStep) -> None:
    with pytest.raises(InvalidValue) as error:
        check_typed(step, 3)
    assert error.value.message_id == "funnel.not_typed"


def test_a_period_goes_forward() -> None:
    check_period(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(InvalidValue):
        check_period(date(2026, 1, 2), date(2026, 1, 1))
    with pytest.raises(InvalidValue):
        check_typed(FunnelStep.VISITORS, -1)


@pytest.mark.parametrize("volume", [-1, MOST_PEOPLE + 1, 10**15])
def test_a_volume_is_a_number_of_people(volume: int) -> None:
    with pytest.raises(InvalidValue, match=r"funnel\.volume"):
        check_typed(FunnelStep.VISITORS, volume)
