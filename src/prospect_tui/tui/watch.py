"""Showing what another window, or a command, has just written: looked at all the time, told once.

It asks one question of some microseconds a second, and writes nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from prospect_tui.i18n import _
from prospect_tui.tui.context import AppContext

SECONDS = 1.0
"""How often the base is looked at."""
BURST = timedelta(seconds=30)
"""Changes that follow one another more closely are one burst, told once."""


class OtherWindows:
    """Rings the bell when another program wrote to the base."""

    def __init__(self, context: AppContext, tell: Callable[[str], object]) -> None:
        """Watch from `start` on; `tell` shows a short message."""
        self._context = context
        self._tell = tell
        self._last: datetime | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._context.workspace.watch.start()

    def look(self) -> None:
        """Look once."""
        workspace = self._context.workspace
        if not workspace.watch.has_changed():
            return
        self._context.changed.ring(elsewhere=True)
        now = workspace.clock.now()
        if self._last is None or now - self._last > BURST:
            self._tell(_("Changed in another window: what you see is up to date."))
        self._last = now
