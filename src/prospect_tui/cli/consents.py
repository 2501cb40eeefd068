"""Consents and contracts that allow calls: recorded, listed, revoked."""

from datetime import date
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    Json,
    Row,
    command,
    noun,
    one_of,
    opened,
    option,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.consents import Channel, ConsentKind, ConsentRecord
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.i18n import N_, _
from prospect_tui.services import consents
from prospect_tui.services.sheets import prospect_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.consents import channel_name, consent_text, kind_name

app = noun()
group = noun(name="consent", help=N_("What allows an individual to be called."))
app.add_typer(group)

_DAY = N_("DAY")
Number = Annotated[
    int,
    typer.Argument(parser=whole_number, metavar=N_("CONSENT"), help=N_("Number of the consent.")),
]


@command(group, "add", N_("Record a consent, or a running contract."))
def _add(
    context: typer.Context,
    row: Row,
    wording: Annotated[
        str,
        option("--wording", metavar=TEXT, help=N_("What was accepted, or what is contracted.")),
    ] = "",
    contract: Annotated[bool, option("--contract", help=N_("It is a running contract."))] = False,
    channel: Annotated[
        Channel, option("--channel", help=N_("By what one may canvass."), **one_of(Channel))
    ] = Channel.PHONE,
    on: Annotated[
        str, option("--on", metavar=_DAY, help=N_("When it was given; today by default."))
    ] = "",
    by: Annotated[str, option("--by", metavar=TEXT, help=N_("Who recorded it."))] = "",
    evidence: Annotated[
        str, option("--evidence", metavar=TEXT, help=N_("Where the proof is."))
    ] = "",
    until: Annotated[
        str, option("--until", metavar=_DAY, help=N_("The last day on which it holds."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        new = consents.NewConsent(
            wording,
            ConsentKind.CONTRACT if contract else ConsentKind.CONSENT,
            channel,
            _day(workspace, on, past=True),
            by,
            evidence,
            _day(workspace, until),
        )
        number = consents.add(workspace, row, new)
        if as_json:
            say_json({"id": number, "row": row}, workspace.zone)
        tell(_("Consent {number} recorded.").format(number=number))
    return Exit.DONE


def _day(workspace: Workspace, text: str, *, past: bool = False) -> date | None:
    """Read a day as people type it; None when nothing is typed."""
    if not text:
        return None
    return parse_when(text, workspace.clock.local_now(), workspace.calendar, past=past).day


@command(group, "list", N_("List the consents of a row."))
def _list(context: typer.Context, row: Row, as_json: Json = False) -> int:
    with opened(context) as workspace:
        prospect_sheet(workspace, row)  # raises for an unknown one
        today = workspace.clock.today()
        shown: list[Field[ConsentRecord]] = [
            Field("id", lambda one: one.id, _("No.")),
            Field("kind", lambda one: one.kind, "", lambda one: kind_name(one.kind)),
            Field("channel", lambda one: one.channel, "", lambda one: channel_name(one.channel)),
            Field("given_at", lambda one: one.given_at),
            Field("wording", lambda one: one.wording),
            Field("recorded_by", lambda one: one.recorded_by),
            Field("evidence", lambda one: one.evidence),
            Field("valid_until", lambda one: one.valid_until),
            Field("revoked_at", lambda one: one.revoked_at),
            Field(
                "holds",
                lambda one: one.holds(today),
                _("Consent"),
                lambda one: consent_text(one, today, workspace.zone),
            ),
        ]
        found = consents.of_row(workspace, row)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(group, "revoke", N_("End a consent now; it stays readable."))
def _revoke(context: typer.Context, consent: Number, as_json: Json = False) -> int:
    with opened(context) as workspace:
        consents.revoke(workspace, consent)
        if as_json:
            say_json({"id": consent, "revoked_at": workspace.clock.now()}, workspace.zone)
        tell(_("Consent {number} revoked.").format(number=consent))
    return Exit.DONE
