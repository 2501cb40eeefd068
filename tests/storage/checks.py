"""What must hold in any base, counted again from the rows themselves."""

import json

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.prospect import derive
from prospect_tui.storage.driver import sqlite3

LAST_CALLS = """
SELECT p.id, p.result, c.result, p.attempts, c.attempts_after, p.last_call_at, c.at
FROM prospect p JOIN call c ON c.prospect_id = p.id
WHERE c.id = (SELECT id FROM call WHERE prospect_id = p.id ORDER BY at DESC, id DESC LIMIT 1)
"""


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong in a base: pages, references, counters, half-written actions."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"reference {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    for row_id, *pairs in connection.execute(LAST_CALLS).fetchall():
        if any(is_now != counted for is_now, counted in zip(pairs[::2], pairs[1::2], strict=True)):
            found.append(f"row {row_id} is not as its last call left it: {pairs}")
    found += _questions(connection)
    found += _underived(connection)
    return found


def _questions(connection: sqlite3.Connection) -> list[str]:
    """Return the rows that each of these questions brings: none when all is well."""
    questions = {
        "called without a call": "SELECT id FROM prospect WHERE result <> ''"
        " AND id NOT IN (SELECT prospect_id FROM call)",
        "converted without an opportunity": "SELECT id FROM prospect"
        " WHERE (state = 'converted') <> (opportunity_id IS NOT NULL)",
        "opposed but active": "SELECT id FROM prospect WHERE opposed AND state = 'active'",
        "opposed but planned": "SELECT id FROM prospect WHERE opposed AND next_day IS NOT NULL",
        "plan without a day": "SELECT id FROM prospect"
        " WHERE (next_kind = '') <> (next_day IS NULL)",
        "closed with a next action": "SELECT id FROM opportunity"
        " WHERE outcome <> '' AND next_kind <> ''",
        "uid twice": "SELECT uid FROM call GROUP BY uid HAVING count(*) > 1",
        "call without its journal": "SELECT id FROM call WHERE id NOT IN"
        " (SELECT row_id FROM change WHERE table_name = 'call' AND before IS NULL)",
    }
    return [
        f"{name}: {rows}"
        for name, sql in questions.items()
        if (rows := connection.execute(sql).fetchall())
    ]


def _underived(connection: sqlite3.Connection) -> list[str]:
    """Return the rows whose keys, numbers or searchable text are not those of their cells."""
    found = []
    keys = ", ".join(IMPORTABLE_KEYS)
    rows = connection.execute(f"SELECT id, extra, name_key, sort_key, {keys} FROM prospect")
    for row_id, extra, name_key, sort_key, *cells in rows.fetchall():
        remarks = connection.execute(
            "SELECT note FROM call WHERE prospect_id = ?1 AND note <> ''"
            " UNION ALL SELECT body FROM note WHERE prospect_id = ?1",
            (row_id,),
        ).fetchall()
        wanted = derive(
            dict(zip(IMPORTABLE_KEYS, cells, strict=True)),
            json.loads(extra or "{}").values(),
            [note for (note,) in remarks],
        )
        numbers = connection.execute(
            "SELECT e164 FROM phone_line WHERE prospect_id = ? ORDER BY id", (row_id,)
        ).fetchall()
        body = connection.execute(
            "SELECT body FROM prospect_search WHERE prospect_id = ?", (row_id,)
        ).fetchone()
        is_now = (name_key, sort_key, [e164 for (e164,) in numbers], body and body[0])
        if is_now != (
            wanted.name_key,
            wanted.sort_key,
            [entry.number.e164 for entry in wanted.numbers],
            wanted.search_body,
        ):
            found.append(f"row {row_id} is not derived from its cells")
    return found


def search_index_is_sound(connection: sqlite3.Connection) -> bool:
    """Say whether the full-text indexes agree with the texts they index."""
    try:
        for table in ("prospect_fts", "prospect_fts_numbers"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return True
