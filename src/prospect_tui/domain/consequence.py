"""What one call result would write, as one value: the line shown beforehand and the save share it.

Nothing is changed here. Every rule of the table of results lives in this module and in the fields
of `ResultRule`; a new *kind* of effect is a field there and a branch here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from prospect_tui.domain import cadence
from prospect_tui.domain.answers import Answers, check_answers
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.meetings import CONFIRM_MEETING, MEETING, confirmation_day
from prospect_tui.domain.result_rules import DelayKind, ScoreKind, read_delay, read_score
from prospect_tui.domain.results import (
    STOPPED_SCORE,
    Ask,
    AttemptEffect,
    CallFlags,
    Conversion,
    Plan,
    ResultRule,
    RowEffect,
)
from prospect_tui.domain.vocabulary import ActivityKind, Nature, PlanKind, RowState
from prospect_tui.domain.when import When

__all__ = [
    "Answers",
    "CallFacts",
    "CallRules",
    "Consequence",
    "NextCall",
    "PhoneChoice",
    "ResultingActivity",
    "check_answers",
    "consequence",
    "good_numbers",
]


@dataclass(frozen=True, slots=True)
class PhoneChoice:
    """A number of the row: which cell it comes from, and whether it was found wrong."""

    field: str
    e164: str
    extension: str = ""
    is_bad: bool = False


def good_numbers(numbers: Iterable[PhoneChoice]) -> list[str]:
    """Return the E.164 of the numbers not found wrong, the one to call first at the head."""
    return [number.e164 for number in numbers if not number.is_bad]


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What a row has been through that a result depends on."""

    state: RowState = RowState.ACTIVE
    score: str = ""
    attempts: int = 0
    planned_kind: PlanKind | None = None
    results_today: dict[str, int] = field(default_factory=dict)
    results_before: dict[str, int] = field(default_factory=dict)
    counted_this_half_day: bool = False
    numbers: tuple[PhoneChoice, ...] = ()
    has_open_opportunity: bool = False
    nature: Nature = Nature.PROFESSIONAL


@dataclass(frozen=True, slots=True)
class CallRules:
    """The user's own limits and hours."""

    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    max_attempts: int = cadence.MAX_ATTEMPTS
    retry_steps: tuple[int, ...] = cadence.RETRY_STEPS
    busy_minutes: int = cadence.BUSY_MINUTES
    busy_retries: int = cadence.BUSY_RETRIES
    call_back_days: int = cadence.CALL_BACK_DAYS
    return_months: int = cadence.RETURN_MONTHS
    return_choices: tuple[int, ...] = cadence.RETURN_CHOICES


@dataclass(frozen=True, slots=True)
class NextCall:
    """The next call of a row: why, when, about what."""

    kind: PlanKind
    when: When
    subject: str = ""

    @classmethod
    def of(cls, kind: PlanKind | None, when: When | None, subject: str) -> "NextCall | None":
        """Return the next call kept in these three, or None when none is planned."""
        return cls(kind, when, subject) if kind and when else None


@dataclass(frozen=True, slots=True)
class ResultingActivity:
    """A task or event that a result plans."""

    kind: ActivityKind
    code: str
    when: When
    place: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """Everything one call result writes about its row."""

    result: str
    flags: CallFlags
    attempts: int
    counted: bool
    score: str
    state: RowState
    struck_reason: str = ""
    next_call: NextCall | None = None
    activities: tuple[ResultingActivity, ...] = ()
    converts: bool = False
    loses: bool = False
    """True when the open opportunity of the row is closed as lost."""
    gives_up: bool = False
    """True when the last attempt of the ladder was used."""
    bad_number: str = ""
    next_number: str = ""
    opposes: bool = False
    asks: tuple[Ask, ...] = ()
    """What must or may be asked now, for this row."""


def consequence(
    facts: CallFacts, rule: ResultRule, answers: Answers, local_now: datetime, rules: CallRules
) -> Consequence:
    """Return what `rule` writes for a row in the state of `facts`, called at `local_now`.

    With default `answers` it is the preview: a date still to be typed is then simply absent.
    """
    flags = _flags(rule, answers)
    attempts, counted = _attempts(facts, rule, flags)
    gives_up = _gives_up(facts, rule, attempts, counted, rules)
    next_call = _next_call(facts, rule, answers, attempts, local_now, rules)
    if gives_up:
        next_call = _give_up_until(answers, local_now, rules, next_call)
        gives_up = next_call is None or next_call.kind is PlanKind.RETURN
    bad, following = _numbers(facts, rule, answers)
    converts = _converts(facts, rule, answers)
    score = STOPPED_SCORE if gives_up else _score(facts, rule, answers, next_call, local_now)
    outcome = Consequence(
        result=rule.code,
        flags=flags,
        attempts=attempts,
        counted=counted,
        score=score,
        state=_state(facts, rule, next_call, converts),
        struck_reason=answers.reason if rule.row is RowEffect.STRIKE else "",
        next_call=next_call,
        activities=_activities(rule, answers, local_now, rules, following),
        converts=converts,
        loses=bool(answers.lose) and _may_lose(facts, rule),
        gives_up=gives_up,
        bad_number=bad,
        next_number=following,
        asks=_asks(facts, rule, attempts, counted, rules),
    )
    return _with_opposition(outcome, facts, answers) if answers.opposition else outcome


