"""Logging a call: one transaction with everything it decides, counted once."""

from datetime import date, time

import pytest

from prospect_tui.domain.compliance import Verdict
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.results import Ask
from prospect_tui.domain.vocabulary import HalfDay, Nature, PlanKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.services import cockpit, grid, queue, sheets, undo
from prospect_tui.services.calls import CallEntry, CallLogged, log_call, new_uid
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.storage.checks import problems

THURSDAY = When(date(2026, 11, 26), time(14))


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


@pytest.fixture
def row(workspace: Workspace, file: int) -> int:
    """Return a professional's row with one number."""
    return make_prospect(workspace, file)


def log(workspace: Workspace, row: int, result: str, **said: object) -> CallLogged:
    return log_call(workspace, CallEntry(row, result, Answers(**said)))  # type: ignore[arg-type]


def call_of(workspace: Workspace, call_id: int, *names: str) -> tuple[object, ...]:
    found: tuple[object, ...] = workspace.connection.execute(
        f"SELECT {', '.join(names)} FROM call WHERE id = ?", (call_id,)
    ).fetchone()
    return found


def test_a_call_without_an_answer(workspace: Workspace, row: int) -> None:
    logged = log(workspace, row, "NRP", note="  répondeur\nplein ", message_left=True)
    card = cockpit.card(workspace, row)
    assert card.prospect.attempts == 1
    assert card.prospect.result == "NRP"
    assert card.prospect.next_kind is PlanKind.RETRY
    assert card.prospect.next_when == When(date(2026, 11, 24), half=HalfDay.AFTERNOON)
    assert card.prospect.last_call_at == workspace.clock.now()
    (line,) = card.history
    assert (line.id, line.note, line.number) == (
        logged.call_id,
        "répondeur\nplein",
        "+33199000000",
    )
    assert line.message_left
    assert problems(workspace.connection) == []


def test_a_call_keeps_what_was_planned_and_what_it_decided(workspace: Workspace, row: int) -> None:
    grid.set_next_date(workspace, row, When(date(2026, 11, 23), time(10)))
    logged = log(workspace, row, "RAPP", when=THURSDAY, spoke_to_decider=True)
    assert call_of(
        workspace,
        logged.call_id,
        "planned_kind",
        "planned_day",
        "next_kind",
        "next_day",
        "next_at",
        "attempts_after",
        "counted",
        "decision_maker",
        "zone",
    ) == (
        "promised",
        "2026-11-23",
        "promised",
        "2026-11-26",
        "2026-11-26 13:00:00.000000",
        0,
        0,
        1,
        "Europe/Paris",
    )


def test_the_preview_is_what_is_written(workspace: Workspace, file: int) -> None:
    """One row for each result, so that the facts are the same before and after."""
    answers = Answers(when=THURSDAY, subject="tarifs", reason="budget", competitor="Lapeyre")
    for code in cockpit.card(workspace, make_prospect(workspace, file)).choices:
        row = make_prospect(workspace, file)
        shown = cockpit.preview(workspace, row, code.rule.code, answers)
        logged = log_call(workspace, CallEntry(row, code.rule.code, answers))
        assert logged.consequence == shown
        record = cockpit.card(workspace, row).prospect
        assert record.score == shown.score
        assert record.attempts == shown.attempts
        assert record.state is shown.state
        if shown.state is not RowState.CONVERTED:
            assert record.next_when == (shown.next_call.when if shown.next_call else None)
    assert problems(workspace.connection) == []


def test_the_same_call_tried_again_is_counted_once(workspace: Workspace, row: int) -> None:
    entry = CallEntry(row, "NRP", uid=new_uid())
    first = log_call(workspace, entry)
    before = dump(workspace)
    clock_of(workspace).advance(minutes=3)
    again = log_call(workspace, entry)
    assert again.already_there
    assert again.call_id == first.call_id
    assert again.consequence.attempts == first.consequence.attempts == 1
    assert again.consequence.next_call == first.consequence.next_call
    assert again.consequence.score == first.consequence.score
    assert dump(workspace) == before


def test_the_same_converting_call_tried_again_gives_its_opportunity(
    workspace: Workspace, row: int
) -> None:
    entry = CallEntry(row, "RDV", Answers(when=THURSDAY), uid=new_uid())
    first = log_call(workspace, entry)
    again = log_call(workspace, entry)
    assert again.opportunity_id == first.opportunity_id is not None
    assert again.consequence.score == "GAGNE"


