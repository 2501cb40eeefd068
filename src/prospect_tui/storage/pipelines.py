"""Pipelines and their stages as the user edits them, and the cards that stand in each.

Refuses to judge: whether a stage may go, and where its cards pass, is decided above.
"""

from dataclasses import dataclass
from datetime import datetime

from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.driver import sqlite3

PIPELINE, STAGE = "pipeline", "stage"
"""The two tables."""


@dataclass(frozen=True, slots=True)
class StageInUse:
    """A stage with what stands in it."""

    stage: StageRecord
    archived: bool
    open_cards: int
    amount_cents: int
    """Of the open cards."""


@dataclass(frozen=True, slots=True)
class PipelineRecord:
    """A pipeline with all its stages, those put away included, in order."""

    id: int
    name: str
    """"" for the first one until it gets one."""
    archived: bool
    stages: tuple[StageInUse, ...]

    @property
    def living(self) -> tuple[StageInUse, ...]:
        """Return the stages that are in use."""
        return tuple(one for one in self.stages if not one.archived)

    @property
    def open_cards(self) -> int:
        """Return how many open opportunities it holds."""
        return sum(one.open_cards for one in self.stages)


def pipelines(connection: sqlite3.Connection) -> list[PipelineRecord]:
    """Return every pipeline with its stages, in order, those put away among them."""
    rows = connection.execute(
        "SELECT s.id, s.pipeline_id, s.code, s.name, s.probability, s.stale_days, s.color,"
        " s.archived_at IS NOT NULL, count(o.id), coalesce(sum(o.amount_cents), 0)"
        " FROM stage s LEFT JOIN opportunity o ON o.stage_id = s.id AND o.outcome = ''"
        " GROUP BY s.id ORDER BY s.position, s.id"
    ).fetchall()
    stages = [StageInUse(StageRecord(*row[:7]), bool(row[7]), row[8], row[9]) for row in rows]
    found = connection.execute(
        "SELECT id, name, archived_at IS NOT NULL FROM pipeline ORDER BY position, id"
    ).fetchall()
    return [
        PipelineRecord(
            number, name, bool(archived), tuple(s for s in stages if s.stage.pipeline_id == number)
        )
        for number, name, archived in found
    ]


def insert_pipeline(connection: sqlite3.Connection, name: str) -> int:
    """Add a pipeline after the others; returns its number."""
    cursor = connection.execute(
        "INSERT INTO pipeline (name, position)"
        " VALUES (?, (SELECT coalesce(max(position), -1) + 1 FROM pipeline))",
        (name,),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def insert_stage(connection: sqlite3.Connection, stage: StageRecord) -> int:
    """Add a stage after the others of its pipeline; returns its number, whatever `stage.id` is."""
    cursor = connection.execute(
        "INSERT INTO stage (pipeline_id, code, name, probability, stale_days, color, position)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
        " (SELECT coalesce(max(position), -1) + 1 FROM stage WHERE pipeline_id = ?1))",
        (
            stage.pipeline_id,
            stage.code,
            stage.name,
            stage.probability,
            stage.stale_days,
            stage.color,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def rename_pipeline(connection: sqlite3.Connection, pipeline_id: int, name: str) -> None:
    """Give a pipeline another name."""
    connection.execute("UPDATE pipeline SET name = ? WHERE id = ?", (name, pipeline_id))


def update_stage(connection: sqlite3.Connection, stage: StageRecord) -> None:
    """Write a stage again; its place and whether it is put away stay."""
    connection.execute(
        "UPDATE stage SET name = ?, probability = ?, stale_days = ?, color = ? WHERE id = ?",
        (stage.name, stage.probability, stage.stale_days, stage.color, stage.id),
    )


def set_archived(
    connection: sqlite3.Connection, table: str, record_id: int, at: datetime | None
) -> None:
    """Put a pipeline or a stage away at a moment, or take it back (None)."""
    connection.execute(
        f"UPDATE {table} SET archived_at = ? WHERE id = ?", (moment_text(at), record_id)
    )


def move_cards(
    connection: sqlite3.Connection, from_stage: int, to: StageRecord, at: datetime
) -> None:
    """Put the open cards of a stage at the end of another one, in their order.

    They take its probability, as a card does that is moved there; their amounts and the dates of
    their last activity stay.
    """
    (last,) = connection.execute(
        "SELECT coalesce(max(position), 0) FROM opportunity WHERE stage_id = ?", (to.id,)
    ).fetchone()
    connection.execute(
        "UPDATE opportunity SET stage_id = ?1, pipeline_id = ?2, probability = ?3,"
        " stage_since = ?4, updated_at = ?4, plan_position = NULL, position = position + ?6 + 1"
        " WHERE stage_id = ?5 AND outcome = ''",
        (to.id, to.pipeline_id, to.probability, moment_text(at), from_stage, last),
    )
