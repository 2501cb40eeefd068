"""The funnel: what is typed for a day, the volumes of a period, and whom each one counts."""

from datetime import date
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, command, noun, one_of, opened, option, whole_number
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.funnel import FunnelStep, StepFigures
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.scoring_words import step_definition, step_label
from prospect_tui.services import funnel, scoring
from prospect_tui.services.funnel import Counted, TypedCount
from prospect_tui.services.sheets import opportunity_sheet, prospect_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.labelled import labelled

app = noun()
group = noun(
    name="funnel", help=N_("From visitors to clients: volumes of a period and step rates.")
)
app.add_typer(group)

_DAY = N_("DAY")
Step = Annotated[FunnelStep, typer.Argument(help=N_("The step."), **one_of(FunnelStep))]
First = Annotated[
    str,
    option("--from", metavar=_DAY, help=N_("First day; the first of this month by default.")),
]
Listed = Counted | TypedCount
TYPED_DAY = "typed"
"""The kind of a line that no record of the base stands behind."""
Last = Annotated[str, option("--to", metavar=_DAY, help=N_("Last day; today by default."))]


@command(group, "set", N_("Type the visitors or the ambassadors of a day; 0 takes them away."))
def _set(
    context: typer.Context,
    step: Step,
    volume: Annotated[
        int, typer.Argument(parser=whole_number, metavar=N_("COUNT"), help=N_("How many."))
    ],
    on: Annotated[str, option("--on", metavar=_DAY, help=N_("Which day; today by default."))] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        day = scoring.read_day(workspace, on)
        funnel.set_typed(workspace, step, day, volume)
        said = f"{step_label(step)} · {formats.day_short(day)}"
        if as_json:
            say_json({"step": step, "on": day, "volume": volume}, workspace.zone)
        tell(labelled(said, formats.number(volume)))
    return Exit.DONE


@command(group, "show", N_("Show the volumes of a period and the rate of each step."))
def _show(context: typer.Context, first: First = "", last: Last = "", as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = funnel.funnel(workspace, *_period(workspace, first, last))
        if as_json:
            say_json(
                {
                    "from": found.first,
                    "to": found.last,
                    "steps": [
                        {
                            "step": one.step,
                            "volume": one.volume,
                            "out_of": one.out_of,
                            "rate": one.rate,
                        }
                        for one in found.steps
                    ],
                },
                workspace.zone,
            )
            return Exit.DONE
        shown: list[Field[StepFigures]] = [
            Field("step", lambda one: one.step, _("Step"), lambda one: step_label(one.step)),
            Field("volume", lambda one: one.volume, _("Volume"),
                  lambda one: formats.number(one.volume)),
            Field("rate", lambda one: one.rate, _("Of the step before"), _rate),
            Field("counts", lambda one: step_definition(one.step), _("What is counted")),
        ]  # fmt: skip
        tell(f"{formats.day_long(found.first)} → {formats.day_long(found.last)}")
        return say_listing(found.steps, shown, workspace.zone, as_json=False)


def _rate(one: StepFigures) -> str:
    """Return "12 % (3 / 25)", or "" where nothing can be divided."""
    if one.rate is None or one.out_of is None:
        return ""
    over = f"{formats.number(one.volume)} / {formats.number(one.out_of)}"
    return f"{formats.percent(one.rate)} ({over})"


@command(group, "list", N_("List whom the volume of a step counts."))
def _list(
    context: typer.Context,
    step: Step,
    first: First = "",
    last: Last = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        period = _period(workspace, first, last)
        found: list[Listed] = [*funnel.counted(workspace, step, *period)]
        found += funnel.days_typed(workspace, step, *period)
        shown = _fields(workspace, step)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


def _fields(workspace: Workspace, step: FunnelStep) -> list[Field[Listed]]:
    """Return how a record, or a day typed, is shown: their volumes add up to that of the step."""
    records: list[Field[Listed]] = [
        Field("kind", lambda one: _counted(one).kind, _("What"), lambda one: _kind(_counted(one))),
        Field("id", lambda one: _counted(one).id or None, _("No.")),
        Field("name", lambda one: _name(workspace, _counted(one)), _("Name")),
    ]
    days: list[Field[Listed]] = [
        Field("on", lambda one: one.on if isinstance(one, TypedCount) else None, _("Day"),
              lambda one: formats.day_short(one.on) if isinstance(one, TypedCount) else ""),
        Field("volume", lambda one: one.volume if isinstance(one, TypedCount) else 1, _("Volume")),
    ]  # fmt: skip
    if step not in funnel.TYPED:
        return records
    return days if step is FunnelStep.VISITORS else [*records, *days]


def _counted(one: Listed) -> Counted:
    """Return the record of a line: that of a day is none."""
    return Counted(TYPED_DAY, 0) if isinstance(one, TypedCount) else one


def _kind(one: Counted) -> str:
    if one.kind == TYPED_DAY:
        return _("typed")
    return _("row") if one.kind == funnel.PROSPECT else _("opportunity")


def _name(workspace: Workspace, one: Counted) -> str:
    from prospect_tui.domain.prospect import display_name  # noqa: PLC0415 - a list only

    if one.kind == TYPED_DAY:
        return ""
    if one.kind == funnel.PROSPECT:
        return display_name(prospect_sheet(workspace, one.id).prospect.values)
    return opportunity_sheet(workspace, one.id).opportunity.title


def _period(workspace: Workspace, first: str, last: str) -> tuple[date, date]:
    today = workspace.clock.today()
    start, _end = workspace.days.span(first, is_past=True) if first else (today.replace(day=1),) * 2
    _start, end = workspace.days.span(last, is_past=True) if last else (today, today)
    return start, end
