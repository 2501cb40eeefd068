"""The standard actions of a stage as one types them: "call +2 confirm the needs"."""

import re
from collections.abc import Iterable, Mapping

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import action_label
from prospect_tui.services import plans
from prospect_tui.services.action_types import ActionTypeRecord
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import sales

_STEP = re.compile(r"(?P<type>.+?)\s+\+\s*(?P<days>[0-9]{1,4})\s*(?:[jdJD]\b)?\s*(?P<label>.*)")
_PLAIN = re.compile(r"(?P<type>[^:]+?)\s*(?::\s*(?P<label>.*))?")


def step_words(step: PlanStep) -> str:
    """Return a step in words: "Appel : confirmer le besoin, 2 jours ouvrés après"."""
    action = action_label(step.type)
    said = _("{kind}: {what}").format(kind=action, what=step.label) if step.label else action
    if not step.after_days:
        return said
    days = ngettext(
        "{what}, {count} working day after", "{what}, {count} working days after", step.after_days
    )
    return days.format(what=said, count=formats.number(step.after_days))


def proposed_text(workspace: Workspace, opportunity_id: int) -> str:
    """Return the standard action that an opportunity is offered, with its date; "" without one."""
    proposed = plans.proposal(workspace, opportunity_id)
    if proposed is None:
        return ""
    today = workspace.clock.today()
    return sales.next_text(proposed.type, proposed.label, proposed.when, today)


def read_step(text: str, types: Iterable[ActionTypeRecord]) -> PlanStep:
    """Return the step typed as a type, "+" working days, and what it is about.

    Without days it comes at once. Raises `InvalidValue` "plan.step" or "command.action_type".
    """
    line = " ".join(clean(text).split())
    known = _types(types)
    found = _STEP.fullmatch(line) or _PLAIN.fullmatch(line)
    if found is None:
        raise InvalidValue("plan.step", text=text.strip())
    parts = found.groupdict()
    code = known.get(fold(parts["type"].strip()))
    if code is None:
        shown = ", ".join(dict.fromkeys(action_label(one) for one in known.values()))
        raise InvalidValue("command.action_type", value=parts["type"], known=shown)
    return PlanStep(code, (parts["label"] or "").strip(), int(parts.get("days") or 0))


def _types(types: Iterable[ActionTypeRecord]) -> Mapping[str, str]:
    """Return the codes by the words that name them."""
    listed = list(types)
    words = {fold(action_label(one.code)): one.code for one in listed}
    return words | {fold(one.code): one.code for one in listed}
