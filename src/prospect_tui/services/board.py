"""The pipeline as columns of cards, with its totals."""

from dataclasses import dataclass
from datetime import datetime

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.opportunities import days_stale, is_late, status, weighted
from prospect_tui.domain.vocabulary import Status
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration, sales
from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.sales import OpportunityRecord

__all__ = [
    "Board",
    "BoardColumn",
    "Card",
    "StageRecord",
    "board",
    "pipelines",
]


@dataclass(frozen=True, slots=True)
class Card:
    """One open opportunity on the board."""

    id: int
    title: str
    main_contact: str
    amount_cents: int
    probability: int
    is_starred: bool
    status: Status
    next_kind: str
    next_label: str
    next_when: When | None
    is_late: bool
    stale_days: int
    """Days without activity beyond the patience of its stage, else 0."""
    tags: str


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One stage with its cards in order and its totals in cents."""

    stage: StageRecord
    cards: tuple[Card, ...]

    @property
    def amount_cents(self) -> int:
        """Return the sum of the amounts."""
        return sum(card.amount_cents for card in self.cards)

    @property
    def weighted_cents(self) -> int:
        """Return the sum of amount × probability."""
        return sum(weighted(card.amount_cents, card.probability) for card in self.cards)

    @property
    def late(self) -> int:
        """Return how many cards are late."""
        return sum(card.is_late for card in self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """One pipeline."""

    pipeline_id: int
    pipeline_name: str
    columns: tuple[BoardColumn, ...]

    @property
    def count(self) -> int:
        """Return how many cards are shown."""
        return sum(len(column.cards) for column in self.columns)

    @property
    def amount_cents(self) -> int:
        """Return the sum of the amounts."""
        return sum(column.amount_cents for column in self.columns)

    @property
    def weighted_cents(self) -> int:
        """Return the sum of amount × probability."""
        return sum(column.weighted_cents for column in self.columns)


def board(workspace: Workspace, pipeline_id: int | None = None, words: str = "") -> Board:
    """Return a pipeline (the first one by default), its cards narrowed by `words`."""
    connection, now = workspace.connection, workspace.clock.now()
    pipelines = dict(configuration.pipelines(connection))
    chosen = pipeline_id if pipeline_id in pipelines else next(iter(pipelines))
    records = sales.opportunities(connection, workspace.zone, pipeline_id=chosen)
    wanted = fold(words).split()
    shown = [record for record in records if _matches(record, wanted)] if wanted else records
    columns = tuple(
        BoardColumn(
            stage,
            tuple(_card(r, stage, now, workspace) for r in shown if r.stage_id == stage.id),
        )
        for stage in configuration.stages(connection, chosen)
    )
    return Board(chosen, pipelines[chosen], columns)


def pipelines(workspace: Workspace) -> list[tuple[int, str]]:
    """Return (id, name) of the pipelines; a name is "" for the first one until it gets one."""
    return configuration.pipelines(workspace.connection)


def _matches(record: OpportunityRecord, wanted: list[str]) -> bool:
    text = fold(f"{record.title} {record.main_contact} {record.tags} {record.next_label}")
    return all(word in text for word in wanted)


def _card(
    record: OpportunityRecord, stage: StageRecord, now: datetime, workspace: Workspace
) -> Card:
    return Card(
        id=record.id,
        title=record.title,
        main_contact=record.main_contact,
        amount_cents=record.amount_cents,
        probability=record.probability,
        is_starred=record.is_starred,
        status=status(record.outcome, record.next_when, now, workspace.zone),
        next_kind=record.next_kind,
        next_label=record.next_label,
        next_when=record.next_when,
        is_late=is_late(record.next_when, now, workspace.zone),
        stale_days=days_stale(record.last_activity_at, now, stage.stale_days),
        tags=record.tags,
    )
