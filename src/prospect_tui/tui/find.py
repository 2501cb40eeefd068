"""The search over everything: a few letters of a company, a person, a number; then its sheet."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import outcome_label
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screen import Among

if TYPE_CHECKING:
    from prospect_tui.services.search import Found


_PAGES = {"opportunity": "sheet", "prospect": "sheet"}
"""Kinds of records that one page shows: one goes on from one to the next."""
Opening = tuple[str, int, Among]
"""The kind and the id of a record to open, and those found with it that the same page shows."""


def find_anything(context: AppContext) -> Choose[Opening]:
    """Return the question whose answer is the record to open."""
    return _FindAnything(context)


class _FindAnything(Choose[Opening]):
    """Asks what to search, and shows what is found with each letter.

    What takes longer than a letter may wait is sought off the keyboard's way.
    """

    def __init__(self, context: AppContext) -> None:
        """Search in the base that is open."""
        super().__init__(_("Find a company, a person, a number, a note"), source=self._first)
        self._search = context.search(context.workspace)
        self._is_seeking = False

    def on_mount(self) -> None:
        """Keep each hit on one line: as many as fit are seen."""
        self.add_class("-one-line-each")

    def on_unmount(self) -> None:
        """Stop what is being sought."""
        self._search.cancel()

    def same(self, value: Opening) -> object:
        """Compare the records themselves: those found with them change."""
        return value[:2]

    def nothing(self, text: str) -> str:
        """Say what may be typed, that it is being sought, or that it is nowhere."""
        if not text:
            return _(
                "Type some letters of a company, a person, a town, a note or a column of your own;"
                " or some figures of a phone number or a SIRET, even from its middle."
            )
        return _("Searching…") if self._is_seeking else super().nothing(text)

    def _first(self, text: str) -> list[Choice[Opening]]:
        if not text:
            self._search.cancel()
            return []
        found, is_complete = self._search.first(text)
        self._is_seeking = not is_complete
        if not is_complete:
            self.run_worker(partial(self._read_all, text), thread=True, group="find")
        return _choices(text, found)

    def _read_all(self, text: str) -> None:
        """Run in the thread; the answer is shown in the turn of the dialog."""
        try:
            found = self._search.complete(text)
        except ProspectError as error:
            self.call_later(self.fail, error)
        else:
            if found is not None:
                self.call_later(self._show_all, text, found)

    def _show_all(self, text: str, found: "Sequence[Found]") -> None:
        if text == self._letters:
            self._is_seeking = False
            self._renew(_choices(text, found))


def _choices(text: str, found: "Sequence[Found]") -> list[Choice[Opening]]:
    title = _("“{text}”").format(text=text)
    lists: dict[str, list[tuple[str, int]]] = {}
    choices = []
    for hit in found:
        alike = lists.setdefault(_PAGES.get(hit.kind, str(hit.kind)), [])
        choices.append(_choice(hit, Among(alike, len(alike), title)))
        alike.append((str(hit.kind), hit.id))
    return choices


def _choice(hit: "Found", among: Among) -> Choice[Opening]:
    is_opportunity = hit.kind == "opportunity"
    what = outcome_label(hit.detail) if is_opportunity and hit.detail else hit.detail
    excerpt = _("“{text}”").format(text=hit.excerpt) if hit.excerpt else ""
    detail = joined(hit.person, hit.phone, excerpt, what)
    groups = {
        "opportunity": _("Opportunities"),
        "contact": _("People"),
        "company": _("Companies"),
        "prospect": _("Rows of the prospecting files"),
    }
    group = groups[hit.kind]
    return Choice((str(hit.kind), hit.id, among), hit.title, detail, group)
