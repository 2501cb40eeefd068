"""Reading consents and contracts, and ending them."""

from datetime import datetime

from prospect_tui.domain.consents import ConsentKind, ConsentRecord
from prospect_tui.domain.errors import NotFound
from prospect_tui.storage.connection import day_of, known_moment, moment_of, moment_text
from prospect_tui.storage.driver import sqlite3

_COLUMNS = (
    "id, prospect_id, kind, channel, given_at, wording, recorded_by, evidence, valid_until,"
    " revoked_at"
)


def of_row(connection: sqlite3.Connection, row_id: int) -> list[ConsentRecord]:
    """Return the consents of a row, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM consent WHERE prospect_id = ? ORDER BY given_at DESC, id DESC",
        (row_id,),
    )
    return [_record(row) for row in rows.fetchall()]


def one(connection: sqlite3.Connection, consent_id: int) -> ConsentRecord:
    """Return a consent of a row; raises `NotFound`."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM consent WHERE id = ? AND prospect_id IS NOT NULL", (consent_id,)
    ).fetchone()
    if row is None:
        raise NotFound("consent.not_found", consent=consent_id)
    return _record(row)


def revoke(connection: sqlite3.Connection, consent_id: int, at: datetime) -> None:
    """End a consent at a moment; one that ended before keeps the moment that it has."""
    connection.execute(
        "UPDATE consent SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
        (moment_text(at), consent_id),
    )


def _record(row: tuple[object, ...]) -> ConsentRecord:
    given_at = known_moment(str(row[4]))
    kind = str(row[2])
    return ConsentRecord(
        id=int(str(row[0])),
        row_id=int(str(row[1])),
        kind=ConsentKind(kind) if kind in set(ConsentKind) else ConsentKind.CONSENT,
        channel=str(row[3]),
        given_at=given_at,
        wording=str(row[5]),
        recorded_by=str(row[6]),
        evidence=str(row[7]),
        valid_until=day_of(str(row[8])) if row[8] else None,
        revoked_at=moment_of(str(row[9])) if row[9] else None,
    )
