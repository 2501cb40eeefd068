"""Where the value of a grid column stands in SQL: a field, a computed one, a file's own.

And its forms for filters and sorts: folded text, number, cents. `fold` and `first_number` are
functions of ours (`sql_functions`), called for the few values that SQL cannot read by itself.
"""

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_id
from prospect_tui.domain.vocabulary import ColumnKind

AGE = (
    "max(0, (day_begins() - CAST(strftime('%s', coalesce(prospect.last_call_at,"
    " prospect.created_at)) AS INTEGER) + 86399) / 86400)"
)
"""Whole days up to the midnight that began today; `Workspace` tells every connection when."""
SEPARATORS = {
    ColumnKind.NUMBER: " ",
    **dict.fromkeys((ColumnKind.PHONE, ColumnKind.SIREN, ColumnKind.SIRET), " .-/()"),
    **dict.fromkeys((ColumnKind.VAT, ColumnKind.NAF, ColumnKind.POSTCODE), " .-/"),
}
"""What people put between the figures of a number, which never tells two apart."""
_COMPUTED = {
    "result": "prospect.result",
    "score": "prospect.score",
    "attempts": "prospect.attempts",
    "next": "coalesce(prospect.next_at, prospect.next_day)",
    "last_call": "prospect.last_call_at",
    "age": AGE,
}


def expression(column: Column) -> str:
    """Return the SQL of a column's stored value in table `prospect`, "" when empty."""
    if column.is_own:
        return f"coalesce(nullif(extra, '') ->> '$.{own_id(column.key)}', '')"
    return _COMPUTED.get(column.key) or _field(column.key)


def folded(cell: str) -> str:
    """Return the SQL of a text without case nor accents; ASCII is folded without our help."""
    is_ascii = f"length(CAST({cell} AS BLOB)) = length({cell})"
    return f"CASE WHEN {is_ascii} THEN lower({cell}) ELSE fold({cell}) END"


def folded_cell(column: Column) -> str:
    """Return the SQL of a column's value without case nor accents, as quick as there is."""
    if column.key == "company_name":
        return "CASE WHEN prospect.company_name = '' THEN '' ELSE prospect.sort_key END"
    cell = expression(column)
    return f"fold({cell})" if column.is_own else folded(cell)  # JSON is better read once


def compact(column: Column, text: str) -> str:
    """Return the SQL of a folded text without what separates the figures of a number."""
    for separator in SEPARATORS.get(column.kind, ""):
        text = f"replace({text}, '{separator}', '')"
    return text


def same_value(column: Column, cell: str) -> str:
    """Return the SQL of what two cells of a column share when a filter takes them for one value."""
    text = compact(column, folded(cell))
    return f"coalesce({number(cell)}, {text})" if column.kind is ColumnKind.NUMBER else text


def number(cell: str) -> str:
    """Return the SQL of the number that a text is or begins with, NULL when it is none."""
    is_plain = f"{cell} NOT GLOB '*[^0-9]*' AND length({cell}) BETWEEN 1 AND 15"
    return f"CASE WHEN {is_plain} THEN CAST({cell} AS INTEGER) ELSE first_number({cell}) END"


def cents(cell: str) -> str:
    """Return the SQL of a stored amount in cents, NULL when the cell holds something else."""
    figures = f"substr({cell}, 1 + ({cell} GLOB '-*'))"
    is_amount = f"{figures} NOT GLOB '*[^0-9]*' AND length({figures}) BETWEEN 1 AND 18"
    return f"CASE WHEN {is_amount} THEN CAST({cell} AS INTEGER) END"


def iso_day(cell: str) -> str:
    """Return the SQL of a stored day, NULL when the cell holds something else."""
    return f"CASE WHEN {cell} GLOB '{_DAY}' THEN {cell} END"


_DAY = "-".join("[0-9]" * length for length in (4, 2, 2))


def _field(key: str) -> str:
    if key not in COLUMNS_BY_KEY:
        raise KeyError(key)
    return f"prospect.{key}"
