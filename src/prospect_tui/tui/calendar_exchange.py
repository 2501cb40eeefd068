"""An exchange with the calendar server from a screen: aside, with its progress, its end told."""

from typing import TYPE_CHECKING

from prospect_tui.i18n import _
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screen import ERROR_SECONDS, BaseScreen

if TYPE_CHECKING:
    from prospect_tui.services.calendar_sync import SyncReport

MOST_TOLD = 3
"""Messages shown at once of what the user should look at; `prospect calendar sync` tells all."""


def exchange(screen: BaseScreen, context: AppContext) -> None:
    """Exchange with the server of the settings while the keys go on; Escape stops it.

    The password is that of the user's command: a screen asks for none.
    """
    workspace = context.workspace

    def work(progress: LongWork) -> "SyncReport":
        from prospect_tui.services.calendar_sync import sync  # noqa: PLC0415 - for a few
        from prospect_tui.wording.calendars import event_words  # noqa: PLC0415 - idem

        return sync(workspace, event_words, progress=progress.report)

    def ended(report: "SyncReport") -> None:
        from prospect_tui.wording.calendars import met_line, sync_summary  # noqa: PLC0415 - idem

        context.changed.ring()
        screen.tell(sync_summary(report))
        today = workspace.clock.today()
        for met in (report.told + report.moved)[:MOST_TOLD]:
            line = met_line(met, today)
            screen.notify(line, severity="warning", timeout=ERROR_SECONDS, markup=False)

    screen.run_long(work, ended, _("Exchange with the calendar server"))
