"""Who may not be called, and who never again."""

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import Refused
from prospect_tui.services import consents, grid
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.opposition import opposed_values
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.tui.cockpit import (
    LARGE,
    cockpit,
    field,
    field_names,
    fill,
    form,
    one,
    row_in_hand,
    rows,
    screen,
    status,
)
from tests.tui.shell import seen, toasts


async def test_an_objection_is_confirmed_once_and_ends_everything(workspace: Workspace) -> None:
    first = make_prospect(workspace, make_file(workspace))
    second = make_prospect(workspace, 1)
    async with cockpit(workspace) as pilot:
        await pilot.press("i", *"non", "escape", "exclamation_mark")
        assert field_names(pilot) == ["phone", "email", "sms", "post", "said"]
        assert field(pilot, "phone") is True
        assert field(pilot, "said") == "non"
        await pilot.press("enter")
        assert row_in_hand(pilot) == second
        assert "enregistré" in status(pilot)
        assert rows(workspace, "SELECT state, opposed, next_kind FROM prospect WHERE id = 1") == [
            ("struck", 1, "")
        ]
        assert rows(workspace, "SELECT channel, said FROM opposition") == [
            ("phone,email,sms,post", "non")
        ]
        assert one(workspace, "SELECT count(*) FROM call_draft") == 0
        await pilot.press("u")
        assert row_in_hand(pilot) == first
        assert one(workspace, "SELECT opposed FROM prospect WHERE id = 1") == 0


async def test_the_channels_can_be_chosen(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("exclamation_mark", "tab", "space", "tab", "space", "enter")
    assert one(workspace, "SELECT channel FROM opposition") == "phone,post"


async def test_a_refusal_may_carry_the_objection(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("x", "tab", "tab", "tab", "space", "enter")
    assert rows(workspace, "SELECT result, opposed FROM prospect") == [("REFUS", 1)]
    assert opposed_values(workspace, ["+33199000000"]) == {"+33199000000"}


@pytest.mark.parametrize("key", ["n", "r", "a"])
async def test_a_forbidden_row_needs_a_reason_given_once(workspace: Workspace, key: str) -> None:
    row_id = make_prospect(workspace, make_file(workspace), nature="individual")
    async with cockpit(workspace) as pilot:
        assert row_in_hand(pilot) is None
        screen(pilot).visit(prospect_id=row_id)
        await pilot.pause()
        assert "✗ Ne pas appeler" in seen(pilot)
        await pilot.press(key)
        assert field_names(pilot) == ["reason"]
        await pilot.press("enter")
        assert form(pilot)
        await fill(pilot, "reason", "il m'a demandé")
        await pilot.press("enter")
        await pilot.pause()
        if key == "r":
            await pilot.press("enter")
        if key == "a":
            await pilot.press("n")
    assert rows(workspace, "SELECT prospect_id, override_reason FROM call") == [
        (row_id, "il m'a demandé")
    ]


async def test_without_a_reason_nothing_is_logged(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), nature="individual")
    async with cockpit(workspace) as pilot:
        screen(pilot).visit(prospect_id=row_id)
        await pilot.press("n", "escape")
        assert one(workspace, "SELECT count(*) FROM call") == 0
        assert row_in_hand(pilot) == row_id


async def test_a_struck_row_is_shown_but_takes_no_result_until_brought_back(
    workspace: Workspace,
) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    grid.strike(workspace, [row_id], "fermé")
    async with cockpit(workspace) as pilot:
        screen(pilot).visit(prospect_id=row_id)
        await pilot.pause()
        assert "Rayée · fermé" in seen(pilot)
        await pilot.press("n")
        assert one(workspace, "SELECT count(*) FROM call") == 0
        assert "PAS ENREGISTRÉ" in status(pilot)
        assert toasts(pilot)
        await pilot.press("b")
        assert "Rayée" not in seen(pilot)
        await pilot.press("n")
        assert one(workspace, "SELECT count(*) FROM call") == 1


def test_a_call_of_a_struck_row_is_refused(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    grid.strike(workspace, [row_id])
    with pytest.raises(Refused, match=r"row\.not_active"):
        log_call(workspace, CallEntry(row_id, "NRP", Answers()))
    assert one(workspace, "SELECT count(*) FROM call") == 0


async def test_the_card_and_the_question_name_the_text(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), nature="individual", postcode="97400")
    consents.add(workspace, row_id, consents.NewConsent("oui"))
    async with cockpit(workspace, LARGE) as pilot:
        screen(pilot).visit(prospect_id=row_id)
        await pilot.pause()
        assert "D. 223-9 c. conso. (à vérifier)" in seen(pilot)  # 13:15 in La Réunion
        await pilot.press("n")
        assert "de 14:00 à 20:00" in seen(pilot)


async def test_the_reason_is_in_the_history_until_it_is_undone(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), nature="individual")
    before = dump(workspace)
    async with cockpit(workspace, LARGE) as pilot:
        screen(pilot).visit(prospect_id=row_id)
        await pilot.press("n")
        await fill(pilot, "reason", "il m'a demandé")
        await pilot.press("enter")
        await pilot.pause()
        screen(pilot).visit(prospect_id=row_id)
        await pilot.pause()
        assert "appelé quand même" in seen(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "appelé quand même" not in seen(pilot)
    assert dump(workspace) == before
