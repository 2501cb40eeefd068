"""Call results and scores in words: what each does, and the keys that are not free for them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import score_label
from prospect_tui.i18n.result_words import (
    ask_label,
    attempts_label,
    conversion_label,
    delay_label,
    extra_plan_label,
    flag_label,
    row_effect_label,
)
from prospect_tui.keys import Key, canonical

if TYPE_CHECKING:
    from prospect_tui.domain.consequence import CallRules
    from prospect_tui.domain.result_rules import Delay, ScoreChange
    from prospect_tui.domain.results import CallFlags, ResultRule

CALL_SCOPES = ("calls", "app")
"""Whose keys act in the call screen."""


def command_keys(rows: Iterable[Key]) -> dict[str, str]:
    """Return the keys of one sign that commands of the call screen have, with their names."""
    taken: dict[str, str] = {}
    for row in rows:
        if row.scope in CALL_SCOPES:
            for key in map(canonical, row.keys):
                if len(key) == 1:
                    taken.setdefault(key, _(row.label))
    return taken


def described(rule: "ResultRule", rules: "CallRules") -> list[tuple[str, str]]:
    """Return everything that a call result does, each line with its title."""
    from prospect_tui.domain.result_rules import read_delay, read_score  # noqa: PLC0415 - first use

    return [
        (_("When to call next"), _next_call(rule, read_delay(rule.delay), rules)),
        (_("Attempts"), attempts_label(rule.attempts)),
        (_("Score"), score_text(read_score(rule.score))),
        (_("The row"), row_effect_label(rule.row)),
        (_("Opportunity"), conversion_label(rule.conversion)),
        (_("Also plans"), _listed(map(extra_plan_label, rule.plans))),
        (_("Asks"), _listed(map(ask_label, _optional(rule)))),
        (_("Requires"), _listed(map(ask_label, rule.required))),
        (_("Statistics"), _listed(map(flag_label, flags_of(rule.flags)))),
    ]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or _("nothing")


def _optional(rule: "ResultRule") -> list[str]:
    return [ask.value for ask in rule.asked if ask not in rule.required]


def _next_call(rule: "ResultRule", delay: "Delay", rules: "CallRules") -> str:
    text = delay_text(delay, rules)
    parts = [text, _("a promise to the person") if rule.promised else ""]
    if rule.marks_number_bad:
        parts.append(_("the number is marked wrong"))
    return joined(*parts)


def flags_of(flags: "CallFlags") -> list[str]:
    """Return the names of the flags that are set."""
    return [name for name in flags.__dataclass_fields__ if getattr(flags, name)]


def state_text(is_retired: bool) -> str:
    """Return whether something is in use."""
    return _("retired") if is_retired else _("in use")


def delay_of(rule: "ResultRule", rules: "CallRules") -> str:
    """Return when a result calls next."""
    from prospect_tui.domain.result_rules import read_delay  # noqa: PLC0415 - first use

    return delay_text(read_delay(rule.delay), rules)


def delay_text(delay: "Delay", rules: "CallRules") -> str:
    """Return a delay rule with its figures, those of the settings where it has none."""
    count = delay.amount
    match delay.kind.value:
        case "retry":
            text = _("try again in the other half-day, after {steps} working days")
            return text.format(steps=_figures(rules.retry_steps))
        case "busy":
            minutes = _minutes(count or rules.busy_minutes)
            text = _(
                "try again {minutes}; from busy call no. {nth} of a day on, in the other half-day"
            )
            return text.format(minutes=minutes, nth=rules.busy_retries + 1)
        case "same_hour":
            days = _working_days(count or rules.call_back_days)
            return _("{days}, at the same hour").format(days=days)
        case "return" if not count:
            text = _("comes back in {choices} months, if wanted")
            return text.format(choices=_figures(rules.return_choices))
    return _amount_text(delay) if count else delay_label(delay.kind)


def _amount_text(delay: "Delay") -> str:
    match delay.kind.value:
        case "return":
            text = _("comes back {months}, or as it is answered")
            return text.format(months=_months(delay.amount))
        case "once_days":
            return _("{days}, the first time only").format(days=_days(delay.amount))
        case "working_days":
            return _working_days(delay.amount)
    return _days(delay.amount)


def _figures(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _minutes(count: int) -> str:
    text = ngettext("in {count} minute", "in {count} minutes", count)
    return text.format(count=formats.number(count))


def _days(count: int) -> str:
    return ngettext("in {count} day", "in {count} days", count).format(count=formats.number(count))


def _working_days(count: int) -> str:
    text = ngettext("in {count} working day", "in {count} working days", count)
    return text.format(count=formats.number(count))


def _months(count: int) -> str:
    text = ngettext("in {count} month", "in {count} months", count)
    return text.format(count=formats.number(count))


def score_text(change: "ScoreChange") -> str:
    """Return what becomes of the score."""
    first, second = score_label(change.first), score_label(change.second)
    match change.kind.value:
        case "set":
            return first
        case "competitor":
            text = _("{first} with a supplier in place, else {second}")
            return text.format(first=first, second=second)
        case "within_months":
            text = _("{first} when the next call is {months} at most, else {second}")
            return text.format(first=first, second=second, months=_months(change.months))
        case "last":
            return _("{first} when no call follows").format(first=first)
    return _("stays as it is")
