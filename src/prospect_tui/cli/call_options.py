"""What `prospect call` may be told: one option for each answer of the call cockpit."""

from typing import Annotated

import typer

from prospect_tui.cli.options import money, option, whole_number
from prospect_tui.i18n import N_

_TEXT = N_("TEXT")

Result = Annotated[
    str, typer.Argument(metavar=N_("RESULT"), help=N_("NRP, OCC, RAPP, RDV, PISTE… or yours."))
]
AtDate = Annotated[
    str,
    option(
        "--at-date", metavar=N_("WHEN"), help=N_("Date agreed: “tue 2pm”, “+3d”, “15/12 9:30”.")
    ),
]
Note = Annotated[str, option("--note", metavar=_TEXT, help=N_("What was said."))]
Reason = Annotated[str, option("--reason", metavar=_TEXT, help=N_("Why."))]
Competitor = Annotated[str, option("--competitor", metavar=_TEXT, help=N_("The present supplier."))]
Subject = Annotated[
    str, option("--subject", metavar=_TEXT, help=N_("What the next call is about."))
]
Place = Annotated[str, option("--place", metavar=_TEXT, help=N_("Where the appointment is."))]
Person = Annotated[str, option("--person", metavar=_TEXT, help=N_("Whom the appointment is with."))]
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
        "--override-reason",
        metavar=_TEXT,
        help=N_("Why the call was made although the law forbids it."),
    ),
]
DryRun = Annotated[bool, option("--dry-run", help=N_("Only say what the result would do."))]
