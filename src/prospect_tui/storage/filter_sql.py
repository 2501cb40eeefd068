"""Filters as SQL: the words searched and the conditions of a view."""

from collections.abc import Mapping

from prospect_tui.domain.columns import Column
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import View
from prospect_tui.storage import search
from prospect_tui.storage.condition_sql import clause


def where(
    view: View, columns: Mapping[str, Column], days: Days, *, anywhere: bool = False
) -> tuple[str, list[object]]:
    """Return the SQL that limits `prospect` to the rows of a view, each clause after AND.

    With `anywhere` its words may stand in the middle of others, which reads every row. Raises
    `InvalidValue` or `InvalidDate` for the end of a range that its column cannot read.
    """
    clauses: list[str] = []
    parameters: list[object] = []
    if sought := (search.anywhere if anywhere else search.rows_with)(view.words):
        clauses.append(f"prospect.id IN ({sought[0]})")
        parameters += sought[1]
    for condition in view.conditions:
        asked, values = clause(condition, columns[condition.column], days)
        clauses.append(asked)
        parameters.extend(values)
    return "".join(f" AND {one}" for one in clauses), parameters
