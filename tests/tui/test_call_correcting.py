"""A call corrected from the history of the sheet, or taken out of the log."""

from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.consequence import Answers
from prospect_tui.services import cockpit
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.tui.desk import page, press, sheet_of, type_in, walk_to
from tests.tui.shell import seen, toasts


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row with one unanswered call, made yesterday."""
    row = make_prospect(workspace, make_file(workspace))
    log_call(workspace, CallEntry(row, "NRP", Answers(note="répondeur")))
    clock_of(workspace).advance(days=1)
    return row


async def go_to_call(pilot: Pilot[Any]) -> None:
    """Put the cursor on the newest call of the history."""
    await walk_to(pilot, lambda one: isinstance(one, Ref) and one.does is Does.CORRECT)


async def test_a_result_is_corrected_where_it_is_read(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        assert "1/6 essais" in seen(pilot)
        await go_to_call(pilot)
        await press(pilot, "enter", "enter")
        assert "répondeur" in seen(pilot)
        await press(pilot, "right", "right", "enter")
        assert "Appel corrigé" in " ".join(toasts(pilot))
        shown = seen(pilot)
        assert "RAPP" in shown
        assert "1/6 essais" in shown
        (call,) = cockpit.card(workspace, row).history
        assert (call.result, call.note) == ("RAPP", "répondeur")
        await press(pilot, "u")
        assert cockpit.card(workspace, row).history[0].result == "NRP"
        assert "NRP · répondeur" in page(pilot)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_key_goes_straight_to_the_history(
    workspace: Workspace, row: int, size: tuple[int, int]
) -> None:
    other = make_prospect(workspace, 1)
    async with sheet_of(workspace, "prospect", row, size=size) as pilot:
        await press(pilot, "less_than_sign", "enter", "enter")
        assert "répondeur" in seen(pilot)
        await press(pilot, "right", "right", "enter")
        assert cockpit.card(workspace, row).history[0].result == "RAPP"
    async with sheet_of(workspace, "prospect", other, size=size) as pilot:
        await press(pilot, "less_than_sign")
        assert toasts(pilot) == ["Rien de ce genre."]


async def test_what_lacks_is_said_in_the_form(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        before = dump(workspace)
        await go_to_call(pilot)
        await press(pilot, "enter", "enter")
        await press(pilot, "right", "right", "right", "right", "enter")
        assert "il manque encore\u00a0: date, sujet" in seen(pilot)
        assert dump(workspace) == before
        await press(pilot, "tab", "home", "shift+end")
        await type_in(pilot, "+7j")
        await press(pilot, "tab")
        await type_in(pilot, "devis")
        await press(pilot, "enter")
        record = cockpit.card(workspace, row).prospect
        assert (record.result, record.score, record.attempts) == ("PISTE", "TIEDE", 0)


async def test_a_call_never_made_is_taken_out(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await go_to_call(pilot)
        await press(pilot, "enter", "down", "enter")
        assert "Appel retiré" in " ".join(toasts(pilot))
        assert "0/6 essais" in seen(pilot)
        assert "répondeur" not in seen(pilot)
        assert cockpit.card(workspace, row).history == ()
