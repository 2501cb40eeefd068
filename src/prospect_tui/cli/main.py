"""The command tree. Each noun has its module; this one only puts them together."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from prospect_tui import __version__
from prospect_tui.cli import (
    action_types,
    actions,
    activities,
    agenda,
    calendars,
    calls,
    catalogue,
    cells,
    columns,
    companies,
    consents,
    contacts,
    corrections,
    demo,
    exports,
    files,
    folders,
    funnel,
    hooks,
    imports,
    law,
    notes,
    opportunities,
    pipelines,
    planning,
    practice,
    queue_reasons,
    quotes,
    results,
    rows,
    scores,
    scoring,
    scripts,
    sessions,
    show,
    upkeep,
    views,
)
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.language import Root, localise, usage_sentence
from prospect_tui.cli.options import option
from prospect_tui.cli.output import say
from prospect_tui.cli.screens import open_program
from prospect_tui.cli.start import Start
from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.i18n import N_

NAME = "prospect"

app = typer.Typer(
    name=NAME,
    cls=Root,
    rich_markup_mode=None,
    help=N_(
        "Prospecting from the terminal: files, calls, pipeline, to do today. Without a command the "
        "program opens."
    ),
)

for noun in (
    demo,
    practice,
    agenda,
    activities,
    planning,
    calendars,
    calls,
    corrections,
    queue_reasons,
    sessions,
    scripts,
    imports,
    exports,
    results,
    scores,
    files,
    views,
    columns,
    show,
    cells,
    rows,
    opportunities,
    folders,
    contacts,
    companies,
    quotes,
    catalogue,
    action_types,
    pipelines,
    notes,
    consents,
    law,
    scoring,
    funnel,
    hooks,
    actions,
    upkeep,
):
    app.add_typer(noun.app)


@app.callback(invoke_without_command=True)
def _everywhere(
    context: typer.Context,
    db: Annotated[
        str, option("--db", metavar=N_("PATH"), help=N_("The base to use (or PROSPECT_DB)."))
    ] = "",
    at: Annotated[
        str,
        option(
            "--at",
            metavar=N_("MOMENT"),
            help=N_("Act as if it were this moment, such as 2026-11-23T09:00 (or PROSPECT_NOW)."),
        ),
    ] = "",
    lang: Annotated[
        str, option("--lang", metavar="fr|en", help=N_("Language (or PROSPECT_LANG)."))
    ] = "",
    screen: Annotated[
        str,
        option(
            "--screen",
            metavar="today|files|calls|pipeline|planning|clients",
            help=N_("The screen to open on (or PROSPECT_SCREEN)."),
        ),
    ] = "",
    version: Annotated[
        bool, option("--version", is_eager=True, help=N_("Show the version."))
    ] = False,
) -> int:
    context.obj = Start(db, at, lang, screen)
    if version:
        say(f"{NAME} {__version__}")
    elif context.invoked_subcommand is None:
        return open_program(context.obj)
    return Exit.DONE


def run(words: Sequence[str]) -> int:
    """Run one command; return its exit code. Raises what the command raises."""
    command = get_command(app)
    localise(command)
    try:
        code = command.main(list(words), prog_name=NAME, standalone_mode=False)
    except typer.TyperException as error:
        print(clean_lines(usage_sentence(error)), file=sys.stderr)
        return Exit.REFUSED
    return int(code or Exit.DONE)
