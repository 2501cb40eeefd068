"""What may be wrong with the figures of the funnel."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "funnel.not_typed": N_("{step} are counted from your data. Only these are typed: {known}."),
    "funnel.volume": N_("{value} is not a number of people. Type a whole number from 0 to {most}."),
    "funnel.period": N_("The period ends before it begins. Correct one of the two days."),
}
