"""Calendars of other programs: writing, reading, exchanging with a server."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, command, noun, opened, option, whole_number
from prospect_tui.cli.output import say_file, say_json, tell
from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.calendar_account import CalendarAccount
from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import calendar_feed, calendar_sync, calendars
from prospect_tui.services.calendar_import import CalendarImport, import_calendar
from prospect_tui.services.calendar_sync import Met, SyncReport
from prospect_tui.wording.calendars import (
    calendar_name,
    event_words,
    import_summary,
    met_line,
    problem_line,
    problem_text,
    sync_summary,
)
from prospect_tui.wording.labelled import labelled

app = noun()
group = noun(name="calendar", help=N_("Calendars of phones and other programs (.ics, CalDAV)."))
app.add_typer(group)
PROBLEMS_TOLD = 20
"""How many faults of a file are told one by one; `--json` gives them all."""


def _one(name: str, help_text: str) -> object:
    return option(name, parser=whole_number, metavar=N_("NUMBER"), help=help_text)


@command(
    group, "export", N_("Write what is planned as a calendar, on standard output or to a file.")
)
def _export(
    context: typer.Context,
    out: Annotated[
        str, option("--out", metavar=N_("PATH"), help=N_("File to write, ending in .ics."))
    ] = "",
    row: Annotated[int | None, _one("--row", N_("Only the next call of this row."))] = None,
    opportunity: Annotated[
        int | None, _one("--opportunity", N_("Only the next action of this opportunity."))
    ] = None,
    task: Annotated[int | None, _one("--task", N_("Only this task or appointment."))] = None,
    overwrite: Annotated[
        bool, option("--force", help=N_("Replace the file if it exists."))
    ] = False,
    as_json: Json = False,
) -> int:
    chosen = {
        AgendaKind.PROSPECT: row,
        AgendaKind.OPPORTUNITY: opportunity,
        AgendaKind.ACTIVITY: task,
    }
    one = next(((kind, number) for kind, number in chosen.items() if number is not None), None)
    with opened(context) as workspace:
        text, count = calendars.export_calendar(
            workspace, event_words, name=calendar_name(), one=one
        )
        if out:
            calendars.write_calendar(Path(out).expanduser(), text, overwrite=overwrite)
        if as_json:
            answer = {"events": count, "path": out} if out else {"events": count, "text": text}
            say_json(answer, workspace.zone)
        elif not out:
            say_file(text)
        tell(_events(count))
    return Exit.DONE if count else Exit.NOTHING


@command(group, "feed", N_("Write the calendar file that the settings name (calendar_feed)."))
def _feed(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        path, count = calendar_feed.write_feed(workspace, event_words, calendar_name())
        if as_json:
            say_json({"events": count, "path": str(path)}, workspace.zone)
        tell(labelled(str(path), _events(count)))
    return Exit.DONE


def _events(count: int) -> str:
    text = ngettext("{count} event written", "{count} events written", count)
    return text.format(count=formats.number(count))


@command(group, "import", N_("Read the calendar of another program: again to bring it up to date."))
def _import(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("The calendar, .ics."))],
    name: Annotated[
        str,
        option("--name", metavar=N_("NAME"), help=N_("How to call it; else as it calls itself.")),
    ] = "",
    dry_run: Annotated[
        bool, option("--dry-run", help=N_("Show what was understood, and write nothing."))
    ] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        path = Path(file).expanduser()
        report = import_calendar(workspace, path, name=name, dry_run=dry_run)
        if as_json:
            say_json(_report_json(report), workspace.zone)
        tell(import_summary(report))
        _tell_problems(report)
    return Exit.PARTLY if report.problems else Exit.DONE


@command(group, "sync", N_("Exchange with the calendar server of the settings ([caldav])."))
def _sync(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        report = calendar_sync.sync(workspace, event_words, _password)
        if as_json:
            say_json(_sync_json(report), workspace.zone)
        today = workspace.clock.today()
        for met in (*report.moved, *report.told):
            tell(met_line(met, today))
        tell(sync_summary(report))
        if report.imported is not None:
            tell(import_summary(report.imported))
            _tell_problems(report.imported)
    return Exit.PARTLY if report.told else Exit.DONE


def _password(account: CalendarAccount) -> str:
    """Return the password of the user's command, or ask for it where somebody can type it."""
    if account.password_command or not account.user or not sys.stdin.isatty():
        return calendar_sync.password_of(account)
    from getpass import getpass  # noqa: PLC0415 - only here

    return getpass(_("Password of {user}: ").format(user=clean(account.user)))


def _sync_json(report: SyncReport) -> dict[str, object]:
    def listed(found: list[Met]) -> list[dict[str, object]]:
        return [
            {"title": met.title, "code": met.message_id, "here": met.here, "there": met.there}
            for met in found
        ]

    return {
        "calendar": report.calendar,
        "sent": report.sent,
        "withdrawn": report.withdrawn,
        "moved": listed(report.moved),
        "told": listed(report.told),
        "imported": _report_json(report.imported) if report.imported else None,
    }


def _tell_problems(report: CalendarImport) -> None:
    for problem in report.problems[:PROBLEMS_TOLD]:
        tell(problem_line(problem))
    more = len(report.problems) - PROBLEMS_TOLD
    if more > 0:
        text = ngettext("and {count} more fault", "and {count} more faults", more)
        tell(text.format(count=formats.number(more)))


def _report_json(report: CalendarImport) -> dict[str, object]:
    return {
        "calendar": report.calendar,
        "found": report.found,
        "created": report.created,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "cancelled": report.cancelled,
        "own": report.own,
        "outside": report.outside,
        "problems": [
            {
                "line": problem.line,
                "summary": problem.summary,
                "code": problem.message_id,
                "text": problem_text(problem),
            }
            for problem in report.problems
        ],
    }
