"""Tasks, events and notes."""

from datetime import date, datetime

from sqlmodel import CheckConstraint, Field, SQLModel

from prospect_tui.storage.models.base import key, link, text, whole


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
    description: str = text()
    sequence: int = whole()
    """How often it was changed, by which other calendars know the newer one."""
    updated_at: datetime | None = None
    series: str = text()
    """The uid of the first one of a recurring task."""
    calendar: str = text()
    """The name of the calendar it was imported from, or empty."""
    foreign_text: str = text()
    """What the other calendar said of it and this one does not understand."""


class CalendarLink(SQLModel, table=True):
    """Where a thing of the planning stands on a calendar server, and what was last sent of it."""

    __tablename__ = "calendar_link"
    uid: str = text(primary_key=True)
    href: str = text()
    etag: str = text()
    digest: str = text()
    synced_at: datetime | None = None


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
