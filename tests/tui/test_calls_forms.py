"""The form of a result: exactly what it asks, pre-filled, said in place when it lacks."""

from datetime import date, time
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.results import Ask
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When
from prospect_tui.services import calls
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens import call_forms
from prospect_tui.tui.screens.call_forms import answers_of
from prospect_tui.tui.screens.dates import typed_date
from tests.builders import MONDAY, make_file, make_prospect
from tests.tui.cockpit import (
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


def row_note(pilot: Pilot[Any], name: str) -> str:
    row = next(row for row in form(pilot)._rows if row.field.name == name)
    return str(row.query_one(".form-note", Static).content)


async def test_a_call_back_as_proposed_takes_two_keys(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("r")
        assert field_names(pilot) == ["when", "spoke_to_decider"]
        assert field(pilot, "when") == "24/11 10:15"
        assert row_note(pilot, "when") == "→ mardi 24 novembre 2026 10:15 · demain"
        await pilot.press("enter")
    assert rows(workspace, "SELECT result, next_kind, next_day, attempts FROM prospect") == [
        ("RAPP", "promised", "2026-11-24", 1)
    ]


async def test_typing_replaces_the_date_that_is_proposed(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("r", *"+3j")
        assert field(pilot, "when") == "+3j"
        await pilot.press("enter")
    assert one(workspace, "SELECT next_day FROM prospect") == "2026-11-26"


async def test_a_date_that_is_not_understood_is_said_in_place(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("r")
        await fill(pilot, "when", "mardi 99h")
        await pilot.press("enter")
        assert "mardi 99h" in row_note(pilot, "when")
        assert one(workspace, "SELECT count(*) FROM call") == 0
        await fill(pilot, "when", "mardi 9h")
        assert row_note(pilot, "when") == "→ mardi 24 novembre 2026 09:00 · demain"


async def test_the_decider_who_spoke_puts_the_attempts_back(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("r", "tab", "space", "enter")
    assert one(workspace, "SELECT attempts FROM prospect") == 0
    assert one(workspace, "SELECT decision_maker FROM call") == 1


async def test_an_appointment_converts_with_its_date_place_person_and_amount(
    workspace: Workspace,
) -> None:
    row_id = make_prospect(
        workspace, make_file(workspace), civility="Mme", last_name="Roux", amount="120000"
    )
    async with cockpit(workspace) as pilot:
        await pilot.press("v")
        assert field_names(pilot)[:4] == ["when", "place", "person", "amount_cents"]
        assert len(field_names(pilot)) == 8
        assert field(pilot, "person") == "Mme Roux"
        assert field(pilot, "amount_cents").replace("\u202f", " ") == "1 200\u00a0€"
        await pilot.press("enter")
        assert row_note(pilot, "when")
        await fill(pilot, "when", "jeu 14h30")
        await fill(pilot, "place", "chez eux")
        await fill(pilot, "amount_cents", "4 200")
        await pilot.press("enter")
    assert rows(workspace, "SELECT state, score FROM prospect") == [("converted", "GAGNE")]
    assert rows(workspace, "SELECT amount_cents, next_kind, next_day FROM opportunity") == [
        (420000, "meeting", "2026-11-26")
    ]
    assert rows(
        workspace, "SELECT place, person, prospect_id FROM activity WHERE code = 'meeting'"
    ) == [("chez eux", "Mme Roux", row_id)]


async def test_a_lead_needs_a_date_and_a_subject_and_is_no_opportunity_by_default(
    workspace: Workspace,
) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("p")
        assert field_names(pilot) == [
            "when", "subject", "w:who", "w:what", "w:why", "w:when", "w:where", "convert",
        ]  # fmt: skip
        await fill(pilot, "when", "+1m")
        await pilot.press("enter")
        assert row_note(pilot, "subject")
        assert form(pilot).focused is next(
            row.editor for row in form(pilot)._rows if row.field.name == "subject"
        )
        await pilot.press(*"devis")
        await fill(pilot, "w:who", "M. et Mme Roux")
        await pilot.press("enter")
    assert rows(workspace, "SELECT score, state, next_subject, w_who FROM prospect") == [
        ("TIEDE", "active", "devis", "M. et Mme Roux")
    ]


async def test_a_project_is_an_opportunity_by_default_with_its_budget_and_deciders(
    workspace: Workspace,
) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("j")
        assert field(pilot, "convert") is True
        await fill(pilot, "when", "+1m")
        await fill(pilot, "reason", "budget voté en janvier")
        await fill(pilot, "budget", "12 k€")
        await fill(pilot, "deciders", "la gérante")
        await pilot.press("enter")
    assert rows(
        workspace,
        "SELECT amount_cents, has_budget, has_deciders, w_who, next_label FROM opportunity",
    ) == [(1200000, 1, 1, "la gérante", "budget voté en janvier")]


async def test_a_budget_is_kept_on_a_row_that_is_not_converted(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("j")
        await fill(pilot, "when", "+1m")
        await fill(pilot, "reason", "budget")
        await fill(pilot, "budget", "1000")
        await pilot.press("tab", "tab", "space", "enter")
    assert rows(workspace, "SELECT state, amount, has_budget FROM prospect") == [
        ("active", "100000", 1)
    ]


async def test_a_refusal_may_come_back_and_names_the_competitor_already_known(
    workspace: Workspace,
) -> None:
    make_prospect(workspace, make_file(workspace), competitor="Duval SA")
    async with cockpit(workspace) as pilot:
        await pilot.press("x")
        assert field(pilot, "competitor") == "Duval SA"
        assert field(pilot, "return_months") == 0
        await pilot.press("tab", "tab", "left", "left", "enter")
    assert rows(workspace, "SELECT score, state, next_kind, next_day FROM prospect") == [
        ("FROID", "active", "return", "2027-05-24")
    ]


async def test_a_mail_keeps_the_address_and_the_permission(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("m", *"a@b.example", "tab", "o", "enter")
    assert rows(workspace, "SELECT email, email_permission FROM prospect") == [
        ("a@b.example", "yes")
    ]


async def test_a_failed_save_keeps_the_form_and_counts_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    real, uids = calls.log_call, []

    def fail_after_saving(ws: Workspace, entry: calls.CallEntry) -> calls.CallLogged:
        uids.append(entry.uid)
        logged = real(ws, entry)
        if len(uids) == 1:
            raise UnusableBase("base.disk_full", path="base.db")
        return logged

    monkeypatch.setattr(calls, "log_call", fail_after_saving)
    async with cockpit(workspace) as pilot:
        await pilot.press("m", *"a@b.example", "enter")
        assert field(pilot, "email") == "a@b.example"
        assert "PAS ENREGISTRÉ" in status(pilot)
        assert row_in_hand(pilot) == row_id
        await pilot.press("enter")
        assert "enregistré : MAIL" in status(pilot).replace("\u00a0", " ")
    assert len(set(uids)) == 1
    assert one(workspace, "SELECT count(*) FROM call") == 1
    assert one(workspace, "SELECT attempts FROM prospect") == 1


async def test_a_failed_key_keeps_the_note_and_counts_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_prospect(workspace, make_file(workspace))
    make_prospect(workspace, 1)

    def fail(_workspace: Workspace, _entry: calls.CallEntry) -> calls.CallLogged:
        raise UnusableBase("base.disk_full", path="base.db")

    async with cockpit(workspace) as pilot:
        await pilot.press("i", "o", "k", "escape")
        with monkeypatch.context() as patch:
            patch.setattr(calls, "log_call", fail)
            await pilot.press("n")
        assert row_in_hand(pilot) == first
        assert screen(pilot).note.text == "ok"
        await pilot.press("n")
    assert rows(workspace, "SELECT prospect_id, note FROM call") == [(first, "ok")]


def test_every_question_has_its_line() -> None:
    assert set(call_forms._MAKERS) == set(Ask)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, ""),
        (When(date(2026, 11, 24), time(10, 15)), "24/11 10:15"),
        (When(date(2026, 11, 24), half=HalfDay.AFTERNOON), "24/11 après-midi"),
        (When(date(2027, 1, 4)), "04/01"),
        (When(date(2027, 12, 4)), "04/12/2027"),
        (When(date(2026, 11, 20)), "20/11/2026"),
    ],
)
def test_a_date_is_proposed_as_one_types_it(when: When | None, expected: str) -> None:
    assert typed_date(when, MONDAY) == expected


def test_answers_are_taken_by_name_and_the_rest_is_left() -> None:
    base = Answers(note="ok", message_left=True)
    values = {"reason": "trop cher", "opposition": True, "amount_cents": None, "w:who": "elle"}
    answers = answers_of(values, base)
    assert (answers.note, answers.message_left, answers.reason) == ("ok", True, "trop cher")
    assert answers.opposition_channels == ("phone", "email", "sms", "post")
    assert (answers.amount_cents, answers.five_w) == (None, {"who": "elle"})


async def test_the_first_line_has_the_focus(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("v")
        assert isinstance(form(pilot).focused, Input)
