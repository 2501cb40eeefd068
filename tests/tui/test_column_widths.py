"""How wide the columns of a file are at first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.tui.screens.column_widths import least_width, narrowed, side_by_side
from prospect_tui.tui.widgets.grid.layout import LEAD

KEYS = ("company_name", "first_name", "last_name", "phone", "city", "headcount", "result", "score",
        "next", "notes")  # fmt: skip
USUAL = [COLUMNS_BY_KEY[key] for key in KEYS]
WANTED = [22, 9, 12, 14, 17, 8, 10, 7, 16, 34]


def end_of(widths: list[int], count: int) -> int:
    """Return the first cell of the screen after so many columns."""
    return LEAD + sum(widths[:count]) + count - 1


def shared(screen: int, lengths: tuple[int, ...] = ()) -> list[int]:
    least = [least_width(column, lengths) for column in USUAL]
    return side_by_side(USUAL, WANTED, least, screen)


@pytest.mark.parametrize("screen", [120, 160, 200])
def test_all_that_a_caller_looks_at_is_seen_whole(screen: int) -> None:
    assert end_of(shared(screen), KEYS.index("next") + 1) <= screen - 1


@pytest.mark.parametrize("screen", [40, 80, 160, 200])
def test_columns_that_cannot_all_be_seen_or_have_room_are_as_they_want(screen: int) -> None:
    assert shared(screen) == WANTED
    assert side_by_side([], [], [], screen) == []


def test_only_what_fills_itself_gives_room_as_far_as_it_holds_nothing_longer() -> None:
    assert shared(120)[:6] == WANTED[:6]
    assert end_of(shared(120), KEYS.index("next") + 1) == 119
    assert shared(120, (3, 16)) == WANTED


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40))), st.integers(0, 300))
def test_what_is_too_wide_is_taken_from_what_is_spare(
    pairs: list[tuple[int, int]], room: int
) -> None:
    wanted = [wide + more for wide, more in pairs]
    least = [wide for wide, _more in pairs]
    widths = narrowed(wanted, least, room)
    assert sum(widths) == min(sum(wanted), max(sum(least), room))
    assert all(low <= wide <= high for low, wide, high in zip(least, widths, wanted, strict=True))
