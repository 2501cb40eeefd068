"""Asking who is to be added: somebody known, or a new person by a name in one line."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screen import BaseScreen

if TYPE_CHECKING:
    from prospect_tui.services.people_pages import PersonRecord

NEW = 0
"""In the place of the number of a known person."""


def ask_person(
    screen: BaseScreen,
    known: "Callable[[str], Iterable[PersonRecord]]",
    group: "Callable[[PersonRecord], str]",
    add: Callable[[int, str], object],
) -> None:
    """Ask who is to be added, and `add` the number of the person, or `NEW` and the line typed.

    `known` is who may be added for some words, `group` the title under which each is offered.
    """

    def offered(text: str) -> list[Choice[tuple[int, str]]]:
        words = text.split(",", maxsplit=1)[0]
        found = [Choice((one.id, ""), one.name, _about(one), group(one)) for one in known(words)]
        return [*found, *_new_person(screen, text)]

    question = _AddPerson(_("Who is to be added?"), source=offered)
    screen.ask(question, lambda chosen: add(*chosen))


def _new_person(screen: BaseScreen, text: str) -> list[Choice[tuple[int, str]]]:
    """Return the typed person as it is read, with who has the same number; none for no name."""
    from prospect_tui.domain.people import person_in  # noqa: PLC0415 - first one
    from prospect_tui.services import contacts  # noqa: PLC0415 - idem

    fields = person_in(text)
    if not fields.keys() - {"civility", "job_title"}:
        return []
    alike = ", ".join(one.name for one in contacts.alike(screen.context.workspace, fields))
    said = _("same number or mail as {names}").format(names=alike) if alike else ""
    return [Choice((NEW, text), contacts.said_of(fields), said, _("A new person"))]


class _AddPerson(Choose[tuple[int, str]]):
    """Asks who is to be added; a typed name is enough."""

    def nothing(self, text: str) -> str:
        """Say that a name is enough."""
        if text:
            return super().nothing(text)
        return _("Type a name, perhaps a job title, a number, a mail: Mme Roux, acheteuse, 06…")


def _about(one: "PersonRecord") -> str:
    values = one.values
    reached = values["mobile"] or values["phone"] or values["email"]
    return joined(values["job_title"], one.company_name, reached)
