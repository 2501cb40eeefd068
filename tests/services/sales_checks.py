"""What must hold of the sales in any base, counted again from the rows themselves."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.folders import FEWEST
from prospect_tui.services import agenda, board, planning, quotes, sheets
from prospect_tui.services.planning import Scale
from prospect_tui.services.workspace import Workspace

Row = dict[str, Any]


def rows(workspace: Workspace, sql: str, *params: object) -> list[Row]:
    """Return what a question brings, by the names of its columns."""
    cursor = workspace.connection.execute(sql, params)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def sales(workspace: Workspace) -> list[Row]:
    """Return every opportunity as it is stored."""
    return rows(workspace, "SELECT * FROM opportunity ORDER BY id")


def due_at(sale: Row, workspace: Workspace) -> datetime | None:
    """Return when a sale comes back to do: at its hour, else when its day begins."""
    if sale["next_at"]:
        return datetime.fromisoformat(f"{sale['next_at']}+00:00")
    if sale["next_day"]:
        day = date.fromisoformat(sale["next_day"])
        return datetime.combine(day, time(), workspace.zone)
    return None


def status_by_hand(sale: Row, workspace: Workspace) -> str:
    """Return the status of a sale, worked out from its row and the clock."""
    due = due_at(sale, workspace)
    waits = due is not None and due > workspace.clock.now()
    return sale["outcome"] or ("standby" if waits else "to_do")


def check_next_actions(workspace: Workspace) -> None:
    """An open sale has one next action or is told among those without; a closed one has none."""
    told = {
        line.id: line.red_reason
        for line in agenda.today(workspace).lines
        if line.kind is AgendaKind.OPPORTUNITY
    }
    for sale in sales(workspace):
        has_kind, has_day = bool(sale["next_kind"]), sale["next_day"] is not None
        assert has_kind == has_day, "half an action"
        if sale["outcome"]:
            assert not has_day
            assert sale["closed_at"]
            assert sale["id"] not in told
        else:
            assert sale["closed_at"] is None
            assert (told.get(sale["id"]) == "agenda.no_date") == (not has_day)


def check_statuses(workspace: Workspace) -> None:
    """The sheet and the card say the status that the clock gives; to do stands in the list."""
    cards = {card.id: card for column in _columns(workspace) for card in column.cards}
    told = {
        line.id for line in agenda.today(workspace).lines if line.kind is AgendaKind.OPPORTUNITY
    }
    for sale in sales(workspace):
        wanted = status_by_hand(sale, workspace)
        assert sheets.opportunity_sheet(workspace, sale["id"]).status == wanted
        assert (sale["id"] in cards) == (wanted in {"to_do", "standby"})
        assert (sale["id"] in told) == (wanted == "to_do")
        if sale["id"] in cards:
            assert cards[sale["id"]].status == wanted


def _columns(workspace: Workspace) -> list[board.BoardColumn]:
    found = [board.board(workspace, number) for number, _name in board.pipelines(workspace)]
    return [column for one in found for column in one.columns]


def check_totals(workspace: Workspace) -> None:
    """What a column, a pipeline and their figures say is what their cards add up to."""
    for number, _name in board.pipelines(workspace):
        shown = board.board(workspace, number)
        mine = [
            sale
            for sale in sales(workspace)
            if not sale["outcome"] and sale["pipeline_id"] == shown.pipeline_id
        ]
        assert shown.count == len(mine)
        assert shown.amount_cents == sum(sale["amount_cents"] for sale in mine)
        assert shown.weighted_cents == sum(map(_weighted, mine))
        for column in shown.columns:
            here = sorted(
                (sale for sale in mine if sale["stage_id"] == column.stage.id),
                key=lambda sale: (sale["position"], sale["id"]),
            )
            assert [card.id for card in column.cards] == [sale["id"] for sale in here]
            assert column.amount_cents == sum(sale["amount_cents"] for sale in here)
            assert column.weighted_cents == sum(map(_weighted, here))


def _weighted(sale: Row) -> int:
    return int(sale["amount_cents"] * sale["probability"] / 100 + 0.5)


def check_quotes(workspace: Workspace, by_hand: Collection[int]) -> None:
    """An open sale has the net amount of its current quote, unless written `by_hand` since."""
    for sale in sales(workspace):
        found = quotes.of_opportunity(workspace, sale["id"])
        current = [one for one in found if one.is_current]
        assert len(current) == (1 if found else 0)
        if not sale["outcome"] and sale["id"] not in by_hand:
            for quote in current:
                if quotes.quote_sheet(workspace, quote.id).totals.rates:
                    assert sale["amount_cents"] == quote.net_cents


def check_folders(workspace: Workspace) -> None:
    """Each folder holds two sales or more, and every sale in a folder is in one that is there."""
    filed = Counter(sale["folder_id"] for sale in sales(workspace) if sale["folder_id"])
    assert set(filed) == {one["id"] for one in rows(workspace, "SELECT id FROM client_folder")}
    assert min(filed.values(), default=FEWEST) >= FEWEST


def check_planning(workspace: Workspace) -> None:
    """Each next action of the month stands once in the planning, on its own day."""
    today = workspace.clock.today()
    shown = planning.planning(workspace, Scale.MONTH, today)
    first, last = shown.days[0].day, shown.days[-1].day
    placed = {
        (item.id, day.day)
        for day in shown.days
        for item in day.items
        if item.kind is AgendaKind.OPPORTUNITY
    }
    met = {
        (one["opportunity_id"], one["day"])
        for one in rows(
            workspace,
            "SELECT opportunity_id, day FROM activity WHERE kind = 'event' AND done_at IS NULL",
        )
    }
    for sale in sales(workspace):
        if sale["next_day"] is None or (sale["id"], sale["next_day"]) in met:
            continue
        day = date.fromisoformat(sale["next_day"])
        if first <= day <= last:
            assert (sale["id"], day) in placed
            assert (sale["id"], day + timedelta(days=1)) not in placed
