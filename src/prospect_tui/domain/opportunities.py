"""The life of an opportunity: status from the clock, what may be done, what is missing.

Status is not stage. Created to do; it leaves that list only by a dated next action (stand-by) or by
closing; stand-by ends by itself when its day, or its hour, has come.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from prospect_tui.domain.cleaning import fold_words
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.vocabulary import ActionKind, Status
from prospect_tui.domain.when import When

CONDITIONS = ("project", "budget", "date", "deciders")
FIVE_W = ("who", "what", "why", "when", "where")
CLOSED = (Status.WON, Status.LOST, Status.CANCELLED)
FULL_PROBABILITY = 100
LARGEST_AMOUNT = 10**13
"""Cents: a hundred thousand million euros. Sums of thousands of them are still exact."""
RENEWAL_MONTHS = 12
"""After how many months what was sold usually comes up again."""
AFTER_SALE_DAYS = 30
"""After how many days one usually asks whether the client is satisfied."""
LONGEST_RENEWAL, LONGEST_AFTER_SALE = 120, 3650
"""Months and days."""
_YEAR_AT_END = re.compile(r"\s+(?:19|20)[0-9]{2}\s*$")


@dataclass(frozen=True, slots=True)
class StageDefault:
    """A stage of the first pipeline: its code, default probability in percent, patience in days."""

    code: str
    probability: int
    stale_days: int = 14


DEFAULT_STAGES = (
    StageDefault("needs", 20),
    StageDefault("proposal", 40),
    StageDefault("costing", 60),
    StageDefault("presentation", 70),
    StageDefault("negotiation", 85),
)


@dataclass(frozen=True, slots=True)
class NextAction:
    """The one current next action of an open opportunity."""

    kind: ActionKind
    when: When
    label: str = ""
    type: str = ""
    """The code of the user's type, of this kind; "" is the plain one of the kind."""
    step: int | None = None
    """Which of the standard actions of its stage it is, from 0; None for one of the user's own."""


def status(outcome: str, next_when: When | None, now: datetime, zone: ZoneInfo) -> Status:
    """Return the status of an opportunity at `now`: closed, stand-by until its day, or to do."""
    if outcome:
        return Status(outcome)
    if next_when is None or next_when.is_due(now, zone):
        return Status.TO_DO
    return Status.STANDBY


def is_late(next_when: When | None, now: datetime, zone: ZoneInfo) -> bool:
    """Say whether an action's day is past, or its hour of today."""
    if next_when is None:
        return False
    moment = next_when.moment(zone)
    if moment is not None:
        return moment < now
    return next_when.day < now.astimezone(zone).date()


def weighted(amount_cents: int, probability: int) -> int:
    """Return amount × probability in cents, rounded half up."""
    return (amount_cents * probability + FULL_PROBABILITY // 2) // FULL_PROBABILITY


def days_stale(last_activity: datetime, now: datetime, patience_days: int) -> int:
    """Return for how many days nothing happened, or 0 while within the stage's patience."""
    idle = (now - last_activity).days
    return idle if idle >= patience_days else 0


def check_next(when: When, local_today: date) -> None:
    """Raise `Refused` for a next action that is not in the future: it would leave no list."""
    if when.day < local_today:
        raise Refused("opportunity.next_in_past")


def check_open(outcome: str) -> None:
    """Raise `Refused` when the opportunity is closed."""
    if outcome:
        raise Refused("opportunity.closed")


def check_probability(percent: int) -> None:
    """Raise `InvalidValue` outside 0 to 100."""
    if not 0 <= percent <= FULL_PROBABILITY:
        raise InvalidValue("opportunity.probability", value=percent)


def check_amount(cents: int) -> None:
    """Raise `InvalidValue` for a negative amount, or one that nobody ever sold for."""
    if cents < 0:
        raise InvalidValue("opportunity.amount")
    if cents > LARGEST_AMOUNT:
        raise InvalidValue("opportunity.amount_too_large", limit=LARGEST_AMOUNT // 100)


def search_text(texts: Iterable[str], numbers: Iterable[str]) -> str:
    """Return the folded words, and the digits of the numbers, by which a sale is found."""
    from prospect_tui.domain.phone import digits_forms  # noqa: PLC0415 - not for a list of sales

    digits = [form for number in numbers if number for form in digits_forms(number)]
    return " ".join([*fold_words(" ".join(texts)), *digits])


def missing_conditions(has: dict[str, bool]) -> tuple[str, ...]:
    """Return which of the four conditions (project, budget, date, deciders) are not known."""
    return tuple(name for name in CONDITIONS if not has.get(name))


def check_after(renewal_months: int, after_sale_days: int) -> None:
    """Raise `InvalidValue` for a renewal or an after-sale that no calendar holds."""
    if not 0 <= renewal_months <= LONGEST_RENEWAL:
        raise InvalidValue("opportunity.renewal_months", value=renewal_months)
    if not 0 <= after_sale_days <= LONGEST_AFTER_SALE:
        raise InvalidValue("opportunity.after_sale_days", value=after_sale_days)


def days_after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=days)


def renewal_title(title: str, year: int) -> str:
    """Return the title of a renewal: its year in place of the one at its end, or after it."""
    found = _YEAR_AT_END.search(title)
    kept = title[: found.start()] if found else title
    return f"{kept.rstrip()} {year}"
