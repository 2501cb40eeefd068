"""What was changed on a record, in words: "étape Proposition → Négociation"."""

from collections.abc import Callable
from datetime import date
from functools import partial

from prospect_tui.domain.columns import OWN_PREFIX
from prospect_tui.domain.values import NO, YES
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.labels import (
    action_label,
    column_label,
    condition_label,
    five_w_label,
    origin_label,
    outcome_label,
    stage_label,
)
from prospect_tui.i18n.people_words import choice_label
from prospect_tui.services.histories import FieldChange, HistoryLine, StageRecord
from prospect_tui.wording.pipelines import pipeline_name

_LONGEST = 80
"""Letters of a text that was changed, in a line of history."""
_PERCENT = 100
_NAMES = {
    "stage": N_("stage"),
    "pipeline": N_("pipeline"),
    "company": N_("company"),
    "folder": N_("folder"),
    "source": N_("source"),
    "campaign": N_("campaign"),
    "amount_cents": N_("amount"),
    "probability": N_("probability"),
    "starred": N_("star"),
    "intermediary": N_("through an intermediary"),
    "renewal_months": N_("months until the renewal"),
    "next": N_("next action"),
    "next_label": N_("what comes next"),
    "next_type": N_("type of action"),
    "title": N_("title"),
    "description": N_("description"),
    "label_for": N_("for"),
    "origin": N_("origin"),
    "lesson": N_("to remember"),
}
"""Fields that no column is called after."""


def changes_text(line: HistoryLine) -> str:
    """Return what an action changed: "étape Proposition → Négociation · montant 0 € → 900 €"."""
    return " · ".join(change_text(one, line.at.date()) for one in line.changes)


def change_text(change: FieldChange, on: date) -> str:
    """Return one field with what it held and holds, its days as seen `on` that of the change."""
    if change.field == "person":
        return _person_text(change)
    if change.field == "outcome":
        return _outcome_text(change)
    said = _WORDS.get(change.field, _text)
    if change.field.startswith("has_"):
        said = _yes_or_no
    elif change.field == "next":
        said = partial(_when, on)
    before, after = said(change.before), said(change.after)
    return _("{field} {before} → {after}").format(
        field=change.label or field_word(change.field), before=before or "–", after=after or "–"
    )


def field_word(field: str) -> str:
    """Return how a field is called within a sentence."""
    if field.startswith("has_"):
        return condition_label(field.removeprefix("has_"))
    if field.startswith("w_"):
        return five_w_label(field.removeprefix("w_"))
    if field.startswith(OWN_PREFIX):
        return _("deleted column")
    return _(_NAMES[field]) if field in _NAMES else column_label(field.removesuffix("_cents"))


def _person_text(change: FieldChange) -> str:
    if change.after:
        return _("person added: {name}").format(name=change.after)
    return _("person taken off: {name}").format(name=change.before)


def _outcome_text(change: FieldChange) -> str:
    if change.after:
        return outcome_label(str(change.after))
    return _("reopened ({outcome})").format(outcome=outcome_label(str(change.before)))


def _text(value: object) -> str:
    text = " ".join(str(value or "").split())
    if not text:
        return ""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    return _("“{text}”").format(text=cut)


def _stage(value: object) -> str:
    return stage_label(value.code, value.name) if isinstance(value, StageRecord) else ""


def _money(value: object) -> str:
    return formats.money(int(str(value or 0)))


def _known_money(value: object) -> str:
    return "" if value is None else _money(value)


def _permission(value: object) -> str:
    return {YES: _("yes"), NO: _("no")}.get(str(value), _text(value))


def _percent(value: object) -> str:
    return formats.percent(int(str(value or 0)) / _PERCENT)


def _yes_or_no(value: object) -> str:
    return _("yes") if value else _("no")


def _number(value: object) -> str:
    return formats.number(int(str(value or 0)))


def _when(on: date, value: object) -> str:
    if not isinstance(value, When):
        return ""
    day = formats.day_short(value.day, on)
    return f"{day} {formats.hour(value.hour)}" if value.hour else day


_WORDS: dict[str, Callable[[object], str]] = {
    "stage": _stage,
    "pipeline": lambda value: pipeline_name(str(value or "")),
    "company": lambda value: str(value or ""),
    "folder": lambda value: str(value or ""),
    "source": lambda value: str(value or ""),
    "campaign": lambda value: str(value or ""),
    "amount_cents": _money,
    "probability": _percent,
    "starred": _yes_or_no,
    "intermediary": _yes_or_no,
    "renewal_months": _number,
    "next_type": lambda value: action_label(str(value)) if value else "",
    "origin": lambda value: origin_label(str(value or "")),
    "role": lambda value: choice_label("role", str(value or "")),
    "kind": lambda value: choice_label("kind", str(value or "")),
    "turnover_cents": _known_money,
    "email_permission": _permission,
    "sms_permission": _permission,
}
