"""Saying which of the user's commands failed, many at once in a few messages.

Commands end in threads of their own: here one is only told of it, and says it in the app's turn.
"""

from collections import Counter
from typing import TYPE_CHECKING

from prospect_tui.i18n import _, formats, ngettext

if TYPE_CHECKING:
    from prospect_tui.services.hooks import HookRun, Hooks
    from prospect_tui.tui.last_net import LastNet

GATHERED_SECONDS = 0.4
"""During which failures are gathered before they are said."""


class HookToasts:
    """Tells the failures of commands while the program is open."""

    def __init__(self, app: "LastNet", hooks: "Hooks") -> None:
        """Hear of every command that ends from now on."""
        self._app = app
        self._hooks = hooks
        self._told_before = hooks.told
        self._untold: list[HookRun] = []
        self._is_gathering = False
        hooks.told = self._heard

    def leave(self) -> None:
        """Once the screen is gone, hand what it could not say to whoever was told before it."""
        self._hooks.told = self._told_before
        for run in self._taken():
            self._told_before(run)

    def _heard(self, run: "HookRun") -> None:
        """Hear of one, in its thread."""
        if run.ended.failure:
            self._untold.append(run)
            self._app.call_later(self._gather)

    def _taken(self) -> "list[HookRun]":
        """Take what is still to be said; others may be heard of meanwhile."""
        failed = self._untold[:]
        del self._untold[: len(failed)]
        return failed

    def _gather(self) -> None:
        if not self._is_gathering:
            self._is_gathering = True
            self._app.set_timer(GATHERED_SECONDS, self._tell)

    def _tell(self) -> None:
        """Say the first failure of each event, and how many more there were."""
        from prospect_tui.wording.hooks import failure_line  # noqa: PLC0415 - first failure

        self._is_gathering = False
        failed = self._taken()
        counts = Counter(run.event for run in failed)
        for event, count in counts.items():
            said = failure_line(next(run for run in failed if run.event == event))
            if count > 1:
                more = ngettext("{count} more time", "{count} more times", count - 1)
                said = f"{said} · {more.format(count=formats.number(count - 1))}"
            self._app.warn(_("{said} · see “prospect hooks log”"), said=said)
