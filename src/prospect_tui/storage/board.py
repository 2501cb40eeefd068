"""Reading the cards of a board: thousands of open opportunities at once, the little they show."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from prospect_tui.storage.connection import known_moment
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import MAIN_CONTACT
from prospect_tui.storage.prospects import W_FIELDS

_FIVE_W = tuple(W_FIELDS.values())


class CardRow(NamedTuple):
    """An open opportunity as stored; days and moments are still texts."""

    id: int
    title: str
    company: str
    main_contact: str
    stage_id: int
    amount_cents: int
    probability: int
    starred: int
    origin: str
    source: str
    campaign: str
    tags: str
    next_kind: str
    next_type: str
    """The user's type of the next action, else its kind."""
    next_label: str
    next_day: str | None
    next_at: str | None
    last_activity_at: str
    updated_at: str
    five_w: str
    """One sign for each of the five: 1 when it is known."""


def cards(
    connection: sqlite3.Connection, pipeline_id: int, ids: Collection[int] | None = None
) -> list[CardRow]:
    """Return the open opportunities of a pipeline, or some of them, in the order of the board."""
    only = "" if ids is None else f" AND o.id IN ({', '.join('?' * len(ids))})"
    known = " || ".join(f"(o.{name} <> '')" for name in _FIVE_W)
    rows = connection.execute(
        f"SELECT o.id, o.title, coalesce(co.name, ''), coalesce({MAIN_CONTACT}, ''), o.stage_id,"
        " o.amount_cents, o.probability, o.starred, o.origin, coalesce(s.name, ''),"
        " coalesce(k.name, ''), o.tags, o.next_kind,"
        " coalesce(nullif(o.next_type, ''), o.next_kind),"
        " o.next_label, o.next_day, o.next_at, o.last_activity_at, o.updated_at,"
        f" {known}"
        " FROM opportunity o LEFT JOIN company co ON co.id = o.company_id"
        " LEFT JOIN source s ON s.id = o.source_id LEFT JOIN campaign k ON k.id = o.campaign_id"
        f" WHERE o.pipeline_id = ? AND o.outcome = ''{only} ORDER BY o.position, o.id",
        (pipeline_id, *(ids or ())),
    ).fetchall()
    return [CardRow._make(row) for row in rows]


class QuoteRow(NamedTuple):
    """The current quote of an opportunity, the state as stored."""

    number: str
    state: str
    valid_until: str | None


def current_quotes(connection: sqlite3.Connection) -> dict[int, QuoteRow]:
    """Return the current quote of each open opportunity that has one."""
    rows = connection.execute(
        "SELECT q.opportunity_id, q.number, q.state, q.valid_until FROM quote q"
        " JOIN opportunity o ON o.id = q.opportunity_id WHERE q.is_current AND o.outcome = ''"
    ).fetchall()
    return {row[0]: QuoteRow(*row[1:]) for row in rows}


class Exchange(NamedTuple):
    """What was last said with a client."""

    at: datetime
    kind: str
    """One of "call", "note", "activity"."""
    code: str
    text: str


def last_exchanges(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, Exchange]:
    """Return the newest call, note or activity done of these opportunities and of their rows."""
    if not ids:
        return {}
    places = ", ".join("?" * len(ids))
    rows = connection.execute(
        f"WITH sale(id) AS (SELECT id FROM opportunity WHERE id IN ({places})),"
        " row_of(sale, row) AS (SELECT p.opportunity_id, p.id FROM prospect p"
        " JOIN sale ON sale.id = p.opportunity_id),"
        " said(sale, at, kind, code, text) AS ("
        " SELECT c.opportunity_id, c.at, 'call', c.result, coalesce(nullif(c.note, ''), c.reason)"
        " FROM sale JOIN call c ON c.opportunity_id = sale.id"
        " UNION ALL SELECT r.sale, c.at, 'call', c.result, coalesce(nullif(c.note, ''), c.reason)"
        " FROM row_of r JOIN call c ON c.prospect_id = r.row"
        " UNION ALL SELECT n.opportunity_id, n.at, 'note', '', n.body"
        " FROM sale JOIN note n ON n.opportunity_id = sale.id"
        " UNION ALL SELECT r.sale, n.at, 'note', '', n.body"
        " FROM row_of r JOIN note n ON n.prospect_id = r.row"
        " UNION ALL SELECT a.opportunity_id, a.done_at, 'activity', a.code,"
        " coalesce(nullif(a.result, ''), a.subject)"
        " FROM sale JOIN activity a ON a.opportunity_id = sale.id AND a.done_at IS NOT NULL)"
        " SELECT sale, max(at), kind, code, text FROM said GROUP BY sale",
        tuple(ids),
    ).fetchall()
    found = {}
    for number, at, *said in rows:
        found[number] = Exchange(known_moment(at), *said)
    return found
