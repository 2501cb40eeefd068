"""Looking after the base: copies and the doctor."""

from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, command, noun, opened
from prospect_tui.cli.output import say, say_json, tell
from prospect_tui.i18n import N_, _, formats
from prospect_tui.services.backups import Health, back_up, health
from prospect_tui.settings import default_log_path, default_settings_path
from prospect_tui.wording.tables import aligned

app = noun()
_WIDE = 10_000
"""Paths are not cut."""
_TABLES = {
    "prospect_file": N_("Files"),
    "prospect": N_("Rows"),
    "call": N_("Calls"),
    "opportunity": N_("Opportunities"),
    "activity": N_("Tasks and meetings"),
    "bundle": N_("Actions that can be undone"),
}


@command(app, "backup", N_("Copy the base, check the copy and print where it is."))
def _backup(
    context: typer.Context,
    path: Annotated[
        str,
        typer.Argument(
            metavar=N_("PATH"), help=N_("The copy; by default dated, in the folder of backups.")
        ),
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        target = back_up(workspace, Path(path).expanduser() if path else None)
        if as_json:
            say_json({"path": target}, workspace.zone)
        else:
            say(str(target))
    return Exit.DONE


@command(app, "doctor", N_("Check the base from end to end; tell versions, paths and durability."))
def _doctor(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = health(workspace)
        if as_json:
            paths = {"settings": default_settings_path(), "log": default_log_path()}
            say_json({"is_well": found.is_well, "health": found, **paths}, workspace.zone)
        else:
            say(*aligned(_pairs(found), _WIDE))
            tell(_("All is well.") if found.is_well else _("Something is wrong: see above."))
    return Exit.DONE if found.is_well else Exit.PARTLY


def _pairs(found: Health) -> list[tuple[str, str]]:
    yes_no = {True: _("yes"), False: _("no")}
    return [
        (_("Program"), found.version),
        ("Python", found.python),
        ("SQLite", found.sqlite),
        (_("Base"), str(found.path)),
        (_("Settings"), str(default_settings_path())),
        (_("Errors"), str(default_log_path())),
        (_("Schema"), str(found.schema)),
        (_("Journal mode"), found.journal_mode),
        (_("Survives a power cut"), yes_no[found.durable]),
        (_("Reading only"), yes_no[found.read_only]),
        (_("Integrity"), found.integrity),
        (_("Broken references"), str(found.broken_references)),
        *((_(_TABLES.get(t, t)), formats.number(n)) for t, n in found.rows.items()),
    ]
