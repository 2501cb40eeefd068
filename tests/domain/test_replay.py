"""Calls worked out again: a removed call leaves no trace, one that is unchanged changes nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.consequence import Answers, CallFacts, CallRules, NextCall, consequence
from prospect_tui.domain.replay import LoggedCall, Standing, replay, standing
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.domain.vocabulary import HalfDay, Nature, PlanKind
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=PARIS)
RULES = CallRules()
PRO = Nature.PROFESSIONAL
BY_CODE = {rule.code: rule for rule in DEFAULT_RESULTS}
OPEN = ("NRP", "OCC", "RAPP", "REFUS_COMM", "MAIL", "ERR")
"""Results after which the row is called again."""

Said = tuple[str, timedelta, Answers]


def log(said: list[Said]) -> list[LoggedCall]:
    """Return the log that these calls would have made, each a while after the one before."""
    logged: list[LoggedCall] = []
    moment = MONDAY
    for number, (code, wait, answers) in enumerate(said):
        moment += wait
        outcome = consequence(facts(logged, moment), BY_CODE[code], answers, moment, RULES)
        before = logged[-1] if logged else None
        logged.append(
            LoggedCall(
                id=number,
                local=moment,
                rule=BY_CODE[code],
                flags=outcome.flags,
                counted=outcome.counted,
                attempts_after=outcome.attempts,
                score_before=before.score_after if before else "",
                score_after=outcome.score,
                planned_kind=before.next_call.kind if before and before.next_call else None,
                next_call=outcome.next_call,
                reason=answers.reason,
                competitor=answers.competitor,
            )
        )
    return logged


def facts(logged: list[LoggedCall], moment: datetime) -> CallFacts:
    """Return what a row has been through, told from its log."""
    calendar = RULES.calendar
    today = [call for call in logged if call.local.date() == moment.date()]
    codes = [call.rule.code for call in logged]
    codes_today = [call.rule.code for call in today]
    last = logged[-1] if logged else None
    return CallFacts(
        nature=PRO,
        score=last.score_after if last else "",
        attempts=last.attempts_after if last else 0,
        planned_kind=last.next_call.kind if last and last.next_call else None,
        results_today={code: codes_today.count(code) for code in set(codes_today)},
        results_before={code: codes.count(code) for code in set(codes)},
        counted_this_half_day=any(
            call.counted and calendar.half_of(call.local) is calendar.half_of(moment)
            for call in today
        ),
    )


def left_by(logged: list[LoggedCall]) -> Standing:
    """Return where a log leaves its row."""
    if not logged:
        return Standing()
    last = logged[-1]
    return Standing(last.attempts_after, last.score_after, last.next_call)


waits = st.integers(min_value=1, max_value=60 * 24 * 9).map(lambda n: timedelta(minutes=n))
dates = st.integers(min_value=1, max_value=300).map(
    lambda n: When((MONDAY + timedelta(days=n)).date())
)
answers = st.builds(
    Answers,
    when=st.none() | dates,
    spoke_to_decider=st.none() | st.booleans(),
    return_months=st.sampled_from([None, 0, 1, 6, 12]),
)
calls = st.lists(st.tuples(st.sampled_from(OPEN), waits, answers), min_size=1, max_size=9)


@given(calls)
def test_calls_that_are_not_changed_decide_what_they_decided(said: list[Said]) -> None:
    logged = log(said)
    again = replay(logged, logged, RULES, PRO)
    assert [one.outcome.attempts for one in again] == [call.attempts_after for call in logged]
    assert [one.outcome.score for one in again] == [call.score_after for call in logged]
    assert [one.outcome.next_call for one in again] == [call.next_call for call in logged]
    assert [one.outcome.flags for one in again] == [call.flags for call in logged]


@given(calls, st.data())
def test_a_call_taken_out_was_never_made(said: list[Said], data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=0, max_value=len(said) - 1))
    without = [*said[:place], *said[place + 1 :]]
    if place < len(without):
        code, wait, told = without[place]
        without[place] = (code, wait + said[place][1], told)
    logged = log(said)
    now = [call for call in logged if call.id != place]
    again = standing(replay(logged, now, RULES, PRO), logged[0].score_before)
    expected = left_by(log(without))
    typed = all(told.when is None and told.return_months is None for _, _, told in said)
    assert again.attempts == expected.attempts
    if typed:
        assert (again.score, again.next_call) == (expected.score, expected.next_call)


def said(*codes: str) -> list[Said]:
    return [(code, timedelta(days=1), Answers()) for code in codes]


def test_the_ladder_of_retries_loses_a_step() -> None:
    logged = log(said("NRP", "NRP", "NRP"))
    assert logged[-1].next_call is not None
    assert logged[-1].next_call.when.day.isoformat() == "2026-12-01"
    again = replay(logged, logged[1:], RULES, PRO)
    assert [one.outcome.attempts for one in again] == [1, 2]
    last = again[-1].outcome.next_call
    assert last == NextCall(PlanKind.RETRY, When(date(2026, 11, 30), half=HalfDay.AFTERNOON))


@pytest.mark.parametrize("score", ["CHAUD", "FROID"])
def test_a_score_set_by_hand_before_a_call_stays(score: str) -> None:
    logged = log(said("NRP", "NRP"))
    logged[1] = replace(logged[1], score_before=score, score_after=score)
    assert standing(replay(logged, logged[1:], RULES, PRO), "").score == score


def test_a_corrected_call_is_answered_anew() -> None:
    logged = log(said("NRP", "NRP"))
    thursday = When(date(2026, 12, 3))
    rapp = replace(
        logged[0],
        rule=BY_CODE["RAPP"],
        answers=Answers(when=thursday, spoke_to_decider=True),
    )
    first, second = replay(logged, [rapp, logged[1]], RULES, PRO)
    assert (first.outcome.attempts, second.outcome.attempts) == (0, 1)
    assert first.outcome.next_call == NextCall(PlanKind.PROMISED, thursday)


def test_without_any_call_the_row_is_new_again() -> None:
    assert standing([], "TIEDE") == Standing(score="TIEDE")
