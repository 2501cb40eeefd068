"""Tasks, calls and events: planned, moved, repeated, done; appointments with what hangs on them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services import activities, calls, meetings, opportunities, sheets, undo
from prospect_tui.services.activities import Draft
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.tui.desk import make_opportunity

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26)
AT_TWO = When(THURSDAY, time(14))
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"


def column(workspace: Workspace, name: str, number: int, table: str = "activity") -> Any:
    sql = f"SELECT {name} FROM {table} WHERE id = ?"
    return workspace.connection.execute(sql, (number,)).fetchone()[0]


def opened(workspace: Workspace) -> list[tuple[str, When]]:
    found = activities.listed(workspace, tuple(ActivityKind))
    return [(one.subject or one.code, one.when) for one in found]


@pytest.fixture
def meeting(workspace: Workspace) -> int:
    """Return an appointment on Thursday at two, which made an opportunity of its row."""
    row = make_prospect(workspace, make_file(workspace), company_name="Lambert")
    answers = Answers(when=AT_TWO, place="Lyon", person="M. Petit")
    calls.log_call(workspace, calls.CallEntry(row, "RDV", answers, calls.new_uid()))
    (found,) = activities.listed(workspace, (ActivityKind.EVENT,))
    return found.id


def sale_of(workspace: Workspace, meeting: int) -> int:
    sale = activities.activity(workspace, meeting).opportunity_id
    assert sale is not None
    return sale


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_each_kind_is_planned_then_done_with_a_result(
    workspace: Workspace, kind: ActivityKind
) -> None:
    before = dump(workspace)
    made = activities.add(workspace, Draft(" Salon\u200b ", AT_TWO, kind, place="Lyon"))
    found = activities.activity(workspace, made)
    assert (found.subject, found.when, found.kind) == ("Salon", AT_TWO, kind)
    activities.finish(workspace, made, "12 cartes")
    assert column(workspace, "result", made) == "12 cartes"
    with pytest.raises(Refused, match=r"activity\.closed"):
        activities.finish(workspace, made)
    undo.undo(workspace)
    assert activities.activity(workspace, made).is_open
    undo.undo(workspace)
    assert dump(workspace) == before


def test_what_cannot_be_planned_is_told(workspace: Workspace) -> None:
    early = datetime(2026, 11, 26, 12, tzinfo=UTC)
    for draft, refusal in (
        (Draft(" ", AT_TWO), r"activity\.no_subject"),
        (Draft("Salon", AT_TWO, ends_at=early), r"activity\.ends_before"),
        (Draft("Salon", AT_TWO, ends_at=early.replace(year=2028)), r"activity\.too_long"),
    ):
        with pytest.raises(InvalidValue, match=refusal):
            activities.add(workspace, draft)
    with pytest.raises(NotFound, match=r"row\.not_found"):
        activities.add(workspace, Draft("Salon", AT_TWO, prospect_id=99))


def test_what_is_moved_lasts_as_long(workspace: Workspace) -> None:
    until_four = datetime(2026, 11, 26, 15, tzinfo=UTC)
    made = activities.add(workspace, Draft("Salon", AT_TWO, ends_at=until_four))
    activities.move(workspace, made, When(date(2026, 11, 27), time(9)))
    assert activities.activity(workspace, made).ends_at == datetime(2026, 11, 27, 10, tzinfo=UTC)
    assert column(workspace, "sequence", made) == 1


def test_it_is_changed_whole(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    made = activities.add(workspace, Draft("Salon", AT_TWO))
    said = Draft("Foire", When(MONDAY), ActivityKind.EVENT, place="Lyon", opportunity_id=sale)
    activities.change(workspace, made, said)
    assert activities.draft_of(activities.activity(workspace, made)) == said


def test_what_is_repeated_comes_again_when_done_or_left_out(workspace: Workspace) -> None:
    made = activities.add(workspace, Draft("Point", When(TUESDAY, time(16)), recurrence=WEEKLY))
    clock_of(workspace).set_local(2026, 11, 24, 17)
    again = activities.finish(workspace, made)
    assert again is not None
    assert again.when == When(date(2026, 12, 1), time(16))
    first = activities.activity(workspace, made).uid
    assert column(workspace, "series", again.id) == first
    skipped = activities.cancel(workspace, again.id)
    assert skipped is not None
    assert skipped.when.day == date(2026, 12, 8)
    assert opened(workspace) == [("Point", When(date(2026, 12, 8), time(16)))]
    undo.undo(workspace)
    undo.undo(workspace)
    assert opened(workspace) == [("Point", When(TUESDAY, time(16)))]
    activities.end(workspace, made)
    assert opened(workspace) == []


def test_one_forgotten_for_weeks_comes_again_once(workspace: Workspace) -> None:
    made = activities.add(workspace, Draft("Point", When(TUESDAY), recurrence=WEEKLY))
    clock_of(workspace).set_local(2026, 12, 16)
    again = activities.finish(workspace, made)
    assert again is not None
    assert again.when.day == date(2026, 12, 22)


def test_one_done_ahead_of_its_day_does_not_come_on_it(workspace: Workspace) -> None:
    made = activities.add(workspace, Draft("Point", When(TUESDAY), recurrence=WEEKLY))
    activities.move(workspace, made, When(MONDAY))
    again = activities.finish(workspace, made)
    assert again is not None
    assert again.when.day == date(2026, 12, 1)
    assert column(workspace, "recurrence", again.id) == WEEKLY


def test_the_hour_stays_the_same_when_clocks_change(workspace: Workspace) -> None:
    clock_of(workspace).set_local(2027, 3, 23, 10)
    day = date(2027, 3, 23)
    made = activities.add(workspace, Draft("Point", When(day, time(16)), recurrence=WEEKLY))
    again = activities.finish(workspace, made)
    assert again is not None
    assert column(workspace, "at", made).startswith("2027-03-23 15:00")
    assert column(workspace, "at", again.id).startswith("2027-03-30 14:00")


def test_an_appointment_takes_what_hangs_on_it_along(workspace: Workspace, meeting: int) -> None:
    sale = sale_of(workspace, meeting)
    before = dump(workspace)
    when = When(date(2026, 12, 1), time(9))
    activities.move(workspace, meeting, when)
    record = sheets.opportunity_sheet(workspace, sale).opportunity
    assert (record.next_kind, record.next_when) == ("meeting", when)
    assert opened(workspace) == [
        ("confirm_meeting", When(date(2026, 11, 30))),
        ("meeting", when),
    ]
    undo.undo(workspace)
    assert dump(workspace) == before


def test_the_next_action_takes_its_appointment_along(workspace: Workspace, meeting: int) -> None:
    when = When(date(2026, 12, 1), time(9))
    action = NextAction(ActionKind.MEETING, when)
    opportunities.set_next_action(workspace, sale_of(workspace, meeting), action)
    assert activities.activity(workspace, meeting).when == when
    assert opened(workspace)[0] == ("confirm_meeting", When(date(2026, 11, 30)))


def test_a_confirmation_that_comes_too_late_is_dropped_and_comes_back(
    workspace: Workspace, meeting: int
) -> None:
    activities.move(workspace, meeting, When(MONDAY, time(16)))
    assert opened(workspace) == [("meeting", When(MONDAY, time(16)))]
    activities.move(workspace, meeting, AT_TWO)
    wednesday = When(date(2026, 11, 25))
    assert opened(workspace) == [("confirm_meeting", wednesday), ("meeting", AT_TWO)]
    (task, _meeting) = activities.listed(workspace, tuple(ActivityKind))
    activities.cancel(workspace, task.id)
    activities.move(workspace, meeting, When(date(2026, 11, 30), time(14)))
    assert [name for name, _when in opened(workspace)] == ["meeting"], "the user wants none"


def test_a_cancelled_appointment_leaves_nothing_behind(workspace: Workspace, meeting: int) -> None:
    sale = sale_of(workspace, meeting)
    before = dump(workspace)
    activities.cancel(workspace, meeting)
    assert opened(workspace) == []
    assert sheets.opportunity_sheet(workspace, sale).opportunity.next_when is None
    undo.undo(workspace)
    assert dump(workspace) == before
    opportunities.drop_next_action(workspace, sale)
    assert opened(workspace) == []
    with pytest.raises(Refused, match=r"opportunity\.nothing_to_do"):
        opportunities.drop_next_action(workspace, sale)
    undo.undo(workspace)
    assert dump(workspace) == before


@pytest.mark.parametrize("by_sale", [False, True])
def test_an_appointment_held_early_needs_no_confirmation(
    workspace: Workspace, meeting: int, by_sale: bool
) -> None:
    if by_sale:
        opportunities.do_next_action(workspace, sale_of(workspace, meeting), "signe")
    else:
        activities.finish(workspace, meeting, held=True)
    assert opened(workspace) == []


def test_an_appointment_is_held(workspace: Workspace, meeting: int) -> None:
    clock_of(workspace).set_local(2026, 11, 27, 9)
    activities.finish(workspace, meeting, "signe en janvier", held=True)
    assert column(workspace, "result", meeting) == "meeting_held signe en janvier"
    sheet = sheets.opportunity_sheet(workspace, sale_of(workspace, meeting))
    assert sheet.opportunity.next_when is None
    assert ("meeting_held", "signe en janvier") in [(one.code, one.text) for one in sheet.history]
    undo.undo(workspace)
    assert activities.activity(workspace, meeting).is_open


def test_a_no_show_is_called_back(workspace: Workspace, meeting: int) -> None:
    clock_of(workspace).set_local(2026, 11, 26, 15)
    activities.finish(workspace, meeting, held=False)
    assert column(workspace, "result", meeting) == "meeting_missed"
    meetings.plan_after_no_show(workspace, meeting, When(date(2026, 11, 27), time(10)), "manqué")
    record = sheets.opportunity_sheet(workspace, sale_of(workspace, meeting)).opportunity
    assert (record.next_kind, record.next_label) == ("call", "manqué")


def test_a_no_show_without_a_sale_is_called_back_on_its_row(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    made = activities.add(workspace, Draft("Visite", AT_TWO, ActivityKind.EVENT, prospect_id=row))
    alone = activities.add(workspace, Draft("Café", AT_TWO, ActivityKind.EVENT))
    for number in (made, alone):
        activities.finish(workspace, number, held=False)
        meetings.plan_after_no_show(workspace, number, When(date(2026, 11, 27)), "manqué")
    assert column(workspace, "next_day", row, "prospect") == "2026-11-27"
    assert opened(workspace) == [("manqué", When(date(2026, 11, 27)))]


def test_doing_the_meeting_of_a_sale_says_that_it_was_held(
    workspace: Workspace, meeting: int
) -> None:
    opportunities.do_next_action(workspace, sale_of(workspace, meeting), "signe")
    assert column(workspace, "result", meeting) == "meeting_held signe"


def test_a_meeting_of_a_sale_without_an_event_is_missed_too(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    action = NextAction(ActionKind.MEETING, When(MONDAY))
    opportunities.set_next_action(workspace, sale, action)
    opportunities.do_next_action(workspace, sale, "a oublié", held=False)
    found = workspace.connection.execute("SELECT kind, code, result FROM activity").fetchall()
    assert found == [("event", "meeting", "meeting_missed a oublié")]


def test_what_another_calendar_planned_stays_there(workspace: Workspace) -> None:
    made = activities.add(workspace, Draft("Dentiste", AT_TWO, ActivityKind.EVENT))
    with workspace.writing("task") as writing:
        writing.connection.execute("UPDATE activity SET calendar = 'Perso'")
    with pytest.raises(Refused, match=r"activity\.foreign"):
        activities.move(workspace, made, When(MONDAY))
    activities.cancel(workspace, made)
    assert opened(workspace) == []
