"""Consents and running contracts of rows: recorded with what proves them, and revoked."""

from dataclasses import dataclass
from datetime import date, datetime, time

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.consents import Channel, ConsentKind, ConsentRecord, check_consent
from prospect_tui.domain.errors import Refused
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import consents as store
from prospect_tui.storage import prospects

__all__ = ["Channel", "ConsentKind", "ConsentRecord", "NewConsent", "add", "of_row", "revoke"]


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent to be recorded."""

    wording: str
    """What was accepted, word for word; for a contract its object."""
    kind: ConsentKind = ConsentKind.CONSENT
    channel: Channel = Channel.PHONE
    given_on: date | None = None
    """None is today, now."""
    recorded_by: str = ""
    """Empty is the person responsible named in the settings."""
    evidence: str = ""
    """Where the proof is: a recording, a form, a signed contract."""
    until: date | None = None


def of_row(workspace: Workspace, row_id: int) -> list[ConsentRecord]:
    """Return the consents of a row, newest first."""
    return store.of_row(workspace.connection, row_id)


def add(workspace: Workspace, row_id: int, new: NewConsent) -> int:
    """Record a consent or a contract of a row; return its number.

    Raises `InvalidValue` when it could prove nothing, `NotFound` for an unknown row.
    """
    from prospect_tui.storage.models import Consent  # noqa: PLC0415 - slow to import

    today, wording = workspace.clock.today(), clean_lines(new.wording).strip()
    given_on = new.given_on or today
    check_consent(wording, given_on, new.until, today)
    name = prospects.name_of(workspace.connection, row_id)
    with workspace.writing("consent", row=row_id, name=name) as writing:
        given_at = writing.now
        if given_on != today:
            given_at = datetime.combine(given_on, time(), workspace.zone)
        consent = Consent(
            prospect_id=row_id,
            kind=new.kind.value,
            channel="" if new.kind is ConsentKind.CONTRACT else new.channel.value,
            given_at=given_at,
            wording=wording,
            recorded_by=clean(new.recorded_by).strip() or workspace.settings.responsible,
            evidence=clean_lines(new.evidence).strip(),
            valid_until=new.until,
        )
        writing.session.add(consent)
        writing.session.flush()
        assert consent.id is not None
        return consent.id


def revoke(workspace: Workspace, consent_id: int) -> ConsentRecord:
    """End a consent now; it stays readable. Raises `NotFound`, `Refused` when it ended already."""
    known = store.one(workspace.connection, consent_id)
    if known.revoked_at is not None:
        raise Refused("consent.revoked", consent=consent_id)
    name = prospects.name_of(workspace.connection, known.row_id)
    with workspace.writing("revoke_consent", row=known.row_id, name=name) as writing:
        store.revoke(writing.connection, consent_id, writing.now)
    return store.one(workspace.connection, consent_id)
