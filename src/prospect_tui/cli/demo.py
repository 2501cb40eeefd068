"""Trying the program on made-up prospects, in a base of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.options import command, noun, option
from prospect_tui.cli.output import tell
from prospect_tui.cli.screens import check_terminal, open_program
from prospect_tui.cli.start import Start
from prospect_tui.clock import Clock
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.i18n import N_, _
from prospect_tui.services.demo import make_demo
from prospect_tui.settings import default_settings_path, load_settings

app = noun()
MORNING = time(8, 45)
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may have put beside a base, and which goes with it."""


@command(app, "demo", N_("Open the program on a believable week of made-up prospects."))
def _demo(
    context: typer.Context,
    keep: Annotated[
        str,
        option(
            "--keep", metavar=N_("PATH"), help=N_("Keep the demo base there, to open it again.")
        ),
    ] = "",
    reset: Annotated[
        bool, option("--reset", help=N_("Make a new one; the base kept so far is renamed."))
    ] = False,
) -> int:
    start: Start = context.obj
    check_terminal()
    settings, _problems = load_settings(default_settings_path())
    start = in_the_morning(start, start.clock(settings))
    clock = start.clock(settings)
    with _place(keep) as path:
        if reset and path.exists():
            put_aside(path, clock)
        if not path.exists():
            tell(_("Making up three files, four weeks of calls and some opportunities…"))
            make_demo(path, clock, settings)
        return open_program(start, path)


def in_the_morning(start: Start, clock: Clock, calendar: WorkCalendar | None = None) -> Start:
    """Open on the morning of the day, whatever the hour, unless a moment was asked for.

    With a `calendar`, the day is one on which one calls: today, or the next working day.
    """
    if start.is_dated:
        return start
    day = calendar.add_working_days(clock.today(), 0) if calendar else clock.today()
    morning = datetime.combine(day, MORNING, clock.zone)
    return start._replace(at=morning.isoformat())


@contextmanager
def _place(keep: str) -> Iterator[Path]:
    """Give the path of the demo base: the one to keep, or one that is thrown away at the end."""
    if keep:
        yield Path(keep).expanduser()
        return
    with tempfile.TemporaryDirectory(prefix="prospect-demo-") as folder:
        yield Path(folder) / "demo.db"


def put_aside(path: Path, clock: Clock) -> None:
    """Rename a base with what belongs to it: whoever gives the wrong path loses nothing."""
    aside = path.with_name(f"{path.stem}-{clock.local_now():%Y%m%d-%H%M%S}{path.suffix}")
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    if path.with_suffix(".key").exists():
        path.with_suffix(".key").rename(aside.with_suffix(".key"))
    path.rename(aside)
    tell(_("The base kept so far is now {path}.").format(path=aside))
