"""The user's call results: the twin of the first list of the results screen."""

from dataclasses import replace
from typing import Annotated

import typer

from prospect_tui import keys
from prospect_tui.cli import result_options as said
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    AndRetired,
    Json,
    Place,
    command,
    noun,
    opened,
    option,
)
from prospect_tui.cli.output import Field, say_json, say_listing, say_table, tell
from prospect_tui.domain.results import ResultRule
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import result_definition, result_label
from prospect_tui.i18n.result_words import attempts_label
from prospect_tui.services import cockpit, configuring, results
from prospect_tui.services.result_names import known_as
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.own_names import learn_names
from prospect_tui.wording.results import (
    command_keys,
    delay_of,
    described,
    flags_of,
    state_text,
)

app = noun()
nouns = noun(
    name="results",
    help=N_("Call results: what may be pressed after a call, and what each does."),
    no_args_is_help=False,
    invoke_without_command=True,
)
app.add_typer(nouns)

Name = Annotated[
    str, typer.Argument(metavar=N_("RESULT"), help=N_("Its code or its label: NRP, RDV…"))
]
KeyArgument = Annotated[str, typer.Argument(metavar=N_("KEY"), help=N_("The key to press."))]


@nouns.callback()
def _default(context: typer.Context, everything: AndRetired = False, as_json: Json = False) -> int:
    if context.invoked_subcommand is None:
        return _listed(context, retired=everything, as_json=as_json)
    return Exit.DONE


@command(nouns, "list", N_("List the call results in their order, with their keys."))
def _list(context: typer.Context, everything: AndRetired = False, as_json: Json = False) -> int:
    return _listed(context, retired=everything, as_json=as_json)


def _listed(context: typer.Context, *, retired: bool, as_json: bool) -> int:
    with opened(context) as workspace:
        rules = cockpit.rules_of(workspace)
        shown: list[Field[ResultRule]] = [
            Field("key", lambda r: r.key, _("Key")),
            Field("code", lambda r: r.code, _("Code")),
            Field("label", lambda r: result_label(r.code, r.label), _("Label")),
            Field("definition", _definition, _("What it means")),
            Field("delay", lambda r: r.delay, _("When to call next"), lambda r: delay_of(r, rules)),
            Field(
                "attempts",
                lambda r: r.attempts,
                _("Attempts"),
                lambda r: attempts_label(r.attempts),
            ),
            Field("retired", lambda r: r.retired, _("State"), lambda r: state_text(r.retired)),
        ]
        found = list(configuring.call_results(workspace, retired=retired).values())
        if as_json:
            say_json([_document(rule) for rule in found], workspace.zone)
            return Exit.DONE
        return say_listing(found, shown, workspace.zone, as_json=False)


def _definition(rule: ResultRule) -> str:
    return result_definition(rule.code, rule.definition)


