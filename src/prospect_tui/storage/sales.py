"""Reading opportunities, their people, activities and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AFTER_SALE
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.joining import joined
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import (
    NO_LIMIT,
    day_of,
    known_moment,
    moment_of,
    moment_text,
    when_of,
)
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import MAIN_CONTACT
from prospect_tui.storage.prospects import CONDITION_FIELDS, W_FIELDS


@dataclass(frozen=True, slots=True)
class OpportunityRecord:
    """One opportunity as stored, with the names around it."""

    id: int
    title: str
    company_id: int | None
    company_name: str
    folder_id: int | None
    folder_name: str
    pipeline_id: int
    stage_id: int
    position: float
    amount_cents: int
    probability: int
    is_starred: bool
    origin: str
    description: str
    tags: str
    label_for: str
    next_kind: str
    next_label: str
    next_when: When | None
    outcome: str
    lost_to: str
    reason: str
    lesson: str
    closed_at: datetime | None
    stage_since: datetime
    last_activity_at: datetime
    created_at: datetime
    main_contact: str
    competitor: str
    conditions: Mapping[str, bool]
    five_w: Mapping[str, str]
    next_type: str
    """The user's type of the next action, "" without one."""
    source: str
    campaign: str
    renewal_of_id: int | None
    renewal_months: int
    updated_at: datetime
    intermediary: bool
    """Whether it advances through somebody who is not the client."""

    @property
    def is_undated(self) -> bool:
        """Say whether it is open and nothing is planned for it."""
        return not self.outcome and self.next_when is None


_QUALIFIED = (*CONDITION_FIELDS.values(), *W_FIELDS.values())
_SELECT = (
    "SELECT o.id, o.title, o.company_id, coalesce(co.name, ''), o.folder_id, coalesce(f.name, ''),"
    " o.pipeline_id, o.stage_id, o.position, o.amount_cents, o.probability, o.starred, o.origin,"
    " o.description, o.tags, o.label_for, o.next_kind, o.next_label, o.next_day, o.next_at,"
    " o.outcome, o.lost_to, o.reason, o.lesson, o.closed_at, o.stage_since, o.last_activity_at,"
    f" o.created_at, coalesce({MAIN_CONTACT}, ''), o.competitor,"
    " coalesce(nullif(o.next_type, ''), o.next_kind), coalesce(s.name, ''), coalesce(k.name, ''),"
    " o.renewal_of_id, o.renewal_months, o.updated_at, o.intermediary,"
    f" {', '.join(f'o.{name}' for name in _QUALIFIED)}"
    " FROM opportunity o LEFT JOIN company co ON co.id = o.company_id"
    " LEFT JOIN client_folder f ON f.id = o.folder_id"
    " LEFT JOIN source s ON s.id = o.source_id LEFT JOIN campaign k ON k.id = o.campaign_id"
)


def opportunity(
    connection: sqlite3.Connection, opportunity_id: int, zone: ZoneInfo
) -> OpportunityRecord:
    """Return one opportunity; raises `NotFound`."""
    row = connection.execute(f"{_SELECT} WHERE o.id = ?", (opportunity_id,)).fetchone()
    if row is None:
        raise NotFound("opportunity.not_found", opportunity=opportunity_id)
    return _record(row, zone)


def opportunities(
    connection: sqlite3.Connection,
    zone: ZoneInfo,
    *,
    open_only: bool = True,
    pipeline_id: int | None = None,
    folder_id: int | None = None,
    company_id: int | None = None,
) -> list[OpportunityRecord]:
    """Return opportunities in board order, of one pipeline, folder or company or of all."""
    clauses, parameters = ["1"], []
    if open_only:
        clauses.append("o.outcome = ''")
    chosen = {"pipeline_id": pipeline_id, "folder_id": folder_id, "company_id": company_id}
    for column, value in chosen.items():
        if value is not None:
            clauses.append(f"o.{column} = ?")
            parameters.append(value)
    rows = connection.execute(
        f"{_SELECT} WHERE {' AND '.join(clauses)} ORDER BY o.position, o.id", parameters
    ).fetchall()
    return [_record(row, zone) for row in rows]


