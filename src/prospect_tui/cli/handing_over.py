"""Handing a number or an address to a program of the desktop, from the command line."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import option
from prospect_tui.cli.output import say, say_json, tell
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.phone import national
from prospect_tui.i18n import N_, _
from prospect_tui.services import dialling
from prospect_tui.services.workspace import Workspace

SECONDS = 2.0
"""How long a started program may take to fail before the command ends."""

Print = Annotated[bool, option("--print", help=N_("Only print it, start nothing."))]


def hand_over(
    workspace: Workspace,
    e164: str,
    whose: Mapping[str, object],
    *,
    only_print: bool,
    as_json: bool,
) -> int:
    """Say a number in E.164, and hand it to the telephone; raises `Refused` when that fails."""
    words = [] if only_print else dialling.dial_words(workspace.settings, e164)
    if as_json:
        say_json({**whose, "number": e164, "link": dialling.tel_link(e164)}, workspace.zone)
    else:
        say(dialling.tel_link(e164))
    if words:
        start_program(words)
        tell(_("Number handed over: {number}").format(number=national(e164)))
    return Exit.DONE


def start_program(words: Sequence[str]) -> None:
    """Start a program; raises `Refused` when it does not start or fails at once."""
    try:
        outcome = dialling.outcome(dialling.start(words), SECONDS)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("dial.failed", command=words[0], reason=reason) from error
    if outcome.has_failed:
        raise Refused("dial.failed", command=words[0], reason=outcome.said or str(outcome.code))
