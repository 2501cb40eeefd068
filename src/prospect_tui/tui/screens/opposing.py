"""The one question by which somebody who objects to canvassing is never called again.

Asked in the same words from every place; the channels are ticked, Enter confirms.
"""

from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospect_tui.tui.dialogs.form import Values
    from prospect_tui.tui.screen import BaseScreen


def ask_row(screen: "BaseScreen", row_id: int) -> None:
    """Ask about the person of a row."""
    from prospect_tui.domain.prospect import display_name  # noqa: PLC0415 - first objection
    from prospect_tui.services import opposition, sheets  # noqa: PLC0415 - first objection

    workspace = screen.context.workspace
    name = clean(display_name(sheets.prospect_sheet(workspace, row_id).prospect.values))

    def save(channels: tuple[str, ...], said: str) -> None:
        opposition.oppose(workspace, row_id, channels, said)

    _ask(screen, name, save)


def ask_opportunity(screen: "BaseScreen", opportunity_id: int) -> None:
    """Ask about the people of an opportunity."""
    from prospect_tui.services import opposition, sheets  # noqa: PLC0415 - first objection

    workspace = screen.context.workspace
    title = clean(sheets.opportunity_sheet(workspace, opportunity_id).opportunity.title)

    def save(channels: tuple[str, ...], said: str) -> None:
        opposition.oppose_opportunity(workspace, opportunity_id, channels, said)

    _ask(screen, title, save)


def ask_contact(screen: "BaseScreen", contact_id: int) -> None:
    """Ask about one person."""
    from prospect_tui.services import contacts, people_pages  # noqa: PLC0415 - first objection

    workspace = screen.context.workspace
    name = clean(people_pages.person_page(workspace, contact_id).person.name)

    def save(channels: tuple[str, ...], said: str) -> None:
        contacts.oppose(workspace, contact_id, channels, said)

    _ask(screen, name, save)


def _ask(screen: "BaseScreen", name: str, save: "Callable[[tuple[str, ...], str], None]") -> None:
    from prospect_tui.services.opposition import CHANNELS  # noqa: PLC0415 - first objection
    from prospect_tui.tui.screens import call_forms  # noqa: PLC0415 - first objection

    def check(values: "Values") -> None:
        save(tuple(channel for channel in CHANNELS if values[channel]), values["said"])

    def saved(_values: "Values") -> None:
        screen.tell(_("saved: {name} is never called again").format(name=name))
        screen.context.changed.ring()

    title = _("{name} objects to canvassing").format(name=name)
    screen.ask(call_forms.QuickForm(title, call_forms.opposition_fields(""), check=check), saved)
