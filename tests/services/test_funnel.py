"""The funnel of a period: each step counts whom it says, once, and opens just them."""

from datetime import date, timedelta

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import calls, conversion, opportunities, scoring, undo
from prospect_tui.services.calls import CallEntry
from prospect_tui.services.funnel import (
    TYPED,
    Counted,
    FunnelStep,
    counted,
    days_typed,
    funnel,
    set_typed,
)
from prospect_tui.services.scoring import Owner
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def volumes(workspace: Workspace, period: tuple[date, date]) -> dict[str, int]:
    return {one.step.value: one.volume for one in funnel(workspace, *period).steps if one.volume}


def who(
    workspace: Workspace, step: FunnelStep, period: tuple[date, date] = NOVEMBER
) -> list[Counted]:
    return counted(workspace, step, *period)


def test_an_empty_base_has_no_volume_and_no_rate(workspace: Workspace) -> None:
    found = funnel(workspace, *NOVEMBER)
    assert [one.step for one in found.steps] == list(FunnelStep)
    assert {(one.volume, one.rate) for one in found.steps} == {(0, None)}


def test_a_year_from_visitors_to_a_client(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    row, other, _third = (make_prospect(workspace, file_id) for _ in range(3))
    set_typed(workspace, FunnelStep.VISITORS, date(2026, 11, 22), 60)
    for code in ("webinar", "white_paper"):
        scoring.add_event(workspace, Owner(row), code, date(2026, 11, 12))
    later = When(workspace.clock.today() + timedelta(days=9))
    answers = Answers(when=later, subject="devis")
    calls.log_call(workspace, CallEntry(other, "PISTE", answers))
    assert volumes(workspace, NOVEMBER) == {"visitors": 60, "leads": 3, "mql": 1, "sql": 1}
    clock_of(workspace).advance(days=10)
    (sale,) = conversion.convert_rows(workspace, [row], anyway=True)
    opportunities.close(workspace, sale, Status.WON)
    assert volumes(workspace, DECEMBER) == {"sql": 1, "opportunities": 1, "clients": 1}
    found = {one.step: one for one in funnel(workspace, *DECEMBER).steps}
    assert found[FunnelStep.CLIENTS].rate == 1.0
    assert who(workspace, FunnelStep.MQL) == [Counted("opportunity", sale)]
    assert who(workspace, FunnelStep.SQL) == [Counted("prospect", other)]


def test_every_volume_opens_what_it_counts(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(4)]
    conversion.convert_rows(workspace, rows[:2], anyway=True)
    opportunities.create(workspace, "Sans ligne", origin=Origin.NETWORK)
    for one in funnel(workspace, *NOVEMBER).steps:
        if one.step not in TYPED:
            assert len(who(workspace, one.step)) == one.volume
    leads = who(workspace, FunnelStep.LEADS)
    assert [one.kind for one in leads] == ["prospect"] * 4 + ["opportunity"]


def test_three_sales_to_one_company_are_one_contact(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    (first,) = conversion.convert_rows(workspace, [row], anyway=True)
    with workspace.writing("demo") as writing:
        company = writing.connection.execute(
            "SELECT company_id FROM opportunity WHERE id = ?", (first,)
        ).fetchone()[0]
    assert company is not None
    sales = [opportunities.create(workspace, f"Formation {n}", origin=Origin.UPSELL) for n in "ab"]
    with workspace.writing("demo") as writing:
        for sale in sales:
            writing.connection.execute(
                "UPDATE opportunity SET company_id = ? WHERE id = ?", (company, sale)
            )
    for sale in (first, *sales):
        opportunities.close(workspace, sale, Status.WON)
    assert who(workspace, FunnelStep.OPPORTUNITIES) == [Counted("opportunity", first)]
    assert who(workspace, FunnelStep.CLIENTS) == [Counted("opportunity", first)]


def test_becoming_hot_twice_counts_on_the_first_day(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    for month in (9, 10, 11):
        for code in ("webinar", "white_paper"):
            scoring.add_event(workspace, Owner(row), code, date(2026, month, 5))
    assert who(workspace, FunnelStep.MQL) == []
    september = date(2026, 9, 1), date(2026, 9, 30)
    assert who(workspace, FunnelStep.MQL, september) == [Counted("prospect", row)]


def test_a_call_without_interest_qualifies_nobody(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    calls.log_call(workspace, CallEntry(row, "NRP"))
    assert who(workspace, FunnelStep.SQL) == []


def test_the_day_is_that_of_the_user(workspace: Workspace) -> None:
    clock_of(workspace).advance(days=7, hours=13, minutes=30)  # 23:45 on the last of November
    row = make_prospect(workspace, make_file(workspace))
    assert who(workspace, FunnelStep.LEADS) == [Counted("prospect", row)]
    clock_of(workspace).advance(minutes=30)
    make_prospect(workspace, make_file(workspace, "Autre"))
    assert volumes(workspace, DECEMBER) == {"leads": 1}


def test_a_typed_day_is_replaced_taken_away_and_undone(workspace: Workspace) -> None:
    day, step = date(2026, 11, 22), FunnelStep.VISITORS
    before = dump(workspace)
    set_typed(workspace, step, day, 120)
    set_typed(workspace, step, day, 80)
    set_typed(workspace, FunnelStep.AMBASSADORS, day, 2)
    assert [(one.on, one.volume) for one in days_typed(workspace, step, *NOVEMBER)] == [(day, 80)]
    assert volumes(workspace, NOVEMBER) == {"visitors": 80, "ambassadors": 2}
    undo.undo(workspace)
    undo.undo(workspace)
    assert volumes(workspace, NOVEMBER) == {"visitors": 120}
    set_typed(workspace, step, day, 0)
    assert dump(workspace) == before


def test_what_is_counted_or_to_come_is_not_typed(workspace: Workspace) -> None:
    for step, day, volume in (
        (FunnelStep.CLIENTS, date(2026, 11, 1), 3),
        (FunnelStep.VISITORS, date(2026, 11, 24), 3),
        (FunnelStep.VISITORS, date(2026, 11, 1), -3),
    ):
        with pytest.raises(InvalidValue):
            set_typed(workspace, step, day, volume)
    with pytest.raises(InvalidValue):
        funnel(workspace, *reversed(NOVEMBER))
