"""What the user said about a call, and whether it is all that its result requires."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.results import Ask, ResultRule
from prospect_tui.domain.when import When


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said about the call; None means the default."""

    when: When | None = None
    subject: str = ""
    reason: str = ""
    competitor: str = ""
    spoke_to_decider: bool | None = None
    opposition: bool = False
    opposition_channels: tuple[str, ...] = ()
    return_months: int | None = None
    """0 means "no return"; None the default of the rule."""
    place: str = ""
    person: str = ""
    amount_cents: int | None = None
    convert: bool | None = None
    lose: bool | None = None
    """Whether the open opportunity of the row is lost; None is "no"."""
    lesson: str = ""
    """What is to be remembered of an opportunity that is lost."""
    conditions: dict[str, bool] = field(default_factory=dict)
    five_w: dict[str, str] = field(default_factory=dict)
    email: str = ""
    email_permission: bool | None = None
    message_left: bool = False
    number: str = ""
    note: str = ""


def with_project(answers: Answers, budget_cents: int | None, deciders: str) -> Answers:
    """Return answers with what was learnt of the project, and the conditions that this fulfils.

    The budget is the amount too, when none was told.
    """
    conditions, five_w, amount = answers.conditions, answers.five_w, answers.amount_cents
    if budget_cents is not None:
        conditions = conditions | {"budget": True}
        amount = budget_cents if amount is None else amount
    if deciders.strip():
        conditions, five_w = conditions | {"deciders": True}, five_w | {"who": deciders}
    return replace(answers, conditions=conditions, five_w=five_w, amount_cents=amount)


_GIVEN: Mapping[Ask, Callable[[Answers], bool]] = {
    Ask.WHEN: lambda said: said.when is not None,
    Ask.SUBJECT: lambda said: bool(said.subject.strip()),
    Ask.REASON: lambda said: bool(said.reason.strip()),
    Ask.COMPETITOR: lambda said: bool(said.competitor.strip()),
    Ask.PLACE: lambda said: bool(said.place.strip()),
    Ask.PERSON: lambda said: bool(said.person.strip()),
    Ask.AMOUNT: lambda said: said.amount_cents is not None,
    Ask.EMAIL: lambda said: bool(said.email.strip()),
    Ask.BUDGET: lambda said: bool(said.conditions.get("budget")),
    Ask.DECIDERS: lambda said: bool(said.conditions.get("deciders")),
}
"""Whether each answer that may be required was given."""
REQUIRABLE = frozenset(_GIVEN)
"""Questions that may stay without an answer, hence may be required."""


def check_answers(rule: ResultRule, answers: Answers) -> None:
    """Raise `Refused` ("call.missing", with the questions) when something required lacks.

    An opportunity is lost for a reason, or to somebody.
    """
    missing = [ask for ask in rule.required if ask in _GIVEN and not _GIVEN[ask](answers)]
    is_unexplained = not (answers.reason.strip() or answers.competitor.strip())
    if answers.lose and is_unexplained and Ask.REASON not in missing:
        missing.append(Ask.REASON)
    if missing:
        raise Refused("call.missing", result=rule.code, missing=tuple(missing))
