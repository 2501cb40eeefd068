"""Writing the user's lists: call results and prospect results. What they hold is judged above."""

from typing import TYPE_CHECKING

from prospect_tui.storage.defaults import result_values
from prospect_tui.storage.driver import sqlite3

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
