"""The desk of the demo's person: a base, a clock moved from step to step, a drawn chance.

It only finds and logs; what happens is told by `demo_story`, `demo_files` and `demo_calls`.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from random import Random
from typing import Any
from uuid import UUID

from prospect_tui.clock import FixedClock
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.when import When
from prospect_tui.services.calls import CallEntry, CallLogged, log_call
from prospect_tui.services.workspace import Workspace

SEED = 20_190
LENGTHS = {"NRP": (18, 45), "OCC": (8, 20), "ERR": (10, 30), "RDV": (180, 540), "": (40, 300)}
"""Between how many seconds a call takes, by its result; "" for the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something done on a past day: working days from today, local hour."""

    day: int
    at: time
    act: Callable[[], object]


@dataclass(slots=True)
class Desk:
    """What every step of the demo works on."""

    workspace: Workspace
    clock: FixedClock
    """The clock of the workspace, moved along."""
    today: date
    """The day on which the demo opens."""
    chance: Random = field(default_factory=lambda: Random(SEED))
    """Always the same draws, so that the same day gives the same base."""
    reserved: set[int] = field(default_factory=set)
    """Rows whose story is told, left alone by ordinary calls."""
    left_open: set[int] = field(default_factory=set)
    """Tasks that the person did not do in time."""

    def day(self, count: int) -> date:
        """Return the working day `count` from today; with 0 today itself, even a Sunday."""
        return self.workspace.calendar.add_working_days(self.today, count) if count else self.today

    def when(self, count: int, hour: str = "") -> When:
        """Return a planned time from a count of working days and "09:30" or ""."""
        return When(self.day(count), time.fromisoformat(hour) if hour else None)

    def go_to(self, count: int, at: time) -> None:
        """Move the clock."""
        local = datetime.combine(self.day(count), at, tzinfo=self.clock.zone)
        self.clock.moment = local.astimezone(UTC)

    def uid(self) -> str:
        """Return the next identifier."""
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def log(self, prospect_id: int, result: str, answers: Answers) -> CallLogged:
        """Log a call as the cockpit does."""
        uid = self.uid()
        dialled_at = self.clock.now() - timedelta(seconds=_seconds(result, uid))
        entry = CallEntry(prospect_id, result, answers, uid=uid, dialled_at=dialled_at)
        return log_call(self.workspace, entry)

    def row_called(self, company_name: str) -> int:
        """Return the first row of a company; raises `NotFound`."""
        return self._one("SELECT id FROM prospect WHERE company_name = ?", company_name)

    def opportunity_called(self, title: str) -> int:
        """Return the opportunity with this title; raises `NotFound`."""
        return self._one("SELECT id FROM opportunity WHERE title = ?", title)

    def opportunity_of(self, prospect_id: int) -> int:
        """Return the opportunity which a row became; raises `NotFound`."""
        question = "SELECT opportunity_id FROM prospect WHERE opportunity_id > 0 AND id = ?"
        return self._one(question, prospect_id)

    def _one(self, question: str, value: object) -> int:
        found = self.workspace.connection.execute(question, (value,)).fetchall()
        if not found:
            raise NotFound("row.not_found", row=value)
        return int(found[0][0])

    def play(self, steps: Iterable[Step]) -> None:
        """Do the steps in the order of time."""
        for step in sorted(steps, key=lambda step: (step.day, step.at)):
            self.go_to(step.day, step.at)
            step.act()


def _seconds(result: str, uid: str) -> int:
    """Return how long a call took, as good as drawn."""
    shortest, longest = LENGTHS.get(result, LENGTHS[""])
    return shortest + int(uid[:8], 16) % (longest - shortest)


def data_file(name: str) -> Traversable:
    """Return one of the files of which the demo is made."""
    return files("prospect_tui.services") / "demo_data" / name


@cache
def script(name: str) -> dict[str, Any]:
    """Return the content of "story.toml" or "talk.toml"."""
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))
