"""What is done besides results: skip, date, strike out, look elsewhere; and keys held down."""

from datetime import time

import pytest
from textual import events

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.when import When
from prospect_tui.services import grid
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens import calls as calls_module
from tests.builders import MONDAY, clock_of, make_file, make_prospect
from tests.tui.cockpit import cockpit, fill, one, row_in_hand, rows, screen, status
from tests.tui.shell import FakeSheet, seen, toasts


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id) for _row in range(3)]


async def test_skip_asks_nothing_and_writes_nothing(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("s")
        assert row_in_hand(pilot) == ids[1]
        await pilot.press("s", "s")
        assert row_in_hand(pilot) is None
        assert "3 lignes sont remises à plus tard" in seen(pilot).replace("\u00a0", " ")
        await pilot.press("s")
        assert row_in_hand(pilot) == ids[0]
    assert one(workspace, "SELECT count(*) FROM call") == 0


async def test_pages_walk_through_the_rows(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("pagedown", "pagedown")
        assert row_in_hand(pilot) == ids[2]
        await pilot.press("pagedown")
        assert toasts(pilot) == ["Il n'y a pas d'autre ligne à appeler."]
        await pilot.press("pageup", "pageup", "pageup")
        assert row_in_hand(pilot) == ids[0]


async def test_a_date_without_a_call_and_on_to_the_next(
    workspace: Workspace, ids: list[int]
) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("d", *"jeu 9h", "enter")
        assert row_in_hand(pilot) == ids[1]
        assert "enregistré" in status(pilot)
        assert rows(workspace, "SELECT next_kind, next_day FROM prospect WHERE id = ?", ids[0]) == [
            ("promised", "2026-11-26")
        ]
        await pilot.press("u")
        assert row_in_hand(pilot) == ids[0]


async def test_a_row_is_struck_out_and_taken_back(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("b")
        assert row_in_hand(pilot) == ids[1]
        assert one(workspace, "SELECT state FROM prospect WHERE id = ?", ids[0]) == "struck"
        await pilot.press("u")
        assert row_in_hand(pilot) == ids[0]


async def test_the_sheet_of_the_row_opens(workspace: Workspace, ids: list[int]) -> None:
    FakeSheet.opened.clear()
    async with cockpit(workspace) as pilot:
        await pilot.press("f")
        assert FakeSheet.opened == [("prospect", ids[0])]


async def test_the_queue_can_be_that_of_one_file(workspace: Workspace, ids: list[int]) -> None:
    other = make_prospect(workspace, make_file(workspace, "Cuisinistes"))
    async with cockpit(workspace) as pilot:
        await pilot.press("ctrl+o", *"cuis", "enter")
        assert row_in_hand(pilot) == other
        assert "Cuisinistes" in seen(pilot)
        await pilot.press("ctrl+o", "home", *"tous", "enter")
        assert row_in_hand(pilot) == ids[0]


async def test_another_place_asks_for_a_row_or_a_file(workspace: Workspace, ids: list[int]) -> None:
    other = make_prospect(workspace, make_file(workspace, "Cuisinistes"))
    async with cockpit(workspace) as pilot:
        await pilot.press("f3")
        pilot.app.screen.go("calls", prospect_id=ids[2])  # type: ignore[attr-defined]
        await pilot.pause()
        assert row_in_hand(pilot) == ids[2]
        await pilot.press("n")
        assert row_in_hand(pilot) == ids[0]
        screen(pilot).visit(files=[2])
        assert row_in_hand(pilot) == other


async def test_what_another_place_writes_shows_at_once(
    workspace: Workspace, ids: list[int]
) -> None:
    async with cockpit(workspace) as pilot:
        grid.strike(workspace, [ids[0]], "fermé")
        screen(pilot).context.changed.ring(prospects=[ids[0]])
        await pilot.pause()
        assert row_in_hand(pilot) == ids[0]
        assert "Rayée" in seen(pilot)


async def test_a_promised_call_back_shows_its_hour_and_comes_first(
    workspace: Workspace, ids: list[int]
) -> None:
    grid.set_next_date(workspace, ids[2], When(MONDAY.date(), time(10, 30)), "devis")
    async with cockpit(workspace) as pilot:
        assert row_in_hand(pilot) == ids[0]
        clock_of(workspace).advance(minutes=20)
        screen(pilot)._tick()
        assert row_in_hand(pilot) == ids[0]
        assert "10:30" in seen(pilot)
        await pilot.press("s")
        assert row_in_hand(pilot) == ids[2]
        assert "Rappel promis auj. 10:30" in seen(pilot)


async def test_the_empty_desk_says_what_comes_back_and_fills_itself(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    log_call(workspace, CallEntry(row_id, "RAPP", Answers(when=When(MONDAY.date(), time(10, 30)))))
    async with cockpit(workspace) as pilot:
        assert "Rappel promis à 10:30" in seen(pilot)
        await pilot.press("n", "exclamation_mark", "enter", "d", "b")
        assert one(workspace, "SELECT count(*) FROM call") == 1
        clock_of(workspace).advance(minutes=20)
        screen(pilot)._tick()
        assert row_in_hand(pilot) == row_id


async def test_the_empty_desk_teaches_how_to_fill_it(workspace: Workspace) -> None:
    async with cockpit(workspace) as pilot:
        assert "Importez un fichier de prospection" in seen(pilot)
        assert "F3, puis i" in seen(pilot)
        file_id = make_file(workspace)
        make_prospect(workspace, file_id, nature="unknown")
        screen(pilot).context.changed.ring(files=[file_id])
        await pilot.pause()
        assert "1 ligne n'a jamais été appelée" in seen(pilot)


async def test_a_key_held_down_or_struck_too_early_logs_nothing_more(
    workspace: Workspace, ids: list[int]
) -> None:
    async with cockpit(workspace) as pilot:
        calls_module.HELD_SECONDS = 0.05
        now = events.Key("n", "n").time
        for after in (10, 10.04, 10.08):
            event = events.Key("n", "n")
            event.time = now + after
            pilot.app.screen.post_message(event)
        await pilot.pause()
        assert rows(workspace, "SELECT prospect_id FROM call") == [(ids[0],)]
        event = events.Key("o", "o")
        event.time = screen(pilot)._shown_at - 1
        pilot.app.screen.post_message(event)
        await pilot.pause()
        assert one(workspace, "SELECT count(*) FROM call") == 1
        await pilot.press("o")
        assert one(workspace, "SELECT count(*) FROM call") == 2


async def test_a_click_is_like_the_key(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.click("ResultPanel", offset=(5, 1))
        assert one(workspace, "SELECT result FROM call") == "NRP"
        await pilot.click("QueueList", offset=(5, 2))
        assert row_in_hand(pilot) == ids[2]
        lines = seen(pilot).splitlines()
        call_back = next(place for place, line in enumerate(lines) if "r RAPP" in line)
        await pilot.click("ResultPanel", offset=(5, call_back - 1))
        await fill(pilot, "when", "jeu 9h")
        await pilot.press("enter")
        assert one(workspace, "SELECT count(*) FROM call") == 2


async def test_help_lists_the_keys_of_the_results(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("f1")
        text = seen(pilot)
    assert "NRP" in text
    assert "OPPOSITION" in text
    assert "message laissé" in text
