"""Prospecting files, their rows and the calls made to them."""

from datetime import date, datetime

from sqlalchemy import Computed
from sqlmodel import CheckConstraint, Column, Field, Index, SQLModel, String
from sqlmodel import text as sql

from prospect_tui.storage.models.base import (
    IN_ANY_CASE,
    Qualification,
    flag,
    key,
    link,
    text,
    whole,
)


class Source(SQLModel, table=True):
    """Where people and companies come from: a seller of files, a fair, a web form."""

    id: int | None = key()
    name: str = text(unique=True)
    details: str = text()


class Campaign(SQLModel, table=True):
    """A marketing or calling campaign."""

    id: int | None = key()
    name: str = text(unique=True)
    source_id: int | None = link("source.id")
    started_on: date | None = None
    ended_on: date | None = None
    cost_cents: int = whole()
    script: str = text()


class Tag(SQLModel, table=True):
    """A word known to the user, with its colour; rows and opportunities carry the word itself."""

    id: int | None = key()
    name: str = text(unique=True)
    color: str = text()


class ProspectFile(SQLModel, table=True):
    """A prospecting file: a spreadsheet of cold suspects."""

    __tablename__ = "prospect_file"
    id: int | None = key()
    name: str = text(unique=True)
    origin: str = text()
    lawful_basis: str = text()
    obtained_on: date | None = None
    targeting: str = text()
    notes: str = text()
    script: str = text()
    sort: str = text()
    layout: str = text()
    source_id: int | None = link("source.id")
    campaign_id: int | None = link("campaign.id")
    created_at: datetime
    archived_at: datetime | None = None


class FileColumn(SQLModel, table=True):
    """A column that one file has for itself; its values are in `Prospect.extra`, by its id."""

    __tablename__ = "file_column"
    id: int | None = key()
    file_id: int = Field(foreign_key="prospect_file.id", index=True, ondelete="CASCADE")
    label: str = text()
    kind: str = text()
    choices: str = text()
    position: int = whole()


class ImportBatch(SQLModel, table=True):
    """One import, which can be undone as a whole."""

    __tablename__ = "import_batch"
    id: int | None = key()
    file_id: int = Field(foreign_key="prospect_file.id", index=True, ondelete="CASCADE")
    filename: str = text()
    format: str = text()
    mapping: str = text()
    imported_at: datetime
    rows_in: int = whole()
    rows_imported: int = whole()
    rows_rejected: int = whole()
    undone_at: datetime | None = None


class ImportProblem(SQLModel, table=True):
    """A source row that was not imported, with its line, reason and raw text."""

    __tablename__ = "import_problem"
    id: int | None = key()
    batch_id: int = Field(foreign_key="import_batch.id", index=True, ondelete="CASCADE")
    line: int = whole()
    message_id: str = text()
    params: str = text()
    raw: str = text()


class Prospect(Qualification, table=True):
    """One row of a prospecting file: an organisation or a person never yet qualified."""

    __table_args__ = (
        CheckConstraint("state in ('active', 'struck', 'converted')", name="prospect_state"),
        Index("ix_prospect_order", "file_id", "position", "id"),
        Index("ix_prospect_next", "next_day", "next_at",
              sqlite_where=sql("state = 'active' and next_day is not null")),
        Index("ix_prospect_fresh", "file_id", "position",
              sqlite_where=sql("state = 'active' and next_day is null and result = ''")),
        Index("ix_prospect_siret", "siret", sqlite_where=sql("siret <> ''")),
        Index("ix_prospect_email", "email", sqlite_where=sql("email <> ''")),
        Index("ix_prospect_name", "name_key", sqlite_where=sql("name_key <> ''")),
        Index("ix_prospect_by_name", "file_id", "sort_key", "position",
              sqlite_where=sql("company_name <> ''")),
        Index("ix_prospect_unnamed", "file_id", "position",
              sqlite_where=sql("company_name = ''")),
        Index("ix_prospect_by_next", "file_id", "next_day", "next_at", "position",
              sqlite_where=sql("next_day is not null")),
        Index("ix_prospect_score", "score", "last_call_at",
              sqlite_where=sql("state = 'active' and score <> ''")),
        Index("ix_prospect_closed", "file_id", "state", sqlite_where=sql("state <> 'active'")),
        Index("ix_prospect_created_at", "created_at"),
    )  # fmt: skip
    id: int | None = key()
    file_id: int = Field(foreign_key="prospect_file.id", ondelete="CASCADE")
    batch_id: int | None = link("import_batch.id")
    source_line: int | None = None
    position: float = Field(default=0.0, sa_column_kwargs={"server_default": "0"})

    company_name: str = text()
    trade_name: str = text()
    civility: str = text()
    first_name: str = text()
    last_name: str = text()
    job_title: str = text()
    phone: str = text()
    mobile: str = text()
    direct_line: str = text()
    other_phone: str = text()
    email: str = text(sa_type=IN_ANY_CASE)
    generic_email: str = text()
    city: str = text()
    headcount: str = text()
    notes: str = text()
    address: str = text()
    address_extra: str = text()
    postcode: str = text()
    department: str = text()
    region: str = text()
    country: str = text()
    website: str = text()
    linkedin: str = text()
    siren: str = text()
    siret: str = text()
    vat_number: str = text()
    rcs: str = text()
    naf: str = text()
    naf_2025: str = text()
    activity: str = text()
    legal_form: str = text()
    founded_on: str = text()
    turnover: str = text()
    nature: str = Field(default="unknown", sa_column_kwargs={"server_default": "unknown"})
    competitor: str = text()
    amount: str = text()
    tags: str = text()
    source: str = text()
    extra: str = text()
    """The file's own values: a JSON object from column id to text."""
    name_key: str = text()
    """Folded company name and postcode, to find duplicates."""
    sort_key: str = text()
    """Folded company or person name, to sort as a French reader expects."""

    state: str = Field(default="active", sa_column_kwargs={"server_default": "active"})
    struck_reason: str = text()
    result: str = text()
    """Code of the last call result."""
    score: str = text()
    """Code of the prospect result, empty when there is none yet."""
    attempts: int = whole()
    next_kind: str = text()
    next_day: date | None = None
    next_half: str = text()
    next_at: datetime | None = None
    next_zone: str = text()
    next_subject: str = text()
    last_call_at: datetime | None = None
    last_inbound_at: datetime | None = None
    """Last contact coming from the prospect, which alone restarts the retention period."""
    checked_on: date | None = None
    informed_on: date | None = None
    email_permission: str = text()
    sms_permission: str = text()
    opposed: bool = flag()
    opportunity_id: int | None = Field(default=None, foreign_key="opportunity.id", index=True)
    created_at: datetime
    updated_at: datetime


