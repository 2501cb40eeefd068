"""Which rows are called: all, those of a file, those of a saved view, sought out of the way."""

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.views import Condition, SortKey, Test, View
from prospect_tui.domain.when import When
from prospect_tui.services import grid, queue, row_acts, saved_views
from prospect_tui.services.prospect_files import save_sort
from prospect_tui.services.queue import CallQueue
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.tui.cockpit import SMALL, USUAL, cockpit, row_in_hand, screen
from tests.tui.files_desk import plain_spaces, settle
from tests.tui.shell import seen, toasts


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Make three rows, the first of them elsewhere than in Lyon."""
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id, city=city) for city in ("Bron", "Lyon", "Lyon")]


@pytest.fixture
def view_id(workspace: Workspace, rows: list[int]) -> int:
    """Save a view of every file: Lyon."""
    view = View("", (Condition("city", Test.IS, ("Lyon",)),))
    return saved_views.save_view(workspace, "Lyon", view, saved_views.known_columns(workspace))


@pytest.fixture
def is_big(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any base for one of many rows."""
    monkeypatch.setattr(queue, "FEW", 0)


async def choose(pilot: Pilot[None], letters: str) -> None:
    """Choose what is called by some letters of its name."""
    await pilot.press("ctrl+o")
    await settle(pilot)
    await pilot.press(*letters, "enter")
    await settle(pilot)


async def test_files_and_views_are_listed_with_their_counts(
    workspace: Workspace, rows: list[int], view_id: int
) -> None:
    salon = make_file(workspace, "Salon")
    saved_views.save_view(
        workspace, "Tous", View(), saved_views.known_columns(workspace, salon), file_id=salon
    )
    grid.set_next_date(workspace, rows[1], When(date(2026, 11, 24)))
    async with cockpit(workspace) as pilot:
        await pilot.press("ctrl+o")
        await settle(pilot)
        options = pilot.app.screen.query_one(OptionList).options
        assert [plain_spaces(str(option.prompt)) for option in options] == [
            "Tous les fichiers",
            "Menuisiers 69  2 jamais appelées",
            "Salon  0 jamais appelée",
            "vue Tous · Salon  0 ligne",
            "vue Lyon · tous les fichiers  2 lignes",
            "Plusieurs fichiers…",
        ]


@pytest.mark.usefixtures("view_id")
@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_only_rows_of_the_view_are_called(
    workspace: Workspace, rows: list[int], size: tuple[int, int]
) -> None:
    async with cockpit(workspace, size) as pilot:
        assert row_in_hand(pilot) == rows[0]
        await choose(pilot, "lyon")
        assert row_in_hand(pilot) == rows[1]
        assert "Lyon · Menuisiers" in seen(pilot)
        await pilot.press("n")
        assert row_in_hand(pilot) == rows[2]
        await pilot.press("n")
        assert row_in_hand(pilot) is None
        assert "Aucune autre ligne de la vue « Lyon »" in " ".join(
            plain_spaces(seen(pilot)).split()
        )
        await choose(pilot, "tous les")
        assert row_in_hand(pilot) == rows[0]
        assert "Lyon · Menuisiers" not in seen(pilot)


async def test_a_view_that_is_deleted_meanwhile_is_told(workspace: Workspace, view_id: int) -> None:
    async with cockpit(workspace) as pilot:
        await choose(pilot, "lyon")
        saved_views.delete_view(workspace, view_id)
        screen(pilot).context.changed.ring()
        await settle(pilot)
        await pilot.press("n", "n")
        assert row_in_hand(pilot) is None
        assert "n'existe plus" in seen(pilot)


async def test_another_place_asks_for_a_view(
    workspace: Workspace, rows: list[int], view_id: int
) -> None:
    async with cockpit(workspace) as pilot:
        screen(pilot).visit(view_id=view_id, prospect_id=rows[2])
        assert row_in_hand(pilot) == rows[2]
        await pilot.press("n")
        assert row_in_hand(pilot) == rows[1]


@pytest.mark.usefixtures("is_big", "view_id")
async def test_in_a_big_base_who_is_next_is_sought_out_of_the_way(
    workspace: Workspace, rows: list[int]
) -> None:
    save_sort(workspace, 1, (SortKey("company_name", True),))
    async with cockpit(workspace) as pilot:
        await settle(pilot)
        assert row_in_hand(pilot) == rows[2]
        await choose(pilot, "lyon")
        assert row_in_hand(pilot) == rows[2]
        await pilot.press("n")
        assert row_in_hand(pilot) == rows[1]
        new = make_prospect(workspace, 1, company_name="Zinguerie")
        screen(pilot).context.changed.ring(prospects=[new])
        await settle(pilot)
        assert row_in_hand(pilot) == rows[1]
        assert new in [entry.prospect_id for entry in screen(pilot).desk.upcoming]


@pytest.mark.usefixtures("is_big")
async def test_while_it_is_sought_one_may_call_the_row_asked_for(
    workspace: Workspace, rows: list[int], view_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with cockpit(workspace) as pilot:
        await settle(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(CallQueue, "prepare", lambda *_asked: False)  # given up
            screen(pilot).visit(view_id=view_id, prospect_id=rows[2])
            assert row_in_hand(pilot) == rows[2]
            await pilot.press("pagedown", "n")
            await settle(pilot)
            assert row_in_hand(pilot) is None
            assert "Recherche de la ligne suivante" in seen(pilot)
        await choose(pilot, "lyon")
        assert row_in_hand(pilot) == rows[1]


@pytest.mark.usefixtures("is_big", "view_id")
async def test_a_search_that_fails_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_asked: object) -> bool:
        raise UnusableBase("base.failed", path="base.db", detail="disk I/O error")

    async with cockpit(workspace) as pilot:
        monkeypatch.setattr(CallQueue, "prepare", fail)
        monkeypatch.setattr(queue, "active_rows", fail)
        await choose(pilot, "lyon")
        assert len([text for text in toasts(pilot) if "base.db" in text]) == 2


async def test_only_rows_of_a_tag_are_called(workspace: Workspace, rows: list[int]) -> None:
    row_acts.tag_rows(workspace, [rows[1]], ["Salon 2026"])
    async with cockpit(workspace) as pilot:
        await pilot.press("ctrl+o")
        await settle(pilot)
        options = pilot.app.screen.query_one(OptionList).options
        assert plain_spaces(str(options[-1].prompt)) == "étiquette Salon 2026  1 ligne"
        await pilot.press(*"salon", "enter")
        await settle(pilot)
        assert row_in_hand(pilot) == rows[1]
        assert "Salon 2026 · Menuisiers" in seen(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert row_in_hand(pilot) is None
        assert "étiquette «" in seen(pilot)


async def test_only_rows_of_several_files_are_called(workspace: Workspace, rows: list[int]) -> None:
    salon = make_prospect(workspace, make_file(workspace, "Salon"))
    fair = make_prospect(workspace, make_file(workspace, "Foire"))
    async with cockpit(workspace) as pilot:
        await choose(pilot, "plusieurs")
        await pilot.press("space", "tab", "tab", "space", "ctrl+s")
        await settle(pilot)
        assert row_in_hand(pilot) in {salon, fair}
        assert set(screen(pilot).desk.scope.files) == {2, 3}
        await pilot.press("n")
        assert {row_in_hand(pilot), *_called(workspace)} == {salon, fair}


def _called(workspace: Workspace) -> set[int]:
    return {row for (row,) in workspace.connection.execute("SELECT prospect_id FROM call")}
