"""The user's types of next actions, and the standard actions of the stages, read and written."""

from collections.abc import Sequence
from dataclasses import dataclass

from prospect_tui.storage.driver import sqlite3

TYPES = "action_type"


@dataclass(frozen=True, slots=True)
class ActionTypeRecord:
    """A type of next action; `kind` is one of `ActionKind`, on which behaviour depends."""

    code: str
    label: str
    """"" for a type of the program that follows the language."""
    kind: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class PlanStepRecord:
    """A standard action of a stage: its type, what it is about, so many working days after."""

    type: str
    label: str = ""
    after_days: int = 0


def types(connection: sqlite3.Connection, *, retired: bool = False) -> list[ActionTypeRecord]:
    """Return the types in the user's order; with `retired`, the retired ones too."""
    where = "" if retired else " WHERE retired_at IS NULL"
    rows = connection.execute(
        "SELECT code, label, kind, retired_at IS NOT NULL FROM action_type"
        f"{where} ORDER BY position, id"
    ).fetchall()
    return [ActionTypeRecord(code, label, kind, bool(gone)) for code, label, kind, gone in rows]


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the label of every type by its code, "" where the user gave it none."""
    return dict(connection.execute("SELECT code, label FROM action_type").fetchall())


def insert(connection: sqlite3.Connection, record: ActionTypeRecord) -> None:
    """Add a type after the others."""
    connection.execute(
        "INSERT INTO action_type (code, label, kind, position) VALUES (?, ?, ?,"
        " (SELECT coalesce(max(position), -1) + 1 FROM action_type))",
        (record.code, record.label, record.kind),
    )


def update(connection: sqlite3.Connection, record: ActionTypeRecord) -> None:
    """Write the label and the kind of a type again, by its code."""
    connection.execute(
        "UPDATE action_type SET label = ?, kind = ? WHERE code = ?",
        (record.label, record.kind, record.code),
    )


def plan(connection: sqlite3.Connection, stage_id: int) -> list[PlanStepRecord]:
    """Return the standard actions of a stage, in order."""
    rows = connection.execute(
        "SELECT action_type, label, after_days FROM plan_step WHERE stage_id = ?"
        " ORDER BY position, id",
        (stage_id,),
    ).fetchall()
    return [PlanStepRecord(*row) for row in rows]


def set_plan(
    connection: sqlite3.Connection, stage_id: int, steps: Sequence[PlanStepRecord]
) -> None:
    """Replace the standard actions of a stage."""
    connection.execute("DELETE FROM plan_step WHERE stage_id = ?", (stage_id,))
    connection.executemany(
        "INSERT INTO plan_step (stage_id, position, action_type, label, after_days)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (stage_id, place, step.type, step.label, step.after_days)
            for place, step in enumerate(steps)
        ],
    )


def plan_position(connection: sqlite3.Connection, opportunity_id: int) -> tuple[int, int]:
    """Return the stage of an opportunity, and how many of its standard actions it has taken."""
    row = connection.execute(
        "SELECT stage_id, coalesce(plan_position, 0) FROM opportunity WHERE id = ?",
        (opportunity_id,),
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)
