"""What is proposed, done, closed, renewed and taken up again: one action each, one undo each."""

from collections.abc import Callable
from datetime import date

import pytest

from prospect_tui.domain.agenda import Section
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.meetings import meeting_result
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    action_types,
    agenda,
    board,
    configuring,
    opportunities,
    plans,
    sheets,
    undo,
)
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump
from tests.storage.checks import problems

FRIDAY = When(date(2026, 11, 27))
NEEDS = (PlanStep("call", "découverte"), PlanStep("mail", "compte rendu", 2))


def make_sale(workspace: Workspace, title: str = "Fenêtres", **details: str) -> int:
    return opportunities.create(workspace, title, origin=Origin.REFERRAL, **details)  # type: ignore[arg-type]


@pytest.fixture
def sale(workspace: Workspace) -> int:
    """Return an opportunity with a person."""
    return make_sale(workspace, contact_name="Mme Anne Roux", phone="04 65 71 00 12")


def record_of(workspace: Workspace, sale: int) -> sheets.OpportunityRecord:
    return sheets.opportunity_sheet(workspace, sale).opportunity


def stage_ids(workspace: Workspace) -> list[int]:
    return [stage.id for stage in configuring.stages(workspace)]


def is_one_undo(workspace: Workspace, act: Callable[[], object]) -> None:
    """Act, and see that one undo restores every table, and redo the act."""
    before = dump(workspace)
    act()
    after = dump(workspace)
    assert after != before
    assert problems(workspace.connection) == []
    undo.undo(workspace)
    assert dump(workspace) == before
    undo.redo(workspace)
    assert dump(workspace) == after


# standard actions


def test_a_stage_proposes_its_actions_one_after_the_other(workspace: Workspace) -> None:
    first, *_rest = stage_ids(workspace)
    is_one_undo(workspace, lambda: plans.set_plan(workspace, first, NEEDS))
    sale = make_sale(workspace)
    assert record_of(workspace, sale).next_when is None, "proposed, never imposed"
    proposed = plans.proposal(workspace, sale)
    assert proposed == NextAction(
        ActionKind.CALL, When(date(2026, 11, 23)), "découverte", "call", 0
    )
    opportunities.set_next_action(workspace, sale, proposed)
    following = plans.proposal(workspace, sale)
    assert following is not None
    assert (following.type, following.when) == ("mail", When(date(2026, 11, 25)))
    is_one_undo(
        workspace,
        lambda: opportunities.do_next_action(workspace, sale, "vu", following=following),
    )
    assert record_of(workspace, sale).next_type == "mail"
    assert plans.proposal(workspace, sale) is None


def test_an_action_of_ones_own_leaves_the_proposal(workspace: Workspace) -> None:
    plans.set_plan(workspace, stage_ids(workspace)[0], NEEDS)
    sale = make_sale(workspace)
    proposed = plans.proposal(workspace, sale)
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.QUOTE, FRIDAY, "chiffrer"))
    assert plans.proposal(workspace, sale) == proposed


def test_another_stage_begins_its_own_actions(workspace: Workspace) -> None:
    first, second, *_rest = stage_ids(workspace)
    for stage in (first, second):
        plans.set_plan(workspace, stage, NEEDS)
    sale = make_sale(workspace)
    proposed = plans.proposal(workspace, sale)
    assert proposed is not None
    opportunities.set_next_action(workspace, sale, proposed)
    opportunities.move(workspace, sale, second)
    begun = plans.proposal(workspace, sale)
    assert begun is not None
    assert begun.step == 0


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        ([PlanStep("danse")], NotFound),
        ([PlanStep("call", "", -1)], InvalidValue),
        ([PlanStep("call", "", 5000)], InvalidValue),
        ([PlanStep("call")] * 21, InvalidValue),
    ],
)
def test_what_is_no_plan(
    workspace: Workspace, steps: list[PlanStep], error: type[Exception]
) -> None:
    stage = stage_ids(workspace)[0]
    before = dump(workspace)
    with pytest.raises(error):
        plans.set_plan(workspace, stage, steps)
    assert dump(workspace) == before