def renewals(
    connection: sqlite3.Connection, record: OpportunityRecord, zone: ZoneInfo
) -> list[OpportunityRecord]:
    """Return the sale that an opportunity renews and those that renew it, the oldest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE o.id = ? OR o.renewal_of_id = ? ORDER BY o.id",
        (record.renewal_of_id, record.id),
    ).fetchall()
    return [_record(row, zone) for row in rows]


def _record(row: Sequence[Any], zone: ZoneInfo) -> OpportunityRecord:
    qualified = dict(zip(_QUALIFIED, row[37:], strict=True))
    names = (
        "id", "title", "company_id", "company_name", "folder_id", "folder_name", "pipeline_id",
        "stage_id", "position", "amount_cents", "probability",
    )  # fmt: skip
    return OpportunityRecord(
        **dict(zip(names, row, strict=False)),
        is_starred=bool(row[11]),
        origin=row[12],
        description=row[13],
        tags=row[14],
        label_for=row[15],
        next_kind=row[16],
        next_label=row[17],
        next_when=when_of(row[18], row[19], "", zone),
        outcome=row[20],
        lost_to=row[21],
        reason=row[22],
        lesson=row[23],
        closed_at=moment_of(row[24]),
        stage_since=known_moment(row[25]),
        last_activity_at=known_moment(row[26]),
        created_at=known_moment(row[27]),
        main_contact=row[28],
        competitor=row[29],
        conditions={name: bool(qualified[key]) for name, key in CONDITION_FIELDS.items()},
        five_w={name: qualified[key] for name, key in W_FIELDS.items()},
        next_type=row[30],
        source=row[31],
        campaign=row[32],
        renewal_of_id=row[33],
        renewal_months=row[34],
        updated_at=known_moment(row[35]),
        intermediary=bool(row[36]),
    )


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A person of an opportunity, the most important first."""

    id: int
    civility: str
    first_name: str
    last_name: str
    job_title: str
    role: str
    phone: str
    mobile: str
    direct_line: str
    email: str
    linkedin: str
    checked_on: date | None
    opposed: bool

    @property
    def name(self) -> str:
        """Return civility, first and last name."""
        return joined(self.civility, self.first_name, self.last_name, by=" ")


