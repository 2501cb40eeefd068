"""May I call? One verdict with its reason, used by the queue, the dialling and the call log.

French rules, known in November 2026 and to be checked by the user: see the reference of each.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prospect_tui.domain.cadence import holidays
from prospect_tui.domain.vocabulary import Nature

CONSENT_REQUIRED_FROM = date(2026, 8, 11)
"""Code de la consommation L. 223-1, as rewritten by law 2025-594, article 13."""
INDIVIDUAL_HOURS = ((time(10), time(13)), (time(14), time(20)))
"""Code de la consommation D. 223-9: Monday to Friday except public holidays."""
INDIVIDUAL_MAX_ATTEMPTS = 4
INDIVIDUAL_ATTEMPT_DAYS = 30
INDIVIDUAL_REFUSAL_DAYS = 60
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """What the law asks to know about a row before it is called."""

    nature: Nature = Nature.UNKNOWN
    opposed: bool = False
    has_consent: bool = False
    """A provable consent not revoked, or a running contract."""
    calls_in_30_days: int = 0
    last_refusal: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or the reason why not as a message id."""

    allowed: bool
    message_id: str = ""


ALLOWED = Verdict(True)


def may_call(facts: LegalFacts, local_now: datetime, region: str = "FR") -> Verdict:
    """Say whether a row may be called at `local_now`; the gravest reason comes first.

    Professionals rest on legitimate interest (CNIL) and may be called unless they objected. An
    unknown nature counts as an individual's.
    """
    if facts.opposed:
        return Verdict(False, "law.opposed")
    if facts.nature is Nature.PROFESSIONAL:
        return ALLOWED
    unknown = facts.nature is Nature.UNKNOWN
    if not facts.has_consent and local_now.date() >= CONSENT_REQUIRED_FROM:
        return Verdict(False, "law.unknown_nature" if unknown else "law.no_consent")
    if facts.calls_in_30_days >= INDIVIDUAL_MAX_ATTEMPTS:
        return Verdict(False, "law.too_many_attempts")
    refusal = facts.last_refusal
    if refusal and local_now < refusal + timedelta(days=INDIVIDUAL_REFUSAL_DAYS):
        return Verdict(False, "law.refused_recently")
    return _within_hours(local_now, region)


def _within_hours(local_now: datetime, region: str) -> Verdict:
    day, hour = local_now.date(), local_now.time()
    if day.weekday() >= SATURDAY or day in holidays(day.year, region):
        return Verdict(False, "law.closed_day")
    if any(start <= hour < end for start, end in INDIVIDUAL_HOURS):
        return ALLOWED
    return Verdict(False, "law.closed_hour")
