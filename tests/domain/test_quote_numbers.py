"""Numbers of quotes: no gap, none twice, after the user's own pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.quote_numbers import DEFAULT_PATTERN, is_pattern, next_number, reference


@pytest.mark.parametrize(
    ("pattern", "used", "number"),
    [
        (DEFAULT_PATTERN, [], "D2026-001"),
        (DEFAULT_PATTERN, ["D2026-009", "D2025-800", "autre"], "D2026-010"),
        (DEFAULT_PATTERN, ["D2026-999"], "D2026-1000"),
        ("{number}/{year}", ["3/2026", "9/2025"], "4/2026"),
        ("DEV.{number:05}", ["DEV.00041", "DEVX00099"], "DEV.00042"),
    ],
)
def test_the_next_number(pattern: str, used: list[str], number: str) -> None:
    assert next_number(pattern, 2026, used) == number


@given(st.integers(1, 60), st.sampled_from([DEFAULT_PATTERN, "{number}", "Q-{number:02}-{year}"]))
def test_a_series_has_no_gap_and_no_number_twice(count: int, pattern: str) -> None:
    used: list[str] = []
    for _ in range(count):
        used.append(next_number(pattern, 2026, used))
    assert len(set(used)) == count
    assert next_number(pattern, 2026, used[:-1]) == used[-1]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (DEFAULT_PATTERN, True),
        ("{number}", True),
        ("D{year}", False),
        ("{number}{number}", False),
        ("{number.real}", False),
        ("{number:3}", False),
        ("D{number", False),
        ("{number}\n", False),
    ],
)
def test_what_is_a_pattern(text: str, is_one: bool) -> None:
    assert is_pattern(text) is is_one


def test_a_version_is_part_of_the_reference() -> None:
    assert [reference("D2026-001", one) for one in (1, 2)] == ["D2026-001", "D2026-001 v2"]
