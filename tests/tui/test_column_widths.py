"""How wide the columns of a file are at first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.tui.screens.column_widths import narrowed, side_by_side
from prospect_tui.tui.widgets.grid.layout import LEAD

KEYS = ("company_name", "first_name", "last_name", "phone", "city", "headcount", "result", "score",
        "next", "notes")  # fmt: skip
USUAL = [COLUMNS_BY_KEY[key] for key in KEYS]
WANTED = [22, 9, 12, 14, 17, 8, 10, 7, 16, 34]


def end_of(widths: list[int], count: int) -> int:
    """Return the first cell of the screen after so many columns."""
    return LEAD + sum(widths[:count]) + count - 1


@pytest.mark.parametrize(
    ("screen", "seen"), [(80, "city"), (120, "next"), (160, "next"), (200, "notes")]
)
def test_the_last_usual_column_is_seen_whole(screen: int, seen: str) -> None:
    widths = side_by_side(USUAL, WANTED, screen)
    assert end_of(widths, KEYS.index(seen) + 1) <= screen - 1
    assert all(wide >= wanted * 0.7 for wide, wanted in zip(widths, WANTED, strict=True))


@pytest.mark.parametrize("screen", [160, 200])
def test_columns_that_have_room_are_as_wide_as_they_want(screen: int) -> None:
    assert side_by_side(USUAL, WANTED, screen) == WANTED


def test_only_texts_give_room_and_not_those_whose_width_was_chosen() -> None:
    widths = side_by_side(USUAL, WANTED, 120, chosen={"last_name"})
    kept = {key for key, wide, wanted in zip(KEYS, widths, WANTED, strict=True) if wide == wanted}
    assert {"company_name", "last_name", "phone", "result", "score", "next", "notes"} <= kept
    assert end_of(widths, KEYS.index("next") + 1) == 119


def test_a_screen_too_narrow_for_any_column_changes_none() -> None:
    assert side_by_side(USUAL[:2], [20, 10], 12) == [20, 10]
    assert side_by_side([], [], 80) == []


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40))), st.integers(0, 300))
def test_what_is_too_wide_is_taken_from_what_is_spare(
    pairs: list[tuple[int, int]], room: int
) -> None:
    wanted = [wide + more for wide, more in pairs]
    least = [wide for wide, _more in pairs]
    widths = narrowed(wanted, least, room)
    assert sum(widths) == min(sum(wanted), max(sum(least), room))
    assert all(low <= wide <= high for low, wide, high in zip(least, widths, wanted, strict=True))
