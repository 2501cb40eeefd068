"""The rules of calling that are in force, each with its text: what a verdict rests on."""

from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, command, noun, opened, option
from prospect_tui.cli.output import Field, say, say_listing
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import N_, _
from prospect_tui.services import law
from prospect_tui.services.law import ListedRule
from prospect_tui.wording.law import cited, rule_text, rule_title

app = noun()


@command(app, "law", N_("List the rules of calling, with the texts they come from."))
def _law(
    context: typer.Context,
    file: Annotated[
        bool,
        option("--file", help=N_("Print the program's file of rules, to copy and change it.")),
    ] = False,
    as_json: Json = False,
) -> int:
    if file:
        say(law.french_text())
        return Exit.DONE
    with opened(context) as workspace:
        shown: list[Field[ListedRule]] = [
            Field("id", lambda one: one.article.id),
            Field("rule", lambda one: rule_title(one.article), _("Rule")),
            Field("says", lambda one: rule_text(one.article), _("What it says")),
            Field(
                "since",
                lambda one: one.article.since,
                _("Since"),
                lambda one: f"{one.article.since:%d/%m/%Y}",
            ),
            Field("in_force", lambda one: one.is_in_force, _("In force"), _in_force),
            Field("reference", lambda one: one.article.reference, _("Text"), _reference),
            Field("source", lambda one: one.article.source),
            Field("to_check", lambda one: one.article.to_check),
            Field("own", lambda one: one.article.is_own),
        ]
        return say_listing(law.listed(workspace), shown, workspace.zone, as_json=as_json)


def _in_force(rule: ListedRule) -> str:
    return _("yes") if rule.is_in_force else _("no")


def _reference(rule: ListedRule) -> str:
    text = cited(rule.article)
    return joined(text, _("yours") if rule.article.is_own else "")
