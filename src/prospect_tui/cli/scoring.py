"""The appetence score: its rules, what is noted of contacts, who is hot."""

from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    AndRetired,
    IsOpportunity,
    Json,
    Number,
    Place,
    command,
    named,
    noun,
    opened,
    option,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.scoring import ScoringRule
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import scoring
from prospect_tui.services.scoring import Appetence, Hot, Owner, ScoringEvent
from prospect_tui.services.sheets import opportunity_sheet, prospect_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import scoring as words
from prospect_tui.wording.imports import problem_line
from prospect_tui.wording.results import state_text

app = noun()
group = noun(
    name="scoring",
    help=N_("Points of appetence: what contacts do of themselves, and who is hot by it."),
)
app.add_typer(group)

PROBLEMS_TOLD = 20
_POINTS, _LABEL, _DAY = N_("COUNT"), N_("LABEL"), N_("DAY")
Sign = Annotated[
    str, typer.Argument(metavar=N_("SIGN"), help=N_("What was done: newsletter, webinar…"))
]
On = Annotated[str, option("--on", metavar=_DAY, help=N_("When it was done; today by default."))]


def _points(text: str | int) -> int:
    """Read points, with their sign; raises `InvalidValue`."""
    sign, digits = ("-", str(text)[1:]) if str(text)[:1] in "-−" else ("", str(text).lstrip("+"))
    return int(f"{sign}{whole_number(digits)}")


