"""Every default result by its key: what is on disk, what is said, who comes next."""

from typing import Any

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.tui.cockpit import cockpit, field_names, fill, form, one, row_in_hand, rows, status
from tests.tui.shell import seen

LAST = "SELECT result, note, message_left, counted, number FROM call ORDER BY id DESC LIMIT 1"


def two_rows(workspace: Workspace) -> tuple[int, int]:
    file_id = make_file(workspace)
    return make_prospect(workspace, file_id), make_prospect(workspace, file_id)


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("n", "NRP", "enregistré : NRP → demain après-midi · essai 1/6"),
        ("o", "OCC", "enregistré : OCC → auj. 10:35 · essai 1/6"),
        ("e", "ERR", "enregistré : ERR"),
    ],
)
async def test_one_key_saves_and_brings_the_next_row(
    workspace: Workspace, key: str, code: str, said: str
) -> None:
    first, second = two_rows(workspace)
    async with cockpit(workspace) as pilot:
        assert row_in_hand(pilot) == first
        await pilot.press(key)
        assert rows(workspace, "SELECT prospect_id, result FROM call") == [(first, code)]
        assert row_in_hand(pilot) == second
        assert status(pilot).replace("\u00a0", " ").startswith(said)
        assert said in seen(pilot).replace("\u00a0", " ")
        assert "1 appel aujourd'hui" in seen(pilot)


@pytest.mark.parametrize(
    ("key", "code", "typed"),
    [
        ("r", "RAPP", {}),
        ("v", "RDV", {"when": "jeu 14h"}),
        ("p", "PISTE", {"when": "+10j", "subject": "nouveau catalogue"}),
        ("j", "PROJET", {"when": "dans 2 mois", "reason": "budget de janvier"}),
        ("x", "REFUS", {}),
        ("c", "REFUS_COMM", {}),
        ("m", "MAIL", {}),
        ("h", "HORS_CIBLE", {}),
    ],
)
async def test_a_result_that_asks_is_saved_by_its_form(
    workspace: Workspace, key: str, code: str, typed: dict[str, str]
) -> None:
    first, second = two_rows(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press(key)
        assert one(workspace, "SELECT count(*) FROM call") == 0
        for name, text in typed.items():
            await fill(pilot, name, text)
        await pilot.press("enter")
        assert rows(workspace, "SELECT prospect_id, result FROM call") == [(first, code)]
        assert row_in_hand(pilot) == second
        assert "enregistré" in status(pilot)


def test_every_default_result_is_tried_here() -> None:
    assert {rule.key for rule in DEFAULT_RESULTS} == set("noe" + "rvpjxcmh")


async def test_a_capital_says_that_a_message_was_left(workspace: Workspace) -> None:
    two_rows(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("N")
        assert rows(workspace, LAST)[0][:3] == ("NRP", "", 1)
        assert "message laissé" in status(pilot)
        await pilot.press("R")
        assert one(workspace, "SELECT count(*) FROM call") == 1


async def test_a_wrong_number_keeps_the_row_and_proposes_the_other(workspace: Workspace) -> None:
    first = make_prospect(workspace, make_file(workspace), mobile="06 39 98 12 34")
    make_prospect(workspace, 1)
    async with cockpit(workspace) as pilot:
        await pilot.press("e")
        assert row_in_hand(pilot) == first
        assert "☎ 06 39 98 12 34" in seen(pilot)
        assert "numéro erroné" in seen(pilot)
        await pilot.press("n")
        assert rows(workspace, "SELECT result, number FROM call ORDER BY id") == [
            ("ERR", "+33199000000"),
            ("NRP", "+33639981234"),
        ]


async def test_the_number_chosen_is_the_one_called(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace), mobile="06 39 98 12 34")
    async with cockpit(workspace) as pilot:
        await pilot.press("l", "n")
        assert rows(workspace, LAST)[0][4] == "+33639981234"


async def test_undo_takes_the_call_back_and_offers_the_row_with_its_note(
    workspace: Workspace,
) -> None:
    first, second = two_rows(workspace)
    before = dump(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "o", "k", "escape", "n")
        assert row_in_hand(pilot) == second
        await pilot.press("u")
        assert row_in_hand(pilot) == first
        assert screen_note(pilot) == "ok"
        assert status(pilot) == ""
        assert dump(workspace) == before | {"call_draft": dump(workspace)["call_draft"]}
        await pilot.press("ctrl+y")
        assert row_in_hand(pilot) == second
        assert one(workspace, "SELECT count(*) FROM call") == 1


def screen_note(pilot: Any) -> str:
    value = pilot.app.screen.query_one("#note").value
    assert isinstance(value, str)
    return value


async def test_the_note_goes_with_the_call_and_the_line_is_empty_for_the_next(
    workspace: Workspace,
) -> None:
    two_rows(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("i", "n", "o", "enter", "r", "enter")
        assert rows(workspace, LAST)[0][:2] == ("RAPP", "no")
        assert screen_note(pilot) == ""
        assert one(workspace, "SELECT count(*) FROM call_draft") == 0


async def test_the_sixth_attempt_asks_when_the_row_comes_back(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    for _attempt in range(5):
        log_call(workspace, CallEntry(row_id, "NRP", Answers()))
        clock_of(workspace).advance(days=20)
    clock_of(workspace).advance(hours=5)
    async with cockpit(workspace) as pilot:
        assert "5/6 essais" in seen(pilot)
        await pilot.press("n")
        assert field_names(pilot) == ["return_months"]
        await pilot.press("enter")
        assert rows(workspace, "SELECT score, next_kind FROM prospect") == [("ARRETE", "return")]


async def test_the_users_own_result_acts_by_its_key(workspace: Workspace) -> None:
    two_rows(workspace)
    with workspace.transaction() as connection:
        connection.execute("UPDATE call_result SET key = 'k', label = 'ABSENT' WHERE code = 'NRP'")
    async with cockpit(workspace) as pilot:
        assert "k ABSENT" in seen(pilot)
        await pilot.press("n")
        assert one(workspace, "SELECT count(*) FROM call") == 0
        await pilot.press("k")
        assert one(workspace, "SELECT result FROM call") == "NRP"


async def test_a_form_that_is_left_logs_nothing(workspace: Workspace) -> None:
    first, _second = two_rows(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.press("r")
        assert form(pilot)
        await pilot.press("escape")
        assert one(workspace, "SELECT count(*) FROM call") == 0
        assert row_in_hand(pilot) == first
