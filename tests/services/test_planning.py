"""The planning: what stands on which day, what overlaps, what is late, how anything is moved."""

from datetime import UTC, date, datetime, time

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.planning import Scale
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services import activities, agenda, calls, opportunities, planning, undo
from prospect_tui.services.activities import Draft
from prospect_tui.services.planning import Item
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.tui.desk import make_opportunity, make_promise

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26)


def week(workspace: Workspace, day: date = MONDAY) -> planning.Planning:
    return planning.planning(workspace, Scale.WEEK, day)


def stands(workspace: Workspace) -> dict[str, str]:
    """Return on which days of this week each thing stands."""
    found: dict[str, str] = {}
    for day in week(workspace).days:
        for item in day.items:
            found[item.title] = found.get(item.title, "") + f"{day.day:%a} "
    return found


def only(workspace: Workspace) -> Item:
    (item,) = week(workspace).items
    return item


@pytest.fixture
def file_id(workspace: Workspace) -> int:
    return make_file(workspace)


def test_everything_that_has_a_date_stands_on_its_day(workspace: Workspace, file_id: int) -> None:
    make_promise(workspace, file_id, "Ozanne", When(MONDAY, time(14)))
    make_opportunity(workspace, "Atelier", When(TUESDAY))
    make_opportunity(workspace, "Sans date")
    agenda.add_task(workspace, "Compta", When(THURSDAY, time(9)))
    end = datetime(2026, 11, 27, 23, tzinfo=UTC)
    activities.add(workspace, Draft("Salon", When(THURSDAY), ActivityKind.EVENT, end))
    assert stands(workspace) == {
        "Ozanne": "Mon ", "Atelier": "Tue ", "Compta": "Thu ", "Salon": "Thu Fri ",
    }  # fmt: skip
    found = week(workspace)
    assert [item.title for item in found.items if item.is_promised] == ["Ozanne"]
    assert found.days[0].day == MONDAY
    assert len(planning.planning(workspace, Scale.MONTH, MONDAY).days) == 42


def test_a_retry_that_nobody_was_promised_stays_in_the_queue(
    workspace: Workspace, file_id: int
) -> None:
    row = make_prospect(workspace, file_id)
    calls.log_call(workspace, calls.CallEntry(row, "NRP", Answers(), calls.new_uid()))
    assert list(week(workspace).items) == []


def test_an_appointment_and_the_next_action_it_is_stand_there_once(
    workspace: Workspace, file_id: int
) -> None:
    row = make_prospect(workspace, file_id, company_name="Lambert")
    answers = Answers(when=When(THURSDAY, time(14)))
    calls.log_call(workspace, calls.CallEntry(row, "RDV", answers, calls.new_uid()))
    meetings = [item for item in week(workspace).items if item.is_event]
    assert [(item.kind, item.is_meeting) for item in meetings] == [("activity", True)]


def test_what_is_overdue_stands_on_today(workspace: Workspace) -> None:
    clock_of(workspace).set_local(2026, 11, 19, 10)
    agenda.add_task(workspace, "Compta", When(date(2026, 11, 20)))
    clock_of(workspace).set_local(2026, 11, 24, 10)
    found = week(workspace)
    assert [[i.title for i in day.overdue] for day in found.days][:3] == [[], ["Compta"], []]
    assert found.days[1].overdue[0].is_late
    assert list(week(workspace, date(2026, 12, 7)).items) == []


def test_holidays_and_days_off_are_told(workspace: Workspace) -> None:
    days = week(workspace, date(2026, 11, 11)).days
    assert [day.holiday for day in days] == ["", "", "armistice_1918", "", "", "", ""]
    assert [day.is_working for day in days] == [True, True, False, True, True, False, False]


