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
        self._failed: list[HookRun] = []
        hooks.told = self._heard

    def _heard(self, run: "HookRun") -> None:
        """Hear of one, in its thread."""
        if run.ended.failure:
            self._app.call_later(self._gather, run)

    def _gather(self, run: "HookRun") -> None:
        if not self._failed:
            self._app.set_timer(GATHERED_SECONDS, self._tell)
        self._failed.append(run)

    def _tell(self) -> None:
        """Say the first failure of each event, and how many more there were."""
        from prospect_tui.wording.hooks import failure_line  # noqa: PLC0415 - first failure

        failed, self._failed = self._failed, []
        counts = Counter(run.event for run in failed)
        for event, count in counts.items():
            said = failure_line(next(run for run in failed if run.event == event))
            if count > 1:
                more = ngettext("{count} more time", "{count} more times", count - 1)
                said = f"{said} · {more.format(count=formats.number(count - 1))}"
            self._app.warn(_("{said} · see “prospect hooks log”"), said=said)
