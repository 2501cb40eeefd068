"""How wide the columns of a file are at first: as what they hold wants it, as the screen allows."""

from collections.abc import Container, Iterable, Sequence
from math import ceil

from prospect_tui.domain.columns import PHONE_KEYS, Column
from prospect_tui.domain.vocabulary import ColumnKind
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
_NARROWED = 0.7
"""How much of its width a column of text keeps for another one to be seen beside it."""


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


def side_by_side(
    columns: Sequence[Column], wanted: Sequence[int], screen: int, chosen: Container[str] = ()
) -> list[int]:
    """Return widths at which as many as possible of a caller's usual columns are wholly seen.

    These are the first ones of `columns`. Of them only texts get narrower, and not by much: not the
    very first, which tells the rows apart, nor those whose keys are `chosen`, as wide as the user
    made them.
    """
    room, least = screen - _EDGES + 1, list[int]()
    for column, cells in zip(columns, wanted, strict=True):
        if least and not _is_usual(column):
            break
        gives = least and column.kind is ColumnKind.TEXT and column.key not in chosen
        kept = min(cells, max(_least(column), ceil(cells * _NARROWED))) if gives else cells
        if kept >= room:
            break
        room -= kept + 1
        least.append(kept)
    return narrowed(wanted, least, screen - _EDGES - max(0, len(least) - 1))


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
    return is_shown or column.key in PHONE_KEYS
