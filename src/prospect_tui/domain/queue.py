"""Who is called next, and who never: the order of the call queue.

Promised call-backs whose hour has come · hot ones that are due · warm ones that are due · retries
in the right half-day · fresh rows in the order the user sorted the file.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.compliance import LegalFacts, Verdict, may_call
from prospect_tui.domain.law_rules import LawRules
from prospect_tui.domain.vocabulary import HalfDay, PlanKind, RowState
from prospect_tui.domain.when import When


class QueueRank(IntEnum):
    """The classes of the queue, first to last."""

    PROMISED = 1
    HOT = 2
    WARM = 3
    RETRY = 4
    FRESH = 5


class Obstacle(StrEnum):
    """Why a row is not offered now."""

    STRUCK = "struck"
    CONVERTED = "converted"
    NO_NUMBER = "no_number"
    """It has no number, or all are wrong."""
    FORBIDDEN = "forbidden"
    """By the rules of calling, opposition among them: the verdict says which."""
    NOTHING_PLANNED = "nothing_planned"
    """It was called, and no next call is planned."""
    LATER = "later"
    OTHER_HALF_DAY = "other_half_day"


HOT_SCORE_PRIORITY = 1
WARM_SCORE_PRIORITY = 2


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """What decides whether and when a row is offered."""

    state: RowState
    score_priority: int
    """The priority of its score (1 hot, 2 warm), 9 for none."""
    planned_kind: PlanKind | None
    planned: When | None
    has_result: bool
    has_good_number: bool
    legal: LegalFacts


def rank(
    facts: QueueFacts,
    now: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    rules: LawRules | None = None,
) -> QueueRank | None:
    """Return the class in which a row is offered at `now`, or None when it is not."""
    found = offer(facts, now, zone, calendar, rules)
    return found if isinstance(found, QueueRank) else None


def offer(
    facts: QueueFacts,
    now: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    rules: LawRules | None = None,
) -> QueueRank | Obstacle:
    """Return the class in which a row is offered at `now`, or why it is not.

    Never offered: struck, converted, without a good number, or not callable by law.
    """
    if facts.state is not RowState.ACTIVE:
        return Obstacle.STRUCK if facts.state is RowState.STRUCK else Obstacle.CONVERTED
    if not facts.has_good_number:
        return Obstacle.NO_NUMBER
    if not verdict(facts, now, zone, calendar, rules).allowed:
        return Obstacle.FORBIDDEN
    if facts.planned is None:
        return Obstacle.NOTHING_PLANNED if facts.has_result else QueueRank.FRESH
    if not facts.planned.is_due(now, zone):
        return Obstacle.LATER
    return _due(facts, calendar.half_of(now.astimezone(zone)))


def _due(facts: QueueFacts, half: HalfDay) -> QueueRank | Obstacle:
    """Return the class of a row whose next call is due, in this half of the day."""
    assert facts.planned is not None
    if facts.planned_kind is PlanKind.PROMISED:
        return QueueRank.PROMISED
    if facts.score_priority == HOT_SCORE_PRIORITY:
        return QueueRank.HOT
    if facts.score_priority == WARM_SCORE_PRIORITY:
        return QueueRank.WARM
    is_right_half = facts.planned.half in {None, half}
    return QueueRank.RETRY if is_right_half else Obstacle.OTHER_HALF_DAY


def verdict(
    facts: QueueFacts,
    now: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    rules: LawRules | None = None,
) -> Verdict:
    """Return whether the law allows the call, with its reason."""
    return may_call(facts.legal, now.astimezone(zone), calendar.region, rules)
