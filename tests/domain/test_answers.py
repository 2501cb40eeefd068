"""What a result requires is required, whichever of its questions it is."""

from dataclasses import replace
from typing import Any

import pytest

from prospect_tui.domain.answers import REQUIRABLE, Answers, check_answers, with_project
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.results import DEFAULT_RESULTS, Ask, ResultRule
from tests.domain.test_results_table import AGREED

GIVEN: dict[Ask, dict[str, Any]] = {
    Ask.WHEN: {"when": AGREED},
    Ask.SUBJECT: {"subject": "tarifs"},
    Ask.REASON: {"reason": "budget"},
    Ask.COMPETITOR: {"competitor": "Lapeyre"},
    Ask.PLACE: {"place": "Lyon"},
    Ask.PERSON: {"person": "Mme Roux"},
    Ask.AMOUNT: {"amount_cents": 0},
    Ask.EMAIL: {"email": "contact@example.org"},
    Ask.BUDGET: {"conditions": {"budget": True}},
    Ask.DECIDERS: {"conditions": {"deciders": True}},
}
REFUSAL = next(rule for rule in DEFAULT_RESULTS if rule.code == "REFUS")


def missing(rule: ResultRule, answers: Answers) -> object:
    """Return the questions without which a result refuses `answers`."""
    with pytest.raises(Refused, match=r"call\.missing") as refusal:
        check_answers(rule, answers)
    return refusal.value.params["missing"]


def test_every_answer_that_may_be_required_is_tried() -> None:
    assert GIVEN.keys() == REQUIRABLE


@pytest.mark.parametrize("ask", GIVEN)
def test_an_answer_is_there_or_lacks(ask: Ask) -> None:
    rule = ResultRule("VISIO", "k", asked=(ask,), required=(ask,))
    assert missing(rule, Answers()) == (ask,)
    check_answers(rule, Answers(**GIVEN[ask]))


@pytest.mark.parametrize("answers", [Answers(reason="prix"), Answers(competitor="Lapeyre")])
def test_an_opportunity_is_lost_for_a_reason_or_to_somebody(answers: Answers) -> None:
    assert missing(REFUSAL, Answers(lose=True)) == (Ask.REASON,)
    check_answers(REFUSAL, replace(answers, lose=True))
    check_answers(REFUSAL, Answers(lose=False))


def test_what_is_learnt_of_the_project_fulfils_its_conditions() -> None:
    said = with_project(Answers(conditions={"date": True}), 5_000_00, "Mme Roux")
    assert said.conditions == {"date": True, "budget": True, "deciders": True}
    assert (said.amount_cents, said.five_w) == (5_000_00, {"who": "Mme Roux"})
    assert with_project(Answers(amount_cents=100), 5_000_00, "").amount_cents == 100
    assert with_project(Answers(), None, " ") == Answers()
