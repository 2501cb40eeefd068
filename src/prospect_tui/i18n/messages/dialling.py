"""What may prevent a number from being handed over, or a row from being looked up."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "dial.no_number": N_("Row {row} has no good number of that kind to call."),
    "dial.nobody": N_("No number of contact {contact} can be called: none is good."),
    "dial.failed": N_("The command {command} failed: {reason}. Check it in your settings."),
    "lookup.unknown": N_("There is no look-up “{value}” for this row. Choose one of: {known}."),
}
