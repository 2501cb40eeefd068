"""What may prevent a change of pipelines and stages."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "pipeline.unknown": N_("There is no pipeline called “{name}”."),
    "pipeline.taken": N_("There is already a pipeline called “{name}”. Choose another name."),
    "pipeline.last": N_("The last pipeline stays: opportunities need one. Add another one first."),
    "stage.taken": N_("This pipeline already has a stage called “{name}”. Choose another name."),
    "stage.no_name": N_("A name is needed, such as “Proposal”."),
    "stage.too_long": N_(
        "{length} characters are too many over a column: {limit} at most. Shorten the name."
    ),
    "stage.patience": N_(
        "{days} days make no sense before a card is marked as idle: from 1 to {limit}."
    ),
    "stage.ambiguous": N_("Several stages are called “{name}”: give the number, one of {known}."),
    "stage.last": N_("A pipeline keeps at least one stage. Add another one before."),
    "stage.has_cards": N_(
        "{count} open cards stand there: say to which stage they pass, then it can go."
    ),
    "stage.other_cards": N_(
        "Cards came or went in another window: {count} open now. Nothing was put away: look, then"
        " choose again."
    ),
    "stage.changed_meanwhile": N_(
        "This stage was changed in another window. Esc shows it as it is now; saving again replaces"
        " that by what you typed."
    ),
}
