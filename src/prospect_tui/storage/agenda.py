"""Reading what is planned up to a day: row call-backs, opportunities, activities."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AgendaFacts, AgendaKind
from prospect_tui.domain.vocabulary import ActivityKind, PlanKind
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import moment_of, when_of

HOT_PRIORITY, WARM_PRIORITY = 1, 2
_ROW = (
    "p.id, p.company_name, trim(p.civility || ' ' || p.first_name || ' ' || p.last_name),"
    " p.result, p.next_subject, p.score, p.next_kind, p.next_day, p.next_at, p.next_half, p.phone"
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


def records(connection: sqlite3.Connection, until: date, zone: ZoneInfo) -> list[AgendaRecord]:
    """Return everything open that is planned up to `until`, and what has no date.

    Of the rows without a date only those whose score is hot: the queue brings the others.
    """
    return [
        *_rows(connection, until, zone),
        *_hot_rows(connection, zone),
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


def _hot_rows(connection: sqlite3.Connection, zone: ZoneInfo) -> list[AgendaRecord]:
    """Return the hot rows for which nothing is planned, by the index on scores."""
    rows = connection.execute(
        f"SELECT {_ROW}, 1, p.last_call_at"
        " FROM prospect p JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL"
        " WHERE p.state = 'active' AND p.score <> '' AND p.next_day IS NULL"
        " AND p.score IN (SELECT code FROM prospect_result WHERE priority = ?)",
        (HOT_PRIORITY,),
    ).fetchall()
    return [_row_record(row, zone) for row in rows]


def _row_record(row: tuple[Any, ...], zone: ZoneInfo) -> AgendaRecord:
    return AgendaRecord(
        id=row[0],
        facts=AgendaFacts(
            AgendaKind.PROSPECT,
            when_of(row[7], row[8], row[9], zone),
            plan_kind=PlanKind(row[6]) if row[6] else None,
            is_warm=bool(row[11]),
            silent_since=moment_of(row[12]),
        ),
        title=row[1] or row[2] or row[10],
        person=row[2],
        code=row[3],
        subject=row[4],
        score=row[5],
        amount_cents=0,
        is_starred=False,
        prospect_id=row[0],
        opportunity_id=None,
    )


def _opportunities(
    connection: sqlite3.Connection, until: date, zone: ZoneInfo
) -> list[AgendaRecord]:
    rows = connection.execute(
        "SELECT o.id, o.title,"
        " (SELECT trim(c.civility || ' ' || c.first_name || ' ' || c.last_name)"
        " FROM opportunity_contact oc JOIN contact c ON c.id = oc.contact_id"
        " WHERE oc.opportunity_id = o.id ORDER BY oc.position, oc.id LIMIT 1),"
        " o.stage_id, o.next_label, o.amount_cents, o.starred, o.next_day, o.next_at, o.next_kind"
        " FROM opportunity o WHERE o.outcome = '' AND (o.next_day IS NULL OR o.next_day <= ?)",
        (until.isoformat(),),
    ).fetchall()
    return [
        AgendaRecord(
            id=row[0],
            facts=AgendaFacts(AgendaKind.OPPORTUNITY, when_of(row[7], row[8], "", zone)),
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
        for row in rows
    ]


def _activities(connection: sqlite3.Connection, until: date, zone: ZoneInfo) -> list[AgendaRecord]:
    rows = connection.execute(
        "SELECT a.id, coalesce(nullif(o.title, ''), nullif(p.company_name, ''),"
        " trim(p.first_name || ' ' || p.last_name), ''), a.person, a.code, a.subject, a.kind,"
        " a.day, a.at, a.prospect_id, coalesce(a.opportunity_id, p.opportunity_id)"
        " FROM activity a LEFT JOIN prospect p ON p.id = a.prospect_id"
        " LEFT JOIN opportunity o ON o.id = coalesce(a.opportunity_id, p.opportunity_id)"
        " WHERE a.done_at IS NULL AND a.cancelled_at IS NULL AND a.day <= ?",
        (until.isoformat(),),
    ).fetchall()
    return [
        AgendaRecord(
            id=row[0],
            facts=AgendaFacts(
                AgendaKind.ACTIVITY,
                when_of(row[6], row[7], "", zone),
                activity_kind=ActivityKind(row[5]),
            ),
            title=row[1] or row[4],
            person=row[2],
            code=row[3],
            subject=row[4],
            score="",
            amount_cents=0,
            is_starred=False,
            prospect_id=row[8],
            opportunity_id=row[9],
        )
        for row in rows
    ]


def cold_files(connection: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Return (id, name, rows never called) of the living files that have some, by name."""
    left = dict(
        connection.execute(
            "SELECT file_id, count(*) FROM prospect WHERE state = 'active' AND next_day IS NULL"
            " AND result = '' GROUP BY file_id"
        ).fetchall()
    )
    files = connection.execute(
        "SELECT id, name FROM prospect_file WHERE archived_at IS NULL"
        " ORDER BY name COLLATE NOCASE, id"
    ).fetchall()
    return [(file_id, name, left[file_id]) for file_id, name in files if file_id in left]
