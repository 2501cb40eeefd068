"""Sorts as SQL: empty cells last in both directions, then as the file was filled.

Texts are compared without case nor accents, figures by their value, and what is not one after them.
A sort by company or by next date alone is read from its index, empty cells apart.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage.column_sql import cents, expression, folded

Priorities = Mapping[str, int]
"""The urgency of each score, 1 being the most urgent, as configured."""

_COUNTS = frozenset({"attempts", "age"})
_FIGURES = frozenset({"headcount"})
_PLAIN = frozenset(
    {
        ColumnKind.PHONE,
        ColumnKind.SIREN,
        ColumnKind.SIRET,
        ColumnKind.VAT,
        ColumnKind.NAF,
        ColumnKind.POSTCODE,
        ColumnKind.DATE,
        ColumnKind.COMPUTED,
    }
)
"""What these hold is kept in one spelling, without accents: nothing is left to fold."""
_AS_FILLED = "prospect.position, prospect.id"
_LAST_TEXT = "char(1114111)"
"""The last character there is, which no text holds: after all of them."""
_LAST_NUMBER, _LAST_AMOUNT = "9e999", "9223372036854775807"
_WRONG_NUMBER, _WRONG_AMOUNT = "1e308", "9223372036854775806"
"""Where a cell goes that holds no number: after them, before the empty ones."""


class Piece(NamedTuple):
    """Some rows of a file in order; the pieces of a sort follow each other."""

    where: str
    """What limits `prospect` to these rows, after AND; "" for all of them."""
    order: str
    through: str = ""
    """How `prospect` is to be read, after its name."""


def pieces(
    sort: Sequence[SortKey],
    columns: Mapping[str, Column],
    priorities: Priorities,
    *,
    is_filtered: bool,
) -> tuple[Piece, ...]:
    """Return a sort as what indexes serve, else as one piece.

    For rows which conditions filter, an index would be walked through whole files for a few rows.
    """
    if not sort:
        return (Piece("", _AS_FILLED),)
    if _is_indexed(sort) and not is_filtered:
        direction = _direction(sort[0])
        full, order, empty = _INDEXED[sort[0].column]
        return (
            Piece(f" AND {full}", f"{order.format(direction)}, {_AS_FILLED}"),
            Piece(f" AND {empty}", _AS_FILLED),
        )
    # SQLite's sorter leaves equals as they came: comparing their places too takes a fifth more.
    return (Piece("", ", ".join(_terms(sort, columns, priorities)), _READ_AS_FILLED),)


def _is_indexed(sort: Sequence[SortKey]) -> bool:
    """Say whether an index holds all the rows of a file in the order of a sort, or of none."""
    return not sort or (len(sort) == 1 and sort[0].column in _INDEXED)


class Grouping(NamedTuple):
    """A sort of rows that are put together by the values they share, and not one by one."""

    values: str
    """What the rows of a group share: the terms of GROUP BY."""
    terms: tuple[str, ...]
    """What is compared of the values."""
    order: str
    """The terms of ORDER BY."""


def grouping(
    sort: Sequence[SortKey], columns: Mapping[str, Column], priorities: Priorities
) -> Grouping | None:
    """Return a sort by groups; None where an index serves, and where reading a value is slow."""
    if _is_indexed(sort) or any(columns[key.column].is_own for key in sort):
        return None
    values = [_SHARED.get(key.column) or expression(columns[key.column]) for key in sort]
    terms = [value for key in sort for value in _compared(key, columns, priorities)]
    order = _terms(sort, columns, priorities)
    return Grouping(", ".join(values), tuple(terms), ", ".join(order))


_SHARED = {
    "company_name": "prospect.company_name, prospect.sort_key",
    "next": "prospect.next_day, prospect.next_at",
}
"""The fields that are compared for columns that have several."""
_READ_AS_FILLED = " INDEXED BY ix_prospect_order"
_INDEXED = {
    "company_name": (
        "prospect.company_name <> ''",
        "prospect.sort_key {0}",
        "prospect.company_name = ''",
    ),
    "next": (
        "prospect.next_day IS NOT NULL",
        "prospect.next_day {0}, prospect.next_at {0}",
        # without reading the rows: the few that have a day are left out of the index of all
        "prospect.id NOT IN (SELECT id FROM prospect WHERE next_day IS NOT NULL)",
    ),
}
"""For each column with an index: its filled cells, their order, its empty cells."""


def order_by(sort: Sequence[SortKey], columns: Mapping[str, Column], priorities: Priorities) -> str:
    """Return the terms of ORDER BY for a sort of rows that are read in any order."""
    return ", ".join((*_terms(sort, columns, priorities), _AS_FILLED))


def _terms(
    sort: Sequence[SortKey], columns: Mapping[str, Column], priorities: Priorities
) -> list[str]:
    return [
        f"{value} {_direction(key)}"
        for key in sort
        for value in _compared(key, columns, priorities)
    ]


def _compared(
    key: SortKey, columns: Mapping[str, Column], priorities: Priorities
) -> tuple[str, ...]:
    """Return the values that a key of the sort compares."""
    if key.column == "next":
        day = f"coalesce(prospect.next_day, {_LAST_TEXT})"
        return "prospect.next_day" if key.descending else day, "prospect.next_at"
    return (_value(key, columns[key.column], priorities),)


def _direction(key: SortKey) -> str:
    return "DESC" if key.descending else "ASC"


def _value(key: SortKey, column: Column, priorities: Priorities) -> str:
    """Return what is compared: the first field of the sort, of one type, is compared fastest."""
    cell = expression(column)
    sign = "-" if key.descending else ""
    if column.key == "score":
        return _urgency(priorities, sign)
    if column.key in _COUNTS:
        return cell
    if column.kind is ColumnKind.MONEY:
        figures = (
            f"WHEN {cell} NOT GLOB '*[^0-9]*' AND length({cell}) < 19 THEN CAST({cell} AS INT)"
        )
        return (
            f"CASE WHEN {cell} = '' THEN {sign}{_LAST_AMOUNT} {figures}"
            f" ELSE coalesce({cents(cell)}, {sign}{_WRONG_AMOUNT}) END"
        )
    if column.kind is ColumnKind.NUMBER or column.key in _FIGURES:
        is_plain = (
            f"{cell} NOT GLOB '*[^0-9.]*' AND {cell} NOT GLOB '*.*.*' AND length({cell}) < 16"
        )
        return (
            f"CASE WHEN {cell} = '' THEN {sign}{_LAST_NUMBER}"
            f" WHEN {is_plain} THEN CAST({cell} AS REAL)"
            f" ELSE coalesce(first_number({cell}), {sign}{_WRONG_NUMBER}) END"
        )
    return _text(cell, column, is_last=not key.descending)


def _text(cell: str, column: Column, *, is_last: bool) -> str:
    """Return a folded text; an empty one is the first of all unless it is to be the last."""
    if column.key == "company_name":
        last = _LAST_TEXT if is_last else "''"
        return f"CASE WHEN {cell} = '' THEN {last} ELSE prospect.sort_key END"
    text = cell if column.kind in _PLAIN else folded(cell)
    if not is_last:
        return text
    return f"CASE WHEN {cell} <> '' THEN {text} ELSE {_LAST_TEXT} END"


def _urgency(priorities: Priorities, sign: str) -> str:
    cases = "".join(
        " WHEN '{}' THEN {}".format(code.replace("'", "''"), priority)
        for code, priority in priorities.items()
    )
    return f"CASE prospect.score WHEN '' THEN {sign}1000{cases} ELSE {sign}999 END"
