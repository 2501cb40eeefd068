"""Opening the program on its screens."""

from pathlib import Path

from prospect_tui import keys
from prospect_tui.cli.start import Start
from prospect_tui.domain.errors import Refused
from prospect_tui.services import configuring
from prospect_tui.settings import default_settings_path, free_of, load_settings


def check_terminal() -> None:
    """Raise `Refused` when nobody could type or see: nothing is then opened, nor made."""
    from prospect_tui.tui.terminal import is_terminal  # noqa: PLC0415 - loads Textual

    if not is_terminal():
        raise Refused("command.no_terminal")


def open_program(start: Start, base: Path | None = None) -> int:
    """Open the screens on `base`, the user's own by default; return the exit code."""
    check_terminal()
    from prospect_tui.tui.context import AppContext  # noqa: PLC0415 - only for screens
    from prospect_tui.tui.run import run_app  # noqa: PLC0415 - loads Textual

    settings, problems = load_settings(default_settings_path())
    place = start.place(settings)
    with start.opened(base or start.path(settings), settings) as workspace:
        taken = [keys.KEPT_KEY, *configuring.result_keys(workspace)] if settings.keymap else ()
        settings, clashes = free_of(settings, taken, str(default_settings_path()))
        return run_app(AppContext(workspace, settings, (*problems, *clashes)), place)
