"""What allows an individual to be called: a consent that can be proved, or a running contract.

Code de la consommation, L. 223-1: the consent is free, specific, informed, unambiguous and can be
revoked; whoever calls must prove it, hence the wording, who recorded it and the evidence.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prospect_tui.domain.errors import InvalidValue


class ConsentKind(StrEnum):
    """What allows the calls."""

    CONSENT = "consent"
    CONTRACT = "contract"


class Channel(StrEnum):
    """By what one may be canvassed."""

    PHONE = "phone"
    EMAIL = "email"
    SMS = "sms"
    POST = "post"


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One consent or contract of a row."""

    id: int
    row_id: int
    kind: ConsentKind
    channel: str
    """A `Channel`; "" for every one."""
    given_at: datetime
    wording: str
    """What was accepted, word for word; for a contract its object."""
    recorded_by: str
    evidence: str
    valid_until: date | None
    revoked_at: datetime | None

    def holds(self, today: date) -> bool:
        """Say whether it still allows something."""
        ended = self.valid_until is not None and self.valid_until < today
        return self.revoked_at is None and not ended


def check_consent(wording: str, given_on: date, until: date | None, today: date) -> None:
    """Raise `InvalidValue` for a consent that could prove nothing."""
    if not wording:
        raise InvalidValue("consent.wording")
    if given_on > today:
        raise InvalidValue("consent.future")
    if until is not None and until < given_on:
        raise InvalidValue("consent.until")
