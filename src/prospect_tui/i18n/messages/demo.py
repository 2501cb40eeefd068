"""The sentences of the demo base."""

from prospect_tui.i18n.catalog import N_

MESSAGES = {
    "demo.exists": N_(
        "There is already something at {path}. Give another place, or --reset for a new demo base."
    ),
}
