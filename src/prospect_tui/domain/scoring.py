"""The appetence score: points for what somebody did, summed, always with the reasons.

It is no prospect result (CHAUD, TIÈDE…): that one is given by calls, this one by what the other
side does of itself. At the threshold a contact is worth a call: a lead qualified by marketing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from prospect_tui.domain.errors import InvalidValue

MOST_POINTS = 1_000
DEFAULT_RULES = (("newsletter", 5), ("white_paper", 15), ("webinar", 20))
"""Codes and points of the first rules: the usual example of marketing, to be made one's own."""


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """What an event is worth; `label` is empty for a first rule that keeps its usual name."""

    code: str
    points: int
    label: str = ""
    position: int = 0
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ScoringEvent:
    """Something a contact did, with the points it was worth when it was noted."""

    id: int
    rule: str
    """The code of its rule."""
    label: str
    """The label of the rule; "" when it keeps its usual name."""
    points: int
    on: date
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Appetence:
    """A score with its reasons."""

    events: tuple[ScoringEvent, ...]
    """The newest first."""
    threshold: int
    """The points from which a contact is hot: 25 unless the user chose others."""

    @property
    def points(self) -> int:
        """Return the sum of the points."""
        return sum(event.points for event in self.events)

    @property
    def is_hot(self) -> bool:
        """Say whether the sum reaches the threshold."""
        return bool(self.events) and self.points >= self.threshold


def appetence(events: Iterable[ScoringEvent], threshold: int) -> Appetence:
    """Return the score that events make, the newest first."""
    ordered = sorted(events, key=lambda event: (event.on, event.id), reverse=True)
    return Appetence(tuple(ordered), threshold)


def hot_since(events: Sequence[tuple[date, int]], threshold: int) -> date | None:
    """Return the day on which the sum of (day, points) first reached the threshold, or None.

    Points of one day count together; what is taken away later does not undo that day.
    """
    total = 0
    by_day: dict[date, int] = {}
    for day, points in events:
        by_day[day] = by_day.get(day, 0) + points
    for day in sorted(by_day):
        total += by_day[day]
        if total >= threshold:
            return day
    return None


def check_points(points: int) -> None:
    """Raise `InvalidValue` for points that say nothing or too much; below 0 they take away."""
    if points == 0 or abs(points) > MOST_POINTS:
        raise InvalidValue("scoring.points", value=points, limit=MOST_POINTS)


def check_day(on: date, today: date) -> None:
    """Raise `InvalidValue` for something that is still to happen."""
    if on > today:
        raise InvalidValue("scoring.future")
