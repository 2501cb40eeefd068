"""How the delay and the score of a result are written, and what makes a result unusable.

A rule is one short text, such as "busy:20" or "within_months:3:CHAUD:TIEDE": stored, exported and
typed alike. What cannot be read is refused here, before it could reach a call.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from prospect_tui.domain.answers import REQUIRABLE
from prospect_tui.domain.cadence import LONGEST_WAIT
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.results import Ask, Conversion, Plan, ResultRule, ScoreRule


class DelayKind(StrEnum):
    """When the next call is, by the first word of a delay rule."""

    NONE = "none"
    RETRY = "retry"
    """The retry ladder, in the other half-day."""
    BUSY = "busy"
    """In some minutes; later in a day like `RETRY`."""
    SAME_HOUR = "same_hour"
    """On a working day to come at this hour."""
    TYPED = "typed"
    DAYS = "days"
    ONCE_DAYS = "once_days"
    """In some days, the first time only."""
    WORKING_DAYS = "working_days"
    RETURN = "return"
    """In some months if it is wanted: the row comes back as new."""
    NEXT_NUMBER = "next_number"


NEED_AMOUNT = frozenset({DelayKind.DAYS, DelayKind.ONCE_DAYS, DelayKind.WORKING_DAYS})
MAY_HAVE_AMOUNT = NEED_AMOUNT | {DelayKind.BUSY, DelayKind.SAME_HOUR, DelayKind.RETURN}
"""Those of which an amount says how many; without it, the settings or the answer do."""


@dataclass(frozen=True, slots=True)
class Delay:
    """When to call next; `amount` counts minutes, days or months, 0 standing for none."""

    kind: DelayKind
    amount: int = 0

    @property
    def text(self) -> str:
        """Return the rule as it is stored."""
        return f"{self.kind.value}:{self.amount}" if self.amount else self.kind.value


class ScoreKind(StrEnum):
    """How a result decides on the score."""

    KEEP = "keep"
    SET = "set"
    COMPETITOR = "competitor"
    """One score when a supplier in place was named, another otherwise."""
    WITHIN_MONTHS = "within_months"
    """One score when the next call is soon enough, another otherwise."""
    LAST = "last"
    """A score once the delay rule plans no further call."""


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """What becomes of the score: the codes of one or two scores, and perhaps the months."""

    kind: ScoreKind
    first: str = ""
    second: str = ""
    months: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the scores it may give."""
        return tuple(code for code in (self.first, self.second) if code)

    @property
    def text(self) -> str:
        """Return the rule as it is stored."""
        match self.kind:
            case ScoreKind.KEEP:
                return ""
            case ScoreKind.SET:
                return self.first
            case ScoreKind.LAST:
                return f"last:{self.first}"
            case ScoreKind.COMPETITOR:
                return f"competitor:{self.first}:{self.second}"
            case ScoreKind.WITHIN_MONTHS:
                return f"within_months:{self.months}:{self.first}:{self.second}"


def read_delay(text: str) -> Delay:
    """Read a delay rule; raises `InvalidValue` ("result.delay")."""
    word, *parameters = text.strip().split(":")
    known = [kind.value for kind in DelayKind]
    if word not in known or len(parameters) > 1:
        raise InvalidValue("result.delay", value=text, known=", ".join(known))
    kind = DelayKind(word)
    amount = _amount(parameters[0], text, "result.delay_amount") if parameters else 0
    if kind in NEED_AMOUNT and not parameters:
        raise InvalidValue("result.delay_amount", value=text, limit=LONGEST_WAIT)
    if parameters and kind not in MAY_HAVE_AMOUNT:
        raise InvalidValue("result.delay", value=text, known=", ".join(known))
    return Delay(kind, amount)


