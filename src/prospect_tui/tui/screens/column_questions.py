"""What the question about one column asks of the file: its values, how many rows are left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import Condition, Test, View
from prospect_tui.services.cell_values import values_of
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.column_filter import (
    MOST_SHOWN,
    ColumnQuestions,
    ColumnValue,
    Conditions,
)
from prospect_tui.wording.columns import typed_value, value_text
from prospect_tui.wording.filters import meaning


def column_questions(
    workspace: Workspace, file_id: int, others: View, columns: Mapping[str, Column], column: Column
) -> ColumnQuestions:
    """Return the questions about `column` among the rows that the view `others` shows."""
    finder = RowFinder(workspace)

    def values(typed: str, is_cancelled: Callable[[], bool]) -> Sequence[ColumnValue]:
        narrowed = Condition(column.key, Test.CONTAINS, (typed,))
        view = replace(others, conditions=(*others.conditions, narrowed)) if typed else others
        found = values_of(workspace, file_id, column, view, MOST_SHOWN, is_cancelled)
        return [
            ColumnValue(typed_value(column, one.value), value_text(column, one.value), one.count)
            for one in found
        ]

    def count(asked: Conditions) -> int | None:
        finder.cancel()
        view = replace(others, conditions=(*others.conditions, *asked))
        ids = finder.complete(file_id, view, columns)
        return None if ids is None else len(ids)

    def told(condition: Condition) -> str:
        return meaning(condition, column, workspace.days)

    return ColumnQuestions(values, count, told, finder.cancel)
