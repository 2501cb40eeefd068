"""The tests that a column may be put to, worded for what it holds, and what is meant by them."""

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.patterns import blind_search
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import Condition, Test
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _, formats
from prospect_tui.storage.condition_sql import PAST, clause
from prospect_tui.wording.columns import code_words, is_date

Asked = tuple[Test, bool]
"""A test, and whether it is turned round."""

_NUMBERS = frozenset({"attempts", "age", "headcount"})
_EMPTY: tuple[tuple[Asked, str], ...] = (
    ((Test.EMPTY, False), N_("is empty")),
    ((Test.EMPTY, True), N_("is filled in")),
)
_SAME: tuple[tuple[Asked, str], ...] = (
    ((Test.IS, False), N_("is")),
    ((Test.IS, True), N_("is not")),
)
_TEXTS: tuple[tuple[Asked, str], ...] = (
    ((Test.CONTAINS, False), N_("contains")),
    ((Test.CONTAINS, True), N_("does not contain")),
    ((Test.STARTS, False), N_("begins with")),
    *_SAME,
    *_EMPTY,
    ((Test.MATCHES, False), N_("fits the regular expression")),
)
_FIGURES: tuple[tuple[Asked, str], ...] = (
    ((Test.AT_LEAST, False), N_("is at least")),
    ((Test.AT_MOST, False), N_("is at most")),
    ((Test.OVER, False), N_("is over")),
    ((Test.UNDER, False), N_("is under")),
    ((Test.BETWEEN, False), N_("is between")),
    *_SAME,
    *_EMPTY,
)
_DATES: tuple[tuple[Asked, str], ...] = (
    ((Test.UNDER, False), N_("is before")),
    ((Test.OVER, False), N_("is after")),
    ((Test.AT_LEAST, False), N_("is from")),
    ((Test.AT_MOST, False), N_("is until")),
    ((Test.BETWEEN, False), N_("is between")),
    ((Test.IS, False), N_("is on")),
    *_EMPTY,
)
_WRONG: tuple[Asked, str] = ((Test.WRONG, False), N_("is wrong"))


def is_number(column: Column) -> bool:
    """Say whether a column holds figures or amounts."""
    return column.kind in {ColumnKind.NUMBER, ColumnKind.MONEY} or column.key in _NUMBERS


def tests(column: Column) -> list[tuple[Asked, str]]:
    """Return the tests worth offering for a column with their words, the most useful first."""
    if is_date(column):
        offered = _DATES
    elif is_number(column):
        offered = _FIGURES
    elif code_words(column):
        offered = (*_SAME, *_EMPTY)
    else:
        offered = _TEXTS
    is_checked = column.kind not in {ColumnKind.TEXT, ColumnKind.COMPUTED}
    return [(asked, _(word)) for asked, word in (*offered, *([_WRONG] if is_checked else []))]


def meaning(condition: Condition, column: Column, days: Days) -> str:
    """Return what a condition means where that is not plain: the days that shorthand names.

    Raises what the condition would when it is applied.
    """
    clause(condition, column, days)
    if condition.test is Test.MATCHES:
        blind_search(condition.value)
    if not is_date(column) or not condition.values:
        return ""
    is_past = column.key in PAST
    try:
        spans = [days.span(value, is_past=is_past) for value in condition.values]
    except InvalidDate:
        return ""
    shown = (formats.day_long(one) for first, last in spans for one in sorted({first, last}))
    return "→ " + " – ".join(shown)
