"""What was noted in a base where one rehearses, action by action."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.domain.when import When
from prospect_tui.storage.connection import known_moment, when_of
from prospect_tui.storage.driver import sqlite3


class NotedCall(NamedTuple):
    """A call that an action logged."""

    result: str
    when: When | None
    """What it planned: the next call, else the appointment."""
    at: datetime


def last_action(connection: sqlite3.Connection) -> int:
    """Return the number of the newest action, 0 before the first one."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM bundle").fetchone()
    return int(last)


def judged_since(connection: sqlite3.Connection, bundle_id: int) -> list[tuple[int, str]]:
    """Return (id, code) of the calls and objections after an action that still hold, in order."""
    return connection.execute(
        "SELECT id, code FROM bundle WHERE id > ? AND undone_at IS NULL"
        " AND code IN ('call', 'opposition') ORDER BY id",
        (bundle_id,),
    ).fetchall()


def call_of(connection: sqlite3.Connection, bundle_id: int, zone: ZoneInfo) -> NotedCall:
    """Return the call that an action logged."""
    result, day, hour, half, at = connection.execute(
        "SELECT c.result, coalesce(c.next_day, a.day), coalesce(c.next_at, a.at), c.next_half,"
        " c.at FROM change AS made JOIN call AS c ON c.id = made.row_id"
        " LEFT JOIN activity AS a ON a.code = 'meeting' AND a.prospect_id = c.prospect_id"
        " WHERE made.bundle_id = ? AND made.table_name = 'call' AND made.before IS NULL"
        " ORDER BY a.id DESC LIMIT 1",
        (bundle_id,),
    ).fetchone()
    return NotedCall(result, when_of(day, hour, half, zone), known_moment(at))
