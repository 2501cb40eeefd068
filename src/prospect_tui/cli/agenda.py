"""What is to be done today: the twin of the morning list."""

from email.message import EmailMessage
from typing import Annotated

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import Json, command, noun, opened, option
from prospect_tui.cli.output import say, say_json
from prospect_tui.domain.agenda import AgendaKind, Section
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.identifiers import check_email, parse_emails
from prospect_tui.i18n import N_, _, formats
from prospect_tui.services import agenda, configuring
from prospect_tui.services.agenda import Today, TodayLine
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.agenda import COLD, cold_text, counts, line_text, section_title
from prospect_tui.wording.sales import stage_name

app = noun()


@command(app, "today", N_("Show everything to do today, by section."))
def _today(
    context: typer.Context,
    mail: Annotated[
        str,
        option(
            "--mail",
            metavar=N_("ADDRESS"),
            help=N_("Write a message to this address, for “sendmail -t”."),
        ),
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = agenda.today(workspace)
        if as_json:
            say_json(_json(found), workspace.zone)
        elif mail:
            say(*_message(workspace, found, mail).as_string().splitlines())
        else:
            say(*_lines(workspace, found))
    return Exit.DONE if found.lines or found.cold else Exit.NOTHING


def _message(workspace: Workspace, found: Today, address: str) -> EmailMessage:
    """Return the digest as a message; raises `InvalidValue` for an address that is none."""
    addresses = parse_emails(address)
    if check_email(address) or len(addresses) != 1:
        raise InvalidValue("command.mail", value=address)
    first, *lines = _lines(workspace, found)
    message = EmailMessage()
    message["To"] = addresses[0]
    message["Subject"] = f"Prospect · {first}"
    message["Date"] = workspace.clock.local_now()
    message.set_content("\n".join([first, *lines]) + "\n", cte="quoted-printable")
    return message


def _lines(workspace: Workspace, found: Today) -> list[str]:
    stages = {str(stage.id): stage_name(stage) for stage in configuring.stages(workspace)}
    lines = [" · ".join([formats.day_long(found.day), *counts(found)])]
    for section in Section:
        listed = found.section(section)
        if listed:
            lines += ["", section_title(section, len(listed))]
            lines += [f"  {_what(one)}  {line_text(one, found.day, stages)}" for one in listed]
    if found.cold:
        lines += ["", section_title(COLD, sum(file.left for file in found.cold))]
        lines += [f"  {cold_text(file)}" for file in found.cold]
    return lines


def _what(line: TodayLine) -> str:
    """Return which thing a line is, as commands name it: "ligne 12", "opportunité 3"."""
    kinds = {
        AgendaKind.PROSPECT: _("row {number}"),
        AgendaKind.OPPORTUNITY: _("opportunity {number}"),
        AgendaKind.ACTIVITY: _("task {number}"),
    }
    return kinds[line.kind].format(number=line.id)


def _json(found: Today) -> dict[str, object]:
    return {"day": found.day, "lines": found.lines, "cold": found.cold}
