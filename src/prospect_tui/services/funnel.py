"""The funnel of a period: volumes, step rates, and the very records that each volume counts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prospect_tui.domain.funnel import (
    TYPED,
    FunnelStep,
    Reached,
    StepFigures,
    check_period,
    check_typed,
    figures,
    firsts,
)
from prospect_tui.domain.scoring import hot_since
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import folders
from prospect_tui.storage import funnel as store
from prospect_tui.storage.funnel import DealRow, Sign, TypedCount

__all__ = [
    "TYPED",
    "Counted",
    "Funnel",
    "FunnelStep",
    "StepFigures",
    "TypedCount",
    "counted",
    "days_typed",
    "funnel",
    "set_typed",
]

PROSPECT, OPPORTUNITY = "prospect", "opportunity"


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps of a period, both days included."""

    first: date
    last: date
    steps: tuple[StepFigures, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A record that a figure counts: a row ("prospect") or an opportunity, by its id."""

    kind: str
    id: int


def funnel(workspace: Workspace, first: date, last: date) -> Funnel:
    """Return the volumes and rates of a period; may run in any thread.

    What each step counts is said by `FunnelStep`. Raises `InvalidValue` when it ends before it
    begins.
    """
    check_period(first, last)
    start, end = _bounds(workspace, first, last)
    volumes = dict.fromkeys(FunnelStep, 0)
    for one in store.typed(workspace.connection, first, last):
        volumes[FunnelStep(one.step)] += one.volume
    book = _Book(workspace)
    for step in FunnelStep:
        if step is FunnelStep.LEADS:
            rows = store.count_new_rows(workspace.connection, start, end)
            volumes[step] = rows + len(book.reached(step, first, last))
        elif step is not FunnelStep.VISITORS:
            volumes[step] += len(book.reached(step, first, last))
    return Funnel(first, last, figures(volumes))


def counted(workspace: Workspace, step: FunnelStep, first: date, last: date) -> list[Counted]:
    """Return the records that the volume of a step counts; none for what was typed.

    Raises `InvalidValue` as `funnel`.
    """
    check_period(first, last)
    if step is FunnelStep.VISITORS:
        return []
    found = [Counted(one.kind, one.id) for one in _Book(workspace).reached(step, first, last)]
    if step is FunnelStep.LEADS:
        start, end = _bounds(workspace, first, last)
        rows = store.new_rows(workspace.connection, start, end)
        return [*(Counted(PROSPECT, number) for number in rows), *found]
    return found


def days_typed(workspace: Workspace, step: FunnelStep, first: date, last: date) -> list[TypedCount]:
    """Return the days that the volume of a typed step adds up."""
    days = store.typed(workspace.connection, first, last)
    return [one for one in days if one.step == step]


def set_typed(workspace: Workspace, step: FunnelStep, on: date, volume: int) -> None:
    """Write the figure of a day; 0 takes it away. One undo.

    Raises `InvalidValue` for a step that is counted, a volume below 0 or a day to come.
    """
    from prospect_tui.domain.scoring import check_day  # noqa: PLC0415 - only here

    check_typed(step, volume)
    check_day(on, workspace.clock.today())
    with workspace.writing("funnel_count", step=step.value) as writing:
        store.set_typed(writing.connection, step.value, on, volume)


def _bounds(workspace: Workspace, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments at which a period begins and has ended where the user lives."""
    begins = datetime.combine(first, time(), workspace.zone)
    return begins, datetime.combine(last + timedelta(days=1), time(), workspace.zone)


class _Book:
    """What each contact did and when, read once for all the steps of a period."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._deals = {deal.id: deal for deal in store.deals(workspace.connection)}

    def reached(self, step: FunnelStep, first: date, last: date) -> list[Reached]:
        """Return who reached a step in a period, once each; of leads, those without a row."""
        found = {
            FunnelStep.LEADS: self._leads,
            FunnelStep.MQL: self._hot,
            FunnelStep.SQL: self._qualified,
            FunnelStep.OPPORTUNITIES: self._created,
            FunnelStep.CLIENTS: self._won,
            FunnelStep.AMBASSADORS: self._praising,
        }[step]()
        return [one for one in firsts(found) if first <= one.on <= last]

    def _leads(self) -> list[Reached]:
        return [self._dealt(deal, deal.created_at) for deal in self._all if not deal.has_row]

    def _created(self) -> list[Reached]:
        return [self._dealt(deal, deal.created_at) for deal in self._all]

    def _won(self) -> list[Reached]:
        return [self._dealt(deal, deal.won_at) for deal in self._all if deal.won_at]

    def _praising(self) -> list[Reached]:
        known = folders.ambassadors(self._workspace.connection)
        return [
            Reached(date.fromisoformat(day), self._deals[sale].contact, OPPORTUNITY, sale)
            for sale, _contact, day in known
        ]

    def _qualified(self) -> list[Reached]:
        calls = store.positive_calls(self._workspace.connection)
        return [*(self._of(sign, self._day(at)) for sign, at in calls), *self._created()]

    def _hot(self) -> list[Reached]:
        by_contact: dict[str, list[Sign]] = {}
        for sign in store.points(self._workspace.connection):
            by_contact.setdefault(self._contact(sign), []).append(sign)
        threshold = self._workspace.settings.hot_threshold
        found = []
        for signs in by_contact.values():
            days = [(date.fromisoformat(sign.when), sign.points) for sign in signs]
            day = hot_since(days, threshold)
            if day is not None:
                found.append(self._of(signs[0], day))
        return found

    @property
    def _all(self) -> list[DealRow]:
        return list(self._deals.values())

    def _dealt(self, deal: DealRow, at: datetime) -> Reached:
        return Reached(self._day(at), deal.contact, OPPORTUNITY, deal.id)

    def _of(self, sign: Sign, day: date) -> Reached:
        if sign.opportunity is not None:
            return Reached(day, self._contact(sign), OPPORTUNITY, sign.opportunity)
        assert sign.row is not None
        return Reached(day, self._contact(sign), PROSPECT, sign.row)

    def _contact(self, sign: Sign) -> str:
        if sign.opportunity is not None:
            return self._deals[sign.opportunity].contact
        return f"row {sign.row}"

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._workspace.zone).date()
