"""Opening the program on its screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prospect_tui import keys
from prospect_tui.cli.feed import feed_kept, feed_problems
from prospect_tui.cli.hook_failures import tell_failures
from prospect_tui.cli.start import Start
from prospect_tui.domain.errors import Refused
from prospect_tui.services import configuring
from prospect_tui.settings import default_settings_path, free_of, load_settings

if TYPE_CHECKING:
    from prospect_tui.services.hooks import HookRun
    from prospect_tui.tui.context import AppContext


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
    if base is not None:
        from prospect_tui.services.demo import demo_settings  # noqa: PLC0415 - made-up data only

        settings = demo_settings(settings)
    place = start.place(settings)
    with start.opened(base or start.path(settings), settings) as workspace:
        taken = [keys.KEPT_KEY, *configuring.result_keys(workspace)] if settings.keymap else ()
        settings, clashes = free_of(settings, taken, str(default_settings_path()))
        context = AppContext(workspace, settings, (*problems, *clashes, *feed_problems(settings)))
        is_own = base is None
        with screen_hooks(context, is_own=is_own), feed_kept(workspace, is_own=is_own):
            return run_app(context, place)


@contextmanager
def screen_hooks(context: "AppContext", *, is_own: bool) -> Iterator[None]:
    """Run the user's commands while the screens are open; made-up data runs none.

    What the screens could not say any more is said on stderr once they are closed.
    """
    if not (is_own and context.settings.hooks):
        yield
        return
    from prospect_tui.services.hooks import listen  # noqa: PLC0415 - for whoever has some

    late: list[HookRun] = []
    context.hooks = hooks = listen(context.workspace, late.append)
    try:
        yield
    finally:
        if hooks is not None:
            hooks.told = late.append
            hooks.close()
        tell_failures(late)
