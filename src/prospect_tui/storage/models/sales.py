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


class PlanStep(SQLModel, table=True):
    """A step of the standard actions of a stage: of which type, how many working days after."""

    __tablename__ = "plan_step"
    id: int | None = key()
    stage_id: int = Field(foreign_key="stage.id", index=True, ondelete="CASCADE")
    position: int = whole()
    action_type: str = text()
    label: str = text()
    after_days: int = whole()


class ActionType(SQLModel, table=True):
    """A type of next action: the user's own word for one of the kinds that the program knows."""

    __tablename__ = "action_type"
    id: int | None = key()
    code: str = text(unique=True)
    label: str = text()
    kind: str = text()
    position: int = whole()
    retired_at: datetime | None = None


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
    next_type: str = text()
    """The code of an action type; empty is the plain one of `next_kind`."""
    plan_position: int | None = None
    """Where the sale stands in the standard actions of its stage, when it follows them."""
    copied_from_id: int | None = link("opportunity.id")
    renewal_months: int = whole()
    """After how many months what was sold comes up for renewal; 0 when it does not."""


class OpportunityContact(SQLModel, table=True):
    """A person in a sale; the lowest position is the one who matters most."""

    __tablename__ = "opportunity_contact"
    id: int | None = key()
    opportunity_id: int = Field(foreign_key="opportunity.id", index=True, ondelete="CASCADE")
    contact_id: int = Field(foreign_key="contact.id", index=True)
    position: int = whole()
    role: str = text()


class Quote(SQLModel, table=True):
    """A quote tied to an opportunity: with VAT in `total_cents`, without in `net_cents`.

    What was sent never changes: a change of it is a new version which `replaces_id` it.
    """

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
    subject: str = text()
    is_current: bool = flag()
    """Whether the amount of the opportunity follows it: one of its quotes does at most."""
    replaces_id: int | None = link("quote.id")
    discount_bp: int = whole()
    net_cents: int = whole()
    recipient: str = text()
    sender: str = text()
    """To whom and from whom, as lines of text, kept as they were when it was sent."""
    sent_at: datetime | None = None
    decided_at: datetime | None = None


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
    detail: str = text()
    is_optional: bool = flag()
    """Shown with its price but not counted in the totals."""


class CatalogueItem(SQLModel, table=True):
    """Something often sold, with its usual price in cents and VAT rate in basis points."""

    __tablename__ = "catalogue_item"
    id: int | None = key()
    code: str = text()
    label: str = text()
    detail: str = text()
    unit: str = text()
    unit_price_cents: int = whole()
    vat_bp: int = whole(2000)
    position: int = whole()
    retired_at: datetime | None = None
