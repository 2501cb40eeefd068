"""Whatever result a user makes, once it may be kept: what it decides is sound."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.consequence import Answers, CallFacts, consequence
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.result_rules import check_rule, completed
from prospect_tui.domain.results import (
    Ask,
    AttemptEffect,
    CallFlags,
    Conversion,
    Plan,
    ResultRule,
    RowEffect,
)
from prospect_tui.domain.vocabulary import Nature, PlanKind, RowState
from tests.domain.test_result_rules import CHANGES, SCORES, delays
from tests.domain.test_results import MOMENTS
from tests.domain.test_results_table import FRESH, LIMITS, PARIS, TWO_NUMBERS

BOOLS = st.booleans()
ASKS = st.lists(st.sampled_from(Ask), unique=True).map(tuple)
WAITS = st.integers(1, 400)


@st.composite
def rules(draw: st.DrawFn) -> ResultRule:
    """Return a result that may be kept."""
    asked = draw(ASKS)
    required = draw(st.lists(st.sampled_from(asked), unique=True)) if asked else []
    rule = completed(
        ResultRule(
            "VISIO",
            "k",
            CallFlags(*(draw(BOOLS) for _flag in range(6))),
            draw(delays().filter(lambda delay: delay.amount <= 400)).text,
            draw(st.sampled_from(AttemptEffect)),
            draw(CHANGES.filter(lambda change: change.months <= 400)).text,
            draw(st.sampled_from(RowEffect)),
            draw(st.sampled_from(Conversion)),
            draw(BOOLS),
            tuple(draw(st.lists(st.sampled_from(Plan), unique=True))),
            tuple(required),
            asked,
            draw(BOOLS),
        )
    )
    with suppress(InvalidValue, Refused):
        check_rule(rule, SCORES)
        return rule
    return replace(rule, delay="days:30", score="", plans=(), required=())


FACTS = st.builds(
    replace,
    st.sampled_from([FRESH, TWO_NUMBERS, CallFacts()]),
    state=st.sampled_from(RowState),
    attempts=st.integers(0, 9),
    score=st.sampled_from(["", *SCORES]),
    planned_kind=st.sampled_from([None, *PlanKind]),
    results_today=st.dictionaries(st.just("VISIO"), st.integers(1, 3)),
    results_before=st.dictionaries(st.just("VISIO"), st.integers(1, 3)),
    has_open_opportunity=BOOLS,
    nature=st.sampled_from(Nature),
)
ANSWERS = st.builds(
    Answers,
    return_months=st.sampled_from([None, 0, 1, 6, 12]),
    competitor=st.sampled_from(["", "Lapeyre"]),
    spoke_to_decider=st.sampled_from([None, True, False]),
    convert=st.sampled_from([None, True, False]),
    lose=st.sampled_from([None, True, False]),
)


@given(rule=rules(), facts=FACTS, answers=ANSWERS, at=MOMENTS)
def test_what_it_decides_is_sound(
    rule: ResultRule, facts: CallFacts, answers: Answers, at: datetime
) -> None:
    local = at.astimezone(PARIS)
    outcome = consequence(facts, rule, answers, local, LIMITS)
    assert outcome.attempts >= 0
    assert outcome.score in {"", *SCORES}
    assert not (outcome.converts and outcome.loses)
    assert outcome.loses <= facts.has_open_opportunity
    if facts.state is RowState.CONVERTED:
        assert outcome.state is RowState.CONVERTED
    if outcome.state is RowState.STRUCK:
        assert outcome.next_call is None
    if outcome.next_call is not None:
        moment = outcome.next_call.when.moment(PARIS)
        assert outcome.next_call.when.day >= local.date() if moment is None else moment > local
    if outcome.counted:
        assert outcome.attempts >= 1


@given(rule=rules(), facts=FACTS, answers=ANSWERS, at=MOMENTS)
def test_it_never_depends_on_its_names(
    rule: ResultRule, facts: CallFacts, answers: Answers, at: datetime
) -> None:
    local = at.astimezone(PARIS)
    named = replace(rule, label="REFUS", definition="Un non", key="z", position=9)
    assert consequence(facts, named, answers, local, LIMITS) == consequence(
        facts, rule, answers, local, LIMITS
    )
    facts = replace(facts, results_today={}, results_before={})
    renamed = consequence(facts, replace(rule, code="NRP"), answers, local, LIMITS)
    expected = consequence(facts, rule, answers, local, LIMITS)
    assert renamed == replace(expected, result="NRP")
