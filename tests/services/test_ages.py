"""The age of a row: days since its last call, else since it came, in the user's own days."""

from datetime import UTC, datetime

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.views import Condition, SortKey, Test, View
from prospect_tui.services import grid
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.connection import moment_text
from prospect_tui.wording.cells import cell_text
from tests.builders import PARIS, clock_of, make_file, make_prospect

AGE = COLUMNS_BY_KEY["age"]


def row_of(workspace: Workspace, file_id: int, created: datetime, called: datetime | None) -> int:
    """Return a row that came and was last called at these moments."""
    row = make_prospect(workspace, file_id)
    with workspace.transaction() as connection:
        connection.execute(
            "UPDATE prospect SET created_at = ?, last_call_at = ? WHERE id = ?",
            (moment_text(created), moment_text(called), row),
        )
    return row


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def age_of(workspace: Workspace, row: int) -> int:
    return grid.records(workspace, [row], [AGE])[row].age


def ids(workspace: Workspace, file_id: int, view: View) -> list[int]:
    return list(grid.ids_of(workspace, file_id, view, COLUMNS_BY_KEY))


@pytest.mark.parametrize(
    ("now", "created", "called", "days"),
    [
        ("2026-11-23T10:15", "2026-11-23T10:15", None, 0),
        ("2026-11-23T00:00", "2026-11-22T23:59:59", None, 1),
        ("2026-11-23T23:59", "2026-11-23T00:00", None, 0),
        ("2026-11-23T10:15", "2026-11-20T18:00", None, 3),
        ("2026-11-23T10:15", "2026-01-01T09:00", "2026-11-22T17:30", 1),
        ("2026-11-23T10:15", "2026-01-01T09:00", "2026-11-23T09:00", 0),
        ("2026-11-23T10:15", "2026-01-01T09:00", "2026-11-23T18:00", 0),  # a clock set back
        ("2026-03-30T10:15", "2026-03-28T10:15", None, 2),  # a day of 23 hours between
        ("2026-10-26T10:15", "2026-10-24T10:15", None, 2),  # a day of 25 hours between
        ("2026-11-23T10:15", "2025-11-23T18:00", None, 365),
    ],
)
def test_an_age_counts_days_of_the_calendar(
    workspace: Workspace, now: str, created: str, called: str | None, days: int
) -> None:
    row = row_of(workspace, make_file(workspace), at(created), at(called) if called else None)
    clock_of(workspace).moment = at(now).astimezone(UTC)
    assert age_of(workspace, row) == days
    record = grid.records(workspace, [row], [AGE])[row]
    assert cell_text(AGE, "", record, workspace.clock.today(), workspace.zone) == str(days)


def test_rows_are_sorted_and_filtered_by_age_as_by_a_number(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    came = at("2026-01-01T09:00")
    calls = ["2026-11-13T09:00", "2026-11-21T09:00", "2026-08-01T09:00", None]
    rows = [row_of(workspace, file_id, came, at(call) if call else None) for call in calls]
    assert [age_of(workspace, row) for row in rows] == [10, 2, 114, 326]
    by_age = View(sort=(SortKey("age"),))
    assert ids(workspace, file_id, by_age) == [rows[1], rows[0], rows[2], rows[3]]
    old = View(conditions=(Condition("age", Test.OVER, ("9",)),), sort=(SortKey("age", True),))
    assert ids(workspace, file_id, old) == [rows[3], rows[2], rows[0]]
    ten = View(conditions=(Condition("age", Test.IS, ("10",)),))
    assert ids(workspace, file_id, ten) == [rows[0]]


def test_an_age_cannot_be_typed_in(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    with pytest.raises(Refused):
        grid.edit_cell(workspace, row, AGE, "3")
