"""Noting what a contact did of itself, asked alike from every place, and taking it back.

Nothing is judged here: services say what may be noted, and what it is worth.
"""

from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import _
from prospect_tui.services import scoring
from prospect_tui.services.scoring import Owner
from prospect_tui.tui.dialogs import form
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.text import plain
from prospect_tui.wording import scoring as words

if TYPE_CHECKING:
    from textual.content import Content

    from prospect_tui.tui.dialogs.form import FormField, Values
    from prospect_tui.tui.screen import BaseScreen

_NEW = 0
"""In the place of the number of an event: a new one."""


def note_interest(screen: "BaseScreen", owner: Owner, name: str) -> None:
    """Ask what the contact called `name` did, and when."""
    workspace = screen.context.workspace
    rules = list(scoring.rules(workspace).values())
    if not rules:
        screen.tell(_("No sign of interest is in use: add one, or bring one back, with g i."))
        return

    def save(values: "Values") -> None:
        scoring.add_event(workspace, owner, values["rule"], values["on"], values["detail"])

    def day(text: str) -> "Content":
        on = scoring.read_day(workspace, text)
        return plain(f"→ {words.day_text(on)}")

    choices = [
        (one.code, f"{words.rule_name(one)} {words.points_text(one.points)}") for one in rules
    ]
    fields: list[FormField] = [
        form.ChoiceField("rule", _("What was done"), choices, rules[0].code),
        form.TextField("on", _("When"), parse=partial(scoring.read_day, workspace), echo=day,
                       hint=_("today; else yesterday, 12/11…")),
        form.TextField("detail", _("Detail"), parse=scoring.checked_detail,
                       hint=_("which one, if you like: its title, its place")),
    ]  # fmt: skip
    title = _("{name}: sign of interest").format(name=clean(name))
    screen.ask(form.Form(title, fields, check=save), lambda _values: _told(screen, owner))


def change_interest(screen: "BaseScreen", owner: Owner, name: str) -> None:
    """Offer to note a sign of interest, or to take one of those noted back."""
    workspace = screen.context.workspace
    today, found = workspace.clock.today(), scoring.of(workspace, owner)
    taken_back = _("take back: {event}")
    choices = [Choice(_NEW, _("note a sign of interest"))]
    choices += [
        Choice(one.id, taken_back.format(event=words.event_text(one, today, with_detail=True)))
        for one in found.events
    ]

    def chosen(event_id: int) -> None:
        if event_id == _NEW:
            note_interest(screen, owner, name)
        else:
            scoring.remove_event(workspace, event_id)
            _told(screen, owner)

    screen.ask(Choose(_("Appetence"), choices), chosen)


def _told(screen: "BaseScreen", owner: Owner) -> None:
    """Say what the contact has now, and tell the other screens."""
    workspace = screen.context.workspace
    said = words.reasons_text(scoring.of(workspace, owner), workspace.clock.today())
    screen.tell(said or _("No point of appetence."))
    screen.context.changed.ring(
        prospects=[owner.row] if owner.row is not None else (),
        opportunities=[owner.opportunity] if owner.opportunity is not None else (),
    )
