"""What is read of years of data: questions asked every day are answered from their indexes."""

from collections.abc import Callable
from datetime import date

import pytest

from prospect_tui.services import agenda, contacts, funnel, scoring
from prospect_tui.services.funnel import FunnelStep
from prospect_tui.services.workspace import Workspace

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)

FROM_INDEX = {
    "who is hot today": (agenda.today, "scoring_event", "ix_scoring_event_points"),
    "the rows that are hot": (scoring.hot, "scoring_event", "ix_scoring_event_points"),
    "the rows of a period": (
        lambda workspace: funnel.counted(workspace, FunnelStep.LEADS, *NOVEMBER),
        "prospect WHERE created_at",
        "ix_prospect_created_at",
    ),
    "how many they are": (
        lambda workspace: funnel.funnel(workspace, *NOVEMBER),
        "count(*) FROM prospect",
        "ix_prospect_created_at",
    ),
    "whom calls have qualified": (
        lambda workspace: funnel.counted(workspace, FunnelStep.SQL, *NOVEMBER),
        "FROM call",
        "ix_call_positive",
    ),
    "whose number it is": (
        lambda workspace: contacts.alike(workspace, {"mobile": "06 39 98 12 34"}),
        "contact c",
        "ix_phone_line_e164",
    ),
}


def plans(workspace: Workspace, read: Callable[[Workspace], object]) -> dict[str, str]:
    """Return how SQLite goes about each question that a reading asks."""
    asked: list[str] = []
    connection = workspace.connection
    connection.set_trace_callback(asked.append)
    read(workspace)
    connection.set_trace_callback(None)
    return {
        sql: "\n".join(
            step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        )
        for sql in asked
        if sql.startswith(("SELECT", "WITH"))
    }


@pytest.mark.parametrize(("read", "about", "index"), FROM_INDEX.values(), ids=FROM_INDEX)
def test_the_index_is_used(
    workspace: Workspace, read: Callable[[Workspace], object], about: str, index: str
) -> None:
    found = [plan for sql, plan in plans(workspace, read).items() if about in sql]
    assert any(index in plan for plan in found), found


@pytest.mark.parametrize(
    "read",
    [agenda.today, scoring.hot, lambda workspace: funnel.funnel(workspace, *NOVEMBER)],
    ids=["today", "hot", "funnel"],
)
def test_no_question_goes_through_every_row_nor_each_row_of_an_event(
    workspace: Workspace, read: Callable[[Workspace], object]
) -> None:
    for sql, plan in plans(workspace, read).items():
        assert not {"SCAN prospect", "SCAN p", "SCAN c"} & {*plan.splitlines()}, (sql, plan)
