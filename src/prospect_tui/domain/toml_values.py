"""The values of the files that users write, settings and rules of calling, as TOML gives them.

Each reader returns what is meant, or raises `ValueError` or `TypeError`: whoever reads a file tells
the user, with the key. Refuses to put anything right.
"""

from datetime import time

Hours = tuple[time, time]
"""From the first of them on, the second excluded."""


def text(value: object) -> str:
    """Return a text without signs that do not print."""
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError(value)
    return value


def yes_no(value: object) -> bool:
    """Return true or false, which no number stands for."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def count(value: object, most: int | None = None) -> int:
    """Return a whole number from 1 to `most`; without it, of any size."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(value)
    if most is not None and value > most:
        raise ValueError(value)
    return value


def minutes(value: object) -> int:
    """Return a whole number of minutes from 0 to a week."""
    return 0 if value == 0 and not isinstance(value, bool) else count(value, most=7 * 24 * 60)


def entries(value: object, *, least: int = 1) -> list[object]:
    """Return a list of so many values, or more."""
    if not isinstance(value, list) or len(value) < least:
        raise ValueError(value)
    return value


def hours(value: object) -> Hours:
    """Return the ends of "09:00-12:30", without a zone and in their order."""
    start, end = (time.fromisoformat(part.strip()) for part in text(value).split("-"))
    if not start < end or start.tzinfo or end.tzinfo:
        raise ValueError(value)
    return start, end


def weekdays(value: object) -> frozenset[int]:
    """Return days of the week, 0 for Monday, from a list of 1 to 7."""
    return frozenset(count(day, most=7) - 1 for day in entries(value))
