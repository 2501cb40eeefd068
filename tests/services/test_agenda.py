"""The morning list on a real base: what stands where, and what comes back by the clock."""

from datetime import date, time

import pytest

from prospect_tui.domain.agenda import Section
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import agenda, dialled, grid, opportunities, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.agenda import red_word
from tests.builders import clock_of, dump, make_file, make_prospect

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return a row of a new file."""
    return make_prospect(workspace, make_file(workspace), last_name="Petit")


@pytest.fixture
def sale(workspace: Workspace) -> int:
    """Return an opportunity."""
    return opportunities.create(workspace, "Fenêtres", origin=Origin.NETWORK, amount_cents=100)


def titles(workspace: Workspace, section: Section) -> list[str]:
    return [line.title for line in agenda.today(workspace).section(section)]


def test_an_opportunity_in_stand_by_comes_back_by_the_clock(
    workspace: Workspace, sale: int
) -> None:
    (line,) = agenda.today(workspace).section(Section.FORGOTTEN)
    assert (line.title, line.red_reason, line.is_late) == ("Fenêtres", "agenda.no_date", False)
    action = NextAction(ActionKind.QUOTE, When(TOMORROW), "devis")
    opportunities.set_next_action(workspace, sale, action)
    assert agenda.today(workspace).lines == ()
    before = dump(workspace)
    clock = clock_of(workspace)
    clock.set_local(2026, 11, 23, 23, 59)
    assert agenda.today(workspace).lines == ()
    clock.set_local(2026, 11, 24, 0, 0)
    (line,) = agenda.today(workspace).section(Section.OPPORTUNITIES)
    assert (line.subject, line.when, line.amount_cents) == ("devis", When(TOMORROW), 100)
    clock.set_local(2026, 11, 25, 0, 0)
    assert titles(workspace, Section.LATE) == ["Fenêtres"]
    assert agenda.today(workspace).late == 1
    assert dump(workspace) == before, "the clock alone brings it back"


def test_with_an_hour_it_comes_back_at_its_hour(workspace: Workspace, sale: int) -> None:
    at_two = NextAction(ActionKind.CALL, When(TODAY, time(14)))
    opportunities.set_next_action(workspace, sale, at_two)
    assert agenda.today(workspace).lines == ()
    clock_of(workspace).set_local(2026, 11, 23, 14)
    assert titles(workspace, Section.OPPORTUNITIES) == ["Fenêtres"]
    opportunities.close(workspace, sale, Status.WON)
    assert agenda.today(workspace).lines == ()


def test_a_clock_put_back_hides_nothing_for_good(workspace: Workspace, row: int) -> None:
    grid.set_next_date(workspace, row, When(TODAY, time(11)))
    clock = clock_of(workspace)
    clock.set_local(1970, 1, 1)
    assert agenda.today(workspace).lines == ()
    clock.set_local(2036, 1, 1)
    assert titles(workspace, Section.FORGOTTEN) == ["Menuiserie 000"]


def test_each_thing_in_its_section(workspace: Workspace, row: int) -> None:
    file = make_file(workspace, "Salon")
    warm = make_prospect(workspace, file, company_name="Tiède")
    meeting = make_prospect(workspace, file, company_name="Rencontre")
    agreed = Answers(when=When(TODAY), reason="r", convert=False)
    log_call(workspace, CallEntry(warm, "PROJET", agreed))
    log_call(workspace, CallEntry(meeting, "RDV", Answers(when=When(TODAY, time(17)))))
    grid.set_next_date(workspace, row, When(TODAY, time(9, 0)), "tarifs")
    agenda.add_task(workspace, "Facture", When(TODAY, time(18)))
    today = agenda.today(workspace)
    assert {
        section: [line.title for line in today.section(section)]
        for section in Section
        if today.section(section)
    } == {
        Section.FORGOTTEN: ["Menuiserie 000"],
        Section.FOLLOW_UPS: ["Tiède"],
        Section.TASKS: ["Facture"],
        Section.MEETINGS: ["Rencontre"],
    }
    (promise,) = today.section(Section.FORGOTTEN)
    assert (promise.red_reason, promise.subject, promise.person) == (
        "agenda.missed_promise",
        "tarifs",
        "Petit",
    )
    order = [list(Section).index(line.section) for line in today.lines]
    assert order == sorted(order)


def test_a_section_is_sorted_by_time_hours_first(workspace: Workspace) -> None:
    for subject, when in (
        ("sans heure", When(TODAY)),
        ("soir", When(TODAY, time(18))),
        ("midi", When(TODAY, time(12))),
    ):
        agenda.add_task(workspace, subject, when)
    assert titles(workspace, Section.TASKS) == ["midi", "soir", "sans heure"]


def test_a_starred_opportunity_without_a_date_comes_first(workspace: Workspace, sale: int) -> None:
    other = opportunities.create(workspace, "Zinc", origin=Origin.NETWORK)
    opportunities.star(workspace, other)
    assert titles(workspace, Section.FORGOTTEN) == ["Zinc", "Fenêtres"]


def test_a_struck_row_and_an_archived_file_ask_nothing(workspace: Workspace, row: int) -> None:
    grid.set_next_date(workspace, row, When(TODAY))
    grid.strike(workspace, [row])
    assert agenda.today(workspace).lines == ()
    grid.restore(workspace, [row])
    assert titles(workspace, Section.PROMISED) == ["Menuiserie 000"]


def test_a_task_is_done_put_off_or_given_up(workspace: Workspace, row: int) -> None:
    task = agenda.add_task(workspace, " Devis\u200b ", When(TODAY), prospect_id=row)
    (line,) = agenda.today(workspace).section(Section.TASKS)
    assert (line.title, line.subject, line.prospect_id) == ("Menuiserie 000", "Devis", row)
    agenda.postpone_activity(workspace, task, When(TOMORROW, time(9)))
    assert agenda.today(workspace).lines == ()
    undo.undo(workspace)
    agenda.finish_activity(workspace, task, "envoyé")
    assert agenda.today(workspace).lines == ()
    undo.undo(workspace)
    agenda.cancel_activity(workspace, task)
    assert agenda.today(workspace).lines == ()
    undo.undo(workspace)
    assert titles(workspace, Section.TASKS) == ["Menuiserie 000"]


def test_an_unknown_task_is_told(workspace: Workspace) -> None:
    for change in (agenda.finish_activity, agenda.cancel_activity):
        with pytest.raises(NotFound, match=r"activity\.not_found"):
            change(workspace, 999)
    with pytest.raises(NotFound, match=r"activity\.not_found"):
        agenda.postpone_activity(workspace, 999, When(TODAY))


def test_a_task_about_nothing_known_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match=r"row\.not_found"):
        agenda.add_task(workspace, "Devis", When(TODAY), prospect_id=999)
    with pytest.raises(NotFound, match=r"opportunity\.not_found"):
        agenda.add_task(workspace, "Devis", When(TODAY), opportunity_id=999)


def test_anything_on_the_list_is_put_off(workspace: Workspace, row: int, sale: int) -> None:
    grid.set_next_date(workspace, row, When(TODAY, time(10)), "tarifs")
    at_ten = NextAction(ActionKind.QUOTE, When(TODAY, time(10)), "devis")
    opportunities.set_next_action(workspace, sale, at_ten)
    agenda.add_task(workspace, "Facture", When(TODAY, time(10)))
    lines = agenda.today(workspace).lines
    assert len(lines) == 3
    for line in lines:
        agenda.reschedule(workspace, line, agenda.later(workspace, line.when))
    assert agenda.today(workspace).lines == ()
    clock_of(workspace).set_local(2026, 11, 26, 10, 15)
    again = agenda.today(workspace).lines
    assert [(line.title, line.subject, line.when) for line in again] == [
        (line.title, line.subject, When(date(2026, 11, 26), time(10))) for line in lines
    ]


def test_later_is_in_working_days(workspace: Workspace) -> None:
    clock_of(workspace).set_local(2026, 11, 26)
    assert agenda.later(workspace, None) == When(date(2026, 12, 1))


def test_a_hot_row_left_silent_is_not_forgotten(workspace: Workspace, row: int) -> None:
    log_call(workspace, CallEntry(row, "PROJET", Answers(
        when=When(TOMORROW), reason="budget de janvier", convert=False)))  # fmt: skip
    with workspace.writing("edit_cell") as writing:  # its plan was lost on the way
        writing.connection.execute(
            "UPDATE prospect SET next_kind = '', next_day = NULL, next_half = '' WHERE id = ?",
            (row,),
        )
    clock = clock_of(workspace)
    clock.advance(days=6, hours=23)
    assert agenda.today(workspace).lines == ()
    clock.advance(hours=1)
    (line,) = agenda.today(workspace).section(Section.FORGOTTEN)
    assert (line.id, line.score, line.red_reason) == (row, "CHAUD", "agenda.silent")
    grid.set_next_date(workspace, row, When(clock.today()))
    assert agenda.today(workspace).section(Section.FORGOTTEN) == ()
    plan = workspace.connection.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM prospect WHERE state = 'active' AND score <> ''"
        " AND next_day IS NULL AND score IN (SELECT code FROM prospect_result WHERE priority = 1)"
    ).fetchall()
    assert "ix_prospect_score" in str(plan)


def test_what_is_forgotten_comes_first_promises_before_the_rest(
    workspace: Workspace, row: int, sale: int
) -> None:
    log_call(workspace, CallEntry(row, "RAPP", Answers(when=When(TODAY, time(11)))))
    clock_of(workspace).set_local(2026, 11, 25)
    agenda.add_task(workspace, "relire", When(TODAY))
    assert [(line.section, line.red_reason) for line in agenda.today(workspace).lines] == [
        (Section.FORGOTTEN, "agenda.missed_promise"),
        (Section.FORGOTTEN, "agenda.no_date"),
        (Section.LATE, "agenda.late"),
    ]


@pytest.mark.parametrize("is_promised", [False, True])
def test_a_number_dialled_without_a_result_is_forgotten_work(
    workspace: Workspace, row: int, is_promised: bool
) -> None:
    if is_promised:
        log_call(workspace, CallEntry(row, "RAPP", Answers(when=When(TODAY, time(11)))))
        clock_of(workspace).advance(minutes=1)
    dialled.remember(workspace, row, "+33199000000")
    (line,) = agenda.today(workspace).lines
    assert (line.section, line.red_reason) == (Section.FORGOTTEN, "agenda.unanswered")
    assert (line.id, line.prospect_id, line.person) == (row, row, "Petit")
    assert agenda.today(workspace).late == 0
    assert red_word(line, TODAY) == "composé, sans résultat"
    clock_of(workspace).advance(minutes=2)
    log_call(workspace, CallEntry(row, "NRP"))
    assert Section.FORGOTTEN not in {line.section for line in agenda.today(workspace).lines}
    undo.undo(workspace)
    assert [line.red_reason for line in agenda.today(workspace).lines] == ["agenda.unanswered"]
    dialled.forget(workspace)
    assert len(agenda.today(workspace).lines) == is_promised


def test_an_appointment_and_its_opportunity_are_one_line(workspace: Workspace, row: int) -> None:
    at_two = Answers(when=When(TODAY, time(14)), person="M. Petit", amount_cents=420_000)
    made = log_call(workspace, CallEntry(row, "RDV", at_two)).opportunity_id
    assert made is not None
    opportunities.star(workspace, made)
    clock = clock_of(workspace)
    for hour in (10, 15):
        clock.set_local(2026, 11, 23, hour)
        (line,) = agenda.today(workspace).lines
        assert (line.section, line.is_meeting) == (Section.MEETINGS, True)
        assert (line.title, line.person) == ("Menuiserie 000", "M. Petit")
        assert (line.amount_cents, line.is_starred) == (420_000, True)
        assert (line.prospect_id, line.opportunity_id) == (row, made)
    clock.set_local(2026, 11, 24, 10)
    (line,) = agenda.today(workspace).lines
    assert (line.section, line.red_reason) == (Section.LATE, "agenda.meeting")
    agenda.reschedule(workspace, line, When(TOMORROW, time(16)))
    (line,) = agenda.today(workspace).lines
    assert (line.section, line.when) == (Section.MEETINGS, When(TOMORROW, time(16)))


def test_an_appointment_given_up_leaves_its_opportunity_to_do(
    workspace: Workspace, row: int
) -> None:
    made = log_call(workspace, CallEntry(row, "RDV", Answers(when=When(TODAY, time(14)))))
    before = dump(workspace)
    (meeting,) = agenda.today(workspace).lines
    agenda.cancel_activity(workspace, meeting.id)
    (line,) = agenda.today(workspace).lines
    assert (line.id, line.red_reason) == (made.opportunity_id, "agenda.no_date")
    undo.undo(workspace)
    assert dump(workspace) == before


def test_a_meeting_planned_as_next_action_stands_among_those_of_the_day(
    workspace: Workspace, sale: int
) -> None:
    at_two = NextAction(ActionKind.MEETING, When(TODAY, time(14)), "présenter")
    opportunities.set_next_action(workspace, sale, at_two)
    (line,) = agenda.today(workspace).section(Section.MEETINGS)
    assert (line.id, line.subject, line.is_meeting, line.is_late) == (
        sale,
        "présenter",
        True,
        False,
    )
    clock_of(workspace).set_local(2026, 11, 24)
    assert [one.red_reason for one in agenda.today(workspace).lines] == ["agenda.meeting"]
