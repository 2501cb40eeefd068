"""Long readings in other threads give way to a change that a key waits for.

Without a write-ahead log a change is put in the file only when nobody reads it: a sort of a million
rows would hold the key back for its whole second.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class GivingWay:
    """Who is to be let past."""

    def __init__(self) -> None:
        """Let everybody read."""
        self._is_free = threading.Event()
        self._is_free.set()

    @contextmanager
    def let_past(self) -> Iterator[None]:
        """Write while the readings that give way are stopped."""
        self._is_free.clear()
        try:
            yield
        finally:
            self._is_free.set()

    @property
    def is_asked(self) -> bool:
        """Say whether readings are to give way now."""
        return not self._is_free.is_set()

    def wait(self) -> None:
        """Wait until one may read."""
        self._is_free.wait()
