"""What may be wrong with a typed amount; for a number, see `contact`."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "value.amount": N_("“{value}” is not an amount. Type for example 1234, 1 234,50 € or 12 k€."),
}
