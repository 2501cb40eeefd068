"""What the earlier calls of a row say about the next one. They are given, never looked up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.consequence import CallFacts


class EarlierCall(NamedTuple):
    """A call made to a row before."""

    local: datetime
    """When, in the user's zone."""
    result: str
    counted: bool
    """Whether it counted as an attempt."""


def with_earlier_calls(
    facts: CallFacts, calls: Sequence[EarlierCall], local: datetime, calendar: WorkCalendar
) -> CallFacts:
    """Return `facts` with the results of earlier calls, for one made at `local` (user's zone)."""
    today = [call for call in calls if call.local.date() == local.date()]
    half = calendar.half_of(local)
    return replace(
        facts,
        results_today=dict(Counter(call.result for call in today)),
        results_before=dict(Counter(call.result for call in calls)),
        counted_this_half_day=any(
            call.counted and calendar.half_of(call.local) is half for call in today
        ),
    )
