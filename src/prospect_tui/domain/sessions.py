"""A session of calls: its goal as people say it, its working time, when it was forgotten.

Moments are aware. A clock that was set back never makes a time negative; a change of zone or of
summer time changes nothing, because only distances between moments count.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.errors import InvalidValue

FORGOTTEN_AFTER = timedelta(hours=1)
"""Without any call for that long, nobody is at work any more."""
LONGEST_PAUSE = timedelta(hours=4)
"""A longer pause is the end of the work: a lunch is shorter."""
LONGEST_CALL = timedelta(hours=4)
LONGEST_WRAP_UP = timedelta(hours=1)
LARGEST_GOAL = 9999
_HOUR = 3600.0
_FEWEST_SECONDS = 60
"""Before the first minute, a number of calls per hour means nothing."""


class GoalKind(StrEnum):
    """What is counted against a goal."""

    CALLS = "calls"
    MEETINGS = "meetings"


_WORDS = {
    GoalKind.CALLS: {"", "appel", "appels", "call", "calls"},
    GoalKind.MEETINGS: {
        "rdv", "rendez-vous", "rendez vous", "rendezvous", "meeting", "meetings", "appointment",
        "appointments",
    },
}  # fmt: skip
_PART = re.compile(r"([0-9]+) ?([a-z][a-z -]*)?")
_OR = re.compile(r"\s*(?:\bou\b|\bor\b|[,;/|])\s*")


@dataclass(frozen=True, slots=True)
class Goal:
    """What a session aims at: so many calls or so many meetings, whichever comes first."""

    calls: int = 0
    meetings: int = 0

    @property
    def is_set(self) -> bool:
        """Say whether there is a goal."""
        return bool(self.calls or self.meetings)

    def is_reached(self, calls: int, meetings: int) -> bool:
        """Say whether one of the two numbers is reached."""
        return bool(
            (self.calls and calls >= self.calls) or (self.meetings and meetings >= self.meetings)
        )


def parse_goal(text: str) -> Goal:
    """Read "40 appels ou 3 RDV", "40", "3 meetings"; "" is no goal. Raises `InvalidValue`."""
    folded = " ".join(fold(text).split())
    found: dict[str, int] = {}
    for part in _OR.split(folded) if text.strip() else ():
        match = _PART.fullmatch(part)
        word = (match[2] or "").strip() if match else ""
        kind = next((kind for kind, words in _WORDS.items() if word in words), None)
        if match is None or kind is None or kind in found or len(match[1]) > len(str(LARGEST_GOAL)):
            raise InvalidValue("session.goal", text=text)
        found[kind] = int(match[1])
    if folded and not all(found.values()):
        raise InvalidValue("session.goal", text=text)
    return Goal(found.get(GoalKind.CALLS, 0), found.get(GoalKind.MEETINGS, 0))


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When a session began, stood still and ended."""

    started_at: datetime
    ended_at: datetime | None = None
    paused_seconds: int = 0
    """Of the pauses that are over."""
    paused_at: datetime | None = None
    resumed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it goes on, perhaps paused."""
        return self.ended_at is None

    @property
    def is_paused(self) -> bool:
        """Say whether it stands still."""
        return self.is_open and self.paused_at is not None

    def worked(self, now: datetime) -> int:
        """Return the seconds at work until `now`, pauses left out."""
        until = self.ended_at or self.paused_at or now
        return max(0, _seconds(self.started_at, until) - self.paused_seconds)

    def paused(self, now: datetime) -> int:
        """Return the seconds of all pauses until `now`."""
        return self.paused_seconds + (_seconds(self.paused_at, now) if self.paused_at else 0)


def pause(times: SessionTimes, now: datetime) -> SessionTimes:
    """Stand still from `now` on; a session that does already is left as it is."""
    if not times.is_open or times.is_paused:
        return times
    return replace(times, paused_at=max(now, times.started_at))


def resume(times: SessionTimes, now: datetime) -> SessionTimes:
    """Go on at `now`."""
    if not times.is_paused:
        return times
    return replace(times, paused_seconds=times.paused(now), paused_at=None, resumed_at=now)


def end(times: SessionTimes, at: datetime) -> SessionTimes:
    """End at `at`, or at the pause that had begun before."""
    if not times.is_open:
        return times
    if times.paused_at is not None:
        return replace(times, ended_at=times.paused_at, paused_at=None)
    return replace(times, ended_at=max(at, times.started_at))


def take_up(times: SessionTimes, last_call: datetime | None, now: datetime) -> SessionTimes:
    """Go on with a forgotten session at `now`: the time without a call was a pause."""
    if times.is_paused:
        return resume(times, now)
    return resume(pause(times, last_sign(times, last_call)), now)


def last_sign(times: SessionTimes, last_call: datetime | None) -> datetime:
    """Return the last moment at which somebody was certainly at work."""
    known = (times.started_at, times.resumed_at, last_call)
    return max(moment for moment in known if moment is not None)


def forgotten_since(
    times: SessionTimes, last_call: datetime | None, now: datetime
) -> datetime | None:
    """Return the moment at which a session left open was really over; None when it goes on."""
    if not times.is_open:
        return None
    if times.paused_at is not None:
        return times.paused_at if now - times.paused_at >= LONGEST_PAUSE else None
    last = last_sign(times, last_call)
    return last if now - last >= FORGOTTEN_AFTER else None


def call_seconds(dialled_at: datetime | None, now: datetime) -> int | None:
    """Return how long a call took; None when it is not known, or the clock was changed."""
    return _between(dialled_at, now, LONGEST_CALL)


def wrap_up_seconds(
    result_at: datetime | None, times: SessionTimes, dialled_at: datetime | None
) -> int | None:
    """Return the time from a result to the next dialling; None across a pause."""
    if dialled_at is None or (times.resumed_at and result_at and times.resumed_at > result_at):
        return None
    return _between(result_at, dialled_at, LONGEST_WRAP_UP)


def per_hour(count: int, seconds: int) -> float | None:
    """Return how many there are per hour of work; None when it is too early to tell."""
    return count * _HOUR / seconds if seconds >= _FEWEST_SECONDS else None


def _between(start: datetime | None, end: datetime, longest: timedelta) -> int | None:
    if start is None or not timedelta(0) <= end - start <= longest:
        return None
    return _seconds(start, end)


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))
