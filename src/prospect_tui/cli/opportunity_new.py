"""Creating opportunities that come from no prospecting file: typed, or read out of a mail."""

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.opportunity_options import (
    ActionLabel,
    ActionWord,
    action_of,
    deals,
    tell_deal,
)
from prospect_tui.cli.options import (
    TEXT,
    Json,
    command,
    money,
    one_of,
    opened,
    option,
    typed_when,
)
from prospect_tui.cli.output import say_json, say_table, tell
from prospect_tui.domain.errors import InvalidValue, UnreadableFile
from prospect_tui.domain.opportunities import NextAction, missing_conditions
from prospect_tui.domain.pasted_person import PastedPerson
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.i18n import N_, _
from prospect_tui.services import capturing, creating, opportunities
from prospect_tui.services.creating import Known
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.capturing import found_lines, known_lines, limit_text, missing_text

STANDARD_INPUT = "-"
_LONGEST = 21 * 1024 * 1024
"""Bytes read of standard input: a little more than the largest mail, so that it is refused."""


Title = Annotated[
    str,
    typer.Argument(
        metavar=N_("TITLE"),
        help=N_("What may be sold, to whom; without it, what the text of --from says."),
    ),
]
From = Annotated[
    Origin | None,
    option("--origin", **one_of(Origin), help=N_("Where it comes from; a mail says it.")),
]
Amount = Annotated[
    int, option("--amount", parser=money, metavar=N_("EUROS"), help=N_("What may be sold."))
]
Person = Annotated[str, option("--contact", metavar=TEXT, help=N_("Name of the person."))]
Second = Annotated[
    str, option("--second-contact", metavar=TEXT, help=N_("Name of another person."))
]
Phone = Annotated[str, option("--phone", metavar=TEXT, help=N_("Number of the person."))]
Mail = Annotated[str, option("--email", metavar=TEXT, help=N_("Mail of the person."))]
Firm = Annotated[str, option("--company", metavar=TEXT, help=N_("Name of the company."))]
Description = Annotated[str, option("--description", metavar=TEXT, help=N_("What is known."))]
Source = Annotated[
    str, option("--source", metavar=TEXT, help=N_("The source, by its name; a new one is made."))
]
Campaign = Annotated[
    str,
    option("--campaign", metavar=TEXT, help=N_("The campaign, by its name; a new one is made.")),
]
NextText = Annotated[str, option("--next", metavar=N_("WHEN"), help=N_("Date of the next action."))]
TextPath = Annotated[
    str,
    option(
        "--from",
        metavar=N_("PATH"),
        help=N_(
            "A mail (.eml) or a text whose sender it is about; “-” reads standard input, as is done"
            " without TITLE or --origin."
        ),
    ),
]
DryRun = Annotated[
    bool, option("--dry-run", help=N_("Only show what was found, and who is known already."))
]


@command(deals, "new", N_("Create an opportunity that comes from no prospecting file."))
def _new(
    context: typer.Context,
    title: Title = "",
    origin: From = None,
    amount: Amount = 0,
    contact: Person = "",
    second: Second = "",
    phone: Phone = "",
    email: Mail = "",
    company: Firm = "",
    description: Description = "",
    source: Source = "",
    campaign: Campaign = "",
    next_text: NextText = "",
    kind: ActionWord = "",
    label: ActionLabel = "",
    from_file: TextPath = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    found = _found(from_file) if from_file else _piped(title, origin)
    found = _with(found, contact=contact, phone=phone, email=email, company=company)
    with opened(context) as workspace:
        known = creating.whoever_is_known(workspace, found.person, found.company)
        if dry_run:
            return _show(workspace, found, known, title or found.title, as_json=as_json)
        number = opportunities.create(
            workspace,
            title or found.title,
            origin=origin or Origin.INBOUND_MAIL,
            amount_cents=amount,
            second_contact=second,
            description=description or found.text,
            source=source,
            campaign=campaign,
            person=found.person,
            company=found.company,
            next_action=_action(workspace, next_text, kind, label),
        )
        return _tell(workspace, number, known, as_json=as_json)


def _action(workspace: Workspace, when_text: str, kind: str, label: str) -> NextAction | None:
    if not when_text:
        return None
    action_kind, code = action_of(workspace, kind)
    return NextAction(action_kind, typed_when(workspace, when_text), label, code)


def _tell(workspace: Workspace, number: int, known: Known, *, as_json: bool) -> int:
    """Say who was known, where the opportunity stands, and what lacks: it stops nothing."""
    for line in known_lines(known):
        tell(line)
    code = tell_deal(workspace, number, as_json=as_json)
    conditions = opportunity_sheet(workspace, number).opportunity.conditions
    missing = missing_conditions(dict(conditions))
    if missing:
        tell(missing_text(missing))
    over = creating.over_limit(workspace)
    if over is not None:
        tell(limit_text(*over))
    return code


def _piped(title: str, origin: Origin | None) -> PastedPerson:
    """Return what the text handed over on standard input says of somebody; raises as `_found`.

    It is only read where the command would not be complete without it: a list over which a script
    goes is not eaten. Raises `InvalidValue` when an origin lacks and nothing is handed over.
    """
    is_complete = bool(title) and origin is not None
    data = b""
    if not is_complete and not sys.stdin.isatty():
        with suppress(OSError):  # nobody handed anything over
            data = sys.stdin.buffer.read(_LONGEST)
    if data.strip():
        return capturing.from_bytes(data)
    if origin is None:
        raise InvalidValue("command.no_origin", known=tuple(Origin))
    return PastedPerson()


def _found(path: str) -> PastedPerson:
    """Return what a file or standard input says of somebody; raises `UnreadableFile`."""
    if path == STANDARD_INPUT:
        return capturing.from_bytes(sys.stdin.buffer.read(_LONGEST))
    try:
        with Path(path).expanduser().open("rb") as file:
            return capturing.from_bytes(file.read(_LONGEST))
    except FileNotFoundError as error:
        raise UnreadableFile("file.not_found", name=path) from error
    except OSError as error:
        raise UnreadableFile("file.unreadable", name=path, reason=error.strerror) from error


def _with(
    found: PastedPerson, *, contact: str, phone: str, email: str, company: str
) -> PastedPerson:
    """Return what was found with what was typed, which counts more."""
    from prospect_tui.domain.names import split_person  # noqa: PLC0415 - only here

    person = dict(found.person)
    if contact:
        names = zip(("civility", "first_name", "last_name"), split_person(contact), strict=True)
        person |= dict(names)
    person |= {key: text for key, text in (("phone", phone), ("email", email)) if text}
    firm = found.company | ({"name": company} if company else {})
    return replace(found, person=person, company=firm)


def _show(
    workspace: Workspace, found: PastedPerson, known: Known, title: str, *, as_json: bool
) -> int:
    if as_json:
        answer = {
            "title": title,
            "person": found.person,
            "company": found.company,
            "subject": found.subject,
            "sent_on": found.sent_on,
            "known": {
                "contact": known.contact,
                "company": known.company,
                "others": known.others,
                "rows": [{"id": row[0], "name": row[1], "file": row[2]} for row in known.rows],
            },
        }
        say_json(answer, workspace.zone)
    else:
        say_table([[_("Title"), title], *([*pair] for pair in found_lines(found))])
    for line in known_lines(known):
        tell(line)
    tell(_("Nothing was written: leave --dry-run out to create it."))
    return Exit.DONE
