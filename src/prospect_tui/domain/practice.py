"""A rehearsal of calls: what happens in each, and whether the result noted was the right one.

Refuses nothing: a wrong result is told with the right one, and may be undone or left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prospect_tui.domain.when import When


@dataclass(frozen=True, slots=True)
class Exercise:
    """One made-up call."""

    said: str
    """What happens on the telephone."""
    result: str
    """The code of the result to note, or `OPPOSITION`."""
    keys: str
    """The keys that note it."""
    when: str = ""
    """The date that was said, as one types it; "" when any will do."""


OPPOSITION = "!"


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted of a made-up call."""

    result: str
    next_when: When | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """How an exercise went: right, or the message id of what was wrong."""

    exercise: Exercise
    noted: Noted
    message_id: str = ""

    @property
    def is_right(self) -> bool:
        """Say whether what was noted is what happened."""
        return not self.message_id


@dataclass(slots=True)
class Rehearsal:
    """The exercises in order, and how far one is."""

    exercises: Sequence[Exercise]
    remarks: list[Remark] = field(default_factory=list)

    @property
    def place(self) -> int:
        """Return how many exercises are done."""
        return len(self.remarks)

    @property
    def present(self) -> Exercise | None:
        """Return the exercise to be done now; None at the end."""
        return self.exercises[self.place] if self.place < len(self.exercises) else None

    @property
    def right(self) -> int:
        """Return how many were right."""
        return sum(remark.is_right for remark in self.remarks)

    def note(self, noted: Noted, wanted: When | None) -> None:
        """Judge what was noted; `wanted` is the date that was said, if any."""
        exercise = self.present
        if exercise is None:
            return
        message_id = ""
        if noted.result != exercise.result:
            message_id = "practice.other_result"
        elif wanted is not None and noted.next_when != wanted:
            message_id = "practice.other_date"
        self.remarks.append(Remark(exercise, noted, message_id))

    def take_back(self, count: int) -> None:
        """Do the last `count` exercises again."""
        del self.remarks[max(0, self.place - count) :]


def exercises_of(table: Mapping[str, Any]) -> tuple[Exercise, ...]:
    """Return the exercises of a parsed file; raises `KeyError` or `TypeError` for a wrong one."""
    return tuple(Exercise(**entry) for entry in table["call"])
