"""What comes from other calendars: imported events, told apart by the name of their calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.calendar_events import CalendarEvent
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.storage.connection import moment_of, moment_text
from prospect_tui.storage.driver import sqlite3


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """An event that was imported."""

    id: int
    event: CalendarEvent


_KNOWN = (
    "SELECT id, uid, subject, day, at, ends_at, description, place, zone, series, sequence,"
    " cancelled_at IS NOT NULL FROM activity"
)


def own_activities(connection: sqlite3.Connection) -> set[str]:
    """Return the uids of the activities which come from no other calendar."""
    return {uid for (uid,) in connection.execute("SELECT uid FROM activity WHERE calendar = ''")}


def foreign_events(connection: sqlite3.Connection, zone: ZoneInfo) -> dict[str, ForeignRecord]:
    """Return the imported events by uid."""
    rows = connection.execute(f"{_KNOWN} WHERE calendar <> ''").fetchall()
    return {row[1]: _foreign(row, zone) for row in rows}


def _foreign(row: tuple[Any, ...], zone: ZoneInfo) -> ForeignRecord:
    at, ends_at = moment_of(row[4]), moment_of(row[5])
    event = CalendarEvent(
        uid=row[1],
        summary=row[2],
        day=date.fromisoformat(row[3]),
        at=at,
        ends_at=ends_at if at else None,
        end_day=ends_at.astimezone(zone).date() if ends_at and not at else None,
        description=row[6],
        place=row[7],
        zone=row[8],
        series=row[9],
        sequence=row[10],
        is_cancelled=bool(row[11]),
    )
    return ForeignRecord(row[0], event)


def add_foreign(
    connection: sqlite3.Connection,
    events: Iterable[CalendarEvent],
    calendar: str,
    zone: ZoneInfo,
    now: datetime,
) -> None:
    """Keep events of another calendar; moments are in UTC, the day is the user's."""
    connection.executemany(
        "INSERT INTO activity (kind, subject, day, at, ends_at, zone, place, uid, created_at,"
        " updated_at, description, sequence, series, calendar, foreign_text, cancelled_at)"
        " VALUES (:kind, :subject, :day, :at, :ends_at, :zone, :place, :uid, :now, :changed_at,"
        " :description, :sequence, :series, :calendar, :foreign_text,"
        " CASE WHEN :is_cancelled THEN :now END)",
        (
            {**_stored(event, zone, now), "calendar": calendar, "kind": ActivityKind.EVENT.value}
            for event in events
        ),
    )


def change_foreign(
    connection: sqlite3.Connection,
    events: Iterable[CalendarEvent],
    zone: ZoneInfo,
    now: datetime,
) -> None:
    """Bring imported events in step with their calendar."""
    connection.executemany(
        "UPDATE activity SET subject = :subject, day = :day, at = :at, ends_at = :ends_at,"
        " zone = :zone, place = :place, updated_at = :changed_at, description = :description,"
        " sequence = :sequence, foreign_text = :foreign_text,"
        " cancelled_at = CASE WHEN :is_cancelled THEN coalesce(cancelled_at, :now) END"
        " WHERE uid = :uid",
        (_stored(event, zone, now) for event in events),
    )


def _stored(event: CalendarEvent, zone: ZoneInfo, now: datetime) -> dict[str, object]:
    """Return an event as it is kept, by the names of the statements."""
    return {
        "uid": event.uid,
        "subject": event.summary,
        "day": event.day.isoformat(),
        "at": moment_text(event.at),
        "ends_at": moment_text(event.end_in(zone)),
        "zone": event.zone or str(zone),
        "place": event.place,
        "changed_at": moment_text(event.changed_at or now),
        "description": event.description,
        "sequence": event.sequence,
        "series": event.series,
        "foreign_text": event.foreign_text,
        "is_cancelled": event.is_cancelled,
        "now": moment_text(now),
    }


def cancel_foreign(connection: sqlite3.Connection, ids: Iterable[int], now: datetime) -> None:
    """Cancel imported events which their calendar has no more."""
    connection.executemany(
        "UPDATE activity SET cancelled_at = ?, updated_at = ? WHERE id = ?",
        ((moment_text(now), moment_text(now), activity_id) for activity_id in ids),
    )