class PhoneLine(SQLModel, table=True):
    """One callable number read from a phone cell, in international form."""

    __tablename__ = "phone_line"
    id: int | None = key()
    prospect_id: int | None = link("prospect.id", cascade=True)
    contact_id: int | None = link("contact.id", cascade=True)
    field: str = text()
    position: int = whole()
    e164: str = text(index=True)
    extension: str = text()
    bad_since: datetime | None = None


_FIGURES_AT_END = "substr(body, length(rtrim(body, '9876543210 FR')) + 1)"


class ProspectSearch(SQLModel, table=True):
    """The folded text of a row, in a narrow table of its own so that scans stay quick."""

    __tablename__ = "prospect_search"
    prospect_id: int | None = Field(
        default=None, primary_key=True, foreign_key="prospect.id", ondelete="CASCADE"
    )
    body: str = text()
    """Folded text, then the figures of its numbers."""
    digits: str | None = Field(
        default=None, sa_column=Column("digits", String, Computed(_FIGURES_AT_END, persisted=False))
    )
    """The figures at the end of `body`: worked out by SQLite, and indexed by their middle."""


class CallSession(SQLModel, table=True):
    """A stretch of calling, with its goal."""

    __tablename__ = "call_session"
    id: int | None = key()
    started_at: datetime
    ended_at: datetime | None = None
    paused_seconds: int = whole()
    goal_calls: int = whole()
    goal_meetings: int = whole()
    zone: str = text()
    paused_at: datetime | None = None
    """Since when nobody calls; null while at work."""
    resumed_at: datetime | None = None
    """When work was last taken up again."""


class Call(SQLModel, table=True):
    """One line of the call log: what happened, what it decided, with the flags of that day."""

    __table_args__ = (
        Index("ix_call_positive", "prospect_id", "opportunity_id", "at",
              sqlite_where=sql("positive = 1")),
    )  # fmt: skip
    id: int | None = key()
    uid: str = text(unique=True)
    """Made by the screen before the first try, so that a retry is never counted twice."""
    prospect_id: int | None = link("prospect.id", cascade=True)
    opportunity_id: int | None = link("opportunity.id")
    contact_id: int | None = link("contact.id")
    session_id: int | None = link("call_session.id")
    at: datetime = Field(index=True)
    zone: str = text()
    result: str = text(index=True)
    number: str = text()
    duration_seconds: int | None = None
    note: str = text()
    message_left: bool = flag()
    reason: str = text()
    competitor: str = text()
    valid_number: bool = flag(True)
    answered: bool = flag()
    decision_maker: bool = flag()
    argued: bool = flag()
    positive: bool = flag()
    final: bool = flag()
    planned_kind: str = text()
    planned_day: date | None = None
    planned_at: datetime | None = None
    attempts_after: int = whole()
    counted: bool = flag()
    score_before: str = text()
    score_after: str = text()
    next_kind: str = text()
    next_day: date | None = None
    next_half: str = text()
    next_at: datetime | None = None
    next_subject: str = text()
    override_reason: str = text()
    dialled_at: datetime | None = None
    """When the number was handed over, from which `duration_seconds` counts."""
    wrap_up_seconds: int | None = None
    """From the result to the next number dialled in the same session."""


class CallDraft(SQLModel, table=True):
    """The note being typed for a row, on disk before any result is chosen."""

    __tablename__ = "call_draft"
    prospect_id: int | None = Field(
        default=None, primary_key=True, foreign_key="prospect.id", ondelete="CASCADE"
    )
    body: str = text()
    updated_at: datetime


class ScoringEvent(SQLModel, table=True):
    """Something a prospect did that adds to the appetence score."""

    __tablename__ = "scoring_event"
    __table_args__ = (Index("ix_scoring_event_points", "prospect_id", "points", "created_at"),)
    id: int | None = key()
    prospect_id: int | None = Field(default=None, foreign_key="prospect.id", ondelete="CASCADE")
    opportunity_id: int | None = link("opportunity.id", cascade=True)
    rule_code: str = text()
    points: int = whole()
    on_day: date
    detail: str = text()
    created_at: datetime | None = None


class FunnelCount(SQLModel, table=True):
    """A day's figure typed by hand for what happens outside (visitors, ambassadors)."""

    __tablename__ = "funnel_count"
    id: int | None = key()
    on_day: date
    step: str = text()
    volume: int = whole()
