"""The numbers of quotes: a pattern of the user's, a series without a gap, never one twice.

A pattern is a text with "{number}" in it, or "{number:03}" for at least three figures, and perhaps
"{year}": then the series begins anew each year.
"""

import re
from collections.abc import Iterable

from prospect_tui.domain.expressions import expression

DEFAULT_PATTERN = "D{year}-{number:03}"
LONGEST_PATTERN = 40
_MARK = expression(r"\{(year|number)(?::0([1-9]))?\}")


def is_pattern(text: str) -> bool:
    """Say whether numbers can be made after a pattern."""
    names = [found[1] for found in _MARK.finditer(text)]
    rest = _MARK.sub("", text)
    is_short = len(text) <= LONGEST_PATTERN and text.isprintable()
    return is_short and names.count("number") == 1 and not set(rest) & set("{}")


def next_number(pattern: str, year: int, used: Iterable[str]) -> str:
    """Return the number after the highest of those `used` that follow the pattern this year."""
    made = re.compile(_expression_of(pattern, year))
    matches = (made.fullmatch(number) for number in used)
    highest = max((int(found[1]) for found in matches if found), default=0)
    return _MARK.sub(lambda mark: _written(mark, year, highest + 1), pattern)


def _written(mark: re.Match[str], year: int, number: int) -> str:
    value = year if mark[1] == "year" else number
    return str(value).zfill(int(mark[2] or 1))


def _expression_of(pattern: str, year: int) -> str:
    parts, end = [], 0
    for mark in _MARK.finditer(pattern):
        parts.append(re.escape(pattern[end : mark.start()]))
        parts.append("([0-9]{1,12})" if mark[1] == "number" else _written(mark, year, 0))
        end = mark.end()
    return "".join([*parts, re.escape(pattern[end:])])


def reference(number: str, version: int) -> str:
    """Return how a quote is called: "D2026-001", "D2026-001 v2"."""
    return number if version == 1 else f"{number} v{version}"
