"""A screen on which things become due by themselves: it is read again when a minute has begun."""

from textual import events

from prospect_tui.tui.context import Change
from prospect_tui.tui.screen import BaseScreen

CLOCK_SECONDS = 15
"""How often the clock is looked at. Nothing is written, and nothing read within a minute."""


class Clocked(BaseScreen, is_part=True):
    """Calls `on_changed` once a minute while it is the screen in use."""

    _minute = ""

    def on_mount(self) -> None:
        """Begin to look at the clock."""
        self._minute = self._present()
        self.set_interval(CLOCK_SECONDS, self.follow_clock)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Catch up with the clock."""
        self.follow_clock()

    def follow_clock(self) -> None:
        """Read again if another minute has begun."""
        if self.is_current and self._minute != self._present():
            self._minute = self._present()
            self.on_changed(Change(everything=True))

    def _present(self) -> str:
        return f"{self.context.workspace.clock.local_now():%Y-%m-%d %H:%M}"
