"""What users write in their files, read or refused, never put right."""

from collections.abc import Callable
from datetime import date, time

import pytest

from prospect_tui.domain import toml_values


@pytest.mark.parametrize(
    ("read", "value", "meant"),
    [
        (toml_values.text, "Été 974", "Été 974"),
        (toml_values.text, "", ""),
        (toml_values.yes_no, False, False),
        (toml_values.count, 1, 1),
        (toml_values.count, 10**9, 10**9),
        (lambda value: toml_values.count(value, most=3), 3, 3),
        (toml_values.entries, [0], [0]),
        (lambda value: toml_values.entries(value, least=0), [], []),
        (toml_values.hours, "09:00-12:30", (time(9), time(12, 30))),
        (toml_values.hours, " 09:00 - 12:30 ", (time(9), time(12, 30))),
        (toml_values.weekdays, [1, 7, 7], frozenset({0, 6})),
    ],
)
def test_what_is_meant(read: Callable[[object], object], value: object, meant: object) -> None:
    assert read(value) == meant


@pytest.mark.parametrize(
    ("read", "values"),
    [
        (toml_values.text, [None, 3, "a\x1bb", "a\nb", "a\u202eb", ["a"]]),
        (toml_values.yes_no, [0, 1, "yes", None]),
        (toml_values.count, [0, -1, True, 2.0, "1", None]),
        (lambda value: toml_values.count(value, most=3), [4]),
        (toml_values.entries, [[], (1,), "ab", {"a": 1}, None]),
        (
            toml_values.hours,
            ["9-12", "12:00-09:00", "09:00-09:00", "09:00", "09:00-10:00-11:00", "08:00Z-09:00Z"],
        ),
        (toml_values.hours, [9, "25:00-26:00", "", date(2026, 11, 22)]),
        (toml_values.weekdays, [[], [0], [8], [1, True], ["1"], 1]),
    ],
)
def test_all_else_is_refused(read: Callable[[object], object], values: list[object]) -> None:
    for value in values:
        with pytest.raises((ValueError, TypeError)):
            read(value)
