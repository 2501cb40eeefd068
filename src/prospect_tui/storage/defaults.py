"""The configuration of a new base: results, scores, first pipeline. The values are the domain's."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from prospect_tui.storage.driver import sqlite3

if TYPE_CHECKING:
    from prospect_tui.domain.results import ResultRule


def is_seeded(connection: sqlite3.Connection) -> bool:
    """Say whether a base has its configuration: a creation may have been cut short."""
    return connection.execute("SELECT 1 FROM call_result LIMIT 1").fetchone() is not None


def seed(connection: sqlite3.Connection) -> None:
    """Fill an empty base, in the caller's transaction; does nothing to one already filled."""
    from prospect_tui.domain.opportunities import DEFAULT_STAGES  # noqa: PLC0415 - once a base
    from prospect_tui.domain.results import DEFAULT_RESULTS, DEFAULT_SCORES  # noqa: PLC0415 - idem
    from prospect_tui.domain.scoring import DEFAULT_RULES  # noqa: PLC0415 - idem

    if is_seeded(connection):
        return
    for position, rule in enumerate(DEFAULT_RESULTS):
        values = result_values(rule) | {"position": position}
        places = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO call_result ({', '.join(values)}) VALUES ({places})",
            tuple(values.values()),
        )
    connection.executemany(
        "INSERT INTO prospect_result (code, position, priority, tone, needs_reason)"
        " VALUES (?, ?, ?, ?, ?)",
        [(s.code, n, s.priority, s.tone, s.needs_reason) for n, s in enumerate(DEFAULT_SCORES)],
    )
    connection.execute("INSERT INTO pipeline (id, name, position) VALUES (1, '', 0)")
    connection.executemany(
        "INSERT INTO stage (pipeline_id, code, position, probability, stale_days)"
        " VALUES (1, ?, ?, ?, ?)",
        [(s.code, n, s.probability, s.stale_days) for n, s in enumerate(DEFAULT_STAGES)],
    )
    # Without a place each: those of the same place stand in the order in which they were made.
    connection.executemany("INSERT INTO scoring_rule (code, points) VALUES (?, ?)", DEFAULT_RULES)


def result_values(rule: "ResultRule") -> dict[str, object]:
    """Return the columns of a `call_result` row for a rule."""
    return {
        "code": rule.code,
        "key": rule.key,
        "label": rule.label,
        "definition": rule.definition,
        **asdict(rule.flags),
        "delay": rule.delay,
        "attempts": rule.attempts.value,
        "score": rule.score,
        "row": rule.row.value,
        "conversion": rule.conversion.value,
        "promised": rule.promised,
        "plans": ",".join(rule.plans),
        "required": ",".join(rule.required),
        "asked": ",".join(rule.asked),
        "marks_number_bad": rule.marks_number_bad,
    }
