"""From a context to a running program on a terminal, and its exit code."""

import sys

from prospect_tui.i18n import _
from prospect_tui.tui import terminal
from prospect_tui.tui.context import AppContext

NO_TERMINAL = 2


def run_app(context: AppContext, place: str = "today") -> int:
    """Run the program on this terminal, open on `place`; return the exit code (2: no terminal)."""
    if not terminal.is_terminal():
        print(
            _("The screens need a terminal. See “prospect --help” for commands."), file=sys.stderr
        )
        return NO_TERMINAL
    from prospect_tui.tui.app import ProspectApp  # noqa: PLC0415 - slow, and not needed above

    sys.setswitchinterval(terminal.TURN_SECONDS)
    app = ProspectApp(context, place=place, live=True)
    if context.hooks is None:
        app.run()
    else:
        from prospect_tui.tui.hook_toasts import HookToasts  # noqa: PLC0415 - for some only

        toasts = HookToasts(app, context.hooks)
        app.run()
        toasts.leave()
    return app.return_code or 0
