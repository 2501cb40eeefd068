"""Every figure of the cadence is the user's own: the settings file, or the result itself."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.consequence import Answers, CallFacts, CallRules, consequence
from prospect_tui.domain.results import ResultRule
from prospect_tui.domain.vocabulary import HalfDay, Nature, PlanKind
from prospect_tui.domain.when import When
from tests.domain.test_results_table import FRESH, MORNING, RULES

NRP, OCC, RAPP, REFUS = (RULES[code] for code in ("NRP", "OCC", "RAPP", "REFUS"))
USUAL = CallRules()
AFTERNOON = HalfDay.AFTERNOON


def planned(
    rule: ResultRule,
    rules: CallRules,
    facts: CallFacts = FRESH,
    at: datetime = MORNING,
    **said: int,
) -> When | None:
    outcome = consequence(facts, rule, Answers(**said), at, rules)  # type: ignore[arg-type]
    return outcome.next_call.when if outcome.next_call else None


@pytest.mark.parametrize(("attempts", "day"), [(0, 25), (1, 27), (2, 27), (3, 27)], ids=str)
def test_the_retry_ladder(attempts: int, day: int) -> None:
    rules = replace(USUAL, retry_steps=(2, 4))
    facts = replace(FRESH, attempts=attempts)
    assert planned(NRP, rules, facts) == When(date(2026, 11, day), half=AFTERNOON)


def test_the_number_of_attempts() -> None:
    rules = replace(USUAL, max_attempts=3)
    outcome = consequence(replace(FRESH, attempts=2), NRP, Answers(), MORNING, rules)
    assert (outcome.gives_up, outcome.score) == (True, "ARRETE")
    outcome = consequence(replace(FRESH, attempts=5), NRP, Answers(), MORNING,
                          replace(USUAL, max_attempts=8))  # fmt: skip
    assert (outcome.gives_up, outcome.score) == (False, "")


def test_the_minutes_of_a_busy_line() -> None:
    rules = replace(USUAL, busy_minutes=45)
    assert planned(OCC, rules) == When(date(2026, 11, 23), time(11, 2))
    own = replace(OCC, delay="busy:5")
    assert planned(own, rules) == When(date(2026, 11, 23), time(10, 22))


@pytest.mark.parametrize(("before", "is_soon"), [(0, True), (1, True), (2, False), (3, False)])
def test_how_often_a_busy_line_is_tried_again_at_once(before: int, is_soon: bool) -> None:
    rules = replace(USUAL, busy_retries=2)
    when = planned(OCC, rules, replace(FRESH, results_today={"OCC": before}))
    assert when is not None
    assert (when.day == MORNING.date()) is is_soon


def test_the_day_of_a_call_back() -> None:
    rules = replace(USUAL, call_back_days=3)
    assert planned(RAPP, rules) == When(date(2026, 11, 26), time(10, 15))
    assert planned(replace(RAPP, delay="same_hour:5"), rules) == When(
        date(2026, 11, 30), time(10, 15)
    )


def test_the_return_of_a_row_given_up() -> None:
    rules = replace(USUAL, return_months=3)
    facts = replace(FRESH, attempts=5)
    assert planned(NRP, rules, facts) == When(date(2027, 2, 23))
    assert planned(NRP, rules, facts, return_months=2) == When(date(2027, 1, 25))


def test_a_refusal_may_come_back_by_itself() -> None:
    always = replace(REFUS, delay="return:12")
    outcome = consequence(FRESH, always, Answers(), MORNING, USUAL)
    assert outcome.next_call is not None
    assert outcome.next_call.kind is PlanKind.RETURN
    assert outcome.next_call.when == When(date(2027, 11, 23))
    assert planned(always, USUAL, return_months=0) is None
    assert planned(always, USUAL, replace(FRESH, nature=Nature.INDIVIDUAL)) is None


def test_the_working_hours_and_the_region() -> None:
    reunion = WorkCalendar(
        weekdays=frozenset({1, 3}),
        morning=(time(8), time(10)),
        afternoon=(time(10), time(16)),
        region="974",
    )
    rules = replace(USUAL, calendar=reunion)
    assert planned(NRP, rules) == When(date(2026, 11, 24), half=HalfDay.MORNING)
    assert planned(RAPP, rules, at=MORNING.replace(hour=17)) == When(date(2026, 11, 24), time(16))
    monday = datetime(2026, 12, 15, 9, tzinfo=MORNING.tzinfo)
    assert planned(NRP, replace(rules, retry_steps=(2,)), at=monday) == When(
        date(2026, 12, 22), half=AFTERNOON
    )
