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
from prospect_tui.storage.connection import known_moment, when_of


class Practice:
    """The rehearsal in hand, kept in step with what is noted, undone or done again."""

    def __init__(self, workspace: Workspace, language: str) -> None:
        """Begin with the first exercise, after all that the base holds already."""
        self._workspace = workspace
        self.rehearsal = Rehearsal(exercises_of(_table(language)))
        self._first = self._last_bundle()
        self._seen: list[int] = []

    def look(self) -> bool:
        """Judge what was noted since; says whether anything was, or was taken back."""
        rows = self._workspace.connection.execute(
            "SELECT id, code FROM bundle WHERE id > ? AND undone_at IS NULL"
            " AND code IN ('call', 'opposition') ORDER BY id",
            (self._first,),
        ).fetchall()
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

    def _last_bundle(self) -> int:
        row = self._workspace.connection.execute("SELECT coalesce(max(id), 0) FROM bundle")
        return int(row.fetchone()[0])

    def _judge(self, bundle_id: int, code: str) -> None:
        exercise = self.rehearsal.present
        if exercise is None:
            return
        noted, at = Noted(OPPOSITION), None
        if code == "call":
            noted, at = self._call_of(bundle_id)
        wanted = None
        if exercise.when and at is not None:
            wanted = self._typed(exercise.when, at)
        self.rehearsal.note(noted, wanted)

    def _call_of(self, bundle_id: int) -> tuple[Noted, datetime]:
        workspace = self._workspace
        result, day, hour, half, at = workspace.connection.execute(
            "SELECT c.result, coalesce(c.next_day, a.day), coalesce(c.next_at, a.at), c.next_half,"
            " c.at FROM change AS made JOIN call AS c ON c.id = made.row_id"
            " LEFT JOIN activity AS a ON a.code = 'meeting' AND a.prospect_id = c.prospect_id"
            " WHERE made.bundle_id = ? AND made.table_name = 'call' AND made.before IS NULL"
            " ORDER BY a.id DESC LIMIT 1",
            (bundle_id,),
        ).fetchone()
        moment = known_moment(at)
        return Noted(result, when_of(day, hour, half, workspace.zone)), moment

    def _typed(self, text: str, at: datetime) -> When | None:
        try:
            return parse_when(text, at.astimezone(self._workspace.zone), self._workspace.calendar)
        except InvalidDate:
            return None


def _table(language: str) -> dict[str, object]:
    return tomllib.loads(text_in(language, "practice", ".toml", otherwise="en"))
