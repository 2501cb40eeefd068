"""The one short form of a call result: exactly what it asks, pre-filled with what it proposes.

What is asked, required and proposed comes from the rules; here each question gets its line to
type and its words. To add a question, add its maker to `_MAKERS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from textual.widgets import Input

from prospect_tui.domain.answers import with_project
from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.numbers import cents_kept, parse_money
from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W
from prospect_tui.domain.prospect import person_name
from prospect_tui.domain.result_rules import read_delay
from prospect_tui.domain.results import Ask, Conversion, Plan
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import column_label, condition_label, five_w_label
from prospect_tui.services.cockpit import CallCard, ResultChoice, rules_of
from prospect_tui.services.opposition import CHANNELS
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import opportunity_forms as forms
from prospect_tui.tui.dialogs.form import (
    ChoiceField,
    FieldRow,
    Form,
    FormField,
    TextField,
    TickField,
    Values,
)
from prospect_tui.tui.screens.dates import (
    DATE_HINT,
    next_slot,
    slot_echo,
    typed_date,
    when_echo,
    when_of,
)

_CONDITION, _W = "condition:", "w:"
_CHANNEL_WORDS = {
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "sms": N_("text messages"),
    "post": N_("post"),
}


class QuickForm(Form):
    """A form that Enter accepts from any line: what is required and lacks is said in place."""

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("Enter: save · Tab: next · Esc: cancel")

    def on_mount(self) -> None:
        """Select the first text, so that typing replaces it."""
        first = next(iter(self.query(FieldRow)), None)
        if first is not None and isinstance(first.editor, Input):
            first.editor.select_all()

    def action_next(self) -> None:
        """Save; an Enter typed before the form is there waits for it."""
        if self.query(FieldRow):
            self.action_save()
        else:
            self.call_later(self.action_next)


@dataclass(frozen=True, slots=True)
class Question:
    """What a field is made from."""

    card: CallCard
    choice: ResultChoice
    context: AppContext

    def cell(self, key: str) -> str:
        """Return a cell of the row."""
        return self.card.prospect.values.get(key, "")

    def requires(self, ask: Ask) -> bool:
        """Say whether the result cannot be saved without this answer."""
        return ask in self.choice.rule.required


def fields_of(question: Question) -> list[FormField]:
    """Return the lines of the form of a result: what it requires, then what it asks."""
    required = [ask for ask in question.choice.preview.asks if question.requires(ask)]
    asks = dict.fromkeys((*required, *question.choice.preview.asks))
    return [field for ask in asks for field in _MAKERS[ask](question)]


def answers_of(values: Values, base: Answers) -> Answers:
    """Return `base` with what was typed in the form of `fields_of`."""
    direct: dict[str, Any] = {
        name: value
        for name, value in values.items()
        if name in Answers.__dataclass_fields__ and value is not None
    }
    conditions = _part(values, _CONDITION)
    five_w = _part(values, _W)
    if direct.get("opposition"):
        direct["opposition_channels"] = CHANNELS
    said = replace(base, **direct, conditions=conditions, five_w=five_w)
    return with_project(said, values.get("budget"), values.get("deciders", ""))


def _part(values: Values, prefix: str) -> dict[str, Any]:
    return {
        name.removeprefix(prefix): value
        for name, value in values.items()
        if name.startswith(prefix)
    }


def opposition_fields(said: str) -> list[FormField]:
    """Return the lines that confirm an objection: on which channels, and what was said."""
    ticks = [TickField(name, _(_CHANNEL_WORDS[name]), value=True) for name in CHANNELS]
    return [*ticks, TextField("said", _("What was said"), said)]


def reason_field() -> TextField:
    """Return the line on which a call that the rules forbid is justified."""
    return TextField(
        "reason", _("Why call anyway"), required=True, hint=_("for example: he asked me to call")
    )


# one maker a question


def _when(question: Question) -> list[FormField]:
    context, next_call = question.context, question.choice.preview.next_call
    local_now = context.workspace.clock.local_now()
    is_meeting = Plan.MEETING in question.choice.rule.plans
    hint = _("tue 2pm · Ctrl+L: next free slot") if is_meeting else _(DATE_HINT)
    return [
        TextField(
            "when",
            _("Date and hour"),
            typed_date(next_call.when if next_call else None, local_now),
            parse=lambda text: when_of(context, text) if text else None,
            required=question.requires(Ask.WHEN),
            hint=hint,
            echo=slot_echo(context) if is_meeting else when_echo(context),
            fill=partial(next_slot, context),
        )
    ]


def _text(ask: Ask, label: str, cell: str = "", hint: str = "") -> Callable[..., list[FormField]]:
    def make(question: Question) -> list[FormField]:
        value = question.cell(cell) if cell else ""
        required = question.requires(ask)
        return [TextField(ask.value, _(label), value, required=required, hint=_(hint))]

    return make


def _opposition(_question: Question) -> list[FormField]:
    return [TickField("opposition", _("Never call again"))]


def _spoke_to_decider(question: Question) -> list[FormField]:
    spoke = question.choice.preview.flags.decision_maker
    return [TickField("spoke_to_decider", _("The decision-maker spoke"), spoke)]


def _in_months(months: int) -> str:
    text = ngettext("in {count} month", "in {count} months", months)
    return text.format(count=formats.number(months))


def _return_months(question: Question) -> list[FormField]:
    rules = rules_of(question.context.workspace)
    proposed = question.choice.preview.next_call
    by_rule = read_delay(question.choice.rule.delay).amount if proposed else 0
    value = rules.return_months if question.choice.preview.gives_up else by_rule
    months = sorted({*rules.return_choices, value} - {0})
    choices = [*((count, _in_months(count)) for count in months), (0, _("never"))]
    return [ChoiceField("return_months", _("Comes back"), choices, value)]


def _person(question: Question) -> list[FormField]:
    known = person_name(question.card.prospect.values)
    required = question.requires(Ask.PERSON)
    return [TextField("person", _("With whom"), known, required=required)]


def _money(ask: Ask, name: str, label: str) -> Callable[..., list[FormField]]:
    def make(question: Question) -> list[FormField]:
        known = cents_kept(question.cell("amount"))
        return [
            TextField(
                name,
                _(label),
                formats.money(known) if known is not None else "",
                parse=lambda text: parse_money(text) if text else None,
                required=question.requires(ask),
                hint=_("1 234,50 € · 12 k€"),
            )
        ]

    return make


def _conditions(question: Question) -> list[FormField]:
    known = question.card.prospect.conditions
    return [
        TickField(
            _CONDITION + name,
            _("Known: {what}").format(what=condition_label(name).lower()),
            known.get(name, False),
        )
        for name in CONDITIONS
    ]


def _five_w(question: Question) -> list[FormField]:
    known = question.card.prospect.five_w
    return [TextField(_W + name, five_w_label(name), known.get(name, "")) for name in FIVE_W]


def _convert(question: Question) -> list[FormField]:
    offered = question.choice.rule.conversion is Conversion.OFFER_YES
    return [TickField("convert", _("Make it an opportunity"), offered)]


def _email(question: Question) -> list[FormField]:
    known = question.cell("email") or question.cell("generic_email")
    required = question.requires(Ask.EMAIL)
    return [TextField("email", column_label("email"), clean(known), required=required)]


def _email_permission(_question: Question) -> list[FormField]:
    choices = [(None, _("not asked")), (True, _("yes")), (False, _("no"))]
    return [ChoiceField("email_permission", _("May be e-mailed"), choices)]


def _deciders(question: Question) -> list[FormField]:
    known = question.card.prospect.five_w.get("who", "")
    required = question.requires(Ask.DECIDERS)
    return [TextField("deciders", _("Who decides"), known, required=required)]


def _lose(_question: Question) -> list[FormField]:
    return [
        TickField("lose", _("The opportunity is lost"), value=True),
        forms.lesson_field(),
    ]


_MAKERS: Mapping[Ask, Callable[[Question], list[FormField]]] = {
    Ask.WHEN: _when,
    Ask.SUBJECT: _text(Ask.SUBJECT, N_("Subject"), hint=N_("what to call about")),
    Ask.SPOKE_TO_DECIDER: _spoke_to_decider,
    Ask.REASON: _text(Ask.REASON, N_("Reason")),
    Ask.COMPETITOR: _text(Ask.COMPETITOR, N_("Current supplier"), "competitor"),
    Ask.OPPOSITION: _opposition,
    Ask.RETURN_MONTHS: _return_months,
    Ask.PLACE: _text(Ask.PLACE, N_("Place")),
    Ask.PERSON: _person,
    Ask.AMOUNT: _money(Ask.AMOUNT, "amount_cents", N_("Amount")),
    Ask.CONDITIONS: _conditions,
    Ask.FIVE_W: _five_w,
    Ask.CONVERT: _convert,
    Ask.EMAIL: _email,
    Ask.EMAIL_PERMISSION: _email_permission,
    Ask.DECIDERS: _deciders,
    Ask.LOSE: _lose,
    Ask.BUDGET: _money(Ask.BUDGET, "budget", N_("Budget")),
}
