"""Taking back, bringing back, and what was done."""

from collections.abc import Callable
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, Limit, command, noun, opened, option, whole_number
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.bundles import bundle_label
from prospect_tui.services import undo
from prospect_tui.services.undo import PastAction, UndoDone
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.times import moment

app = noun()
RECENT = 20

Count = Annotated[
    int,
    option("--count", parser=whole_number, metavar=N_("COUNT"), help=N_("How many actions.")),
]


@command(app, "undo", N_("Take back the last action, whole: a call with all that followed."))
def _undo(context: typer.Context, count: Count = 1, as_json: Json = False) -> int:
    with opened(context) as workspace:
        done = _repeat(workspace, undo.undo, count, _("Undone: {action}"))
        return _answer(workspace, done, _("Nothing to undo."), as_json=as_json)


@command(app, "redo", N_("Bring back what was last taken back."))
def _redo(context: typer.Context, count: Count = 1, as_json: Json = False) -> int:
    with opened(context) as workspace:
        done = _repeat(workspace, undo.redo, count, _("Done again: {action}"))
        return _answer(workspace, done, _("Nothing to redo."), as_json=as_json)


def _repeat(
    workspace: Workspace,
    step: Callable[[Workspace], UndoDone | None],
    count: int,
    text: str,
) -> list[UndoDone]:
    """Take `count` steps, or as many as there are, telling each one."""
    done: list[UndoDone] = []
    for _step in range(count):
        one = step(workspace)
        if one is None:
            break
        tell(text.format(action=bundle_label(one.code, one.params)))
        done.append(one)
    return done


def _answer(workspace: Workspace, done: list[UndoDone], nothing: str, *, as_json: bool) -> int:
    if as_json:
        say_json(done, workspace.zone)
    elif not done:
        tell(nothing)
    return Exit.DONE if done else Exit.NOTHING


@command(app, "history", N_("List what was done, newest first."))
def _history(context: typer.Context, limit: Limit = RECENT, as_json: Json = False) -> int:
    with opened(context) as workspace:
        zone = workspace.zone
        shown: list[Field[PastAction]] = [
            Field("id", lambda a: a.id, _("No.")),
            Field("at", lambda a: a.at, _("When"), lambda a: moment(a.at, zone)),
            Field("code", lambda a: a.code, _("Action"), lambda a: bundle_label(a.code, a.params)),
            Field("params", lambda a: a.params),
            Field("is_undone", lambda a: a.is_undone, _("State"), _state),
        ]
        return say_listing(undo.history(workspace, limit), shown, zone, as_json=as_json)


def _state(action: PastAction) -> str:
    return _("undone") if action.is_undone else ""
