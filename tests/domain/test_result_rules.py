"""How delays and scores are written and read, and what makes a call result unusable."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cadence import LONGEST_WAIT
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.result_rules import (
    MAY_HAVE_AMOUNT,
    NEED_AMOUNT,
    Delay,
    DelayKind,
    ScoreChange,
    ScoreKind,
    check_rule,
    completed,
    read_delay,
    read_score,
)
from prospect_tui.domain.results import (
    DEFAULT_RESULTS,
    DEFAULT_SCORES,
    Ask,
    Conversion,
    Plan,
    ResultRule,
)

SCORES = {score.code: score for score in DEFAULT_SCORES}
CODES = st.sampled_from(sorted(SCORES))
AMOUNTS = st.integers(1, LONGEST_WAIT)


@st.composite
def delays(draw: st.DrawFn) -> Delay:
    kind = draw(st.sampled_from(DelayKind))
    if kind in NEED_AMOUNT:
        return Delay(kind, draw(AMOUNTS))
    return Delay(kind, draw(st.just(0) | AMOUNTS) if kind in MAY_HAVE_AMOUNT else 0)


CHANGES = st.one_of(
    st.just(ScoreChange(ScoreKind.KEEP)),
    st.builds(ScoreChange, st.just(ScoreKind.SET), CODES),
    st.builds(ScoreChange, st.just(ScoreKind.LAST), CODES),
    st.builds(ScoreChange, st.just(ScoreKind.COMPETITOR), CODES, CODES),
    st.builds(ScoreChange, st.just(ScoreKind.WITHIN_MONTHS), CODES, CODES, AMOUNTS),
)


@given(delays())
def test_a_delay_is_read_as_it_is_written(delay: Delay) -> None:
    assert read_delay(delay.text) == delay


@given(CHANGES)
def test_a_score_rule_is_read_as_it_is_written(change: ScoreChange) -> None:
    assert read_score(change.text) == change


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("", "result.delay"),
        ("tomorrow", "result.delay"),
        ("days:3:4", "result.delay"),
        ("typed:3", "result.delay"),
        ("next_number:1", "result.delay"),
        ("days", "result.delay_amount"),
        ("days:", "result.delay_amount"),
        ("days:0", "result.delay_amount"),
        ("days:-3", "result.delay_amount"),
        ("days:3651", "result.delay_amount"),
        ("busy:²", "result.delay_amount"),
        ("once_days:" + "9" * 5000, "result.delay_amount"),
    ],
)
def test_a_delay_that_cannot_be_read_is_refused(text: str, message_id: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        read_delay(text)
    assert refusal.value.message_id == message_id


@pytest.mark.parametrize(
    "text",
    ["competitor:FROID", "competitor::ARRETE", "within_months:x:A:B", "within_months:3:A",
     "last:", "last", "keep", "A:B", "within_months:0:A:B"],
)  # fmt: skip
def test_a_score_rule_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        read_score(text)
    assert refusal.value.message_id == "result.score_rule"


@given(st.text())
def test_any_text_is_refused_or_read_for_good(text: str) -> None:
    with suppress(InvalidValue):
        assert read_delay(read_delay(text).text) == read_delay(text)
    with suppress(InvalidValue):
        assert read_score(read_score(text).text) == read_score(text)


@pytest.mark.parametrize("rule", DEFAULT_RESULTS, ids=lambda rule: rule.code)
def test_the_default_results_may_be_kept(rule: ResultRule) -> None:
    check_rule(rule, SCORES)
    assert set(completed(rule).asked) == set(rule.asked)


WHEN = replace(ResultRule("VISIO", "k"), delay="typed", asked=(Ask.WHEN,), required=(Ask.WHEN,))


@pytest.mark.parametrize(
    ("changes", "message_id"),
    [
        ({"delay": "soon"}, "result.delay"),
        ({"score": "TEPID"}, "result.unknown_score"),
        ({"score": "PERDU"}, "score.reason_not_required"),
        ({"score": "within_months:2:CHAUD:PERDU"}, "score.reason_not_required"),
        ({"score": "competitor:FROID:TEPID"}, "result.unknown_score"),
        ({"required": (Ask.WHEN, Ask.REASON)}, "result.required_not_asked"),
        (
            {"asked": (Ask.WHEN, Ask.OPPOSITION), "required": (Ask.OPPOSITION,)},
            "result.cannot_require",
        ),
        ({"asked": (), "required": ()}, "result.typed_not_asked"),
        ({"delay": "return"}, "result.return_not_asked"),
        (
            {"delay": "days:3", "asked": (), "required": (), "plans": (Plan.MEETING,)},
            "result.meeting_not_asked",
        ),
        ({"score": "competitor:FROID:ARRETE"}, "result.competitor_not_asked"),
        ({"delay": "none"}, "result.date_without_call"),
        ({"asked": (Ask.WHEN, Ask.RETURN_MONTHS)}, "result.date_without_call"),
        ({"asked": (Ask.WHEN, Ask.PLACE)}, "result.only_for_meeting"),
        ({"asked": (Ask.PERSON, Ask.WHEN)}, "result.only_for_meeting"),
        (
            {"delay": "none", "asked": (Ask.SUBJECT,), "required": ()},
            "result.date_without_call",
        ),
    ],
)
def test_what_could_not_be_used_is_refused(changes: dict[str, Any], message_id: str) -> None:
    check_rule(WHEN, SCORES)
    with pytest.raises((InvalidValue, Refused)) as refusal:
        check_rule(replace(WHEN, **changes), SCORES)
    assert refusal.value.message_id == message_id


@pytest.mark.parametrize("conversion", Conversion)
def test_converting_is_asked_exactly_when_it_is_offered(conversion: Conversion) -> None:
    offered = conversion in {Conversion.OFFER_NO, Conversion.OFFER_YES}
    for asked in ((Ask.WHEN,), (Ask.CONVERT, Ask.WHEN)):
        rule = completed(replace(WHEN, conversion=conversion, asked=asked))
        assert (Ask.CONVERT in rule.asked) is offered
        assert Ask.WHEN in rule.asked
