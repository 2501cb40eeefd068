"""Reading and writing the rules of the appetence score and the events that they give points for."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from prospect_tui.domain.scoring import ScoringEvent, ScoringRule
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import row_name
from prospect_tui.storage.prospects import CONVERTED

_EVENT = (
    "SELECT e.id, e.rule_code, coalesce(r.label, ''), e.points, e.on_day, e.detail"
    " FROM scoring_event e LEFT JOIN scoring_rule r ON r.code = e.rule_code"
)
_OF_OPPORTUNITY = (
    "e.opportunity_id = ?1 OR e.prospect_id IN (SELECT id FROM prospect WHERE opportunity_id = ?1)"
)
"""Its own events, and those of the rows that it comes from."""


RULES = "scoring_rule"


class Owner(NamedTuple):
    """Who did something: a row of a file, or the people of an opportunity."""

    row: int | None = None
    opportunity: int | None = None


def rules(connection: sqlite3.Connection, *, retired: bool = False) -> dict[str, ScoringRule]:
    """Return the rules by code, in order; with `retired`, the retired ones too."""
    where = "" if retired else " WHERE retired_at IS NULL"
    rows = connection.execute(
        "SELECT code, points, label, position, retired_at IS NOT NULL FROM scoring_rule"
        f"{where} ORDER BY position, id"
    ).fetchall()
    return {
        code: ScoringRule(code, points, label, position, bool(is_retired))
        for code, points, label, position, is_retired in rows
    }


def insert_rule(connection: sqlite3.Connection, rule: ScoringRule) -> None:
    """Add a rule after the others."""
    connection.execute(
        "INSERT INTO scoring_rule (code, label, points, position) VALUES (?, ?, ?,"
        " (SELECT coalesce(max(position), -1) + 1 FROM scoring_rule))",
        (rule.code, rule.label, rule.points),
    )


def update_rule(connection: sqlite3.Connection, rule: ScoringRule) -> None:
    """Write the label and the points of a rule, by its code."""
    connection.execute(
        "UPDATE scoring_rule SET label = ?, points = ? WHERE code = ?",
        (rule.label, rule.points, rule.code),
    )


def uses(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many events each rule has, by its code."""
    return dict(
        connection.execute(
            "SELECT rule_code, count(*) FROM scoring_event GROUP BY rule_code"
        ).fetchall()
    )


def events_of(connection: sqlite3.Connection, owner: Owner) -> list[ScoringEvent]:
    """Return the events of a row, or of an opportunity and of the rows it comes from."""
    if owner.opportunity is not None:
        where, number = _OF_OPPORTUNITY, owner.opportunity
    else:
        assert owner.row is not None
        where, number = "e.prospect_id = ?1", owner.row
    rows = connection.execute(f"{_EVENT} WHERE {where}", (number,)).fetchall()
    return [_event(row) for row in rows]


def events_of_rows(
    connection: sqlite3.Connection, row_ids: Iterable[int]
) -> dict[int, list[ScoringEvent]]:
    """Return the events of several rows, by row."""
    rows = connection.execute(
        f"{_EVENT.replace('SELECT ', 'SELECT e.prospect_id, ', 1)}"
        " WHERE e.prospect_id IN (SELECT value FROM json_each(?))",
        (json.dumps([*row_ids]),),
    ).fetchall()
    found: dict[int, list[ScoringEvent]] = {}
    for row_id, *event in rows:
        found.setdefault(row_id, []).append(_event(event))
    return found


def _event(row: Sequence[object]) -> ScoringEvent:
    number, rule, label, points, day, detail = row
    assert isinstance(number, int)
    assert isinstance(points, int)
    return ScoringEvent(
        number, str(rule), str(label), points, date.fromisoformat(str(day)), str(detail)
    )


def insert_event(
    connection: sqlite3.Connection,
    owner: Owner,
    rule: ScoringRule,
    on: date,
    detail: str,
    at: datetime,
) -> int:
    """Note an event, worth what its rule gives now; return its number."""
    done = connection.execute(
        "INSERT INTO scoring_event (prospect_id, opportunity_id, rule_code, points, on_day, detail,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            owner.row,
            owner.opportunity,
            rule.code,
            rule.points,
            on.isoformat(),
            detail,
            moment_text(at),
        ),
    )
    assert done.lastrowid is not None
    return done.lastrowid


def same_event(
    connection: sqlite3.Connection, owner: Owner, rule: str, on: date, detail: str
) -> int | None:
    """Return the number of the event that says just this, or None."""
    row = connection.execute(
        "SELECT id FROM scoring_event WHERE prospect_id IS ? AND opportunity_id IS ?"
        " AND rule_code = ? AND on_day = ? AND detail = ? LIMIT 1",
        (owner.row, owner.opportunity, rule, on.isoformat(), detail),
    ).fetchone()
    return row[0] if row else None


def owner_of(connection: sqlite3.Connection, event_id: int) -> Owner | None:
    """Return whose event this is, or None when there is no such event."""
    row = connection.execute(
        "SELECT prospect_id, opportunity_id FROM scoring_event WHERE id = ?", (event_id,)
    ).fetchone()
    return Owner(*row) if row else None


def delete_event(connection: sqlite3.Connection, event_id: int) -> None:
    """Take an event away."""
    connection.execute("DELETE FROM scoring_event WHERE id = ?", (event_id,))


HOT_ROWS = "SELECT prospect_id FROM scoring_event GROUP BY prospect_id HAVING sum(points) >= ?"
"""The rows whose points reach the threshold: it is bound there."""


class HotContact(NamedTuple):
    """A living row, or an open opportunity, whose points reach the threshold."""

    row: int | None
    opportunity: int | None
    name: str


def hot_contacts(connection: sqlite3.Connection, threshold: int) -> list[HotContact]:
    """Return who is hot: rows that may still be called, and open opportunities, by name."""
    rows = connection.execute(
        f"SELECT p.id, NULL, {row_name('p')} AS name FROM prospect p"
        f" WHERE p.state = 'active' AND p.id IN ({HOT_ROWS})",
        (threshold,),
    ).fetchall()
    rows += connection.execute(
        f"{CONVERTED}SELECT NULL, o.id, o.title FROM opportunity o WHERE o.outcome = '' AND o.id IN"
        " (SELECT coalesce(e.opportunity_id, p.opportunity_id) AS owner FROM scoring_event e"
        " LEFT JOIN converted p ON p.id = e.prospect_id WHERE owner IS NOT NULL"
        " GROUP BY owner HAVING sum(e.points) >= ?)",
        (threshold,),
    ).fetchall()
    return sorted((HotContact(*row) for row in rows), key=lambda one: one.name.casefold())