def test_six_calls_in_vain_then_back_at_zero(workspace: Workspace, row: int) -> None:
    clock = clock_of(workspace)
    for attempt in range(1, 7):
        logged = log(workspace, row, "NRP")
        assert logged.consequence.attempts == attempt
        planned = logged.consequence.next_call
        assert planned is not None
        clock.set_local(planned.when.day.year, planned.when.day.month, planned.when.day.day, 15)
        if planned.when.half is HalfDay.MORNING:
            clock.advance(hours=-5)
    assert planned is not None
    assert logged.consequence.gives_up
    assert cockpit.card(workspace, row).prospect.score == "ARRETE"
    assert planned.kind is PlanKind.RETURN
    entry = queue.next_entry(workspace)
    assert entry is not None
    assert entry.prospect_id == row
    assert log(workspace, row, "NRP").consequence.attempts == 1
    assert problems(workspace.connection) == []


def test_busy_lines_count_once_per_half_day(workspace: Workspace, row: int) -> None:
    clock = clock_of(workspace)
    counters = []
    for hour in (9, 10, 11, 15, 16):
        clock.set_local(2026, 11, 23, hour)
        counters.append(log(workspace, row, "OCC").consequence.attempts)
    assert counters == [1, 1, 1, 2, 2]
    clock.set_local(2026, 11, 24, 9)
    again = log(workspace, row, "OCC").consequence.next_call
    assert again is not None
    assert again.when == When(date(2026, 11, 24), time(9, 20))


def test_a_hang_up_is_tried_again_once(workspace: Workspace, row: int) -> None:
    first = log(workspace, row, "REFUS_COMM").consequence
    assert first.next_call is not None
    clock_of(workspace).advance(days=31)
    second = log(workspace, row, "REFUS_COMM").consequence
    assert (second.next_call, second.score) == (None, "ARRETE")


def test_an_appointment_makes_an_opportunity_and_two_activities(
    workspace: Workspace, row: int
) -> None:
    logged = log(
        workspace,
        row,
        "RDV",
        when=THURSDAY,
        place="chez eux",
        person="Mme Petit",
        amount_cents=120_000,
        conditions={"budget": True, "project": False},
        five_w={"who": "Mme Petit"},
    )
    assert logged.opportunity_id is not None
    sheet = sheets.opportunity_sheet(workspace, logged.opportunity_id)
    assert sheet.opportunity.amount_cents == 120_000
    assert sheet.opportunity.next_when == THURSDAY
    assert sheet.opportunity.next_kind == "meeting"
    assert sheet.opportunity.conditions["budget"]
    assert not sheet.opportunity.conditions["project"]
    assert sheet.opportunity.five_w["who"] == "Mme Petit"
    assert sheet.rows == (row,)
    assert [(a.code, a.when, a.place, a.person) for a in sheet.activities] == [
        ("confirm_meeting", When(date(2026, 11, 25)), "", "Mme Petit"),
        ("meeting", THURSDAY, "chez eux", "Mme Petit"),
    ]
    record = cockpit.card(workspace, row).prospect
    assert (record.state, record.score) == (RowState.CONVERTED, "GAGNE")
    assert record.next_when is None


def test_a_call_about_an_open_opportunity_moves_its_next_action(
    workspace: Workspace, row: int
) -> None:
    opportunity = log(workspace, row, "RDV", when=THURSDAY).opportunity_id
    assert opportunity is not None
    clock_of(workspace).set_local(2026, 11, 26, 16)
    later = When(date(2026, 12, 1), time(9))
    logged = log(workspace, row, "RAPP", when=later)
    assert logged.opportunity_id == opportunity
    sheet = sheets.opportunity_sheet(workspace, opportunity)
    assert (sheet.opportunity.next_kind, sheet.opportunity.next_when) == ("call", later)
    assert sheet.opportunity.last_activity_at == workspace.clock.now()
    assert [line.code for line in sheet.history if line.kind == "call"] == ["RAPP", "RDV"]


def test_a_wrong_number_gives_way_to_the_next(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, mobile="06 39 98 00 07")
    first = log(workspace, row, "ERR").consequence
    assert first.next_number == "+33639980007"
    entry = queue.next_entry(workspace)
    assert entry is not None, "the row stays due until its last number was tried"
    assert entry.prospect_id == row
    second = log(workspace, row, "ERR").consequence
    assert second.bad_number == "+33639980007"
    assert [a.code for a in second.activities] == ["find_number"]
    assert queue.next_entry(workspace) is None
    found = [number for number in cockpit.card(workspace, row).prospect.numbers]
    assert all(number.is_bad for number in found)


def test_a_row_whose_number_was_found_is_called_again(workspace: Workspace, row: int) -> None:
    log(workspace, row, "ERR")
    columns = {c.key: c for c in sheets.prospect_sheet(workspace, row).columns}
    grid.edit_cell(workspace, row, columns["phone"], "01 99 00 55 55")
    entry = queue.next_entry(workspace)
    assert entry is not None
    assert entry.prospect_id == row


