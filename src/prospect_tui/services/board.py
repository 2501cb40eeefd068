"""The pipeline as columns of cards, with its totals: read once, then narrowed without reading."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from prospect_tui.domain.boards import BoardMode, Flag, Wanted
from prospect_tui.domain.opportunities import FIVE_W, days_stale, is_late, status, weighted
from prospect_tui.domain.vocabulary import Status
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import board as store
from prospect_tui.storage import card_places, configuration, own_settings
from prospect_tui.storage.board import CardRow, Exchange, QuoteRow
from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.connection import known_moment, when_of

__all__ = [
    "Board",
    "BoardColumn",
    "Card",
    "CardQuote",
    "Exchange",
    "StageRecord",
    "board",
    "keep_choice",
    "kept_choice",
    "last_exchanges",
    "narrowed",
    "pipelines",
    "refreshed",
]

_MODE, _PIPELINE = "board_mode", "board_pipeline"
"""Under which names the view and the pipeline last chosen are kept with the base."""


class CardQuote(NamedTuple):
    """The quote that the amount of a card follows."""

    number: str
    state: str


class Card(NamedTuple):
    """One open opportunity on the board."""

    id: int
    title: str
    company: str
    main_contact: str
    stage_id: int
    amount_cents: int
    probability: int
    is_starred: bool
    origin: str
    source: str
    campaign: str
    tags: str
    next_kind: str
    next_type: str
    next_label: str
    next_when: When | None
    status: Status
    is_late: bool
    idle_days: int
    """Days since the last activity."""
    stale_days: int
    """The same once beyond the patience of its stage, else 0."""
    missing_w: tuple[str, ...]
    """Which of the five W are not known."""
    quote: CardQuote | None
    updated_at: datetime
    """When it was last written, by which a change made elsewhere since is noticed."""

    @property
    def weighted_cents(self) -> int:
        """Return amount × probability."""
        return weighted(self.amount_cents, self.probability)

    def has(self, flag: Flag) -> bool:
        """Say whether a figure counts it."""
        match flag:
            case Flag.LATE:
                return self.is_late
            case Flag.NO_DATE:
                return self.next_when is None
            case Flag.STALE:
                return bool(self.stale_days)
            case Flag.STARRED:
                return self.is_starred


@dataclass(frozen=True)
class BoardColumn:
    """One stage with its cards in order and its totals in cents."""

    stage: StageRecord
    cards: tuple[Card, ...]

    @cached_property
    def amount_cents(self) -> int:
        """Return the sum of the amounts."""
        return sum(card.amount_cents for card in self.cards)

    @cached_property
    def weighted_cents(self) -> int:
        """Return the sum of amount × probability."""
        return sum(weighted(card.amount_cents, card.probability) for card in self.cards)

    def number_of(self, flag: Flag) -> int:
        """Return how many cards a figure counts."""
        return sum(card.has(flag) for card in self.cards)


@dataclass(frozen=True)
class Board:
    """One pipeline."""

    pipeline_id: int
    pipeline_name: str
    columns: tuple[BoardColumn, ...]

    @cached_property
    def count(self) -> int:
        """Return how many cards are shown."""
        return sum(len(column.cards) for column in self.columns)

    @cached_property
    def amount_cents(self) -> int:
        """Return the sum of the amounts."""
        return sum(column.amount_cents for column in self.columns)

    @cached_property
    def weighted_cents(self) -> int:
        """Return the sum of amount × probability."""
        return sum(column.weighted_cents for column in self.columns)

    def number_of(self, flag: Flag) -> int:
        """Return how many cards a figure counts."""
        return sum(column.number_of(flag) for column in self.columns)

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        return {
            card.id: (place, row)
            for place, column in enumerate(self.columns)
            for row, card in enumerate(column.cards)
        }

    def place_of(self, card_id: int | None) -> tuple[int, int] | None:
        """Return the column of a card and its place there, both from 0."""
        return self._places.get(card_id) if card_id is not None else None

    def beside(self, card_id: int, step: int) -> StageRecord | None:
        """Return the stage `step` columns to the right of a card, if there is one."""
        place, _row = self._places[card_id]
        wanted = place + step
        return self.columns[wanted].stage if 0 <= wanted < len(self.columns) else None

    def may_move(self, card_id: int, step: int) -> tuple[bool, int | None]:
        """Return whether a card can go `step` places down, and the card it then stands before."""
        place, row = self._places[card_id]
        cards, wanted = self.columns[place].cards, row + step
        if not 0 <= wanted < len(cards):
            return False, None
        before = wanted if step < 0 else wanted + 1
        return True, cards[before].id if before < len(cards) else None


def board(
    workspace: Workspace, pipeline_id: int | None = None, wanted: Wanted | None = None
) -> Board:
    """Return a pipeline, the first one by default, its cards narrowed to those `wanted`.

    Raises as `narrowed`.
    """
    connection = workspace.connection
    known = dict(configuration.pipelines(connection))
    chosen = pipeline_id if pipeline_id in known else next(iter(known))
    stages = configuration.stages(connection, chosen)
    read = _Reader(workspace, {stage.id: stage.stale_days for stage in stages})
    by_stage: dict[int, list[Card]] = {stage.id: [] for stage in stages}
    for row in store.cards(connection, chosen):
        by_stage.setdefault(row.stage_id, []).append(read.card(row))
    columns = tuple(BoardColumn(stage, tuple(by_stage[stage.id])) for stage in stages)
    found = Board(chosen, known[chosen], columns)
    return narrowed(workspace, found, wanted) if wanted else found


def refreshed(workspace: Workspace, full: Board, ids: Collection[int]) -> Board:
    """Return a whole board after some of its cards were written: only they are read again.

    When more has changed than these, the whole is read.
    """
    connection = workspace.connection
    stages = [column.stage for column in full.columns]
    read = _Reader(workspace, {stage.id: stage.stale_days for stage in stages})
    cards = {card.id: card for column in full.columns for card in column.cards}
    touched = {cards.pop(number).stage_id for number in ids if number in cards}
    again = [read.card(row) for row in store.cards(connection, full.pipeline_id, ids)]
    cards |= {card.id: card for card in again}
    touched |= {card.stage_id for card in again}
    orders = {stage_id: list(card_places.places(connection, stage_id)) for stage_id in touched}
    kept = [card for card in cards.values() if card.stage_id in touched]
    if sorted(card.id for card in kept) != sorted(chain.from_iterable(orders.values())):
        return board(workspace, full.pipeline_id)
    columns = tuple(
        BoardColumn(column.stage, tuple(cards[number] for number in orders[column.stage.id]))
        if column.stage.id in touched
        else column
        for column in full.columns
    )
    return replace(full, columns=columns)


def narrowed(
    workspace: Workspace, full: Board, wanted: Wanted, stage_id: int | None = None
) -> Board:
    """Return a board with those of its cards that are `wanted`, of one stage or of all.

    Reads nothing. Raises `InvalidValue` or `InvalidDate` for a condition that cannot be read.
    """
    if not wanted and stage_id is None:
        return full
    from prospect_tui.services.board_filter import tester  # noqa: PLC0415 - first filter

    matches: Callable[[Card], bool] = tester(wanted, workspace.days) if wanted else _anything
    columns = tuple(
        replace(
            column,
            cards=tuple(filter(matches, column.cards))
            if stage_id in {None, column.stage.id}
            else (),
        )
        for column in full.columns
    )
    return replace(full, columns=columns)


def _anything(_card: Card) -> bool:
    return True


def pipelines(workspace: Workspace) -> list[tuple[int, str]]:
    """Return (id, name) of the pipelines; a name is "" for the first one until it gets one."""
    return configuration.pipelines(workspace.connection)


def last_exchanges(workspace: Workspace, ids: Collection[int]) -> Mapping[int, Exchange]:
    """Return the newest call, note or activity done of some opportunities."""
    with workspace.glance() as connection:
        return store.last_exchanges(connection, ids)


def kept_choice(workspace: Workspace) -> tuple[BoardMode, int | None]:
    """Return the view and the pipeline last chosen in this base."""
    connection = workspace.connection
    mode = own_settings.value(connection, _MODE)
    pipeline = own_settings.value(connection, _PIPELINE)
    known = BoardMode(mode) if mode in set(BoardMode) else BoardMode.PIPELINE
    return known, int(pipeline) if pipeline.isdigit() else None


def keep_choice(workspace: Workspace, mode: BoardMode, pipeline_id: int) -> None:
    """Keep the view and the pipeline in the base; one that is only read keeps nothing."""
    if not workspace.read_only:
        with workspace.transaction() as connection:
            own_settings.keep(connection, {_MODE: mode.value, _PIPELINE: str(pipeline_id)})


class _Reader:
    """Makes cards of what is stored, as they are at one moment."""

    def __init__(self, workspace: Workspace, patience: Mapping[int, int]) -> None:
        self._now = workspace.clock.now()
        self._today = workspace.clock.today()
        self._zone = workspace.zone
        self._patience = patience
        self._quotes = store.current_quotes(workspace.connection)

    def card(self, row: CardRow) -> Card:
        """Return the card of one opportunity."""
        now, zone = self._now, self._zone
        when = when_of(row.next_day, row.next_at, "", zone)
        active = known_moment(row.last_activity_at)
        quote = self._quotes.get(row.id)
        return Card(
            id=row.id,
            title=row.title,
            company=row.company,
            main_contact=row.main_contact,
            stage_id=row.stage_id,
            amount_cents=row.amount_cents,
            probability=row.probability,
            is_starred=bool(row.starred),
            origin=row.origin,
            source=row.source,
            campaign=row.campaign,
            tags=row.tags,
            next_kind=row.next_kind,
            next_type=row.next_type,
            next_label=row.next_label,
            next_when=when,
            status=status("", when, now, zone),
            is_late=is_late(when, now, zone),
            idle_days=max(0, (now - active).days),
            stale_days=days_stale(active, now, self._patience.get(row.stage_id, 0)),
            missing_w=_missing(row.five_w),
            quote=_quote(quote, self._today) if quote else None,
            updated_at=known_moment(row.updated_at),
        )


def _missing(five_w: str) -> tuple[str, ...]:
    return tuple(name for name, known in zip(FIVE_W, five_w, strict=True) if known == "0")


def _quote(row: QuoteRow, today: date) -> CardQuote:
    from prospect_tui.domain.quotes import state_on  # noqa: PLC0415 - first quote
    from prospect_tui.storage.connection import day_of  # noqa: PLC0415 - idem

    return CardQuote(row.number, state_on(row.state, day_of(row.valid_until), today).value)
