"""Opening the program on its screens: on the user's base, or on a made-up one."""

import sys
from contextlib import ExitStack
from pathlib import Path

from prospect_tui.cli.output import tell
from prospect_tui.cli.start import Start
from prospect_tui.i18n import _
from prospect_tui.settings import default_settings_path, load_settings


def open_program(start: Start, base: Path | None = None) -> int:
    """Open the screens on `base`, the user's own by default; return the exit code."""
    from prospect_tui.tui.context import AppContext  # noqa: PLC0415 - only for screens
    from prospect_tui.tui.run import run_app  # noqa: PLC0415 - loads Textual

    settings, problems = load_settings(default_settings_path())
    with start.opened(base or start.path(settings), settings) as workspace:
        return run_app(AppContext(workspace, settings, problems))
