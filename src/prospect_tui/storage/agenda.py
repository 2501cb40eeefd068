"""Reading what is planned up to a day: row call-backs, opportunities, activities."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AFTER_SALE, AgendaFacts, AgendaKind
from prospect_tui.domain.meetings import is_meeting
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind, PlanKind
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import moment_of, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import ABOUT, MAIN_CONTACT, person_name, row_name

HOT_PRIORITY, WARM_PRIORITY = 1, 2
_ROW = (
    f"p.id, {row_name('p')}, {person_name('p')}, p.result, p.next_subject, p.score, p.next_kind,"
    " p.next_day, p.next_at, p.next_half"
)
_DEALS = (
    f"SELECT o.id, o.title, {MAIN_CONTACT}, o.stage_id, o.next_label, o.amount_cents, o.starred,"
    " o.next_day, o.next_at, coalesce(nullif(o.next_type, ''), o.next_kind), o.next_kind"
    " FROM opportunity o"
)


@dataclass(frozen=True, slots=True)
class AgendaRecord:
    """One open thing that has a date, or an open opportunity without one."""

    id: int
    facts: AgendaFacts
    title: str
    person: str
    code: str
    """Result of the last call, stage id or code of the activity, by kind."""
    subject: str
    score: str
    amount_cents: int
    is_starred: bool
    prospect_id: int | None
    opportunity_id: int | None

    @property
    def when(self) -> When | None:
        """Return its planned time."""
        return self.facts.when


def records(
    connection: sqlite3.Connection, until: date, zone: ZoneInfo, threshold: int
) -> list[AgendaRecord]:
    """Return everything open that is planned up to `until`, and what has no date.

    Of the rows without a date only those whose score is hot, or whose points of appetence reach
    the `threshold`: the queue brings the others.
    """
    rows = [*_rows(connection, until, zone), *_hot_rows(connection, zone)]
    return [
        *_with_appetent(connection, rows, zone, threshold),
        *_opportunities(connection, until, zone),
        *_activities(connection, until, zone),
    ]


def _rows(connection: sqlite3.Connection, until: date, zone: ZoneInfo) -> list[AgendaRecord]:
    rows = connection.execute(
        f"SELECT {_ROW}, coalesce(s.priority, 9) <= ? AS warm, NULL"
        " FROM prospect p LEFT JOIN prospect_result s ON s.code = p.score"
        " JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL"
        " WHERE p.state = 'active' AND p.next_day IS NOT NULL AND p.next_day <= ?"
        " AND (p.next_kind = 'promised' OR warm)",
        (WARM_PRIORITY, until.isoformat()),
    ).fetchall()
    return [_row_record(row, zone) for row in rows]


_APPETENT = (
    "SELECT e.prospect_id AS id, max(e.created_at) AS noted_at FROM scoring_event e"
    " GROUP BY e.prospect_id HAVING sum(e.points) >= ?"
)
"""The rows whose points reach the threshold, and when the last of these were noted."""


def _hot_rows(connection: sqlite3.Connection, zone: ZoneInfo) -> list[AgendaRecord]:
    """Return the rows with a hot score for which nothing is planned, by the index on scores."""
    rows = connection.execute(
        f"SELECT {_ROW}, 1, p.last_call_at"
        " FROM prospect p JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL"
        " WHERE p.state = 'active' AND p.score <> '' AND p.next_day IS NULL"
        " AND p.score IN (SELECT code FROM prospect_result WHERE priority = ?)",
        (HOT_PRIORITY,),
    ).fetchall()
    return [_row_record(row, zone) for row in rows]


def _with_appetent(
    connection: sqlite3.Connection, listed: list[AgendaRecord], zone: ZoneInfo, threshold: int
) -> list[AgendaRecord]:
    """Return the rows listed, and those whose points make them hot since they were last called.

    A date that they had before the last of these points, for a retry or in six months, knew
    nothing of them. Only the few rows that have points are read.
    """
    rows = connection.execute(
        f"SELECT {_ROW}, 0, NULL FROM ({_APPETENT}) hot CROSS JOIN prospect p ON p.id = hot.id"
        " JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL"
        " WHERE p.state = 'active' AND (p.last_call_at IS NULL OR p.last_call_at < hot.noted_at)"
        " AND (p.next_day IS NULL OR p.updated_at < hot.noted_at)",
        (threshold,),
    ).fetchall()
    hot = {row[0]: _row_record(row, zone) for row in rows}
    known = [replace(one, facts=_appetent(one.facts)) if one.id in hot else one for one in listed]
    for one in listed:
        hot.pop(one.id, None)
    fresh = (replace(one, facts=replace(_appetent(one.facts), when=None)) for one in hot.values())
    return [*known, *fresh]


def _appetent(facts: AgendaFacts) -> AgendaFacts:
    return replace(facts, is_appetent=True)


def unanswered_sale(
    connection: sqlite3.Connection, contact_id: int, zone: ZoneInfo
) -> AgendaRecord | None:
    """Return the open sale of a person whose number was dialled without a word noted since."""
    row = connection.execute(
        f"{_DEALS} JOIN opportunity_contact mine ON mine.opportunity_id = o.id"
        " WHERE o.outcome = '' AND mine.contact_id = ?"
        " ORDER BY o.updated_at DESC, o.id DESC LIMIT 1",
        (contact_id,),
    ).fetchone()
    if row is None:
        return None
    facts = AgendaFacts(AgendaKind.OPPORTUNITY, None, is_unanswered=True)
    return replace(_deal_record(row, zone), facts=facts)


def unanswered(connection: sqlite3.Connection, prospect_id: int, zone: ZoneInfo) -> AgendaRecord:
    """Return a row whose number was dialled without any result since, whatever its plan."""
    row = connection.execute(
        f"SELECT {_ROW}, 0, NULL FROM prospect p WHERE p.id = ?", (prospect_id,)
    ).fetchone()
    record = _row_record(row, zone)
    facts = AgendaFacts(AgendaKind.PROSPECT, None, is_unanswered=True)
    return replace(record, facts=facts)


def _row_record(row: tuple[Any, ...], zone: ZoneInfo) -> AgendaRecord:
    return AgendaRecord(
        id=row[0],
        facts=AgendaFacts(
            AgendaKind.PROSPECT,
            when_of(row[7], row[8], row[9], zone),
            plan_kind=PlanKind(row[6]) if row[6] else None,
            is_warm=bool(row[10]),
            silent_since=moment_of(row[11]),
        ),
        title=row[1],
        person=row[2],
        code=row[3],
        subject=row[4],
        score=row[5],
        amount_cents=0,
        is_starred=False,
        prospect_id=row[0],
        opportunity_id=None,
    )


IS_EVENT = (
    "(o.next_kind = 'meeting' AND EXISTS (SELECT 1 FROM activity a LEFT JOIN prospect p ON"
    " p.id = a.prospect_id WHERE a.kind = 'event' AND a.done_at IS NULL AND a.cancelled_at IS NULL"
    " AND a.day = o.next_day AND a.at IS o.next_at"
    " AND coalesce(a.opportunity_id, p.opportunity_id) = o.id))"
)
"""Whether the next action of an opportunity is an appointment that is planned as an event too."""


def _opportunities(
    connection: sqlite3.Connection, until: date, zone: ZoneInfo
) -> list[AgendaRecord]:
    """Return the open opportunities; those whose appointment is an event are told by that event."""
    rows = connection.execute(
        f"{_DEALS} WHERE o.outcome = '' AND (o.next_day IS NULL OR o.next_day <= ?)"
        f" AND NOT {IS_EVENT}",
        (until.isoformat(),),
    ).fetchall()
    return [_deal_record(row, zone) for row in rows]


def _deal_record(row: tuple[Any, ...], zone: ZoneInfo) -> AgendaRecord:
    return AgendaRecord(
        id=row[0],
        facts=AgendaFacts(
            AgendaKind.OPPORTUNITY,
            when_of(row[7], row[8], "", zone),
            is_meeting=row[10] == ActionKind.MEETING,
        ),
        title=row[1],
        person=row[2] or "",
        code=str(row[3]),
        subject=row[4] or row[9],
        score="",
        amount_cents=row[5],
        is_starred=bool(row[6]),
        prospect_id=None,
        opportunity_id=row[0],
    )


def _activities(connection: sqlite3.Connection, until: date, zone: ZoneInfo) -> list[AgendaRecord]:
    """Return what is planned; of other calendars only that day's: their past is nobody's work."""
    rows = connection.execute(
        f"SELECT a.id, {ABOUT}, a.person, a.code, a.subject, a.kind,"
        " a.day, a.at, a.prospect_id, coalesce(a.opportunity_id, p.opportunity_id), a.calendar,"
        " CASE a.kind WHEN 'event' THEN coalesce(o.amount_cents, 0) ELSE 0 END,"
        " a.kind = 'event' AND coalesce(o.starred, 0)"
        " FROM activity a LEFT JOIN prospect p ON p.id = a.prospect_id"
        " LEFT JOIN opportunity o ON o.id = coalesce(a.opportunity_id, p.opportunity_id)"
        " WHERE a.done_at IS NULL AND a.cancelled_at IS NULL AND a.day <= ?1"
        " AND (a.calendar = '' OR a.day = ?1)",
        (until.isoformat(),),
    ).fetchall()
    return [
        AgendaRecord(
            id=row[0],
            facts=AgendaFacts(
                AgendaKind.ACTIVITY,
                when_of(row[6], row[7], "", zone),
                activity_kind=ActivityKind(row[5]),
                is_after_sale=row[3] == AFTER_SALE,
                is_meeting=is_meeting(
                    ActivityKind(row[5]),
                    row[3],
                    is_about_somebody=bool(row[8] or row[9]),
                    is_foreign=bool(row[10]),
                ),
            ),
            title=row[1] or row[4],
            person=row[2],
            code=row[3],
            subject=row[4],
            score="",
            amount_cents=row[11],
            is_starred=bool(row[12]),
            prospect_id=row[8],
            opportunity_id=row[9],
        )
        for row in rows
    ]


def cold_files(connection: sqlite3.Connection, until: date) -> list[tuple[int, str, int, int]]:
    """Return (id, name, rows never called, calls planned up to a day) of the living files, by name.

    The calls planned are those that `records` leaves to the queue, without the rows that have no
    good number; a file without either is left out.
    """
    left = dict(
        connection.execute(
            "SELECT file_id, count(*) FROM prospect WHERE state = 'active' AND next_day IS NULL"
            " AND result = '' GROUP BY file_id"
        ).fetchall()
    )
    planned = dict(  # "+" for the index on days: that on files would go through every planned row
        connection.execute(
            "SELECT file_id, count(*) FROM prospect p WHERE state = 'active'"
            " AND next_day IS NOT NULL AND next_day <= ? AND next_kind <> 'promised' AND score"
            " NOT IN (SELECT code FROM prospect_result WHERE priority <= ?) AND opposed = 0"
            " AND EXISTS (SELECT 1 FROM phone_line l WHERE l.prospect_id = p.id"
            " AND l.bad_since IS NULL) GROUP BY +file_id",
            (until.isoformat(), WARM_PRIORITY),
        ).fetchall()
    )
    files = connection.execute(
        "SELECT id, name FROM prospect_file WHERE archived_at IS NULL"
        " ORDER BY name COLLATE NOCASE, id"
    ).fetchall()
    return [
        (file_id, name, left.get(file_id, 0), planned.get(file_id, 0))
        for file_id, name in files
        if file_id in left or file_id in planned
    ]