def read_score(text: str) -> ScoreChange:
    """Read a score rule; raises `InvalidValue` ("result.score_rule"). Codes are not looked up."""
    word, *parameters = text.strip().split(":")
    match word, parameters:
        case "", []:
            return ScoreChange(ScoreKind.KEEP)
        case ScoreKind.COMPETITOR.value, [first, second] if first and second:
            return ScoreChange(ScoreKind.COMPETITOR, first, second)
        case ScoreKind.WITHIN_MONTHS.value, [months, first, second] if first and second:
            count = _amount(months, text, "result.score_rule")
            return ScoreChange(ScoreKind.WITHIN_MONTHS, first, second, count)
        case ScoreKind.LAST.value, [code] if code:
            return ScoreChange(ScoreKind.LAST, code)
        case code, [] if code not in set(ScoreKind):
            return ScoreChange(ScoreKind.SET, code)
    raise InvalidValue("result.score_rule", value=text)


def _amount(figures: str, text: str, refusal: str) -> int:
    is_figures = figures.isascii() and figures.isdigit()
    amount = int(figures) if is_figures and len(figures) <= len(str(LONGEST_WAIT)) else 0
    if not 1 <= amount <= LONGEST_WAIT:
        raise InvalidValue(refusal, value=text, limit=LONGEST_WAIT)
    return amount


_OFFERED = (Conversion.OFFER_NO, Conversion.OFFER_YES)


def completed(rule: ResultRule) -> ResultRule:
    """Return a rule that asks whether to convert exactly when its conversion is offered.

    Whether an opportunity is lost is asked by itself, when there is one.
    """
    others = tuple(ask for ask in rule.asked if ask not in {Ask.CONVERT, Ask.LOSE})
    offered = (Ask.CONVERT,) if rule.conversion in _OFFERED else ()
    return replace(rule, asked=others + offered)


def check_rule(rule: ResultRule, scores: Mapping[str, ScoreRule]) -> None:
    """Raise when a result could not be used; `scores` are the living ones, by code.

    `InvalidValue` when a rule cannot be read or names an unknown score, `Refused` when two of its
    parts contradict each other: each says which.
    """
    delay, change = read_delay(rule.delay), read_score(rule.score)
    for code in change.codes:
        if code not in scores:
            raise InvalidValue("result.unknown_score", value=code, known=", ".join(scores))
        check_reason(rule, scores[code])
    asked = set(rule.asked)
    for ask in rule.required:
        if ask not in asked:
            raise Refused("result.required_not_asked", ask=ask.value)
        if ask not in REQUIRABLE:
            raise Refused("result.cannot_require", ask=ask.value)
    needed = _needed(rule, delay, change)
    for ask, why in needed.items():
        if ask not in asked:
            raise Refused(why, ask=ask.value)
    for ask in rule.asked:
        why = _lost(ask, rule, delay)
        if why:
            raise Refused(why, ask=ask.value)


def _lost(ask: Ask, rule: ResultRule, delay: Delay) -> str:
    """Return why the answer to a question would be lost, as a message id, or ""."""
    if ask in {Ask.WHEN, Ask.SUBJECT} and delay.kind is DelayKind.NONE:
        return "result.date_without_call"
    if ask is Ask.RETURN_MONTHS and delay.kind is not DelayKind.RETURN:
        return "result.date_without_call"
    if ask in {Ask.PLACE, Ask.PERSON} and Plan.MEETING not in rule.plans:
        return "result.only_for_meeting"
    return ""


def check_reason(rule: ResultRule, score: ScoreRule) -> None:
    """Raise `Refused` when a result gives a score that goes with a reason, and requires none."""
    gives = score.code in read_score(rule.score).codes
    if gives and score.needs_reason and Ask.REASON not in rule.required:
        raise Refused("score.reason_not_required", score=score.code, result=rule.code)


def _needed(rule: ResultRule, delay: Delay, change: ScoreChange) -> Mapping[Ask, str]:
    """Return the questions without which a rule does nothing, each with its refusal."""
    needed: dict[Ask, str] = {}
    if delay.kind is DelayKind.TYPED:
        needed[Ask.WHEN] = "result.typed_not_asked"
    if delay.kind is DelayKind.RETURN and not delay.amount:
        needed[Ask.RETURN_MONTHS] = "result.return_not_asked"
    if Plan.MEETING in rule.plans:
        needed[Ask.WHEN] = "result.meeting_not_asked"
    if change.kind is ScoreKind.COMPETITOR:
        needed[Ask.COMPETITOR] = "result.competitor_not_asked"
    return needed
