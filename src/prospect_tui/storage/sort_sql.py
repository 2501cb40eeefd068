"""Sorts as SQL."""

from collections.abc import Mapping, Sequence

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage.column_sql import expression

_SORTED_AS_NUMBER = (ColumnKind.NUMBER, ColumnKind.MONEY)


def order(sort: Sequence[SortKey], columns: Mapping[str, Column]) -> str:
    """Return the terms of ORDER BY for a sort: empty cells last, then as the file was filled."""
    parts = []
    for key in sort:
        column = columns[key.column]
        value = expression(column)
        direction = "DESC" if key.descending else "ASC"
        parts.append(f"coalesce({value}, '') = ''")
        parts.append(f"{_sortable(column, value)} {direction}")
    return ", ".join([*parts, "position", "prospect.id"])


def _sortable(column: Column, value: str) -> str:
    if column.key == "company_name":
        return "sort_key"
    if column.key == "score":
        return "(SELECT priority FROM prospect_result WHERE prospect_result.code = prospect.score)"
    if column.kind is ColumnKind.COMPUTED:
        return value
    if column.kind in _SORTED_AS_NUMBER or column.key == "headcount":
        return f"CAST({value} AS REAL)"
    return f"fold({value})"
