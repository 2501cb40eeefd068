"""The opposition list, and by what people are reached who may be in it."""

import json
from collections.abc import Iterable
from datetime import datetime

from prospect_tui.domain.columns import EMAIL_KEYS
from prospect_tui.domain.people import REACHED_BY
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.row_acts import AMONG, NO_ACTION, PLANNED, listed


def opposed(connection: sqlite3.Connection, ids: Iterable[int]) -> set[int]:
    """Return which of the rows were closed because their people object."""
    rows = connection.execute(
        f"SELECT id FROM prospect WHERE opposed = 1 AND {AMONG}", (listed(ids),)
    )
    return {row_id for (row_id,) in rows.fetchall()}


def reached_by(connection: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, str, int]]:
    """Return by what rows are reached: each number (E.164) and mail cell, 1 with the latter."""
    wanted = listed(ids)
    mails = " UNION ALL ".join(
        f"SELECT id, {column}, 1 FROM prospect WHERE {column} <> '' AND {AMONG}"
        for column in EMAIL_KEYS
    )
    return connection.execute(
        "SELECT prospect_id, e164, 0 FROM phone_line"
        f" WHERE prospect_id IN (SELECT value FROM json_each(?)) UNION ALL {mails}",
        (wanted,) * (1 + len(EMAIL_KEYS)),
    ).fetchall()


def has_oppositions(connection: sqlite3.Connection) -> bool:
    """Say whether anybody objects."""
    return connection.execute("SELECT 1 FROM opposition LIMIT 1").fetchone() is not None


def enter(
    connection: sqlite3.Connection, digest: str, channels: str, said: str, at: datetime
) -> None:
    """Enter a keyed hash in the list; one that stands there keeps what was said first."""
    connection.execute(
        "INSERT INTO opposition (digest, channel, said, recorded_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (digest) DO NOTHING",
        (digest, channels, said, moment_text(at)),
    )


def known_digests(connection: sqlite3.Connection, digests: Iterable[str]) -> set[str]:
    """Return which of these keyed hashes stand in the opposition list."""
    rows = connection.execute(
        "SELECT digest FROM opposition WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps([*digests]),),
    )
    return {found for (found,) in rows.fetchall()}


def cells_of_contacts(connection: sqlite3.Connection, opportunity_id: int) -> list[str]:
    """Return the filled number and mail cells of the people of an opportunity."""
    rows = connection.execute(
        f"SELECT {', '.join(REACHED_BY)} FROM contact WHERE id IN"
        " (SELECT contact_id FROM opportunity_contact WHERE opportunity_id = ?)",
        (opportunity_id,),
    )
    return [cell for row in rows.fetchall() for cell in row if cell]


def oppose_contacts(connection: sqlite3.Connection, opportunity_id: int, at: datetime) -> None:
    """Mark the people of an opportunity, and leave nothing planned for it."""
    stamp = moment_text(at)
    connection.execute(
        "UPDATE contact SET opposed = 1, updated_at = ? WHERE id IN"
        " (SELECT contact_id FROM opportunity_contact WHERE opportunity_id = ?)",
        (stamp, opportunity_id),
    )
    connection.execute(
        "UPDATE activity SET cancelled_at = ? WHERE done_at IS NULL AND cancelled_at IS NULL"
        " AND opportunity_id = ?",
        (stamp, opportunity_id),
    )
    connection.execute(
        f"UPDATE opportunity SET {NO_ACTION}, updated_at = ? WHERE {PLANNED} AND id = ?",
        (stamp, opportunity_id),
    )
