"""Work that takes longer than a blink: how far it is, how long it may still take, and stopping it.

It is handed to the work, which runs in a thread; the screen reads it a few times a second.
"""

from time import monotonic

MEANINGFUL = 0.5
"""Seconds of work before a remaining time means anything."""


class Stopped(Exception):
    """The user stopped the work; what was already committed stays."""


class LongWork:
    """The progress of one work. Every method may be called from any thread."""

    def __init__(self, label: str) -> None:
        """Name the work in the user's words."""
        self.label = label
        self.done = 0
        self.total = 0
        self.is_cancelled = False
        self._started = monotonic()

    def report(self, done: int, total: int = 0) -> None:
        """Say how far the work is; `total` 0 when unknown. Raises `Stopped` when told to stop."""
        self.done, self.total = done, total
        if self.is_cancelled:
            raise Stopped

    def cancelled(self) -> bool:
        """Say whether the work should stop, for work that ends by itself with a partial report."""
        return self.is_cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.is_cancelled = True

    @property
    def percent(self) -> int | None:
        """Return how much is done, None when unknown."""
        return min(100, 100 * self.done // self.total) if self.total > 0 else None

    @property
    def seconds_left(self) -> int | None:
        """Return about how long it will still take, None when nobody can say."""
        spent = monotonic() - self._started
        if self.done <= 0 or self.total <= 0 or spent < MEANINGFUL:
            return None
        return max(0, round(spent / self.done * (self.total - self.done)))
