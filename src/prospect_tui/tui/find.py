"""The search over everything: a few letters of a company, a person, a number; then its sheet."""

from typing import TYPE_CHECKING

from prospect_tui.i18n import _
from prospect_tui.i18n.labels import outcome_label
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose

if TYPE_CHECKING:
    from prospect_tui.services.search import Found

Record = tuple[str, int]
"""The kind and the id of a record, as the sheet takes them."""


def find_anything(context: AppContext) -> Choose[Record]:
    """Return the question whose answer is the record to open."""

    def found(text: str) -> list[Choice[Record]]:
        return [_choice(hit) for hit in context.find(context.workspace, text)] if text else []

    return Choose(_("Find a company, a person, a number, a note"), source=found)


def _choice(hit: "Found") -> Choice[Record]:
    what = hit.detail
    if hit.kind == "opportunity":
        what = outcome_label(hit.detail) if hit.detail else _("opportunity")
    detail = " · ".join(piece for piece in (hit.person, hit.phone, what) if piece)
    return Choice((str(hit.kind), hit.id), hit.title, detail)
