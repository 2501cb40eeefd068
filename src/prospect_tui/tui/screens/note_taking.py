"""The note of a call: kept as it is typed, abbreviations in full, wording remarked, values offered.

It decides nothing: the rules say what a word means, the person what becomes of it.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widgets import Input

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _, current_language
from prospect_tui.i18n.key_names import key_name
from prospect_tui.i18n.labels import column_label
from prospect_tui.services import cockpit
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from prospect_tui.domain.abbreviations import Expanded
    from prospect_tui.domain.note_finds import Find
    from prospect_tui.tui.screens.calls_desk import CallDesk

_UNFINISHED = re.compile(r"[^\W\d_]+$")


class NoteAids:
    """Reads a note for its writer."""

    def __init__(self, context: AppContext) -> None:
        """Know the user's abbreviations, and the key that takes what is offered."""
        self._context = context
        self._known: tuple[str, dict[str, str]] = ("", {})

    def expanded(self, text: str, cursor: int) -> "Expanded | None":
        """Return the line with the abbreviation just ended by a space in full, or None."""
        from prospect_tui.domain.abbreviations import expanded  # noqa: PLC0415 - first note

        return expanded(text, cursor, self._abbreviations())

    def finds(self, note: str, row: Mapping[str, str]) -> "list[Find]":
        """Return what a note offers to the empty fields of a row."""
        from prospect_tui.domain.note_finds import finds  # noqa: PLC0415 - first note

        return finds(note, row)

    def aside(self, note: str, row: Mapping[str, str], *, is_typing: bool) -> str:
        """Return what is said under a note; the word being typed is not judged yet."""
        from prospect_tui.wording.notes import find_text  # noqa: PLC0415 - first note

        key = key_name(self._context.keys["calls.take_found"].keys[0])
        ended = _UNFINISHED.sub("", note) if is_typing else note
        return joined(find_text(self.finds(note, row), key), remarks_on(ended), by="   ")

    def _abbreviations(self) -> dict[str, str]:
        from prospect_tui.domain.abbreviations import known_in  # noqa: PLC0415 - first note

        language = current_language()
        if self._known[0] != language:
            self._known = language, known_in(language, self._context.settings.abbreviations)
        return self._known[1]


class NoteTaking(BaseScreen):
    """A screen on which a call is noted down; its subclass has the desk and shows it."""

    desk: "CallDesk"

    def __init__(self, context: AppContext) -> None:
        """Know how to read a note."""
        super().__init__(context)
        self._aids = NoteAids(context)

    def show_desk(self) -> None:
        """Draw what lies on the desk."""
        raise NotImplementedError

    def show_saved(self, text: str, *, about: str = "") -> None:
        """Say that something is on disk."""
        raise NotImplementedError

    @property
    def note(self) -> NoteLine:
        """Return the line of the note."""
        return self.query_one(NoteLine)

    def note_line(self) -> NoteLine:
        """Return a new line for the notes."""
        return NoteLine(self._keep_draft, expanded=self._aids.expanded, aside=self._note_aside)

    def action_note(self) -> None:
        """Go to the note, or come back from it."""
        self.set_focus(None if self.note.line.has_focus else self.note.line)

    async def action_back(self) -> None:
        """Come back from the note, else leave the place."""
        if self.note.line.has_focus:
            self.set_focus(None)
        else:
            await super().action_back()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Come back from the note at Enter."""
        event.stop()
        self.set_focus(None)

    def action_take_found(self) -> None:
        """Put what the note says first of a number, a mail or a name in its field."""
        from prospect_tui.services import notes  # noqa: PLC0415 - first value taken

        card = self.desk.card
        found = self._aids.finds(self.note.text, card.prospect.values) if card else []
        if card is None or not found:
            self.tell(_("The note says no number, mail or name that is not known yet."))
            return
        notes.take(self.context.workspace, card.prospect.id, found[0].values)
        field = column_label(found[0].field)
        self.show_saved(_("saved: {field} {value}").format(field=field, value=found[0].shown))
        self.desk.reload()
        self.show_desk()
        self.note.renew_aside()
        self.context.changed.ring(prospects=[card.prospect.id])

    def _keep_draft(self, row_id: int, text: str) -> bool:
        try:
            cockpit.save_draft(self.context.workspace, row_id, text)
        except ProspectError as error:
            self.fail(error)
            return False
        return True

    def _note_aside(self, note: str, is_typing: bool) -> str:
        card = self.desk.card
        return self._aids.aside(note, card.prospect.values, is_typing=is_typing) if card else ""


def remarks_on(note: str) -> str:
    """Return what should be put otherwise in a note."""
    from prospect_tui.domain.wording_check import remarks  # noqa: PLC0415 - first note
    from prospect_tui.wording.notes import remarks_text  # noqa: PLC0415 - first note

    return remarks_text(remarks(note, current_language()))
