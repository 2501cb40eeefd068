"""Correcting a call from the history of a sheet, or taking it out of the log."""

from typing import Any

from prospect_tui.domain.when import When
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import result_label
from prospect_tui.services import corrections
from prospect_tui.services.corrections import Correctable, Corrected, Correction
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import ChoiceField, FormField, TextField, TickField
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.call_forms import QuickForm
from prospect_tui.tui.screens.dates import typed_date, when_echo, when_of
from prospect_tui.wording.times import moment


def correct_call(screen: BaseScreen, call_id: int) -> None:
    """Ask what is to be done with a call of the history, and do it."""
    found = corrections.correctable(screen.context.workspace, call_id)
    what = [
        Choice("correct", _("Correct it")),
        Choice("remove", _("Take it out: it was never made"), _("undo brings it back")),
    ]

    def go_on(chosen: str) -> None:
        if chosen == "correct":
            _ask_correction(screen, found)
        else:
            _tell(screen, corrections.remove_call(screen.context.workspace, call_id), removed=True)

    screen.ask(Choose(_title(screen, found), what), go_on)


def _ask_correction(screen: BaseScreen, found: Correctable) -> None:
    """Open the call as a form; what is refused is said in it, with what was typed still there."""
    workspace, done = screen.context.workspace, []

    def save(values: dict[str, Any]) -> None:
        correction = _correction(values, found)
        done.append(corrections.correct_call(workspace, found.call.id, correction))

    form = QuickForm(_title(screen, found), _fields(screen, found), check=save)
    screen.ask(form, lambda _values: _tell(screen, done[-1]))


def _title(screen: BaseScreen, found: Correctable) -> str:
    at = moment(found.call.at, screen.context.workspace.zone)
    return _("Call: {what}").format(what=f"{at}  {result_label(found.call.result)}")


def _fields(screen: BaseScreen, found: Correctable) -> list[FormField]:
    call, context = found.call, screen.context
    results = [(rule.code, result_label(rule.code)) for rule in found.results]
    typed = typed_date(call.next_when, context.workspace.clock.local_now())

    def next_when(text: str) -> When | None:
        if text == typed:
            return call.next_when
        return when_of(context, text) if text else None

    return [
        ChoiceField("result", _("Result"), results, call.result),
        TextField(
            "when", _("Next call"), typed, next_when, hint=_("as the result says"),
            echo=when_echo(context),
        ),
        TextField("subject", _("Subject"), call.next_subject),
        TickField("spoke_to_decider", _("The decision-maker spoke"), found.spoke_to_decider),
        TextField("reason", _("Reason"), call.reason),
        TextField("competitor", _("Current supplier"), call.competitor),
        TextField("note", _("Note"), call.note),
    ]  # fmt: skip


def _correction(values: dict[str, Any], found: Correctable) -> Correction:
    """Return only what was changed: the rest stays as the result would have it."""
    call = found.call
    was = {
        "result": call.result,
        "when": call.next_when,
        "subject": call.next_subject,
        "spoke_to_decider": found.spoke_to_decider,
        "reason": call.reason,
        "competitor": call.competitor,
        "note": call.note,
    }
    return Correction(**{name: text for name, text in values.items() if text != was[name]})


def _tell(screen: BaseScreen, done: Corrected, *, removed: bool = False) -> None:
    screen.tell(_("Call taken out.") if removed else _("Call corrected."))
    screen.context.changed.ring(prospects=[done.prospect_id])