def test_conflicts_are_told_both_ways(workspace: Workspace) -> None:
    first = activities.add(workspace, Draft("A", When(TUESDAY, time(14)), ActivityKind.EVENT))
    second = activities.add(workspace, Draft("B", When(TUESDAY, time(14, 30)), ActivityKind.EVENT))
    activities.add(workspace, Draft("C", When(TUESDAY, time(15, 30)), ActivityKind.EVENT))
    conflicts = week(workspace).conflicts
    assert {ref: [o.title for o in others] for ref, others in conflicts.items()} == {
        ("activity", first): ["B"],
        ("activity", second): ["A"],
    }
    met = planning.conflicts_at(workspace, When(TUESDAY, time(13, 30)))
    assert [item.title for item in met] == ["A"]


@pytest.mark.parametrize("kind", ["row", "opportunity", "task"])
def test_anything_is_moved_with_one_undo(workspace: Workspace, file_id: int, kind: str) -> None:
    if kind == "row":
        make_promise(workspace, file_id, "Ozanne", When(TUESDAY, time(14)), subject="tarifs")
    elif kind == "opportunity":
        make_opportunity(workspace, "Atelier", When(TUESDAY, time(14)), label="devis")
    else:
        agenda.add_task(workspace, "Compta", When(TUESDAY, time(14)))
    before, item = dump(workspace), only(workspace)
    moved = planning.move(workspace, item, When(THURSDAY, time(9, 30)))
    assert moved.is_working
    after = only(workspace)
    assert after.when == When(THURSDAY, time(9, 30))
    assert (after.title, after.subject, after.does) == (item.title, item.subject, item.does)
    undo.undo(workspace)
    assert dump(workspace) == before


def test_a_holiday_and_a_conflict_are_told_by_a_move(workspace: Workspace) -> None:
    clock_of(workspace).set_local(2026, 11, 9, 8)
    there = activities.add(
        workspace, Draft("Défilé", When(date(2026, 11, 11), time(10)), ActivityKind.EVENT)
    )
    made = activities.add(
        workspace, Draft("Visite", When(date(2026, 11, 10), time(10)), ActivityKind.EVENT)
    )
    item = week(workspace, date(2026, 11, 10)).item(("activity", made))
    assert item is not None
    moved = planning.move(workspace, item, When(date(2026, 11, 11), time(10, 30)))
    assert (moved.holiday, moved.is_working) == ("armistice_1918", False)
    assert [one.id for one in moved.conflicts] == [there]


def test_nothing_goes_to_the_past_nor_moves_once_done(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(TUESDAY))
    with pytest.raises(Refused, match=r"planning\.past"):
        planning.move(workspace, only(workspace), When(date(2026, 11, 20)))
    agenda.finish_activity(workspace, task)
    assert only(workspace).is_done
    with pytest.raises(Refused, match=r"planning\.done"):
        planning.move(workspace, only(workspace), When(THURSDAY))


def test_what_another_window_moved_is_told(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier", When(TUESDAY))
    seen = only(workspace)
    action = opportunities.NextAction(opportunities.default_action("call"), When(THURSDAY))
    opportunities.set_next_action(workspace, sale, action)
    with pytest.raises(Refused, match=r"planning\.changed_meanwhile"):
        planning.move(workspace, seen, When(date(2026, 11, 25)))


def test_free_slots_leave_room_for_what_is_planned(workspace: Workspace, file_id: int) -> None:
    make_promise(workspace, file_id, "Ozanne", When(MONDAY, time(11)))
    activities.add(workspace, Draft("Visite", When(MONDAY, time(14)), ActivityKind.EVENT))
    activities.add(workspace, Draft("Salon", When(TUESDAY), ActivityKind.EVENT))
    slots = planning.free_slots(workspace)
    found = [next(slots) for _ in range(8)]
    assert found[:3] == [
        When(MONDAY, time(11, 30)), When(MONDAY, time(15)), When(MONDAY, time(15, 30)),
    ]  # fmt: skip
    assert found[-1] == When(date(2026, 11, 25), time(9))
    after = planning.free_slots(workspace, When(date(2026, 11, 25), time(9)))
    assert next(after) == When(date(2026, 11, 25), time(9, 30))
