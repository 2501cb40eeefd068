"""The notes of a row or an opportunity as text, to be pasted elsewhere."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import IsOpportunity, Json, Number, command, noun, opened, option
from prospect_tui.cli.output import say, say_json, tell
from prospect_tui.domain.wording_check import remarks
from prospect_tui.i18n import N_, _, current_language
from prospect_tui.services.sheets import EventKind, opportunity_sheet, prospect_sheet
from prospect_tui.wording.notes import as_text, remarks_text

app = noun()


@command(app, "notes", N_("Print calls and remarks as dated lines, oldest first."))
def _notes(
    context: typer.Context,
    number: Number,
    opportunity: IsOpportunity = False,
    check: Annotated[
        bool, option("--check", help=N_("Only what should be put otherwise, and how."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        sheet = opportunity_sheet if opportunity else prospect_sheet
        history = [
            line
            for line in sheet(workspace, number).history
            if line.kind in (EventKind.CALL, EventKind.NOTE)
        ]
        if check:
            language = current_language()
            history = [line for line in history if remarks(line.text, language)]
        if as_json:
            say_json(sorted(history, key=lambda line: line.at), workspace.zone)
        elif not history:
            tell(_("There is no note yet."))
        else:
            for line in sorted(history, key=lambda line: line.at):
                said = remarks_text(remarks(line.text, current_language())) if check else ""
                say(*as_text([line], workspace.zone), *([f"  {said}"] if said else []))
    return Exit.DONE if history else Exit.NOTHING
