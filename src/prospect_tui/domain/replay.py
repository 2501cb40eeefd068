"""What the calls of a row leave behind, worked out again when one of them is corrected or removed.

Each call goes again through the rules that logged it, from what the calls before it left. What
those rules cannot give again, such as a date that was typed or a score set by hand, stays as it
was decided. Nothing is changed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from prospect_tui.domain.consequence import (
    Answers,
    CallFacts,
    CallRules,
    Consequence,
    NextCall,
    consequence,
)
from prospect_tui.domain.earlier_calls import EarlierCall, with_earlier_calls
from prospect_tui.domain.results import CallFlags, ResultRule
from prospect_tui.domain.vocabulary import Nature, PlanKind, RowState

_RETURNS = (None, 0, 1, 6, 12)
"""The months after which a row comes back that a call may have been answered with."""


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A line of the log, and what it decided then."""

    id: int
    local: datetime
    """When, in the user's zone."""
    rule: ResultRule
    flags: CallFlags
    counted: bool
    attempts_after: int
    score_before: str
    score_after: str
    planned_kind: PlanKind | None
    """Why the row was to be called then."""
    next_call: NextCall | None
    number: str = ""
    reason: str = ""
    competitor: str = ""
    message_left: bool = False
    about_opportunity: bool = False
    """Whether its row was an opportunity, or became one."""
    answers: Answers | None = None
    """What is answered now, when the call is corrected; None: what was answered then."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands after some calls."""

    attempts: int = 0
    score: str = ""
    next_call: NextCall | None = None
    state: RowState = RowState.ACTIVE
    struck_reason: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A call and what it decides now."""

    call: LoggedCall
    score_before: str
    outcome: Consequence


@dataclass(frozen=True, slots=True)
class _Kept:
    """How a call was answered, and what the rules alone would not give again."""

    answers: Answers
    keeps_next: bool
    keeps_score: bool
    is_planned_by_hand: bool
    """Whether the call before it had not planned it so."""
    is_scored_by_hand: bool
    """Whether the call before it had left another score."""


@dataclass(slots=True)
class _Past:
    """What a row went through before a call."""

    nature: Nature
    attempts: int = 0
    score: str = ""
    planned_kind: PlanKind | None = None
    has_opportunity: bool = False
    calls: list[EarlierCall] = field(default_factory=list)

    def facts(self, local: datetime, rules: CallRules) -> CallFacts:
        known = CallFacts(
            score=self.score,
            attempts=self.attempts,
            planned_kind=self.planned_kind,
            has_open_opportunity=self.has_opportunity,
            nature=self.nature,
        )
        return with_earlier_calls(known, self.calls, local, rules.calendar)


def replay(
    logged: Sequence[LoggedCall], now: Sequence[LoggedCall], rules: CallRules, nature: Nature
) -> list[Replayed]:
    """Return what each call of `now` decides, oldest first.

    `logged` are the calls of the log as they are, `now` those that remain, the corrected ones with
    their new rule and answers; both oldest first. `nature` is whom the row is about.
    """
    kept = _kept_answers(logged, rules, nature)
    past = _Past(nature, score=logged[0].score_before if logged else "")
    replayed: list[Replayed] = []
    for call in now:
        how = kept[call.id]
        if how.is_planned_by_hand:
            past.planned_kind = call.planned_kind
        if how.is_scored_by_hand:
            past.score = call.score_before
        outcome = _again(call, how, past.facts(call.local, rules), rules)
        replayed.append(Replayed(call, past.score, outcome))
        past.attempts, past.score = outcome.attempts, outcome.score
        past.planned_kind = outcome.next_call.kind if outcome.next_call else None
        past.has_opportunity = past.has_opportunity or call.about_opportunity
        past.calls.append(EarlierCall(call.local, call.rule.code, outcome.counted))
    return replayed


def standing(replayed: Sequence[Replayed], score: str) -> Standing:
    """Return where the calls leave their row; without any, new again, with its first `score`."""
    if not replayed:
        return Standing(score=score)
    last = replayed[-1].outcome
    return Standing(last.attempts, last.score, last.next_call, last.state, last.struck_reason)


def _kept_answers(
    logged: Sequence[LoggedCall], rules: CallRules, nature: Nature
) -> dict[int, _Kept]:
    """Return how each call was answered, each judged from what the log says came before it."""
    found: dict[int, _Kept] = {}
    past = _Past(nature, score=logged[0].score_before if logged else "")
    for call in logged:
        is_planned_by_hand = call.planned_kind is not past.planned_kind
        is_scored_by_hand = call.score_before != past.score
        past.score, past.planned_kind = call.score_before, call.planned_kind
        answers, outcome = _answered(call, past.facts(call.local, rules), rules)
        found[call.id] = _Kept(
            answers,
            keeps_next=not _is_same(outcome.next_call, call.next_call),
            keeps_score=outcome.score != call.score_after,
            is_planned_by_hand=is_planned_by_hand,
            is_scored_by_hand=is_scored_by_hand,
        )
        past.attempts, past.score = call.attempts_after, call.score_after
        past.planned_kind = call.next_call.kind if call.next_call else None
        past.has_opportunity = past.has_opportunity or call.about_opportunity
        past.calls.append(EarlierCall(call.local, call.rule.code, call.counted))
    return found


def _answered(call: LoggedCall, facts: CallFacts, rules: CallRules) -> tuple[Answers, Consequence]:
    """Return the answers which give again what the call decided, or those that come nearest."""
    subject = call.next_call.subject if call.next_call else ""
    said = Answers(
        subject=subject,
        reason=call.reason,
        competitor=call.competitor,
        spoke_to_decider=call.flags.decision_maker,
        message_left=call.message_left,
        number=call.number,
    )
    tries = [replace(said, return_months=months) for months in _RETURNS]
    if call.next_call is not None:
        tries.append(replace(said, when=call.next_call.when))
    for answers in tries:
        outcome = consequence(facts, call.rule, answers, call.local, rules)
        if _is_same(outcome.next_call, call.next_call):
            break
    return answers, outcome


def _again(call: LoggedCall, how: _Kept, facts: CallFacts, rules: CallRules) -> Consequence:
    """Return what a call decides after other calls than those it was logged after."""
    if call.answers is not None:
        return consequence(facts, call.rule, call.answers, call.local, rules)
    outcome = consequence(facts, call.rule, how.answers, call.local, rules)
    outcome = replace(outcome, flags=call.flags)
    if how.keeps_next:
        outcome = replace(outcome, next_call=call.next_call)
    if how.keeps_score:
        outcome = replace(outcome, score=call.score_after)
    return outcome


def _is_same(one: NextCall | None, other: NextCall | None) -> bool:
    """Say whether two next calls have the same reason and time."""
    if one is None or other is None:
        return one is other
    return (one.kind, one.when) == (other.kind, other.when)
