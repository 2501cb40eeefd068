"""Where the value of a grid column stands in SQL: a field, a computed one, a file's own."""

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_id

_COMPUTED = {
    "result": "replace(result, '_', ' ')",
    "score": "score",
    "attempts": "attempts",
    "next": "coalesce(next_at, next_day)",
    "last_call": "last_call_at",
}


def expression(column: Column) -> str:
    """Return the SQL of a column's stored value in table `prospect`, "" when empty."""
    if column.is_own:
        return f"coalesce(nullif(extra, '') ->> '$.{own_id(column.key)}', '')"
    return _COMPUTED.get(column.key) or _field(column.key)


def _field(key: str) -> str:
    if key not in COLUMNS_BY_KEY:
        raise KeyError(key)
    return f"prospect.{key}"
