"""One entry of a list gets another place."""

from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.ordering import placed

ENTRIES = st.lists(st.integers(0, 20), unique=True)


@given(ENTRIES, st.integers(0, 20), st.integers(-30, 30))
def test_one_stands_where_it_was_put_and_the_others_keep_their_order(
    order: list[int], one: int, place: int
) -> None:
    others = [other for other in order if other != one]
    after = placed(order, one, place)
    assert after.index(one) == min(max(place, 0), len(others))
    assert [other for other in after if other != one] == others
