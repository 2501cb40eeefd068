"""Reading tasks, calls and events whole, and moving what is planned."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.meetings import is_meeting
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import moment_of, moment_text, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import ABOUT


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """A task, a call or an event, with all that is known of it."""

    id: int
    kind: ActivityKind
    code: str
    subject: str
    when: When
    ends_at: datetime | None
    place: str
    person: str
    prospect_id: int | None
    opportunity_id: int | None
    """Its own, or that of its row."""
    title: str
    """The name of the opportunity or of the row, or ""."""
    phone: str
    done_at: datetime | None
    cancelled_at: datetime | None
    result: str
    recurrence: str
    series: str
    uid: str
    description: str
    calendar: str
    """The calendar from which it was imported, or ""."""

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.done_at is None and self.cancelled_at is None

    @property
    def is_meeting(self) -> bool:
        """Say whether it is an appointment with a prospect, which is held or missed."""
        return is_meeting(
            self.kind,
            self.code,
            is_about_somebody=bool(self.prospect_id or self.opportunity_id),
            is_foreign=bool(self.calendar),
        )


_ACTIVITY = (
    "SELECT a.id, a.kind, a.code, a.subject, a.day, a.at, a.ends_at, a.place, a.person,"
    " a.prospect_id, coalesce(a.opportunity_id, p.opportunity_id),"
    f" {ABOUT}, coalesce(nullif(p.phone, ''), p.mobile, ''), a.done_at, a.cancelled_at, a.result,"
    " a.recurrence, a.series, a.uid, a.description, a.calendar"
    " FROM activity a LEFT JOIN prospect p ON p.id = a.prospect_id"
    " LEFT JOIN opportunity o ON o.id = coalesce(a.opportunity_id, p.opportunity_id)"
)


def activity(connection: sqlite3.Connection, activity_id: int, zone: ZoneInfo) -> PlannedActivity:
    """Return one activity. Raises `NotFound`."""
    row = connection.execute(f"{_ACTIVITY} WHERE a.id = ?", (activity_id,)).fetchone()
    if row is None:
        raise NotFound("activity.not_found", activity=activity_id)
    return _activity(row, zone)


def activities(
    connection: sqlite3.Connection, first: date, last: date, zone: ZoneInfo
) -> list[PlannedActivity]:
    """Return the open and done activities of some days, by time, those that go on into them too."""
    rows = connection.execute(
        f"{_ACTIVITY} WHERE a.cancelled_at IS NULL AND a.day <= ?2 AND (a.day >= ?1"
        " OR a.ends_at > ?1) ORDER BY a.day, a.at, a.id",
        (first.isoformat(), last.isoformat()),
    ).fetchall()
    return [_activity(row, zone) for row in rows]


def overdue(connection: sqlite3.Connection, before: date, zone: ZoneInfo) -> list[PlannedActivity]:
    """Return what was to be done before a day and is not; nobody owes what others planned."""
    rows = connection.execute(
        f"{_ACTIVITY} WHERE a.done_at IS NULL AND a.cancelled_at IS NULL AND a.day < ?"
        " AND a.calendar = '' ORDER BY a.day, a.at, a.id",
        (before.isoformat(),),
    ).fetchall()
    return [_activity(row, zone) for row in rows]


def listed(
    connection: sqlite3.Connection,
    zone: ZoneInfo,
    *,
    kinds: tuple[str, ...],
    until: date | None,
    is_open: bool,
) -> list[PlannedActivity]:
    """Return the activities of some kinds up to a day, to be done or all, by time."""
    marks = ", ".join("?" * len(kinds))
    only = " AND a.done_at IS NULL AND a.cancelled_at IS NULL" if is_open else ""
    rows = connection.execute(
        f"{_ACTIVITY} WHERE a.kind IN ({marks}) AND a.day <= ?{only} ORDER BY a.day, a.at, a.id",
        (*kinds, (until or date.max).isoformat()),
    ).fetchall()
    return [_activity(row, zone) for row in rows]


def _activity(row: sqlite3.Row, zone: ZoneInfo) -> PlannedActivity:
    when = when_of(row[4], row[5], "", zone)
    assert when is not None
    return PlannedActivity(
        id=row[0],
        kind=ActivityKind(row[1]),
        code=row[2],
        subject=row[3],
        when=when,
        ends_at=moment_of(row[6]),
        place=row[7],
        person=row[8],
        prospect_id=row[9],
        opportunity_id=row[10],
        title=row[11],
        phone=row[12],
        done_at=moment_of(row[13]),
        cancelled_at=moment_of(row[14]),
        result=row[15],
        recurrence=row[16],
        series=row[17],
        uid=row[18],
        description=row[19],
        calendar=row[20],
    )


def next_action_at(
    connection: sqlite3.Connection, opportunity_id: int, zone: ZoneInfo
) -> tuple[str, When | None]:
    """Return the kind and the time of what an open opportunity does next; "" when it is closed."""
    row = connection.execute(
        "SELECT next_kind, next_day, next_at FROM opportunity WHERE id = ? AND outcome = ''",
        (opportunity_id,),
    ).fetchone()
    return (row[0], when_of(row[1], row[2], "", zone)) if row else ("", None)


def clear_next_action(connection: sqlite3.Connection, opportunity_id: int, now: datetime) -> None:
    """Leave an opportunity to do without a date: what was next is done."""
    connection.execute(
        "UPDATE opportunity SET next_kind = '', next_type = '', next_label = '', next_day = NULL,"
        " next_at = NULL, next_zone = '', updated_at = ?1, last_activity_at = ?1 WHERE id = ?2",
        (moment_text(now), opportunity_id),
    )


def move_next_action(
    connection: sqlite3.Connection, opportunity_id: int, when: When, zone: ZoneInfo, now: datetime
) -> None:
    """Give the next action of an opportunity another time."""
    connection.execute(
        "UPDATE opportunity SET next_day = ?1, next_at = ?2, next_zone = ?3, updated_at = ?4,"
        " last_activity_at = ?4 WHERE id = ?5",
        (
            when.day.isoformat(),
            moment_text(when.moment(zone)),
            str(zone),
            moment_text(now),
            opportunity_id,
        ),
    )


def planned_of(
    connection: sqlite3.Connection,
    code: str,
    day: date,
    *,
    prospect_id: int | None,
    opportunity_id: int | None,
    cancelled: bool = False,
) -> int | None:
    """Return what the program planned by itself on a day about a row or an opportunity, or None.

    It is still to be done, or else was `cancelled`.
    """
    row = connection.execute(
        "SELECT id FROM activity WHERE code = ? AND day = ? AND done_at IS NULL"
        " AND (cancelled_at IS NOT NULL) = ? AND (prospect_id = ? OR opportunity_id = ?)"
        " ORDER BY id LIMIT 1",
        (code, day.isoformat(), cancelled, prospect_id, opportunity_id),
    ).fetchone()
    return int(row[0]) if row else None


def next_call_at(connection: sqlite3.Connection, row_id: int, zone: ZoneInfo) -> When | None:
    """Return the time of the next call of a row, None without one."""
    row = connection.execute(
        "SELECT next_day, next_at, next_half FROM prospect WHERE id = ?", (row_id,)
    ).fetchone()
    return when_of(row[0], row[1], row[2], zone) if row else None
