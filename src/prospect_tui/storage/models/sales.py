"""Opportunities, their pipelines and what is sold."""

from datetime import date, datetime

from sqlmodel import CheckConstraint, Field, SQLModel

from prospect_tui.storage.models.base import Qualification, flag, key, link, text, whole


class Pipeline(SQLModel, table=True):
    """A sales process: an ordered set of stages."""

    id: int | None = key()
    name: str = text()
    position: int = whole()
    archived_at: datetime | None = None


class Stage(SQLModel, table=True):
    """A step of a pipeline, with its default probability in percent and its patience in days."""

    id: int | None = key()
    pipeline_id: int = Field(foreign_key="pipeline.id", index=True)
    code: str = text()
    """Set for the default stages, whose name follows the language until the user renames them."""
    name: str = text()
    position: int = whole()
    probability: int = whole()
    stale_days: int = whole(14)
    color: str = text()
    archived_at: datetime | None = None


class ClientFolder(SQLModel, table=True):
    """The opportunities of one client; born with the second one."""

    __tablename__ = "client_folder"
    id: int | None = key()
    name: str = text()
    company_id: int | None = link("company.id")
    notes: str = text()
    created_at: datetime


class Opportunity(Qualification, table=True):
    """One potential sale in real life."""

    __table_args__ = (
        CheckConstraint("outcome in ('', 'won', 'lost', 'cancelled')", name="opportunity_outcome"),
        CheckConstraint("probability between 0 and 100", name="opportunity_probability"),
        CheckConstraint("outcome = '' or next_day is null", name="opportunity_closed_no_action"),
    )
    id: int | None = key()
    title: str = text()
    company_id: int | None = link("company.id")
    folder_id: int | None = link("client_folder.id")
    pipeline_id: int = Field(foreign_key="pipeline.id", index=True)
    stage_id: int = Field(foreign_key="stage.id", index=True)
    position: float = Field(default=0.0, sa_column_kwargs={"server_default": "0"})
    amount_cents: int = whole()
    probability: int = whole()
    starred: bool = flag()
    label_for: str = text()
    origin: str = text()
    source_id: int | None = link("source.id")
    campaign_id: int | None = link("campaign.id")
    description: str = text()
    tags: str = text()
    competitor: str = text()
    intermediary: bool = flag()

    next_kind: str = text()
    next_label: str = text()
    next_day: date | None = None
    next_at: datetime | None = None
    next_zone: str = text()

    outcome: str = text(index=True)
    """Empty while open. To do or stand-by is derived from the next action and the clock."""
    lost_to: str = text()
    reason: str = text()
    lesson: str = text()
    closed_at: datetime | None = None
    stage_since: datetime
    last_activity_at: datetime
    renewal_of_id: int | None = link("opportunity.id")
    search_text: str = text()
    created_at: datetime
    updated_at: datetime


class OpportunityContact(SQLModel, table=True):
    """A person in a sale; the lowest position is the one who matters most."""

    __tablename__ = "opportunity_contact"
    id: int | None = key()
    opportunity_id: int = Field(foreign_key="opportunity.id", index=True, ondelete="CASCADE")
    contact_id: int = Field(foreign_key="contact.id", index=True)
    position: int = whole()
    role: str = text()


class Quote(SQLModel, table=True):
    """A quote tied to an opportunity, made here or elsewhere."""

    id: int | None = key()
    opportunity_id: int = Field(foreign_key="opportunity.id", index=True, ondelete="CASCADE")
    number: str = text()
    version: int = whole(1)
    state: str = text()
    issued_on: date | None = None
    valid_until: date | None = None
    total_cents: int = whole()
    conditions: str = text()
    created_at: datetime


class QuoteLine(SQLModel, table=True):
    """A line of a quote: quantity in thousandths, price in cents, rates in basis points."""

    __tablename__ = "quote_line"
    id: int | None = key()
    quote_id: int = Field(foreign_key="quote.id", index=True, ondelete="CASCADE")
    position: int = whole()
    label: str = text()
    unit: str = text()
    quantity_milli: int = whole(1000)
    unit_price_cents: int = whole()
    discount_bp: int = whole()
    vat_bp: int = whole(2000)