def test_what_was_learnt_is_written_on_the_row(workspace: Workspace, row: int) -> None:
    log(
        workspace,
        row,
        "MAIL",
        email=" Contact@Exemple.FR\n",
        email_permission=True,
        competitor="Lapeyre\u202e",
    )
    values = cockpit.card(workspace, row).prospect.values
    assert values["email"] == "Contact@exemple.fr"
    assert values["competitor"] == "Lapeyre"
    permission = workspace.connection.execute("SELECT email_permission FROM prospect").fetchone()
    assert permission == ("yes",)


def test_the_note_of_a_call_is_found_and_its_draft_forgotten(
    workspace: Workspace, row: int
) -> None:
    cockpit.save_draft(workspace, row, "brouillon")
    assert cockpit.card(workspace, row).draft == "brouillon"
    log(workspace, row, "NRP", note="voir le gérant")
    assert cockpit.card(workspace, row).draft == ""
    found = workspace.connection.execute(
        "SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH 'gerant'"
    ).fetchall()
    assert found == [(row,)]


def test_a_draft_is_replaced_and_forgotten(workspace: Workspace, row: int) -> None:
    for text in ("un", "un deux", ""):
        cockpit.save_draft(workspace, row, text)
        assert cockpit.card(workspace, row).draft == text


def refusal(workspace: Workspace, entry: CallEntry) -> Refused:
    before = dump(workspace)
    with pytest.raises(Refused) as caught:
        log_call(workspace, entry)
    assert dump(workspace) == before
    return caught.value


def why(told: Refused) -> str:
    """Return the legal reason of a refusal."""
    verdict = told.params["reason"]
    assert isinstance(verdict, Verdict)
    return verdict.message_id


def test_a_missing_answer_is_refused(workspace: Workspace, row: int) -> None:
    told = refusal(workspace, CallEntry(row, "PISTE", Answers(when=THURSDAY)))
    assert told.message_id == "call.missing"
    assert told.params["missing"] == (Ask.SUBJECT,)


@pytest.mark.parametrize(
    ("nature", "reason"),
    [(Nature.INDIVIDUAL, "law.no_consent"), (Nature.UNKNOWN, "law.unknown_nature")],
)
def test_a_call_the_law_forbids_is_refused(
    workspace: Workspace, row: int, nature: Nature, reason: str
) -> None:
    grid.set_nature(workspace, [row], nature)
    told = refusal(workspace, CallEntry(row, "NRP"))
    assert (told.message_id, why(told)) == ("call.forbidden", reason)
    logged = log_call(workspace, CallEntry(row, "NRP", override_reason="il m'a rappelé"))
    assert call_of(workspace, logged.call_id, "override_reason") == ("il m'a rappelé",)


def test_a_struck_row_is_not_called(workspace: Workspace, row: int) -> None:
    grid.strike(workspace, [row])
    assert refusal(workspace, CallEntry(row, "NRP")).message_id == "row.not_active"


def test_an_opposition_is_told_before_the_strike_it_made(workspace: Workspace, row: int) -> None:
    log(workspace, row, "REFUS", opposition=True)
    told = refusal(workspace, CallEntry(row, "NRP"))
    assert (told.message_id, why(told)) == ("call.forbidden", "law.opposed")


def test_an_unknown_row_or_result_is_told(workspace: Workspace, row: int) -> None:
    with pytest.raises(NotFound, match=r"row\.not_found"):
        log(workspace, 999, "NRP")
    with pytest.raises(NotFound) as caught:
        log(workspace, row, "XYZ")
    assert caught.value.message_id == "call.unknown_result"
    assert "NRP" in str(caught.value.params["known"])


@pytest.mark.parametrize("typed", ["nrp", " NRP ", "Refus Comm", "hors_cible"])
def test_a_result_is_named_in_any_case(workspace: Workspace, row: int, typed: str) -> None:
    assert log(workspace, row, typed).consequence.result in {"NRP", "REFUS_COMM", "HORS_CIBLE"}


def test_undo_takes_the_whole_call_back(workspace: Workspace, row: int) -> None:
    before = dump(workspace)
    log(workspace, row, "RDV", when=THURSDAY, note="enfin", amount_cents=10)
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["result"], done.params["name"]) == (
        "call",
        "RDV",
        "Menuiserie 000",
    )
    assert dump(workspace) == before


def test_todays_results_are_of_the_users_day(workspace: Workspace, row: int) -> None:
    clock = clock_of(workspace)
    clock.set_local(2026, 11, 22, 23, 59)
    log(workspace, row, "NRP")
    clock.set_local(2026, 11, 23, 0, 1)
    log(workspace, row, "OCC")
    log(workspace, row, "OCC")
    assert cockpit.todays_results(workspace) == {"OCC": 2}
    figures = cockpit.todays_figures(workspace)
    assert (figures.calls, figures.deciders, figures.meetings) == (2, 0, 0)
    log(workspace, row, "RDV", when=THURSDAY)
    figures = cockpit.todays_figures(workspace)
    assert (figures.calls, figures.deciders, figures.meetings) == (3, 1, 1)
