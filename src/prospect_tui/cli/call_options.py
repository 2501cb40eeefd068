"""What `prospect call` may be told: one option for each answer of the call cockpit."""

from typing import Annotated

import typer

from prospect_tui.cli.options import TEXT, money, option, whole_number
from prospect_tui.domain.errors import Refused
from prospect_tui.i18n import N_
from prospect_tui.i18n.labels import result_label

Result = Annotated[
    str, typer.Argument(metavar=N_("RESULT"), help=N_("NRP, OCC, RAPP, RDV, PISTE… or yours."))
]
AtDate = Annotated[
    str,
    option(
        "--at-date", metavar=N_("WHEN"), help=N_("Date agreed: “tue 2pm”, “+3d”, “15/12 9:30”.")
    ),
]
Note = Annotated[str, option("--note", metavar=TEXT, help=N_("What was said."))]
Reason = Annotated[str, option("--reason", metavar=TEXT, help=N_("Why."))]
Competitor = Annotated[str, option("--competitor", metavar=TEXT, help=N_("The present supplier."))]
Subject = Annotated[str, option("--subject", metavar=TEXT, help=N_("What the next call is about."))]
Place = Annotated[str, option("--place", metavar=TEXT, help=N_("Where the appointment is."))]
Person = Annotated[str, option("--person", metavar=TEXT, help=N_("Whom the appointment is with."))]
Amount = Annotated[
    int | None, option("--amount", parser=money, metavar=N_("EUROS"), help=N_("What may be sold."))
]
Decider = Annotated[
    bool | None, option("--decider/--no-decider", help=N_("Whether the decider spoke."))
]
MessageLeft = Annotated[bool, option("--message-left", help=N_("A message was left."))]
Convert = Annotated[
    bool | None,
    option("--convert/--no-convert", help=N_("Turn the row into an opportunity, or not.")),
]
ReturnMonths = Annotated[
    int | None,
    option(
        "--return-months",
        parser=whole_number,
        metavar=N_("NUMBER"),
        help=N_("Months before the row comes back; 0 for never."),
    ),
]
Opposition = Annotated[bool, option("--opposition", help=N_("“Do not call me again.”"))]
OverrideReason = Annotated[
    str,
    option(
        "--override",
        "--override-reason",
        metavar=TEXT,
        help=N_("Why the call was made although the law forbids it."),
    ),
]
Tags = Annotated[
    list[str] | None,
    option("--tag", metavar=TEXT, help=N_("Only rows that have this tag; repeat it for others.")),
]
DryRun = Annotated[bool, option("--dry-run", help=N_("Only say what the result would do."))]

Email = Annotated[str, option("--email", metavar=TEXT, help=N_("The e-mail address given."))]
MayEmail = Annotated[
    bool | None, option("--may-email/--no-email", help=N_("Whether e-mails are welcome."))
]
Budget = Annotated[
    int | None,
    option("--budget", parser=money, metavar=N_("EUROS"), help=N_("The budget that was told.")),
]
WhoDecides = Annotated[str, option("--who-decides", metavar=TEXT, help=N_("Who decides."))]
Lose = Annotated[
    bool | None,
    option("--lose/--no-lose", help=N_("Whether the opportunity of the row is lost.")),
]

_OPTIONS = {
    "when": "--at-date",
    "subject": "--subject",
    "reason": "--reason",
    "competitor": "--competitor",
    "place": "--place",
    "person": "--person",
    "amount": "--amount",
    "email": "--email",
    "budget": "--budget",
    "deciders": "--who-decides",
}
"""The option that gives each answer which a result may require."""


def with_options(error: Refused) -> Refused:
    """Return the refusal of a call that lacks answers with the options that give them."""
    missing = error.params.get("missing")
    if error.message_id != "call.missing" or not isinstance(missing, tuple):
        return error
    options = " ".join(_OPTIONS[ask] for ask in missing)
    result = result_label(str(error.params["result"]))
    return Refused("command.missing", result=result, options=options)
