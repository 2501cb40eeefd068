"""How wide the columns of a file are at first: as what they hold wants it, as the screen allows."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import ceil

from prospect_tui.domain.columns import NAME_KEYS, PHONE_KEYS, Column
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.grid.layout import LEAD
from prospect_tui.wording.cells import title

_EDGES = LEAD + 1
"""Cells of the screen that no column takes: before the first one, and the scrollbar."""
_LEAST, _MOST_FOR_TITLE = 5, 11
_MORE = 4
"""How much wider than at first a column may get for what it holds."""
_USUAL_SHARE = 0.9
"""How many of the cells are wholly seen: a few long ones do not push the others away."""
_LEAST_FIRST, _FIRST_SHARE = 14, 0.28
_DAYS, _DAY = frozenset({"next", "last_call"}), 10
"""Columns of planned times, and what the name of a day takes with its date or an hour."""


def fitted(column: Column, lengths: Iterable[int]) -> int:
    """Return the width that shows most cells whole, and enough of the title."""
    filled = sorted(filter(None, lengths))
    if not filled or not column.is_editable:
        return column.width
    usual = filled[ceil((len(filled) - 1) * _USUAL_SHARE)]
    return max(_least(column), min(usual, column.width + _MORE))


def first_width(wanted: int, screen: int) -> int:
    """Return the width of the first column, which leaves most of the screen to the others."""
    return min(wanted, max(_LEAST_FIRST, int(screen * _FIRST_SHARE)))


def least_width(column: Column, lengths: Iterable[int]) -> int:
    """Return what a column may be narrowed to: one that fills itself, to what it holds so far."""
    if column.is_editable:
        return column.width + _MORE
    least = max(width(title(column)), _DAY if column.key in _DAYS else 0)
    return max(least, *lengths, 0)


def side_by_side(
    columns: Sequence[Column], wanted: Sequence[int], least: Sequence[int], screen: int
) -> list[int]:
    """Return widths at which all that a caller looks at is wholly seen, if that is possible.

    It is in the first ones of `columns`; those that want more than the `least` then get less.
    """
    count = len(list(takewhile(_is_usual, columns)))
    kept = [min(pair) for pair in zip(wanted[:count], least, strict=False)]
    room = screen - _EDGES - max(0, count - 1)
    return narrowed(wanted, kept, room) if sum(kept) <= room else list(wanted)


def narrowed(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Take from the first widths, as many as `least` has, what they are too wide for the `room`.

    Each gives in proportion to what it has more than its least.
    """
    widths = list(wanted)
    for place, kept in enumerate(least):
        over = sum(widths[: len(least)]) - room
        spare = sum(widths[place : len(least)]) - sum(least[place:])
        if over <= 0 or spare <= 0:
            break
        widths[place] -= min(widths[place] - kept, ceil((widths[place] - kept) * over / spare))
    return widths


def _least(column: Column) -> int:
    return max(_LEAST, min(width(title(column)), _MOST_FOR_TITLE))


def _is_usual(column: Column) -> bool:
    """Say whether a caller looks at a column at every row; a note is cut anyway."""
    is_shown = column.shown and not column.is_own and column.key != "notes"
    return is_shown or column.key in (*NAME_KEYS, *PHONE_KEYS)
