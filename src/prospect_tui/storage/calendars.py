"""What goes to other calendars: planned things, and where they stand on a server."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.when import When
from prospect_tui.storage import own_settings
from prospect_tui.storage.agenda import IS_EVENT
from prospect_tui.storage.connection import known_moment, moment_of, moment_text, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import ABOUT, person_name, row_name

_SIGN = "calendar_sign"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One open thing with a date: a next call, a next action, a task or an event."""

    kind: AgendaKind
    id: int
    """Of the row, opportunity or activity, by kind."""
    uid: str
    """Of an activity; "" for the others, whose uid follows from their number."""
    when: When
    ends_at: datetime | None
    does: str
    """The kind of call plan, of next action or of activity, by kind."""
    code: str
    subject: str
    title: str
    """The name of the row or of the opportunity."""
    person: str
    phone: str
    place: str
    description: str
    zone: str
    sequence: int
    changed_at: datetime
    calendar: str = ""
    """The calendar from which an event was imported, or ""."""


def planned_rows(
    connection: sqlite3.Connection,
    until: date,
    zone: ZoneInfo,
    kinds: Collection[str],
    since: date = date.min,
) -> list[PlannedItem]:
    """Return the next calls of these kinds of plan, by the days as they are stored."""
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT p.id, p.next_day, p.next_at, p.next_half, p.next_kind, p.next_subject,"
        f" {row_name('p')}, {person_name('p')}, coalesce(nullif(p.phone, ''), p.mobile),"
        " p.next_zone, p.created_at, p.updated_at FROM prospect p"
        " JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL"
        f" WHERE p.state = 'active' AND p.next_day BETWEEN ? AND ? AND p.next_kind IN ({marks})"
        " ORDER BY p.next_day, p.next_at, p.id",
        (since.isoformat(), until.isoformat(), *kinds),
    ).fetchall()
    return [
        PlannedItem(
            kind=AgendaKind.PROSPECT,
            id=row[0],
            uid="",
            when=_when(row[1], row[2], row[3], zone),
            ends_at=None,
            does=row[4],
            code="",
            subject=row[5],
            title=row[6],
            person=row[7],
            phone=row[8],
            place="",
            description="",
            zone=row[9],
            sequence=_age(row[10], row[11]),
            changed_at=known_moment(row[11]),
        )
        for row in rows
    ]


_CONTACT = (
    "(SELECT c.id FROM opportunity_contact oc JOIN contact c ON c.id = oc.contact_id"
    " WHERE oc.opportunity_id = o.id ORDER BY oc.position, oc.id LIMIT 1)"
)


def planned_opportunities(
    connection: sqlite3.Connection, until: date, zone: ZoneInfo, since: date = date.min
) -> list[PlannedItem]:
    """Return the next actions of open opportunities, by stored day, but those that are an event."""
    rows = connection.execute(
        "SELECT o.id, o.next_day, o.next_at, o.next_kind, o.next_label, o.title,"
        f" coalesce({person_name('m')}, ''),"
        " coalesce(nullif(m.direct_line, ''), nullif(m.mobile, ''), m.phone, ''), o.next_zone,"
        f" o.created_at, o.updated_at FROM opportunity o LEFT JOIN contact m ON m.id = {_CONTACT}"
        f" WHERE o.outcome = '' AND o.next_day BETWEEN ? AND ? AND NOT {IS_EVENT}"
        " ORDER BY o.next_day, o.next_at, o.id",
        (since.isoformat(), until.isoformat()),
    ).fetchall()
    return [
        PlannedItem(
            kind=AgendaKind.OPPORTUNITY,
            id=row[0],
            uid="",
            when=_when(row[1], row[2], "", zone),
            ends_at=None,
            does=row[3],
            code="",
            subject=row[4],
            title=row[5],
            person=row[6],
            phone=row[7],
            place="",
            description="",
            zone=row[8],
            sequence=_age(row[9], row[10]),
            changed_at=known_moment(row[10]),
        )
        for row in rows
    ]


