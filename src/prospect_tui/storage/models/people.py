"""Companies and people: made at conversion or import, never a form to fill first."""

from datetime import date, datetime

from sqlmodel import SQLModel

from prospect_tui.storage.models.base import flag, key, link, text, whole


class Company(SQLModel, table=True):
    """A legal entity."""

    id: int | None = key()
    name: str = text(index=True)
    trade_name: str = text()
    siren: str = text(index=True)
    siret: str = text(index=True)
    vat_number: str = text()
    rcs: str = text()
    naf: str = text()
    naf_2025: str = text()
    activity: str = text()
    legal_form: str = text()
    website: str = text()
    phone: str = text()
    email: str = text()
    address: str = text()
    address_extra: str = text()
    postcode: str = text()
    city: str = text()
    country: str = text()
    turnover_cents: int | None = None
    turnover_year: int | None = None
    headcount: str = text()
    kind: str = text()
    competitor: str = text()
    founded_on: str = text()
    notes: str = text()
    created_at: datetime
    updated_at: datetime


class Contact(SQLModel, table=True):
    """A person, who may belong to a company and has a role in the decision."""

    id: int | None = key()
    company_id: int | None = link("company.id")
    civility: str = text()
    first_name: str = text()
    last_name: str = text(index=True)
    job_title: str = text()
    email: str = text(index=True)
    other_email: str = text()
    generic_email: str = text()
    phone: str = text()
    mobile: str = text()
    direct_line: str = text()
    other_phone: str = text()
    address: str = text()
    postcode: str = text()
    city: str = text()
    linkedin: str = text()
    other_profile: str = text()
    kind: str = text()
    role: str = text()
    email_permission: str = text()
    sms_permission: str = text()
    checked_on: date | None = None
    opposed: bool = flag()
    position: int = whole()
    notes: str = text()
    created_at: datetime
    updated_at: datetime
    ambassador_on: date | None = None
    """Since when the person recommends the user; None when not."""
