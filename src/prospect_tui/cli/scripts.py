"""Call scripts: read one, filled in for a row or not, or replace it by a text file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import command, noun, opened, option, whole_number
from prospect_tui.cli.output import say, tell
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.scripts import Line, filled
from prospect_tui.i18n import N_, _, current_language
from prospect_tui.services import prospect_files, scripts
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.columns import column_names

app = noun()
STDIN = "-"

_File = Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("Name of the file."))]


@command(app, "script", N_("Show the call script of a file, or replace it."))
def _script(
    context: typer.Context,
    file: _File,
    take: Annotated[
        str,
        option(
            "--from",
            metavar=N_("PATH"),
            help=N_("Take the script from this text file, or “-”; an empty one removes it."),
        ),
    ] = "",
    row: Annotated[
        int | None,
        option(
            "--row",
            parser=whole_number,
            metavar=N_("NUMBER"),
            help=N_("Fill it in for this row."),
        ),
    ] = None,
) -> int:
    with opened(context) as workspace:
        found = prospect_files.file_named(workspace, file)
        if take:
            return _replace(workspace, found.id, _read(take))
        if row is not None:
            _say_filled(workspace, row)
        else:
            text = scripts.script_text(workspace, found.id)
            say(*(text or scripts.default_text(current_language())).splitlines())
    return Exit.DONE


def _read(path: str) -> str:
    try:
        return sys.stdin.read() if path == STDIN else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValue("command.unreadable", path=path) from error


def _replace(workspace: Workspace, file_id: int, text: str) -> int:
    names = column_names(prospect_files.columns(workspace, file_id))
    strange = scripts.save_script(workspace, file_id, text, names)
    tell(_("Script saved.") if text.strip() else _("Script removed."))
    if strange:
        tell(_("Nothing is known by this name: {names}").format(names=", ".join(strange)))
    return Exit.DONE


def _say_filled(workspace: Workspace, row: int) -> None:
    sheet = scripts.sheet_of(workspace, row, current_language(), column_names)

    def lines(some: tuple[Line, ...]) -> list[str]:
        return [filled(line.text, sheet.facts) for line in some]

    say(*lines(sheet.script.opening))
    for branch in sheet.script.branches:
        say("", f"[{branch.key}] {branch.title}", *lines(branch.lines))