@command(group, "list", N_("List the signs of interest and what each is worth."))
def _list(
    context: typer.Context,
    everything: AndRetired = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        uses = scoring.uses(workspace)
        shown: list[Field[ScoringRule]] = [
            Field("code", lambda rule: rule.code, _("Code")),
            Field("label", words.rule_name, _("Label")),
            Field("points", lambda rule: rule.points, _("Points"),
                  lambda rule: words.points_text(rule.points)),
            Field("uses", lambda rule: uses.get(rule.code, 0), _("Noted"),
                  lambda rule: formats.number(uses.get(rule.code, 0))),
            Field("retired", lambda rule: rule.retired, _("State"),
                  lambda rule: state_text(rule.retired)),
        ]  # fmt: skip
        found = list(scoring.rules(workspace, retired=everything).values())
        threshold = formats.number(workspace.settings.hot_threshold)
        code = say_listing(found, shown, workspace.zone, as_json=as_json)
        tell(
            _("Hot from {points} points (hot_threshold in the settings).").format(points=threshold)
        )
    return code


@command(group, "add", N_("Add a sign of interest of your own."))
def _add(
    context: typer.Context,
    label: Annotated[str, typer.Argument(metavar=_LABEL, help=N_("What is done."))],
    points: Annotated[
        str, typer.Argument(metavar=_POINTS, help=N_("What it is worth; below 0 it takes away."))
    ],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        made = scoring.add_rule(workspace, label, _points(points))
        return _kept(workspace, made.code, as_json=as_json)


@command(group, "change", N_("Change a label or the points; what is noted keeps its points."))
def _change(
    context: typer.Context,
    sign: Sign,
    label: Annotated[
        str | None, option("--label", metavar=_LABEL, help=N_("The word shown."))
    ] = None,
    points: Annotated[
        str, option("--points", metavar=_POINTS, help=N_("What it is worth from now on."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        code = _code(workspace, sign, retired=True)
        worth = _points(points) if points else None
        scoring.change_rule(workspace, code, label=label, points=worth)
        return _kept(workspace, code, as_json=as_json)


@command(group, "move", N_("Give a sign of interest another place in the list."))
def _move(context: typer.Context, sign: Sign, place: Place, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _code(workspace, sign)
        scoring.move_rule(workspace, code, place - 1)
        return _kept(workspace, code, as_json=as_json)


@command(group, "retire", N_("Offer a sign of interest no more; what is noted goes on counting."))
def _retire(context: typer.Context, sign: Sign, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _code(workspace, sign)
        scoring.retire_rule(workspace, code)
        return _kept(workspace, code, as_json=as_json)


@command(group, "restore", N_("Offer a retired sign of interest again."))
def _restore(context: typer.Context, sign: Sign, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _code(workspace, sign, retired=True)
        scoring.restore_rule(workspace, code)
        return _kept(workspace, code, as_json=as_json)


def _names(workspace: Workspace, *, retired: bool = False) -> dict[str, str]:
    """Return the codes of the rules by their names and codes."""
    known = scoring.rules(workspace, retired=retired).values()
    return {name: rule.code for rule in known for name in (words.rule_name(rule), rule.code)}


def _code(workspace: Workspace, sign: str, *, retired: bool = False) -> str:
    return named(sign, _names(workspace, retired=retired), "scoring.unknown_rule")


def _kept(workspace: Workspace, code: str, *, as_json: bool) -> int:
    rule = scoring.rules(workspace, retired=True)[code]
    if as_json:
        say_json(_document(rule), workspace.zone)
    state = f" · {state_text(rule.retired)}" if rule.retired else ""
    tell(f"{words.rule_name(rule)} {words.points_text(rule.points)}{state}")
    return Exit.DONE


def _document(rule: ScoringRule) -> dict[str, object]:
    return {
        "code": rule.code,
        "label": words.rule_name(rule),
        "points": rule.points,
        "retired": rule.retired,
    }


# what is noted of contacts


def _owner(workspace: Workspace, number: int, *, opportunity: bool) -> Owner:
    """Return whom a number names; raises `NotFound`."""
    if opportunity:
        opportunity_sheet(workspace, number)
        return Owner(opportunity=number)
    prospect_sheet(workspace, number)
    return Owner(row=number)


@command(group, "note", N_("Note what a contact did: a row, or with --opportunity its people."))
def _note(
    context: typer.Context,
    number: Number,
    sign: Sign,
    opportunity: IsOpportunity = False,
    on: On = "",
    detail: Annotated[
        str, option("--detail", metavar=TEXT, help=N_("Which one: its title, its place."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        owner = _owner(workspace, number, opportunity=opportunity)
        day = scoring.read_day(workspace, on)
        noted = scoring.add_event(workspace, owner, _code(workspace, sign), day, detail)
        return _tell(workspace, owner, noted=noted, as_json=as_json)


@command(group, "show", N_("Show the points of a contact with their reasons."))
def _show(
    context: typer.Context,
    number: Number,
    opportunity: IsOpportunity = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        owner = _owner(workspace, number, opportunity=opportunity)
        today, found = workspace.clock.today(), scoring.of(workspace, owner)
        if as_json:
            say_json(_appetence(found), workspace.zone)
            return Exit.DONE if found.events else Exit.NOTHING
        shown: list[Field[ScoringEvent]] = [
            Field("id", lambda event: event.id, _("No.")),
            Field("text", lambda event: words.event_text(event, today), _("Sign of interest")),
            Field("detail", lambda event: event.detail, _("Detail")),
        ]
        code = say_listing(found.events, shown, workspace.zone, as_json=False)
        if found.events:
            tell(words.reasons_text(found, today))
    return code


@command(group, "remove", N_("Take back a point of appetence noted by mistake."))
def _remove(
    context: typer.Context,
    event: Annotated[
        int,
        typer.Argument(parser=whole_number, metavar=N_("NUMBER"), help=N_("As “show” lists it.")),
    ],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        owner = scoring.remove_event(workspace, event)
        return _tell(workspace, owner, noted=None, as_json=as_json)


def _tell(workspace: Workspace, owner: Owner, *, noted: int | None, as_json: bool) -> int:
    """Say what a contact has now."""
    found = scoring.of(workspace, owner)
    if as_json:
        say_json({"id": noted, **_appetence(found)}, workspace.zone)
    text = words.reasons_text(found, workspace.clock.today())
    tell(text or _("No point of appetence."))
    return Exit.DONE


def _appetence(found: Appetence) -> dict[str, object]:
    return {
        "points": found.points,
        "threshold": found.threshold,
        "is_hot": found.is_hot,
        "events": [
            {
                "id": event.id,
                "rule": event.rule,
                "points": event.points,
                "on": event.on,
                "detail": event.detail,
            }
            for event in found.events
        ],
    }


@command(group, "hot", N_("List who is hot by its points, the most points first."))
def _hot(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        today = workspace.clock.today()
        shown: list[Field[Hot]] = [
            Field("row", lambda one: one.contact.row, _("Prospect row")),
            Field("opportunity", lambda one: one.contact.opportunity, _("Opportunity")),
            Field("name", lambda one: one.contact.name, _("Name")),
            Field("points", lambda one: one.appetence.points, _("Points")),
            Field("reasons", lambda one: words.reasons_text(one.appetence, today), _("Reasons")),
        ]
        return say_listing(scoring.hot(workspace), shown, workspace.zone, as_json=as_json)


@command(group, "import", N_("Note the signs of interest of a table: mail, number, SIRET or name."))
def _import(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("CSV or spreadsheet."))],
    rule: Annotated[
        str, option("--rule", metavar=N_("SIGN"), help=N_("What all its lines did."))
    ] = "",
    on: Annotated[str, option("--on", metavar=_DAY, help=N_("The day of all its lines."))] = "",
    sheet: Annotated[
        str, option("--sheet", metavar=N_("NAME"), help=N_("Sheet of a spreadsheet."))
    ] = "",
    as_json: Json = False,
) -> int:
    from prospect_tui.domain.cleaning import fold  # noqa: PLC0415 - an import only
    from prospect_tui.services.scoring_import import EventsPlan, import_events  # noqa: PLC0415

    with opened(context) as workspace:
        plan = EventsPlan(
            Path(file).expanduser(),
            {fold(name): code for name, code in _names(workspace).items()},
            sheet,
            _code(workspace, rule) if rule else "",
            scoring.read_day(workspace, on) if on else None,
        )
        report = import_events(workspace, plan)
        if as_json:
            say_json(
                {
                    "rows_in": report.rows_in,
                    "noted": report.noted,
                    "known": report.known,
                    "problems": [
                        {"line": one.line, "code": one.message_id, "text": problem_line(one)}
                        for one in report.problems
                    ],
                },
                workspace.zone,
            )
        noted = ngettext("{count} sign noted", "{count} signs noted", report.noted)
        known = ngettext("{count} known already", "{count} known already", report.known)
        tell(" · ".join([noted.format(count=formats.number(report.noted)),
                         known.format(count=formats.number(report.known))]))  # fmt: skip
        for problem in report.problems[:PROBLEMS_TOLD]:
            tell(problem_line(problem))
        more = len(report.problems) - PROBLEMS_TOLD
        if more > 0:
            text = ngettext("and {count} more row", "and {count} more rows", more)
            tell(text.format(count=formats.number(more)))
    return Exit.PARTLY if report.problems else Exit.DONE