def _flags(rule: ResultRule, answers: Answers) -> CallFlags:
    if answers.spoke_to_decider is None:
        return rule.flags
    return replace(rule.flags, decision_maker=answers.spoke_to_decider)


def _attempts(facts: CallFacts, rule: ResultRule, flags: CallFlags) -> tuple[int, bool]:
    """Return the new counter and whether this call counted as an attempt.

    A row that comes back after having been given up starts again from 0.
    """
    before = 0 if facts.planned_kind is PlanKind.RETURN else facts.attempts
    match rule.attempts:
        case AttemptEffect.PLUS_ONE:
            return before + 1, True
        case AttemptEffect.ONCE_PER_HALF_DAY:
            return (before, False) if facts.counted_this_half_day else (before + 1, True)
        case AttemptEffect.ZERO_IF_DECIDER:
            return (0, False) if flags.decision_maker else (before + 1, True)
        case AttemptEffect.ZERO:
            return 0, False
        case AttemptEffect.KEEP:
            return before, False


def _gives_up(
    facts: CallFacts, rule: ResultRule, attempts: int, counted: bool, rules: CallRules
) -> bool:
    """Say whether giving up is offered: only for calls nobody answered, at the last attempt."""
    ladder = _delay_kind(facts, rule, rules) is DelayKind.RETRY
    is_waiting = facts.state is RowState.ACTIVE and not facts.has_open_opportunity
    return ladder and counted and attempts >= rules.max_attempts and is_waiting


def _delay_kind(facts: CallFacts, rule: ResultRule, rules: CallRules) -> DelayKind:
    kind = read_delay(rule.delay).kind
    is_late_busy = facts.results_today.get(rule.code, 0) >= rules.busy_retries
    return DelayKind.RETRY if kind is DelayKind.BUSY and is_late_busy else kind


def _next_call(
    facts: CallFacts,
    rule: ResultRule,
    answers: Answers,
    attempts: int,
    local_now: datetime,
    rules: CallRules,
) -> NextCall | None:
    when = answers.when or _default_when(facts, rule, answers, attempts, local_now, rules)
    delay = read_delay(rule.delay).kind
    if when is None or delay is DelayKind.NONE or facts.state is RowState.STRUCK:
        return None
    still_promised = rule.marks_number_bad and facts.planned_kind is PlanKind.PROMISED
    if delay is DelayKind.RETURN:
        kind = PlanKind.RETURN
    elif rule.promised or still_promised:
        kind = PlanKind.PROMISED
    elif rule.flags.answered:
        kind = PlanKind.FOLLOW_UP
    else:
        kind = PlanKind.RETRY
    return NextCall(kind, when, answers.subject or answers.reason)


def _default_when(
    facts: CallFacts,
    rule: ResultRule,
    answers: Answers,
    attempts: int,
    local_now: datetime,
    rules: CallRules,
) -> When | None:
    amount, calendar = read_delay(rule.delay).amount, rules.calendar
    match _delay_kind(facts, rule, rules):
        case DelayKind.RETRY:
            return cadence.retry_when(local_now, max(attempts, 1), calendar, rules.retry_steps)
        case DelayKind.BUSY:
            return cadence.in_minutes(local_now, amount or rules.busy_minutes)
        case DelayKind.SAME_HOUR:
            days = amount or rules.call_back_days
            return cadence.same_hour_next_working_day(local_now, calendar, days)
        case DelayKind.WORKING_DAYS | DelayKind.NEXT_NUMBER:  # the next number is tried at once
            return When(calendar.add_working_days(local_now.date(), amount))
        case DelayKind.DAYS:
            return cadence.after_days(local_now, amount, calendar)
        case DelayKind.ONCE_DAYS if not facts.results_before.get(rule.code):
            return cadence.after_days(local_now, amount, calendar)
        case DelayKind.RETURN:
            by_rule = amount if facts.nature is Nature.PROFESSIONAL else 0
            months = by_rule if answers.return_months is None else answers.return_months
            return _in_months(local_now, months, calendar) if months else None
    return None


def _in_months(local_now: datetime, months: int, calendar: WorkCalendar) -> When:
    day = local_now.date() + relativedelta(months=months)
    return When(day if calendar.is_working_day(day) else calendar.next_working_day(day))