@command(nouns, "show", N_("Tell all that a call result does."))
def _show(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        return _tell(workspace, _named(workspace, name), as_json=as_json)


def _tell(workspace: Workspace, rule: ResultRule, *, as_json: bool) -> int:
    if as_json:
        say_json(_document(rule), workspace.zone)
        return Exit.DONE
    head = [
        (_("Code"), rule.code),
        (_("Label"), result_label(rule.code, rule.label)),
        (_("What it means"), _definition(rule)),
        (_("Key"), rule.key),
        (_("State"), state_text(rule.retired)),
    ]
    lines = [*head, *described(rule, cockpit.rules_of(workspace))]
    say_table([list(line) for line in lines])
    return Exit.DONE


def _document(rule: ResultRule) -> dict[str, object]:
    """Return a result as programs get it; what it is made of can be given back to `add`."""
    return {
        "code": rule.code,
        "key": rule.key,
        "label": result_label(rule.code, rule.label),
        "definition": _definition(rule),
        "flags": flags_of(rule.flags),
        "delay": rule.delay,
        "attempts": rule.attempts,
        "score": rule.score,
        "row": rule.row,
        "conversion": rule.conversion,
        "promised": rule.promised,
        "plans": rule.plans,
        "asked": rule.asked,
        "required": rule.required,
        "marks_number_bad": rule.marks_number_bad,
        "retired": rule.retired,
    }


@command(nouns, "add", N_("Add a call result of your own: it works everywhere at once."))
def _add(
    context: typer.Context,
    label: Annotated[str, typer.Argument(metavar=N_("LABEL"), help=N_("The word shown."))],
    key: Annotated[
        str, option("--key", metavar=N_("KEY"), help=N_("Its key in the call screen."))
    ] = "",
    code: said.Code = "",
    like: said.Like = "",
    definition: said.Definition = None,
    delay: said.DelayRule = None,
    attempts: said.Attempts = None,
    score: said.ScoreRuleText = None,
    row: said.RowRule = None,
    conversion: said.Converts = None,
    promised: said.Promised = None,
    bad_number: said.BadNumber = None,
    plans: said.Plans = None,
    asks: said.Asks = None,
    requires: said.Requires = None,
    flags: said.Flags = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        model = _named(workspace, like) if like else ResultRule("", "")
        given = said.Said(
            label, definition or "", key, delay, attempts, score, row, conversion, promised,
            bad_number, plans, asks, requires, flags,
        )  # fmt: skip
        rule = given.applied(replace(model, code=code))
        made = results.add_result(workspace, rule, _commands(workspace))
        return _kept(workspace, made.code, _("Call result {name} added."), as_json=as_json)


@command(nouns, "set", N_("Change a call result; the calls already logged stay as they were."))
def _set(
    context: typer.Context,
    name: Name,
    label: said.Label = None,
    key: said.KeySign = None,
    definition: said.Definition = None,
    delay: said.DelayRule = None,
    attempts: said.Attempts = None,
    score: said.ScoreRuleText = None,
    row: said.RowRule = None,
    conversion: said.Converts = None,
    promised: said.Promised = None,
    bad_number: said.BadNumber = None,
    plans: said.Plans = None,
    asks: said.Asks = None,
    requires: said.Requires = None,
    flags: said.Flags = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        given = said.Said(
            label, definition, key, delay, attempts, score, row, conversion, promised,
            bad_number, plans, asks, requires, flags,
        )  # fmt: skip
        rule = given.applied(_named(workspace, name))
        results.change_result(workspace, rule, _commands(workspace))
        return _kept(workspace, rule.code, _("Call result {name} changed."), as_json=as_json)


@command(nouns, "key", N_("Give a call result another key."))
def _key(context: typer.Context, name: Name, key: KeyArgument, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        results.set_key(workspace, code, key, _commands(workspace))
        return _kept(workspace, code, _("Call result {name} changed."), as_json=as_json)


@command(nouns, "move", N_("Give a call result another place in the list."))
def _move(context: typer.Context, name: Name, place: Place, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        results.move_result(workspace, code, place - 1)
        return _kept(workspace, code, _("Call result {name} moved."), as_json=as_json)


@command(nouns, "retire", N_("Offer a call result no more; the history keeps it readable."))
def _retire(context: typer.Context, name: Name, as_json: Json = False) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        results.retire_result(workspace, code)
        return _kept(workspace, code, _("Call result {name} retired."), as_json=as_json)


@command(nouns, "restore", N_("Offer a retired call result again."))
def _restore(
    context: typer.Context, name: Name, key: said.KeySign = None, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        code = _named(workspace, name).code
        results.restore_result(workspace, code, _commands(workspace), key or "")
        return _kept(workspace, code, _("Call result {name} brought back."), as_json=as_json)


def _named(workspace: Workspace, name: str) -> ResultRule:
    """Return the result called `name`, retired or not; raises `NotFound`."""
    known = configuring.call_results(workspace, retired=True)
    return known[known_as(known.values(), name, result_label)]


def _commands(workspace: Workspace) -> dict[str, str]:
    return command_keys(keys.merged(workspace.settings.keymap, taken=()).table)


def _kept(workspace: Workspace, code: str, text: str, *, as_json: bool) -> int:
    """Tell what was done, and how the result is now."""
    learn_names(workspace)
    rule = configuring.call_results(workspace, retired=True)[code]
    if as_json:
        say_json(_document(rule), workspace.zone)
    tell(text.format(name=result_label(code, rule.label)))
    return Exit.DONE
