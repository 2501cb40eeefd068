"""The Python functions that SQL calls for what it cannot do: fold, read numbers, check, search.

SQLite says nothing of what a function raised: `named_errors` raises it again in its own words.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.later import Later
from prospect_tui.storage.driver import sqlite3

if TYPE_CHECKING:
    from prospect_tui.domain import numbers, patterns, values
else:  # every connection has these functions, few call them
    numbers = Later("prospect_tui.domain.numbers")
    patterns = Later("prospect_tui.domain.patterns")
    values = Later("prospect_tui.domain.values")

_MOST_REMEMBERED, _SHORT = 4096, 64
"""Texts whose answers a connection keeps, and their characters."""
_MOST_PATTERNS = 1000
"""Searches that a connection keeps ready."""
_Answer = TypeVar("_Answer")
_searches = count()
_raised = threading.local()


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection, once, the functions that filters, sorts and counts of values need."""
    functions: tuple[tuple[str, int, Callable[..., str | float | None]], ...] = (
        ("fold", 1, _Remembered(fold).__getitem__),
        ("first_number", 1, _Remembered(_first_number).__getitem__),
        ("typed_amount", 1, _typed_amount),
        ("is_wrong", 3, _is_wrong),
        ("matches", 2, _Matches()),
    )
    for name, arguments, function in functions:
        connection.create_function(name, arguments, function, deterministic=True)


@contextmanager
def named_errors() -> Iterator[None]:
    """Raise what a function raised in place of SQLite's word that one raised."""
    _raised.error = None
    try:
        yield
    except sqlite3.OperationalError as error:
        if _raised.error is not None:
            raise _raised.error from error
        raise


def search_of(pattern: str) -> str:
    """Return the first argument of `matches`: the pattern, for one question with its own time."""
    return f"{next(_searches)} {pattern}"


class _Remembered(dict[object, _Answer]):
    """What a function gives for texts, the first short ones at hand: towns and trades come back."""

    def __init__(self, function: Callable[[str], _Answer]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, value: object) -> _Answer:
        if not isinstance(value, str):
            return self._function("" if value is None else str(value))
        answer = self._function(value)
        if len(value) <= _SHORT and len(self) < _MOST_REMEMBERED:
            self[value] = answer
        return answer


def _first_number(text: str) -> int | float | None:
    return numbers.first_number(text)


def _typed_amount(value: object) -> str:
    return values.typed_text(ColumnKind.MONEY, str(value))


def _is_wrong(kind: str, value: object, country: object) -> bool:
    return values.problem(ColumnKind(kind), str(value), country=str(country)) is not None


class _Matches:
    """The regular expressions being searched on one connection."""

    def __init__(self) -> None:
        self._searches: dict[str, Callable[[str], bool]] = {}

    def __call__(self, search: str, value: object) -> bool:
        try:
            return self._search(search)("" if value is None else str(value))
        except ProspectError as error:
            _raised.error = error
            raise

    def _search(self, search: str) -> Callable[[str], bool]:
        found = self._searches.get(search)
        if found is None:
            if len(self._searches) >= _MOST_PATTERNS:
                del self._searches[next(iter(self._searches))]
            found = self._searches[search] = patterns.blind_search(search.partition(" ")[2])
        return found
