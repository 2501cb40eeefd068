"""What comes from other calendars: imported events, told apart by the name of their calendar."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.calendar_events import CalendarEvent
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.storage.connection import moment_of, moment_text


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """An event that was imported."""

    id: int
    event: CalendarEvent
    is_ended: bool
    """Whether the user said that it is done."""


_KNOWN = (
    "SELECT id, uid, subject, day, at, ends_at, description, place, zone, series, sequence,"
    " cancelled_at IS NOT NULL, done_at IS NOT NULL FROM activity"
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
    return ForeignRecord(row[0], event, bool(row[12]))


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
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                ActivityKind.EVENT.value,
                event.summary,
                event.day.isoformat(),
                moment_text(event.at),
                moment_text(_ends_at(event, zone)),
                event.zone or str(zone),
                event.place,
                event.uid,
                moment_text(now),
                moment_text(event.changed_at or now),
                event.description,
                event.sequence,
                event.series,
                calendar,
                event.foreign_text,
                moment_text(now) if event.is_cancelled else None,
            )
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
        "UPDATE activity SET subject = ?, day = ?, at = ?, ends_at = ?, zone = ?, place = ?,"
        " updated_at = ?, description = ?, sequence = ?, foreign_text = ?,"
        " cancelled_at = CASE WHEN ? THEN coalesce(cancelled_at, ?) END WHERE uid = ?",
        (
            (
                event.summary,
                event.day.isoformat(),
                moment_text(event.at),
                moment_text(_ends_at(event, zone)),
                event.zone or str(zone),
                event.place,
                moment_text(event.changed_at or now),
                event.description,
                event.sequence,
                event.foreign_text,
                event.is_cancelled,
                moment_text(now),
                event.uid,
            )
            for event in events
        ),
    )


def _ends_at(event: CalendarEvent, zone: ZoneInfo) -> datetime | None:
    if event.end_day is not None:
        return datetime.combine(event.end_day, time(), zone)
    return event.ends_at


def cancel_foreign(connection: sqlite3.Connection, ids: Iterable[int], now: datetime) -> None:
    """Cancel imported events which their calendar has no more."""
    connection.executemany(
        "UPDATE activity SET cancelled_at = ?, updated_at = ? WHERE id = ?",
        ((moment_text(now), moment_text(now), activity_id) for activity_id in ids),
    )
