"""The planning and its free slots: the twin of that screen."""

from datetime import date, timedelta
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    Json,
    command,
    noun,
    one_of,
    opened,
    option,
    typed_when,
    whole_number,
)
from prospect_tui.cli.output import Field, say, say_json, say_listing
from prospect_tui.domain.planning import Scale, check_slot
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.services import planning
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import planning as words
from prospect_tui.wording.times import planned

app = noun()
USUAL_SLOTS = 3


@command(app, "planning", N_("Show what is planned: a day, a week or a month."))
def _planning(
    context: typer.Context,
    when_text: Annotated[
        str, typer.Argument(metavar=N_("WHEN"), help=N_("A day of it; today by default."))
    ] = "",
    scale: Annotated[
        Scale, option("--scale", help=N_("How much of it."), **one_of(Scale))
    ] = Scale.WEEK,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        day = workspace.clock.today()
        if when_text:
            day = _any_day(workspace, when_text)
        found = planning.planning(workspace, scale, day)
        if as_json:
            say_json({"scale": scale, "days": found.days, "conflicts": _pairs(found)},
                     workspace.zone)  # fmt: skip
        else:
            say(*_lines(workspace, found))
    return Exit.DONE if any(found.items) else Exit.NOTHING


def _any_day(workspace: Workspace, text: str) -> date:
    now = workspace.clock.local_now()
    return parse_when(text, now, workspace.calendar, past=True).day


def _pairs(found: planning.Planning) -> list[dict[str, object]]:
    return [
        {"kind": ref[0], "id": ref[1], "with": [[one.ref[0], one.ref[1]] for one in others]}
        for ref, others in found.conflicts.items()
    ]


def _lines(workspace: Workspace, found: planning.Planning) -> list[str]:
    lines = [" · ".join([words.title(found), *words.counts(found)])]
    for day in found.days:
        if not day.items and not day.overdue and not day.holiday:
            continue
        lines += ["", words.day_title(day)]
        for item in (*day.overdue, *day.items):
            said = [words.line(item, workspace.zone), *words.remarks(item, found)]
            lines.append(f"  {words.sign(item)} {' · '.join(said)}")
    return lines


@command(app, "slots", N_("List the next free slots for an appointment, in your working hours."))
def _slots(
    context: typer.Context,
    after: Annotated[
        str, option("--after", metavar=N_("WHEN"), help=N_("From when on; now by default."))
    ] = "",
    minutes: Annotated[
        int, option("--minutes", parser=whole_number, metavar=N_("COUNT"), help=N_("How long."))
    ] = 60,
    limit: Annotated[
        int,
        option("--limit", parser=whole_number, metavar=N_("COUNT"), help=N_("How many at most.")),
    ] = USUAL_SLOTS,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        check_slot(minutes, workspace.calendar)
        start = typed_when(workspace, after) if after else None
        slots = planning.free_slots(workspace, start, timedelta(minutes=minutes))
        found = [slot for slot, _number in zip(slots, range(limit), strict=False)]
        today = workspace.clock.today()
        shown = [Field[When]("when", lambda w: w, _("When"), lambda w: planned(w, today))]
        return say_listing(found, shown, workspace.zone, as_json=as_json)
