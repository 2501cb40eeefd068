"""Why a row is called now, which numbers and web pages it leads to: without a screen."""

from typing import Annotated

import typer

from prospect_tui.cli.call_options import OverrideReason
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.handing_over import Print, hand_over, start_program
from prospect_tui.cli.options import Json, Row, command, named, noun, opened, option
from prospect_tui.cli.output import Field, say, say_json, say_listing
from prospect_tui.domain.consequence import good_numbers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.phone import parse_phones
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import lookup_label
from prospect_tui.services import cockpit, dialled, dialling, lookups, queue
from prospect_tui.services.lookups import Lookup
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import people
from prospect_tui.wording.queue import why_lines

app = noun()
LookupName = Annotated[
    str, typer.Argument(metavar=N_("NAME"), help=N_("Which look-up; else they are listed."))
]
NumberText = Annotated[
    str,
    option("--number", metavar=N_("NUMBER"), help=N_("Which of its numbers; else the first good.")),
]


@command(app, "why", N_("Say why a row is called now, or why it is not."))
def _why(context: typer.Context, row: Row, as_json: Json = False) -> int:
    with opened(context) as workspace:
        why = queue.why(workspace, row)
        if as_json:
            say_json(why, workspace.zone)
        else:
            limit = workspace.settings.max_attempts
            say(*why_lines(why, workspace.clock.today(), limit))
        return Exit.DONE if why.rank is not None else Exit.NOTHING


@command(app, "dial", N_("Hand the number of a row to your telephone. Nothing is dialled."))
def _dial(
    context: typer.Context,
    row: Row,
    number: NumberText = "",
    override_reason: OverrideReason = "",
    only_print: Print = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        e164 = _number(workspace, row, number, override_reason)
        code = hand_over(workspace, e164, {"row": row}, only_print=only_print, as_json=as_json)
        if not (only_print or workspace.read_only):
            dialled.remember(workspace, row, e164)
        return code


def _number(workspace: Workspace, row: int, typed: str, override_reason: str) -> str:
    """Return the number to hand over; raises `Refused` when the law forbids the call."""
    card = cockpit.card(workspace, row)
    if not card.verdict.allowed and not override_reason.strip():
        raise Refused("call.forbidden", reason=card.verdict.message_id, row=row)
    good = good_numbers(card.prospect.numbers)
    if typed:
        wanted = {one.e164 for one in parse_phones(typed)}
        cells = card.prospect.numbers
        wanted |= {one.e164 for one in cells if people.number_label(one) == typed.strip()}
        good = [e164 for e164 in good if e164 in wanted]
    if not good:
        raise NotFound("dial.no_number", row=row)
    return good[0]


@command(app, "lookup", N_("Look a row up on the web: search engine, register, map…"))
def _lookup(
    context: typer.Context,
    row: Row,
    name: LookupName = "",
    only_print: Print = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = lookups.of_prospect(workspace, row)
        if not name:
            shown: list[Field[Lookup]] = [
                Field("name", lambda one: one.name, _("Name")),
                Field("label", lambda one: lookup_label(one.name), _("Look-up")),
                Field("url", lambda one: one.url, _("Address")),
            ]
            return say_listing(found, shown, workspace.zone, as_json=as_json)
        known = {key: one for one in found for key in (one.name, lookup_label(one.name))}
        chosen = named(name, known, "lookup.unknown")
        words = [] if only_print else dialling.opener_words(chosen.url)
        if words:
            start_program(words)
        if as_json:
            say_json(chosen, workspace.zone)
        else:
            say(chosen.url)
        return Exit.DONE