def test_no_plan_of_an_unknown_stage(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        plans.set_plan(workspace, 999, NEEDS)


# types of action


def test_types_are_the_users_own(workspace: Workspace, sale: int) -> None:
    is_one_undo(
        workspace, lambda: action_types.add_type(workspace, "Démo en visio", ActionKind.MEETING)
    )
    action = NextAction(ActionKind.MEETING, FRIDAY, "", "demo_en_visio")
    opportunities.set_next_action(workspace, sale, action)
    found = record_of(workspace, sale)
    assert (found.next_kind, found.next_type) == ("meeting", "demo_en_visio")
    is_one_undo(workspace, lambda: action_types.retire_type(workspace, "demo_en_visio"))
    assert "demo_en_visio" not in {one.code for one in action_types.types(workspace)}
    assert record_of(workspace, sale).next_type == "demo_en_visio"
    is_one_undo(workspace, lambda: action_types.restore_type(workspace, "demo_en_visio"))
    is_one_undo(workspace, lambda: action_types.move_type(workspace, "demo_en_visio", 0))
    assert action_types.types(workspace)[0].code == "demo_en_visio"


def test_two_labels_never_share_a_code(workspace: Workspace) -> None:
    codes = [
        action_types.add_type(workspace, label, ActionKind.TASK).code
        for label in ("Visite !", "Visite ?", "会议", "訪問")
    ]
    assert len({*codes}) == len(codes)


@pytest.mark.parametrize("label", ["", "   ", "x" * 41, "CALL", "\u202e"])
def test_what_is_no_label(workspace: Workspace, label: str) -> None:
    with pytest.raises(InvalidValue):
        action_types.add_type(workspace, label, ActionKind.TASK)


def test_the_last_type_stays(workspace: Workspace) -> None:
    *others, last = action_types.types(workspace)
    for one in others:
        action_types.retire_type(workspace, one.code)
    with pytest.raises(Refused):
        action_types.retire_type(workspace, last.code)


# done


def test_done_without_what_follows_is_without_a_date(workspace: Workspace, sale: int) -> None:
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.QUOTE, FRIDAY, "chiffrer"))
    is_one_undo(workspace, lambda: opportunities.do_next_action(workspace, sale, "envoyé"))
    assert record_of(workspace, sale).next_when is None
    (line,) = agenda.today(workspace).section(Section.FORGOTTEN)
    assert line.opportunity_id == sale
    assert "chiffrer · envoyé" in [
        one.text for one in sheets.opportunity_sheet(workspace, sale).history
    ]


def test_a_meeting_held_is_the_appointment_itself(workspace: Workspace, sale: int) -> None:
    workspace.connection.execute(
        "INSERT INTO activity (kind, code, day, opportunity_id, uid, created_at)"
        " VALUES ('event', 'meeting', '2026-11-27', ?, 'u', '2026-11-23 09:00:00.000000')",
        (sale,),
    )
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.MEETING, FRIDAY))
    opportunities.do_next_action(workspace, sale, "intéressée")
    held = workspace.connection.execute("SELECT done_at IS NOT NULL, result FROM activity")
    assert held.fetchall() == [(1, meeting_result(held=True, said="intéressée"))]


def test_what_was_not_planned_is_not_done(workspace: Workspace, sale: int) -> None:
    with pytest.raises(Refused):
        opportunities.do_next_action(workspace, sale)
    opportunities.do_next_action(workspace, sale, "il a rappelé")
    past = NextAction(ActionKind.CALL, When(date(2026, 11, 20)))
    with pytest.raises(Refused):
        opportunities.do_next_action(workspace, sale, "vu", following=past)


# closing, and what comes after


