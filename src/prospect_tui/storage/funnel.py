"""Reading what the funnel counts, and the figures typed for what happens outside."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from prospect_tui.storage.connection import known_moment, moment_of, moment_text
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.prospects import CONVERTED


class DealRow(NamedTuple):
    """An opportunity: who it is about and its two dates."""

    id: int
    contact: str
    created_at: datetime
    won_at: datetime | None
    has_row: bool


class Sign(NamedTuple):
    """Something that a row, or an opportunity, did or answered."""

    row: int | None
    opportunity: int | None
    """Its own, or the one that the row became."""
    when: str
    """A day, or a moment as stored."""
    points: int = 0


_CONTACT = (
    "CASE WHEN o.folder_id IS NOT NULL THEN 'folder ' || o.folder_id"
    " WHEN o.company_id IS NOT NULL THEN 'company ' || o.company_id"
    " ELSE 'opportunity ' || o.id END"
)
"""One client, however many sales: the folder, else the company, else the sale alone."""


def deals(connection: sqlite3.Connection) -> list[DealRow]:
    """Return every opportunity, dropped ones included: they were created."""
    rows = connection.execute(
        f"SELECT o.id, {_CONTACT}, o.created_at,"
        " CASE WHEN o.outcome = 'won' THEN o.closed_at END,"
        " EXISTS (SELECT 1 FROM prospect p WHERE p.opportunity_id = o.id) FROM opportunity o"
    ).fetchall()
    return [
        DealRow(number, contact, known_moment(created), moment_of(won), bool(has_row))
        for number, contact, created, won, has_row in rows
    ]


def new_rows(connection: sqlite3.Connection, start: datetime, end: datetime) -> list[int]:
    """Return the rows created from one moment to another, the second excluded."""
    rows = connection.execute(
        "SELECT id FROM prospect WHERE created_at >= ? AND created_at < ? ORDER BY id",
        (moment_text(start), moment_text(end)),
    ).fetchall()
    return [number for (number,) in rows]


def count_new_rows(connection: sqlite3.Connection, start: datetime, end: datetime) -> int:
    """Return how many rows `new_rows` would."""
    (count,) = connection.execute(
        "SELECT count(*) FROM prospect WHERE created_at >= ? AND created_at < ?",
        (moment_text(start), moment_text(end)),
    ).fetchone()
    return int(count)


def positive_calls(connection: sqlite3.Connection) -> Iterator[tuple[Sign, datetime]]:
    """Yield the first call of each row or opportunity whose result is positive."""
    rows = connection.execute(
        f"{CONVERTED}SELECT c.prospect_id, coalesce(p.opportunity_id, c.opportunity_id), min(c.at)"
        " FROM call c LEFT JOIN converted p ON p.id = c.prospect_id WHERE c.positive = 1"
        " GROUP BY c.prospect_id, coalesce(p.opportunity_id, c.opportunity_id)"
    ).fetchall()
    for row, opportunity, at in rows:
        yield Sign(row, opportunity, at), known_moment(at)


def points(connection: sqlite3.Connection) -> list[Sign]:
    """Return every event of appetence with its day and points."""
    rows = connection.execute(
        f"{CONVERTED}SELECT e.prospect_id, coalesce(e.opportunity_id, p.opportunity_id), e.on_day,"
        " e.points FROM scoring_event e LEFT JOIN converted p ON p.id = e.prospect_id"
    ).fetchall()
    return [Sign(*row) for row in rows]


class TypedCount(NamedTuple):
    """A figure typed for a day."""

    on: date
    step: str
    volume: int


def typed(connection: sqlite3.Connection, first: date, last: date) -> list[TypedCount]:
    """Return the figures typed for the days of a period, by day."""
    rows = connection.execute(
        "SELECT on_day, step, volume FROM funnel_count WHERE on_day BETWEEN ? AND ?"
        " ORDER BY on_day, step",
        (first.isoformat(), last.isoformat()),
    ).fetchall()
    return [TypedCount(date.fromisoformat(day), step, volume) for day, step, volume in rows]


def set_typed(connection: sqlite3.Connection, step: str, on: date, volume: int) -> None:
    """Write the figure of a day in the place of the one that it has; 0 takes it away."""
    day = on.isoformat()
    known = connection.execute(
        "SELECT id FROM funnel_count WHERE step = ? AND on_day = ?", (step, day)
    ).fetchall()
    if known and volume:
        connection.execute("UPDATE funnel_count SET volume = ? WHERE id = ?", (volume, *known[0]))
    elif volume:
        connection.execute(
            "INSERT INTO funnel_count (on_day, step, volume) VALUES (?, ?, ?)", (day, step, volume)
        )
    else:
        connection.executemany("DELETE FROM funnel_count WHERE id = ?", known)
