"""The user's prospect results, or scores: the twin of the second list of the results screen."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    AndRetired,
    Json,
    Place,
    command,
    noun,
    opened,
    option,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.results import ScoreRule
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import score_definition, score_label
from prospect_tui.i18n.result_words import tone_label
from prospect_tui.services import configuring, scores
from prospect_tui.services.result_names import known_as
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.own_names import learn_names
from prospect_tui.wording.results import state_text

app = noun()
nouns = noun(
    name="scores",
    help=N_("Prospect results, or scores: how far each prospect is."),
    no_args_is_help=False,
    invoke_without_command=True,
)
app.add_typer(nouns)

Name = Annotated[
    str, typer.Argument(metavar=N_("SCORE"), help=N_("Its code or its label: CHAUD, TIEDE…"))
]
Code = Annotated[
    str, option("--code", metavar=TEXT, help=N_("Its code for ever; made of the label if absent."))
]
Label = Annotated[str | None, option("--label", metavar=TEXT, help=N_("The word shown."))]
Definition = Annotated[
    str | None, option("--definition", metavar=TEXT, help=N_("One line on what it means."))
]
Priority = Annotated[
    int | None,
    option(
        "--priority",
        parser=whole_number,
        metavar=N_("NUMBER"),
        help=N_("From 1, first to be called, to 9."),
    ),
]
Tone = Annotated[
    str | None, option("--tone", metavar="|".join(scores.TONES), help=N_("How it looks."))
]
NeedsReason = Annotated[
    bool | None, option("--reason/--no-reason", help=N_("Whether a reason goes with it."))
]


@nouns.callback()
def _default(context: typer.Context, everything: AndRetired = False, as_json: Json = False) -> int:
    if context.invoked_subcommand is None:
        return _listed(context, retired=everything, as_json=as_json)
    return Exit.DONE


@command(nouns, "list", N_("List the scores in their order."))
def _list(context: typer.Context, everything: AndRetired = False, as_json: Json = False) -> int:
    return _listed(context, retired=everything, as_json=as_json)


def _listed(context: typer.Context, *, retired: bool, as_json: bool) -> int:
    with opened(context) as workspace:
        found = configuring.score_rules(workspace).values()
        listed = [rule for rule in found if retired or not rule.retired]
        return say_listing(listed, _fields(), workspace.zone, as_json=as_json)


def _fields() -> list[Field[ScoreRule]]:
    return [
        Field("code", lambda s: s.code, _("Code")),
        Field("label", lambda s: score_label(s.code, s.label), _("Label")),
        Field("definition", lambda s: score_definition(s.code, s.definition), _("What it means")),
        Field("priority", lambda s: s.priority, _("Priority")),
        Field("tone", lambda s: s.tone, _("Tone"), lambda s: tone_label(s.tone)),
        Field("needs_reason", lambda s: s.needs_reason),
        Field("retired", lambda s: s.retired, _("State"), lambda s: state_text(s.retired)),
    ]


@command(nouns, "show", N_("Tell how a score is set."))
def _show(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        rule = _named(workspace, name)
        if as_json:
            say_json(_document(rule), workspace.zone)
            return Exit.DONE
        return say_listing([rule], _fields(), workspace.zone, as_json=False)


def _document(rule: ScoreRule) -> dict[str, object]:
    return {field.name: field.value(rule) for field in _fields()}


@command(nouns, "add", N_("Add a score of your own."))
def _add(
    context: typer.Context,
    label: Annotated[str, typer.Argument(metavar=N_("LABEL"), help=N_("The word shown."))],
    code: Code = "",
    definition: Definition = None,
    priority: Priority = None,
    tone: Tone = None,
    reason: NeedsReason = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        model = ScoreRule(code, scores.LAST_PRIORITY, scores.TONES[2])
        made = scores.add_score(workspace, _said(model, label, definition, priority, tone, reason))
        return _kept(workspace, made.code, _("Score {name} added."), as_json=as_json)


@command(nouns, "set", N_("Change a score."))
def _set(
    context: typer.Context,
    name: Name,
    label: Label = None,
    definition: Definition = None,
    priority: Priority = None,
    tone: Tone = None,
    reason: NeedsReason = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        rule = _said(_named(workspace, name), label, definition, priority, tone, reason)
        scores.change_score(workspace, rule)
        return _kept(workspace, rule.code, _("Score {name} changed."), as_json=as_json)


def _said(rule: ScoreRule, *values: Any) -> ScoreRule:
    names = ("label", "definition", "priority", "tone", "needs_reason")
    given = dict(zip(names, values, strict=True))
    return replace(rule, **{name: value for name, value in given.items() if value is not None})


@command(nouns, "move", N_("Give a score another place in the list."))
def _move(context: typer.Context, name: Name, place: Place, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        scores.move_score(workspace, code, place - 1)
        return _kept(workspace, code, _("Score {name} moved."), as_json=as_json)


@command(nouns, "retire", N_("Let no result give a score any more; rows that have it keep it."))
def _retire(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        scores.retire_score(workspace, code)
        return _kept(workspace, code, _("Score {name} retired."), as_json=as_json)


@command(nouns, "restore", N_("Let results give a retired score again."))
def _restore(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        scores.restore_score(workspace, code)
        return _kept(workspace, code, _("Score {name} brought back."), as_json=as_json)


def _named(workspace: Workspace, name: str) -> ScoreRule:
    """Return the score called `name`, retired or not; raises `NotFound`."""
    known = configuring.score_rules(workspace)
    return known[known_as(known.values(), name, score_label)]


def _kept(workspace: Workspace, code: str, text: str, *, as_json: bool) -> int:
    """Tell what was done, and how the score is now."""
    learn_names(workspace)
    rule = configuring.score_rules(workspace)[code]
    if as_json:
        say_json(_document(rule), workspace.zone)
    tell(text.format(name=score_label(code, rule.label)))
    return Exit.DONE