def contacts(connection: sqlite3.Connection, opportunity_id: int) -> list[ContactRecord]:
    """Return the people of an opportunity, main one first."""
    rows = connection.execute(
        "SELECT c.id, c.civility, c.first_name, c.last_name, c.job_title,"
        " coalesce(nullif(oc.role, ''), c.role), c.phone, c.mobile, c.direct_line, c.email,"
        " c.linkedin, c.checked_on, c.opposed FROM opportunity_contact oc"
        " JOIN contact c ON c.id = oc.contact_id WHERE oc.opportunity_id = ?"
        " ORDER BY oc.position, oc.id",
        (opportunity_id,),
    ).fetchall()
    names = (
        "id", "civility", "first_name", "last_name", "job_title", "role", "phone", "mobile",
        "direct_line", "email", "linkedin",
    )  # fmt: skip
    return [
        ContactRecord(
            **dict(zip(names, row, strict=False)),
            checked_on=day_of(row[11]),
            opposed=bool(row[12]),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """A task or event."""

    id: int
    kind: str
    code: str
    subject: str
    when: When | None
    place: str
    person: str
    done_at: datetime | None
    cancelled_at: datetime | None
    result: str


def activities(
    connection: sqlite3.Connection,
    zone: ZoneInfo,
    *,
    prospect_id: int | None = None,
    opportunity_id: int | None = None,
) -> list[ActivityRecord]:
    """Return the activities of a row or of an opportunity (and of its rows), soonest first."""
    rows = connection.execute(
        "SELECT id, kind, code, subject, day, at, place, person, done_at, cancelled_at, result"
        " FROM activity WHERE prospect_id = ?1 OR opportunity_id = ?2"
        " OR prospect_id IN (SELECT id FROM prospect WHERE opportunity_id = ?2)"
        " ORDER BY day, at, id",
        (prospect_id, opportunity_id),
    ).fetchall()
    return [
        ActivityRecord(
            id=row[0],
            kind=row[1],
            code=row[2],
            subject=row[3],
            when=when_of(row[4], row[5], "", zone),
            place=row[6],
            person=row[7],
            done_at=moment_of(row[8]),
            cancelled_at=moment_of(row[9]),
            result=row[10],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A dated remark."""

    id: int
    at: datetime
    body: str


def notes(
    connection: sqlite3.Connection,
    *,
    prospect_id: int | None = None,
    opportunity_id: int | None = None,
    most: int | None = None,
) -> list[NoteRecord]:
    """Return the remarks on a row or on an opportunity (and on its rows), newest first.

    With `most`, no more than that.
    """
    rows = connection.execute(
        "SELECT id, at, body FROM note WHERE prospect_id = ?1 OR opportunity_id = ?2"
        " OR prospect_id IN (SELECT id FROM prospect WHERE opportunity_id = ?2)"
        " ORDER BY at DESC, id DESC LIMIT ?3",
        (prospect_id, opportunity_id, NO_LIMIT if most is None else most),
    ).fetchall()
    return [NoteRecord(number, known_moment(at), body) for number, at, body in rows]


def rows_of(connection: sqlite3.Connection, opportunity_id: int) -> list[int]:
    """Return the prospect rows that became an opportunity."""
    rows = connection.execute(
        "SELECT id FROM prospect WHERE opportunity_id = ? ORDER BY id", (opportunity_id,)
    )
    return [row[0] for row in rows.fetchall()]


def cancel_planned(connection: sqlite3.Connection, opportunity_id: int, at: datetime) -> None:
    """Cancel what the program planned by itself for an opportunity and its rows."""
    connection.execute(
        "UPDATE activity SET cancelled_at = ? WHERE code <> '' AND done_at IS NULL"
        " AND cancelled_at IS NULL AND code <> ? AND (opportunity_id = ? OR prospect_id IN"
        " (SELECT id FROM prospect WHERE opportunity_id = ?))",
        (moment_text(at), AFTER_SALE, opportunity_id, opportunity_id),
    )


def open_count(connection: sqlite3.Connection) -> int:
    """Return how many opportunities are open."""
    found: int = connection.execute(
        "SELECT count(*) FROM opportunity WHERE outcome = ''"
    ).fetchone()[0]
    return found


def touch(connection: sqlite3.Connection, opportunity_id: int, at: datetime) -> None:
    """Note that something was done for an opportunity: its patience starts anew."""
    connection.execute(
        "UPDATE opportunity SET last_activity_at = ?1, updated_at = ?1 WHERE id = ?2",
        (moment_text(at), opportunity_id),
    )


def set_open_amount(connection: sqlite3.Connection, opportunity_id: int, cents: int) -> None:
    """Write the amount of an opportunity, unless it is closed."""
    connection.execute(
        "UPDATE opportunity SET amount_cents = ? WHERE id = ? AND outcome = ''",
        (cents, opportunity_id),
    )


def copy_people(connection: sqlite3.Connection, from_id: int, to_id: int) -> None:
    """Give an opportunity the people of another one, in their order and with their roles."""
    connection.execute(
        "INSERT INTO opportunity_contact (opportunity_id, contact_id, position, role)"
        " SELECT ?, contact_id, position, role FROM opportunity_contact"
        " WHERE opportunity_id = ? ORDER BY position, id",
        (to_id, from_id),
    )


def competitors(connection: sqlite3.Connection) -> list[str]:
    """Return the competitors of sales and companies, the most frequent first, each once."""
    rows = connection.execute(
        "SELECT name FROM (SELECT lost_to AS name FROM opportunity UNION ALL"
        " SELECT competitor FROM opportunity UNION ALL SELECT competitor FROM company)"
        " WHERE name <> '' GROUP BY name COLLATE NOCASE ORDER BY count(*) DESC, name LIMIT 200"
    ).fetchall()
    return [name for (name,) in rows]


def planned_meeting(connection: sqlite3.Connection, opportunity_id: int, day: date) -> int | None:
    """Return the appointment planned on a day for an opportunity or its rows, or None."""
    row = connection.execute(
        "SELECT id FROM activity WHERE kind = 'event' AND done_at IS NULL AND cancelled_at IS NULL"
        " AND day = ?2 AND (opportunity_id = ?1 OR prospect_id IN"
        " (SELECT id FROM prospect WHERE opportunity_id = ?1)) ORDER BY at, id LIMIT 1",
        (opportunity_id, day.isoformat()),
    ).fetchone()
    return int(row[0]) if row else None