def planned_activities(
    connection: sqlite3.Connection, until: date, zone: ZoneInfo
) -> list[PlannedItem]:
    """Return the open tasks, calls and events, those of other calendars included, up to a day."""
    rows = connection.execute(
        "SELECT a.id, a.uid, a.day, a.at, a.ends_at, a.kind, a.code, a.subject,"
        f" {ABOUT}, a.person, coalesce(p.phone, ''), a.place,"
        " a.description, a.zone, a.sequence, coalesce(a.updated_at, a.created_at), a.calendar"
        " FROM activity a LEFT JOIN prospect p ON p.id = a.prospect_id"
        " LEFT JOIN opportunity o ON o.id = coalesce(a.opportunity_id, p.opportunity_id)"
        " WHERE a.done_at IS NULL AND a.cancelled_at IS NULL AND a.day <= ?"
        " ORDER BY a.day, a.at, a.id",
        (until.isoformat(),),
    ).fetchall()
    return [
        PlannedItem(
            kind=AgendaKind.ACTIVITY,
            id=row[0],
            uid=row[1],
            when=_when(row[2], row[3], "", zone),
            ends_at=moment_of(row[4]),
            does=row[5],
            code=row[6],
            subject=row[7],
            title=row[8],
            person=row[9],
            phone=row[10],
            place=row[11],
            description=row[12],
            zone=row[13],
            sequence=row[14],
            changed_at=known_moment(row[15]),
            calendar=row[16],
        )
        for row in rows
    ]


def _when(day: str, at: str | None, half: str, zone: ZoneInfo) -> When:
    when = when_of(day, at, half, zone)
    assert when is not None
    return when


def _age(created: str, changed: str) -> int:
    """Return the minutes since something was made: a count of changes that only grows."""
    return max(0, int((known_moment(changed) - known_moment(created)).total_seconds()) // 60)


def move_row(
    connection: sqlite3.Connection, row_id: int, when: When, zone: ZoneInfo, now: datetime
) -> None:
    """Give the next call of a row another time."""
    connection.execute(
        "UPDATE prospect SET next_day = ?, next_at = ?, next_half = '', next_zone = ?,"
        " updated_at = ? WHERE id = ?",
        (*_day_and_moment(when, zone), str(zone), moment_text(now), row_id),
    )


def move_activity(
    connection: sqlite3.Connection,
    activity_id: int,
    when: When,
    ends_at: datetime | None,
    zone: ZoneInfo,
    now: datetime,
) -> None:
    """Give a task or an event another time."""
    connection.execute(
        "UPDATE activity SET day = ?, at = ?, ends_at = ?, sequence = sequence + 1, updated_at = ?"
        " WHERE id = ?",
        (*_day_and_moment(when, zone), moment_text(ends_at), moment_text(now), activity_id),
    )


def _day_and_moment(when: When, zone: ZoneInfo) -> tuple[str, str | None]:
    return when.day.isoformat(), moment_text(when.moment(zone))


# the calendar server


@dataclass(frozen=True, slots=True)
class Link:
    """Where a thing stands on the server, and what was last agreed of it."""

    uid: str
    href: str
    etag: str
    digest: str
    """Of what was sent; "" for what came from the server."""
    synced_at: datetime | None = None


def links(connection: sqlite3.Connection) -> dict[str, Link]:
    """Return every link by uid."""
    rows = connection.execute(
        "SELECT uid, href, etag, digest, synced_at FROM calendar_link"
    ).fetchall()
    return {row[0]: Link(row[0], row[1], row[2], row[3], moment_of(row[4])) for row in rows}


def save_link(connection: sqlite3.Connection, link: Link, now: datetime) -> None:
    """Keep a link, in place of the one before."""
    connection.execute(
        "INSERT OR REPLACE INTO calendar_link (uid, href, etag, digest, synced_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (link.uid, link.href, link.etag, link.digest, moment_text(now)),
    )


def drop_link(connection: sqlite3.Connection, uid: str) -> None:
    """Forget a link."""
    connection.execute("DELETE FROM calendar_link WHERE uid = ?", (uid,))


def sign(connection: sqlite3.Connection) -> str:
    """Return the sign of this base in uids, "" before it has one."""
    return own_settings.value(connection, _SIGN)


def set_sign(connection: sqlite3.Connection, value: str) -> None:
    """Give this base its sign, unless another program just did."""
    connection.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", (_SIGN, value))
