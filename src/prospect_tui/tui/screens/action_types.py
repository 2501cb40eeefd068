"""The user's types of next actions: a list to choose one from, then its short form."""

from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.joining import joined
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import action_label
from prospect_tui.services import action_types
from prospect_tui.services.action_types import ActionTypeRecord
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import ChoiceField, Form, FormField, TextField, TickField
from prospect_tui.tui.screen import BaseScreen

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.form import Values

_NEW = ""


def ask_types(screen: BaseScreen) -> None:
    """Show the types, retired ones last: Enter changes one, or makes a new one."""
    known = action_types.types(screen.context.workspace, retired=True)
    choices = [Choice(_NEW, _("New type of action…"))]
    choices += [_choice(one) for one in sorted(known, key=lambda one: one.retired)]
    question = Choose(_("Types of action: which one?"), choices)
    screen.ask(question, partial(_chosen, screen, {one.code: one for one in known}))


def _choice(one: ActionTypeRecord) -> Choice[str]:
    kind = "" if one.code == one.kind else _kind_label(one.kind)
    detail = joined(kind, _("retired") if one.retired else "")
    return Choice(one.code, action_label(one.code), detail)


def _kind_label(kind: str) -> str:
    return action_label(kind)


def _chosen(screen: BaseScreen, known: dict[str, ActionTypeRecord], code: str) -> None:
    record = known.get(code)
    workspace = screen.context.workspace

    def save(values: "Values") -> None:
        if record is None:
            action_types.add_type(workspace, values["label"], values["kind"])
        else:
            _change(screen, record, values)

    title = action_label(record.code) if record else _("New type of action")
    asked = Form(title, _fields(record, list(known)), check=save)
    screen.ask(asked, lambda _values: _saved(screen))


def _fields(record: ActionTypeRecord | None, codes: list[str]) -> list[FormField]:
    kinds = [(kind, action_label(kind)) for kind in ActionKind]
    fields: list[FormField] = [
        TextField("label", _("Label"), record.label if record else "",
                  required=record is None or record.code not in set(ActionKind),
                  hint=action_label(record.code) if record else _("Demo, visit, sample…")),
        ChoiceField("kind", _("For the program"), kinds,
                    ActionKind(record.kind) if record else ActionKind.TASK),
    ]  # fmt: skip
    if record is not None:
        places = [(place, str(place + 1)) for place in range(len(codes))]
        fields.append(
            ChoiceField("place", _("Order in the list"), places, codes.index(record.code))
        )
        fields.append(TickField("retired", _("Not in use any more"), record.retired))
    return fields


def _change(screen: BaseScreen, record: ActionTypeRecord, values: "Values") -> None:
    """Write what differs: each is one undo."""
    workspace, code = screen.context.workspace, record.code
    if (values["label"], values["kind"]) != (record.label, record.kind):
        action_types.change_type(workspace, code, label=values["label"], kind=values["kind"])
    known = [one.code for one in action_types.types(workspace, retired=True)]
    if values["retired"] != record.retired:
        turn = action_types.retire_type if values["retired"] else action_types.restore_type
        turn(workspace, code)
    elif values["place"] != known.index(code):
        action_types.move_type(workspace, code, values["place"])


def _saved(screen: BaseScreen) -> None:
    screen.context.changed.ring()
    screen.tell(_("Types of action saved."))
    ask_types(screen)
