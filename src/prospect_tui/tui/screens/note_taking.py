"""What helps while a note is typed: abbreviations in full, remarks on the wording, values offered.

It decides nothing: the rules say what a word means, the person what becomes of it.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from prospect_tui.i18n import current_language
from prospect_tui.i18n.key_names import key_name
from prospect_tui.tui.context import AppContext

if TYPE_CHECKING:
    from prospect_tui.domain.abbreviations import Expanded
    from prospect_tui.domain.note_finds import Find

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
        parts = (find_text(self.finds(note, row), key), remarks_on(ended))
        return "   ".join(part for part in parts if part)

    def _abbreviations(self) -> dict[str, str]:
        from prospect_tui.domain.abbreviations import known_in  # noqa: PLC0415 - first note

        language = current_language()
        if self._known[0] != language:
            self._known = language, known_in(language, self._context.settings.abbreviations)
        return self._known[1]


def remarks_on(note: str) -> str:
    """Return what should be put otherwise in a note."""
    from prospect_tui.domain.wording_check import remarks  # noqa: PLC0415 - first note
    from prospect_tui.wording.notes import remarks_text  # noqa: PLC0415 - first note

    return remarks_text(remarks(note, current_language()))
