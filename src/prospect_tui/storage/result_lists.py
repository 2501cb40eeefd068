"""Writing the user's lists: call results and prospect results. What they hold is judged above."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.defaults import result_values

if TYPE_CHECKING:
    from prospect_tui.domain.results import ResultRule, ScoreRule

RESULTS, SCORES = "call_result", "prospect_result"
"""The table of each list."""


def insert(connection: sqlite3.Connection, rule: "ResultRule | ScoreRule") -> None:
    """Add a rule after those of its list."""
    table, values = _row(rule)
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO {table} ({names}, position) VALUES ({places},"
        f" (SELECT coalesce(max(position), -1) + 1 FROM {table}))",
        tuple(values.values()),
    )


def update(connection: sqlite3.Connection, rule: "ResultRule | ScoreRule") -> None:
    """Write a rule again, by its code; its place and whether it is retired stay."""
    table, values = _row(rule)
    settings = ", ".join(f'"{name}" = ?' for name in values)
    connection.execute(
        f"UPDATE {table} SET {settings} WHERE code = ?", (*values.values(), rule.code)
    )


def set_retired(connection: sqlite3.Connection, table: str, code: str, at: datetime | None) -> None:
    """Retire a rule at a moment, or bring it back (None)."""
    moment = moment_text(at) if at else None
    connection.execute(f"UPDATE {table} SET retired_at = ? WHERE code = ?", (moment, code))


def set_order(connection: sqlite3.Connection, table: str, codes: Sequence[str]) -> None:
    """Give every rule of a list the place of its code in `codes`."""
    connection.executemany(
        f"UPDATE {table} SET position = ? WHERE code = ?", list(enumerate(codes))
    )


def _row(rule: "ResultRule | ScoreRule") -> tuple[str, dict[str, object]]:
    from prospect_tui.domain.results import ResultRule  # noqa: PLC0415 - not for a first screen

    if isinstance(rule, ResultRule):
        return RESULTS, result_values(rule)
    return SCORES, {
        "code": rule.code,
        "label": rule.label,
        "definition": rule.definition,
        "priority": rule.priority,
        "tone": rule.tone,
        "needs_reason": rule.needs_reason,
    }
