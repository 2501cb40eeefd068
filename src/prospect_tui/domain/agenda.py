"""What is to be done today: the section in which each open thing stands, and why it is red."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from prospect_tui.domain.opportunities import is_late
from prospect_tui.domain.vocabulary import ActivityKind, PlanKind
from prospect_tui.domain.when import When

AFTER_SALE = "after_sale"
"""The code of an activity that follows a sale: no selling, so closing leaves it alone."""
MISSED_PROMISE = timedelta(hours=1)
"""How long after its hour a promised call-back is shown as missed."""
SILENT = timedelta(days=7)
"""How long a hot row may hear nothing, with nothing planned, before it is said to be forgotten."""


class Section(StrEnum):
    """The sections of the morning list, in order."""

    FORGOTTEN = "forgotten"
    """Promises missed, hot rows left silent, opportunities without a next action."""
    LATE = "late"
    PROMISED = "promised"
    OPPORTUNITIES = "opportunities"
    FOLLOW_UPS = "follow_ups"
    TASKS = "tasks"
    AFTER_SALE = "after_sale"
    """Following up a sale that is won: kept apart from selling, were it late."""
    MEETINGS = "meetings"


class AgendaKind(StrEnum):
    """What a line of the list is."""

    PROSPECT = "prospect"
    OPPORTUNITY = "opportunity"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """One open thing with its plan."""

    kind: AgendaKind
    when: When | None
    plan_kind: PlanKind | None = None
    activity_kind: ActivityKind | None = None
    is_warm: bool = False
    """True for a row whose score says hot or warm."""
    silent_since: datetime | None = None
    """When a hot row was last called; None for anything else."""
    is_appetent: bool = False
    """True for a row whose points of appetence make it hot, and which was not called since."""
    is_after_sale: bool = False
    is_unanswered: bool = False
    """True for the row, or the sale, whose number was dialled last, its call having no result."""
    is_meeting: bool = False
    """True for an appointment with a prospect, as an event or as what an opportunity does next."""


@dataclass(frozen=True, slots=True)
class AgendaPlace:
    """Where a line stands, and the reason of its red mark ("" when it has none)."""

    section: Section
    red_reason: str = ""


def place(facts: AgendaFacts, now: datetime, zone: ZoneInfo) -> AgendaPlace | None:
    """Return where one thing stands in today's list, or None when it can wait.

    A retry that nobody was promised is no entry of its own: the call queue brings it.
    """
    when = facts.when
    if when is None:
        return _undated_place(facts, now)
    today = now.astimezone(zone).date()
    if when.day > today or _is_mere_retry(facts):
        return None
    if _is_missed_promise(facts, when, now, zone):
        return AgendaPlace(Section.FORGOTTEN, "agenda.missed_promise")
    if when.day < today and not facts.is_after_sale:
        return AgendaPlace(Section.LATE, "agenda.meeting" if facts.is_meeting else "agenda.late")
    if facts.is_meeting:
        return AgendaPlace(Section.MEETINGS)
    if facts.kind is AgendaKind.ACTIVITY:
        return _activity_place(facts, when, now, zone)
    if facts.kind is AgendaKind.PROSPECT:
        promised = facts.plan_kind is PlanKind.PROMISED
        return AgendaPlace(Section.PROMISED if promised else Section.FOLLOW_UPS)
    late = "agenda.late" if is_late(when, now, zone) else ""
    return AgendaPlace(Section.OPPORTUNITIES, late) if when.is_due(now, zone) else None


def _activity_place(facts: AgendaFacts, when: When, now: datetime, zone: ZoneInfo) -> AgendaPlace:
    late = "agenda.late" if is_late(when, now, zone) else ""
    if facts.is_after_sale:
        return AgendaPlace(Section.AFTER_SALE, late)
    if facts.activity_kind is ActivityKind.EVENT:
        return AgendaPlace(Section.MEETINGS)
    return AgendaPlace(Section.TASKS, late)


def _is_mere_retry(facts: AgendaFacts) -> bool:
    return (
        facts.kind is AgendaKind.PROSPECT
        and facts.plan_kind is not PlanKind.PROMISED
        and not facts.is_warm
    )


def _undated_place(facts: AgendaFacts, now: datetime) -> AgendaPlace | None:
    if facts.is_unanswered:
        return AgendaPlace(Section.FORGOTTEN, "agenda.unanswered")
    if facts.kind is AgendaKind.OPPORTUNITY:
        return AgendaPlace(Section.FORGOTTEN, "agenda.no_date")
    if facts.silent_since is not None and facts.silent_since + SILENT <= now:
        return AgendaPlace(Section.FORGOTTEN, "agenda.silent")
    return AgendaPlace(Section.FOLLOW_UPS) if facts.is_appetent else None


def _is_missed_promise(facts: AgendaFacts, when: When, now: datetime, zone: ZoneInfo) -> bool:
    if facts.kind is not AgendaKind.PROSPECT or facts.plan_kind is not PlanKind.PROMISED:
        return False
    moment = when.moment(zone)
    if moment is None:
        return when.day < now.astimezone(zone).date()
    return moment + MISSED_PROMISE < now
