"""Reading what the user configured: results, scores, stages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_tui.storage.driver import sqlite3

if TYPE_CHECKING:
    from prospect_tui.domain.results import ResultRule, ScoreRule

_RESULT_COLUMNS = (
    "code, key, valid_number, answered, decision_maker, argued, positive, final, delay, attempts,"
    ' score, "row", conversion, promised, plans, required, asked, marks_number_bad, label,'
    " definition, position, retired_at IS NOT NULL"
)


def results(connection: sqlite3.Connection, *, retired: bool = False) -> "dict[str, ResultRule]":
    """Return the call results by code, in order; with `retired`, the retired ones too."""
    from prospect_tui.domain import results as rules  # noqa: PLC0415 - not for a first screen

    where = "" if retired else " WHERE retired_at IS NULL"
    rows = connection.execute(
        f"SELECT {_RESULT_COLUMNS} FROM call_result{where} ORDER BY position, id"
    )
    return {
        row[0]: rules.ResultRule(
            code=row[0],
            key=row[1],
            flags=rules.CallFlags(*(bool(value) for value in row[2:8])),
            delay=row[8],
            attempts=rules.AttemptEffect(row[9]),
            score=row[10],
            row=rules.RowEffect(row[11]),
            conversion=rules.Conversion(row[12]),
            promised=bool(row[13]),
            plans=tuple(rules.Plan(word) for word in _words(row[14])),
            required=tuple(rules.Ask(word) for word in _words(row[15])),
            asked=tuple(rules.Ask(word) for word in _words(row[16])),
            marks_number_bad=bool(row[17]),
            label=row[18],
            definition=row[19],
            position=row[20],
            retired=bool(row[21]),
        )
        for row in rows
    }


def scores(connection: sqlite3.Connection) -> "dict[str, ScoreRule]":
    """Return the prospect results by code, in the user's order."""
    from prospect_tui.domain.results import ScoreRule  # noqa: PLC0415 - not for a first screen

    rows = connection.execute(
        "SELECT code, priority, tone, needs_reason, label, definition, position,"
        " retired_at IS NOT NULL FROM prospect_result ORDER BY position, id"
    )
    return {
        row[0]: ScoreRule(
            row[0], row[1], row[2], bool(row[3]), row[4], row[5], row[6], bool(row[7])
        )
        for row in rows
    }


def names(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return the labels of the call results and of the scores, by code, "" where there is none."""
    results, scores = (
        dict(connection.execute(f"SELECT code, label FROM {table} ORDER BY position, id"))
        for table in ("call_result", "prospect_result")
    )
    return results, scores


def result_keys(connection: sqlite3.Connection) -> list[str]:
    """Return the keys of the living call results."""
    rows = connection.execute("SELECT key FROM call_result WHERE retired_at IS NULL")
    return [key for (key,) in rows.fetchall()]


def priorities(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how urgent each prospect result is, 1 being the most urgent, by code."""
    return dict(connection.execute("SELECT code, priority FROM prospect_result").fetchall())


def score_tones(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the tone of each prospect result by its code."""
    return dict(connection.execute("SELECT code, tone FROM prospect_result").fetchall())


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A stage of a pipeline; `code` names the default ones, whose `name` is then empty."""

    id: int
    pipeline_id: int
    code: str
    name: str
    probability: int
    stale_days: int
    color: str = ""
    """One of `domain.boards.StageColor`, "" for the plain one."""


def stages(
    connection: sqlite3.Connection, pipeline_id: int | None = None, *, archived: bool = False
) -> list[StageRecord]:
    """Return the stages in order, of one pipeline or of all; with `archived`, those put away too.

    A stage is put away by itself or with its pipeline.
    """
    living = "" if archived else " AND s.archived_at IS NULL AND p.archived_at IS NULL"
    rows = connection.execute(
        "SELECT s.id, s.pipeline_id, s.code, s.name, s.probability, s.stale_days, s.color"
        " FROM stage s JOIN pipeline p ON p.id = s.pipeline_id"
        f" WHERE (?1 IS NULL OR s.pipeline_id = ?1){living}"
        " ORDER BY p.position, p.id, s.position, s.id",
        (pipeline_id,),
    )
    return [StageRecord(*row) for row in rows]


def pipelines(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return (id, name) of the living pipelines; the first has no name until given one."""
    rows = connection.execute(
        "SELECT id, name FROM pipeline WHERE archived_at IS NULL ORDER BY position, id"
    )
    return [(row[0], row[1]) for row in rows]


def _words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]
