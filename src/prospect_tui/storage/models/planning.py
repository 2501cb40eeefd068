"""Tasks, events and notes."""

from datetime import date, datetime

from sqlmodel import CheckConstraint, Field, SQLModel

from prospect_tui.storage.models.base import key, link, text


class Activity(SQLModel, table=True):
    """A task, call or event: planned, then done with a result."""

    __table_args__ = (CheckConstraint("kind in ('task', 'call', 'event')", name="activity_kind"),)
    id: int | None = key()
    kind: str = text()
    code: str = text()
    """What the program planned by itself ("send_information", "confirm_meeting"…), or empty."""
    subject: str = text()
    day: date = Field(index=True)
    at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = text()
    place: str = text()
    person: str = text()
    prospect_id: int | None = link("prospect.id", cascade=True)
    opportunity_id: int | None = link("opportunity.id", cascade=True)
    contact_id: int | None = link("contact.id")
    company_id: int | None = link("company.id")
    done_at: datetime | None = None
    cancelled_at: datetime | None = None
    result: str = text()
    recurrence: str = text()
    uid: str = text(unique=True)
    created_at: datetime


class Note(SQLModel, table=True):
    """A dated remark on one record."""

    id: int | None = key()
    prospect_id: int | None = link("prospect.id", cascade=True)
    opportunity_id: int | None = link("opportunity.id", cascade=True)
    contact_id: int | None = link("contact.id")
    company_id: int | None = link("company.id")
    folder_id: int | None = link("client_folder.id")
    at: datetime
    zone: str = text()
    body: str = text()
