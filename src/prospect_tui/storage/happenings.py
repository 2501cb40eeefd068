"""What one action did, read in the journal once it is on disk, whoever wrote it and however.

Facts only: the ids, codes, days and amounts of calls, appointments, opportunities, quotes,
objections and points. An import notes no changes, and none of its rows is told.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from typing import Any, NamedTuple

from prospect_tui.domain.hooks import OUTCOMES, QUOTE_STATES, Happening, HookEvent
from prospect_tui.domain.meetings import MEETING
from prospect_tui.storage.connection import moment_of
from prospect_tui.storage.driver import sqlite3


class _Change(NamedTuple):
    """What became of one row in the whole of an action."""

    row_id: int
    before: Mapping[str, Any] | None
    """Its columns as they were; None for a new row."""
    after: Mapping[str, Any]
    """The columns written, as they are at the end."""


def of_bundle(connection: sqlite3.Connection, bundle_id: int, threshold: int) -> list[Happening]:
    """Return what a bundle did, in its order; `threshold` is that of the appetence score."""
    found: list[Happening] = []
    for (table, row_id), (before, after) in _changes(connection, bundle_id).items():
        found += _READERS[table](connection, _Change(row_id, before, after))
    found = [_with_total(connection, one, threshold) for one in found]
    closed = _closed_rows(connection, bundle_id)
    return [*found, Happening(HookEvent.OPPOSITION, {"rows": closed})] if closed else found


def _changes(
    connection: sqlite3.Connection, bundle_id: int
) -> dict[tuple[str, int], tuple[dict[str, Any] | None, dict[str, Any]]]:
    """Return what was first in each row and what was written there last, column by column."""
    rows = connection.execute(
        "SELECT table_name, row_id, before, after FROM change WHERE bundle_id = ?"
        f" AND after IS NOT NULL AND table_name IN ({', '.join('?' * len(_READERS))}) ORDER BY id",
        (bundle_id, *_READERS),
    ).fetchall()
    found: dict[tuple[str, int], tuple[dict[str, Any] | None, dict[str, Any]]] = {}
    for table, row_id, before_text, after_text in rows:
        after = json.loads(after_text)
        if (table, row_id) not in found:
            found[table, row_id] = json.loads(before_text) if before_text else None, after
        else:
            before, written = found[table, row_id]
            if before is not None:
                found[table, row_id] = json.loads(before_text) | before, written
            written.update(after)
    return found


def _call(_connection: sqlite3.Connection, change: _Change) -> Iterator[Happening]:
    if change.before is None:
        made = change.after
        facts = {
            "call": change.row_id,
            "row": made["prospect_id"],
            "opportunity": made["opportunity_id"],
            "result": made["result"],
            "score": made["score_after"],
        }
        yield Happening(HookEvent.CALL_LOGGED, facts)


def _activity(_connection: sqlite3.Connection, change: _Change) -> Iterator[Happening]:
    made = change.after
    if change.before is None and made["code"] == MEETING and made["done_at"] is None:
        at = moment_of(made["at"])
        starts = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
        facts = {
            "activity": change.row_id,
            "row": made["prospect_id"],
            "opportunity": made["opportunity_id"],
            "day": made["day"],
            "starts_at": starts,
        }
        yield Happening(HookEvent.RDV_SET, facts)


def _opportunity(connection: sqlite3.Connection, change: _Change) -> Iterator[Happening]:
    row = connection.execute(
        "SELECT stage_id, amount_cents, origin FROM opportunity WHERE id = ?", (change.row_id,)
    ).fetchone()
    if row is None:
        return
    facts = {"opportunity": change.row_id, "stage": row[0], "amount_cents": row[1]}
    if change.before is None:
        yield Happening(HookEvent.OPPORTUNITY_CREATED, {**facts, "origin": row[2]})
    elif "stage_id" in change.after:
        moved = {"stage": change.after["stage_id"], "stage_before": change.before["stage_id"]}
        yield Happening(HookEvent.STAGE_MOVED, facts | moved)
    event = OUTCOMES.get(change.after.get("outcome", ""))
    if event is not None:
        yield Happening(event, facts)


def _quote(connection: sqlite3.Connection, change: _Change) -> Iterator[Happening]:
    event = QUOTE_STATES.get(change.after.get("state", ""))
    row = connection.execute(
        "SELECT opportunity_id, version, net_cents, total_cents FROM quote WHERE id = ?",
        (change.row_id,),
    ).fetchone()
    if event is not None and row is not None:
        names = ("opportunity", "quote_version", "net_cents", "total_cents")
        facts = {"quote": change.row_id, **dict(zip(names, row, strict=True))}
        yield Happening(event, facts)


def _scoring_event(_connection: sqlite3.Connection, change: _Change) -> Iterator[Happening]:
    if change.before is None:
        made = change.after
        facts = {
            "interest": change.row_id,
            "row": made["prospect_id"],
            "opportunity": made["opportunity_id"],
            "rule": made["rule_code"],
            "points": made["points"],
            "day": made["on_day"],
        }
        yield Happening(HookEvent.INTEREST_NOTED, facts)


_READERS: Mapping[str, Callable[[sqlite3.Connection, _Change], Iterator[Happening]]] = {
    "call": _call,
    "activity": _activity,
    "opportunity": _opportunity,
    "quote": _quote,
    "scoring_event": _scoring_event,
}


def _with_total(connection: sqlite3.Connection, one: Happening, threshold: int) -> Happening:
    """Return an event of appetence with the points that its contact has now."""
    if one.event is not HookEvent.INTEREST_NOTED:
        return one
    row, opportunity = one.facts["row"], one.facts["opportunity"]
    (total,) = connection.execute(
        "SELECT coalesce(sum(points), 0) FROM scoring_event"
        " WHERE prospect_id IS ? AND opportunity_id IS ?",
        (row, opportunity),
    ).fetchone()
    return Happening(one.event, {**one.facts, "total": total, "is_hot": total >= threshold})


def _closed_rows(connection: sqlite3.Connection, bundle_id: int) -> list[int]:
    """Return the rows that an objection closed."""
    rows = connection.execute(
        "SELECT row_id FROM change WHERE bundle_id = ? AND table_name = 'prospect'"
        " AND before IS NOT NULL AND after ->> '$.opposed' = 1 ORDER BY row_id",
        (bundle_id,),
    ).fetchall()
    return [number for (number,) in rows]
