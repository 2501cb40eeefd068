"""What may be wrong with a typed amount, or with a number that is one (else see `contact`)."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "value.number_too_large": N_(
        "“{value}” is too large: a number has 15 figures at most before the decimals."
    ),
    "value.amount_too_large": N_(
        "“{value}” is too large: an amount has 15 figures at most before the cents."
    ),
    "value.amount": N_("“{value}” is not an amount: type 1234, 1 234,50 € or 12 k€."),
}
