"""Learning the keys: thirty made-up calls on a base that is thrown away."""

import tempfile
from pathlib import Path

import typer

from prospect_tui.cli.demo import in_the_morning
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import command, noun
from prospect_tui.cli.output import tell
from prospect_tui.cli.screens import check_terminal
from prospect_tui.cli.start import Start
from prospect_tui.clock import MovableClock
from prospect_tui.i18n import N_, _, current_language, formats
from prospect_tui.services.demo import demo_settings, make_demo
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.practice import Practice
from prospect_tui.settings import default_settings_path, load_settings

app = noun()


@command(app, "practice", N_("Learn the keys on thirty made-up calls; your base is not touched."))
def _practice(context: typer.Context) -> int:
    check_terminal()
    from prospect_tui.tui.context import AppContext  # noqa: PLC0415 - only for screens
    from prospect_tui.tui.run import run_app  # noqa: PLC0415 - loads Textual

    start: Start = context.obj
    settings, problems = load_settings(default_settings_path())
    settings = demo_settings(settings)
    start = in_the_morning(start, start.clock(settings), settings.calendar())
    given = start.clock(settings)
    clock = MovableClock(given.zone, given.now())
    with tempfile.TemporaryDirectory(prefix="prospect-practice-") as folder:
        path = Path(folder) / "practice.db"
        make_demo(path, clock, settings)
        workspace = open_workspace(path, clock, settings)
        try:
            practice = Practice(workspace, current_language())
            code = run_app(AppContext(workspace, settings, problems, practice=practice), "calls")
        finally:
            workspace.close()
    done = practice.rehearsal
    tell(
        _("{right} right out of {count}.").format(
            right=formats.number(done.right), count=formats.number(done.place)
        )
    )
    return code or Exit.DONE
