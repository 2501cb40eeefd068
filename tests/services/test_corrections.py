"""A call corrected or taken out: its row stands where the remaining calls leave it."""

from datetime import date, time

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.results import Ask
from prospect_tui.domain.vocabulary import HalfDay, PlanKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.services import cockpit, grid, undo
from prospect_tui.services.calls import CallEntry, CallLogged, log_call
from prospect_tui.services.corrections import Correction, correct_call, remove_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.prospects import ProspectRecord
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.storage.checks import problems

THURSDAY = When(date(2026, 11, 26), time(14))


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a professional's row with two numbers."""
    return make_prospect(workspace, make_file(workspace), mobile="06 39 98 00 01")


def log(workspace: Workspace, row: int, result: str, **said: object) -> CallLogged:
    return log_call(workspace, CallEntry(row, result, Answers(**said)))  # type: ignore[arg-type]


def wait(workspace: Workspace, days: int = 1) -> None:
    clock_of(workspace).advance(days=days)


def standing(workspace: Workspace, row: int) -> ProspectRecord:
    assert problems(workspace.connection) == []
    return cockpit.card(workspace, row).prospect


def to_do(workspace: Workspace) -> list[str]:
    found = workspace.connection.execute(
        "SELECT code FROM activity WHERE cancelled_at IS NULL AND done_at IS NULL ORDER BY code"
    )
    return [code for (code,) in found.fetchall()]


def test_the_only_call_removed_leaves_a_row_never_called(workspace: Workspace, row: int) -> None:
    before = standing(workspace, row)
    call = log(workspace, row, "NRP")
    assert remove_call(workspace, call.call_id).prospect_id == row
    after = standing(workspace, row)
    assert (after.attempts, after.result, after.score, after.next_kind) == (0, "", "", None)
    assert after.last_call_at is None
    assert after.values == before.values


def test_an_older_call_removed_lowers_the_counter_and_the_next_date(
    workspace: Workspace, row: int
) -> None:
    first = log(workspace, row, "NRP")
    wait(workspace)
    log(workspace, row, "NRP")
    assert standing(workspace, row).next_when == When(date(2026, 11, 26), half=HalfDay.AFTERNOON)
    remove_call(workspace, first.call_id)
    after = standing(workspace, row)
    assert after.attempts == 1
    assert after.next_when == When(date(2026, 11, 25), half=HalfDay.AFTERNOON)
    (line,) = cockpit.card(workspace, row).history
    assert (line.attempts_after, line.next_when) == (1, after.next_when)


def test_a_date_set_by_hand_since_stays(workspace: Workspace, row: int) -> None:
    first = log(workspace, row, "NRP")
    wait(workspace)
    log(workspace, row, "NRP")
    grid.set_next_date(workspace, row, THURSDAY)
    remove_call(workspace, first.call_id)
    after = standing(workspace, row)
    assert (after.attempts, after.next_when) == (1, THURSDAY)


def test_a_refusal_removed_restores_the_row(workspace: Workspace, row: int) -> None:
    log(workspace, row, "RAPP", when=THURSDAY)
    wait(workspace)
    refusal = log(workspace, row, "REFUS", reason="déjà équipé", competitor="Durand")
    assert standing(workspace, row).state is RowState.STRUCK
    remove_call(workspace, refusal.call_id)
    after = standing(workspace, row)
    assert (after.state, after.struck_reason, after.score) == (RowState.ACTIVE, "", "")
    assert (after.next_kind, after.next_when) == (PlanKind.PROMISED, THURSDAY)


def test_a_result_corrected_counts_as_if_it_had_been_chosen(workspace: Workspace, row: int) -> None:
    call = log(workspace, row, "NRP", note="en fait il a décroché")
    wait(workspace)
    log(workspace, row, "NRP")
    correct_call(workspace, call.call_id, Correction(result="RAPP", spoke_to_decider=True))
    after = standing(workspace, row)
    assert (after.attempts, after.result) == (1, "NRP")
    newer, older = cockpit.card(workspace, row).history
    assert (older.result, older.note, older.counted) == ("RAPP", "en fait il a décroché", False)
    assert (newer.attempts_after, newer.result) == (1, "NRP")


