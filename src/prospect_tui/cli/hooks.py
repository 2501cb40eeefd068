"""The user's commands on events: listed, tried, and what became of them."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, Limit, command, noun, one_of, opened
from prospect_tui.cli.output import Field, say, say_json, say_listing, tell
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.hooks import HookEvent
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.hook_words import event_definition
from prospect_tui.services import hooks
from prospect_tui.services.hooks import HookRun
from prospect_tui.wording.hooks import outcome
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.times import moment

app = noun()
group = noun(
    name="hooks",
    help=N_(
        "Your own commands, run on events: under [hooks] in the settings file, an event and the "
        "words of a command. It is told of the event in JSON on its standard input."
    ),
)
app.add_typer(group)
RUNS = 20


@command(group, "list", N_("List the events, and the command that is run on each."))
def _list(context: typer.Context, as_json: Json = False) -> int:
    with opened(context) as workspace:
        known = workspace.settings.hooks

        def words(event: HookEvent) -> list[str]:
            return list(known[event].words) if event in known else []

        def seconds(event: HookEvent) -> float | None:
            return known[event].timeout if event in known else None

        shown: list[Field[HookEvent]] = [
            Field("event", lambda event: event.value, _("Event")),
            Field("means", event_definition, _("When")),
            Field("command", words, _("Command"), lambda event: " ".join(words(event))),
            Field("timeout", seconds, _("Seconds"),
                  lambda event: formats.number(seconds(event) or 0) if event in known else ""),
        ]  # fmt: skip
        return say_listing(list(HookEvent), shown, workspace.zone, as_json=as_json)


@command(group, "test", N_("Run the command of an event on a made-up example."))
def _test(
    context: typer.Context,
    event: Annotated[HookEvent, typer.Argument(help=N_("The event."), **one_of(HookEvent))],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        hook = workspace.settings.hooks.get(event)
        if hook is None:
            raise NotFound("hooks.none", name=event.value)
        told, run = hooks.try_hook(workspace, event, hook)
        if as_json:
            say_json(_document(run), workspace.zone)
        else:
            say(told)
        tell(labelled(event.value, outcome(run)))
    return Exit.PARTLY if run.ended.failure else Exit.DONE


@command(group, "log", N_("List the commands that were run, the newest first."))
def _log(context: typer.Context, limit: Limit = RUNS, as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = hooks.past_runs(workspace, limit)
        if as_json:
            say_json([_document(run) for run in found], workspace.zone)
            return Exit.DONE if found else Exit.NOTHING
        shown: list[Field[HookRun]] = [
            Field("at", lambda run: run.at, _("When"), lambda run: moment(run.at, workspace.zone)),
            Field("event", lambda run: run.event, _("Event")),
            Field("command", lambda run: run.command, _("Command")),
            Field("outcome", outcome, _("How it ended")),
        ]
        return say_listing(found, shown, workspace.zone, as_json=False)


def _document(run: HookRun) -> dict[str, object]:
    return {
        "at": run.at,
        "event": run.event,
        "command": run.command,
        "failure": run.ended.failure,
        "code": run.ended.code,
        "said": run.ended.said,
        "seconds": round(run.ended.seconds, 3),
    }
