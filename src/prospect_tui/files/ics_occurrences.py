"""The days on which a repeated event falls, within a window. Rules of dateutil, bounded in time.

A rule may be written so that it never ends or never happens: what is counted is what it costs.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from time import perf_counter

from dateutil.rrule import rrule, rrulestr

MOST = 1_000
"""Occurrences of one event in a window."""
PATIENCE = 20.0
"""Seconds that all the rules of one file may take."""
_REFUSED = ("SECONDLY", "MINUTELY", "HOURLY")


class NotUnderstood(Exception):
    """A rule that cannot be read, that happens by the hour, or that takes too long to follow."""


class NeverHappens(Exception):
    """A rule of days that do not exist, such as a 30 February, or that ends before it begins."""


class Repeating:
    """Follows the rules of one file, as long as they leave time."""

    def __init__(self) -> None:
        self._spent = 0.0

    def starts(
        self, rule: str, start: datetime, window: tuple[datetime, datetime]
    ) -> list[datetime]:
        """Return when an event that begins at `start` begins within `window`, both ends included.

        All are moments of a wall clock, without a zone: what is at ten stays at ten when clocks
        change. Raises `NotUnderstood`, `NeverHappens`.
        """
        if self._spent > PATIENCE or any(f"FREQ={word}" in rule.upper() for word in _REFUSED):
            raise NotUnderstood(rule)
        begun = perf_counter()
        try:
            parsed = rrulestr(rule, dtstart=start, ignoretz=True)
            assert isinstance(parsed, rrule)
            moments = iter(parsed)
            first = next(moments, None)
            found = [] if first is None else list(_within(chain([first], moments), window))
        except Exception as error:  # dateutil raises what it meets: KeyError, TypeError, Overflow
            raise NotUnderstood(rule) from error
        finally:
            self._spent += perf_counter() - begun
        if first is None:
            raise NeverHappens(rule)
        return found


def _within(moments: Iterable[datetime], window: tuple[datetime, datetime]) -> Iterator[datetime]:
    found = 0
    for moment in moments:
        if moment > window[1] or found >= MOST:
            return
        if moment >= window[0]:
            found += 1
            yield moment


def wall_rule(rule: str, local_until: datetime | None) -> str:
    """Return a rule whose end, given in UTC or as a day, is told by the clock of its event."""
    if local_until is None:
        return rule
    parts = [part for part in rule.split(";") if not part.upper().startswith("UNTIL=")]
    return ";".join([*parts, f"UNTIL={local_until.replace(tzinfo=None):%Y%m%dT%H%M%S}"])


def is_utc(moment: datetime) -> bool:
    """Say whether a moment was written with a "Z"."""
    return moment.tzinfo is not None and moment.utcoffset() == UTC.utcoffset(None)
