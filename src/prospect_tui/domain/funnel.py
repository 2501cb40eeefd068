"""The MQL/SQL funnel: from visitors to clients, with volumes over a period and step rates.

Each step counts contacts who reached it on a day of the period, once each; a rate is the volume of
a step over that of the step before, never an average of rates. Steps of one period need not be
the same people: a client won today may have been a suspect of last year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from prospect_tui.domain.errors import InvalidValue


class FunnelStep(StrEnum):
    """The steps, first to last. Values are stored for ever."""

    VISITORS = "visitors"
    """People who came without being known: typed by hand, day by day (site, stand, shop)."""
    LEADS = "leads"
    """Suspects, or leads: rows that entered a prospecting file on a day of the period (their
    creation, by hand or by import), and opportunities created then without any row behind them."""
    MQL = "mql"
    """Qualified by marketing: contacts whose points of appetence first reached the threshold."""
    SQL = "sql"
    """Qualified by the salesperson: contacts whose first call with a positive result (its flag) was
    in the period, or who became an opportunity then without such a call before."""
    OPPORTUNITIES = "opportunities"
    """Clients to be: those whose first opportunity was created in the period."""
    CLIENTS = "clients"
    """Those whose first opportunity to be won was won in the period."""
    AMBASSADORS = "ambassadors"
    """Those of whom somebody was first marked as recommending in the period, and those typed by
    hand, day by day, who are not in the base."""


MOST_PEOPLE = 100_000_000
"""In one day: more than France has, so that a telephone number is no volume."""
TYPED = frozenset({FunnelStep.VISITORS, FunnelStep.AMBASSADORS})
"""The steps that happen, in whole or in part, outside of the program."""


@dataclass(frozen=True, slots=True)
class StepFigures:
    """One step of a period."""

    step: FunnelStep
    volume: int
    out_of: int | None
    """The volume of the step before, by which the rate divides; None for the first one, or when
    nobody typed the visitors."""

    @property
    def rate(self) -> float | None:
        """Return the share of the step before, or None where it cannot be told."""
        return self.volume / self.out_of if self.out_of else None


def figures(volumes: Mapping[FunnelStep, int]) -> tuple[StepFigures, ...]:
    """Return the steps in order, each with what its rate divides by."""
    found: list[StepFigures] = []
    for step in FunnelStep:
        before = found[-1].volume if found else None
        found.append(StepFigures(step, volumes.get(step, 0), before or None))
    return tuple(found)


class Reached(NamedTuple):
    """A contact who reached a step on a day, and the record that shows it."""

    on: date
    contact: str
    """Who it is, so that nobody counts twice: several sales to one client are one contact."""
    kind: str
    """"prospect" for a row, "opportunity"."""
    id: int


def firsts(reached: Iterable[Reached]) -> list[Reached]:
    """Return the first time that each contact reached a step, by day."""
    first: dict[str, Reached] = {}
    for one in reached:
        first[one.contact] = min(first.get(one.contact, one), one)
    return sorted(first.values())


def check_typed(step: FunnelStep, volume: int) -> None:
    """Raise `InvalidValue` for a step that is counted, or a volume that is none."""
    if step not in TYPED:
        raise InvalidValue("funnel.not_typed", step=step.value, known=", ".join(sorted(TYPED)))
    if not 0 <= volume <= MOST_PEOPLE:
        raise InvalidValue("funnel.volume", value=volume, most=MOST_PEOPLE)


def check_period(first: date, last: date) -> None:
    """Raise `InvalidValue` for a period that ends before it begins."""
    if last < first:
        raise InvalidValue("funnel.period")
