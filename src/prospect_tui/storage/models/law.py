"""What the law asks to keep: consents and objections."""

from datetime import date, datetime

from sqlmodel import SQLModel

from prospect_tui.storage.models.base import key, link, text


class Consent(SQLModel, table=True):
    """A provable consent, or a running contract, that allows a channel."""

    id: int | None = key()
    prospect_id: int | None = link("prospect.id", cascade=True)
    contact_id: int | None = link("contact.id", cascade=True)
    kind: str = text()
    channel: str = text()
    given_at: datetime
    wording: str = text()
    recorded_by: str = text()
    evidence: str = text()
    valid_until: date | None = None
    revoked_at: datetime | None = None


class Opposition(SQLModel, table=True):
    """An objection to canvassing: a keyed hash of a number or address, and no name."""

    id: int | None = key()
    digest: str = text(unique=True)
    channel: str = text()
    said: str = text()
    recorded_at: datetime
