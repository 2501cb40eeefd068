"""The forms of a call result and of a score: every part of it as a line in words.

They know no base: what is read from the lines is handed to whoever opened the form, who saves it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from prospect_tui.domain.answers import REQUIRABLE
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import parse_number
from prospect_tui.domain.result_rules import (
    MAY_HAVE_AMOUNT,
    Delay,
    DelayKind,
    ScoreChange,
    ScoreKind,
    read_delay,
    read_score,
)
from prospect_tui.domain.results import (
    Ask,
    AttemptEffect,
    CallFlags,
    Conversion,
    Plan,
    ResultRule,
    RowEffect,
    ScoreRule,
)
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import (
    result_definition,
    result_label,
    score_definition,
    score_label,
)
from prospect_tui.i18n.result_words import (
    ask_label,
    attempts_label,
    conversion_label,
    delay_label,
    extra_plan_label,
    flag_label,
    row_effect_label,
    score_change_label,
    tone_label,
)
from prospect_tui.services.scores import LAST_PRIORITY, TONES
from prospect_tui.tui.dialogs.form import (
    ChoiceField,
    FieldRow,
    Form,
    FormField,
    TextField,
    TickField,
    Values,
)
from prospect_tui.tui.text import plain
from prospect_tui.wording.results import flags_of

Groups = Sequence[tuple[str, Sequence[FormField]]]
_PLAN, _ASK, _FLAG = "plan:", "ask:", "flag:"
_NO, _ASKED, _REQUIRED = "no", "asked", "required"
_BY_ITSELF = (Ask.CONVERT, Ask.LOSE)
"""Asked when they have a meaning, never by choice."""


class GroupedForm(Form):
    """A long form whose lines stand under headings; what is wrong stays in sight at its foot."""

    def __init__(self, title: str, groups: Groups, check: Callable[[Values], object]) -> None:
        """Ask for the fields of `groups`, each with its heading."""
        super().__init__(title, [one for _title, fields in groups for one in fields], check=check)
        self._groups = groups

    def compose_body(self) -> ComposeResult:
        """Yield the rows under their headings."""
        for title, fields in self._groups:
            yield Static(plain(title), classes="form-heading")
            for field in fields:
                yield FieldRow(field)


# a call result


def result_groups(
    rule: ResultRule, scores: Iterable[ScoreRule], check_key: Callable[[str], str], *, is_new: bool
) -> Groups:
    """Return the lines of a call result; `check_key` raises why a key cannot be its own."""
    delay, change = read_delay(rule.delay), read_score(rule.score)
    return (
        (_("What it is"), _identity(rule, check_key, is_new=is_new)),
        (_("When to call next"), _call_fields(rule, delay)),
        (_("What it changes"), _effect_fields(rule, change, scores)),
        (_("What it asks"), [_ask_field(rule, ask) for ask in Ask if ask not in _BY_ITSELF]),
        (_("Statistics"), _flag_fields(rule.flags)),
    )


def result_of(values: Values, base: ResultRule) -> ResultRule:
    """Return the call result that the lines describe; raises `InvalidValue` for a lacking number.

    Everything else is judged when it is saved.
    """
    asked = [ask for ask in Ask if values.get(_ASK + ask, _NO) != _NO]
    kept = [ask for ask in base.asked if ask in asked]
    return replace(
        base,
        code=values.get("code", base.code),
        label=values["label"],
        definition=values["definition"],
        key=values["key"],
        delay=_delay(values).text,
        promised=values["promised"],
        marks_number_bad=values["marks_number_bad"],
        attempts=values["attempts"],
        score=_change(values).text,
        row=values["row"],
        conversion=values["conversion"],
        plans=tuple(plan for plan in Plan if values[_PLAN + plan]),
        asked=tuple(dict.fromkeys([*kept, *asked])),
        required=tuple(ask for ask in asked if values[_ASK + ask] == _REQUIRED),
        flags=CallFlags(**{name: values[_FLAG + name] for name in _flag_names()}),
    )


def _identity(
    rule: ResultRule, check_key: Callable[[str], str], *, is_new: bool
) -> list[FormField]:
    def meaning(text: str) -> Content:
        check_key(text)
        return plain(_("This key is free.") if text != rule.key else "")

    fields: list[FormField] = [
        TextField("label", _("Label"), rule.label, required=is_new,
                  hint="" if is_new else result_label(rule.code)),
        TextField("definition", _("What it means"), rule.definition,
                  hint=result_definition(rule.code) or _("one line, shown beside the choice")),
        TextField("key", _("Key"), rule.key, check_key, required=True, echo=meaning,
                  hint=_("one letter, figure or sign")),
    ]  # fmt: skip
    code = TextField("code", _("Code"), hint=_("for ever; made of the label if left empty"))
    return [*fields, code] if is_new else fields


def _call_fields(rule: ResultRule, delay: Delay) -> list[FormField]:
    return [
        ChoiceField("delay", _("When"), _words(DelayKind, delay_label), delay.kind),
        TextField("amount", _("How many"), str(delay.amount or ""), _number,
                  hint=_("the minutes, days or months of “…”")),
        TickField("promised", _("Promised"), rule.promised),
        TickField("marks_number_bad", _("The number is wrong"), rule.marks_number_bad),
    ]  # fmt: skip


def _effect_fields(
    rule: ResultRule, change: ScoreChange, scores: Iterable[ScoreRule]
) -> list[FormField]:
    known = [(score.code, score_label(score.code, score.label)) for score in scores]
    choices = [("", "–"), *known]
    return [
        ChoiceField("attempts", _("Attempts"), _words(AttemptEffect, attempts_label),
                    rule.attempts),
        ChoiceField("score", _("Score"), _words(ScoreKind, score_change_label), change.kind),
        ChoiceField("first", _("… to this score"), choices, change.first),
        ChoiceField("second", _("… otherwise to"), choices, change.second),
        TextField("months", _("… within months"), str(change.months or ""), _number),
        ChoiceField("row", _("The row"), _words(RowEffect, row_effect_label), rule.row),
        ChoiceField("conversion", _("Opportunity"), _words(Conversion, conversion_label),
                    rule.conversion),
        *(TickField(_PLAN + plan, extra_plan_label(plan), plan in rule.plans) for plan in Plan),
    ]  # fmt: skip


def _ask_field(rule: ResultRule, ask: Ask) -> ChoiceField:
    present = _REQUIRED if ask in rule.required else _ASKED if ask in rule.asked else _NO
    choices = [(_NO, _("no")), (_ASKED, _("asked"))]
    if ask in REQUIRABLE:
        choices.append((_REQUIRED, _("required")))
    return ChoiceField(_ASK + ask, ask_label(ask), choices, present)


def _flag_fields(flags: CallFlags) -> list[FormField]:
    present = flags_of(flags)
    return [TickField(_FLAG + name, flag_label(name), name in present) for name in _flag_names()]


def _flag_names() -> Iterable[str]:
    return CallFlags.__dataclass_fields__


def _words(words: Any, label: Callable[[str], str]) -> list[tuple[object, str]]:
    return [(word, label(word.value)) for word in words]


def _number(text: str) -> int:
    return int(parse_number(text)) if text else 0


def _delay(values: Mapping[str, Any]) -> Delay:
    kind: DelayKind = values["delay"]
    amount = values["amount"] if kind in MAY_HAVE_AMOUNT else 0
    return read_delay(Delay(kind, amount).text)


def _change(values: Mapping[str, Any]) -> ScoreChange:
    """Return what becomes of the score, without the lines that its kind does not use."""
    kind: ScoreKind = values["score"]
    first, second, months = values["first"], values["second"], values["months"]
    uses_second = kind in {ScoreKind.COMPETITOR, ScoreKind.WITHIN_MONTHS}
    if kind is ScoreKind.KEEP:
        return ScoreChange(kind)
    if not first or (uses_second and not second):
        raise InvalidValue("result.no_score")
    if kind is not ScoreKind.WITHIN_MONTHS:
        return ScoreChange(kind, first, second if uses_second else "")
    return read_score(ScoreChange(kind, first, second, months).text)


# a score


def score_groups(rule: ScoreRule, *, is_new: bool) -> Groups:
    """Return the lines of a score."""
    hint = "" if is_new else score_label(rule.code)
    meaning = score_definition(rule.code) or _("one line, shown beside the choice")
    tones = [(tone, tone_label(tone)) for tone in TONES]
    priorities = [(number, str(number)) for number in range(1, LAST_PRIORITY + 1)]
    fields: list[FormField] = [
        TextField("label", _("Label"), rule.label, required=is_new, hint=hint),
        TextField("definition", _("What it means"), rule.definition, hint=meaning),
        ChoiceField("priority", _("Priority in the calls"), priorities, rule.priority),
        ChoiceField("tone", _("Tone"), tones, rule.tone),
        TickField("needs_reason", _("Needs a reason"), rule.needs_reason),
    ]
    code = TextField("code", _("Code"), hint=_("for ever; made of the label if left empty"))
    return [(_("What it is"), [*fields, code] if is_new else fields)]


def score_of(values: Values, base: ScoreRule) -> ScoreRule:
    """Return the score that the lines describe."""
    return replace(base, **values)