def test_the_last_call_corrected_moves_the_next_date(workspace: Workspace, row: int) -> None:
    call = log(workspace, row, "NRP")
    correct_call(workspace, call.call_id, Correction(result="RAPP", when=THURSDAY))
    after = standing(workspace, row)
    assert (after.next_kind, after.next_when) == (PlanKind.PROMISED, THURSDAY)
    correct_call(workspace, call.call_id, Correction(spoke_to_decider=True))
    after = standing(workspace, row)
    assert (after.attempts, after.next_when) == (0, THURSDAY)


def test_what_a_result_requires_is_asked_of_a_correction(workspace: Workspace, row: int) -> None:
    call = log(workspace, row, "NRP")
    before = dump(workspace)
    with pytest.raises(Refused, match=r"call\.missing") as refused:
        correct_call(workspace, call.call_id, Correction(result="PISTE", when=THURSDAY))
    assert refused.value.params["missing"] == (Ask.SUBJECT,)
    assert dump(workspace) == before


def test_the_note_alone_changes_nothing_else(workspace: Workspace, row: int) -> None:
    call = log(workspace, row, "MAIL", note="brochur")
    before = standing(workspace, row)
    correct_call(workspace, call.call_id, Correction(note="  brochure\n "))
    assert cockpit.card(workspace, row).history[0].note == "brochure"
    assert standing(workspace, row) == before
    assert to_do(workspace) == ["send_information"]


def test_tasks_and_numbers_follow(workspace: Workspace, row: int) -> None:
    call = log(workspace, row, "ERR")
    assert [number.is_bad for number in standing(workspace, row).numbers] == [True, False]
    correct_call(workspace, call.call_id, Correction(result="MAIL"))
    assert [number.is_bad for number in standing(workspace, row).numbers] == [False, False]
    assert to_do(workspace) == ["send_information"]
    remove_call(workspace, call.call_id)
    assert to_do(workspace) == []


def test_a_call_corrected_to_an_appointment_makes_the_opportunity(
    workspace: Workspace, row: int
) -> None:
    call = log(workspace, row, "RAPP", when=THURSDAY)
    correct_call(workspace, call.call_id, Correction(result="RDV", when=THURSDAY))
    after = standing(workspace, row)
    assert (after.state, after.score) == (RowState.CONVERTED, "GAGNE")
    assert after.opportunity_id is not None
    assert to_do(workspace) == ["confirm_meeting", "meeting"]
    with pytest.raises(Refused, match=r"call\.made_opportunity"):
        remove_call(workspace, call.call_id)


def test_a_call_that_made_an_opportunity_keeps_its_result(workspace: Workspace, row: int) -> None:
    call = log(workspace, row, "RDV", when=THURSDAY)
    before = dump(workspace)
    with pytest.raises(Refused, match=r"call\.made_opportunity"):
        correct_call(workspace, call.call_id, Correction(result="NRP"))
    assert dump(workspace) == before
    correct_call(workspace, call.call_id, Correction(note="à 14 h chez lui"))
    assert cockpit.card(workspace, row).history[0].note == "à 14 h chez lui"


def test_the_next_action_of_the_opportunity_follows_its_last_call(
    workspace: Workspace, row: int
) -> None:
    made = log(workspace, row, "RDV", when=THURSDAY)
    assert made.opportunity_id is not None
    wait(workspace)
    call = log(workspace, row, "RAPP", when=THURSDAY)
    monday = When(date(2026, 11, 30), time(9))
    correct_call(workspace, call.call_id, Correction(when=monday))
    record = opportunities_next(workspace, made.opportunity_id)
    assert record == ("2026-11-30", "call")


def opportunities_next(workspace: Workspace, opportunity_id: int) -> tuple[str, str]:
    found = workspace.connection.execute(
        "SELECT next_day, next_kind FROM opportunity WHERE id = ?", (opportunity_id,)
    ).fetchone()
    return str(found[0]), str(found[1])


def test_one_undo_takes_a_correction_back(workspace: Workspace, row: int) -> None:
    log(workspace, row, "NRP")
    wait(workspace)
    call = log(workspace, row, "ERR")
    before = dump(workspace)
    correct_call(workspace, call.call_id, Correction(result="REFUS", reason="non merci"))
    corrected = dump(workspace)
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["result"]) == ("correct_call", "REFUS")
    assert dump(workspace) == before
    undo.redo(workspace)
    assert dump(workspace) == corrected
    undo.undo(workspace)
    remove_call(workspace, call.call_id)
    undo.undo(workspace)
    assert dump(workspace) == before


def test_an_unknown_call_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match=r"call\.not_found"):
        remove_call(workspace, 12)