def test_a_sale_won_has_a_twin_that_waits(workspace: Workspace, sale: int) -> None:
    opportunities.edit(workspace, sale, "title", "Entretien 2026")
    opportunities.edit(workspace, sale, "tags", "chaudière")
    opportunities.edit(workspace, sale, "campaign", "Automne")
    opportunities.set_amount(workspace, sale, amount_cents=120_000)
    is_one_undo(
        workspace,
        lambda: opportunities.close(
            workspace, sale, Status.WON, lesson="le service", renewal_months=12, after_sale_days=30
        ),
    )
    won = sheets.opportunity_sheet(workspace, sale)
    assert (won.opportunity.outcome, won.opportunity.renewal_months) == ("won", 12)
    (card,) = board.board(workspace).columns[0].cards
    twin = sheets.opportunity_sheet(workspace, card.id)
    found = twin.opportunity
    assert (found.title, found.origin, found.renewal_of_id) == ("Entretien 2027", "renewal", sale)
    assert (found.amount_cents, found.tags, found.campaign) == (120_000, "chaudière", "Automne")
    assert found.next_when == When(date(2027, 11, 23))
    assert twin.status is Status.STANDBY
    assert [one.id for one in twin.contacts] == [one.id for one in won.contacts]
    clock_of(workspace).set_local(2027, 11, 23, 8, 0)
    assert sheets.opportunity_sheet(workspace, card.id).status is Status.TO_DO


def test_a_month_without_that_day_ends_the_day_before(workspace: Workspace, sale: int) -> None:
    clock_of(workspace).set_local(2027, 1, 29, 10, 0)
    twin = opportunities.close(workspace, sale, Status.WON, renewal_months=1)
    assert twin is not None
    assert record_of(workspace, twin).next_when == When(date(2027, 3, 1)), "28 February: a Sunday"


@pytest.mark.parametrize(
    "after",
    [{"renewal_months": -1}, {"renewal_months": 500}, {"after_sale_days": 99_999}],
)
def test_what_no_calendar_holds(workspace: Workspace, sale: int, after: dict[str, int]) -> None:
    before = dump(workspace)
    with pytest.raises(InvalidValue):
        opportunities.close(workspace, sale, Status.WON, **after)  # type: ignore[arg-type]
    assert dump(workspace) == before


def test_after_sale_is_apart_from_selling(workspace: Workspace, sale: int) -> None:
    with pytest.raises(Refused):
        opportunities.plan_after_sale(workspace, sale, FRIDAY)
    opportunities.close(workspace, sale, Status.WON)
    is_one_undo(
        workspace, lambda: opportunities.plan_after_sale(workspace, sale, FRIDAY, "tout va ?")
    )
    clock_of(workspace).set_local(2026, 11, 30, 9, 0)
    today = agenda.today(workspace)
    (line,) = today.section(Section.AFTER_SALE)
    assert (line.red_reason, line.opportunity_id) == ("agenda.late", sale)
    assert today.section(Section.LATE) == ()
    opportunities.reopen(workspace, sale)
    opportunities.close(workspace, sale, Status.LOST, reason="prix")
    assert agenda.today(workspace).section(Section.AFTER_SALE) != ()


def test_a_closed_one_is_taken_up_again(workspace: Workspace, sale: int) -> None:
    with pytest.raises(Refused):
        opportunities.reopen(workspace, sale)
    opportunities.close(workspace, sale, Status.LOST, lost_to="Duval")
    is_one_undo(workspace, lambda: opportunities.reopen(workspace, sale))
    found = sheets.opportunity_sheet(workspace, sale)
    assert (found.status, found.opportunity.closed_at) == (Status.TO_DO, None)
    assert opportunities.known_competitors(workspace) == ["Duval"]


# two windows


def test_whoever_comes_second_is_told(workspace: Workspace, sale: int) -> None:
    seen = record_of(workspace, sale).updated_at
    clock_of(workspace).advance(seconds=1)
    opportunities.move(workspace, sale, stage_ids(workspace)[1], seen=seen)
    before = dump(workspace)
    called = NextAction(ActionKind.CALL, FRIDAY)
    acts: list[Callable[[], object]] = [
        lambda: opportunities.move(workspace, sale, stage_ids(workspace)[2], seen=seen),
        lambda: opportunities.close(workspace, sale, Status.WON, seen=seen),
        lambda: opportunities.do_next_action(workspace, sale, "vu", seen=seen),
        lambda: opportunities.set_next_action(workspace, sale, called, seen=seen),
    ]
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.message_id == "opportunity.changed_meanwhile"
    assert dump(workspace) == before
