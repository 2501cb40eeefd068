"""What the default results share: flags, what is required, bad numbers, opposition."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.consequence import Answers, CallFacts, check_answers
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.results import DEFAULT_RESULTS, OPPOSITION_KEY, Ask, CallFlags
from prospect_tui.domain.vocabulary import PlanKind, RowState
from tests.domain.test_results_table import (
    AGREED,
    CONVERTED,
    FIFTH,
    FRESH,
    LIMITS,
    PARIS,
    RULES,
    TWO_NUMBERS,
    WARM,
    decide,
)

MOMENTS = st.integers(0, 100_000).map(
    lambda hours: datetime(2024, 1, 1, 0, 17, tzinfo=UTC) + timedelta(hours=hours)
)


@pytest.mark.parametrize(
    ("code", "flags"),
    [
        ("NRP", CallFlags()),
        ("OCC", CallFlags()),
        ("RAPP", CallFlags(answered=True)),
        ("REFUS", CallFlags(answered=True, decision_maker=True, argued=True, final=True)),
        ("REFUS_COMM", CallFlags(answered=True, decision_maker=True)),
        ("RDV", CallFlags(True, True, True, True, True, True)),
        ("PISTE", CallFlags(answered=True, decision_maker=True, argued=True, positive=True)),
        ("PROJET", CallFlags(answered=True, decision_maker=True, argued=True, positive=True)),
        ("MAIL", CallFlags(answered=True)),
        ("HORS_CIBLE", CallFlags(answered=True, final=True)),
        ("ERR", CallFlags(valid_number=False)),
    ],
)
def test_flags_of_a_result(code: str, flags: CallFlags) -> None:
    assert decide(code).flags == flags


@pytest.mark.parametrize("spoke", [True, False])
def test_one_more_key_says_whether_the_decider_spoke(spoke: bool) -> None:
    assert decide("MAIL", spoke_to_decider=spoke).flags.decision_maker is spoke


def test_nobody_and_busy_take_one_key() -> None:
    alone = [rule.code for rule in DEFAULT_RESULTS if not rule.asked and not rule.required]
    assert alone == ["NRP", "OCC", "ERR"]


def test_keys_are_unique_and_leave_the_one_of_opposition() -> None:
    keys = [rule.key for rule in DEFAULT_RESULTS]
    assert len(set(keys)) == len(keys)
    assert OPPOSITION_KEY not in keys


@pytest.mark.parametrize(
    ("code", "said", "missing"),
    [
        ("RDV", Answers(), (Ask.WHEN,)),
        ("PISTE", Answers(), (Ask.WHEN, Ask.SUBJECT)),
        ("PISTE", Answers(when=AGREED, subject="  "), (Ask.SUBJECT,)),
        ("PROJET", Answers(when=AGREED), (Ask.REASON,)),
        ("PROJET", Answers(reason="budget"), (Ask.WHEN,)),
    ],
)
def test_what_is_required_is_required(code: str, said: Answers, missing: tuple[Ask, ...]) -> None:
    with pytest.raises(Refused) as refusal:
        check_answers(RULES[code], said)
    assert refusal.value.message_id == "call.missing"
    assert refusal.value.params == {"result": code, "missing": missing}


@pytest.mark.parametrize("code", [r.code for r in DEFAULT_RESULTS if not r.required])
def test_the_other_results_require_nothing(code: str) -> None:
    check_answers(RULES[code], Answers())


def test_a_wrong_number_gives_way_to_the_next_good_one() -> None:
    outcome = decide("ERR", TWO_NUMBERS)
    assert (outcome.bad_number, outcome.next_number) == ("+33199000001", "+33639980002")
    outcome = decide("ERR", TWO_NUMBERS, number="+33639980002")
    assert (outcome.bad_number, outcome.next_number) == ("+33639980002", "+33199000001")


def test_a_number_already_bad_is_not_offered_again() -> None:
    numbers = (*TWO_NUMBERS.numbers[:1], replace(TWO_NUMBERS.numbers[1], is_bad=True))
    assert decide("ERR", replace(FRESH, numbers=numbers)).next_number == ""


def test_the_reason_of_a_strike_is_kept() -> None:
    assert decide("HORS_CIBLE", reason="grossiste").struck_reason == "grossiste"
    assert decide("RAPP", reason="occupé").struck_reason == ""


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("facts", [FRESH, WARM, FIFTH, CONVERTED])
def test_opposition_cancels_everything_whatever_the_result(code: str, facts: CallFacts) -> None:
    outcome = decide(
        code,
        facts,
        when=AGREED,
        subject="s",
        reason="ne plus appeler",
        convert=True,
        opposition=True,
    )
    assert outcome.opposes
    assert outcome.next_call is None
    assert outcome.activities == ()
    assert not outcome.converts
    assert not outcome.gives_up
    assert outcome.score == "ARRETE"
    assert outcome.state is (
        RowState.CONVERTED if facts.state is RowState.CONVERTED else RowState.STRUCK
    )


def test_a_struck_row_plans_no_call() -> None:
    assert decide("RAPP", replace(FRESH, state=RowState.STRUCK)).next_call is None


@given(
    code=st.sampled_from(sorted(RULES)),
    attempts=st.integers(0, 12),
    at=MOMENTS,
    months=st.sampled_from([None, 0, 1, 6, 12]),
    planned=st.sampled_from([None, *PlanKind]),
)
def test_a_next_call_is_never_in_the_past_nor_on_a_day_off(
    code: str, attempts: int, at: datetime, months: int | None, planned: PlanKind | None
) -> None:
    facts = replace(FRESH, attempts=attempts, planned_kind=planned)
    local = at.astimezone(PARIS)
    outcome = decide(code, facts, at=local, return_months=months)
    assert outcome.attempts >= 0
    if outcome.next_call is not None:
        when = outcome.next_call.when
        moment = when.moment(PARIS)
        assert when.day >= local.date() if moment is None else moment > local
        if code not in {"OCC", "ERR"}:  # these two are for today
            assert LIMITS.calendar.is_working_day(when.day)
