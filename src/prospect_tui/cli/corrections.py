"""The calls of a row, with their numbers; a call corrected, or taken out of the log."""

from typing import Annotated

import typer

from prospect_tui.cli import call_options as words
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import TEXT, Json, Row, command, noun, opened, option, typed_when
from prospect_tui.cli.options import whole_number as number
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.prospect import display_name
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import result_label, score_label
from prospect_tui.services import cockpit
from prospect_tui.services.cockpit import CallRecord
from prospect_tui.services.corrections import Corrected, Correction, correct_call, remove_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import people
from prospect_tui.wording.times import moment, planned

app = noun()

_Call = Annotated[
    int, typer.Argument(parser=number, metavar=N_("CALL"), help=N_("Number of the call."))
]
_NewResult = Annotated[
    str, option("--result", metavar=N_("RESULT"), help=N_("What the call ended with."))
]
_NewNote = Annotated[str | None, option("--note", metavar=TEXT, help=N_("What was said."))]
_NewReason = Annotated[str | None, option("--reason", metavar=TEXT, help=N_("Why."))]
_NewCompetitor = Annotated[
    str | None,
    option("--competitor", metavar=TEXT, help=N_("The present supplier.")),
]
_NewSubject = Annotated[
    str | None,
    option("--subject", metavar=TEXT, help=N_("What the next call is about.")),
]


@command(app, "calls", N_("List the calls made to a row, newest first, with their numbers."))
def _calls(context: typer.Context, row: Row, as_json: Json = False) -> int:
    with opened(context) as workspace:
        today, zone = workspace.clock.today(), workspace.zone
        shown: list[Field[CallRecord]] = [
            Field("id", lambda c: c.id, _("No.")),
            Field("at", lambda c: c.at, _("When"), lambda c: moment(c.at, zone)),
            Field("result", lambda c: c.result, _("Result"), lambda c: result_label(c.result)),
            Field("attempts", lambda c: c.attempts_after, _("Attempts")),
            Field(
                "score", lambda c: c.score_after, _("Score"), lambda c: score_label(c.score_after)
            ),
            Field(
                "next", lambda c: c.next_when, _("Next call"), lambda c: planned(c.next_when, today)
            ),
            Field("reason", lambda c: c.reason),
            Field("note", lambda c: c.note, _("Note")),
        ]
        found = cockpit.card(workspace, row).history
        return say_listing(found, shown, zone, as_json=as_json)


@command(
    app,
    "correct-call",
    N_("Correct a call: counter, score and next date of its row are worked out again."),
)
def _correct(
    context: typer.Context,
    call: _Call,
    result: _NewResult = "",
    at_date: words.AtDate = "",
    note: _NewNote = None,
    reason: _NewReason = None,
    competitor: _NewCompetitor = None,
    subject: _NewSubject = None,
    decider: words.Decider = None,
    return_months: words.ReturnMonths = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        correction = Correction(
            result=result or None,
            when=typed_when(workspace, at_date) if at_date else None,
            note=note,
            reason=reason,
            competitor=competitor,
            subject=subject,
            spoke_to_decider=decider,
            return_months=return_months,
        )
        try:
            done = correct_call(workspace, call, correction)
        except Refused as error:
            raise words.with_options(error) from error
        return _tell(workspace, done, as_json=as_json)


@command(
    app,
    "remove-call",
    N_("Take a call out of the log, as if it had never been made; undo brings it back."),
)
def _remove(context: typer.Context, call: _Call, as_json: Json = False) -> int:
    with opened(context) as workspace:
        return _tell(workspace, remove_call(workspace, call), as_json=as_json)


def _tell(workspace: Workspace, done: Corrected, *, as_json: bool) -> int:
    """Say where the row stands now."""
    record = cockpit.card(workspace, done.prospect_id).prospect
    if as_json:
        say_json({"row": done.prospect_id, "standing": done.standing}, workspace.zone)
    progress = people.progress(record, workspace.settings.max_attempts)
    plan = people.plan(record, workspace.clock.today())
    tell(joined(display_name(record.values), progress, plan))
    return Exit.DONE
