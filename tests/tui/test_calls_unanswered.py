"""A number was dialled and the program ended before the result: the next start says so."""

from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.phone import national
from prospect_tui.services import dialled
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.dialled import Dialled
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.cockpit import SMALL, cockpit, one, row_in_hand, rows, screen, status
from tests.tui.shell import seen, toasts


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id, mobile="06 39 98 12 34") for _row in range(4)]


def shown(pilot: Pilot[Any]) -> str:
    """Return what the card says, its lines not cut to the panel."""
    lines = screen(pilot)._page(200)
    text = " ".join(text for line in lines for text, _look in line.spans)
    return text.replace("\u00a0", " ")


async def dial_and_stop(workspace: Workspace, row: int) -> None:
    """Dial the second number of a row, and end the program some seconds later."""
    async with cockpit(workspace) as pilot:
        screen(pilot).visit(prospect_id=row)
        await pilot.press("l", "enter")
        clock_of(workspace).advance(seconds=4)
        assert "sans résultat" not in shown(pilot)
    clock_of(workspace).advance(minutes=20)


@pytest.mark.parametrize("size", [SMALL, (160, 48)])
async def test_calls_open_on_the_row_and_number_that_were_dialled(
    workspace: Workspace, ids: list[int], size: tuple[int, int]
) -> None:
    await dial_and_stop(workspace, ids[2])
    async with cockpit(workspace, size) as pilot:
        assert row_in_hand(pilot) == ids[2]
        assert national(screen(pilot).desk.number) == "06 39 98 12 34"
        assert "Appel composé à 10:15 sans résultat" in shown(pilot)
        assert "Suppr si personne n'a été appelé" in shown(pilot)
        assert "Appel composé" in seen(pilot)
        assert screen(pilot).desk.dialled_at is None
        assert "☎" not in seen(pilot).splitlines()[0]


async def test_the_result_ends_it_and_its_length_is_not_known(
    workspace: Workspace, ids: list[int]
) -> None:
    await dial_and_stop(workspace, ids[2])
    async with cockpit(workspace) as pilot:
        await pilot.press("n")
        assert row_in_hand(pilot) != ids[2]
        screen(pilot).visit(prospect_id=ids[2])
        await pilot.pause()
        assert "sans résultat" not in shown(pilot)
    assert dialled.unanswered(workspace) is None
    logged = "SELECT prospect_id, number, dialled_at, duration_seconds FROM call"
    assert rows(workspace, logged) == [(ids[2], "+33639981234", None, None)]


async def test_dialling_again_counts_the_call_from_nothing(
    workspace: Workspace, ids: list[int]
) -> None:
    await dial_and_stop(workspace, ids[2])
    async with cockpit(workspace) as pilot:
        assert "Appel composé" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Appel composé" not in seen(pilot)
        clock_of(workspace).advance(seconds=42)
        await pilot.press("n")
    assert one(workspace, "SELECT duration_seconds FROM call") == 42


async def test_a_key_says_that_nobody_was_called(workspace: Workspace, ids: list[int]) -> None:
    await dial_and_stop(workspace, ids[2])
    async with cockpit(workspace) as pilot:
        await pilot.press("delete")
        assert "personne n'a été appelé" in status(pilot)
        assert "sans résultat" not in shown(pilot)
        assert row_in_hand(pilot) == ids[2]
        await pilot.press("enter")
        clock_of(workspace).advance(seconds=9)
        assert screen(pilot).desk.dialled_at is not None
        await pilot.press("delete")
        assert screen(pilot).desk.dialled_at is None
        assert "☎" not in seen(pilot).splitlines()[0]
        await pilot.press("delete")
    assert dialled.unanswered(workspace) is None
    assert rows(workspace, "SELECT id FROM call") == []
    async with cockpit(workspace) as pilot:
        assert row_in_hand(pilot) == ids[0]


async def test_a_day_later_the_day_is_told(workspace: Workspace, ids: list[int]) -> None:
    await dial_and_stop(workspace, ids[1])
    clock_of(workspace).advance(days=1)
    async with cockpit(workspace) as pilot:
        assert "Appel composé le lun. 23/11 10:15 sans résultat" in shown(pilot)


async def test_an_undone_result_is_to_be_given_again(workspace: Workspace, ids: list[int]) -> None:
    async with cockpit(workspace) as pilot:
        await pilot.press("enter")
        clock_of(workspace).advance(seconds=42)
        await pilot.press("n", "u")
        await pilot.pause()
        assert row_in_hand(pilot) == ids[0]
        assert "Appel composé à 10:15 sans résultat" in shown(pilot)


async def test_an_objection_is_a_result(workspace: Workspace, ids: list[int]) -> None:
    await dial_and_stop(workspace, ids[2])
    async with cockpit(workspace) as pilot:
        await pilot.press("!", "ctrl+s")
        await pilot.pause()
    assert (ids[2],) in rows(workspace, "SELECT id FROM prospect WHERE opposed")
    assert dialled.unanswered(workspace) is None


async def test_a_number_is_dialled_though_it_cannot_be_kept(
    workspace: Workspace, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UnusableBase("base.full", path="x")

    monkeypatch.setattr(dialled, "remember", fail)
    async with cockpit(workspace) as pilot:
        await pilot.press("enter")
        assert pilot.app.clipboard == "01 99 00 00 00"
        assert "Numéro copié" in status(pilot)
        assert screen(pilot).desk.dialled_at is not None
        assert len(toasts(pilot)) == 1


async def test_an_asked_row_goes_before_the_one_without_a_result(
    workspace: Workspace, ids: list[int]
) -> None:
    await dial_and_stop(workspace, ids[2])
    async with cockpit(workspace) as pilot:
        screen(pilot).visit(prospect_id=ids[3])
        await pilot.pause()
        assert row_in_hand(pilot) == ids[3]
        assert "sans résultat" not in shown(pilot)
        screen(pilot).visit(prospect_id=ids[2])
        await pilot.pause()
        assert "Appel composé à 10:15 sans résultat" in shown(pilot)


def test_what_was_dialled_last_is_kept_while_its_row_is_there(
    workspace: Workspace, ids: list[int]
) -> None:
    dialled.remember(workspace, ids[0], "+33199000000")
    dialled.remember(workspace, ids[3], "+33199000003")
    last = Dialled(ids[3], "+33199000003", workspace.clock.now())
    assert dialled.unanswered(workspace) == last
    with workspace.transaction() as connection:
        connection.execute("DELETE FROM prospect WHERE id = ?", (ids[3],))
    assert dialled.unanswered(workspace) is None
    clock_of(workspace).advance(minutes=1)
    again = make_prospect(workspace, make_file(workspace, "Autre"))
    assert again == ids[3]
    assert dialled.unanswered(workspace) is None