def _give_up_until(
    answers: Answers, local_now: datetime, rules: CallRules, retry: NextCall | None
) -> NextCall | None:
    """Return the come-back of a row given up; the ordinary retry when a date was typed instead."""
    if answers.when is not None:
        return retry
    months = rules.return_months if answers.return_months is None else answers.return_months
    if months == 0:
        return None
    return NextCall(PlanKind.RETURN, _in_months(local_now, months, rules.calendar))


def _score(
    facts: CallFacts, rule: ResultRule, answers: Answers, next_call: NextCall | None, now: datetime
) -> str:
    change = read_score(rule.score)
    match change.kind:
        case ScoreKind.KEEP:
            return facts.score
        case ScoreKind.SET:
            return change.first
        case ScoreKind.COMPETITOR:
            return change.first if answers.competitor.strip() else change.second
        case ScoreKind.WITHIN_MONTHS:
            day = next_call.when.day if next_call else date.max
            limit = now.date() + relativedelta(months=change.months)
            return change.first if day <= limit else change.second
        case ScoreKind.LAST:
            return facts.score if next_call else change.first


def _state(
    facts: CallFacts, rule: ResultRule, next_call: NextCall | None, converts: bool
) -> RowState:
    if converts or facts.state is RowState.CONVERTED:
        return RowState.CONVERTED
    if rule.row is RowEffect.STRIKE and next_call is None:
        return RowState.STRUCK
    return facts.state


def _converts(facts: CallFacts, rule: ResultRule, answers: Answers) -> bool:
    if facts.state is RowState.CONVERTED or facts.has_open_opportunity:
        return False
    match rule.conversion:
        case Conversion.ALWAYS:
            return True
        case Conversion.OFFER_YES:
            return answers.convert is not False
        case Conversion.OFFER_NO:
            return answers.convert is True
    return False


def _numbers(facts: CallFacts, rule: ResultRule, answers: Answers) -> tuple[str, str]:
    """Return the number found wrong and the next good one of the row, either being ""."""
    if not rule.marks_number_bad:
        return "", ""
    good = good_numbers(facts.numbers)
    bad = answers.number or next(iter(good), "")
    return bad, next((e164 for e164 in good if e164 != bad), "")


def _activities(
    rule: ResultRule, answers: Answers, local_now: datetime, rules: CallRules, following: str
) -> tuple[ResultingActivity, ...]:
    today = When(local_now.date())
    planned: list[ResultingActivity] = []
    if Plan.MEETING in rule.plans and answers.when:
        meeting = ResultingActivity(
            ActivityKind.EVENT, MEETING, answers.when, answers.place, answers.person
        )
        planned.append(meeting)
        eve = confirmation_day(answers.when.day, local_now.date(), rules.calendar)
        if eve is not None:
            confirm = ResultingActivity(
                ActivityKind.TASK, CONFIRM_MEETING, When(eve), person=answers.person
            )
            planned.append(confirm)
    if Plan.SEND_TODAY in rule.plans:
        planned.append(ResultingActivity(ActivityKind.TASK, "send_information", today))
    if rule.marks_number_bad and not following:
        planned.append(ResultingActivity(ActivityKind.TASK, "find_number", today))
    return tuple(planned)


def _asks(
    facts: CallFacts, rule: ResultRule, attempts: int, counted: bool, rules: CallRules
) -> tuple[Ask, ...]:
    asks = rule.asked + tuple(ask for ask in rule.required if ask not in rule.asked)
    if _gives_up(facts, rule, attempts, counted, rules):
        asks = (*(ask for ask in asks if ask is not Ask.RETURN_MONTHS), Ask.RETURN_MONTHS)
    elif facts.nature is not Nature.PROFESSIONAL:
        asks = tuple(ask for ask in asks if ask is not Ask.RETURN_MONTHS)
    if facts.has_open_opportunity or facts.state is RowState.CONVERTED:
        asks = tuple(ask for ask in asks if ask is not Ask.CONVERT)
    return (*asks, Ask.LOSE) if _may_lose(facts, rule) else asks


def _may_lose(facts: CallFacts, rule: ResultRule) -> bool:
    """Say whether the result, which would strike the row out, may end its opportunity."""
    return rule.row is RowEffect.STRIKE and facts.has_open_opportunity


def _with_opposition(outcome: Consequence, facts: CallFacts, answers: Answers) -> Consequence:
    """Cancel every planned prospecting action: an objection to canvassing is absolute.

    Source: right to object, GDPR article 21(2) and (3).
    """
    is_converted = facts.state is RowState.CONVERTED
    return replace(
        outcome,
        score=STOPPED_SCORE,
        state=RowState.CONVERTED if is_converted else RowState.STRUCK,
        struck_reason=answers.reason,
        next_call=None,
        activities=(),
        converts=False,
        gives_up=False,
        opposes=True,
    )
