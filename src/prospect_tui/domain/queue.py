"""Who is called next, and who never: the order of the call queue.

Promised call-backs whose hour has come · hot ones that are due · warm ones that are due · retries
in the right half-day · fresh rows in the order the user sorted the file.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.compliance import LegalFacts, Verdict, may_call
from prospect_tui.domain.vocabulary import PlanKind, RowState
from prospect_tui.domain.when import When


class QueueRank(IntEnum):
    """The classes of the queue, first to last."""

    PROMISED = 1
    HOT = 2
    WARM = 3
    RETRY = 4
    FRESH = 5


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
    facts: QueueFacts, now: datetime, zone: ZoneInfo, calendar: WorkCalendar
) -> QueueRank | None:
    """Return the class in which a row is offered at `now`, or None when it is not.

    Never offered: struck, converted, without a good number, or not callable by law.
    """
    if facts.state is not RowState.ACTIVE or not facts.has_good_number:
        return None
    if not verdict(facts, now, zone, calendar).allowed:
        return None
    if facts.planned is None:
        return None if facts.has_result else QueueRank.FRESH
    if not facts.planned.is_due(now, zone):
        return None
    if facts.planned_kind is PlanKind.PROMISED:
        return QueueRank.PROMISED
    if facts.score_priority == HOT_SCORE_PRIORITY:
        return QueueRank.HOT
    if facts.score_priority == WARM_SCORE_PRIORITY:
        return QueueRank.WARM
    half = facts.planned.half
    in_right_half = half is None or half is calendar.half_of(now.astimezone(zone))
    return QueueRank.RETRY if in_right_half else None


def verdict(facts: QueueFacts, now: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> Verdict:
    """Return whether the law allows the call, with its reason."""
    return may_call(facts.legal, now.astimezone(zone), calendar.region)
