"""A rehearsal on a throw-away base: it looks at the calls logged there and says how it goes."""

import tomllib
from datetime import datetime

from prospect_tui.clock import MovableClock
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.packaged_texts import text_in
from prospect_tui.domain.practice import OPPOSITION, Noted, Rehearsal, exercises_of
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import practice as store


class Practice:
    """The rehearsal in hand, kept in step with what is noted, undone or done again."""

    def __init__(self, workspace: Workspace, language: str) -> None:
        """Begin with the first exercise, after all that the base holds already."""
        self._workspace = workspace
        self.rehearsal = Rehearsal(exercises_of(_table(language)))
        self._first = store.last_action(workspace.connection)
        self._seen: list[int] = []

    def look(self) -> bool:
        """Judge what was noted since; says whether anything was, or was taken back."""
        rows = store.judged_since(self._workspace.connection, self._first)
        present = [bundle_id for bundle_id, _ in rows]
        kept = 0
        while kept < min(len(present), len(self._seen)) and present[kept] == self._seen[kept]:
            kept += 1
        is_changed = present != self._seen
        self.rehearsal.take_back(len(self._seen) - kept)
        for bundle_id, code in rows[kept:]:
            self._judge(bundle_id, code)
        self._seen = present
        return is_changed

    def move_clock(self, moment: datetime) -> None:
        """Make it another moment, from which time goes on."""
        clock = self._workspace.clock
        assert isinstance(clock, MovableClock)
        clock.jump(moment)

    def _judge(self, bundle_id: int, code: str) -> None:
        exercise = self.rehearsal.present
        if exercise is None:
            return
        noted, at = Noted(OPPOSITION), None
        if code == "call":
            call = store.call_of(self._workspace.connection, bundle_id, self._workspace.zone)
            noted, at = Noted(call.result, call.when), call.at
        wanted = None
        if exercise.when and at is not None:
            wanted = self._typed(exercise.when, at)
        self.rehearsal.note(noted, wanted)

    def _typed(self, text: str, at: datetime) -> When | None:
        try:
            return parse_when(text, at.astimezone(self._workspace.zone), self._workspace.calendar)
        except InvalidDate:
            return None


def _table(language: str) -> dict[str, object]:
    return tomllib.loads(text_in(language, "practice", ".toml", otherwise="en"))
